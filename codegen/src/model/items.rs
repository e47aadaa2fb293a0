//! Items made from schemas; those made from operations are in `handles`.

use serde::{Deserialize, Serialize};

use super::types::{Presence, Type};

/// Documentation and origin of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Clean Markdown; empty if the document has none.
    pub doc: String,
    /// Constraints that the type does not express, and defaults, one line of Markdown each: bounds, patterns, defaults. They
    /// are part of `doc` as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The note of `#[deprecated]`; an empty note gives the bare attribute.
    pub deprecated: Option<String>,
    /// JSON pointer into the loaded document that the item came from; empty if it has no single origin.
    pub pointer: String,
    /// Derives and attributes from the settings.
    #[serde(default, skip_serializing_if = "Derived::is_empty")]
    pub derived: Derived,
}

/// Derives and attributes of a type, in addition to those that every type has; attributes of a field or variant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Derived {
    /// Standard traits by name, others by the path of their macro.
    pub derives: Vec<String>,
    /// Attributes as Rust source code.
    pub attributes: Vec<String>,
    /// Attributes of the variant of an enum or union that holds anything else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<String>,
}

impl Derived {
    /// Whether nothing is added.
    pub fn is_empty(&self) -> bool {
        self.derives.is_empty() && self.attributes.is_empty() && self.rest.is_empty()
    }
}

/// A struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// Fields, in the order in which they are declared, written and printed.
    pub fields: Vec<Field>,
    /// Flattened maps of undeclared properties: those with a name pattern, followed by one for all others, if any.
    pub extra: Vec<Extra>,
    /// Whether callers create values: `new` with the required fields, and setters for the others.
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
    /// Whether null is read as an empty list or map, if the field is required.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub null_is_empty: bool,
    /// The string that `new` sets, unless programs choose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The default that decoding fills in if it is missing, as JSON.
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
    /// The regular expression that names match, unless an earlier one matches, in the syntax of the `regex` crates.
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
    /// The type of its values.
    pub kind: EnumKind,
    /// The listed values, in the document's order.
    pub variants: Vec<Variant>,
    /// Identifier of the catch-all variant, usually `Unrecognized`.
    pub catch_all: String,
    /// Whether only the listed values are allowed, and there is no catch-all variant.
    #[serde(default)]
    pub closed: bool,
}

/// The type of an enum's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnumKind {
    /// Strings; the catch-all holds a `Box<str>`.
    String,
    /// Integers; the catch-all holds an `i64`.
    Integer,
    /// Integers of a type that has other numbers too; the catch-all holds a `Number`.
    Number,
    /// Anything else, or a mixture; `wire` is JSON and the catch-all holds a `Json`.
    Value,
}

/// A listed value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// The value: the plain string, the digits of an integer, otherwise JSON.
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
    /// Documentation of the catch-all if the document allows any value: it holds what no branch holds as a whole. Otherwise it
    /// holds what is no form of the union.
    pub open: Option<Meta>,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    /// Identifier of the variant.
    pub ident: String,
    /// The type that it holds. If it is a single value, it holds nothing: this is the component that names the value, or `()`.
    pub ty: Type,
    /// The values that select it.
    pub guard: Guard,
    /// Documentation and origin.
    pub meta: Meta,
}

impl Branch {
    /// The only property of the branch's objects, if the branch holds the value of that property.
    #[must_use]
    pub fn under(&self) -> Option<&str> {
        match &self.guard {
            Guard::Under(property) => Some(property),
            _ => None,
        }
    }

    /// Whether the branch holds its value, rather than that of a property, or nothing.
    #[must_use]
    pub(crate) fn is_held(&self) -> bool {
        self.under().is_none() && self.unit().is_none()
    }

    /// The only value of the branch as JSON, if there is one: the variant holds nothing.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match &self.guard {
            Guard::Value(json) => Some(json),
            _ => None,
        }
    }
}

/// The values that select a branch of a union. Kind, tag and keys of a value are checked before any branch is tried.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
        /// Properties and their values in this branch; without values, a property that is not there.
        tags: Vec<(String, Vec<Literal>)>,
        /// Properties that this branch has and the others do not.
        keys: Vec<String>,
    },
    /// An object that has at least two of these properties.
    Several(Vec<Counted>),
    /// An object with only this property; the branch holds the value of the property.
    Under(String),
    /// This value alone, as JSON; the branch holds nothing.
    Value(String),
    /// Any value.
    Any,
    /// A response with a status and a media type. All branches of such a union have this guard; the catch-all holds bytes.
    Answer {
        /// `200`, `2XX` or `default`.
        status: String,
        /// As the document writes it; `None` if there is no body.
        media_type: Option<String>,
    },
}

impl Guard {
    /// The same with tags, their values and keys sorted: their order in a document has no meaning.
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

/// A property that counts for [`Guard::Several`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Counted {
    /// Its name in JSON.
    pub name: String,
    /// Whether it counts with `null`: the branch that requires it allows that, and it is written back. Else a value that has
    /// `null` there does not match that branch, and the property is lost in writing.
    pub nullable: bool,
}

/// A value that distinguishes branches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    /// `true` or `false`
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A string.
    String(String),
}

/// Another name for a type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alias {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// The aliased type.
    pub ty: Type,
}

/// A zero-sized type with a single value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    /// Identifier, `PascalCase`.
    pub ident: String,
    /// Documentation and origin.
    pub meta: Meta,
    /// The value as JSON, such as `"charge"` (with quotation marks), `true` or `7`.
    pub json: String,
}
