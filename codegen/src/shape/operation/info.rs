//! The API as a whole: title, servers, credentials, tags.

use openapiv3::{
    Info as ApiInfo, OpenAPI, Server as ApiServer, ServerVariable as ApiServerVariable,
};

use crate::graph::{Info, Server, ServerVariable};
use crate::shape::shaper::Shaper;

impl Shaper<'_> {
    /// Data about the API as a whole.
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
        let schemes = self.schemes();
        Info {
            title: title.clone(),
            version: version.clone(),
            description: description.clone().unwrap_or_default(),
            servers: servers.iter().map(server).collect(),
            tokens: self.tokens(&schemes),
            schemes,
            security: self.usual_security(),
            parameters: Vec::new(),
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

/// A server with its variables. A relative one stays relative.
pub(in crate::shape) fn server(server: &ApiServer) -> Server {
    let ApiServer {
        url,
        description,
        variables,
        extensions: _,
    } = server;
    let variables = variables.iter().flatten().map(|(name, variable)| {
        let ApiServerVariable {
            default,
            enumeration,
            description: _,
            extensions: _,
        } = variable;
        ServerVariable {
            name: name.clone(),
            default: default.clone(),
            values: enumeration.clone(),
        }
    });
    Server {
        url: url.clone(),
        description: description.clone().unwrap_or_default(),
        // variables that the URL does not contain have no effect
        variables: variables
            .filter(|variable| url.contains(&format!("{{{}}}", variable.name)))
            .collect(),
    }
}
