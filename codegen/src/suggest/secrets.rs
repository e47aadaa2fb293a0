//! Suggests strings that must not be printed.

use std::collections::BTreeSet;

use super::{Suggestion, plain};
use crate::graph::{Shape, StringFormat, TypeGraph};

/// Names that only secrets have.
const NAMES: [&str; 17] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "clientsecret",
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "apikey",
    "apitoken",
    "authtoken",
    "bearertoken",
    "privatekey",
    "secretkey",
    "webhooksecret",
    "signingsecret",
    "sessiontoken",
];

pub(super) fn suggest(graph: &TypeGraph) -> Option<Suggestion> {
    let mut names = BTreeSet::new();
    for node in &graph.types {
        let Shape::Object(object) = &node.shape else {
            continue;
        };
        for property in &object.properties {
            let is_shown = matches!(
                &graph[graph.behind(property.ty).ty].shape,
                Shape::String(format) if *format != StringFormat::Secret
            );
            if is_shown && NAMES.contains(&plain(&property.wire).as_str()) {
                names.insert(property.wire.as_str());
            }
        }
    }
    let list: Vec<_> = names.iter().map(|name| toml::Value::from(*name)).collect();
    (!list.is_empty()).then(|| Suggestion {
        table: "schemas",
        keys: vec![(
            "secret-properties".into(),
            toml::Value::Array(list).to_string(),
        )],
        why: "strings that look like secrets; `Debug` hides them".to_owned(),
        is_sure: true,
    })
}
