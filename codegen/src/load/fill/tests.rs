//! Odd documents: what is repaired, and that nothing is lost with it.

use std::path::Path;

use openapiv3::{
    AdditionalProperties, Parameter, ParameterSchemaOrContent, ReferenceOr, Schema, SchemaKind,
    StatusCode, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Value, json};

use crate::diagnostic::{Code, Severity};
use crate::load::{Document, LoadOptions, load};
use crate::source::Memory;

/// Loads a document of 3.0, and says what codes it was given.
fn document(text: &str) -> (Document, Vec<Code>) {
    let loaded = load(
        &Memory::new().with("a.yaml", text),
        Path::new("a.yaml"),
        &LoadOptions::default(),
    );
    assert!(
        !loaded.diagnostics.has_errors(),
        "{:#?}",
        loaded.diagnostics
    );
    let codes = loaded
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Warning)
        .map(|d| d.code)
        .collect();
    (loaded.document.expect("a document"), codes)
}

/// One schema, given as YAML in flow style, and the codes of its warnings.
fn schema(text: &str) -> (Schema, Vec<Code>) {
    let (document, codes) = document(&format!(
        "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    s: {text}\n"
    ));
    let components = document.api.components.expect("components");
    let ReferenceOr::Item(schema) = components.schemas["s"].clone() else {
        panic!("{text}")
    };
    (schema, codes)
}

#[test]
fn types_and_their_keywords() {
    for (given, want, codes) in [
        (
            "{type: string, minLength: 2}",
            json!({"type": "string", "minLength": 2}),
            &[][..],
        ),
        (
            "{type: string, minLength: '2'}",
            json!({"type": "string", "minLength": 2}),
            &[Code::WrongType],
        ),
        (
            "{type: string, minLength: -1}",
            json!({"type": "string"}),
            &[Code::UnknownValue],
        ),
        ("{type: string, minimum: 1}", json!({"type": "string"}), &[]),
        (
            "{type: text}",
            json!({"type": "string"}),
            &[Code::UnknownValue],
        ),
        (
            "{type: int, format: int32}",
            json!({"type": "integer", "format": "int32"}),
            &[Code::UnknownValue],
        ),
        (
            "{type: uuid}",
            json!({"type": "string", "format": "uuid"}),
            &[Code::UnknownValue],
        ),
        ("{type: nonsense}", json!({}), &[Code::UnknownValue]),
        ("{type: any}", json!({}), &[]),
        ("{}", json!({}), &[]),
        ("[]", json!({}), &[Code::WrongType]),
        (
            "{type: array}",
            json!({"type": "array"}),
            &[Code::MissingItems],
        ),
        (
            "{type: array, items: {type: string}}",
            json!({"type": "array", "items": {"type": "string"}}),
            &[],
        ),
        (
            "{type: object, properties: null}",
            json!({"type": "object"}),
            &[],
        ),
        (
            "{type: object, properties: [a]}",
            json!({"type": "object"}),
            &[Code::WrongType],
        ),
        (
            "{type: object, properties: {a: {type: string, required: true}}}",
            json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}),
            &[Code::WrongType],
        ),
        (
            "{type: object, required: a}",
            json!({"type": "object", "required": ["a"]}),
            &[Code::WrongType],
        ),
        (
            "{type: object, additionalProperties: 'false'}",
            json!({"type": "object", "additionalProperties": false}),
            &[Code::WrongType],
        ),
        ("{nullable: true}", json!({"nullable": true}), &[]),
        (
            "{type: string, nullable: 'true'}",
            json!({"type": "string", "nullable": true}),
            &[Code::WrongType],
        ),
        (
            "{type: string, description: 5}",
            json!({"type": "string", "description": "5"}),
            &[Code::WrongType],
        ),
        (
            "{type: string, enum: [a, null]}",
            json!({"type": "string", "nullable": true, "enum": ["a", null]}),
            &[Code::EnumType],
        ),
        (
            "{type: string, enum: [1, 2.50, true]}",
            json!({"type": "string", "enum": ["1", "2.50", "true"]}),
            &[Code::EnumType; 3],
        ),
        (
            "{type: integer, enum: ['1', 2]}",
            json!({"type": "integer", "enum": [1, 2]}),
            &[Code::WrongType],
        ),
        (
            "{type: integer, enum: [a, b]}",
            json!({"type": "string", "enum": ["a", "b"]}),
            &[Code::EnumType],
        ),
        (
            "{type: boolean, enum: ['true']}",
            json!({"type": "boolean", "enum": [true]}),
            &[Code::WrongType],
        ),
        ("{enum: [a, 1]}", json!({"enum": ["a", 1]}), &[]),
        (
            "{type: number, enum: [0.5, 1, '2']}",
            json!({"type": "number", "enum": [0.5, 1, 2]}),
            &[Code::WrongType],
        ),
        (
            "{type: number, enum: [0.5, 1.5]}",
            json!({"type": "number", "enum": [0.5, 1.5]}),
            &[],
        ),
        (
            "{type: number, multipleOf: 0.5}",
            json!({"type": "number", "multipleOf": 0.5}),
            &[],
        ),
        (
            "{oneOf: [{type: string}]}",
            json!({"oneOf": [{"type": "string"}]}),
            &[],
        ),
        (
            "{oneOf: {type: string}}",
            json!({"oneOf": [{"type": "string"}]}),
            &[Code::WrongType],
        ),
        (
            "{type: object, oneOf: [{}]}",
            json!({"type": "object", "oneOf": [{}]}),
            &[],
        ),
        (
            "{properties: {a: {}}}",
            json!({"properties": {"a": {}}}),
            &[],
        ),
        (
            "{discriminator: kind, oneOf: [{}]}",
            json!({"discriminator": {"propertyName": "kind"}, "oneOf": [{}]}),
            &[Code::OtherVersion],
        ),
        (
            "{type: string, x-a: 1, unknown: 2}",
            json!({"type": "string", "x-a": 1}),
            &[],
        ),
    ] {
        let (got, warned) = schema(given);
        assert_eq!(
            plain(&serde_json::to_value(&got).expect("a value")),
            want,
            "{given}"
        );
        assert_eq!(warned, codes, "{given}");
    }
}

/// Without what the types write although it was not given.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(key, value)| match (key.as_str(), value) {
                ("required" | "enum", Value::Array(list)) => !list.is_empty(),
                ("properties" | "mapping", Value::Object(map)) => !map.is_empty(),
                (_, value) => !value.is_null(),
            })
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect(),
        Value::Array(items) => items.iter().map(plain).collect(),
        other => other.clone(),
    }
}

#[test]
fn large_numbers_keep_their_digits() {
    let (got, codes) = schema(
        "{type: integer, maximum: 18446744073709551615, minimum: -99999999999999999999, default: 123456789012345678901234567890}",
    );
    let SchemaKind::Type(Type::Integer(integer)) = &got.schema_kind else {
        panic!("{got:?}")
    };
    assert_eq!((integer.minimum, integer.maximum), (None, None));
    let digits = |key: &str| {
        got.schema_data
            .extensions
            .get(key)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    assert_eq!(
        digits("x-castiron-maximum").as_deref(),
        Some("18446744073709551615")
    );
    assert_eq!(
        digits("x-castiron-minimum").as_deref(),
        Some("-99999999999999999999")
    );
    assert_eq!(
        digits("x-castiron-default").as_deref(),
        Some("123456789012345678901234567890")
    );
    assert!(codes.is_empty());
    let (got, _) = schema("{type: integer, enum: [1, 18446744073709551615]}");
    let SchemaKind::Any(any) = got.schema_kind else {
        panic!()
    };
    assert_eq!(any.enumeration, [json!(1), json!(u64::MAX)]);
    let (got, _) = schema("{type: string, maxLength: 99999999999999999999}");
    let SchemaKind::Type(Type::String(string)) = got.schema_kind else {
        panic!()
    };
    assert_eq!(string.max_length, Some(usize::MAX));
}

#[test]
fn formats_that_have_no_variant_are_kept() {
    let (got, _) = schema("{type: string, format: decimal}");
    let SchemaKind::Type(Type::String(string)) = got.schema_kind else {
        panic!()
    };
    assert_eq!(
        string.format,
        VariantOrUnknownOrEmpty::Unknown("decimal".to_owned())
    );
}

#[test]
fn maps_of_schemas() {
    let (got, _) = schema("{type: object, additionalProperties: {$ref: '#/components/schemas/s'}}");
    let SchemaKind::Type(Type::Object(object)) = got.schema_kind else {
        panic!()
    };
    let Some(AdditionalProperties::Schema(inner)) = object.additional_properties else {
        panic!()
    };
    assert_eq!(*inner, ReferenceOr::ref_("#/components/schemas/s"));
}

#[test]
fn odd_documents_are_read() {
    let (document, mut codes) = document(
        "openapi: 3.0.0
info: {title: 7, version: 1.10}
tags: [plain, {name: full, description: d}]
servers: [{}, {url: /v1, variables: {x: {}}}]
security: {key: []}
paths:
  x-note: kept
  /empty:
  nopath: {}
  /a/{id}:
    GET:
      operationId: ''
      parameters:
        - {name: id, in: path, schema: {type: string}}
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: q, in: query}
        - {name: s, in: query, style: odd, schema: {type: string}}
        - {name: j, in: query, content: {application/json: {schema: {type: object}}}}
      responses:
        200: {}
        2xx: {description: range}
        default:
        '999x': {description: no}
    delete: {}
    post:
      requestBody: {}
      responses: {'204': {description: d, content: {application/json: }}}
components:
  securitySchemes:
    key: {type: apiKey}
    odd: {type: magic}
",
    );
    let api = &document.api;
    assert_eq!(
        (api.info.title.as_str(), api.info.version.as_str()),
        ("7", "1.10")
    );
    assert_eq!(api.tags.len(), 2);
    assert_eq!(api.servers[0].url, "/");
    assert_eq!(api.security.as_ref().map(Vec::len), Some(1));
    assert_eq!(api.paths.extensions["x-note"], "kept");
    assert_eq!(
        api.paths.paths.keys().collect::<Vec<_>>(),
        ["/empty", "/nopath", "/a/{id}"]
    );
    let ReferenceOr::Item(item) = &api.paths.paths["/a/{id}"] else {
        panic!()
    };
    let get = item.get.as_ref().expect("an operation");
    assert_eq!(get.operation_id, None);
    assert_eq!(get.parameters.len(), 4);
    let ReferenceOr::Item(Parameter::Path { parameter_data, .. }) = &get.parameters[0] else {
        panic!()
    };
    assert!(parameter_data.required);
    let ReferenceOr::Item(Parameter::Query { parameter_data, .. }) = &get.parameters[3] else {
        panic!()
    };
    assert!(matches!(
        parameter_data.format,
        ParameterSchemaOrContent::Content(_)
    ));
    assert_eq!(
        get.responses.responses.keys().collect::<Vec<_>>(),
        [&StatusCode::Code(200), &StatusCode::Range(2)]
    );
    assert!(get.responses.default.is_some());
    let schemes = &api
        .components
        .as_ref()
        .expect("components")
        .security_schemes;
    assert_eq!(schemes.keys().collect::<Vec<_>>(), ["key"]);
    codes.sort();
    codes.dedup();
    assert_eq!(
        codes,
        [
            Code::Missing,
            Code::WrongType,
            Code::UnknownValue,
            Code::DuplicateParameter,
            Code::BadStatusCode,
            Code::BadPath
        ]
    );
}

#[test]
fn parameters_that_cannot_be_sent_are_errors_only_where_used() {
    let text = |used: &str| {
        format!(
            "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths: {{/a: {{get: {{parameters: [{used}], responses: {{}}}}}}}}\ncomponents: {{parameters: {{p: {{name: p, in: nowhere, schema: {{type: string}}}}}}}}\n"
        )
    };
    for (used, errors) in [
        ("", 0),
        ("{$ref: '#/components/parameters/p'}", 1),
        ("{name: x, in: nowhere}", 1),
        ("{in: query}", 1),
    ] {
        let loaded = load(
            &Memory::new().with("a.yaml", text(used)),
            Path::new("a.yaml"),
            &LoadOptions::default(),
        );
        assert_eq!(
            loaded.diagnostics.count(Severity::Error),
            errors,
            "{used}: {:#?}",
            loaded.diagnostics
        );
    }
}

#[test]
fn a_document_without_faults_is_read_as_openapiv3_reads_it() {
    let text = include_str!("../../../../spec/openapi.yaml");
    let loaded = load(
        &Memory::new().with("a.yaml", text),
        Path::new("a.yaml"),
        &LoadOptions::default(),
    );
    let warnings = loaded.diagnostics.count(Severity::Warning);
    assert_eq!(warnings, 0, "{:#?}", loaded.diagnostics);
    let ours = loaded.document.expect("a document").api;
    let theirs: openapiv3::OpenAPI = serde_yaml::from_str(text).expect("its own reader");
    assert_eq!(ours, theirs);
}
