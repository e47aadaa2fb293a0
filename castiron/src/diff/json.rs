//! Changes as JSON.

use castiron_codegen::diff::{Impact, Kind};
use serde_json::{Map, Value, json};

use super::shown::{Shown, version};
use super::sides::At;

/// The JSON schema of what [`write`] gives.
pub(super) const SCHEMA: &str = include_str!("schema.json");

/// Comparisons of several crates, by their names.
pub(super) fn several(crates: Vec<(String, Value)>) -> Value {
    let crates: Map<String, Value> = crates.into_iter().collect();
    json!({ "crates": crates })
}

/// All changes with their places, and the counts.
pub(super) fn write(shown: &Shown<'_>) -> Value {
    let counts: Map<String, Value> = Impact::ALL
        .into_iter()
        .map(|impact| (impact.to_string(), shown.diff.count(impact).into()))
        .collect();
    let kinds: Map<String, Value> = Kind::ALL
        .into_iter()
        .map(|kind| {
            let of = shown.diff.changes.iter().filter(|one| one.kind == kind);
            (kind.name().to_owned(), of.count().into())
        })
        .collect();
    let changes: Vec<Value> = shown
        .changes
        .iter()
        .map(|located| {
            let mut change = serde_json::to_value(located.change).unwrap_or_default();
            if let Value::Object(change) = &mut change {
                change.insert(
                    "old_place".to_owned(),
                    json!(located.old.as_ref().map(At::to_string)),
                );
                change.insert(
                    "new_place".to_owned(),
                    json!(located.new.as_ref().map(At::to_string)),
                );
            }
            change
        })
        .collect();
    let unrelated = shown
        .diff
        .unrelated
        .as_ref()
        .map(|(old, new)| json!([old, new]));
    json!({
        "impact": shown.diff.impact(),
        "version": shown.diff.impact().map(version),
        "counts": counts,
        "kinds": kinds,
        "unrelated": unrelated,
        "changes": changes,
    })
}
