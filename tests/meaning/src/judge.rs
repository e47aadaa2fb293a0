//! Which examples are valid: the `jsonschema` crate on the document as its author wrote it.

use std::collections::HashMap;

use castiron_codegen::load::{Document, Format, pointer};
use jsonschema::{Draft, Registry, ValidationOptions, Validator};
use serde_json::{Value, json};

use crate::examples::Example;

/// The files of a document, as schemas.
pub(crate) struct Judge {
    registry: Registry<'static>,
    draft: Draft,
    files: Vec<Value>,
}

/// What the judge says of a value.
pub(crate) enum Verdict {
    Valid,
    Invalid,
    /// The schema is not one that a validator takes.
    Unjudged(String),
}

impl Judge {
    /// Reads the files of a document.
    pub(crate) fn new(document: &Document) -> Result<Self, String> {
        let is_json_schema = document.version.is_json_schema();
        let draft = if is_json_schema {
            Draft::Draft202012
        } else {
            Draft::Draft4
        };
        let mut builder = Registry::new().draft(draft);
        let mut files = Vec::new();
        for (id, file) in document.files().iter() {
            let mut value = read(file.text(), file.format())
                .map_err(|error| format!("{}: {error}", file.name()))?;
            old(&mut value);
            files.push(value.clone());
            builder = builder
                .add(uri(id.0), draft.create_resource(value))
                .map_err(|error| error.to_string())?;
        }
        let registry = builder.prepare().map_err(|error| error.to_string())?;
        Ok(Self {
            registry,
            draft,
            files,
        })
    }

    /// Where a schema stands that its author wrote at a place: below a schema that was wrapped because of `nullable`.
    fn pointer<'a>(&'a self, file: usize, written: &str) -> String {
        let mut at = self.files.get(file);
        let mut out = String::new();
        for key in pointer::keys(written) {
            let step = |value: &'a Value, key: &str| match value {
                Value::Array(items) => items.get(key.parse::<usize>().ok()?),
                value => value.get(key),
            };
            let mut next = at.and_then(|value| step(value, &key));
            if next.is_none()
                && let Some(inner) = at.filter(|value| value.get(WRAPPED).is_some())
            {
                out.push_str("/anyOf/1");
                next = inner
                    .pointer("/anyOf/1")
                    .and_then(|value| step(value, &key));
            }
            pointer::push(&mut out, &key);
            at = next;
        }
        out
    }

    /// Validators are made once a schema.
    pub(crate) fn session(&self) -> Session<'_> {
        Session {
            judge: self,
            validators: HashMap::new(),
        }
    }
}

/// Validators that were made.
pub(crate) struct Session<'a> {
    judge: &'a Judge,
    validators: HashMap<String, Result<Validator, String>>,
}

impl Session<'_> {
    /// Whether an example is valid under its own schema.
    pub(crate) fn verdict(&mut self, document: &Document, example: &Example) -> Verdict {
        let place = document.place(&example.schema);
        let judge = self.judge;
        let pointer = judge.pointer(place.file.0 as usize, &place.pointer);
        let reference = format!("{}#{}", uri(place.file.0), escaped(&pointer));
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

fn read(text: &str, format: Format) -> Result<Value, String> {
    if format == Format::Json {
        return serde_json::from_str(text).map_err(|error| error.to_string());
    }
    let mut yaml: serde_yaml::Value = serde_yaml::from_str(text)
        .or_else(|_| serde_yaml::from_str(&without_large_integers(text)))
        .map_err(|error| error.to_string())?;
    yaml.apply_merge().map_err(|error| error.to_string())?;
    Ok(to_json(yaml))
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
                    other => serde_yaml::to_string(&other)
                        .unwrap_or_default()
                        .trim()
                        .to_owned(),
                };
                (key, to_json(value))
            })
            .collect(),
        serde_yaml::Value::Tagged(tagged) => to_json(tagged.value),
    }
}

/// The text with integers that the YAML reader can't hold as floats.
fn without_large_integers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let digits = body.bytes().rev().take_while(u8::is_ascii_digit).count();
        out.push_str(body);
        if digits >= 19
            && body[..body.len() - digits]
                .trim_end_matches('-')
                .ends_with(": ")
        {
            out.push_str(".0");
        }
        out.push_str(&line[body.len()..]);
    }
    out
}

/// What marks a schema that stands in an `anyOf` beside `null`.
const WRAPPED: &str = "x-wrapped";

/// `nullable` and what it is called elsewhere, in the words of JSON Schema; `type: file` as the text that it is.
fn old(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(old),
        Value::Object(object) => {
            object.values_mut().for_each(old);
            if object.get("type").is_some_and(|kind| kind == "file") {
                object.insert("type".to_owned(), "string".into());
            }
            let nullable = ["nullable", "x-nullable"]
                .iter()
                .any(|key| object.get(*key) == Some(&Value::Bool(true)));
            let is_schema = ["type", "$ref", "allOf", "oneOf", "anyOf", "enum"]
                .iter()
                .any(|key| object.contains_key(*key));
            if nullable && is_schema {
                object.remove("nullable");
                object.remove("x-nullable");
                let schema = std::mem::take(object);
                *value = json!({ "anyOf": [{ "type": "null" }, schema], WRAPPED: true });
            }
        }
        _ => {}
    }
}
