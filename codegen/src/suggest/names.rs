//! Suggests settings that fix names decided by counting, so that new operations rename nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Suggestion;
use crate::config::{Grouping, NameConfig};
use crate::graph::TypeGraph;
use crate::name::{self, Names, OperationOverride};

pub(super) fn suggest(graph: &TypeGraph, config: &NameConfig) -> Vec<Suggestion> {
    if graph.operations.is_empty() {
        return Vec::new();
    }
    let names = name::name(graph, config);
    let mut out = vec![decisions(&names)];
    out.extend(given_way(config, &names));
    out.extend(contended(graph, config, &names));
    out
}

/// What handles are made of, and what goes from their names.
fn decisions(names: &Names) -> Suggestion {
    let decided = &names.decisions;
    let text = |text: &str| toml::Value::from(text).to_string();
    let list = |all: &BTreeSet<String>| {
        let all = all.iter().map(|one| toml::Value::from(one.as_str()));
        toml::Value::Array(all.collect()).to_string()
    };
    let mut keys: Vec<(Cow<'static, str>, String)> =
        vec![("grouping".into(), text(decided.grouping.word()))];
    if matches!(decided.grouping, Grouping::Tag | Grouping::Path) {
        keys.extend([
            ("no-handles".into(), list(&decided.no_handles)),
            ("drop-prefix".into(), text(&decided.drop_prefix)),
            ("second-level".into(), list(decided.levels())),
        ]);
    }
    Suggestion {
        table: "names",
        keys,
        why: "decided by all of the document, and kept here: an API that grows renames nothing"
            .to_owned(),
        is_sure: true,
    }
}

/// The handles that are called otherwise than usual, as a schema has that name.
fn given_way(config: &NameConfig, names: &Names) -> Option<Suggestion> {
    let mut keys: Vec<(Cow<'static, str>, String)> = Vec::new();
    for named in &names.operations {
        if let Some(ident) = named.resource.last()
            && named.handle_names.first() != Some(ident)
            && !config.handles.contains_key(&named.handle)
        {
            keys.push(handle(&named.handle, ident));
        }
    }
    keys.sort();
    keys.dedup();
    (!keys.is_empty()).then(|| Suggestion {
        table: "names.handles",
        keys,
        why: "handles whose usual name is that of a schema".to_owned(),
        is_sure: true,
    })
}

/// The setting that keeps a handle's name.
pub(super) fn handle(key: &str, ident: &str) -> (Cow<'static, str>, String) {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let key = match !key.is_empty() && key.chars().all(is_bare) {
        true => key.to_owned(),
        false => toml::Value::from(key).to_string(),
    };
    (key.into(), toml::Value::from(ident).to_string())
}

/// The methods of operations that wanted one name.
fn contended(graph: &TypeGraph, config: &NameConfig, names: &Names) -> Option<Suggestion> {
    let mut keys: Vec<(Cow<'static, str>, String)> = Vec::new();
    for at in &names.contended {
        let (Some(operation), Some(named)) = (graph.operations.get(*at), names.operations.get(*at))
        else {
            continue;
        };
        let is_said = config
            .operations
            .keys()
            .any(|key| NameConfig::means(key, operation));
        if operation.variant.is_some() || is_said {
            continue;
        }
        keys.push(pin(operation, &named.method));
    }
    keys.sort();
    (!keys.is_empty()).then(|| Suggestion {
        table: "names.operations",
        keys,
        why: "operations that want the name of another".to_owned(),
        is_sure: true,
    })
}

/// The setting that keeps an operation with its handle.
pub(super) fn placed(
    operation: &crate::graph::Operation,
    given: &OperationOverride,
) -> (Cow<'static, str>, String) {
    let key = format!("{} {}", operation.verb, operation.template);
    let text = |text: &Option<String>| toml::Value::from(text.as_deref().unwrap_or_default());
    let (resource, method) = (text(&given.resource), text(&given.method));
    let key = toml::Value::from(key).to_string();
    let params = match &given.params {
        Some(_) => format!(", params = {}", text(&given.params)),
        None => String::new(),
    };
    let value = format!("{{ resource = {resource}, method = {method}{params} }}");
    (key.into(), value)
}

/// The setting that keeps a method's name.
pub(super) fn pin(
    operation: &crate::graph::Operation,
    method: &str,
) -> (Cow<'static, str>, String) {
    let key = format!("{} {}", operation.verb, operation.template);
    let method = toml::Value::from(method);
    let key = toml::Value::from(key).to_string();
    (key.into(), format!("{{ method = {method} }}"))
}
