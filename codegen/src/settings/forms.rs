//! The formats of strings in a settings file.

use super::grammar::{Form, Wrong};
use crate::limits::Limits;
use crate::nearest::nearest;

/// Defines a form in one line.
macro_rules! form {
    ($(#[$doc:meta])* $name:ident: $what:literal, $pattern:literal, $check:expr, $good:expr, $bad:expr) => {
        $(#[$doc])*
        pub(crate) static $name: Form = Form {
            what: $what,
            good: &$good,
            #[cfg(test)]
            bad: &$bad,
            pattern: $pattern,
            check: $check,
        };
    };
}

form!(
    /// A property or parameter.
    NAME: "the name of a property", "\\S", text, ["object"], [""]
);
form!(
    /// A query parameter.
    PARAMETER: "the name of a query parameter", "\\S", text, ["cursor"], [""]
);
form!(
    /// A limit and how much it allows.
    LIMIT: "a limit, `=` and a number", "^[a-z-]+=[0-9_]+$", limit, ["combined=100000"], ["", "combined", "combind=1", "files=many"]
);
form!(
    /// A schema, by name or place.
    SCHEMA: "the name of a component, or the JSON pointer of a schema", "\\S", text, ["Order", "/components/schemas/Order"], [""]
);
form!(
    /// A parameter of the client.
    CLIENT_PARAMETER: "the name of a parameter", "\\S", text, ["revision"], [""]
);
form!(
    /// The text of the item that ends a stream.
    STREAM_END: "the text that ends a stream, such as `[DONE]`", "\\S", text, ["[DONE]"], [""]
);
form!(
    /// The `format` of a schema.
    FORMAT: "the `format` of a schema", "\\S", text, ["date-time"], [""]
);
form!(
    /// A path to a file or folder.
    PATH: "a path, relative to this file", "\\S", path, ["api/openapi.yaml"], ["", "https://example.com/openapi.yaml"]
);
form!(
    /// A path in the crate.
    CRATE_PATH: "a path, relative to the crate", "\\S", text, ["README.md"], [""]
);
form!(
    /// A header's name (RFC 9110, section 5.1).
    HEADER: "a header name", "^[-!#$%&'*+.^_`|~0-9A-Za-z]+$", header, ["X-Request-Id"], ["", "Request Id", "X-Trace:"]
);
form!(
    /// A header's value (RFC 9110, section 5.5).
    HEADER_VALUE: "the value of a header", "^[!-~]([ -~]*[!-~])?$", header_value, ["2024-01-31"], ["", "a\nb", " a"]
);
form!(
    /// A JSON pointer (RFC 6901).
    POINTER: "a JSON pointer, such as `/error/message`", "^(/([^~]|~[01])*)$", pointer,
    ["/error/message", "/a~1b"], ["", "error.message", "/a~2"]
);
form!(
    /// The base URL of an API.
    SERVER: "a URL, such as `https://api.example.com/v1`", "^https?://[^\\s/?#]+[^\\s?#]*$", server,
    ["https://api.example.com/v1", "http://localhost:8080"], ["", "api.example.com", "ftp://example.com", "https://", "https://a b", "https://a.example?b=c"]
);
form!(
    /// A selector of operations and schemas.
    SELECTOR: "a selector: `tag:NAME`, `path:TEMPLATE`, `operation:ID`, `schema:NAME`, an `operationId`, or verb and path",
    "\\S", selector, ["tag:books", "GET /books", "getBook"], ["", "tag:", "get /books"]
);
form!(
    /// How arrays go on.
    PAGING: "`link`, `none`, or `page:` and a query parameter", "^(link|none|page:.*\\S.*)$", paging, ["link", "page:page", "none"], ["links", "page:", "page"]
);
form!(
    /// What says that a page is the last.
    PAGE_END: "`more:`, `last:` or `pages:`, and a JSON pointer", "^(more|last|pages):/.*$", page_end,
    ["more:/has_next", "last:/meta/is_last", "pages:/total_pages"], ["/has_next", "more:has_next", "done:/last", ""]
);
form!(
    /// A function or a field.
    METHOD: "an identifier, such as `retrieve_upcoming`", "^[\\p{L}_][\\p{L}\\p{N}_]*$", identifier,
    ["retrieve_upcoming", "type"], ["", "retrieve-upcoming", "2nd", "self", "_"]
);
form!(
    /// A word in front of ids.
    PREFIX: "a word, such as `acme`, or nothing", "^[\\p{L}\\p{N}]*$", prefix, ["acme", ""], ["acme_", "two words"]
);
form!(
    /// A type.
    TYPE: "the name of a type, such as `InvoiceListParams`", "^[\\p{L}_][\\p{L}\\p{N}_]*$", identifier, ["InvoiceListParams"], ["", "Invoice List", "Self"]
);
form!(
    /// A type with its namespaces.
    TYPE_PATH: "names separated by dots, such as `identity.VerifiedOutputs`",
    "^[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*$", type_path, ["identity.VerifiedOutputs", "Invoice"],
    ["", "identity::Outputs", "a..b", "Outputs!"]
);
form!(
    /// A component, or the pointer of a schema.
    COMPONENT: "the name of a component, or the JSON pointer of a schema", "\\S", component, ["address", "/components/schemas/a/properties/b"], ["", "/a~2"]
);
form!(
    /// An operation.
    OPERATION: "an `operationId`, or verb and path, such as `GET /books`", "\\S", operation, ["GET /books", "getBook"], ["", "GET books", "get /books"]
);
form!(
    /// The name of bundled settings.
    BUNDLED: "the name of settings that come with castiron", "^[a-z0-9-]+$", bundled, ["github"], ["githup"]
);
form!(
    /// A URL of a web page.
    URL: "a URL, such as `https://example.com`", "^https?://[^\\s/?#]+\\S*$", url, ["https://example.com/docs?a=b"], ["", "example.com", "/docs", "https://"]
);
form!(
    /// The title of a document.
    TITLE: "the title of a document", "\\S", text, ["Pets"], [""]
);
form!(
    /// A host, or all below one.
    HOST: "a host, such as `api.example.com` or `*.example.com`", "^(\\*\\.)?[a-z0-9.-]+$", host, ["api.example.com", "*.example.com"], ["", "https://example.com"]
);
form!(
    /// A version requirement, as in a `Cargo.toml`.
    VERSION_REQ: "a version requirement, such as `1.2`", "\\d|\\*", requirement, ["1.2", "=1.0.3"], ["", "latest"]
);

fn requirement(text: &str) -> Result<(), Wrong> {
    match semver::VersionReq::parse(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(Wrong::why(error.to_string())),
    }
}

fn text(text: &str) -> Result<(), Wrong> {
    match text.trim() {
        "" => Err(Wrong::why("this is empty")),
        _ => Ok(()),
    }
}

fn prefix(word: &str) -> Result<(), Wrong> {
    match word.chars().all(char::is_alphanumeric) {
        true => Ok(()),
        false => Err(Wrong::why("this is no single word")),
    }
}

fn path(path: &str) -> Result<(), Wrong> {
    text(path)?;
    if path.starts_with("http://") || path.starts_with("https://") {
        let why = Wrong::why("this is a URL, and nothing is downloaded");
        return Err(why.help("save the document beside this file and give its path"));
    }
    Ok(())
}

fn header(name: &str) -> Result<(), Wrong> {
    text(name)?;
    let is_token = |c: char| c.is_ascii_alphanumeric() || "-!#$%&'*+.^_`|~".contains(c);
    match name.chars().find(|c| !is_token(*c)) {
        Some(c) => Err(Wrong::why(format!("a header name can't hold {c:?}"))),
        None => Ok(()),
    }
}

fn header_value(value: &str) -> Result<(), Wrong> {
    text(value)?;
    if value.trim() != value {
        return Err(Wrong::why("a header value can't begin or end with a space"));
    }
    match value.chars().find(|c| !(' '..='~').contains(c)) {
        Some(c) => Err(Wrong::why(format!("a header value can't hold {c:?}"))),
        None => Ok(()),
    }
}

fn pointer(pointer: &str) -> Result<(), Wrong> {
    text(pointer)?;
    if !pointer.starts_with('/') {
        let path = pointer
            .trim_start_matches(['$', '#'])
            .trim_start_matches('.');
        let meant = path.trim_start_matches('/').replace('.', "/");
        return Err(
            Wrong::why("a JSON pointer begins with `/`").help(format!("did you mean `/{meant}`?"))
        );
    }
    let bad_escape = pointer
        .split('~')
        .skip(1)
        .any(|rest| !rest.starts_with(['0', '1']));
    if bad_escape {
        return Err(Wrong::why("`~` has to be written as `~0`"));
    }
    Ok(())
}

/// Scheme, host, and no space: all that is certain without knowing the server.
fn url(url: &str) -> Result<(), Wrong> {
    text(url)?;
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else {
        let why = Wrong::why("a URL here begins with `https://` or `http://`");
        return Err(match url.contains("://") || url.starts_with('/') {
            true => why,
            false => why.help(format!("did you mean `https://{url}`?")),
        });
    };
    if rest.split(['/', '?', '#']).next().is_none_or(str::is_empty) {
        return Err(Wrong::why("the host is missing"));
    }
    if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Wrong::why("a URL can't hold a space"));
    }
    Ok(())
}

fn server(server: &str) -> Result<(), Wrong> {
    url(server)?;
    if server.contains(['?', '#']) {
        return Err(Wrong::why("a base URL has no query and no fragment"));
    }
    Ok(())
}

fn selector(selector: &str) -> Result<(), Wrong> {
    text(selector)?;
    if let Some((kind, "")) = selector.trim().split_once(':') {
        return Err(Wrong::why(format!("a name is missing after `{kind}:`")));
    }
    operation(selector)
}

fn limit(text: &str) -> Result<(), Wrong> {
    Limits::parse(text).map(|_| ()).map_err(Wrong::why)
}

fn paging(paging: &str) -> Result<(), Wrong> {
    match paging.parse::<crate::config::Paging>() {
        Ok(_) => Ok(()),
        Err(()) => {
            let word = paging.split(':').next().unwrap_or_default();
            let meant = nearest(word, ["link", "none", "page:PARAMETER"].into_iter())
                .or_else(|| (word == "page").then_some("page:PARAMETER"));
            Err(match meant {
                Some(meant) => Wrong::default().help(format!("did you mean `{meant}`?")),
                None => Wrong::default(),
            })
        }
    }
}

fn page_end(end: &str) -> Result<(), Wrong> {
    match end.parse::<crate::model::PageEnd>() {
        Ok(_) => Ok(()),
        Err(()) => Err(Wrong::default()),
    }
}

fn identifier(name: &str) -> Result<(), Wrong> {
    text(name)?;
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return Err(Wrong::why(format!("`{name}` has another meaning in Rust")));
    }
    let mut chars = name.chars();
    let starts = chars
        .next()
        .is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    if starts && chars.all(unicode_ident::is_xid_continue) {
        return Ok(());
    }
    let spelled: String = name
        .chars()
        .map(|c| {
            if unicode_ident::is_xid_continue(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let spelled = spelled.trim_matches('_');
    let why = Wrong::why("this is not an identifier");
    Err(
        match spelled.starts_with(|c: char| unicode_ident::is_xid_start(c)) {
            true => why.help(format!("did you mean `{spelled}`?")),
            false => why,
        },
    )
}

fn type_path(path: &str) -> Result<(), Wrong> {
    text(path)?;
    if path.contains("::") {
        let meant = path.replace("::", ".");
        return Err(
            Wrong::why("names are separated by dots here").help(format!("did you mean `{meant}`?"))
        );
    }
    path.split('.').try_for_each(identifier)
}

fn component(name: &str) -> Result<(), Wrong> {
    text(name)?;
    if name.starts_with('/') {
        pointer(name)
    } else {
        Ok(())
    }
}

/// The verbs of OpenAPI's path items.
const VERBS: [&str; 9] = [
    "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY",
];

fn operation(key: &str) -> Result<(), Wrong> {
    text(key)?;
    let Some((verb, path)) = key.split_once(' ') else {
        return Ok(());
    };
    let upper = verb.to_ascii_uppercase();
    if verb != upper && VERBS.contains(&upper.as_str()) {
        return Err(Wrong::why("a verb is written in capitals")
            .help(format!("did you mean `{upper} {path}`?")));
    }
    if VERBS.contains(&verb) && !path.starts_with(['/', '*']) {
        return Err(
            Wrong::why("a path begins with `/`").help(format!("did you mean `{verb} /{path}`?"))
        );
    }
    Ok(())
}

fn bundled(name: &str) -> Result<(), Wrong> {
    let names = || crate::config::Config::all_bundled().into_keys();
    if names().any(|known| known == name) {
        return Ok(());
    }
    let known: Vec<_> = names().collect();
    Err(Wrong::default().help(match nearest(name, names()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", known.join(", ")),
    }))
}

fn host(host: &str) -> Result<(), Wrong> {
    let name = host.strip_prefix("*.").unwrap_or(host);
    let is_host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    match !name.is_empty() && name.chars().all(is_host) {
        true => Ok(()),
        false => Err(Wrong::why("this is not a host")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions() {
        for (form, text, want) in [
            (&POINTER, "error.message", "/error/message"),
            (&POINTER, "$.error.code", "/error/code"),
            (&SERVER, "api.example.com", "https://api.example.com"),
            (&PAGING, "links", "link"),
            (&PAGING, "page", "page:PARAMETER"),
            (&METHOD, "list-all", "list_all"),
            (&TYPE_PATH, "a::B", "a.B"),
            (&OPERATION, "get /pets", "GET /pets"),
            (&SELECTOR, "GET pets", "GET /pets"),
            (&BUNDLED, "stipe", "stripe"),
        ] {
            let help = (form.check)(text).expect_err(text).help;
            assert_eq!(help, Some(format!("did you mean `{want}`?")), "{text}");
        }
    }
}
