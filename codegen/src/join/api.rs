//! The crate-wide part of the model: title, servers, credentials.

use crate::tally::one_more;
use std::collections::BTreeMap;

use super::context::Context;
use crate::graph::{self, SecurityScheme};
use crate::model::{
    Api, Auth, ErrorPointers, ItemPath, Server, ServerVariable, SharedParameter, TokenSource, Type,
};

/// The part of the model about the whole API.
pub(super) fn api(context: &Context<'_>) -> Api {
    let info = &context.graph.info;
    let client = &context.config.client;
    let mut servers: Vec<Server> = info.servers.iter().map(server).collect();
    if let Some(url) = &client.server {
        servers.retain(|server| server.url != *url);
        let given = Server {
            url: url.clone(),
            ..Server::default()
        };
        servers.insert(0, given);
    }
    let has_host = servers.iter().any(|server| server.url.contains("://"));
    let mut operation_servers: Vec<Server> = Vec::new();
    for own in context
        .graph
        .operations
        .iter()
        .filter_map(|one| one.server.as_ref())
    {
        let own = server(own);
        // without a server for the whole API, the client must know that operations can have their own
        let counts = !own.variables.is_empty() || !has_host;
        if counts && !operation_servers.contains(&own) {
            operation_servers.push(own);
        }
    }
    let auth = |scheme: &SecurityScheme| match scheme {
        SecurityScheme::Bearer => Auth::Bearer,
        SecurityScheme::Basic => Auth::Basic,
        SecurityScheme::Header(name) => Auth::Header(name.clone()),
        SecurityScheme::Query(name) => Auth::Query(name.clone()),
        SecurityScheme::Cookie(name) => Auth::Cookie(name.clone()),
        SecurityScheme::OAuth2 => Auth::OAuth2,
        SecurityScheme::Elsewhere => Auth::Elsewhere,
    };
    let schemes = (info.schemes.iter())
        .map(|(name, scheme)| (name.clone(), auth(scheme)))
        .collect();
    let version = client
        .version
        .clone()
        .unwrap_or_else(|| info.version.clone());
    Api {
        title: info.title.split_whitespace().collect::<Vec<_>>().join(" "),
        version: info.version.clone(),
        doc: context.writer.text(&info.description),
        servers,
        operation_servers,
        schemes,
        tokens: info.tokens.iter().map(token_source).collect(),
        security: info.security.clone(),
        version_header: client.version_header.clone().map(|name| (name, version)),
        account_header: client.account_header.clone(),
        idempotency_header: client.idempotency_header.clone(),
        request_id_header: client.request_id_header.clone(),
        error: error(context),
        error_pointers: ErrorPointers {
            message: client.error.message.clone(),
            code: client.error.code.clone(),
            kind: client.error.kind.clone(),
        },
        parameters: (info.parameters.iter())
            .map(|one| SharedParameter {
                wire: one.wire.clone(),
                default: one.default.clone(),
                required: one.required,
            })
            .collect(),
        headers: super::headers::methods(context),
        exhaustive: context.config.types.exhaustive,
        dependencies: Vec::new(),
    }
}

/// The error body that most operations declare.
fn error(context: &Context<'_>) -> Option<ItemPath> {
    let mut counts: BTreeMap<ItemPath, usize> = BTreeMap::new();
    for operation in &context.graph.operations {
        for (_, ty) in &operation.errors {
            if let Type::Item(path) = context.convert.plain(*ty).ty {
                one_more(counts.entry(path).or_default());
            }
        }
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(path, _)| path)
}

/// A server of the document.
pub(super) fn server(server: &graph::Server) -> Server {
    let variable = |one: &graph::ServerVariable| ServerVariable {
        name: one.name.clone(),
        default: one.default.clone(),
        values: one.values.clone(),
    };
    Server {
        url: server.url.clone(),
        description: server
            .description
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        variables: server.variables.iter().map(variable).collect(),
    }
}

fn token_source(source: &graph::TokenSource) -> TokenSource {
    let graph::TokenSource {
        scheme,
        url,
        for_program,
        scopes,
    } = source.clone();
    TokenSource {
        scheme,
        url,
        for_program,
        scopes,
    }
}
