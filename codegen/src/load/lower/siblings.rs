//! Keywords beside `$ref`.
//!
//! From 3.1 on they apply in addition to the target. In 3.0 and before they have no effect; but authors intend descriptions,
//! defaults and `nullable` to apply, so those are kept, and the rest is dropped with a warning.

use super::super::node::{Node, Object};
use super::Lower;
use crate::diagnostic::Code;

impl Lower<'_> {
    pub(super) fn ref_siblings(&mut self, object: &mut Object) {
        if object.len() == 1 || !matches!(object.get("$ref"), Some(Node::String(_))) {
            return;
        }
        if !self.version.is_json_schema() {
            let lost: Vec<String> = object
                .keys()
                .filter(|key| !is_annotation(key))
                .map(str::to_owned)
                .collect();
            for key in lost {
                if !is_harmless(object, &key) {
                    self.warn(
                        Code::RefSiblings,
                        &key,
                        format!("`{key}` has no effect beside `$ref` before OpenAPI 3.1"),
                        "dropped",
                    );
                }
                object.remove(&key);
            }
        } else {
            object.remove("$comment");
            object.remove("summary");
        }
        if object.len() == 1 {
            return;
        }
        let Some(reference) = object.remove("$ref") else {
            return;
        };
        let reference: Object = [("$ref", reference)].into_iter().collect();
        let mut all = vec![Node::Object(reference)];
        let mut moves = vec![("/allOf/0".to_owned(), String::new())];
        if let Some(Node::Array(others)) = object.remove("allOf") {
            moves.extend((0..others.len()).map(|at| {
                (
                    format!("/allOf/{}", at.saturating_add(1)),
                    format!("/allOf/{at}"),
                )
            }));
            all.extend(others);
        }
        self.moved(moves);
        object.insert("allOf", all);
        object.insert("x-castiron-ref-siblings", true);
    }
}

/// Whether a keyword says something about how a schema is used rather than what fits it.
fn is_annotation(key: &str) -> bool {
    matches!(
        key,
        "$ref"
            | "description"
            | "title"
            | "default"
            | "example"
            | "examples"
            | "deprecated"
            | "readOnly"
            | "writeOnly"
            | "nullable"
            | "externalDocs"
    ) || key.starts_with("x-")
}

/// Whether nothing that anyone could have meant is lost with a keyword.
fn is_harmless(object: &Object, key: &str) -> bool {
    match (key, object.get(key)) {
        ("$comment" | "summary" | "xml", _) => true,
        ("type", Some(kind)) => kind.as_str() == Some("object"),
        ("allOf", Some(Node::Array(items))) => items.is_empty(),
        _ => false,
    }
}
