//! The names of the extension keys that are read: from `load::lower`, and from vendors.

/// `const`
pub(in crate::shape) const CONST: &str = "x-castiron-const";
/// How many branches of `items.anyOf` are for items by position; one more is for the rest.
pub(in crate::shape) const PREFIX_ITEMS: &str = "x-castiron-prefix-items";
/// How many items such an array has, if the number is fixed.
pub(in crate::shape) const TUPLE: &str = "x-castiron-tuple";
/// The patterns of `patternProperties`, whose schemas are in `additionalProperties`.
pub(in crate::shape) const PATTERN_PROPERTIES: &str = "x-castiron-pattern-properties";
/// The last schema of `additionalProperties` is for keys that match no pattern.
pub(in crate::shape) const PATTERN_REST: &str = "x-castiron-pattern-rest";
/// The schema `false`, which no value matches.
pub(in crate::shape) const NEVER: &str = "x-castiron-never";
/// The method of an operation that 3.0 has no field for.
pub(in crate::shape) const METHOD: &str = "x-castiron-method";
/// The path of such an operation.
pub(in crate::shape) const PATH: &str = "x-castiron-path";
/// A parameter that is the whole query string.
pub(in crate::shape) const QUERYSTRING: &str = "x-castiron-querystring";
/// A cookie that is written without encoding.
pub(in crate::shape) const COOKIE: &str = "x-castiron-cookie";
/// Reserved characters in paths and cookies.
pub(in crate::shape) const ALLOW_RESERVED: &str = "x-castiron-allow-reserved";
/// An array serialisation that 3.0 has no style for.
pub(in crate::shape) const COLLECTION_FORMAT: &str = "x-castiron-collection-format";
/// A bound that `openapiv3` would round.
pub(in crate::shape) const MINIMUM: &str = "x-castiron-minimum";
/// A bound that `openapiv3` would round.
pub(in crate::shape) const MAXIMUM: &str = "x-castiron-maximum";
/// A divisor that `openapiv3` would round.
pub(in crate::shape) const MULTIPLE_OF: &str = "x-castiron-multipleOf";
/// `defaultMapping` of a discriminator.
pub(in crate::shape) const DEFAULT_MAPPING: &str = "x-castiron-default-mapping";
/// A media type whose schema is an array of the items of a stream.
pub(in crate::shape) const ITEM_SCHEMA: &str = "x-castiron-item-schema";
/// `contains`
pub(in crate::shape) const CONTAINS: &str = "x-castiron-contains";
/// `propertyNames`, `dependentRequired` and their like, which constrain objects.
pub(in crate::shape) const OF_OBJECTS: [&str; 2] =
    ["x-castiron-property-names", "x-castiron-dependent-required"];
/// `if`
pub(in crate::shape) const IF: &str = "x-castiron-if";
/// The content of strings: `contentEncoding`, `contentMediaType`, `contentSchema`.
pub(in crate::shape) const CONTENT: [&str; 3] = [
    "x-castiron-content-encoding",
    "x-castiron-content-media-type",
    "x-castiron-content-schema",
];
/// Replaces a reference that could not be resolved.
pub(in crate::shape) const UNRESOLVED: &str = "x-castiron-unresolved";
