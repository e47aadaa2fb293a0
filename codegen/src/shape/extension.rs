//! Names of the extension keys that are read: those of `load::lower`, and those of vendors.

/// `const`
pub(super) const CONST: &str = "x-castiron-const";
/// `prefixItems`
pub(super) const PREFIX_ITEMS: &str = "x-castiron-prefix-items";
/// `patternProperties`
pub(super) const PATTERN_PROPERTIES: &str = "x-castiron-pattern-properties";
/// A bound that `openapiv3` would round.
pub(super) const MINIMUM: &str = "x-castiron-minimum";
/// A bound that `openapiv3` would round.
pub(super) const MAXIMUM: &str = "x-castiron-maximum";
/// A divisor that `openapiv3` would round.
pub(super) const MULTIPLE_OF: &str = "x-castiron-multipleOf";
/// Values of an enum that `openapiv3` would round.
pub(super) const ENUM: &str = "x-castiron-enum";
