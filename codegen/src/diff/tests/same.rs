//! What says the same in other words is no change.

use super::super::diff;
use crate::config::Config;
use crate::testing;

/// Equal types with several owners, in modules and lists, sent and received; every map of it is written by `map`.
fn document(map: impl Fn(&[&str]) -> String) -> String {
    let mode = map(&["type: string", "enum: [x, y]"]);
    let part = map(&[
        "type: object",
        "required: [size, only]",
        &format!(
            "properties: {}",
            map(&[
                &format!("mode: {mode}"),
                &format!("kinds: {{type: array, items: {mode}}}"),
                "size: {type: integer}",
                "only: {type: string, enum: [part]}",
            ])
        ),
    ]);
    let owner = map(&[
        "type: object",
        "required: [name, part]",
        &format!(
            "properties: {}",
            map(&[
                "name: {type: string}",
                &format!("part: {part}"),
                "next: {$ref: '#/components/schemas/b'}"
            ])
        ),
    ]);
    let body = format!(
        "requestBody: {{required: true, content: {{application/json: {{schema: {owner}}}}}}}"
    );
    let answer = "responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/a'}}}}}";
    let operation = |id: &str| map(&[&format!("operationId: {id}"), &body, answer]);
    let schemas = map(&[&format!("a: {owner}"), &format!("b: {owner}")]);
    map(&[
        "openapi: 3.0.0",
        "info: {title: T, version: '1'}",
        &format!(
            "paths: {}",
            map(&[
                &format!(
                    "/a: {}",
                    map(&[
                        &format!("post: {}", operation("make_a")),
                        &format!("put: {}", operation("put_a"))
                    ])
                ),
                &format!("/b: {}", map(&[&format!("post: {}", operation("make_b"))])),
            ])
        ),
        &format!("components: {{schemas: {schemas}}}"),
    ])
}

fn forwards(entries: &[&str]) -> String {
    format!("{{{}}}", entries.join(", "))
}

fn backwards(entries: &[&str]) -> String {
    let entries: Vec<&str> = entries.iter().rev().copied().collect();
    format!("{{{}}}", entries.join(", "))
}

#[test]
fn a_document_against_itself_and_in_another_order() {
    let (forwards, backwards) = (document(forwards), document(backwards));
    assert_ne!(forwards, backwards);
    let model = |text: &str| testing::model(text, &Config::default());
    let (one, other) = (model(&forwards), model(&backwards));
    let text = serde_json::to_string(&one).expect("a model is JSON");
    assert!(
        text.contains("\"target\""),
        "the document has no twins: {text}"
    );
    for (old, new) in [(&one, &one), (&one, &other), (&other, &one)] {
        assert_eq!(diff(old, new).changes, []);
    }
}
