//! A document as its author wrote it: OpenAPI 3.0 or 3.1, in one file.

use std::path::Path;

use serde_json::{Map, Value};

/// A document.
pub(crate) struct Spec {
    /// The whole of it.
    pub root: Value,
    /// Whether `null` is a type of its own (OpenAPI 3.1), and not a flag beside another type.
    pub has_null_type: bool,
}

/// An operation and the path item around it.
pub(crate) struct Operation<'a> {
    spec: &'a Spec,
    item: &'a Value,
    own: &'a Value,
}

impl Spec {
    /// Reads a document in JSON or YAML.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
        let root: Value = if text.trim_start().starts_with('{') {
            serde_json::from_str(&text).map_err(|error| format!("{shown}: {error}"))?
        } else {
            let text: String = text.lines().map(floating).collect();
            let read = serde_yaml::from_str(&text).map_err(|error| format!("{shown}: {error}"))?;
            json(read)
        };
        let version = root.get("openapi").and_then(Value::as_str).unwrap_or("");
        if !version.starts_with("3.") {
            return Err(format!("{shown}: only OpenAPI 3 is sampled"));
        }
        let has_null_type = !version.starts_with("3.0");
        Ok(Self {
            root,
            has_null_type,
        })
    }

    /// What a value stands for: itself, or what its `$ref` leads to.
    pub(crate) fn follow<'a>(&'a self, value: &'a Value) -> &'a Value {
        let mut at = value;
        for _ in 0..32 {
            let Some(target) = reference(at).and_then(|pointer| self.root.pointer(&pointer)) else {
                break;
            };
            at = target;
        }
        at
    }

    /// The operation at a JSON pointer.
    pub(crate) fn operation(&self, pointer: &str) -> Result<Operation<'_>, String> {
        let (item, verb) = pointer.rsplit_once('/').unwrap_or_default();
        let item = self.root.pointer(item).map(|item| self.follow(item));
        let own = item.and_then(|item| item.get(verb));
        match (item, own) {
            (Some(item), Some(own)) => Ok(Operation {
                spec: self,
                item,
                own,
            }),
            _ => Err(format!("no operation at {pointer}")),
        }
    }
}

/// A line of YAML, with a plain integer of more than 64 bits as the nearest float: the reader knows no larger ones.
fn floating(line: &str) -> String {
    let value = line.rsplit(' ').next().unwrap_or_default();
    let is_large = value.parse::<i64>().is_err() && value.parse::<u64>().is_err();
    let dot = if is_large && value.parse::<i128>().is_ok() {
        ".0"
    } else {
        ""
    };
    format!("{line}{dot}\n")
}

/// YAML as JSON. Keys become texts.
fn json(yaml: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => value.into(),
        Yaml::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => value.into(),
            (None, Some(value)) => value.into(),
            (None, None) => number.as_f64().into(),
        },
        Yaml::String(text) => text.into(),
        Yaml::Sequence(items) => items.into_iter().map(json).collect(),
        Yaml::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| {
                let key = match json(key) {
                    Value::String(text) => text,
                    other => other.to_string(),
                };
                (key, json(value))
            });
            Value::Object(entries.collect())
        }
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}

/// The JSON pointer of a local `$ref`.
pub(crate) fn reference(value: &Value) -> Option<String> {
    let text = value.get("$ref")?.as_str()?.strip_prefix('#')?;
    Some(
        text.replace("%20", " ")
            .replace("%7B", "{")
            .replace("%7D", "}"),
    )
}

impl Operation<'_> {
    /// The schema of a parameter.
    pub(crate) fn parameter(&self, name: &str, place: &str) -> Option<Value> {
        let lists = [self.own, self.item].map(|at| at.get("parameters").and_then(Value::as_array));
        let mut all = lists.into_iter().flatten().flatten();
        let found = all.find_map(|parameter| {
            let parameter = self.spec.follow(parameter);
            let is = |key: &str, value: &str| {
                let text = parameter.get(key).and_then(Value::as_str);
                text.is_some_and(|text| text.eq_ignore_ascii_case(value))
            };
            (is("name", name) && is("in", place)).then_some(parameter)
        })?;
        let content = || {
            found
                .get("content")?
                .as_object()?
                .values()
                .next()?
                .get("schema")
        };
        found.get("schema").or_else(content).cloned()
    }

    /// The schema of the body in the media type that the client sends.
    pub(crate) fn body(&self, is_sent: &dyn Fn(&str) -> bool) -> Option<Value> {
        let body = self.spec.follow(self.own.get("requestBody")?);
        let content = self.spec.follow(body.get("content")?).as_object()?;
        let (_, media) = content.iter().find(|(media_type, _)| is_sent(media_type))?;
        Some(media.get("schema").cloned().unwrap_or(Value::Bool(true)))
    }
}

/// An object of the given entries.
pub(crate) fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries = entries.map(|(key, value)| (key.to_owned(), value));
    Value::Object(Map::from_iter(entries))
}
