//! What the document says of the API as a whole: title, servers, credentials, tags.

use openapiv3::{
    APIKeyLocation, Info as ApiInfo, OpenAPI, ReferenceOr, SecurityScheme as Scheme, Server,
    ServerVariable,
};

use super::walk::{Shaper, below};
use crate::diagnostic::Code;
use crate::graph::{Info, SecurityScheme};

impl Shaper<'_> {
    /// What the document says of the API as a whole.
    pub(super) fn info(&mut self) -> Info {
        let OpenAPI {
            openapi: _,
            info,
            servers,
            paths: _,
            components: _,
            security: _,
            tags,
            external_docs: _,
            extensions: _,
        } = self.input.api;
        let ApiInfo {
            title,
            description,
            terms_of_service: _,
            contact: _,
            license: _,
            version,
            extensions: _,
        } = info;
        Info {
            title: title.clone(),
            version: version.clone(),
            description: description.clone().unwrap_or_default(),
            servers: servers
                .iter()
                .map(url)
                .filter(|url| !url.is_empty())
                .collect(),
            security: self.security(),
            tags: tags
                .iter()
                .map(|tag| {
                    (
                        tag.name.clone(),
                        tag.description.clone().unwrap_or_default(),
                    )
                })
                .collect(),
        }
    }

    /// Security schemes, those that the document itself asks for first.
    fn security(&mut self) -> Vec<SecurityScheme> {
        let api = self.input.api;
        let Some(components) = &api.components else {
            return Vec::new();
        };
        let asked = api
            .security
            .iter()
            .flatten()
            .flat_map(|requirement| requirement.keys());
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
            let mut scheme = components.security_schemes.get(name);
            for _ in 0..16 {
                let Some(ReferenceOr::Reference { reference }) = scheme else {
                    break;
                };
                scheme = reference
                    .strip_prefix("#/components/securitySchemes/")
                    .and_then(|name| components.security_schemes.get(name));
            }
            match scheme {
                Some(ReferenceOr::Item(scheme)) => match credentials(scheme) {
                    Some(scheme) if schemes.contains(&scheme) => {}
                    Some(scheme) => schemes.push(scheme),
                    None => self.note(
                        Code::NotExpressed,
                        &pointer,
                        "this kind of credentials is left to the transport",
                    ),
                },
                _ => self.warn(
                    Code::UnknownSecurityScheme,
                    "/security",
                    format!("`security` asks for `{name}`, which is not declared"),
                ),
            }
        }
        schemes
    }
}

/// How a scheme's credentials travel; `None` where they are no part of a request.
fn credentials(scheme: &Scheme) -> Option<SecurityScheme> {
    Some(match scheme {
        Scheme::APIKey {
            location: APIKeyLocation::Header,
            name,
            ..
        } => {
            // A key in the header of bearer tokens is one more often than not, but the document says header.
            SecurityScheme::Header(name.clone())
        }
        Scheme::APIKey {
            location: APIKeyLocation::Query,
            name,
            ..
        } => SecurityScheme::Query(name.clone()),
        Scheme::APIKey {
            location: APIKeyLocation::Cookie,
            name,
            ..
        } => SecurityScheme::Cookie(name.clone()),
        Scheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
            SecurityScheme::Bearer
        }
        Scheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            SecurityScheme::Basic
        }
        Scheme::HTTP { .. } => return None,
        Scheme::OAuth2 { .. } | Scheme::OpenIDConnect { .. } => SecurityScheme::OAuth2,
    })
}

/// The URL of a server, its variables filled with their defaults. A relative one stays relative.
pub(super) fn url(server: &Server) -> String {
    let Server {
        url,
        description: _,
        variables,
        extensions: _,
    } = server;
    let mut filled = url.clone();
    for (name, variable) in variables.iter().flatten() {
        let ServerVariable {
            default,
            enumeration: _,
            description: _,
            extensions: _,
        } = variable;
        filled = filled.replace(&format!("{{{name}}}"), default);
    }
    filled
}
