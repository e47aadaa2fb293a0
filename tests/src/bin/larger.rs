//! Makes a document several times as large, to see how time and memory grow: `larger FILE TIMES > larger.json`.
//!
//! Each copy has components, tags, operations and paths of its own, so that nothing is the same twice.

use std::io::Write as _;
use std::process::ExitCode;

use serde_json::{Map, Value};

/// Gives everything that a copy names, and all references to it, names of its own.
fn renamed(value: &Value, key: &str, copy: usize) -> Value {
    match value {
        Value::Object(object) => {
            let names_tags = key == "tags";
            let all = object
                .iter()
                .map(|(name, value)| match (name.as_str(), value) {
                    ("$ref", Value::String(text)) => {
                        (name.clone(), Value::from(format!("{text}X{copy}")))
                    }
                    ("operationId", Value::String(text)) => {
                        (name.clone(), Value::from(format!("{text}-x{copy}")))
                    }
                    ("mapping", Value::Object(mapping)) => {
                        let entries = mapping.iter().map(|(text, target)| {
                            let target = target.as_str().unwrap_or_default();
                            (text.clone(), Value::from(format!("{target}X{copy}")))
                        });
                        (name.clone(), Value::Object(entries.collect()))
                    }
                    ("name", Value::String(text)) if names_tags => {
                        (name.clone(), Value::from(format!("{text} x{copy}")))
                    }
                    _ => (name.clone(), renamed(value, name, copy)),
                });
            Value::Object(all.collect())
        }
        Value::Array(items) if key == "tags" => (items.iter())
            .map(|item| match item {
                Value::String(text) => Value::from(format!("{text} x{copy}")),
                item => renamed(item, key, copy),
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| renamed(item, "", copy)).collect(),
        other => other.clone(),
    }
}

fn larger(document: &Value, times: usize) -> Value {
    let mut whole = document.clone();
    for copy in 1..times {
        let next = renamed(document, "", copy);
        let mut paths = Map::new();
        for (path, item) in next["paths"].as_object().into_iter().flatten() {
            paths.insert(format!("/x{copy}{path}"), item.clone());
        }
        extend(&mut whole["paths"], paths);
        for (section, all) in next["components"].as_object().into_iter().flatten() {
            let all = all.as_object().into_iter().flatten();
            let named = all.map(|(name, value)| (format!("{name}X{copy}"), value.clone()));
            extend(&mut whole["components"][section], named.collect());
        }
        if let (Some(tags), Some(more)) = (whole["tags"].as_array_mut(), next["tags"].as_array()) {
            tags.extend(more.iter().cloned());
        }
    }
    whole
}

fn extend(section: &mut Value, more: Map<String, Value>) {
    if let Some(section) = section.as_object_mut() {
        section.extend(more);
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, times] = &arguments[..] else {
        eprintln!("larger FILE TIMES > larger.json");
        return ExitCode::FAILURE;
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let (Ok(document), Ok(times)) = (serde_json::from_str(&text), times.parse()) else {
        eprintln!("{file} can't be read as JSON, or {times} is no number");
        return ExitCode::FAILURE;
    };
    match std::io::stdout().write_all(larger(&document, times).to_string().as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
