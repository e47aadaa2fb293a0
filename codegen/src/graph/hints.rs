//! What a document states about a type beside its shape.

/// A schema's class in an object-oriented API, from vendor keywords.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The name of its class.
    pub class: Option<String>,
    /// The package of the class; `Some("")` is the root.
    pub package: Option<String>,
    /// The component that it is an inner class of.
    pub owner: Option<String>,
    /// The name for it in code that the document specifies.
    pub name: Option<String>,
    /// The value of `object` in its resource.
    pub resource: Option<String>,
    /// The name for one of its elements (arrays).
    pub element: Option<String>,
    /// Whether a constant is an enum of one value that distinguishes the branches of a union: its name does not depend on
    /// whether such a union exists.
    pub listed: bool,
    /// Whether the document allows other values than those that an enum lists: it is a list beside any string or integer.
    pub open: bool,
    /// Whether the values of an enum are numbers, not integers alone, whatever it lists.
    pub number: bool,
    /// The reference in its place that could not be resolved.
    pub missing: Option<String>,
}
