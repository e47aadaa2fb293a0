//! Nodes and edges of the graph.

use super::hints::Hints;
use super::untyped::Untyped;
use crate::pattern::Pattern;

/// The index of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A schema.
#[derive(Clone, Debug)]
pub struct TypeNode {
    /// Its shape.
    pub shape: Shape,
    /// Description, deprecation and the like.
    pub meta: Meta,
    /// JSON pointer into the loaded document.
    pub pointer: String,
    /// Its name in `components/schemas`, if any.
    pub component: Option<String>,
    /// Vendor annotations about its class in an object-oriented API.
    pub hints: Hints,
    /// Why its values have no type, if its shape is [`Shape::Any`]. `None` if there are no values.
    pub untyped: Option<Untyped>,
}

/// Annotations of a schema, property or parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// `title`, which is more often a name than a sentence.
    pub title: Option<String>,
    /// `description` (and `summary`), as in the document: Markdown, CommonMark or HTML.
    pub description: String,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Constraints that the type cannot express, as Markdown: bounds, lengths, patterns, defaults, examples, read-only.
    pub notes: Vec<String>,
    /// URL and text of `externalDocs`.
    pub external_docs: Option<(String, String)>,
    /// `default`, unless it is null; it may not match the type.
    pub default: Option<serde_json::Value>,
}

/// An edge to a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Use {
    /// The schema.
    pub ty: TypeId,
    /// Whether `null` is allowed.
    pub nullable: bool,
}

/// The shape of a schema. Closed: every later pass matches on all variants.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Any JSON value: the document has no type for it, or one that cannot be expressed.
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// A string.
    String(StringFormat),
    /// The only allowed value, as JSON. `const`, or an `enum` of one value that distinguishes objects.
    Constant(serde_json::Value),
    /// A list of plain values. An enum of one value is here unless that value is a tag, which stays the only one.
    Enum(Vec<EnumValue>),
    /// An array.
    Array(Use),
    /// An array of 1 to 12 items, each with a schema of its own. Never recursive.
    Tuple(Vec<Use>),
    /// An object whose keys are data (`additionalProperties` without `properties`).
    Map(Use),
    /// A map of string to string that the API calls metadata; `true` where keys can be unset.
    Metadata(bool),
    /// An object with named properties.
    Object(ObjectShape),
    /// One of several schemas.
    Union(UnionShape),
    /// One page of the API's list envelope; the edge is to an element.
    List(Use),
    /// An identifier, or the object that it names.
    Expandable(Use),
    /// A value, or the empty string that clears it.
    Emptyable(Use),
    /// One value, or bounds `gt`, `gte`, `lt`, `lte`.
    Range(Use),
    /// Another name for a schema: a component that is only a `$ref`, or wraps one.
    Alias(Use),
}

/// Formats of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerFormat {
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed: also without a format.
    I64,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
    /// Bounds beyond 64 bits.
    Big,
    /// Seconds since the Unix epoch.
    UnixTime,
    /// A type of the user.
    Own(OwnFormat),
}

/// A format that the settings map to a type of the user: the index of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnFormat(pub usize);

/// Formats of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// 32 bits: only where settings say so, since JSON has numbers with more digits under `format: float`.
    Float,
    /// 64 bits: also without a format.
    Double,
    /// Any number, exactly as written.
    Exact,
    /// A decimal as JSON number.
    Decimal,
    /// A type of the user.
    Own(OwnFormat),
}

/// Formats of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    /// Any string.
    Plain,
    /// A string that must not be printed.
    Secret,
    /// `date`
    Date,
    /// `date-time`
    DateTime,
    /// `time`
    Time,
    /// `duration`
    Duration,
    /// `uuid`
    Uuid,
    /// `uri`, `url`, `uri-reference` and the like.
    Uri,
    /// `decimal`
    Decimal,
    /// `byte` and `contentEncoding: base64`
    Base64,
    /// `base64url`, as `format` or `contentEncoding`.
    Base64Url,
    /// `binary`: raw bytes outside JSON.
    Binary,
    /// A type of the user.
    Own(OwnFormat),
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value; never null (a null in the list makes the use nullable).
    pub value: serde_json::Value,
    /// Its name in the document (`x-enum-varnames` and the like).
    pub name: Option<String>,
    /// Its description.
    pub description: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl EnumValue {
    /// A value of which the document says nothing else.
    #[must_use]
    pub fn new(value: serde_json::Value) -> Self {
        Self {
            value,
            name: None,
            description: String::new(),
            deprecated: false,
        }
    }
}

/// An object with named properties, all `allOf` already merged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectShape {
    /// The properties, in the document's order (parents of an `allOf` before the schema's own).
    pub properties: Vec<Property>,
    /// The type of undeclared properties: `additionalProperties` with a schema, or `true` (unless the configuration says
    /// otherwise). `None` if the document does not mention them: they are ignored.
    pub additional: Option<Use>,
    /// The types of undeclared properties whose names match a pattern; the first match wins.
    pub patterns: Vec<PatternShape>,
}

/// The properties whose names match a pattern (`patternProperties`).
#[derive(Clone, Debug, PartialEq)]
pub struct PatternShape {
    /// The pattern, as the document writes it.
    pub text: String,
    /// The parsed pattern.
    pub pattern: Pattern,
    /// A line of documentation in Markdown.
    pub note: String,
    /// The schema of the values.
    pub ty: Use,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name on the wire.
    pub wire: String,
    /// The name for it in code that the document specifies.
    pub name: Option<String>,
    /// Its schema.
    pub ty: Use,
    /// Whether it is required.
    pub required: bool,
    /// Whether only responses have it.
    pub read_only: bool,
    /// Whether only requests have it.
    pub write_only: bool,
    /// Annotations of the property, including a description beside a `$ref`.
    pub meta: Meta,
    /// The name of an array's elements, if the document has one (`allowed_types` → `allowed_type`).
    pub element: Option<String>,
    /// The string that the type writes by default: the tag that a mapping assigns to a type that others include, which may
    /// also hold their tags.
    pub tag: Option<String>,
    /// Whether only some of the schemas that became the object declare it, of which a value matches not all: then the
    /// values that it lists say nothing about the others.
    pub partial: bool,
    /// The index of the schema that declares it first, among those merged into the object.
    pub part: usize,
    /// JSON pointer into the loaded document.
    pub pointer: String,
}

impl Property {
    /// An optional property of requests and responses, without annotations.
    #[must_use]
    pub fn new(wire: String, ty: Use, pointer: String) -> Self {
        Self {
            wire,
            name: None,
            ty,
            required: false,
            read_only: false,
            write_only: false,
            meta: Meta::default(),
            element: None,
            tag: None,
            partial: false,
            part: 0,
            pointer,
        }
    }

    /// What it is called in code: the name that the document specifies for that, else the one on the wire.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.wire)
    }
}

/// One of several schemas, without null branches.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionShape {
    /// The branches: at least two.
    pub branches: Vec<UnionBranch>,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionBranch {
    /// Its schema.
    pub ty: Use,
    /// The properties that distinguish it, each with its values: strings, integers and booleans. From `discriminator`, or
    /// from constants and enums in the branches. The first one distinguishes the most branches. Without values: the property
    /// is not there.
    pub tags: Vec<(String, Vec<serde_json::Value>)>,
    /// Properties that only this branch requires, if there is no tag.
    pub keys: Vec<String>,
    /// Whether the branch is for values that match several others.
    pub several: bool,
    /// Whether any two of the keys are enough to select such a branch.
    pub two_keys: bool,
    /// The only property of the branch's objects, if the branch is externally tagged: its type is that of the branch.
    pub under: Option<Box<Property>>,
    /// Whether the branch is a single value, which its type, a constant, names: it holds nothing.
    pub unit: bool,
    /// Annotations of the branch.
    pub meta: Meta,
}

impl UnionBranch {
    /// A branch with only a schema.
    #[must_use]
    pub fn new(ty: Use, meta: Meta) -> Self {
        Self {
            ty,
            tags: Vec::new(),
            keys: Vec::new(),
            several: false,
            two_keys: false,
            under: None,
            unit: false,
            meta,
        }
    }

    /// A name from the values of its tag: the first string, or property and value if that is not a string.
    #[must_use]
    pub fn tag_name(&self) -> Option<String> {
        let mut texts = self.tag_texts();
        texts.pop().filter(|_| texts.is_empty())
    }

    /// The values of the branch's first tag, as strings.
    pub fn tag_texts(&self) -> Vec<String> {
        let tag = self.tags.first();
        let values = tag.iter().flat_map(|(property, values)| {
            values.iter().map(move |value| match value {
                serde_json::Value::String(text) => text.clone(),
                other => format!("{property} {other}"),
            })
        });
        values.collect()
    }
}

impl Shape {
    /// Whether it is a single scalar, a constant or any value: equal shapes are the same type.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        matches!(
            self,
            Self::Any
                | Self::Boolean
                | Self::Integer(_)
                | Self::Number(_)
                | Self::String(_)
                | Self::Constant(_)
        )
    }

    /// All edges of a shape.
    pub fn uses(&self) -> impl Iterator<Item = Use> + '_ {
        let (properties, additional, branches) = match self {
            Self::Object(object) => (&*object.properties, object.additional, &[][..]),
            Self::Union(union) => (&[][..], None, &*union.branches),
            _ => (&[][..], None, &[][..]),
        };
        let (items, patterns) = match self {
            Self::Tuple(items) => (&**items, &[][..]),
            Self::Object(object) => (&[][..], &*object.patterns),
            _ => (&[][..], &[][..]),
        };
        (properties.iter().map(|property| property.ty))
            .chain(patterns.iter().map(|pattern| pattern.ty))
            .chain(additional)
            .chain(branches.iter().map(|branch| branch.ty))
            .chain(items.iter().copied())
            .chain(self.inner())
    }

    /// The edge of a shape that only wraps another type.
    #[must_use]
    pub fn inner(&self) -> Option<Use> {
        match self {
            Self::Array(inner)
            | Self::Map(inner)
            | Self::List(inner)
            | Self::Expandable(inner)
            | Self::Emptyable(inner)
            | Self::Range(inner)
            | Self::Alias(inner) => Some(*inner),
            Self::Any
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::Constant(_)
            | Self::Enum(_)
            | Self::Metadata(_)
            | Self::Tuple(_)
            | Self::Object(_)
            | Self::Union(_) => None,
        }
    }
}
