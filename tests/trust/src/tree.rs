//! Documents as trees.

use castiron_verdict::tree::Tree;
use serde_json::{Map, Number, Value};

/// Reads JSON or YAML. Numbers that serde_json has no place for become the largest one that it has: here texts are what is
/// tried.
///
/// # Errors
/// Where it is neither.
pub(crate) fn read(text: &str) -> Result<Value, String> {
    let tree: Tree = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    Ok(json(tree))
}

fn json(tree: Tree) -> Value {
    match tree {
        Tree::Null => Value::Null,
        Tree::Bool(value) => Value::Bool(value),
        Tree::Number(text) => Value::Number(text.parse().unwrap_or(Number::from(u64::MAX))),
        Tree::String(text) => Value::String(text),
        Tree::Array(items) => items.into_iter().map(json).collect(),
        Tree::Object(entries) => {
            let entries = entries.into_iter().map(|(key, value)| (key, json(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}
