//! The types of fields, elements and responses.

use serde::{Deserialize, Serialize};

/// The path of an item from the crate root, such as `["identity", "verification_session", "LastError"]`.
///
/// Segments are identifiers without `r#`; the emitter adds it where a segment is a keyword.
pub type ItemPath = Vec<String>;

/// The type of a value, without the presence of the field that holds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A type of the language or of the runtime that has no parts.
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
    /// `Option<T>` in a place that is not a field: a nullable element of an array or a map.
    Nullable(Box<Type>),
    /// `Box<T>`: breaks a cycle of by-value references.
    Boxed(Box<Type>),
    /// A type that the configuration gives to a format.
    Custom(Custom),
}

/// A type that the configuration gives to a format.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Custom {
    /// Its path from its crate on, such as `::rust_decimal::Decimal`.
    pub path: String,
    /// The type of the runtime around it, by which it is read and written.
    pub wrapper: Option<Wrapper>,
}

/// The types of the runtime by which types of other crates are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrapper {
    /// `Serde<T>`: by serde's traits.
    Serde,
    /// `Text<T>`: by `Display` and `FromStr`.
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
    /// `Decimal`: a decimal number as text.
    Decimal,
    /// `Base64`: bytes, as base64 text on the wire.
    Base64,
    /// `Base64Url`: bytes, as base64 text in the alphabet for URLs on the wire.
    Base64Url,
    /// `Binary`: raw bytes, in bodies and answers that are not JSON.
    Binary,
    /// `Metadata`: a map of strings.
    Metadata,
    /// `MetadataParam`: a map of strings in which a key can be unset.
    MetadataParam,
    /// `Json`: any value. Counted as untyped.
    Json,
    /// `()`: an answer without content.
    Unit,
    /// What is answered item by item and never as a whole.
    Streamed,
}

impl Scalar {
    /// Whether a `&str` makes one: it has the form of a string on the wire and in Rust.
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

/// Whether a field may be left out, and whether it may be `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Always there and never null: `T`.
    Required,
    /// Always there, may be null: `Option<T>`. One that is missing is an error.
    Nullable,
    /// The same, but one that is missing counts as null, as the configuration says.
    Lenient,
    /// May be left out, never null: `Option<T>`.
    Optional,
    /// May be left out, and may be null: `Option<Option<T>>`.
    OptionalNullable,
}

impl Presence {
    /// The presence of a field that is `required` and `nullable` as given.
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
    /// Whether a value can't be made without the field.
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

    /// Whether a value of the type says anything more than "some JSON".
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
