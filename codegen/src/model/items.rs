//! Items made from schemas; those made from operations are in `handles`.

use serde::{Deserialize, Serialize};

use super::types::{Presence, Type};

/// What an item says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Clean Markdown; empty when the document says nothing.
    pub doc: String,
    /// What values must be like beyond their type, and what a missing one stands for, one line of Markdown each: bounds,
    /// patterns, defaults. They are part of `doc` as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The note of `#[deprecated]`; an empty note gives the bare attribute.
    pub deprecated: Option<String>,
    /// JSON pointer into the loaded document that the item came from; empty for what came from no single place.
    pub pointer: String,
    /// What the settings add to a type.
    #[serde(default, skip_serializing_if = "Derived::is_empty")]
    pub derived: Derived,
}

/// Derives and attributes of a type beside those that every type has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derived {
    /// Traits of the language by name, others by the path of their macro.
    pub derives: Vec<String>,
    /// Attributes as they are written in Rust.
    pub attributes: Vec<String>,
}

impl Derived {
    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        self.derives.is_empty() && self.attributes.is_empty()
    }
}

/// A struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// Fields, in the order in which they are declared, written and shown.
    pub fields: Vec<Field>,
    /// Flattened maps of undeclared properties: those whose names match a pattern, then perhaps one of all others.
    pub extra: Vec<Extra>,
    /// Whether the caller makes values: `new` with the required fields, and setters for the others.
    pub constructible: bool,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Identifier, `snake_case`, without `r#`.
    pub ident: String,
    /// The property's name on the wire.
    pub wire: String,
    /// The type, without presence.
    pub ty: Type,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Whether null counts as a list or map without entries, where the field is required.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub null_is_empty: bool,
    /// The text that `new` gives to it, unless it is left to programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The value that it has once it is read where it was left out, as JSON text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Documentation and origin.
    pub meta: Meta,
}

/// A flattened map of undeclared properties (`additionalProperties` beside `properties`, `patternProperties`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extra {
    /// Identifier of the field.
    pub ident: String,
    /// The regular expression that the names match, and none before it, in the syntax of the `regex` packages.
    pub pattern: Option<String>,
    /// The type of a value.
    pub ty: Type,
    /// Documentation and origin.
    pub meta: Meta,
}

/// An open enum of plain values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enum {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// What its values are.
    pub kind: EnumKind,
    /// The listed values, in the document's order.
    pub variants: Vec<Variant>,
    /// Identifier of the catch-all variant, usually `Unrecognized`.
    pub catch_all: String,
    /// Whether there are no values but the listed ones, and no catch-all variant.
    #[serde(default)]
    pub closed: bool,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnumKind {
    /// Strings; the catch-all holds a `Box<str>`.
    String,
    /// Integers; the catch-all holds an `i64`.
    Integer,
    /// Anything else, or a mixture; `wire` is JSON text and the catch-all holds a `Json`.
    Value,
}

/// A listed value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// The value: its text for strings, its digits for integers, JSON otherwise.
    pub wire: String,
    /// Documentation and deprecation.
    pub meta: Meta,
}

/// An enum whose variants hold other types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Union {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// The branches, in the order in which they are tried.
    pub branches: Vec<Branch>,
    /// Identifier of the catch-all variant, which holds a `Json`.
    pub catch_all: String,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    /// Identifier of the variant.
    pub ident: String,
    /// What it holds.
    pub ty: Type,
    /// Which values it is for.
    pub guard: Guard,
    /// Documentation and origin.
    pub meta: Meta,
}

impl Branch {
    /// The only property of the objects that the branch is for, where it holds the value of that.
    #[must_use]
    pub fn under(&self) -> Option<&str> {
        match &self.guard {
            Guard::Under(property) => Some(property),
            _ => None,
        }
    }
}

/// Which values a branch of a union is for. Values are told apart by kind, tag and keys before any branch is tried.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number without fraction or exponent.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object {
        /// Properties and the values that they have in this branch.
        tags: Vec<(String, Vec<Literal>)>,
        /// Properties that are there in this branch and not in the others.
        keys: Vec<String>,
    },
    /// An object that has at least two of these properties.
    Several(Vec<String>),
    /// An object that has this property and no other; the branch holds the value of the property.
    Under(String),
    /// Any value.
    Any,
    /// What an operation answers with a status and a media type. All branches of such a union have it; the catch-all holds
    /// bytes.
    Answer {
        /// `200`, `2XX` or `default`.
        status: String,
        /// As the document writes it; `None` where there is no body.
        media_type: Option<String>,
    },
}

impl Guard {
    /// The same with tags, their values and keys by the alphabet: their order in a document means nothing.
    pub(crate) fn in_order(&self) -> Self {
        match self {
            Self::Object { tags, keys } => {
                let (mut tags, mut keys) = (tags.clone(), keys.clone());
                tags.iter_mut().for_each(|(_, values)| values.sort());
                tags.sort();
                keys.sort();
                Self::Object { tags, keys }
            }
            Self::Several(keys) => {
                let mut keys = keys.clone();
                keys.sort();
                Self::Several(keys)
            }
            other => other.clone(),
        }
    }
}

/// A value that tells branches apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    /// `true` or `false`
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A text.
    String(String),
}

/// Another name for a type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alias {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// What it stands for.
    pub ty: Type,
}

/// A zero-sized type with a single value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// The value as JSON text, such as `"charge"` (with its quotation marks), `true` or `7`.
    pub json: String,
}
