//! The ids of operations: names by patterns of them, and those that several operations have.

use std::collections::HashMap;

use serde_json::Value;

use crate::diagnostic::Code;
use crate::graph::Operation;
use crate::pattern;
use crate::shape::annotation::hints;
use crate::shape::shaper::{Shaper, below, item};

impl Shaper<'_> {
    /// Names the methods that the document names by patterns of ids.
    pub(super) fn renamed_methods(&mut self) {
        let Some(rules) = self.input.api.extensions.get(hints::METHODS) else {
            return;
        };
        let mut read = Vec::new();
        for (at, rule) in rules.as_array().into_iter().flatten().enumerate() {
            let text = |key: &str| rule.get(key).and_then(Value::as_str);
            let (Some(id), Some(name)) = (text("operationId"), text("methodNameOverride")) else {
                continue;
            };
            let pattern = pattern::parse(id);
            match pattern.and_then(|pattern| regex_lite::Regex::new(&pattern.regex).ok()) {
                Some(pattern) => read.push((pattern, name)),
                None => {
                    let pointer = item("", hints::METHODS, at);
                    let message =
                        format!("the pattern `{id}` is not understood; it names no method");
                    self.warn(Code::NotExpressed, &pointer, message);
                }
            }
        }
        for operation in &mut self.graph.operations {
            if let (None, Some(id)) = (&operation.name, &operation.id) {
                let mut rules = read.iter();
                let rule = rules.find(|(pattern, _)| pattern.is_match(id));
                operation.name = rule.map(|(_, name)| (*name).to_owned());
            }
        }
    }

    /// Warns of operations with the same `operationId`.
    pub(super) fn duplicates(&mut self) {
        let mut first: HashMap<&str, (usize, &Operation)> = HashMap::new();
        let mut found = Vec::new();
        for (index, operation) in self.graph.operations.iter().enumerate() {
            let Some(id) = &operation.id else { continue };
            if operation.variant.is_some() {
                continue;
            }
            let (known, other) = *first.entry(id).or_insert((index, operation));
            if known != index {
                let text = format!(
                    "`{id}` is the `operationId` of `{} {}` as well",
                    other.verb, other.template
                );
                found.push((below(&operation.pointer, &["operationId"]), text));
            }
        }
        for (pointer, text) in found {
            self.warn(Code::DuplicateOperation, &pointer, text);
        }
    }
}
