//! Given and wanted, for each keyword that is not one of 3.0.

use serde_json::{Value, json};

use super::*;
use crate::diagnostic::FileId;

/// Lowers a document of a version.
pub(super) fn lowered(version: SpecVersion, document: &Value) -> (Value, Origins, Diagnostics) {
    let mut root = Node::from(document);
    let (mut origins, mut diagnostics) = (Origins::default(), Diagnostics::new());
    lower(&mut root, &version, &mut origins, &mut diagnostics);
    (root.to_json(), origins, diagnostics)
}

/// Lowers one schema, which stands at `/components/schemas/s`.
fn schema(version: SpecVersion, schema: Value) -> (Value, Origins, Diagnostics) {
    let (mut root, origins, diagnostics) =
        lowered(version, &json!({"components": {"schemas": {"s": schema}}}));
    (
        root["components"]["schemas"]["s"].take(),
        origins,
        diagnostics,
    )
}

#[test]
fn schemas_of_3_1() {
    for (given, want) in [
        (json!({"type": "string"}), json!({"type": "string"})),
        (json!(true), json!({})),
        (json!(false), json!({"not": {}, "x-castiron-never": true})),
        (json!({"type": ["string"]}), json!({"type": "string"})),
        (
            json!({"type": ["string", "null"], "minLength": 1}),
            json!({"type": "string", "nullable": true, "minLength": 1}),
        ),
        (
            json!({"type": ["string", "integer"], "minLength": 1, "minimum": 2, "title": "t"}),
            json!({
                "title": "t",
                "oneOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 2}],
                "x-castiron-types": ["string", "integer"],
            }),
        ),
        (
            json!({"type": ["integer", "number"]}),
            json!({
                "oneOf": [{"type": "integer"}, {"type": "number"}],
                "x-castiron-types": ["integer", "number"],
            }),
        ),
        (
            json!({"type": "null"}),
            json!({"enum": [null], "nullable": true, "x-castiron-types": ["null"]}),
        ),
        (
            json!({"const": "a"}),
            json!({"type": "string", "enum": ["a"], "x-castiron-const": "a"}),
        ),
        (
            json!({"const": 5, "type": "integer"}),
            json!({"type": "integer", "enum": [5], "x-castiron-const": 5}),
        ),
        (
            json!({"enum": ["a", null]}),
            json!({"type": "string", "nullable": true, "enum": ["a", null]}),
        ),
        (json!({"enum": ["a", 1]}), json!({"enum": ["a", 1]})),
        (
            json!({"anyOf": [{"$ref": "#/components/schemas/x"}, {"type": "null"}]}),
            json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/x"}]}),
        ),
        (
            json!({"oneOf": [{"type": "null"}, {"type": "string"}, {"type": "integer"}]}),
            json!({"nullable": true, "oneOf": [{"type": "string"}, {"type": "integer"}]}),
        ),
        (
            json!({"anyOf": [{"type": "string", "title": "inner"}, {"const": null}], "title": "outer"}),
            json!({"nullable": true, "type": "string", "title": "outer"}),
        ),
        (
            json!({"anyOf": [{"const": "x"}, {"type": "null"}]}),
            json!({"nullable": true, "type": "string", "enum": ["x"], "x-castiron-const": "x"}),
        ),
        (
            json!({"$ref": "#/components/schemas/x", "description": "d"}),
            json!({"description": "d", "allOf": [{"$ref": "#/components/schemas/x"}], "x-castiron-ref-siblings": true}),
        ),
        (
            json!({"$ref": "#/components/schemas/x", "required": ["a"], "allOf": [{"type": "object"}]}),
            json!({
                "required": ["a"],
                "allOf": [{"$ref": "#/components/schemas/x"}, {"type": "object"}],
                "x-castiron-ref-siblings": true,
            }),
        ),
        (
            json!({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 9}),
            json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": true}),
        ),
        (
            json!({"type": "integer", "minimum": 5, "exclusiveMinimum": 1}),
            json!({"type": "integer", "minimum": 5}),
        ),
        (
            json!({"type": "string", "examples": ["a", "b"]}),
            json!({"type": "string", "example": "a", "x-castiron-examples": ["a", "b"]}),
        ),
        (
            json!({"prefixItems": [{"type": "string"}, true], "items": false, "minItems": 2}),
            json!({"type": "array", "minItems": 2, "maxItems": 2, "items": {"anyOf": [{"type": "string"}, {}]}, "x-castiron-prefix-items": 2, "x-castiron-tuple": 2}),
        ),
        (
            json!({"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}}),
            json!({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}, "x-castiron-prefix-items": 1}),
        ),
        (
            json!({"type": "array", "prefixItems": [{"type": "string"}], "maxItems": 1}),
            json!({"type": "array", "maxItems": 1, "items": {"anyOf": [{"type": "string"}]}, "x-castiron-prefix-items": 1}),
        ),
        (
            json!({"type": "array", "prefixItems": [{"type": "string"}], "items": false, "minItems": 0}),
            json!({"type": "array", "minItems": 0, "maxItems": 1, "items": {"anyOf": [{"type": "string"}]}, "x-castiron-prefix-items": 1}),
        ),
        (
            json!({"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}, "minItems": 3, "maxItems": 3}),
            json!({"type": "array", "minItems": 3, "maxItems": 3, "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}, "x-castiron-prefix-items": 1, "x-castiron-tuple": 3}),
        ),
        (
            json!({"type": "object", "patternProperties": {"^x": {"type": ["string", "null"]}}}),
            json!({
                "type": "object",
                "additionalProperties": {"type": "string", "nullable": true},
                "x-castiron-pattern-properties": ["^x"],
            }),
        ),
        (
            json!({"patternProperties": {"^x": {"type": "string"}}, "additionalProperties": {"type": "integer"}}),
            json!({
                "type": "object",
                "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                "x-castiron-pattern-properties": ["^x"],
                "x-castiron-pattern-rest": true,
            }),
        ),
        // the longest pattern first, then by the alphabet
        (
            json!({"patternProperties": {"^x": {"type": "string"}, "^a": {"type": "boolean"}, "^x-y": {"type": "integer"}}}),
            json!({
                "type": "object",
                "additionalProperties": {"anyOf": [{"type": "integer"}, {"type": "boolean"}, {"type": "string"}]},
                "x-castiron-pattern-properties": ["^x-y", "^a", "^x"],
            }),
        ),
        (
            json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
            json!({
                "type": "string",
                "format": "byte",
                "x-castiron-content-encoding": "base64",
                "x-castiron-content-media-type": "image/png",
            }),
        ),
        (
            json!({"contentMediaType": "application/octet-stream"}),
            json!({"type": "string", "format": "binary", "x-castiron-content-media-type": "application/octet-stream"}),
        ),
        (
            json!({"type": "object", "$id": "x", "$comment": "c", "$defs": {"d": {}}, "dependentRequired": {"a": ["b"]}}),
            json!({"type": "object", "x-castiron-dependent-required": {"a": ["b"]}}),
        ),
        (
            json!({"type": "object", "properties": {"if": true, "const": {"const": 1}}}),
            json!({"type": "object", "properties": {"if": {}, "const": {"type": "integer", "enum": [1], "x-castiron-const": 1}}}),
        ),
    ] {
        assert_eq!(
            schema(SpecVersion::V3_1(0), given.clone()).0,
            want,
            "{given}"
        );
    }
}

#[test]
fn schemas_of_3_0_and_2_0() {
    for (given, want, warnings) in [
        (
            json!({"$ref": "#/components/schemas/x", "description": "d"}),
            json!({"description": "d", "allOf": [{"$ref": "#/components/schemas/x"}], "x-castiron-ref-siblings": true}),
            0,
        ),
        (
            json!({"$ref": "#/components/schemas/x", "type": "object"}),
            json!({"$ref": "#/components/schemas/x"}),
            0,
        ),
        (
            json!({"$ref": "#/components/schemas/x", "pattern": "p"}),
            json!({"$ref": "#/components/schemas/x"}),
            1,
        ),
        (
            json!({"type": "string", "x-nullable": true}),
            json!({"type": "string", "nullable": true}),
            0,
        ),
        (
            json!({"type": "string", "minimum": 1, "exclusiveMinimum": true}),
            json!({"type": "string", "minimum": 1, "exclusiveMinimum": true}),
            0,
        ),
    ] {
        let (got, _, diagnostics) = schema(SpecVersion::V3_0(0), given.clone());
        assert_eq!(got, want, "{given}");
        assert_eq!(
            diagnostics.count(crate::diagnostic::Severity::Warning),
            warnings,
            "{given}"
        );
    }
    let (got, _, _) = schema(
        SpecVersion::V2,
        json!({"type": "object", "discriminator": "kind"}),
    );
    assert_eq!(
        got,
        json!({"type": "object", "discriminator": {"propertyName": "kind"}})
    );
    let (got, _, _) = schema(SpecVersion::V2, json!({"type": "file"}));
    assert_eq!(got, json!({"type": "string", "format": "binary"}));
}

#[test]
fn lists_of_items() {
    for (given, want) in [
        (json!([{"type": "string"}]), json!({"type": "string"})),
        (
            json!([{"type": "string"}, {"type": "integer"}]),
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        ),
        (json!([]), json!({})),
    ] {
        let (got, _, diagnostics) =
            schema(SpecVersion::V2, json!({"type": "array", "items": given}));
        assert_eq!(got, json!({"type": "array", "items": want}));
        assert_eq!(diagnostics.len(), 1);
    }
}

#[test]
fn what_moves_is_found_again() {
    let (_, origins, _) = schema(
        SpecVersion::V3_1(0),
        json!({
            "properties": {
                "a": {"prefixItems": [{"type": "string"}, {"anyOf": [{"type": "null"}, {"items": {}}]}], "items": {}},
                "b": {"type": ["array", "string"], "items": {"const": 1}},
            },
        }),
    );
    let s = "/components/schemas/s";
    for (new, old) in [
        ("/properties/a/items/anyOf/0", "/properties/a/prefixItems/0"),
        (
            "/properties/a/items/anyOf/1/items",
            "/properties/a/prefixItems/1/anyOf/1/items",
        ),
        ("/properties/a/items/anyOf/2", "/properties/a/items"),
        (
            "/properties/b/oneOf/0/items/enum/0",
            "/properties/b/items/const",
        ),
    ] {
        assert_eq!(
            origins.place(&format!("{s}{new}")),
            Place::value(FileId::ROOT, format!("{s}{old}")),
            "{new}"
        );
    }
}

#[test]
fn news_of_3_2() {
    let (got, origins, _) = lowered(
        SpecVersion::V3_2(0),
        &json!({
            "paths": {"/s": {
                "parameters": [{"name": "p", "in": "query", "schema": {}}],
                "query": {"operationId": "q", "responses": {}},
                "additionalOperations": {"COPY": {"responses": {}}},
                "get": {
                    "parameters": [{"in": "querystring", "name": "all", "content": {"application/json": {"schema": {}}}}],
                    "responses": {"200": {"content": {"text/event-stream": {"itemSchema": {"type": "string"}}}}},
                },
            }},
        }),
    );
    assert_eq!(
        got["paths"]["/s"]["get"],
        json!({
            "parameters": [{
                "in": "query", "name": "all", "x-castiron-querystring": true,
                "content": {"application/json": {"schema": {}}},
            }],
            "responses": {"200": {"content": {"text/event-stream": {
                "schema": {"type": "array", "items": {"type": "string"}},
                "x-castiron-item-schema": true,
            }}}},
        })
    );
    assert_eq!(
        got["paths"]["/s#QUERY"],
        json!({
            "post": {"operationId": "q", "responses": {}, "x-castiron-method": "QUERY", "x-castiron-path": "/s"},
            "parameters": [{"name": "p", "in": "query", "schema": {}}],
        })
    );
    assert_eq!(got["paths"]["/s#COPY"]["post"]["x-castiron-method"], "COPY");
    assert!(got["paths"]["/s"].get("query").is_none());
    assert_eq!(
        origins.place("/paths/~1s#COPY/post/responses").pointer,
        "/paths/~1s/additionalOperations/COPY/responses"
    );
    assert_eq!(
        origins.place("/paths/~1s#QUERY/parameters/0").pointer,
        "/paths/~1s/parameters/0"
    );
}

/// A body as Swagger 2.0 has it, wherever it is among the parameters, and whatever it is.
#[test]
fn a_parameter_in_the_body_is_the_body() {
    let others = [
        json!({"name": "a", "in": "query"}),
        json!({"name": "b", "in": "header"}),
    ];
    for at in 0..=others.len() {
        for schema in [json!({"type": "object"}), json!({"type": "string"})] {
            for has_body in [false, true] {
                let mut parameters = others.to_vec();
                let body = json!({"name": "pet", "in": "body", "required": true, "schema": schema});
                parameters.insert(at, body);
                let mut operation = json!({"parameters": parameters});
                if has_body {
                    operation["requestBody"] = json!({"content": {}});
                }
                let document = json!({"paths": {"/a": {"post": operation}}});
                let (root, origins, diagnostics) = lowered(SpecVersion::V3_0(3), &document);
                let post = &root["paths"]["/a"]["post"];
                // one of them counts, and the other is named
                assert_eq!(diagnostics.iter().count(), 1);
                if has_body {
                    assert_eq!(post["requestBody"], json!({"content": {}}));
                    continue;
                }
                let want = json!({
                    "content": {"application/json": {"schema": schema}},
                    "required": true,
                });
                assert_eq!(post["requestBody"], want);
                let left = post["parameters"].as_array().into_iter().flatten();
                let left: Vec<_> = left.filter(|one| !one.is_null()).cloned().collect();
                assert_eq!(left, others);
                let pointer = "/paths/~1a/post/requestBody/content/application~1json/schema";
                let written = format!("/paths/~1a/post/parameters/{at}/schema");
                assert_eq!(origins.place(pointer).pointer, written);
            }
        }
    }
}
