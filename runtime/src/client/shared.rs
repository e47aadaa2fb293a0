//! Parameters of the client, as the document declares them.

/// A parameter that belongs to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedParameter {
    pub(crate) name: &'static str,
    pub(super) default: Option<&'static str>,
    pub(super) required: bool,
}

impl SharedParameter {
    /// A parameter by its name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            default: None,
            required: false,
        }
    }

    /// Its value unless the program says otherwise.
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// An operation can't do without.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// Where an operation takes a parameter of the client.
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
