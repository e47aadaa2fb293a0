//! Security schemes and requirements.

use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, ReferenceOr, SecurityRequirement, SecurityScheme,
};

use super::super::node::{Node, Object};
use super::Fill;
use crate::diagnostic::{Code, Diagnostic};

/// The extension of flows that holds `deviceAuthorization` of 3.2.
pub(crate) const DEVICE_FLOW: &str = "x-castiron-deviceAuthorization";

impl<'a> Fill<'a> {
    /// Alternatives, each a set of schemes with their scopes.
    pub(super) fn security_requirements(&mut self, node: &'a Node) -> Vec<SecurityRequirement> {
        if let Node::Object(_) = node {
            self.warn_label(
                Code::WrongType,
                "expected an array, found an object",
                "treated as its only item",
            );
            return vec![self.map_without_extensions(node, |fill, node| Some(fill.texts(node)))];
        }
        self.list(node, |fill, node| {
            Some(fill.map_without_extensions(node, |fill, node| Some(fill.texts(node))))
        })
    }

    /// A security scheme, or a reference to one.
    pub(super) fn security_scheme_or_reference(
        &mut self,
        node: &'a Node,
    ) -> Option<ReferenceOr<SecurityScheme>> {
        self.reference_or(node, Fill::security_scheme)
    }

    fn security_scheme(&mut self, node: &'a Node) -> Option<SecurityScheme> {
        let object = self.object(node)?;
        let description = self.text_of(object, "description");
        let mut extensions = self.extensions(object);
        for key in ["deprecated", "oauth2MetadataUrl"] {
            if let Some(node) = object.get(key) {
                extensions.insert(format!("x-castiron-{key}"), node.to_json());
            }
        }
        let kind = self.text_of(object, "type").unwrap_or_default();
        match kind.as_str() {
            "apiKey" => {
                let location = match self.text_of(object, "in").as_deref() {
                    Some("query") => APIKeyLocation::Query,
                    Some("cookie") => APIKeyLocation::Cookie,
                    Some("header") => APIKeyLocation::Header,
                    _ => {
                        self.missing("`in`", "treated as `header`");
                        APIKeyLocation::Header
                    }
                };
                let name = self.text_of(object, "name").unwrap_or_else(|| {
                    self.missing("`name`", "treated as `Authorization`");
                    "Authorization".to_owned()
                });
                Some(SecurityScheme::APIKey {
                    location,
                    name,
                    description,
                    extensions,
                })
            }
            "http" => {
                let scheme = self.text_of(object, "scheme").unwrap_or_else(|| {
                    self.missing("`scheme`", "treated as `bearer`");
                    "bearer".to_owned()
                });
                let bearer_format = self.text_of(object, "bearerFormat");
                Some(SecurityScheme::HTTP {
                    scheme,
                    bearer_format,
                    description,
                    extensions,
                })
            }
            "oauth2" => {
                self.needs(object, "flows", "the token has to be given");
                let flows = match object.get("flows") {
                    Some(node) => self.at("flows", |fill| fill.flows(node)),
                    None => OAuth2Flows::default(),
                };
                Some(SecurityScheme::OAuth2 {
                    flows,
                    description,
                    extensions,
                })
            }
            "openIdConnect" => {
                self.needs(object, "openIdConnectUrl", "the token has to be given");
                let open_id_connect_url =
                    self.text_of(object, "openIdConnectUrl").unwrap_or_default();
                Some(SecurityScheme::OpenIDConnect {
                    open_id_connect_url,
                    description,
                    extensions,
                })
            }
            "mutualTLS" => {
                // Credentials of the connection, not of a request: nothing to send, but the name is known.
                extensions.insert("x-castiron-type".to_owned(), kind.into());
                Some(SecurityScheme::HTTP {
                    scheme: "mutual".to_owned(),
                    bearer_format: None,
                    description,
                    extensions,
                })
            }
            other => {
                let place = self.here().child("type");
                self.diagnostics.push(
                    Diagnostic::warning(
                        Code::UnknownValue,
                        place,
                        format!("`{other}` is not a kind of security scheme"),
                    )
                    .label("the scheme is left out")
                    .help("`apiKey`, `http`, `oauth2`, `openIdConnect` and `mutualTLS` are"),
                );
                None
            }
        }
    }

    fn flows(&mut self, node: &'a Node) -> OAuth2Flows {
        let mut flows = OAuth2Flows::default();
        let Some(object) = self.object(node) else {
            return flows;
        };
        self.each(object, |fill, key, node| {
            let needed: &[&str] = match key {
                "implicit" => &["authorizationUrl", "scopes"],
                "password" | "clientCredentials" => &["tokenUrl", "scopes"],
                "authorizationCode" => &["authorizationUrl", "tokenUrl", "scopes"],
                "deviceAuthorization" => &["deviceAuthorizationUrl", "tokenUrl", "scopes"],
                _ => return fill.extension(&mut flows.extensions, key, node),
            };
            let Some(flow) = fill.object(node) else {
                return;
            };
            for key in needed {
                fill.needs(flow, key, "left empty");
            }
            let refresh_url = fill.text_of(flow, "refreshUrl");
            let authorization_url = fill.text_of(flow, "authorizationUrl").unwrap_or_default();
            let token_url = fill.text_of(flow, "tokenUrl").unwrap_or_default();
            let scopes = match flow.get("scopes") {
                Some(node) => fill.at("scopes", |fill| {
                    fill.map_without_extensions(node, |fill, node| {
                        Some(fill.text(node).unwrap_or_default())
                    })
                }),
                None => indexmap::IndexMap::new(),
            };
            let extensions = fill.extensions(flow);
            match key {
                "implicit" => {
                    flows.implicit = Some(ImplicitOAuth2Flow {
                        authorization_url,
                        refresh_url,
                        scopes,
                        extensions,
                    });
                }
                "password" => {
                    flows.password = Some(PasswordOAuth2Flow {
                        refresh_url,
                        token_url,
                        scopes,
                        extensions,
                    })
                }
                "clientCredentials" => {
                    flows.client_credentials = Some(ClientCredentialsOAuth2Flow {
                        refresh_url,
                        token_url,
                        scopes,
                        extensions,
                    });
                }
                "authorizationCode" => {
                    flows.authorization_code = Some(AuthorizationCodeOAuth2Flow {
                        authorization_url,
                        token_url,
                        refresh_url,
                        scopes,
                        extensions,
                    });
                }
                // only the endpoint for tokens is read, as of the other flows
                "deviceAuthorization" => {
                    flows
                        .extensions
                        .insert(DEVICE_FLOW.to_owned(), node.to_json());
                }
                _ => {}
            }
        });
        flows
    }

    fn text_of(&mut self, object: &'a Object, key: &str) -> Option<String> {
        let node = object.get(key)?;
        self.at(key, |fill| fill.text(node))
    }
}
