//! Reports ignored keywords: a note at the first of each.

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::Lower;
use super::misspelt::{meant, with_article};
use super::words::{UNDERSTOOD, of_schema};
use crate::diagnostic::{Code, Diagnostic};

/// Keywords that would change what is sent, and don't.
const SENT: [(Kind, &str); 5] = [
    (Kind::MediaType, "prefixEncoding"),
    (Kind::MediaType, "itemEncoding"),
    (Kind::Encoding, "encoding"),
    (Kind::Encoding, "prefixEncoding"),
    (Kind::Encoding, "itemEncoding"),
];

/// Keywords that have no effect on what is generated, by the kind of object. Keywords of schemas are told apart by
/// [`Lower::schema`].
fn ignored(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Document => &["externalDocs"],
        Kind::PathItem => &["summary", "description"],
        Kind::Parameter => &["allowEmptyValue"],
        Kind::MediaType => &["example", "examples", "prefixEncoding", "itemEncoding"],
        Kind::Encoding => &["encoding", "prefixEncoding", "itemEncoding"],
        Kind::Response => &["summary", "links"],
        Kind::Header => &["deprecated", "style", "explode", "example", "examples"],
        Kind::Example => &[
            "summary",
            "description",
            "value",
            "externalValue",
            "dataValue",
            "serializedValue",
        ],
        Kind::Link => &[
            "operationRef",
            "operationId",
            "parameters",
            "requestBody",
            "description",
            "server",
        ],
        Kind::SecurityScheme => &[
            "description",
            "bearerFormat",
            "oauth2MetadataUrl",
            "deprecated",
        ],
        Kind::Schema => &[
            "$schema",
            "$id",
            "$recursiveAnchor",
            "$comment",
            "$vocabulary",
            "additionalItems",
            "contentSchema",
        ],
        Kind::Operation | Kind::Components | Kind::RequestBody | Kind::Callback | Kind::Plain => {
            &[]
        }
    }
}

impl Lower<'_> {
    /// Notes the keywords of an object that nothing is made of, each once.
    pub(super) fn ignored(&mut self, node: &Node, kind: Kind) {
        let Some(object) = node.as_object() else {
            return;
        };
        for key in ignored(kind) {
            if !object.contains(key) || object.get(key) == Some(&Node::Bool(false)) {
                continue;
            }
            // a header of a part is written as it says
            let of_part = self.path.as_str().contains("/encoding/");
            if (kind, *key) == (Kind::Header, "explode") && of_part {
                continue;
            }
            // the parts of a request are written as they say
            let of_request = ["/requestBody/", "/requestBodies/"];
            let of_request = of_request.iter().any(|at| self.path.as_str().contains(at));
            if kind == Kind::MediaType && SENT.contains(&(kind, *key)) && of_request {
                continue;
            }
            match SENT.contains(&(kind, key)) {
                true => self.unsent(kind.noun(), key),
                false => self.without_effect(kind.noun(), "", key),
            }
        }
    }

    /// Warns of a keyword that would change what is sent.
    fn unsent(&mut self, noun: &'static str, key: &'static str) {
        if self.ignored.insert((noun, key)) {
            let place = self.origins.place(self.path.as_str()).child(key).at_key();
            let message = format!("`{key}` of {} is not followed", with_article(noun));
            self.diagnostics.push(
                Diagnostic::warning(Code::UnsupportedOperation, place, message)
                    .label("here and elsewhere"),
            );
        }
    }

    /// The same for a schema.
    pub(super) fn ignored_keywords(&mut self, object: &Object) {
        for key in ignored(Kind::Schema) {
            if object.contains(key) {
                self.without_effect(Kind::Schema.noun(), "", key);
            }
        }
    }

    /// The same for the objects of a document that no walk comes to.
    pub(super) fn ignored_heads(&mut self, root: &Object) {
        let info = root.get("info");
        for key in ["summary", "termsOfService", "contact", "license"] {
            if info.is_some_and(|info| info.get(key).is_some()) {
                self.without_effect("info", "/info", key);
            }
        }
        let list = |key: &str| root.get(key).and_then(Node::as_array).unwrap_or_default();
        for (index, server) in list("servers").iter().enumerate() {
            if server.get("name").is_some() {
                self.without_effect("server", &format!("/servers/{index}"), "name");
            }
            let variables = server.get("variables").and_then(Node::as_object);
            for (name, variable) in variables.into_iter().flat_map(Object::iter) {
                let mut at = format!("/servers/{index}/variables");
                super::super::pointer::push(&mut at, name);
                if variable.get("description").is_some() {
                    self.without_effect("server variable", &at, "description");
                }
            }
        }
        for (index, tag) in list("tags").iter().enumerate() {
            for key in ["summary", "externalDocs", "parent", "kind"] {
                if tag.get(key).is_some() {
                    self.without_effect("tag", &format!("/tags/{index}"), key);
                }
            }
        }
    }

    /// Reports keywords of a schema of 2.0 that are of later versions.
    pub(super) fn later_keywords(&mut self, object: &Object) {
        if self.made.contains(self.path.as_str()) {
            return;
        }
        for key in object.keys() {
            self.of_other_versions(key);
        }
        if let Some(Node::Object(_)) = object.get("discriminator")
            && self.noted.insert("a discriminator")
        {
            let message = "a discriminator that is an object is of OpenAPI 3.0";
            self.warn(Code::OtherVersion, "discriminator", message, UNDERSTOOD);
        }
    }

    /// Reports a keyword that this version does not have, and another one has.
    fn of_other_versions(&mut self, key: &str) {
        // the versions that `nullable` is of are named when it is read
        if let Some(span) = of_schema(key)
            && self.version.level() < span.0
        {
            self.of_other_version(Kind::Schema.noun(), key, span, UNDERSTOOD);
        }
    }

    /// Reports keys of a schema that are no keywords, the first of each name, and those of other versions.
    pub(super) fn unknown_keywords(&mut self, object: &Object) {
        let is_latest = self.version.is_json_schema();
        for key in object.keys() {
            if !is_latest {
                self.of_other_versions(key);
            }
            let is_known = key.starts_with("x-")
                || KNOWN.contains(&key)
                || super::schema::DOCUMENTED
                    .iter()
                    .any(|(known, _)| *known == key)
                || ignored(Kind::Schema).contains(&key);
            if !is_known {
                let documented = super::schema::DOCUMENTED.iter().map(|(known, _)| *known);
                let meant = meant(key, KNOWN.into_iter().chain(documented));
                self.unknown_key(Kind::Schema.noun(), key, meant);
            }
        }
    }

    /// Notes the first keyword of this name on objects of this kind.
    pub(super) fn without_effect(&mut self, noun: &'static str, below: &str, key: &'static str) {
        if self.ignored.insert((noun, key)) {
            let place = self
                .origins
                .place(&format!("{}{below}", self.path.as_str()))
                .child(key)
                .at_key();
            self.diagnostics.push(
                Diagnostic::note(
                    Code::NotExpressed,
                    place,
                    format!(
                        "`{key}` of {} has no effect on what is generated",
                        with_article(noun)
                    ),
                )
                .label("here and elsewhere"),
            );
        }
    }
}

/// The keywords of schemas that something is made of.
const KNOWN: [&str; 52] = [
    "$ref",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$recursiveRef",
    "$defs",
    "definitions",
    "type",
    "enum",
    "const",
    "format",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "items",
    "prefixItems",
    "maxProperties",
    "minProperties",
    "required",
    "properties",
    "patternProperties",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "title",
    "description",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "example",
    "examples",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "discriminator",
    "externalDocs",
    "nullable",
    "xml",
    "$comment",
    "$schema",
    "summary",
];
