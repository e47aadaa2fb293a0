//! Credentials: the security schemes, and which of them each operation requires.

use std::collections::BTreeMap;

use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme as Scheme};
use serde_json::Value;

use super::section::SECURITY_SCHEMES;
use crate::diagnostic::Code;
use crate::graph::{Security, SecurityScheme, TokenSource};
use crate::load::DEVICE_FLOW;
use crate::shape::shaper::{Shaper, below};

impl Shaper<'_> {
    /// Security schemes by name, those that the document's own `security` requires first.
    pub(super) fn schemes(&mut self) -> Vec<(String, SecurityScheme)> {
        let api = self.input.api;
        let Some(components) = &api.components else {
            return Vec::new();
        };
        let asked = api
            .security
            .iter()
            .flatten()
            .flat_map(|requirement| requirement.keys())
            .filter(|name| components.security_schemes.contains_key(*name));
        let mut names: Vec<&String> = Vec::new();
        let mut declared: Vec<&String> = components.security_schemes.keys().collect();
        declared.sort_unstable();
        for name in asked.chain(declared) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut schemes = Vec::new();
        for name in names {
            let pointer = below("", &["components", "securitySchemes", name]);
            let scheme = (components.security_schemes.get(name))
                .and_then(|scheme| SECURITY_SCHEMES.follow(self.input.api, scheme, ""));
            let Some((scheme, _)) = scheme else {
                continue;
            };
            let scheme = credentials(scheme);
            if scheme == SecurityScheme::Elsewhere {
                self.note(
                    Code::NotExpressed,
                    &pointer,
                    "this kind of credentials is left to the transport",
                );
            }
            schemes.push((name.clone(), scheme));
        }
        schemes
    }

    /// The OAuth 2 token endpoints from which a program can get or refresh tokens by itself.
    pub(super) fn tokens(&self, schemes: &[(String, SecurityScheme)]) -> Vec<TokenSource> {
        let declared = (self.input.api.components.iter()).flat_map(|all| &all.security_schemes);
        let declared: BTreeMap<_, _> = declared.collect();
        let of = |(name, _): &(String, SecurityScheme)| {
            let scheme = SECURITY_SCHEMES.follow(self.input.api, declared.get(name)?, "");
            let Some((Scheme::OAuth2 { flows, .. }, _)) = scheme else {
                return None;
            };
            let program = flows.client_credentials.as_ref();
            let user = flows.authorization_code.as_ref();
            let program = program.map(|flow| (&flow.token_url, &flow.scopes, true));
            let user = user.map(|flow| (&flow.token_url, &flow.scopes, false));
            let (url, mut scopes, for_program) = match program.or(user) {
                Some((url, scopes, for_program)) => {
                    (url.as_str(), scopes.keys().cloned().collect(), for_program)
                }
                None => {
                    let device = flows.extensions.get(DEVICE_FLOW)?;
                    let scopes = device.get("scopes").and_then(Value::as_object);
                    let scopes = scopes.into_iter().flatten().map(|(scope, _)| scope.clone());
                    let scopes: Vec<String> = scopes.collect();
                    (device.get("tokenUrl")?.as_str()?, scopes, false)
                }
            };
            scopes.sort_unstable();
            (!url.trim().is_empty()).then(|| TokenSource {
                scheme: name.clone(),
                url: url.trim().to_owned(),
                for_program,
                scopes,
            })
        };
        schemes.iter().filter_map(of).collect()
    }

    /// The credentials that operations require by default. If a document declares schemes but requires none, callers may use
    /// any of them, or none.
    pub(super) fn usual_security(&mut self) -> Security {
        let api = self.input.api;
        let asked = api.security.as_deref();
        if let Some(security) = asked.and_then(|security| self.alternatives(security, "")) {
            return security;
        }
        let mut declared: Vec<_> = (api.components.iter())
            .flat_map(|components| components.security_schemes.keys())
            .map(|name| vec![name.clone()])
            .collect();
        declared.sort_unstable();
        if !declared.is_empty() {
            declared.push(Vec::new());
        }
        declared
    }

    /// The credentials that an operation requires, if they differ from the document's.
    pub(super) fn asked(
        &mut self,
        security: &[SecurityRequirement],
        pointer: &str,
    ) -> Option<Security> {
        let same = self.input.api.security.as_deref() == Some(security);
        if same {
            return None;
        }
        self.alternatives(security, pointer)
    }

    /// Alternatives whose schemes are all declared; `None` if there were alternatives and none is left.
    fn alternatives(
        &mut self,
        security: &[SecurityRequirement],
        pointer: &str,
    ) -> Option<Security> {
        let components = self.input.api.components.as_ref();
        let mut alternatives = Security::new();
        for requirement in security {
            let unknown = requirement.keys().find(|name| {
                !components.is_some_and(|all| all.security_schemes.contains_key(*name))
            });
            if let Some(name) = unknown {
                self.warn(
                    Code::UnknownSecurityScheme,
                    &below(pointer, &["security"]),
                    format!("`security` asks for `{name}`, which is not declared"),
                );
                continue;
            }
            let alternative: Vec<String> = requirement.keys().cloned().collect();
            if !alternatives.contains(&alternative) {
                alternatives.push(alternative);
            }
        }
        if alternatives.is_empty() && !security.is_empty() {
            return None;
        }
        if alternatives.iter().all(Vec::is_empty) {
            alternatives.clear();
        }
        Some(alternatives)
    }
}

/// Where the credentials of a scheme are sent.
fn credentials(scheme: &Scheme) -> SecurityScheme {
    match scheme {
        Scheme::APIKey { location, name, .. } => match location {
            // a key in the `Authorization` header is usually a bearer token, but the document declares a header
            APIKeyLocation::Header => SecurityScheme::Header(name.clone()),
            APIKeyLocation::Query => SecurityScheme::Query(name.clone()),
            APIKeyLocation::Cookie => SecurityScheme::Cookie(name.clone()),
        },
        Scheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            SecurityScheme::Bearer
        }
        Scheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            SecurityScheme::Basic
        }
        Scheme::HTTP { .. } => SecurityScheme::Elsewhere,
        Scheme::OAuth2 { .. } | Scheme::OpenIDConnect { .. } => SecurityScheme::OAuth2,
    }
}
