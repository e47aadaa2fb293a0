//! Unions of scalars: over all sets of the seven kinds of JSON values, in every way that a document can say so, with
//! formats, each value that the document allows is written back as it was read, and none is changed.
//!
//! All types are modules of one crate, which is compiled once and reads the values that it is given. `CASTIRON_SCALARS` is
//! how many choices of formats are tried for each set, `CASTIRON_SCALARS_FROM` the first seed.

mod kinds;

use std::path::Path;

use castiron_tests::back::written_back;
use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use kinds::{Kind, Outcome, Part};

/// How many choices of formats are tried for each set.
const FORMATS: u64 = 2;

/// A property of one of the structs, and what it may be.
struct Place {
    holder: String,
    property: String,
    parts: Vec<Part>,
}

/// The document with a struct for each set, and its places.
fn document(first: u64, count: u64) -> (Value, Vec<Place>) {
    let mut schemas = Map::new();
    let mut places = Vec::new();
    for set in 1..1_u32 << Kind::ALL.len() {
        let kinds = Kind::ALL.iter().enumerate();
        let kinds: Vec<Kind> = kinds
            .filter(|(at, _)| set >> at & 1 == 1)
            .map(|(_, kind)| *kind)
            .collect();
        let holder = format!("Set{set}");
        let mut properties = Map::new();
        let mut add = |property: String, schema: Value, parts: &[Part]| {
            properties.insert(property.clone(), schema);
            places.push(Place {
                holder: holder.clone(),
                property,
                parts: parts.to_vec(),
            });
        };
        let plain: Vec<Part> = kinds.iter().map(|kind| Part::plain(*kind)).collect();
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        add("types".to_owned(), json!({ "type": names }), &plain);
        add("one_of".to_owned(), one_of("oneOf", &plain), &plain);
        add("any_of".to_owned(), one_of("anyOf", &plain), &plain);
        for seed in first..first + count {
            let mut random = Random::new(seed << 8 | u64::from(set));
            let mut parts: Vec<Part> = kinds
                .iter()
                .map(|kind| Part::formatted(*kind, &mut random))
                .collect();
            // in any order
            for at in (1..parts.len()).rev() {
                parts.swap(at, random.below(at + 1));
            }
            let form = *random.pick(&["oneOf", "anyOf"]);
            add(format!("formats{seed}"), one_of(form, &parts), &parts);
        }
        schemas.insert(
            holder,
            json!({ "type": "object", "properties": properties }),
        );
    }
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "Scalars", "version": "1" }, "paths": {},
        "components": { "schemas": schemas }
    });
    (document, places)
}

fn one_of(keyword: &str, parts: &[Part]) -> Value {
    let schemas: Vec<Value> = parts.iter().map(Part::schema).collect();
    json!({ keyword: schemas })
}

#[test]
fn no_value_of_a_union_changes() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let count: u64 = number("CASTIRON_SCALARS").unwrap_or(FORMATS);
    let first: u64 = number("CASTIRON_SCALARS_FROM").unwrap_or(0);
    let (document, places) = document(first, count);
    let mut lines = Vec::new();
    let mut tried = Vec::new();
    for place in &places {
        for text in kinds::TEXTS {
            if *text == "null" && place.parts.iter().all(|part| part.kind != Kind::Null) {
                continue; // an optional property leaves out what it may not be
            }
            let json = format!("{{\"{}\":{text}}}", place.property);
            lines.push((place.holder.clone(), json.clone()));
            tried.push((place, *text, json));
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scalars");
    let printed = written_back(&folder, &document, &lines);

    let mut wrong = Vec::new();
    for ((place, text, json), printed) in tried.iter().zip(&printed) {
        let (start, end) = json.split_once(text).unwrap_or_default();
        let written = printed.strip_prefix(start);
        let written = written.and_then(|rest| rest.strip_suffix(end));
        let is_same = written == Some(*text);
        let is_right = match kinds::outcome(&place.parts, text) {
            Outcome::Same => is_same,
            Outcome::Integer(value) => is_same || written == Some(value.to_string().as_str()),
            Outcome::Nearest(value) => {
                written.and_then(|written| written.parse().ok()) == Some(value)
            }
            Outcome::SameOrError => is_same || printed.starts_with("error: "),
        };
        if !is_right {
            let schemas: Vec<Value> = place.parts.iter().map(Part::schema).collect();
            wrong.push(format!(
                "{}.{} {}: {json} became {printed}",
                place.holder,
                place.property,
                json!(schemas)
            ));
        }
    }
    println!("{} values of {} types", tried.len(), places.len());
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong:\n{}",
        wrong.len(),
        tried.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
}
