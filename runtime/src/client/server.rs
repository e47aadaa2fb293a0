//! The servers of an API, and their variables.

/// A server of an API or an operation (OpenAPI 3.0, Server Object).
#[derive(Clone, Copy, Debug)]
pub struct Server {
    pub(super) url: &'static str,
    pub(super) description: &'static str,
    pub(super) variables: &'static [ServerVariable],
}

impl Server {
    /// A server with its URL, such as `https://{region}.example.com/v1`. A relative URL is a path on the API's own server.
    pub const fn new(url: &'static str) -> Self {
        Self {
            url,
            description: "",
            variables: &[],
        }
    }

    /// Sets its description, such as `Sandbox`.
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    /// Sets the variables in its URL.
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// The URL with the values of its variables.
    pub(super) fn resolve(&self, given: &[(String, String)]) -> String {
        let mut url = self.url.to_owned();
        for variable in self.variables {
            let value = given.iter().rev().find(|(name, _)| name == variable.name);
            let value = value.map_or(variable.default, |(_, value)| value);
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        url
    }
}

/// A variable in the URL of a [`Server`] (OpenAPI 3.0, Server Variable Object).
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    pub(super) name: &'static str,
    pub(super) default: &'static str,
    pub(super) values: &'static [&'static str],
}

impl ServerVariable {
    /// A variable with its name and its default value.
    pub const fn new(name: &'static str, default: &'static str) -> Self {
        Self {
            name,
            default,
            values: &[],
        }
    }

    /// Sets the allowed values.
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
}
