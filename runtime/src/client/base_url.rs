//! The base URL of a request: the server of the client, or its own.

use super::Config;
use super::api::Api;
use super::error::Error;
use super::operation::Operation;
use super::server::{Server, ServerVariable};

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
    for url in config.base_url.iter().chain(&config.options.base_url) {
        check_url(url)?;
    }
    if let Some(path) = &config.base_path
        && path.contains(['?', '#'])
    {
        let message = format!("{path:?} is no path below a server");
        return Err(Error::build(message));
    }
    let server = chosen(config)?;
    let of_operations = |one: &Server| one.url.contains("://");
    let known = config.base_url.is_some()
        || config.options.base_url.is_some()
        || server.is_some_and(|server| is_absolute(&server.resolve(&config.server_variables)))
        || api.operation_servers.iter().any(of_operations);
    match (known, server) {
        (true, _) => Ok(()),
        (false, Some(server)) => Err(Error::build(format!(
            "the document names the server {:?}, which has no host: give the builder a `base_url`",
            server.url
        ))),
        (false, None) => Err(Error::build(NO_SERVER)),
    }
}

const NO_SERVER: &str = "the document names no server: give the builder a `base_url`";

/// Whether a URL has a scheme and a host.
fn is_absolute(url: &str) -> bool {
    url.contains("://")
}

/// Refuses what is no URL of a server.
fn check_url(url: &str) -> Result<(), Error> {
    if url.contains('@') {
        return Err(Error::build(
            "the base URL has a user in it: credentials are given to the builder",
        ));
    }
    let uri: Option<http::Uri> = url.parse().ok();
    let right = uri.is_some_and(|uri| {
        uri.scheme().is_some()
            && uri.host().is_some_and(|host| !host.is_empty())
            && uri.query().is_none()
    });
    match right && !url.contains('#') {
        true => Ok(()),
        false => Err(Error::build(format!(
            "{url:?} is no absolute URL of a server, such as \"https://api.example.com\""
        ))),
    }
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
/// then the client's. A base URL that is an origin alone keeps the path of the server that it replaces.
pub(super) fn base(
    config: &Config,
    operation: &Operation,
    of_call: Option<&str>,
) -> Result<String, Error> {
    let chosen = chosen(config)?.map(|server| server.resolve(&config.server_variables));
    let chosen = chosen.as_deref();
    // the client's server, which may lack a host
    let usual = match (&config.base_url, &config.base_path) {
        (Some(url), Some(path)) => at_server(url, path),
        (Some(url), None) => replaced(url, chosen),
        (None, Some(path)) => at_server(chosen.unwrap_or_default(), path),
        (None, None) => chosen.unwrap_or_default().to_owned(),
    };
    let own = operation.server.as_ref().map(|server| {
        let url = server.resolve(&config.server_variables);
        match is_absolute(&url) {
            true => url,
            false => at_server(&usual, &url),
        }
    });
    let meant = own.unwrap_or(usual);
    let url = match of_call {
        Some(url) => {
            check_url(url)?;
            replaced(url, Some(&meant))
        }
        None if is_absolute(&meant) => meant,
        None => return Err(Error::build(NO_SERVER)),
    };
    Ok(url.trim_end_matches('/').to_owned())
}

/// A base URL in place of a server: where it is an origin alone, with the path of that server.
fn replaced(url: &str, server: Option<&str>) -> String {
    let (origin, path) = split(url);
    let server = server.map_or("", |server| split(server).1);
    match path.trim_matches('/').is_empty() {
        true => at_server(origin, server),
        false => url.to_owned(),
    }
}

/// A URL as origin, which is empty where it has none, and path.
fn split(url: &str) -> (&str, &str) {
    let Some((_, behind)) = url.split_once("://") else {
        return ("", url);
    };
    let path = behind.find('/').and_then(|at| behind.get(at..));
    let path = path.unwrap_or_default();
    (url.strip_suffix(path).unwrap_or(url), path)
}

/// A path at the server of a URL.
fn at_server(url: &str, path: &str) -> String {
    format!("{}/{}", split(url).0, path.trim_start_matches('/'))
}
