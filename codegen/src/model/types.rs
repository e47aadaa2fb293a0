//! The types of fields, elements and responses.

use serde::{Deserialize, Serialize};

/// The path of an item from the crate root, such as `["identity", "verification_session", "LastError"]`.
///
/// Segments are identifiers without `r#`; the emitter adds it to keywords.
pub type ItemPath = Vec<String>;

/// The type of a value, without the presence of its field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A type of the language or of the runtime without parts.
    Scalar(Scalar),
    /// An item of the generated crate.
    Item(ItemPath),
    /// `Vec<T>`: a JSON array.
    Array(Box<Type>),
    /// `(A, B)`: a JSON array of a fixed number of items, 1 to 12.
    Tuple(Vec<Type>),
    /// `Map<T>`: a JSON object whose keys are data.
    Map(Box<Type>),
    /// `List<T>`: one page of an API's list envelope.
    List(Box<Type>),
    /// `Expandable<T>`: an identifier, or the object it names.
    Expandable(Box<Type>),
    /// `Emptyable<T>`: a value, or the empty string that clears it.
    Emptyable(Box<Type>),
    /// `RangeQueryParam<T>`: one value, or bounds.
    Range(Box<Type>),
    /// `Option<T>` outside of fields: a nullable element of an array or a map.
    Nullable(Box<Type>),
    /// `Box<T>`: breaks a cycle of by-value references.
    Boxed(Box<Type>),
    /// A type that the configuration uses for a format.
    Custom(Custom),
}

/// A type that the configuration uses for a format.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Custom {
    /// Its path, starting with its crate, such as `::rust_decimal::Decimal`.
    pub path: String,
    /// The runtime type that reads and writes it.
    pub wrapper: Option<Wrapper>,
    /// Whether it is `Eq` and `Hash`, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<bool>,
}

impl Custom {
    /// Whether it is a type of the standard library, as fields of generated types are.
    pub(crate) fn is_of_std(&self) -> bool {
        let krates = ["::std::", "::core::", "::alloc::"];
        krates.iter().any(|krate| self.path.starts_with(krate))
    }
}

/// The runtime types that read and write types of other crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrapper {
    /// `Serde<T>`: with serde's traits.
    Serde,
    /// `Text<T>`: with `Display` and `FromStr`.
    Text,
}

impl Wrapper {
    /// Its name in the runtime.
    pub fn name(self) -> &'static str {
        match self {
            Self::Serde => "Serde",
            Self::Text => "Text",
        }
    }
}

/// A type without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scalar {
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `Number`: any JSON number, written back as it was read.
    Number,
    /// `String`
    String,
    /// `Secret`: a string that `Debug` hides.
    Secret,
    /// `Timestamp`: seconds since the Unix epoch, as an integer.
    Timestamp,
    /// `Date`: a full-date of RFC 3339.
    Date,
    /// `DateTime`: a date-time of RFC 3339.
    DateTime,
    /// `Time`: a full-time of RFC 3339.
    Time,
    /// `Duration`: a duration of ISO 8601.
    Duration,
    /// `Uuid`
    Uuid,
    /// `Uri`
    Uri,
    /// `Decimal`: a decimal number as a string.
    Decimal,
    /// `Base64`: bytes, as a base64 string on the wire.
    Base64,
    /// `Base64Url`: bytes, as a URL-safe base64 string on the wire.
    Base64Url,
    /// `Binary`: raw bytes, in bodies that are not JSON.
    Binary,
    /// `Metadata`: a map of strings.
    Metadata,
    /// `MetadataParam`: a map of strings in which a key can be unset.
    MetadataParam,
    /// `Json`: any value. Counted as untyped.
    Json,
    /// `()`: a response without content.
    Unit,
    /// A response that is only a stream of items.
    Streamed,
}

impl Scalar {
    /// Whether it converts from `&str`: it is a string on the wire and in Rust.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::String
                | Self::Secret
                | Self::Date
                | Self::DateTime
                | Self::Time
                | Self::Duration
                | Self::Uuid
                | Self::Uri
                | Self::Decimal
        )
    }
}

/// Whether a field may be missing, and whether it may be `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Required and never null: `T`.
    Required,
    /// Required, may be null: `Option<T>`. A missing field is an error.
    Nullable,
    /// The same, but a missing field is read as null, as the configuration says.
    Lenient,
    /// Optional, never null: `Option<T>`.
    Optional,
    /// Optional, may be null: `Option<Option<T>>`.
    OptionalNullable,
}

impl Presence {
    /// The presence of a field with these `required` and `nullable`.
    pub fn new(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::Nullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }
}

impl Presence {
    /// Whether a value can't be created without the field.
    pub(crate) fn is_needed(self) -> bool {
        !matches!(self, Self::Optional | Self::OptionalNullable)
    }
}

impl Type {
    /// The type in a box, or the type itself.
    pub(crate) fn unboxed(&self) -> &Self {
        match self {
            Self::Boxed(inner) => inner,
            ty => ty,
        }
    }

    /// Whether the type is only "some JSON".
    pub fn is_untyped(&self) -> bool {
        match self {
            Self::Scalar(scalar) => *scalar == Scalar::Json,
            Self::Item(_) | Self::Custom(_) => false,
            Self::Tuple(items) => items.iter().all(Self::is_untyped),
            Self::Array(inner)
            | Self::Map(inner)
            | Self::List(inner)
            | Self::Expandable(inner)
            | Self::Emptyable(inner)
            | Self::Range(inner)
            | Self::Nullable(inner)
            | Self::Boxed(inner) => inner.is_untyped(),
        }
    }
}
