//! Schemas that are combined: all pairs of types in all forms, and all forms of undeclared properties.

use serde_json::{Value, json};

use super::super::testing::schemas;
use crate::graph::{Shape, TypeGraph};

/// Schemas, and the types of the values that they allow.
fn kinds() -> Vec<(Value, &'static [&'static str])> {
    vec![
        (json!({"type": "string"}), &["string"]),
        (json!({"type": "string", "enum": ["a", "b"]}), &["string"]),
        (json!({"type": "integer"}), &["number"]),
        (json!({"type": "number"}), &["number"]),
        (json!({"type": "boolean"}), &["boolean"]),
        (
            json!({"type": "array", "items": {"type": "string"}}),
            &["array"],
        ),
        (
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
            &["object"],
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "string"}}),
            &["object"],
        ),
        (
            json!({"oneOf": [{"type": "string"}, {"type": "object", "properties": {"a": {"type": "string"}}}]}),
            &["string", "object"],
        ),
    ]
}

/// The ways to require two schemas at once, of which one only states a type.
fn forms(stated: &Value, other: &Value) -> Vec<Value> {
    let mut beside = stated.clone();
    let mut after = stated.clone();
    let mut among = stated.clone();
    beside["allOf"] = json!([other]);
    after["oneOf"] = json!([other]);
    among["anyOf"] = json!([other, other]);
    vec![
        json!({"allOf": [stated, other]}),
        json!({"allOf": [other, stated]}),
        beside,
        after,
        among,
    ]
}

#[test]
fn types_that_exclude_each_other_are_reported() {
    for kind in ["string", "integer", "number", "boolean", "array", "object"] {
        let stated = json!({"type": kind});
        let name = if kind == "integer" { "number" } else { kind };
        for (other, allowed) in kinds() {
            for form in forms(&stated, &other) {
                let shaped = schemas(&format!("A: {form}"));
                let codes = shaped.codes();
                let is_reported = codes.iter().any(|code| code.contains("Conflict"));
                assert_eq!(is_reported, !allowed.contains(&name), "{form}: {codes:?}");
            }
        }
    }
}

#[test]
fn formats_that_exclude_each_other_are_reported() {
    let of = |format: &str| match format {
        "" => json!({"type": "string"}),
        format => json!({"type": "string", "format": format}),
    };
    let formats = ["", "date", "date-time", "uuid", "uri", "duration"];
    for left in formats {
        for right in formats {
            let form = json!({"allOf": [of(left), of(right)]});
            let codes = schemas(&format!("A: {form}")).codes();
            let excluded = left != right && !left.is_empty() && !right.is_empty();
            assert_eq!(!codes.is_empty(), excluded, "{form}: {codes:?}");
        }
    }
}

/// A list beside any text says less than what is stated beside both.
#[test]
fn open_lists_do_not_narrow() {
    let open = json!([{"type": "string"}, {"enum": ["c"]}]);
    for (stated, want) in [
        (json!({"const": "a"}), "=\"a\""),
        (
            json!({"type": "string", "enum": ["a", "b"]}),
            r#"enum("a" "b")"#,
        ),
        (json!({"type": "string", "format": "date"}), "Date"),
    ] {
        for key in ["anyOf", "oneOf"] {
            let mut beside = stated.clone();
            beside[key] = open.clone();
            let among = json!({"allOf": [{key: open}, stated]});
            for form in [beside, among] {
                let shaped = schemas(&format!("A: {form}"));
                assert_eq!(shaped.component("A"), want, "{form}");
                assert!(shaped.codes().is_empty(), "{form}");
            }
        }
    }
}

/// A value fits others of the objects as well, so what some say of a property does not narrow what is said beside them.
#[test]
fn what_some_objects_say_of_a_property_narrows_no_plain_value() {
    let with = |name: &str, ty: &Value| json!({"type": "object", "properties": {name: ty}});
    let text = json!({"type": "string"});
    let constants = [(json!({"const": "a"}), &["string"] as &[&str])];
    for (all, _) in kinds().iter().take(5).chain(&constants) {
        let stated = json!({"type": "object", "required": ["p"], "properties": {"p": all}});
        let want = schemas(&format!("A: {stated}")).component("A");
        let want = want.trim_matches(['{', '}']).to_owned();
        for (some, _) in kinds().iter().chain(&constants) {
            let any = json!({"anyOf": [with("p", some), with("z", &text)]});
            let inner = json!({"allOf": [with("y", &text), any]});
            for form in [
                json!({"allOf": [stated, inner]}),
                json!({"allOf": [inner, stated]}),
            ] {
                let shaped = schemas(&format!("A: {form}"));
                let found = shaped.component("A");
                assert!(found.contains(&want), "{form}: {found}, not {want}");
                let codes = shaped.codes();
                let conflict = codes.iter().find(|code| code.contains("Conflict"));
                assert_eq!(conflict, None, "{form}");
            }
        }
    }
}

/// Whether each object of a union keeps properties that it does not declare.
fn keeps(graph: &TypeGraph, name: &str) -> bool {
    let id = graph.components.iter().find(|(one, _)| one == name);
    let mut open = vec![id.expect("a component").1];
    let mut objects = Vec::new();
    while let Some(id) = open.pop() {
        match &graph[id].shape {
            Shape::Alias(next) => open.push(next.ty),
            Shape::Union(union) => open.extend(union.branches.iter().map(|one| one.ty.ty)),
            Shape::Object(object) => objects.push(object.additional.is_some()),
            Shape::Map(_) => objects.push(true),
            _ => {}
        }
    }
    !objects.is_empty() && objects.into_iter().all(|one| one)
}

#[test]
fn undeclared_properties_beside_a_union_are_kept() {
    let object = |tag: &str| {
        json!({
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"const": tag}, tag: {"type": "string"}},
        })
    };
    let inline = json!([object("x"), object("y")]);
    let named = json!([{"$ref": "#/components/schemas/X"}, {"$ref": "#/components/schemas/Y"}]);
    for key in ["oneOf", "anyOf"] {
        for branches in [&inline, &named] {
            for tagged in [false, true] {
                for (keyword, value) in [
                    ("additionalProperties", json!(true)),
                    ("additionalProperties", json!({"type": "integer"})),
                    ("additionalProperties", json!({})),
                    ("unevaluatedProperties", json!(true)),
                    ("unevaluatedProperties", json!({"type": "integer"})),
                ] {
                    let mut union = json!({"type": "object", key: branches, keyword: value});
                    if tagged {
                        union["discriminator"] = json!({"propertyName": "kind"});
                    }
                    let (x, y) = (object("x"), object("y"));
                    let shaped = schemas(&format!("A: {union}\nX: {x}\nY: {y}"));
                    assert!(keeps(&shaped.graph, "A"), "{union}");
                }
            }
        }
    }
}

/// What a component adds to a base may hold a discriminator, as in the component itself. Members of such a base are not told by the
/// outer one where each has a constant for that.
#[test]
fn bases_in_the_middle_are_unions_wherever_their_discriminator_is() {
    let of = |outer: &str, root: &str, part: &str| {
        schemas(&format!(
            "
A: {{type: object, required: [k], properties: {{k: {{type: string}}}}, discriminator: {{propertyName: k{outer}}}}}
B: {{allOf: [{{$ref: '#/components/schemas/A'}}, {{type: object, required: [m], properties: {{k: {{type: string, enum: [b]}}, m: {{type: string}}}}{part}}}]{root}}}
C: {{allOf: [{{$ref: '#/components/schemas/A'}}, {{properties: {{k: {{type: string, enum: [c]}}}}}}]}}
D: {{allOf: [{{$ref: '#/components/schemas/B'}}]}}
E: {{allOf: [{{$ref: '#/components/schemas/B'}}]}}"
        ))
        .component("A")
    };
    let inner = ", discriminator: {propertyName: m, mapping: {d: D, e: E}}";
    for outer in ["", ", mapping: {b: B, c: C}"] {
        let base = if outer.is_empty() {
            " | {k: Plain} if k=A"
        } else {
            ""
        };
        let want = format!("(B if k=b | C if k=c{base})");
        assert_eq!(of(outer, inner, ""), want, "{outer}");
        assert_eq!(of(outer, "", inner), want, "{outer}");
    }
}
