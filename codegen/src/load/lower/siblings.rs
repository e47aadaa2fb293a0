//! Keywords beside `$ref`.
//!
//! From 3.1 on they apply in addition to the target. In 3.0 and before they have no effect; but authors intend descriptions,
//! defaults and `nullable` to apply, so those are kept, and the rest is dropped with a warning.

use std::collections::HashMap;

use super::super::node::{Node, Object};
use super::super::pointer;
use super::Lower;
use crate::diagnostic::Code;

impl Lower<'_> {
    pub(super) fn ref_siblings(&mut self, object: &mut Object) {
        if object.len() == 1 || !matches!(object.get("$ref"), Some(Node::String(_))) {
            return;
        }
        if !self.version.is_json_schema() {
            null_among_types(object);
            let lost: Vec<String> = object
                .keys()
                .filter(|key| !is_annotation(key))
                .map(str::to_owned)
                .collect();
            for key in lost {
                if !is_harmless(object, &key) && !self.is_of_target(object, &key) {
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

    /// Whether a keyword only repeats the type that the target has.
    fn is_of_target(&self, object: &Object, key: &str) -> bool {
        let target = object.str("$ref").and_then(|target| self.kinds.get(target));
        key == "type" && target.is_some_and(|kind| object.str(key) == Some(kind))
    }
}

/// The types that the schemas of a document state, by the references to them.
pub(super) fn kinds(root: &Object) -> HashMap<String, String> {
    let schemas = root.get("components").and_then(|all| all.get("schemas"));
    let schemas = schemas.and_then(Node::as_object);
    let target = |reference: &str| {
        let name = reference.strip_prefix(SCHEMAS)?;
        schemas?.get(&pointer::unescape(name))
    };
    let mut kinds = HashMap::new();
    for (name, schema) in schemas.into_iter().flat_map(Object::iter) {
        let kind = schema.behind(target).and_then(|end| end.get("type"));
        if let Some(kind) = kind.and_then(Node::as_str) {
            let pointer = pointer::of(&["components", "schemas", name]);
            kinds.insert(format!("#{pointer}"), kind.to_owned());
        }
    }
    kinds
}

/// How references to schemas begin.
const SCHEMAS: &str = "#/components/schemas/";

/// Who lists `null` among the types beside a reference means `nullable`, as elsewhere.
fn null_among_types(object: &mut Object) {
    let is_null = |kind: &Node| matches!(kind, Node::Null) || kind.as_str() == Some("null");
    let Some(Node::Array(kinds)) = object.get("type") else {
        return;
    };
    if !kinds.iter().any(is_null) {
        return;
    }
    let rest: Vec<Node> = kinds
        .iter()
        .filter(|kind| !is_null(kind))
        .cloned()
        .collect();
    match <[Node; 1]>::try_from(rest) {
        Ok([kind]) => object.insert("type", kind),
        Err(rest) if rest.is_empty() => object.remove("type"),
        Err(rest) => object.insert("type", rest),
    };
    object.insert("nullable", true);
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::{Value, json};

    use crate::diagnostic::Code;
    use crate::load::{LoadOptions, load};
    use crate::source::Memory;

    const KINDS: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];

    /// A document whose property refers to a schema of a type, at the end of a chain of references, with a type beside it: the
    /// number of warnings that it is dropped, and the property.
    fn said(version: &str, kind: &str, chain: usize, beside: &Value) -> (usize, Value) {
        let mut schemas = serde_json::Map::new();
        let name = |at: usize| format!("T/{at}~");
        let to = |at: usize| format!("#/components/schemas/T~1{at}~0");
        for at in 0..chain {
            schemas.insert(name(at), json!({ "$ref": to(at + 1) }));
        }
        let items = json!({ "type": kind, "items": { "type": "string" } });
        schemas.insert(name(chain), items);
        let property = json!({ "$ref": to(0), "type": beside });
        schemas.insert("S".to_owned(), json!({ "properties": { "p": property } }));
        let mut document = json!({
            "openapi": version, "info": { "title": "T", "version": "1" }, "paths": {},
            "components": { "schemas": schemas },
        });
        if version == "2.0" {
            let text = document
                .to_string()
                .replace("components/schemas", "definitions");
            document = serde_json::from_str(&text).expect("JSON");
            document["swagger"] = json!(version);
            document["definitions"] = document["components"]["schemas"].take();
            let root = document.as_object_mut().expect("an object");
            root.remove("openapi");
            root.remove("components");
        }
        let source = Memory::new().with("a.json", document.to_string());
        let loaded = load(&source, Path::new("a.json"), &LoadOptions::default());
        let dropped = loaded.diagnostics.iter();
        let dropped = dropped.filter(|one| one.code == Code::RefSiblings).count();
        let document = loaded.document.expect("a document");
        let property = document.node("/components/schemas/S/properties/p");
        (dropped, property.expect("a property").to_json())
    }

    /// A type beside a reference is lost only where it is not the target's: that is what is warned of. One of `null` too says
    /// that null is allowed.
    #[test]
    fn a_type_that_the_target_has_is_no_loss() {
        for version in ["2.0", "3.0.3"] {
            for kind in KINDS {
                for beside in KINDS {
                    for chain in 0..3 {
                        let is_lost = beside != kind && beside != "object";
                        let (dropped, property) = said(version, kind, chain, &json!(beside));
                        let context = format!("{version} {kind} {beside} {chain}");
                        assert_eq!(dropped, usize::from(is_lost), "{context}");
                        assert_eq!(property.get("nullable"), None, "{context}");
                        for null in [json!(null), json!("null")] {
                            let list = json!([beside, null]);
                            let (dropped, property) = said(version, kind, chain, &list);
                            assert_eq!(dropped, usize::from(is_lost), "{context} {null}");
                            assert_eq!(property["nullable"], json!(true), "{context} {null}");
                        }
                    }
                }
            }
        }
    }
}
