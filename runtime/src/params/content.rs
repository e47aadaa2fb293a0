//! The body of a request with its media type.

use bytes::Bytes;

use crate::client::StreamBody;

/// A body and its media type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) media_type: Option<String>,
    pub(crate) bytes: Bytes,
    /// The whole body, in place of the bytes.
    pub(crate) stream: Option<StreamBody>,
}
