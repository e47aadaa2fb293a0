//! Which examples are valid: the `jsonschema` crate on the document as its author wrote it.

use std::collections::HashMap;

use castiron_codegen::load::{Document, SpecVersion};
use jsonschema::{Draft, Registry, ValidationOptions, Validator};
use serde_json::{Value, json};

use crate::examples::Example;

/// The files of a document, as schemas.
pub struct Judge {
    registry: Registry<'static>,
    draft: Draft,
}

/// What the judge says of a value.
pub enum Verdict {
    Valid,
    Invalid,
    /// The schema is not one that a validator takes.
    Unjudged(String),
}

impl Judge {
    /// Reads the files of a document.
    pub fn new(document: &Document) -> Result<Self, String> {
        let is_json_schema = document.version.is_json_schema();
        let draft = if is_json_schema { Draft::Draft202012 } else { Draft::Draft4 };
        let mut builder = Registry::new().draft(draft);
        for (id, file) in document.files().iter() {
            let yaml: serde_yaml::Value = serde_yaml::from_str(file.text())
                .map_err(|error| format!("{}: {error}", file.name()))?;
            let mut value = to_json(merged(yaml));
            if document.version != SpecVersion::V2 || !is_json_schema {
                old(&mut value, is_json_schema);
            }
            builder = builder
                .add(uri(id.0), draft.create_resource(value))
                .map_err(|error| error.to_string())?;
        }
        let registry = builder.prepare().map_err(|error| error.to_string())?;
        Ok(Self { registry, draft })
    }

    /// Validators are made once a schema.
    pub fn session(&self) -> Session<'_> {
        Session {
            judge: self,
            validators: HashMap::new(),
        }
    }
}

/// Validators that were made.
pub struct Session<'a> {
    judge: &'a Judge,
    validators: HashMap<String, Result<Validator, String>>,
}

impl Session<'_> {
    /// Whether an example is valid under its own schema.
    pub fn verdict(&mut self, document: &Document, example: &Example) -> Verdict {
        let place = document.place(&example.schema);
        let reference = format!("{}#{}", uri(place.file.0), escaped(&place.pointer));
        let judge = self.judge;
        let validator = self.validators.entry(reference.clone()).or_insert_with(|| {
            options(judge)
                .build(&json!({ "$ref": reference }))
                .map_err(|error| error.to_string())
        });
        match validator {
            Ok(validator) if validator.is_valid(&example.value) => Verdict::Valid,
            Ok(_) => Verdict::Invalid,
            Err(error) => Verdict::Unjudged(error.clone()),
        }
    }
}

fn options(judge: &Judge) -> ValidationOptions<'_> {
    jsonschema::options()
        .with_draft(judge.draft)
        .with_registry(&judge.registry)
        .with_base_uri("castiron:///example")
        .should_validate_formats(false)
        .offline()
}

fn uri(file: u32) -> String {
    format!("castiron:///{file}")
}

/// A JSON pointer as the fragment of a URI.
fn escaped(pointer: &str) -> String {
    let mut out = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// YAML with its merge keys applied.
fn merged(mut yaml: serde_yaml::Value) -> serde_yaml::Value {
    let _ = yaml.apply_merge();
    yaml
}

fn to_json(yaml: serde_yaml::Value) -> Value {
    match yaml {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => serde_json::to_value(number).unwrap_or(Value::Null),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(to_json).collect(),
        serde_yaml::Value::Mapping(entries) => entries
            .into_iter()
            .map(|(key, value)| {
                let key = match key {
                    serde_yaml::Value::String(text) => text,
                    other => serde_yaml::to_string(&other).unwrap_or_default().trim().to_owned(),
                };
                (key, to_json(value))
            })
            .collect(),
        serde_yaml::Value::Tagged(tagged) => to_json(tagged.value),
    }
}

/// `nullable` and what it is called elsewhere, in the words of JSON Schema; `type: file` as the text that it is.
fn old(value: &mut Value, is_json_schema: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| old(item, is_json_schema)),
        Value::Object(object) => {
            object.values_mut().for_each(|value| old(value, is_json_schema));
            if object.get("type").is_some_and(|kind| kind == "file") {
                object.insert("type".to_owned(), "string".into());
            }
            let nullable = ["nullable", "x-nullable"]
                .iter()
                .any(|key| object.get(*key) == Some(&Value::Bool(true)));
            if !nullable {
                return;
            }
            let is_schema = ["type", "$ref", "allOf", "oneOf", "anyOf", "enum"]
                .iter()
                .any(|key| object.contains_key(*key));
            if is_schema {
                object.remove("nullable");
                object.remove("x-nullable");
                let schema = std::mem::take(object);
                *value = json!({ "anyOf": [{ "type": "null" }, schema] });
            }
        }
        _ => {}
    }
}
