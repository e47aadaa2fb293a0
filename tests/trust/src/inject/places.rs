//! Every string and key of a document.

use serde_json::{Map, Value};

/// A string or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Keys and numbers from the root on; for a key, those of the value that stands under it.
    pub path: Vec<String>,
    /// Whether the key is meant.
    pub is_key: bool,
}

impl Spot {
    /// The document with another text there. A component keeps the references to it.
    #[must_use]
    pub fn with(&self, document: &Value, text: &str) -> Value {
        let mut out = document.clone();
        let Some((last, owner)) = self.path.split_last() else {
            return out;
        };
        if !self.is_key {
            if let Some(value) = at(&mut out, &self.path) {
                *value = Value::from(text);
            }
            return out;
        }
        if let Some(Value::Object(entries)) = at(&mut out, owner) {
            let renamed: Map<String, Value> = std::mem::take(entries)
                .into_iter()
                .map(|(key, value)| (if key == *last { text.to_owned() } else { key }, value))
                .collect();
            *entries = renamed;
        }
        if self.is_component() {
            let from = format!("#/{}/{}", owner.join("/"), escaped(last));
            let to = format!("#/{}/{}", owner.join("/"), escaped(text));
            refer(&mut out, &from, &to);
        }
        out
    }

    /// Whether another key of the same object is this text: there can't be two.
    #[must_use]
    pub fn is_taken(&self, document: &Value, text: &str) -> bool {
        let owner = self.path.split_last().map_or(&[][..], |(_, owner)| owner);
        let entries = || owner.iter().try_fold(document, child)?.as_object();
        self.is_key && entries().is_some_and(|entries| entries.contains_key(text))
    }

    /// Whether a text is more than words at this place: an empty value of an enum says that there is none.
    #[must_use]
    pub fn means(&self, text: &str) -> bool {
        let is_value = matches!(self.path.as_slice(), [.., list, _] if list == "enum")
            || self.path.last().is_some_and(|key| key == "const");
        text.is_empty() && is_value
    }

    /// Whether it is the name of a component.
    #[must_use]
    pub fn is_component(&self) -> bool {
        let is_section = |root: &str| matches!(root, "definitions" | "parameters" | "responses");
        self.is_key
            && match self.path.as_slice() {
                [root, _, _] => root == "components",
                [root, _] => is_section(root),
                _ => false,
            }
    }

    /// What stands there.
    #[must_use]
    pub fn text<'d>(&'d self, document: &'d Value) -> &'d str {
        let value = || self.path.iter().try_fold(document, child)?.as_str();
        match self.path.last() {
            Some(key) if self.is_key => key,
            _ => value().unwrap_or_default(),
        }
    }

    /// The document without what stands there.
    #[must_use]
    pub fn without(&self, document: &Value) -> Value {
        let mut out = document.clone();
        if let Some((last, owner)) = self.path.split_last() {
            match at(&mut out, owner) {
                Some(Value::Object(entries)) => drop(entries.remove(last)),
                Some(Value::Array(items)) => {
                    if let Ok(index) = last.parse::<usize>()
                        && index < items.len()
                    {
                        items.remove(index);
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// A text without any words that means something else at this place than words do; a payload may do as it does.
    #[must_use]
    pub fn other(&self) -> Option<&'static str> {
        match self.path.as_slice() {
            // no pattern at all
            [.., owner, _] if self.is_key && owner == "patternProperties" => Some("("),
            _ => None,
        }
    }

    /// Characters that mean something at this place, other than that text goes on.
    #[must_use]
    pub fn grammar(&self) -> &'static [char] {
        let keys: Vec<&str> = self.path.iter().map(String::as_str).collect();
        match keys.as_slice() {
            // templates of paths and servers
            [root, _] if self.is_key && matches!(*root, "paths" | "webhooks") => {
                &['{', '}', '/', '?', '#']
            }
            [.., "url" | "basePath" | "host"] => &['{', '}', '/', ':', '?', '#'],
            [
                ..,
                "in" | "type" | "format" | "style" | "$ref" | "openapi" | "swagger",
            ] => &[],
            // media types
            [.., "content", _] if self.is_key => &['/', '*', '+', ';', '='],
            [.., "contentType"] | [.., "consumes" | "produces", _] => {
                &['/', '*', '+', ';', '=', ',']
            }
            // modules within modules
            [.., "in_package"] => &['.', ':'],
            // resources are told apart by them
            [.., "operationId"] => &['.', '/', '_', '-', ':'],
            _ => &[],
        }
    }
}

fn escaped(key: &str) -> String {
    let mut out = String::new();
    for char in key.chars() {
        match char {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            char if char.is_ascii_alphanumeric() || "-_.".contains(char) => out.push(char),
            char => {
                for byte in char.to_string().bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    out
}

fn refer(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| refer(item, from, to)),
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == "$ref" && text == from => *text = to.to_owned(),
                    value => refer(value, from, to),
                }
            }
        }
        _ => {}
    }
}

fn child<'v>(value: &'v Value, step: &String) -> Option<&'v Value> {
    match value {
        Value::Object(entries) => entries.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match value {
        Value::Object(entries) => entries.get_mut(step),
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// All strings and keys of a document.
#[must_use]
pub fn spots(document: &Value) -> Vec<Spot> {
    let mut out = Vec::new();
    collect(document, &mut Vec::new(), &mut out);
    out
}

fn collect(value: &Value, path: &mut Vec<String>, out: &mut Vec<Spot>) {
    match value {
        Value::String(_) => out.push(Spot {
            path: path.clone(),
            is_key: false,
        }),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                collect(item, path, out);
                path.pop();
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                path.push(key.clone());
                out.push(Spot {
                    path: path.clone(),
                    is_key: true,
                });
                collect(value, path, out);
                path.pop();
            }
        }
        _ => {}
    }
}
