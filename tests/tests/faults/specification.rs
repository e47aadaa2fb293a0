//! The objects of the specifications as data: the type of each field, and whether it has to be there.

use serde_json::Value;

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    Text,
    Flag,
    Number,
    Any,
    /// An object of this name.
    Of(&'static str),
    List(&'static Shape),
    Map(&'static Shape),
    /// One or the other.
    Either(&'static Shape, &'static Shape),
}

use Shape::{Any, Either, Flag, List, Map, Number, Of, Text};

impl Shape {
    /// Whether a value has the type; its content is not looked at.
    pub(crate) fn allows(self, value: &Value) -> bool {
        match self {
            Any => true,
            Text => value.is_string(),
            Flag => value.is_boolean(),
            Number => value.is_number(),
            List(_) => value.is_array(),
            Map(_) | Of(_) => value.is_object(),
            Either(one, other) => one.allows(value) || other.allows(value),
        }
    }
}

/// A field: the versions that have it, its name, whether it has to be there, and its type.
pub(crate) type Field = (&'static str, &'static str, bool, Shape);

const SCHEMA: Shape = Of("schema");
const TEXTS: Shape = List(&Text);
const SECURITY: Shape = List(&Map(&TEXTS));
const PARAMETERS: Shape = List(&Of("parameter"));
const CONTENT: Shape = Map(&Of("media type"));
const HEADERS: Shape = Map(&Of("header"));
const EXAMPLES: Shape = Map(&Of("example"));
const CALLBACK: Shape = Map(&Of("path item"));

/// The versions, by their letters: `2`, `0` for 3.0, `1` for 3.1, `3` for 3.2.
const ALL: &str = "2013";
const OLD: &str = "2";
const NEW: &str = "013";

/// The fields of an object. Those of the version itself, and `$ref`, have their own tests.
pub(crate) fn fields(object: &str) -> &'static [Field] {
    match object {
        "document" => &[
            (ALL, "info", true, Of("info")),
            (ALL, "paths", false, Map(&Of("path item"))),
            (ALL, "security", false, SECURITY),
            (ALL, "tags", false, List(&Of("tag"))),
            (ALL, "externalDocs", false, Of("external documentation")),
            (NEW, "servers", false, List(&Of("server"))),
            (NEW, "components", false, Of("components")),
            ("13", "webhooks", false, Map(&Of("path item"))),
            (OLD, "host", false, Text),
            (OLD, "basePath", false, Text),
            (OLD, "schemes", false, TEXTS),
            (OLD, "consumes", false, TEXTS),
            (OLD, "produces", false, TEXTS),
            (OLD, "definitions", false, Map(&SCHEMA)),
            (OLD, "parameters", false, Map(&Of("parameter"))),
            (OLD, "responses", false, Map(&Of("response"))),
            (
                OLD,
                "securityDefinitions",
                false,
                Map(&Of("security scheme")),
            ),
        ],
        "info" => &[
            (ALL, "title", true, Text),
            (ALL, "version", true, Text),
            (ALL, "description", false, Text),
            (ALL, "termsOfService", false, Text),
            (ALL, "contact", false, Of("contact")),
            (ALL, "license", false, Of("license")),
        ],
        "contact" => &[
            (ALL, "name", false, Text),
            (ALL, "url", false, Text),
            (ALL, "email", false, Text),
        ],
        "license" => &[(ALL, "name", true, Text), (ALL, "url", false, Text)],
        "server" => &[
            (NEW, "url", true, Text),
            (NEW, "description", false, Text),
            (NEW, "variables", false, Map(&Of("server variable"))),
        ],
        "server variable" => &[
            (NEW, "default", true, Text),
            (NEW, "enum", false, TEXTS),
            (NEW, "description", false, Text),
        ],
        "components" => &[
            (NEW, "schemas", false, Map(&SCHEMA)),
            (NEW, "responses", false, Map(&Of("response"))),
            (NEW, "parameters", false, Map(&Of("parameter"))),
            (NEW, "examples", false, EXAMPLES),
            (NEW, "requestBodies", false, Map(&Of("request body"))),
            (NEW, "headers", false, HEADERS),
            (NEW, "securitySchemes", false, Map(&Of("security scheme"))),
            (NEW, "links", false, Map(&Of("link"))),
            (NEW, "callbacks", false, Map(&CALLBACK)),
        ],
        "path item" => &[
            (NEW, "summary", false, Text),
            (NEW, "description", false, Text),
            (ALL, "get", false, Of("operation")),
            (ALL, "post", false, Of("operation")),
            (ALL, "parameters", false, PARAMETERS),
            (NEW, "servers", false, List(&Of("server"))),
        ],
        "operation" => &[
            (ALL, "tags", false, TEXTS),
            (ALL, "summary", false, Text),
            (ALL, "description", false, Text),
            (ALL, "externalDocs", false, Of("external documentation")),
            (ALL, "operationId", false, Text),
            (ALL, "parameters", false, PARAMETERS),
            ("20", "responses", true, Map(&Of("response"))),
            ("13", "responses", false, Map(&Of("response"))),
            (ALL, "deprecated", false, Flag),
            (ALL, "security", false, SECURITY),
            (NEW, "requestBody", false, Of("request body")),
            (NEW, "callbacks", false, Map(&CALLBACK)),
            (NEW, "servers", false, List(&Of("server"))),
            (OLD, "consumes", false, TEXTS),
            (OLD, "produces", false, TEXTS),
            (OLD, "schemes", false, TEXTS),
        ],
        "external documentation" => &[(ALL, "url", true, Text), (ALL, "description", false, Text)],
        "parameter" => &[
            (ALL, "name", true, Text),
            (ALL, "in", true, Text),
            (ALL, "description", false, Text),
            (ALL, "required", false, Flag),
            (NEW, "deprecated", false, Flag),
            (ALL, "allowEmptyValue", false, Flag),
            (NEW, "style", false, Text),
            (NEW, "explode", false, Flag),
            (NEW, "allowReserved", false, Flag),
            (ALL, "schema", false, SCHEMA),
            (NEW, "example", false, Any),
            (NEW, "examples", false, EXAMPLES),
            (NEW, "content", false, CONTENT),
            (OLD, "type", false, Text),
            (OLD, "format", false, Text),
            (OLD, "collectionFormat", false, Text),
            (OLD, "items", false, SCHEMA),
            (OLD, "enum", false, List(&Any)),
            (OLD, "maximum", false, Number),
            (OLD, "maxLength", false, Number),
            (OLD, "default", false, Any),
        ],
        "request body" => &[
            (NEW, "content", true, CONTENT),
            (NEW, "description", false, Text),
            (NEW, "required", false, Flag),
        ],
        "media type" => &[
            (NEW, "schema", false, SCHEMA),
            (NEW, "example", false, Any),
            (NEW, "examples", false, EXAMPLES),
            (NEW, "encoding", false, Map(&Of("encoding"))),
        ],
        "encoding" => &[
            (NEW, "contentType", false, Text),
            (NEW, "headers", false, HEADERS),
            (NEW, "style", false, Text),
            (NEW, "explode", false, Flag),
            (NEW, "allowReserved", false, Flag),
        ],
        "response" => &[
            ("201", "description", true, Text),
            ("3", "description", false, Text),
            (ALL, "headers", false, HEADERS),
            (NEW, "content", false, CONTENT),
            (NEW, "links", false, Map(&Of("link"))),
            (OLD, "schema", false, SCHEMA),
            (OLD, "examples", false, Map(&Any)),
        ],
        "header" => &[
            (ALL, "description", false, Text),
            (NEW, "required", false, Flag),
            (NEW, "deprecated", false, Flag),
            (NEW, "schema", false, SCHEMA),
            (NEW, "example", false, Any),
            (OLD, "type", true, Text),
            (OLD, "format", false, Text),
        ],
        "example" => &[
            (NEW, "summary", false, Text),
            (NEW, "description", false, Text),
            (NEW, "value", false, Any),
        ],
        "link" => &[
            (NEW, "operationId", true, Text),
            (NEW, "parameters", false, Map(&Any)),
            (NEW, "requestBody", false, Any),
            (NEW, "description", false, Text),
            (NEW, "server", false, Of("server")),
        ],
        "tag" => &[
            (ALL, "name", true, Text),
            (ALL, "description", false, Text),
            (ALL, "externalDocs", false, Of("external documentation")),
        ],
        "schema" => SCHEMA_FIELDS,
        "discriminator" => &[
            (NEW, "propertyName", true, Text),
            (NEW, "mapping", false, Map(&Text)),
        ],
        "xml" => &[
            (ALL, "name", false, Text),
            (ALL, "namespace", false, Text),
            (ALL, "prefix", false, Text),
            (ALL, "attribute", false, Flag),
            (ALL, "wrapped", false, Flag),
        ],
        "security scheme" => &[
            (ALL, "type", true, Text),
            (ALL, "description", false, Text),
            (ALL, "name", true, Text),
            (ALL, "in", true, Text),
            (NEW, "scheme", true, Text),
            (NEW, "bearerFormat", false, Text),
            (NEW, "flows", true, Of("flows")),
            (NEW, "openIdConnectUrl", true, Text),
            (OLD, "flow", true, Text),
            (OLD, "tokenUrl", true, Text),
            (OLD, "scopes", true, Map(&Text)),
        ],
        "flows" => &[
            (NEW, "authorizationCode", false, Of("flow")),
            (NEW, "clientCredentials", false, Of("flow")),
        ],
        "flow" => &[
            (NEW, "authorizationUrl", true, Text),
            (NEW, "tokenUrl", true, Text),
            (NEW, "refreshUrl", false, Text),
            (NEW, "scopes", true, Map(&Text)),
        ],
        other => panic!("no object `{other}`"),
    }
}

const SCHEMA_FIELDS: &[Field] = &[
    ("20", "type", false, Text),
    ("13", "type", false, Either(&Text, &TEXTS)),
    (ALL, "title", false, Text),
    (ALL, "description", false, Text),
    (ALL, "format", false, Text),
    (ALL, "default", false, Any),
    (ALL, "multipleOf", false, Number),
    (ALL, "maximum", false, Number),
    (ALL, "minimum", false, Number),
    ("20", "exclusiveMinimum", false, Flag),
    ("13", "exclusiveMinimum", false, Number),
    (ALL, "maxLength", false, Number),
    (ALL, "minLength", false, Number),
    (ALL, "pattern", false, Text),
    (ALL, "maxItems", false, Number),
    (ALL, "minItems", false, Number),
    (ALL, "uniqueItems", false, Flag),
    (ALL, "maxProperties", false, Number),
    (ALL, "required", false, TEXTS),
    (ALL, "enum", false, List(&Any)),
    (ALL, "items", false, SCHEMA),
    (ALL, "allOf", false, List(&SCHEMA)),
    (NEW, "oneOf", false, List(&SCHEMA)),
    (NEW, "anyOf", false, List(&SCHEMA)),
    (NEW, "not", false, SCHEMA),
    (ALL, "properties", false, Map(&SCHEMA)),
    ("20", "additionalProperties", false, Either(&Flag, &SCHEMA)),
    ("13", "additionalProperties", false, SCHEMA),
    ("13", "patternProperties", false, Map(&SCHEMA)),
    ("13", "prefixItems", false, List(&SCHEMA)),
    ("13", "$defs", false, Map(&SCHEMA)),
    ("13", "const", false, Any),
    ("13", "examples", false, List(&Any)),
    ("13", "contentEncoding", false, Text),
    ("13", "writeOnly", false, Flag),
    ("0", "nullable", false, Flag),
    (ALL, "readOnly", false, Flag),
    (NEW, "writeOnly", false, Flag),
    (NEW, "deprecated", false, Flag),
    (NEW, "discriminator", false, Of("discriminator")),
    (ALL, "xml", false, Of("xml")),
    (ALL, "externalDocs", false, Of("external documentation")),
    (ALL, "example", false, Any),
];
