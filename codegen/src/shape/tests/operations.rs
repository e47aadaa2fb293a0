use super::super::testing::{document, paths};
use crate::graph::{SecurityScheme, Style};

#[track_caller]
fn test(given: &str, operation: &str, want: &str) {
    let shaped = paths(given);
    assert_eq!(shaped.summary(operation), want, "{:?}", shaped.codes());
}

#[test]
fn parameters_of_paths_and_operations() {
    test(
        "/a/{x}/{y}:
  parameters:
    - {name: y, in: path, required: true, schema: {type: integer}}
    - {name: q, in: query, schema: {type: string}}
    - {name: r, in: query, schema: {type: string}}
  get:
    parameters:
      - {name: x, in: path, required: true, schema: {type: string}}
      - {name: q, in: query, required: true, schema: {type: boolean}}
      - {name: Accept, in: header, schema: {type: string}}
      - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}
    responses: {'204': {description: none}}",
        "GET /a/{x}/{y}",
        "Path x: Plain; Path y: I64; Query q: boolean; Query r?: Plain; Query filter?: map(any); -> Empty",
    );
}

#[test]
fn paths_are_repaired() {
    let shaped = paths(
        "/a/{x}:
  get:
    parameters:
      - {name: z, in: path, required: true, schema: {type: string}}
    responses: {'204': {description: none}}",
    );
    assert_eq!(shaped.summary("GET /a/{x}"), "Path x: Plain; -> Empty");
    assert_eq!(
        shaped.codes(),
        [
            "W UnusedPathParameter /paths/~1a~1{x}/get/parameters/0",
            "W UndeclaredPathVariable /paths/~1a~1{x}/get"
        ]
    );
}

#[test]
fn bodies_by_media_type() {
    test(
        "/a:
  post:
    requestBody:
      required: true
      content:
        text/plain: {}
        application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}
        application/json; charset=utf-8: {schema: {$ref: '#/components/schemas/Thing'}}
    responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  delete:
    requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {}}}}}
    responses: {default: {description: any, content: {application/pdf: {}}}}
  put:
    requestBody: {content: {application/octet-stream: {schema: {type: string}}}}
    responses: {'200': {description: t, content: {text/csv: {schema: {type: string}}}}}",
        "POST /a",
        "application/json; charset=utf-8: Thing; -> Thing",
    );
    let given = "/a:
  delete:
    requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {}}}}}
    responses: {default: {description: any, content: {application/pdf: {}}}}
  put:
    requestBody: {content: {application/octet-stream: {schema: {type: string}}}}
    responses: {'200': {description: t, content: {text/csv: {schema: {type: string}}}}}";
    test(given, "DELETE /a", "-> Binary");
    test(
        given,
        "PUT /a",
        "application/octet-stream?: Binary; -> Text",
    );
}

#[test]
fn answers_by_status() {
    let json = |schema: &str| {
        format!("{{description: d, content: {{application/json: {{schema: {schema}}}}}}}")
    };
    let (thing, text) = (
        json("{$ref: '#/components/schemas/Thing'}"),
        json("{type: string}"),
    );
    test(
        &format!(
            "/a: {{get: {{responses: {{'201': {text}, '200': {thing}, '404': {text}, 5XX: {thing}, default: {text}}}}}}}"
        ),
        "GET /a",
        "-> [ok = 200 application/json Thing, created = 201 application/json Plain]; !404 Plain; !5XX Thing; !default Plain",
    );
    test(
        &format!("/a: {{get: {{responses: {{'204': {{description: none}}, 2XX: {thing}}}}}}}"),
        "GET /a",
        "-> Thing?",
    );
    test(
        &format!(
            "/a: {{get: {{responses: {{'302': {{description: elsewhere}}, '400': {text}, default: {thing}}}}}}}"
        ),
        "GET /a",
        "-> Empty; !400 Plain; !default Thing",
    );
    test(
        &format!(
            "/a: {{get: {{responses: {{'303': {{description: elsewhere}}, '200': {thing}}}}}}}"
        ),
        "GET /a",
        "-> [ok = 200 application/json Thing, see other = 303 nothing any]",
    );
}

#[test]
fn errors_by_media_type() {
    let shaped = paths(
        "/a:
  get:
    responses:
      '204': {description: none}
      '404': {description: d, content: {text/plain: {schema: {type: string}}}}
      '409':
        description: d
        content:
          application/problem+json: {schema: {$ref: '#/components/schemas/Thing'}}
          application/json: {schema: {$ref: '#/components/schemas/Thing'}}
          text/html: {schema: {type: string}}
          application/xml: {schema: {type: array, items: {}}}
          text/xml: {schema: {$ref: '#/components/schemas/Thing'}}
      '500': {description: d, content: {application/octet-stream: {}}}",
    );
    assert_eq!(
        shaped.summary("GET /a"),
        "-> Empty; !404 Plain; !409 Thing; !409 [any]; !409 Plain; !500 Binary"
    );
    assert_eq!(shaped.codes(), [""; 0]);
}

#[test]
fn headers_of_answers_and_errors() {
    let shaped = paths(
        "/a:
  get:
    responses:
      '200': {description: d, headers: {X-Left: {schema: {type: integer, format: int32}, description: How many}, Access-Control-Max-Age: {schema: {type: integer}}}}
      '429': {description: d, headers: {Retry-At: {schema: {type: string, format: date-time}}, x-left: {schema: {type: integer}}}}
      '503': {description: d, headers: {retry-at: {schema: {type: string}}}}",
    );
    let found = shaped.graph.operations[0].headers.iter();
    let found = found.map(|one| {
        let (ty, errors) = (shaped.short(one.ty), one.errors.join(","));
        format!("{} {ty} {errors} {}", one.wire, one.description)
    });
    assert_eq!(
        found.collect::<Vec<_>>(),
        ["Retry-At DateTime 429,503 ", "X-Left I32  How many"]
    );
}

#[test]
fn web_sockets_are_a_note() {
    let shaped = paths(
        "/a: {get: {responses: {'101': {description: switched}}}}
/b: {get: {servers: [{url: 'wss://live.example'}], responses: {'200': {description: ok}}}}
/c: {get: {responses: {'200': {description: ok}}}}",
    );
    assert_eq!(
        shaped.codes(),
        [
            "N UnsupportedOperation /paths/~1a/get",
            "N UnsupportedOperation /paths/~1b/get"
        ]
    );
}

#[test]
fn methods_come_from_annotations() {
    let shaped = document(
        "openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: 'https://{host}/v1', variables: {host: {default: api.example.com}}}]
security: [{key: []}]
components:
  securitySchemes: {basic: {type: http, scheme: basic}, key: {type: http, scheme: bearer}}
  schemas:
    thing:
      type: object
      properties: {}
      x-stripeOperations:
        - {method_name: fetch, method_on: service, method_type: retrieve, operation: get, path: '/t/{id}', non_canonical: true}
        - {method_name: retrieve, method_on: service, method_type: retrieve, operation: get, path: '/t/{id}'}
paths:
  /t/{id}:
    get:
      security: []
      servers: [{url: 'https://files.example.com'}]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/thing'}}}}}",
    );
    let operation = shaped.operation("GET /t/{id}");
    let names: Vec<_> = operation
        .methods
        .iter()
        .map(|hint| hint.method.as_str())
        .collect();
    assert_eq!(names, ["retrieve", "fetch"]);
    assert_eq!(operation.security, Some(Vec::new()));
    assert_eq!(
        operation.server.as_ref().map(|server| server.url.as_str()),
        Some("https://files.example.com")
    );
    let servers = &shaped.graph.info.servers;
    assert_eq!(servers[0].url, "https://{host}/v1");
    assert_eq!(servers[0].variables[0].default, "api.example.com");
    assert_eq!(
        shaped.graph.info.schemes,
        [
            ("key".to_owned(), SecurityScheme::Bearer),
            ("basic".to_owned(), SecurityScheme::Basic)
        ]
    );
    assert_eq!(shaped.graph.info.security, [["key"]]);
}

#[test]
fn credentials_are_alternatives_of_schemes() {
    let shaped = document(
        "openapi: 3.0.3
info: {title: T, version: '1'}
security: [{b: []}]
components:
  securitySchemes:
    a: {type: apiKey, in: header, name: A}
    b: {type: http, scheme: bearer}
paths:
  /same: {get: {security: [{b: []}], responses: {'204': {description: d}}}}
  /both: {get: {security: [{a: [], b: []}, {b: []}, {}], responses: {'204': {description: d}}}}
  /none: {get: {security: [{}], responses: {'204': {description: d}}}}
  /unknown: {get: {security: [{x: []}, {a: []}], responses: {'204': {description: d}}}}
  /lost: {get: {security: [{x: []}], responses: {'204': {description: d}}}}",
    );
    let security = |operation: &str| shaped.operation(operation).security.clone();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(shaped.graph.info.security, [["b"]]);
    assert_eq!(security("GET /same"), None);
    assert_eq!(
        security("GET /both"),
        Some(vec![names(&["a", "b"]), names(&["b"]), Vec::new()])
    );
    assert_eq!(security("GET /none"), Some(Vec::new()));
    assert_eq!(security("GET /unknown"), Some(vec![names(&["a"])]));
    assert_eq!(security("GET /lost"), None);
    let scheme = |name: &str| {
        let found = shaped
            .graph
            .info
            .schemes
            .iter()
            .find(|(known, _)| known == name);
        found.map(|(_, scheme)| scheme.clone())
    };
    assert_eq!(scheme("a"), Some(SecurityScheme::Header("A".to_owned())));
}

#[test]
fn callbacks_are_payloads() {
    let shaped = paths(
        "/a:
  post:
    callbacks:
      done:
        '{$request.body#/url}':
          post:
            summary: It is done
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
            responses: {'200': {description: thanks}}
    responses: {'204': {description: none}}",
    );
    let [payload] = &shaped.graph.payloads[..] else {
        panic!("one payload")
    };
    assert_eq!(
        (payload.name.as_str(), shaped.short(payload.ty)),
        ("done", "Thing".to_owned())
    );
    assert_eq!(payload.meta.description, "It is done");
}

#[test]
fn a_range_over_timestamps_is_one_of_timestamps() {
    let shaped = paths(
        "/a:
  get:
    parameters:
      - {name: created, in: query, schema: {anyOf: [{type: object, properties: {gt: {type: integer}}}, {type: integer}]}}
    responses:
      '200':
        description: d
        content:
          application/json:
            schema:
              required: [object, data, has_more, url]
              properties:
                object: {type: string, enum: [list]}
                data: {type: array, items: {type: object, properties: {created: {type: integer, format: unix-time}}}}
                has_more: {type: boolean}
                url: {type: string}",
    );
    assert_eq!(
        shaped.summary("GET /a"),
        "Query created?: range(UnixTime); -> list({created?: UnixTime})"
    );
}

#[test]
fn styles_of_path_parameters() {
    let shaped = paths(
        "/a/{x}/{.y*}:
  get:
    parameters:
      - {name: x, in: path, style: matrix, required: true, schema: {type: string}}
      - {name: y, in: path, style: label, required: true, schema: {type: string}}
    responses: {'204': {description: none}}",
    );
    let operation = &shaped.graph.operations[0];
    assert_eq!(operation.template, "/a/{x}/{y}");
    let styles = operation
        .path
        .iter()
        .map(|parameter| (parameter.style, parameter.explode));
    assert_eq!(
        styles.collect::<Vec<_>>(),
        [(Style::Matrix, false), (Style::Label, true)]
    );
    assert_eq!(shaped.codes(), [""; 0]);
}

#[test]
fn encodings_of_form_properties() {
    let shaped = paths(
        "/a:
  post:
    requestBody:
      content:
        application/x-www-form-urlencoded:
          schema: {type: object, properties: {a: {type: array, items: {type: string}}, b: {type: string}}}
          encoding: {a: {style: deepObject, explode: true}}
    responses: {'204': {description: none}}",
    );
    let body = shaped.graph.operations[0].body.as_ref().expect("a body");
    let [encoding] = &body.encoding[..] else {
        panic!("one encoding")
    };
    assert_eq!(
        (encoding.property.as_str(), encoding.style, encoding.explode),
        ("a", Some(Style::DeepObject), true)
    );
}

#[test]
fn a_parameter_has_one_media_type() {
    let text = |first: &str, second: &str| {
        format!(
            "/a:\n  get:\n    parameters:\n      - {{name: q, in: query, content: {{{first}: {{schema: {{type: object}}}}, {second}: {{schema: {{type: object}}}}}}}}\n    responses: {{'204': {{description: none}}}}"
        )
    };
    // the same whichever comes first
    for (first, second) in [
        ("application/json", "text/plain"),
        ("text/plain", "application/json"),
    ] {
        let shaped = paths(&text(first, second));
        assert_eq!(shaped.summary("GET /a"), "Query q?: map(any); -> Empty");
        assert_eq!(shaped.codes(), ["W MediaType /paths/~1a/get/parameters/0"]);
    }
}
