//! The types of a crate, as far as they have to be the same in another one.

use std::collections::BTreeMap;

use castiron_codegen::model::{Item, Model, Namespace};
use serde_json::Value;

/// All types by their paths: what a handle holds depends on the selection, and is not among them.
pub(crate) fn types(model: &Model) -> BTreeMap<Vec<&str>, &Item> {
    fn add<'m>(
        namespace: &'m Namespace,
        at: &mut Vec<&'m str>,
        out: &mut BTreeMap<Vec<&'m str>, &'m Item>,
    ) {
        for item in &namespace.items {
            if !matches!(item, Item::Resource(_) | Item::Group(_)) {
                let path = at.iter().copied().chain([item.ident()]);
                out.insert(path.collect(), item);
            }
        }
        for child in &namespace.children {
            at.push(&child.ident);
            add(child, at, out);
            at.pop();
        }
    }
    let mut out = BTreeMap::new();
    add(&model.root, &mut Vec::new(), &mut out);
    out
}

/// A type as JSON, without its documentation, whose links depend on what else there is, and without the methods that make
/// values, which are for what is sent.
pub(crate) fn form(item: &Item) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(entries) => {
                entries.retain(|key, _| !matches!(key.as_str(), "meta" | "constructible"));
                entries.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(item).expect("JSON");
    strip(&mut value);
    value
}
