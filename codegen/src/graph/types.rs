//! Nodes and edges of the graph.

use super::untyped::Untyped;
use crate::pattern::Pattern;

/// The number of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A schema.
#[derive(Clone, Debug)]
pub struct TypeNode {
    /// What it is.
    pub shape: Shape,
    /// What it says of itself.
    pub meta: Meta,
    /// JSON pointer into the loaded document.
    pub pointer: String,
    /// Its name in `components/schemas`, where it has one.
    pub component: Option<String>,
    /// What the document says of its place in an object-oriented API.
    pub hints: Hints,
    /// Why its values have no type, should its shape be [`Shape::Any`]. `None` where there are no values.
    pub untyped: Option<Untyped>,
}

/// What a schema, property or parameter says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// `title`, which is a name more often than a text.
    pub title: Option<String>,
    /// `description` (and `summary`), as the document has it: Markdown, CommonMark or HTML.
    pub description: String,
    /// Whether it is `deprecated`.
    pub deprecated: bool,
    /// Lines of Markdown that say what the type cannot: bounds, lengths, patterns, defaults, examples, read-only.
    pub notes: Vec<String>,
    /// URL and text of `externalDocs`.
    pub external_docs: Option<(String, String)>,
    /// `default`, unless it is null, whether or not the type can have it.
    pub default: Option<serde_json::Value>,
}

/// What the document says of a schema's place in an object-oriented API, from vendor keywords.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The class that it is.
    pub class: Option<String>,
    /// The package of the class; `Some("")` is the root.
    pub package: Option<String>,
    /// The component that it is an inner class of.
    pub owner: Option<String>,
    /// What the document says that it is called in code.
    pub name: Option<String>,
    /// The value that its resource has in `object`.
    pub resource: Option<String>,
    /// What its elements are called, one by one (arrays).
    pub element: Option<String>,
    /// Whether a constant is an enum of one value, which tells the branches of a union apart: what it is called doesn't
    /// depend on whether there is such a union.
    pub listed: bool,
    /// The reference that stands in its place and could not be resolved.
    pub missing: Option<String>,
}

/// An edge to a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Use {
    /// The schema.
    pub ty: TypeId,
    /// Whether `null` may stand in its place.
    pub nullable: bool,
}

/// What a schema is. Closed: every later pass matches on all of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Any JSON value: the document says no more (or what it says is no type).
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// A string.
    String(StringFormat),
    /// The one value that is allowed, as JSON. `const`, or an `enum` of one value that tells objects apart.
    Constant(serde_json::Value),
    /// A list of plain values. An enum with one value is here when nothing says that it must stay the only one.
    Enum(Vec<EnumValue>),
    /// An array.
    Array(Use),
    /// An array of a fixed number of items, each with a schema of its own: 1 to 12. It never leads back to itself.
    Tuple(Vec<Use>),
    /// An object whose keys are data (`additionalProperties` without `properties`).
    Map(Use),
    /// A map of string to string that the API calls metadata; `true` where keys can be unset.
    Metadata(bool),
    /// An object with named properties.
    Object(ObjectShape),
    /// One of several.
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
    /// 64 bits, signed: also what has no format.
    I64,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
    /// Bounds beyond 64 bits.
    Big,
    /// Seconds since the Unix epoch.
    UnixTime,
    /// A type of the user's own.
    Own(OwnFormat),
}

/// A format that the settings give a type of the user's own: its place among their rules for formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnFormat(pub usize);

/// Formats of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// 32 bits.
    Float,
    /// 64 bits: also what has no format.
    Double,
    /// Any, exact as written.
    Exact,
    /// A decimal as JSON number.
    Decimal,
    /// A type of the user's own.
    Own(OwnFormat),
}

/// Formats of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    /// Any text.
    Plain,
    /// A text that must not be shown.
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
    /// `uri`, `url`, `uri-reference` and their kin.
    Uri,
    /// `decimal`
    Decimal,
    /// `byte` and `contentEncoding: base64`
    Base64,
    /// `base64url`, as `format` or `contentEncoding`.
    Base64Url,
    /// `binary`: raw bytes outside JSON.
    Binary,
    /// A type of the user's own.
    Own(OwnFormat),
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value; never null (a null among the values makes the use nullable).
    pub value: serde_json::Value,
    /// A name that the document gives to it (`x-enum-varnames` and its kin).
    pub name: Option<String>,
    /// A description of this value.
    pub description: String,
    /// Whether this value is deprecated.
    pub deprecated: bool,
}

/// An object with named properties, all `allOf` already merged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectShape {
    /// The properties, in the document's order (parents of an `allOf` before the schema's own).
    pub properties: Vec<Property>,
    /// The values of undeclared properties, where the document speaks of them: `additionalProperties` with a schema,
    /// or `true` (unless the configuration says otherwise). `None` where it says nothing: they are ignored.
    pub additional: Option<Use>,
    /// The values of undeclared properties whose names match a pattern: of several, the first one counts.
    pub patterns: Vec<PatternShape>,
}

/// The properties whose names match a pattern (`patternProperties`).
#[derive(Clone, Debug, PartialEq)]
pub struct PatternShape {
    /// The pattern, as the document writes it.
    pub text: String,
    /// What it says.
    pub pattern: Pattern,
    /// A line of Markdown about it.
    pub note: String,
    /// The schema of the values.
    pub ty: Use,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name on the wire.
    pub wire: String,
    /// Its schema.
    pub ty: Use,
    /// Whether it must be there.
    pub required: bool,
    /// Whether only answers have it.
    pub read_only: bool,
    /// Whether only requests have it.
    pub write_only: bool,
    /// What the property says of itself; a description beside a `$ref` is here.
    pub meta: Meta,
    /// The name of its elements, where the document gives one, of arrays (`allowed_types` → `allowed_type`).
    pub element: Option<String>,
    /// The text that the type writes unless a program says another one: the tag that a mapping gives to a type that others
    /// include, whose tags it may hold as well.
    pub tag: Option<String>,
    /// The number of the schema that declares it first, among those that were put together to its object.
    pub part: usize,
    /// JSON pointer into the loaded document.
    pub pointer: String,
}

impl Property {
    /// A property of requests and answers that may be missing, of which nothing else is said.
    #[must_use]
    pub fn new(wire: String, ty: Use, pointer: String) -> Self {
        Self {
            wire,
            ty,
            required: false,
            read_only: false,
            write_only: false,
            meta: Meta::default(),
            element: None,
            tag: None,
            part: 0,
            pointer,
        }
    }
}

/// One of several schemas, null branches taken out.
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
    /// The properties that tell it apart, each with its values: strings, integers and booleans. From `discriminator`,
    /// or from constants and enums that branches have. The first is the one that tells most branches apart.
    pub tags: Vec<(String, Vec<serde_json::Value>)>,
    /// Properties that this branch requires and no other has, where there is no tag.
    pub keys: Vec<String>,
    /// Whether the branch is for values that fit several others.
    pub several: bool,
    /// Whether any two of the keys are enough, where the branch is for such values.
    pub two_keys: bool,
    /// The only property of the objects that the branch is for, where the branch is what that property holds: its type is
    /// that of the branch.
    pub under: Option<Box<Property>>,
    /// What it says of itself.
    pub meta: Meta,
}

impl UnionBranch {
    /// A branch that nothing is known of but its schema.
    #[must_use]
    pub fn new(ty: Use, meta: Meta) -> Self {
        Self {
            ty,
            tags: Vec::new(),
            keys: Vec::new(),
            several: false,
            two_keys: false,
            under: None,
            meta,
        }
    }

    /// A name that the values of its tag give it: the first text, or property and value where that is no text.
    #[must_use]
    pub fn tag_name(&self) -> Option<String> {
        let mut texts = self.tag_texts();
        texts.pop().filter(|_| texts.is_empty())
    }

    /// The values of the branch's first tag, as texts.
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

    /// The edge of a shape that is only a wrapper.
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
