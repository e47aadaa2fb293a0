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

mod types;

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
servers: [{}, {url: /v1, variables: {x: {}}}, {url: ' '}]
security: {key: []}
paths:
  x-note: kept
  /empty:
  nopath: {}
  /a/{id}:
    GET:
      operationId: ''
      tags: ['', ' ', full]
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
    let urls: Vec<&str> = api
        .servers
        .iter()
        .map(|server| server.url.as_str())
        .collect();
    assert_eq!(urls, ["/", "/v1", "/"]);
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
    assert_eq!(get.tags, ["full"]);
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
fn parameters_that_cannot_be_sent_are_left_out() {
    let text = |path: &str, used: &str| {
        format!(
            "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths: {{'{path}': {{get: {{parameters: [{used}], responses: {{}}}}}}}}\ncomponents: {{parameters: {{p: {{name: p, in: nowhere, schema: {{type: string}}}}}}}}\n"
        )
    };
    for (path, used, left, warnings) in [
        ("/a", "", None, 1),
        ("/a", "{$ref: '#/components/parameters/p'}", None, 2),
        ("/a", "{name: x, in: nowhere}", None, 2),
        ("/a", "{in: query}", None, 2),
        ("/a", "{name: x}", None, 2),
        (
            "/a/{x}",
            "{in: path, required: true, schema: {}}",
            Some("x"),
            2,
        ),
        (
            "/a/{x}/{y}",
            "{in: path, required: true, schema: {}}",
            None,
            2,
        ),
        (
            "/a/{x}/{y}",
            "{name: y, required: true, schema: {}}",
            Some("y"),
            2,
        ),
        ("/a/{x}", "{name: y, required: true, schema: {}}", None, 2),
    ] {
        let (document, codes) = document(&text(path, used));
        let ReferenceOr::Item(item) = &document.api.paths.paths[path] else {
            panic!("{path}")
        };
        let parameters = &item.get.as_ref().expect("an operation").parameters;
        let name = parameters.first().map(|parameter| match parameter {
            ReferenceOr::Item(Parameter::Path { parameter_data, .. }) => &*parameter_data.name,
            other => panic!("{other:?}"),
        });
        assert_eq!((name, codes.len()), (left, warnings), "{path} {used}");
    }
}

#[test]
fn a_document_without_faults_is_read_as_openapiv3_reads_it() {
    let text = include_str!("../../../../../spec/openapi.yaml");
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

/// One path in two spellings: a server can't tell templates apart whose variables alone have other names, and half of what
/// a path has must not take the place of the other half.
#[test]
fn paths_that_are_the_same() {
    let text = |paths: &str| {
        format!("openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths: {{{paths}}}\n")
    };
    for (paths, want) in [
        ("'/a/{b}': {}, '/a/{c}': {}", Some(Severity::Warning)),
        ("'/a/{b}/c': {}, '/a/{b}/d': {}", None),
        ("'/a/{b}': {}, /a/b: {}, '/a/{b}{c}': {}", None),
        ("a: {get: {responses: {}}}, /a: {}", Some(Severity::Error)),
    ] {
        let memory = Memory::new().with("a.yaml", text(paths));
        let loaded = load(&memory, Path::new("a.yaml"), &LoadOptions::default());
        let found = loaded
            .diagnostics
            .iter()
            .filter(|found| found.message.contains("path") && found.code == Code::BadPath)
            .filter(|found| !found.message.contains("begins with"))
            .map(|found| found.severity)
            .next();
        assert_eq!(found, want, "{paths}");
    }
}
