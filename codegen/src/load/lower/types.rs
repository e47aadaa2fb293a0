//! Lists of types, and `null` among them.

use super::super::node::{Node, Object};
use super::Lower;
use crate::diagnostic::Code;

/// Annotations stay on the schema; everything else belongs to one of its types.
const ANNOTATIONS: [&str; 12] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "externalDocs",
    "xml",
    "discriminator",
];

impl Lower<'_> {
    /// A list of types.
    pub(super) fn types(&mut self, object: &mut Object) {
        let listed = match object.get("type") {
            Some(Node::String(kind)) if &**kind == "null" => vec![Node::from("null")],
            Some(Node::Array(kinds)) => kinds.clone(),
            _ => return,
        };
        if !self.version.is_json_schema() {
            self.warn_once(
                "type",
                "a list of types, or `null` as a type, is of OpenAPI 3.1",
            );
        }
        let mut kinds: Vec<&str> = Vec::new();
        for (at, kind) in listed.iter().enumerate() {
            let kind = match kind {
                Node::String(kind) => kind,
                // in YAML, `null` without quotes is no text
                Node::Null => {
                    self.warn(
                        Code::WrongType,
                        "type",
                        "expected a string, found null",
                        "treated as the type `null`; put it in quotes",
                    );
                    "null"
                }
                other => {
                    self.wrong(&format!("type/{at}"), "a string", other);
                    continue;
                }
            };
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if kinds.is_empty() {
            self.warn(
                Code::UnknownValue,
                "type",
                "this list names no type",
                "treated as any value",
            );
        }
        let nullable = kinds.contains(&"null");
        kinds.retain(|kind| *kind != "null");
        object.remove("type");
        if nullable {
            object.insert("nullable", true);
        }
        match kinds.as_slice() {
            [] => {
                if nullable && !object.contains("enum") {
                    object.insert("enum", vec![Node::Null]);
                }
                object.insert("x-castiron-types", listed);
            }
            [kind] => {
                let kind = (*kind).to_owned();
                // First, as authors have it: the order of keywords shows in what is printed of a document.
                object.insert_first("type", kind);
            }
            // every integer is a number, so that the two count once
            kinds
                if kinds.len()
                    >= usize::from(kinds.contains(&"number") && kinds.contains(&"integer"))
                        .saturating_add(5) =>
            {
                object.insert("x-castiron-types", listed);
            }
            // Values, or schemas that are combined, say which of the types it is.
            _ if ["enum", "oneOf", "anyOf", "allOf", "$ref"]
                .iter()
                .any(|key| object.contains(key)) =>
            {
                object.insert("x-castiron-types", listed);
            }
            kinds => {
                let branches: Vec<Node> = kinds.iter().map(|kind| branch(object, kind)).collect();
                object.retain(|key, _| ANNOTATIONS.contains(&key) || key.starts_with("x-"));
                self.moved((0..branches.len()).map(|at| (format!("/oneOf/{at}"), String::new())));
                object.insert("oneOf", branches);
                object.insert("x-castiron-types", listed);
            }
        }
    }

    /// A branch of a union that only `null` fits.
    pub(super) fn null_branches(&mut self, object: &mut Object) {
        for key in ["oneOf", "anyOf"] {
            let Some(Node::Array(branches)) = object.get(key) else {
                continue;
            };
            if !branches.iter().any(is_null) {
                continue;
            }
            let Some(Node::Array(branches)) = object.remove(key) else {
                continue;
            };
            object.insert("nullable", true);
            let kept: Vec<(usize, Node)> = branches
                .into_iter()
                .enumerate()
                .filter(|(_, branch)| !is_null(branch))
                .collect();
            match kept.len() {
                0 => {
                    object.insert("enum", vec![Node::Null]);
                }
                1 => {
                    if let Some((at, branch)) = kept.into_iter().next() {
                        self.adopt(object, branch, &format!("/{key}/{at}"));
                    }
                }
                _ => {
                    self.moved(
                        kept.iter().enumerate().map(|(new, (old, _))| {
                            (format!("/{key}/{new}"), format!("/{key}/{old}"))
                        }),
                    );
                    let kept: Vec<Node> = kept.into_iter().map(|(_, branch)| branch).collect();
                    object.insert(key, kept);
                }
            }
        }
    }

    /// Makes the one branch that is left part of the schema itself, or its only `allOf` if the two don't mix.
    fn adopt(&mut self, object: &mut Object, branch: Node, pointer: &str) {
        match branch {
            Node::Object(inner)
                if !inner.contains("$ref")
                    && inner
                        .keys()
                        .all(|key| !object.contains(key) || ANNOTATIONS.contains(&key)) =>
            {
                let mut moves = Vec::new();
                for (key, value) in inner {
                    if !object.contains(&key) {
                        let mut new = String::new();
                        super::super::pointer::push(&mut new, &key);
                        moves.push((new.clone(), format!("{pointer}{new}")));
                        object.insert(key, value);
                    }
                }
                self.moved(moves);
                // What came in may itself be of a newer version.
                self.constant_and_types(object);
            }
            branch if !object.contains("allOf") => {
                self.moved([("/allOf/0".to_owned(), pointer.to_owned())]);
                object.insert("allOf", vec![branch]);
            }
            branch => {
                self.moved([("/oneOf/0".to_owned(), pointer.to_owned())]);
                object.insert("oneOf", vec![branch]);
            }
        }
    }
}

/// What of a schema concerns one of its types.
fn branch(object: &Object, kind: &str) -> Node {
    let mut branch = Object::new();
    branch.insert("type", kind);
    for (key, value) in object.iter() {
        let concerns = match key {
            "properties"
            | "required"
            | "additionalProperties"
            | "patternProperties"
            | "minProperties"
            | "maxProperties" => kind == "object",
            "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" => kind == "array",
            "pattern" | "minLength" | "maxLength" | "contentEncoding" | "contentMediaType"
            | "contentSchema" => kind == "string",
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                matches!(kind, "number" | "integer")
            }
            "format" => match value.as_str() {
                Some(
                    "int32" | "int64" | "uint32" | "uint64" | "uint8" | "int8" | "int16" | "uint16"
                    | "unix-time",
                ) => kind == "integer",
                Some("float" | "double") => kind == "number",
                _ => kind == "string",
            },
            _ => false,
        };
        if concerns {
            branch.insert(key, value.clone());
        }
    }
    Node::Object(branch)
}

/// Whether only `null` fits a schema.
pub(super) fn is_null(schema: &Node) -> bool {
    let Some(object) = schema.as_object() else {
        return false;
    };
    let alone = |node: &Node, want: &dyn Fn(&Node) -> bool| match node {
        Node::Array(items) => items.len() == 1 && items.iter().all(want),
        _ => false,
    };
    let null_type = |node: &Node| node.as_str() == Some("null");
    match (object.get("type"), object.get("const"), object.get("enum")) {
        (Some(kind), _, _) if null_type(kind) || alone(kind, &null_type) => true,
        (None, Some(Node::Null), _) => true,
        (_, None, Some(values)) => alone(values, &|node| matches!(node, Node::Null)),
        _ => false,
    }
}
