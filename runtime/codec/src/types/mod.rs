//! The data types that generated code uses.

mod binary;
mod encoded;
mod expandable;
mod foreign;
mod json;
mod list;
mod map;
mod meant;
mod nullable;
mod number;
mod source;
mod texts;

pub use binary::Binary;
pub use encoded::{Base64, Base64Url};
pub use expandable::{Emptyable, Expandable, RangeQueryParam};
pub use foreign::{Serde, Text};
pub use json::Json;
pub use list::{List, Metadata, MetadataParam};
pub use map::Map;
pub use meant::{FromFloat, FromInteger, FromItems, FromText};
pub use nullable::IntoNullable;
pub use number::Number;
#[doc(hidden)]
pub use number::listed_number;
#[doc(hidden)]
pub use source::{Exactly, Source};
pub use texts::{Date, DateTime, Decimal, Duration, Secret, Time, Timestamp, Uri, Uuid};
