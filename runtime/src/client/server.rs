//! Where requests go: the servers of an API, their variables, and which of them a client has chosen.

use super::Config;
use super::api::{Api, Operation};
use super::error::Error;

/// Where an API or an operation is served (OpenAPI 3.0, Server Object).
#[derive(Clone, Copy, Debug)]
pub struct Server {
    url: &'static str,
    description: &'static str,
    variables: &'static [ServerVariable],
}

impl Server {
    /// A server by its URL, such as `https://{region}.example.com/v1`. A relative one is a path at the API's own server.
    pub const fn new(url: &'static str) -> Self {
        Self {
            url,
            description: "",
            variables: &[],
        }
    }

    /// What it is, such as `Sandbox`.
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    /// The variables in its URL.
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// The URL with the values of its variables.
    fn resolve(&self, given: &[(String, String)]) -> String {
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
    name: &'static str,
    default: &'static str,
    values: &'static [&'static str],
}

impl ServerVariable {
    /// A variable by its name, with the value that it has unless the client says otherwise.
    pub const fn new(name: &'static str, default: &'static str) -> Self {
        Self {
            name,
            default,
            values: &[],
        }
    }

    /// The values that are allowed.
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
}

impl Api {
    fn all_servers(&self) -> impl Iterator<Item = &Server> {
        self.servers.iter().chain(&self.server)
    }
}

/// Refuses variables and servers that the API does not have.
pub(super) fn check(config: &Config) -> Result<(), Error> {
    let api = config.api;
    for (name, value) in &config.server_variables {
        let servers = || api.all_servers().chain(api.operation_servers);
        let named = || (servers().flat_map(|one| one.variables)).filter(|one| one.name == name);
        if named().next().is_none() {
            let known = list(servers().flat_map(|one| one.variables).map(|one| one.name));
            let message = format!("the API's servers have no variable `{name}`; they have {known}");
            return Err(Error::build(message));
        }
        let allows =
            |one: &ServerVariable| one.values.is_empty() || one.values.contains(&value.as_str());
        if !named().any(allows) {
            let known = list(named().flat_map(|one| one.values.iter().copied()));
            let message =
                format!("the server variable `{name}` can't be {value:?}; it can be {known}");
            return Err(Error::build(message));
        }
        if value.is_empty()
            || !value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~/:%".contains(&b))
        {
            let message =
                format!("{value:?} as the server variable `{name}` has no place in a URL");
            return Err(Error::build(message));
        }
    }
    chosen(config).map(drop)
}

/// `a`, `b`
fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    names.sort();
    names.dedup();
    match names.is_empty() {
        true => "none".to_owned(),
        false => names.join(", "),
    }
}

/// The server that the client has chosen, else the first.
fn chosen(config: &Config) -> Result<Option<&'static Server>, Error> {
    let api: &'static Api = config.api;
    let Some(wanted) = &config.server else {
        return Ok(api.all_servers().next());
    };
    let is_meant = |server: &&Server| server.description == wanted || server.url == wanted;
    let found = api.all_servers().find(is_meant);
    let found = found.or_else(|| {
        (api.all_servers()).find(|server| server.resolve(&config.server_variables) == *wanted)
    });
    found.map(Some).ok_or_else(|| {
        let shown = |server: &'static Server| match server.description {
            "" => server.url,
            description => description,
        };
        let known = list(api.all_servers().map(shown));
        Error::build(format!("the API has no server {wanted:?}; it has {known}"))
    })
}

/// The base URL of an operation, without a slash at its end. One for the call comes first, then the operation's own server,
/// then the client's.
pub(super) fn base(
    config: &Config,
    operation: &Operation,
    of_call: Option<&str>,
) -> Result<String, Error> {
    let usual = || {
        if let Some(url) = &config.base_url {
            return Ok(url.clone());
        }
        let chosen = chosen(config)?.map(|server| server.resolve(&config.server_variables));
        chosen.filter(|url| url.contains("://")).ok_or_else(|| {
            Error::build(
                "there is no server: the document names none with a host, so the client must, by `base_url`",
            )
        })
    };
    let url = match (of_call, &operation.server) {
        (Some(url), _) => url.to_owned(),
        (None, Some(server)) => {
            let url = server.resolve(&config.server_variables);
            match url.contains("://") {
                true => url,
                false => at_server(&usual()?, &url),
            }
        }
        (None, None) => usual()?,
    };
    Ok(url.trim_end_matches('/').to_owned())
}

/// A path at the server of a URL.
fn at_server(url: &str, path: &str) -> String {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find('/'));
    let origin = end.and_then(|end| url.get(..host + end)).unwrap_or(url);
    format!("{origin}/{}", path.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::super::{Call, Client, RequestOptions};
    use super::*;

    static API: Api = Api::new("Regions", "1")
        .servers(&[
            Server::new("https://{tenant}.{region}.example.com/{base}").variables(&[
                ServerVariable::new("tenant", "demo"),
                ServerVariable::new("region", "eu").values(&["eu", "us"]),
                ServerVariable::new("base", "v2"),
            ]),
            Server::new("https://sandbox.example.com/v2").description("Sandbox"),
        ])
        .operation_servers(&[UPLOADS]);
    const UPLOADS: Server = Server::new("https://{shelf}.uploads.example.com")
        .variables(&[ServerVariable::new("shelf", "a")]);
    static PING: Operation = Operation::new("ping", "GET", "/ping");
    static UPLOAD: Operation = Operation::new("upload", "POST", "/upload").server_of(UPLOADS);
    static BESIDE: Operation = Operation::new("beside", "GET", "/beside").server("/other");

    type Builder = super::super::ClientBuilder<Client>;

    fn urls(set: impl Fn(Builder) -> Builder) -> [String; 3] {
        let client = set(Client::anonymous(&API)).build().unwrap();
        [&PING, &UPLOAD, &BESIDE].map(|operation| {
            let request = Call::<()>::new(&client, operation).into_request();
            request.unwrap().uri().to_string()
        })
    }

    #[test]
    fn variables_and_choices() {
        assert_eq!(
            urls(|client| client),
            [
                "https://demo.eu.example.com/v2/ping",
                "https://a.uploads.example.com/upload",
                "https://demo.eu.example.com/other/beside",
            ]
        );
        let set = |client: Builder| {
            let client = client.server_variable("tenant", "acme");
            client
                .server_variable("region", "us")
                .server_variable("shelf", "b")
        };
        assert_eq!(
            urls(set),
            [
                "https://acme.us.example.com/v2/ping",
                "https://b.uploads.example.com/upload",
                "https://acme.us.example.com/other/beside",
            ]
        );
        let [ping, upload, beside] = urls(|client| client.server("Sandbox"));
        assert_eq!(ping, "https://sandbox.example.com/v2/ping");
        // servers of single operations stay
        assert_eq!(upload, "https://a.uploads.example.com/upload");
        assert_eq!(beside, "https://sandbox.example.com/other/beside");
        let [ping, upload, beside] = urls(|client| client.base_url("http://localhost:1/x/"));
        assert_eq!(ping, "http://localhost:1/x/ping");
        assert_eq!(upload, "https://a.uploads.example.com/upload");
        assert_eq!(beside, "http://localhost:1/other/beside");
        let [ping, upload, _] =
            urls(|client| client.options(RequestOptions::new().base_url("http://localhost:2")));
        assert_eq!(ping, "http://localhost:2/ping");
        assert_eq!(upload, "http://localhost:2/upload");
    }

    #[test]
    fn what_the_api_does_not_have() {
        let refused = |set: &dyn Fn(Builder) -> Builder| {
            set(Client::anonymous(&API))
                .build()
                .unwrap_err()
                .to_string()
        };
        for (error, says) in [
            (
                refused(&|one| one.server_variable("zone", "eu")),
                "`base`, `region`, `shelf`, `tenant`",
            ),
            (
                refused(&|one| one.server_variable("region", "mars")),
                "`eu`, `us`",
            ),
            (
                refused(&|one| one.server_variable("tenant", "a@b")),
                "no place in a URL",
            ),
            (refused(&|one| one.server("Production")), "`Sandbox`"),
        ] {
            assert!(error.contains(says), "{error}");
        }
    }
}
