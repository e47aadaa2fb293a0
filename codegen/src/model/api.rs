//! What the crate as a whole says of the API.

use std::collections::BTreeMap;

use super::build::Builder;
use super::items::{Api, Auth, ErrorPointers};
use super::types::{ItemPath, Type};
use crate::graph::SecurityScheme;

/// What the crate as a whole says of the API.
pub(super) fn api(builder: &Builder<'_>) -> Api {
    let info = &builder.graph.info;
    let client = &builder.config.client;
    let mut servers = info.servers.clone();
    if let Some(server) = &client.server {
        servers.retain(|s| s != server);
        servers.insert(0, server.clone());
    }
    let auth = info
        .security
        .iter()
        .map(|scheme| match scheme {
            SecurityScheme::Bearer => Auth::Bearer,
            SecurityScheme::Basic => Auth::Basic,
            SecurityScheme::Header(name) => Auth::Header(name.clone()),
            SecurityScheme::Query(name) => Auth::Query(name.clone()),
            SecurityScheme::Cookie(name) => Auth::Cookie(name.clone()),
            SecurityScheme::OAuth2 => Auth::OAuth2,
        })
        .collect();
    let version = client
        .version
        .clone()
        .unwrap_or_else(|| info.version.clone());
    Api {
        title: info.title.split_whitespace().collect::<Vec<_>>().join(" "),
        version: info.version.clone(),
        doc: builder.writer.text(&info.description),
        servers,
        auth,
        version_header: client.version_header.clone().map(|name| (name, version)),
        account_header: client.account_header.clone(),
        idempotency_header: client.idempotency_header.clone(),
        request_id_header: client.request_id_header.clone(),
        error: error(builder),
        error_pointers: ErrorPointers {
            message: client.error.message.clone(),
            code: client.error.code.clone(),
            kind: client.error.kind.clone(),
        },
        client_ident: builder
            .names
            .groups
            .get(&Vec::new())
            .and_then(|g| g.path.last().cloned())
            .unwrap_or_else(|| "Client".to_owned()),
    }
}

/// The error body that most operations name.
fn error(builder: &Builder<'_>) -> Option<ItemPath> {
    let mut counts: BTreeMap<ItemPath, usize> = BTreeMap::new();
    for operation in &builder.graph.operations {
        for (_, ty) in &operation.errors {
            if let Type::Item(path) = builder.convert.plain(*ty).ty {
                *counts.entry(path).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(path, _)| path)
}
