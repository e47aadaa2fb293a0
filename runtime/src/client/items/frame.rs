//! An item of a stream before it is decoded.

use std::time::Duration;

use bytes::Bytes;

/// An item before it is read.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub(super) data: Bytes,
    pub(super) event: String,
    pub(super) id: String,
    pub(super) retry: Option<Duration>,
}
