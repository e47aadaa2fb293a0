//! One bad line costs its part of an API, not the API: documents with every field of every object of the specifications, each
//! field in turn missing or of another type.
#![recursion_limit = "256"]

use castiron_codegen::Castiron;
use castiron_codegen::diagnostic::{Code, Diagnostic, Severity};
use castiron_codegen::source::Memory;
use serde_json::{Value, json};

mod costs;
mod documents;
mod specification;

use specification::{Shape, fields};

/// 2.0, 3.0, 3.1 and 3.2.
const VERSIONS: [char; 4] = ['2', '0', '1', '3'];

/// How many operations each document has.
const OPERATIONS: usize = 5;

/// A value of a document, by the table of the specification.
struct Place {
    pointer: String,
    shape: Shape,
    is_required: bool,
}

/// What came of a document: how many operations, or none; and what was said.
fn cast(document: &Value) -> (Option<usize>, Vec<Diagnostic>) {
    let memory = Memory::new().with("api.json", document.to_string());
    match Castiron::new("api.json").generate_from(&memory) {
        Ok(output) => {
            let said = output.generated.diagnostics.iter().cloned().collect();
            (Some(output.generated.stats.operations), said)
        }
        Err(refused) => (None, refused.diagnostics.iter().cloned().collect()),
    }
}

/// What may be written where a shape stands: from 3.1 on a schema may be a boolean.
fn written(version: char, shape: Shape) -> Shape {
    match shape {
        Shape::Of("schema") if matches!(version, '1' | '3') => {
            Shape::Either(&Shape::Flag, &Shape::Of("schema"))
        }
        shape => shape,
    }
}

/// Every place of a document that the table knows.
fn places(version: char, document: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), document, Shape::Of("document"))];
    while let Some((at, value, shape)) = open.pop() {
        let step = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        match (shape, value) {
            (Shape::Of(object), Value::Object(values)) => {
                if values.contains_key("$ref") {
                    continue;
                }
                for &(versions, name, is_required, shape) in fields(object) {
                    if let Some(value) = values.get(name)
                        && versions.contains(version)
                    {
                        let pointer = step(name);
                        found.push(Place {
                            pointer: pointer.clone(),
                            shape: written(version, shape),
                            is_required,
                        });
                        open.push((pointer, value, shape));
                    }
                }
                for name in values.keys() {
                    let is_known = fields(object).iter().any(|field| field.1 == name);
                    assert!(
                        is_known || ["openapi", "swagger"].contains(&name.as_str()),
                        "{object} {name}"
                    );
                }
            }
            (Shape::Map(inner), Value::Object(values)) => {
                for (key, value) in values {
                    found.push(Place {
                        pointer: step(key),
                        shape: written(version, *inner),
                        is_required: false,
                    });
                    open.push((step(key), value, *inner));
                }
            }
            (Shape::List(inner), Value::Array(items)) => {
                for (at, value) in items.iter().enumerate() {
                    found.push(Place {
                        pointer: step(&at.to_string()),
                        shape: written(version, *inner),
                        is_required: false,
                    });
                    open.push((step(&at.to_string()), value, *inner));
                }
            }
            (Shape::Either(one, other), value) => {
                open.push((
                    at.clone(),
                    value,
                    if one.allows(value) { *one } else { *other },
                ));
            }
            _ => {}
        }
    }
    found
}

/// Values of other types than the one that is meant, the near ones made of it.
fn others(value: &Value, shape: Shape) -> Vec<Value> {
    let mut others = vec![
        Value::Null,
        json!(true),
        json!(7),
        json!("word"),
        json!(""),
        json!([]),
        json!({}),
        json!([value]),
        json!({ "word": value }),
    ];
    match value {
        Value::Bool(_) | Value::Number(_) => others.push(json!(value.to_string())),
        Value::Array(items) => {
            others.extend(items.first().cloned());
            let numbered = items
                .iter()
                .enumerate()
                .map(|(at, item)| (at.to_string(), item.clone()));
            others.push(Value::Object(numbered.collect()));
        }
        Value::Object(object) => others.push(object.values().cloned().collect()),
        _ => {}
    }
    others.retain(|other| !shape.allows(other));
    others
}

/// How many operations stand at or below a pointer.
fn operations_below(document: &Value, pointer: &str) -> usize {
    let mut count = 0;
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in ["get", "post"] {
            let at = format!("/paths/{}/{method}", path.replace('/', "~1"));
            let is_below = at == pointer || at.starts_with(&format!("{pointer}/"));
            count += usize::from(item.get(method).is_some() && is_below);
        }
    }
    count
}

#[test]
fn good_documents_are_good() {
    for version in VERSIONS {
        let (operations, said) = cast(&documents::good(version));
        let said: Vec<_> = said
            .iter()
            .filter(|said| said.severity != Severity::Note)
            .collect();
        assert_eq!((operations, said), (Some(OPERATIONS), vec![]), "{version}");
    }
}

/// Whether nothing is made of a value, so that it may be anything.
fn has_no_effect(pointer: &str) -> bool {
    pointer.contains("/examples")
}

/// Whether a value of another type is what it seems to be.
fn is_taken(place: &Place, change: &Change) -> bool {
    match change {
        // an empty value, as YAML has it, is none
        Change::Other(Value::Null) => !place.is_required,
        // numbers as versions are so common that nothing is said
        Change::Other(value) => place.pointer == "/info/version" && value.is_number(),
        Change::Missing => false,
    }
}

/// What is done to a value.
#[derive(Clone, Debug)]
enum Change {
    Missing,
    Other(Value),
}

impl Change {
    fn done_to(&self, good: &Value, pointer: &str) -> Value {
        let mut bad = good.clone();
        let (above, key) = pointer.rsplit_once('/').expect("a pointer");
        let key = key.replace("~1", "/").replace("~0", "~");
        match (self, bad.pointer_mut(above).expect("a place")) {
            (Self::Other(value), Value::Array(items)) => {
                items[key.parse::<usize>().expect("an index")] = value.clone();
            }
            (Self::Other(value), above) => above[key] = value.clone(),
            (Self::Missing, above) => {
                let object = above.as_object_mut().expect("an object");
                object.remove(&key);
            }
        }
        bad
    }
}

/// What is wrong with what came of a change, if anything.
fn trouble(good: &Value, place: &Place, change: &Change) -> Option<String> {
    let bad = change.done_to(good, &place.pointer);
    let (after, said) = cast(&bad);
    let said: Vec<_> = said
        .iter()
        .filter(|said| said.severity != Severity::Note || said.code == Code::OtherVersion)
        .collect();
    let (above, _) = place.pointer.rsplit_once('/').expect("a pointer");
    let is_near = |said: &&Diagnostic| {
        let at = &said.place.pointer;
        let is_below = at.starts_with(&format!("{}/", place.pointer));
        let is_of_reference = said.message.starts_with("this reference");
        at == &place.pointer || is_below || at == above || is_of_reference
    };
    let is_said = said.iter().any(is_near);
    let below = operations_below(good, &place.pointer);
    let what = match after {
        None if place.pointer == "/paths" => return None,
        None => "the whole API is refused".to_owned(),
        Some(after) if after + below < OPERATIONS => {
            format!("{} operations are lost", OPERATIONS - after)
        }
        Some(_) if is_said || has_no_effect(&place.pointer) => return None,
        Some(_) if is_taken(place, change) => return None,
        Some(_) => "nothing is said".to_owned(),
    };
    let said = said
        .iter()
        .map(|said| format!("{}: {}", said.place.pointer, said.message));
    let said: Vec<_> = said.collect();
    Some(format!("{} {change:?}: {what} {said:?}", place.pointer))
}

/// One change of so many is tried, with `CASTIRON_FULL` each of them.
const EVERY: usize = 31;

fn one_bad_line_costs_its_part(version: char) {
    let every = match std::env::var_os("CASTIRON_FULL") {
        Some(_) => 1,
        None => EVERY,
    };
    let good = documents::good(version);
    let mut found = Vec::new();
    let mut count = 0_usize;
    for place in places(version, &good) {
        let value = good.pointer(&place.pointer).expect("a place");
        let others = others(value, place.shape).into_iter().map(Change::Other);
        let missing = place.is_required.then_some(Change::Missing);
        for change in others.chain(missing) {
            count += 1;
            if count.is_multiple_of(every) {
                found.extend(trouble(&good, &place, &change));
            }
        }
    }
    println!("{} of {count} changes", count / every);
    assert!(count > 1_500, "{count}");
    assert!(found.is_empty(), "{}: {:#?}", found.len(), found);
}

#[test]
fn one_bad_line_of_2_0() {
    one_bad_line_costs_its_part('2');
}

#[test]
fn one_bad_line_of_3_0() {
    one_bad_line_costs_its_part('0');
}

#[test]
fn one_bad_line_of_3_1() {
    one_bad_line_costs_its_part('1');
}

#[test]
fn one_bad_line_of_3_2() {
    one_bad_line_costs_its_part('3');
}
