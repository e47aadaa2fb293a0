//! What programs don't notice when they are compiled: it is never a patch, and never called documentation.

use crate::config::Config;
use crate::diff::{Concern, Impact, diff};
use crate::testing;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://{region}.example', variables: {region: {default: eu}}}]
security: [{key: []}]
paths:
  /pets/{id}:
    put:
      operationId: update_pet
      tags: [pets]
      security: [{key: []}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: page, in: query, schema: {type: integer, default: 1}}
        - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: trace, in: query, schema: {type: string}}
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {description: none, content: {application/json: {schema: {type: string}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer}
  schemas:
    Pet:
      type: object
      description: A pet.
      properties:
        name: {type: string, maxLength: 10}
        kind: {type: string, enum: [cat, dog]}
        size: {type: integer, default: 1}
";

/// The gravest impact of a document in which one text is another, and whether all of it is documentation.
#[track_caller]
fn of(old: &str, new: &str) -> (Option<Impact>, bool) {
    assert_eq!(DOCUMENT.matches(old).count(), 1, "{old}");
    let model = |text: &str| testing::model(text, &Config::default());
    let found = diff(&model(DOCUMENT), &model(&DOCUMENT.replacen(old, new, 1)));
    let mut changes = found.changes.iter();
    let is_words = changes.all(|change| change.concern == Concern::Documentation);
    (found.impact(), is_words)
}

#[test]
fn what_differs_at_run_time_is_no_patch() {
    for (old, new) in [
        ("default: eu", "default: us"),
        ("https://{region}.example", "https://{region}.example/v2"),
        (
            "security: [{key: []}]\npaths",
            "security: [{token: []}]\npaths",
        ),
        (
            "      security: [{key: []}]\n",
            "      security: [{token: []}]\n",
        ),
        ("      security: [{key: []}]\n", "      security: []\n"),
        ("in: header, name: X-Key", "in: query, name: key"),
        ("in: header, name: X-Key", "in: header, name: X-Api-Key"),
        ("/pets/{id}:", "/v2/pets/{id}:"),
        ("    put:", "    patch:"),
        ("integer, default: 1}}", "integer, default: 2}}"),
        ("explode: false", "explode: true"),
        ("name: trace, in: query", "name: trace, in: header"),
        (
            "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}\n      responses",
            "content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Pet'}}}\n      responses",
        ),
        ("'404':", "'409':"),
        ("maxLength: 10", "maxLength: 20"),
        ("enum: [cat, dog]", "enum: [cat, dog, cow]"),
        (
            "size: {type: integer, default: 1}",
            "size: {type: integer, default: 2}",
        ),
    ] {
        let (impact, is_words) = of(old, new);
        assert!(
            impact >= Some(Impact::Minor) && !is_words,
            "{new}: {impact:?}"
        );
    }
}

#[test]
fn words_are_a_patch() {
    for (old, new) in [
        ("A pet.", "A cat or a dog."),
        ("version: '1'", "version: '2'"),
    ] {
        assert_eq!(of(old, new), (Some(Impact::Patch), true), "{new}");
    }
}

/// Branches under the same names whose JSON is another: by the property that they lie under, by a tag, by a key.
#[test]
fn what_tells_branches_apart_is_no_patch() {
    let under = |key: &str| {
        format!(
            "{{title: A, type: object, required: [{key}], properties: {{{key}: {{type: string}}}}, additionalProperties: false}}"
        )
    };
    let tagged = |value: &str| {
        format!(
            "{{title: A, type: object, required: [kind], properties: {{kind: {{const: {value}}}, a: {{type: string}}}}}}"
        )
    };
    let document = |first: &str, second: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: Pets, version: '1'}}\ncomponents: {{schemas: {{U: {{oneOf: [{first}, {second}]}}}}}}"
        )
    };
    let other = under("Done").replace("title: A", "title: B");
    let tag = tagged("b").replace("title: A", "title: B");
    for (old, new) in [
        (
            document(&under("Failed"), &other),
            document(&under("Broken"), &other),
        ),
        (document(&tagged("a"), &tag), document(&tagged("c"), &tag)),
    ] {
        let model = |text: &str| testing::model(text, &Config::default());
        let found = diff(&model(&old), &model(&new));
        assert!(found.impact() >= Some(Impact::Minor), "{new}");
        let mut wire = found.changes.iter();
        assert!(wire.any(|change| change.concern == Concern::Wire), "{new}");
    }
}
