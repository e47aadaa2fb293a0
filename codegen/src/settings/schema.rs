//! The tables of a settings file as a JSON Schema (draft 7, which editors of TOML understand).

use serde_json::{Map, Value, json};

use super::grammar::{ANY_NUMBER, Key, Kind, Variant};
use crate::json::put;

/// The schema of a file that holds `keys`.
pub(super) fn schema(title: &str, keys: &[Key]) -> Value {
    let mut schema = table(keys);
    put(
        &mut schema,
        "$schema",
        "http://json-schema.org/draft-07/schema#",
    );
    put(&mut schema, "title", title);
    schema
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut value = kind(key.kind);
            put(&mut value, "description", key.doc);
            (key.name.to_owned(), value)
        })
        .collect();
    let mut schema =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let required: Vec<_> = keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    if !required.is_empty() {
        put(&mut schema, "required", required);
    }
    schema
}

fn kind(of: Kind) -> Value {
    match of {
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Text(form) => {
            json!({ "type": "string", "pattern": form.pattern, "examples": form.good })
        }
        Kind::Word(words) => {
            let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let docs: Vec<_> = words.iter().map(|(_, doc)| *doc).collect();
            json!({ "enum": names, "x-taplo": { "docs": { "enumValues": docs } } })
        }
        Kind::List(item, most) => {
            let mut schema = json!({ "type": "array", "items": kind(*item) });
            if most != ANY_NUMBER {
                put(&mut schema, "maxItems", most);
            }
            schema
        }
        Kind::Table(keys) => table(keys),
        Kind::Map(form, value) => json!({
            "type": "object",
            "propertyNames": { "pattern": form.pattern },
            "additionalProperties": kind(*value),
        }),
        Kind::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Kind::Rule(variants) => {
            json!({ "oneOf": variants.iter().map(variant).collect::<Vec<_>>() })
        }
        Kind::Rules(variants) => json!({ "type": "array", "items": kind(Kind::Rule(variants)) }),
        Kind::Either(kinds) => {
            json!({ "anyOf": kinds.iter().map(|of| kind(*of)).collect::<Vec<_>>() })
        }
        Kind::Checked(of, _) => kind(*of),
    }
}

/// One form of a table that has several: the key that tells it from the others is required.
fn variant(variant: &Variant) -> Value {
    let mut schema = table(variant.keys);
    let tag = variant.keys.first().map(|key| Value::from(key.name));
    let required = schema.get_mut("required").and_then(Value::as_array_mut);
    match (required, tag) {
        (Some(required), Some(tag)) => required.insert(0, tag),
        (None, Some(tag)) => put(&mut schema, "required", vec![tag]),
        (_, None) => {}
    }
    schema
}
