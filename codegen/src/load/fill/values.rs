//! Plain values, converted if the document writes the right value with the wrong type.

use openapiv3::ExternalDocumentation;

use super::super::node::{Node, Number, Object};
use super::super::version::a;
use super::{Extensions, Fill};
use crate::diagnostic::Code;

impl<'a> Fill<'a> {
    /// An object; anything else is reported and left out. `null` counts as absent: in YAML it is an empty value.
    pub(super) fn object(&mut self, node: &'a Node) -> Option<&'a Object> {
        match node {
            Node::Object(object) => Some(object),
            Node::Null => None,
            other => {
                self.wrong_type("an object", other);
                None
            }
        }
    }

    /// A list; anything else is reported and left out.
    pub(super) fn array(&mut self, node: &'a Node) -> Option<&'a [Node]> {
        match node {
            Node::Array(items) => Some(items),
            Node::Null => None,
            other => {
                self.wrong_type("an array", other);
                None
            }
        }
    }

    /// Warns that a value has the wrong type and is left out.
    pub(super) fn wrong_type(&mut self, wanted: &str, node: &Node) {
        self.warn_label(
            Code::WrongType,
            format!("expected {wanted}, found {}", a(node.kind())),
            "left out",
        );
    }

    /// Warns that a value has the wrong type and was converted.
    fn converted(&mut self, wanted: &str, node: &Node) {
        self.warn_label(
            Code::WrongType,
            format!("expected {wanted}, found {}", a(node.kind())),
            "converted",
        );
    }

    /// A text. Numbers and booleans become the text that stands in the document.
    pub(super) fn text(&mut self, node: &Node) -> Option<String> {
        match node {
            Node::String(text) => Some(text.to_string()),
            Node::Null => None,
            Node::Number(_) | Node::Bool(_) => {
                self.converted("a string", node);
                Some(self.raw(node))
            }
            other => {
                self.wrong_type("a string", other);
                None
            }
        }
    }

    /// A number or a boolean as it stands in the text: `1.0`, not `1`.
    pub(super) fn raw(&self, node: &Node) -> String {
        let plain = match node {
            Node::Number(number) => number.to_string(),
            Node::Bool(value) => value.to_string(),
            Node::String(text) => return text.to_string(),
            _ => String::new(),
        };
        let place = self.origins.written(self.here());
        match self
            .files
            .get(place.file)
            .and_then(|file| file.raw(&place.pointer))
        {
            // Only what clearly is the same number: an alias or a merge may lead elsewhere.
            Some(raw)
                if raw.len() < 64
                    && raw
                        .starts_with(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c)) =>
            {
                raw.to_owned()
            }
            _ => plain,
        }
    }

    /// A boolean.
    pub(super) fn flag(&mut self, node: &Node) -> Option<bool> {
        match node {
            Node::Bool(value) => Some(*value),
            Node::Null => None,
            Node::String(text) if matches!(&**text, "true" | "True" | "TRUE" | "yes") => {
                self.converted("a boolean", node);
                Some(true)
            }
            Node::String(text) if matches!(&**text, "false" | "False" | "FALSE" | "no") => {
                self.converted("a boolean", node);
                Some(false)
            }
            other => {
                self.wrong_type("a boolean", other);
                None
            }
        }
    }

    /// A number; one in quotes is converted.
    pub(super) fn number(&mut self, node: &Node) -> Option<Number> {
        match node {
            Node::Number(number) => Some(number.clone()),
            Node::Null => None,
            Node::String(text) => {
                let parsed = parse_number(text);
                match &parsed {
                    Some(_) => self.converted("a number", node),
                    None => self.wrong_type("a number", node),
                }
                parsed
            }
            other => {
                self.wrong_type("a number", other);
                None
            }
        }
    }

    /// A length or a count.
    pub(super) fn count(&mut self, node: &Node) -> Option<usize> {
        let number = self.number(node)?;
        match number {
            Number::Int(n) if n >= 0 => usize::try_from(n).ok(),
            Number::UInt(n) => usize::try_from(n).ok(),
            // A bound that no value reaches.
            Number::Big(ref text) if !text.starts_with('-') => Some(usize::MAX),
            Number::Float(n) if n >= 0.0 && n.fract() == 0.0 => Some(n as usize),
            _ => {
                self.warn_label(
                    Code::UnknownValue,
                    "a count can't be negative or have a fraction",
                    "left out",
                );
                None
            }
        }
    }

    /// A list of texts. One text is its only item.
    pub(super) fn texts(&mut self, node: &'a Node) -> Vec<String> {
        if let Node::String(text) = node {
            self.warn_label(
                Code::WrongType,
                "expected an array, found a string",
                "treated as its only item",
            );
            return vec![text.to_string()];
        }
        self.list(node, Fill::text)
    }

    /// Documentation that lies elsewhere.
    pub(super) fn external_docs(&mut self, node: &'a Node) -> Option<ExternalDocumentation> {
        let object = self.object(node)?;
        let mut docs = ExternalDocumentation::default();
        self.needs(object, "url", "left out");
        self.each(object, |fill, key, node| match key {
            "description" => docs.description = fill.text(node),
            "url" => docs.url = fill.text(node).unwrap_or_default(),
            _ => fill.extension(&mut docs.extensions, key, node),
        });
        (!docs.url.is_empty()).then_some(docs)
    }

    /// Keeps every extension of an object.
    pub(super) fn extensions(&mut self, object: &Object) -> Extensions {
        let mut out = Extensions::new();
        for (key, node) in object.iter() {
            self.extension(&mut out, key, node);
        }
        out
    }
}

/// A number that stands in quotes.
pub(super) fn parse_number(text: &str) -> Option<Number> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(match (text.parse(), text.parse()) {
            (Ok(n), _) => Number::Int(n),
            (_, Ok(n)) => Number::UInt(n),
            _ => Number::Big(text.into()),
        });
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    text.parse()
        .ok()
        .filter(|n: &f64| n.is_finite())
        .map(Number::Float)
}
