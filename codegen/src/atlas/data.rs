//! The data of the page: a model as JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::known::Known;
use crate::diff::Diff;
use crate::json::put;
use crate::model::Model;
use crate::stats::Stats;

/// The model as JSON for the page.
pub(super) fn data(model: &Model, krate: &str, diff: Option<&Diff>) -> Value {
    let known = Known::new(model, krate);
    let stats = Stats::of(model, std::collections::BTreeMap::new());
    let cyclic: BTreeSet<&String> = stats.cycles.iter().flatten().collect();
    let users = known.users();
    let items: Vec<Value> = known
        .list
        .iter()
        .enumerate()
        .map(|(at, (path, item))| {
            let mut value = known.item(item);
            put(&mut value, "p", json!(path));
            if let Some(users) = users.get(at).filter(|users| !users.is_empty()) {
                put(&mut value, "u", json!(users));
            }
            if cyclic.contains(path) {
                put(&mut value, "c", true);
            }
            let real = known.index.lead(path.split("::").collect());
            if let Some(gate) = model.features.gate(&real) {
                put(&mut value, "w", json!(gate));
            }
            value
        })
        .collect();
    let links: Vec<Value> = known
        .links
        .iter()
        .map(|(path, at)| json!([path, at]))
        .collect();
    json!({
        "title": model.api.title,
        "version": model.api.version,
        "doc": model.api.doc,
        "crate": krate,
        "servers": model.api.servers,
        "items": items,
        "links": links,
        "stats": [
            ["operations", stats.operations], ["structs", stats.objects], ["params", stats.params],
            ["enums", stats.enums], ["unions", stats.unions], ["fields", stats.fields],
            ["untyped", stats.untyped], ["deprecated", stats.deprecated], ["cycles", stats.cycles.len()],
        ],
        "diff": diff.map(changes),
    })
}

fn changes(diff: &Diff) -> Value {
    let mut by_item: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for change in &diff.changes {
        let detail = match change.detail.as_str() {
            "" => format!("{:?}", change.kind).to_lowercase(),
            detail => detail.to_owned(),
        };
        let value = json!([
            change.impact,
            change.member,
            detail,
            change.kind,
            change.instead
        ]);
        by_item.entry(&change.item).or_default().push(value);
    }
    json!(by_item)
}
