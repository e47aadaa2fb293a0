//! What the document says of the API as a whole: title, servers, credentials, tags.

use openapiv3::{Info as ApiInfo, OpenAPI, Server, ServerVariable};

use crate::graph::Info;
use crate::shape::shaper::Shaper;

impl Shaper<'_> {
    /// What the document says of the API as a whole.
    pub(in crate::shape) fn info(&mut self) -> Info {
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
            schemes: self.schemes(),
            security: self.usual_security(),
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
}

/// The URL of a server, its variables filled with their defaults. A relative one stays relative.
pub(in crate::shape) fn url(server: &Server) -> String {
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
