//! Damaged documents: whatever comes in, something sensible comes out.

use std::path::Path;

use crate::diagnostic::Look;
use crate::load::{LoadOptions, load, pointer};
use crate::source::Memory;

const SMALL: &str = r##"{
  "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
  "paths": {"/a/{b}": {"parameters": [{"$ref": "#/components/parameters/b"}], "get": {
    "parameters": [{"name": "q", "in": "query", "schema": {"type": ["string", "null"], "enum": ["x", null]}}],
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/s/$defs/d"}}}},
    "responses": {"200": {"description": "d", "headers": {"X": {"schema": {"type": "integer"}}}, "content": {"text/plain": {"itemSchema": {"const": 1}}}}},
    "callbacks": {"c": {"{$url}": {"post": {"responses": {}}}}}, "security": [{"k": []}]
  }}},
  "components": {
    "schemas": {"s": {"$id": "https://x/y", "allOf": [{"$ref": "#/$defs/d"}, {"type": "object", "properties": {"s": {"$ref": "#"}}}], "$defs": {"d": {"prefixItems": [true, {"type": "number", "exclusiveMinimum": 1e30}], "items": false}}}},
    "parameters": {"b": {"name": "b", "in": "path", "required": true, "schema": {"type": "string", "maxLength": 99999999999999999999}}},
    "securitySchemes": {"k": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "u", "scopes": {}}}}}
  }
}"##;

/// Loads bytes under both names, and renders what is said of them.
pub(super) fn survive(bytes: &[u8]) {
    for name in ["a.json", "a.yaml"] {
        let memory = Memory::new().with(name, bytes);
        let loaded = load(&memory, Path::new(name), &LoadOptions::default());
        let _ = loaded.diagnostics.render(
            &*loaded.files,
            &Look {
                colour: true,
                ..Look::default()
            },
        );
        let _ = loaded.diagnostics.to_json(&*loaded.files);
        assert!(loaded.document.is_some() || loaded.diagnostics.has_errors());
    }
}

const SMALL_YAML: &str = "%YAML 1.2
---
openapi: 3.0.0 # comment
info: &info {title: 't ''q', version: 1.0, \"x\\u00fc\": [a, 'b', \"c\"]}
x-info: *info
paths:
  /a/{b}:
    get: &get
      description: |
        block
          text

      summary: >-
        folded
        text
      parameters:
      - {name: b, in: path, schema: {type: int}}
      - name: c
        in: quer
        schema: !tag
          type: string
          enum: [1, ~, 2.50, true]
      responses: {200: , default: {description: }}
    put:
      <<: *get
      <<: [*get, *info]
      operationId: ?x
    ? complex
    : value
components: {schemas: {s: {$ref: '#/x'}, t: {type: array}}}
...
";

#[test]
fn damaged_documents_are_no_disaster() {
    for text in [SMALL, SMALL_YAML] {
        survive(text.as_bytes());
        for end in 0..text.len() {
            survive(&text.as_bytes()[..end]);
        }
        // Bytes replaced, moved and removed, by a generator that is the same every time.
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut random = move |limit: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % limit as u64) as usize
        };
        for _ in 0..1_500 {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=random(3) {
                let at = random(bytes.len());
                match random(4) {
                    0 => bytes[at] = (random(256)) as u8,
                    1 => bytes[at] = b"{}[]\",:#/$&*-|>!~ \n0'?%\t"[random(24)],
                    2 => {
                        bytes.remove(at);
                    }
                    _ => {
                        let other = random(bytes.len());
                        bytes.swap(at, other);
                    }
                }
            }
            survive(&bytes);
        }
    }
}

#[test]
fn any_value_may_stand_anywhere() {
    let whole: serde_json::Value = serde_json::from_str(SMALL).expect("JSON");
    let mut pointers = Vec::new();
    let mut stack = vec![(String::new(), &whole)];
    while let Some((at, value)) = stack.pop() {
        match value {
            serde_json::Value::Object(object) => {
                for (key, value) in object {
                    let mut at = at.clone();
                    pointer::push(&mut at, key);
                    stack.push((at, value));
                }
            }
            serde_json::Value::Array(items) => {
                stack.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, value)| (format!("{at}/{index}"), value)),
                );
            }
            _ => {}
        }
        pointers.push(at);
    }
    for other in [
        "null",
        "true",
        "-1",
        "1e400",
        "\"\"",
        "\"#\"",
        "[]",
        "{}",
        "[[{}]]",
        "{\"$ref\": \"#\"}",
        "{\"$ref\": \"#/paths\"}",
        "{\"$ref\": 1}",
    ] {
        for at in &pointers {
            let mut damaged = whole.clone();
            if let Some(place) = damaged.pointer_mut(at) {
                *place = "@".into();
            }
            survive(damaged.to_string().replacen("\"@\"", other, 1).as_bytes());
        }
    }
}

#[test]
fn depth_is_bounded_everywhere() {
    for (open, close) in [
        ("{\"not\":", "}"),
        ("{\"items\":", "}"),
        ("{\"allOf\":[", "]}"),
        ("{\"properties\":{\"a\":", "}}"),
    ] {
        for depth in [20, 60, 120, 1_000, 100_000] {
            let schema = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
            survive(
                format!(
                    "{{\"openapi\":\"3.1.0\",\"components\":{{\"schemas\":{{\"s\":{schema}}}}}}}"
                )
                .as_bytes(),
            );
        }
    }
}
