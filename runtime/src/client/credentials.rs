//! Which credentials go with a request.

use std::fmt;

use base64::Engine;
use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE};

use super::Config;
use super::api::{Auth, Scheme};
use super::error::Error;
use super::header_value::{header_name, secret_value};
use super::operation::Operation;
use super::query::set_param;
use crate::Secret;
use crate::params::style;

/// A credential for one security scheme of the API.
#[derive(Clone)]
pub enum Credential {
    /// A key, or an OAuth 2 or OpenID Connect token that the program obtained.
    Key(Secret),
    /// User and password (RFC 7617).
    Basic {
        /// The user, without a colon.
        user: String,
        /// The password.
        password: Secret,
    },
}

impl Credential {
    /// User and password.
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::Basic {
            user: user.into(),
            password: password.into(),
        }
    }

    /// As text: `user:password` where it is both.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Key(key) => key.expose().to_owned(),
            Self::Basic { user, password } => format!("{user}:{}", password.expose()),
        }
    }
}

/// All of it is hidden.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key(_) => "Key(…)",
            Self::Basic { .. } => "Basic(…)",
        })
    }
}

impl<T: Into<Secret>> From<T> for Credential {
    fn from(key: T) -> Self {
        Self::Key(key.into())
    }
}

/// A credential for a request.
#[derive(Clone)]
pub(super) enum Proof {
    /// As text.
    Text(String),
    /// From the provider with this number, once the request is sent.
    Provided(usize),
}

/// How each credential that the operation needs is sent, and where it comes from.
///
/// The first alternative wins for which the client has all credentials; then the first in which the key can stand for the
/// one that is missing. A key of the request's own comes before all. A client with neither key nor credentials sends none;
/// another fails where there is no alternative that goes without.
pub(super) fn choose(
    config: &Config,
    operation: &Operation,
    own_key: Option<&Secret>,
) -> Result<Vec<(Auth, Proof)>, Error> {
    let api = config.api;
    let key = own_key.or(config.key.as_ref());
    let text = |key: &Secret| Proof::Text(key.expose().to_owned());
    if api.schemes.is_empty() {
        let auth = match operation.security {
            Some([]) => Auth::None,
            _ => api.auth,
        };
        let provided = || (!config.providers.is_empty()).then_some(Proof::Provided(0));
        let proof = match own_key {
            Some(key) => Some(text(key)),
            None => provided().or_else(|| key.map(text)),
        };
        return Ok(proof.into_iter().map(|proof| (auth, proof)).collect());
    }
    let alternatives = operation.security.unwrap_or(api.security);
    let given = |scheme: &Scheme| {
        let credentials = config.credentials.iter();
        let given = (credentials.rev().find(|(name, _)| name == scheme.name))
            .map(|(_, credential)| Proof::Text(credential.text()));
        given.or_else(|| {
            let mut providers = config.providers.iter();
            let at = providers.position(|one| one.scheme == scheme.name)?;
            Some(Proof::Provided(at))
        })
    };
    let all = |alternative: &&[&str], key: Option<&Secret>, replace: bool| {
        let mut key = key.map(text);
        let schemes = (alternative.iter())
            .filter_map(|name| api.schemes.iter().find(|scheme| scheme.name == *name));
        let carried: Vec<_> = schemes.filter(|scheme| scheme.auth != Auth::None).collect();
        let replace = replace && carried.len() == 1;
        let found = carried.iter().map(|scheme| {
            let given = given(scheme).filter(|_| !replace);
            Some((scheme.auth, given.or_else(|| key.take())?))
        });
        found.collect::<Option<Vec<_>>>()
    };
    let some = || {
        alternatives
            .iter()
            .filter(|alternative| !alternative.is_empty())
    };
    let passes = [(own_key, true), (None, false), (key, false)];
    let skipped = usize::from(own_key.is_none());
    for (key, replace) in passes.into_iter().skip(skipped) {
        let mut found = some().filter_map(|alternative| all(alternative, key, replace));
        if let Some(found) = found.next() {
            return Ok(found);
        }
    }
    let open = alternatives.len() != some().count() || alternatives.is_empty();
    let nobody = key.is_none() && config.credentials.is_empty() && config.providers.is_empty();
    if open || nobody {
        return Ok(Vec::new());
    }
    let wanted: Vec<_> = some()
        .map(|alternative| alternative.join("` with `"))
        .collect();
    let wanted: Vec<_> = wanted.iter().map(String::as_str).collect();
    Err(Error::build(format!(
        "it needs credentials that the client does not have: {}",
        list(&wanted)
    )))
}

/// Puts a credential into a request that is whole otherwise. A header that the program has set itself stays.
pub(super) fn attach(
    request: &mut http::Request<Bytes>,
    auth: Auth,
    text: String,
) -> Result<(), Error> {
    let (name, value) = match auth {
        Auth::None => return Ok(()),
        Auth::Bearer => (AUTHORIZATION, format!("Bearer {text}")),
        Auth::Basic => (AUTHORIZATION, basic(&text)),
        Auth::Header(name) => (header_name(name)?, text),
        Auth::Query(name) => {
            let uri = request.uri();
            let mut query = uri.query().unwrap_or_default().to_owned();
            set_param(&mut query, name, Some(&text));
            let mut parts = uri.clone().into_parts();
            let path = format!("{}?{query}", uri.path());
            parts.path_and_query = path.parse().ok();
            if let Ok(uri) = http::Uri::from_parts(parts) {
                *request.uri_mut() = uri;
            }
            return Ok(());
        }
        Auth::Cookie(name) => {
            let cookie = format!("{name}={}", style::cookie(&text));
            let others = request.headers().get(COOKIE);
            let others = others.and_then(|value| value.to_str().ok());
            let all = match others {
                Some(others) => format!("{others}; {cookie}"),
                None => cookie,
            };
            request.headers_mut().remove(COOKIE);
            (COOKIE, all)
        }
    };
    if !request.headers().contains_key(&name) {
        let value = secret_value(name.as_str(), &value)?;
        request.headers_mut().insert(name, value);
    }
    Ok(())
}

/// The value of a header for user and password (RFC 7617).
pub(super) fn basic(text: &str) -> String {
    let colon = if text.contains(':') { "" } else { ":" };
    let text = base64::engine::general_purpose::STANDARD.encode(format!("{text}{colon}"));
    format!("Basic {text}")
}

/// `a`, `b`
pub(super) fn list(names: &[&str]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(" or ")
}
