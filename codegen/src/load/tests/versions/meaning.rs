//! What parts of another version mean.

use serde_json::{Value, json};

use super::{read, said};

/// The lowered tree of a document in YAML.
fn tree(text: &str) -> Value {
    let document: Value = serde_yaml::from_str(text).expect("YAML");
    let (read, diagnostics) = read(&document, false);
    assert!(!diagnostics.has_errors(), "{text}");
    let mut tree = read.expect("a document").root().to_json();
    // where a body was taken from among parameters
    for at in ["/paths/~1a", "/paths/~1a/put", "/paths/~1a/post"] {
        let object = tree.pointer_mut(at).and_then(Value::as_object_mut);
        if let Some(object) = object
            && (object.get("parameters"))
                .and_then(Value::as_array)
                .is_some_and(|list| list.iter().all(Value::is_null))
        {
            object.remove("parameters");
        }
    }
    let object = tree.as_object_mut().expect("an object");
    object.remove("openapi");
    tree
}

/// What is of another version means what the same in the words of the document's own version means.
#[test]
fn mixed_documents_mean_what_unmixed_ones_mean() {
    let heads = [
        "openapi: 3.0.3",
        "openapi: 3.1.1",
        "openapi: 3.2.0",
        "swagger: '2.0'",
    ];
    let ok = "responses: {'200': {description: d}}";
    for (mixed, plain) in [
        // sections of 2.0
        (
            "definitions: {A: {type: string}}\npaths: {}".to_owned(),
            "components: {schemas: {A: {type: string}}}\npaths: {}".to_owned(),
        ),
        (
            "definitions: {A: {type: string}}\ncomponents: {schemas: {B: {$ref: '#/definitions/A'}, C: {$ref: '#/components/schemas/A'}}}".to_owned(),
            "components: {schemas: {B: {$ref: '#/components/schemas/A'}, C: {$ref: '#/components/schemas/A'}, A: {type: string}}}".to_owned(),
        ),
        (
            format!("parameters: {{P: {{name: p, in: query, type: integer}}}}\npaths: {{/a: {{get: {{parameters: [{{$ref: '#/parameters/P'}}], {ok}}}}}}}"),
            format!("components: {{parameters: {{P: {{name: p, in: query, schema: {{type: integer}}}}}}}}\npaths: {{/a: {{get: {{parameters: [{{$ref: '#/components/parameters/P'}}], {ok}}}}}}}"),
        ),
        (
            "responses: {R: {description: d, schema: {type: string}}}\nproduces: [text/plain]\npaths: {/a: {get: {responses: {'200': {$ref: '#/responses/R'}}}}}".to_owned(),
            "components: {responses: {R: {description: d, content: {text/plain: {schema: {type: string}}}}}}\npaths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/R'}}}}}".to_owned(),
        ),
        (
            "securityDefinitions: {B: {type: basic}, O: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {s: d}}}\npaths: {}".to_owned(),
            "components: {securitySchemes: {B: {type: http, scheme: basic}, O: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {s: d}}}}}}\npaths: {}".to_owned(),
        ),
        // the address
        (
            "host: example.com\nbasePath: /v1\nschemes: [http, https]\npaths: {}".to_owned(),
            "servers: [{url: 'https://example.com/v1'}, {url: 'http://example.com/v1'}]\npaths: {}".to_owned(),
        ),
        // bodies
        (
            format!("paths: {{/a: {{put: {{consumes: [application/xml], parameters: [{{name: b, in: body, required: true, schema: {{type: string}}}}], {ok}}}}}}}"),
            format!("paths: {{/a: {{put: {{requestBody: {{required: true, content: {{application/xml: {{schema: {{type: string}}}}}}}}, {ok}}}}}}}"),
        ),
        (
            format!("components: {{parameters: {{B: {{name: b, in: body, schema: {{type: string}}}}}}}}\npaths: {{/a: {{parameters: [{{$ref: '#/components/parameters/B'}}], put: {{{ok}}}}}}}"),
            format!("components: {{parameters: {{}}}}\npaths: {{/a: {{put: {{requestBody: {{content: {{application/json: {{schema: {{type: string}}}}}}}}, {ok}}}}}}}"),
        ),
        (
            format!("paths: {{/a: {{post: {{parameters: [{{name: f, in: formData, type: string, required: true}}, {{name: g, in: formData, schema: {{type: integer}}}}], {ok}}}}}}}"),
            format!("paths: {{/a: {{post: {{requestBody: {{required: true, content: {{application/x-www-form-urlencoded: {{schema: {{type: object, required: [f], properties: {{f: {{type: string}}, g: {{type: integer}}}}}}}}}}}}, {ok}}}}}}}"),
        ),
        (
            format!("paths: {{/a: {{post: {{parameters: [{{name: f, in: formData, type: file}}], {ok}}}}}}}"),
            format!("paths: {{/a: {{post: {{requestBody: {{content: {{multipart/form-data: {{schema: {{type: object, properties: {{f: {{type: string, format: binary}}}}}}}}}}}}, {ok}}}}}}}"),
        ),
        // parameters, headers and answers
        (
            format!("paths: {{/a: {{get: {{parameters: [{{name: p, in: query, type: array, items: {{type: string}}, collectionFormat: pipes}}], {ok}}}}}}}"),
            format!("paths: {{/a: {{get: {{parameters: [{{name: p, in: query, style: pipeDelimited, explode: false, schema: {{type: array, items: {{type: string}}}}}}], {ok}}}}}}}"),
        ),
        (
            format!("paths: {{/a: {{get: {{parameters: [{{name: p, in: query, schema: {{type: array, items: {{type: string}}}}, collectionFormat: multi}}], {ok}}}}}}}"),
            format!("paths: {{/a: {{get: {{parameters: [{{name: p, in: query, style: form, explode: true, schema: {{type: array, items: {{type: string}}}}}}], {ok}}}}}}}"),
        ),
        (
            "paths: {/a: {get: {responses: {'200': {description: d, headers: {X: {type: integer}}, schema: {type: string}}}}}}".to_owned(),
            "paths: {/a: {get: {responses: {'200': {description: d, headers: {X: {schema: {type: integer}}}, content: {application/json: {schema: {type: string}}}}}}}}".to_owned(),
        ),
        (
            "paths: {/a: {get: {produces: [a/b], responses: {'200': {description: d, schema: {type: string}, examples: {a/b: x}}}}}}".to_owned(),
            "paths: {/a: {get: {responses: {'200': {description: d, content: {a/b: {schema: {type: string}, example: x}}}}}}}".to_owned(),
        ),
        (
            "paths: {/a: {get: {responses: {'200': {description: d, schema: {type: string}, content: {a/b: {schema: {type: integer}}}}}}}}".to_owned(),
            "paths: {/a: {get: {responses: {'200': {description: d, content: {a/b: {schema: {type: integer}}}}}}}}".to_owned(),
        ),
    ] {
        for head in heads {
            let info = "info: {title: T, version: '1'}";
            let mixed = tree(&format!("{head}\n{info}\n{mixed}"));
            let plain = tree(&format!("{head}\n{info}\n{plain}"));
            assert_eq!(mixed, plain, "{head}");
        }
    }
}

/// A body that is described twice, and a name that two sections have.
#[test]
fn what_collides_is_said() {
    let text = "openapi: 3.0.3
info: {title: T, version: '1'}
definitions: {A: {type: integer}}
components: {schemas: {A: {type: string}, B: {$ref: '#/definitions/A'}, C: {$ref: '#/components/schemas/A'}}}
paths:
  /a:
    post:
      parameters: [{name: f, in: formData, type: string}]
      requestBody: {content: {text/plain: {schema: {type: string}}}}
      responses: {'200': {description: d}}
";
    let document: Value = serde_yaml::from_str(text).expect("YAML");
    let (read, diagnostics) = read(&document, false);
    let pointers: Vec<String> = said(&diagnostics).into_iter().map(|(_, at)| at).collect();
    assert_eq!(
        pointers,
        [
            "/definitions",
            "/definitions/A",
            "/paths/~1a/post/parameters/0",
        ]
    );
    let root = read.expect("a document").root().to_json();
    let behind = |name: &str| {
        let schema = &root["components"]["schemas"][name];
        let behind = schema["$ref"]
            .as_str()
            .and_then(|text| root.pointer(&text[1..]));
        behind.unwrap_or(schema)["type"].clone()
    };
    assert_eq!(
        (behind("B"), behind("C")),
        (json!("integer"), json!("string"))
    );
    let content = &root["paths"]["/a"]["post"]["requestBody"]["content"];
    assert_eq!(content["text/plain"]["schema"]["type"], "string");
}

/// Webhooks of an extension are webhooks, and their places are those that the author wrote.
#[test]
fn webhooks_of_an_extension_stand_where_they_were_written() {
    for head in [
        "swagger: '2.0'",
        "openapi: 3.0.3",
        "openapi: 3.1.1",
        "openapi: 3.2.0",
    ] {
        for has_own in [false, true] {
            let item = "{post: {responses: {'200': {description: d}}}}";
            let own = match has_own {
                true => format!("webhooks: {{own: {item}, both: {item}}}\n"),
                false => String::new(),
            };
            let text = format!(
                "{head}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{own}x-webhooks: {{more: {item}, both: {item}}}\n"
            );
            let document: Value = serde_yaml::from_str(&text).expect("YAML");
            let (read, diagnostics) = read(&document, false);
            let document = read.expect("a document");
            let mut names: Vec<&String> = document.webhooks.keys().collect();
            names.sort();
            let place = |name: &str| {
                let at = format!("/webhooks/{name}/post");
                assert!(document.node(&at).is_some(), "{text}");
                document.place(&at).pointer
            };
            assert_eq!(place("more"), "/x-webhooks/more/post", "{text}");
            let is_said = has_own && !document.version.is_json_schema();
            assert_eq!(said(&diagnostics).len(), usize::from(is_said), "{text}");
            match has_own {
                true => {
                    assert_eq!(names, ["both", "more", "own"], "{text}");
                    assert_eq!(place("both"), "/webhooks/both/post", "{text}");
                }
                false => {
                    assert_eq!(names, ["both", "more"], "{text}");
                    assert_eq!(place("both"), "/x-webhooks/both/post", "{text}");
                }
            }
        }
    }
}
