//! Client parameters, as declared in the document.

/// A client parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedParameter {
    pub(crate) name: &'static str,
    pub(super) default: Option<&'static str>,
    pub(super) required: bool,
}

impl SharedParameter {
    /// A parameter with its name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            default: None,
            required: false,
        }
    }

    /// Sets its default value.
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// Some operation requires it.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// The location of a client parameter in an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// A variable of the path template.
    Path(&'static str),
    /// In the query.
    Query(&'static str),
    /// A header.
    Header(&'static str),
    /// A cookie.
    Cookie(&'static str),
}
