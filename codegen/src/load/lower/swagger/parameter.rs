//! Parameters and headers: Swagger 2.0 has their type beside their name, 3.0 in a schema.

use super::super::super::grammar::Kind;
use super::super::super::node::{Node, Object};
use super::super::super::version::SpecVersion;
use super::super::Lower;
use crate::diagnostic::Code;

/// Keywords that 2.0 has beside the name of a parameter or a header, and later versions in its schema.
pub(in super::super) const TYPES: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "multipleOf",
];

/// Extensions that belong into the schema with them.
const EXTENSIONS: &[&str] = &[
    "x-nullable",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-ms-enum",
    "x-speakeasy-enums",
    "x-speakeasy-enum-descriptions",
    "x-fern-enum",
    "x-example",
];

/// What belongs into the schema.
pub(in super::super) fn of_schema() -> impl Iterator<Item = &'static str> {
    TYPES.iter().chain(EXTENSIONS).copied()
}

impl Lower<'_> {
    /// A list of parameters, each with the pointer that it stood at.
    pub(super) fn plain_parameters(&mut self, parameters: Vec<(Node, String)>) -> Vec<Node> {
        let mark = self.path.push("parameters");
        let here = self.path.as_str().to_owned();
        // All at once: an index may have meant another parameter before.
        let moves: Vec<_> = parameters
            .iter()
            .enumerate()
            .map(|(at, (_, origin))| (format!("{here}/{at}"), origin.clone()))
            .collect();
        self.origins
            .moved(moves.into_iter().filter(|(new, old)| new != old));
        let mut out = Vec::new();
        for (index, (mut parameter, _)) in parameters.into_iter().enumerate() {
            let mark = self.path.push_index(index);
            self.plain_parameter(&mut parameter);
            out.push(parameter);
            self.path.pop(mark);
        }
        self.path.pop(mark);
        out
    }

    /// One parameter that is neither a body nor a field of a form.
    pub(in super::super) fn plain_parameter(&mut self, node: &mut Node) {
        let Some(parameter) = node.as_object_mut() else {
            return;
        };
        let is_old = *self.version == SpecVersion::V2;
        if is_old {
            self.keys(parameter, Kind::Parameter);
            self.of_place(parameter);
        }
        if !parameter.contains("type") && parameter.contains("schema") {
            self.collection_format(parameter);
            return;
        }
        if parameter.contains("$ref") || parameter.contains("content") {
            return;
        }
        if is_old {
            self.lacks(parameter, "type", "treated as any value");
        }
        let location = parameter.str("in").unwrap_or_default().to_owned();
        let is_styled = parameter.contains("style") || parameter.contains("explode");
        let says_format = parameter.contains("collectionFormat");
        let style = self.style(parameter, &location);
        let schema = schema_of(parameter);
        // without a `collectionFormat` the words of 3.x say how it is sent
        if says_format || is_old && !is_styled {
            for (key, value) in style {
                parameter.insert(key, value);
            }
        }
        parameter.insert("schema", schema);
        self.moved([("/schema".to_owned(), String::new())]);
    }

    /// A header of an answer.
    pub(in super::super) fn header(&mut self, node: &mut Node) {
        let Some(header) = node.as_object_mut() else {
            return;
        };
        let is_old = *self.version == SpecVersion::V2;
        if is_old {
            self.keys(header, Kind::Header);
        }
        if ["$ref", "schema", "content"]
            .iter()
            .any(|key| header.contains(key))
        {
            return;
        }
        if is_old {
            self.lacks(header, "type", "treated as any value");
        }
        let format = self.text(header, "collectionFormat").map(str::to_owned);
        header.remove("collectionFormat");
        if let Some(other) = format.filter(|format| format != "csv") {
            self.warn(
                Code::NotExpressed,
                "collectionFormat",
                format!("OpenAPI 3 has no style for `{other}` in a header"),
                "read as values separated by commas",
            );
        }
        let schema = schema_of(header);
        header.insert("schema", schema);
        self.moved([("/schema".to_owned(), String::new())]);
    }

    /// The style and the `explode` that a `collectionFormat` amounts to.
    pub(in super::super) fn style(
        &mut self,
        parameter: &mut Object,
        location: &str,
    ) -> Vec<(&'static str, Node)> {
        let format = self.text(parameter, "collectionFormat").map(str::to_owned);
        parameter.remove("collectionFormat");
        if parameter.str("type") != Some("array") {
            return Vec::new();
        }
        let in_query = matches!(location, "query" | "formData");
        let items = parameter.get("items");
        if items.and_then(|items| items.get("type")?.as_str()) == Some("array") {
            self.warn(
                Code::NotExpressed,
                "items",
                "OpenAPI 3 has no style for arrays within arrays",
                "those within are written as JSON",
            );
        }
        match format.as_deref().unwrap_or("csv") {
            "multi" => vec![("style", "form".into()), ("explode", true.into())],
            "ssv" if in_query => vec![
                ("style", "spaceDelimited".into()),
                ("explode", false.into()),
            ],
            "pipes" if in_query => {
                vec![("style", "pipeDelimited".into()), ("explode", false.into())]
            }
            "csv" if in_query => vec![("style", "form".into()), ("explode", false.into())],
            "csv" => vec![("style", "simple".into()), ("explode", false.into())],
            other => {
                self.warn(
                    Code::NotExpressed,
                    "collectionFormat",
                    format!("OpenAPI 3 has no style for `{other}` here"),
                    "treated as values separated by commas",
                );
                let style = if in_query { "form" } else { "simple" };
                vec![
                    ("style", style.into()),
                    ("explode", false.into()),
                    ("x-castiron-collection-format", other.into()),
                ]
            }
        }
    }
}

/// Moves the keywords of a schema into one.
pub(super) fn schema_of(object: &mut Object) -> Object {
    let mut schema = Object::new();
    for key in of_schema() {
        if let Some(value) = object.remove(key) {
            match key {
                "items" => schema.insert(key, items_of(value)),
                "x-example" => schema.insert("example", value),
                key => schema.insert(key, value),
            };
        }
    }
    schema
}

/// Items of items have a separator of their own, which no later version can say.
fn items_of(mut items: Node) -> Node {
    if let Some(object) = items.as_object_mut() {
        object.remove("collectionFormat");
        if let Some(inner) = object.remove("items") {
            object.insert("items", items_of(inner));
        }
    }
    items
}
