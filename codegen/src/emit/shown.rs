//! The module of the client: its path, and the runtime types that it re-exports.

use crate::model::{Item, Namespace};

/// Types of the runtime around the client, which its module re-exports.
pub(super) const CLIENT: [&str; 8] = [
    "ApiError",
    "Call",
    "ClientBuilder",
    "Error",
    "RequestOptions",
    "Response",
    "Secret",
    "Transport",
];

/// Whether a namespace is the client's module.
pub(super) fn is_client(namespace: &Namespace) -> bool {
    let is_client = |item: &Item| matches!(item, Item::Group(group) if group.client);
    namespace.items.iter().any(is_client)
}
