//! The program that reads the answers with the cast types. Beside it lies a list: pairs of a resource and how it is read.
//!
//! For each answer it prints what differs once it was read and written: as it is, with an unknown property in every
//! object, and with an unknown value in each string at a time.

use std::collections::BTreeMap;

use api::runtime::{Decode, Encode, from_str, to_string};
use serde_json::{Value, json};

/// What no document knows.
const UNKNOWN: &str = "castiron_unknown";

type Check = fn(&Value) -> Vec<String>;

/// What is wrong with an answer once it was read and written: an error, or the places that differ.
fn check<T: Decode + Encode>(answer: &Value) -> Vec<String> {
    let value: T = match from_str(&answer.to_string()) {
        Ok(value) => value,
        Err(error) => return vec![error.to_string()],
    };
    let after = serde_json::from_str(&to_string(&value)).expect("what is written is JSON");
    let mut differences = Vec::new();
    compare(answer, &after, "", &mut differences);
    differences
}

fn compare(before: &Value, after: &Value, at: &str, out: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (key, value) in before {
                match after.get(key) {
                    Some(other) => compare(value, other, &format!("{at}/{key}"), out),
                    // ignored where objects are closed, kept where they are maps
                    None if key == UNKNOWN => {}
                    None => out.push(format!("{at}/{key} is lost")),
                }
            }
            // what must be there, and may be null, counts as null where it is absent: a setting of this API
            let new = after
                .iter()
                .filter(|(key, value)| !before.contains_key(*key) && !value.is_null());
            out.extend(new.map(|(key, _)| format!("{at}/{key} was not there")));
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(before, after, &format!("{at}/{index}"), out);
            }
        }
        _ if before == after || (before.is_number() && before.as_f64() == after.as_f64()) => {}
        _ => out.push(format!("{at} was {before} and is {after}")),
    }
}

/// An answer with an unknown property in the objects at these places.
fn widened(answer: &Value, places: &[String]) -> Value {
    let mut wide = answer.clone();
    for place in places {
        let object = wide.pointer_mut(place).and_then(Value::as_object_mut);
        object
            .expect("an object of the answer")
            .insert(UNKNOWN.to_owned(), json!({"list": [1, "two", null]}));
    }
    wide
}

/// Whether an object was read as a map: then any name is known, and its value has a type.
fn is_map(problem: &str) -> bool {
    let (_, message) = problem
        .split_once(&format!("{UNKNOWN}: "))
        .unwrap_or_default();
    message.starts_with("expected ") || message.starts_with("missing property ")
}

/// Whether a string was read as a constant.
fn is_constant(problem: &str) -> bool {
    problem.contains(": expected \"") && problem.contains(&format!(", found {UNKNOWN:?}"))
}

/// The places of all values of a kind, as JSON pointers.
fn places(value: &Value, kind: fn(&Value) -> bool, at: &str, out: &mut Vec<String>) {
    if kind(value) {
        out.push(at.to_owned());
    }
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            let key = key.replace('~', "~0").replace('/', "~1");
            places(value, kind, &format!("{at}/{key}"), out);
        }),
        Value::Array(array) => {
            let items = array.iter().enumerate();
            items.for_each(|(index, value)| places(value, kind, &format!("{at}/{index}"), out));
        }
        _ => {}
    }
}

/// One problem a line: `kind<TAB>resource<TAB>problem`.
fn report(kind: &str, name: &str, problems: &[String]) {
    for problem in problems {
        println!("{kind}\t{name}\t{problem}");
    }
}

#[test]
fn answers() {
    let text = std::fs::read_to_string(std::env::var("ANSWERS").expect("a path")).expect("a file");
    let answers: Value = serde_json::from_str(&text).expect("JSON");
    let types: BTreeMap<&str, Check> = BTreeMap::from(include!("types/list.rs"));
    let (mut objects, mut maps, mut values, mut constants) = (0, 0, 0, 0);
    for (name, check) in &types {
        let answer = &answers["resources"][name];
        let known = check(answer);
        report("answer", name, &known);

        let news = |problems: Vec<String>| -> Vec<String> {
            problems
                .into_iter()
                .filter(|problem| !known.contains(problem))
                .collect()
        };

        let mut structs = Vec::new();
        let mut found = Vec::new();
        places(answer, Value::is_object, "", &mut found);
        for place in found {
            let problems = news(check(&widened(answer, std::slice::from_ref(&place))));
            if problems.iter().any(|problem| is_map(problem)) {
                maps += 1;
            } else {
                report("property", name, &problems);
                structs.push(place);
            }
        }
        objects += structs.len();
        report("properties", name, &news(check(&widened(answer, &structs))));

        let mut found = Vec::new();
        places(answer, Value::is_string, "", &mut found);
        for place in found {
            let mut other = answer.clone();
            *other.pointer_mut(&place).expect("a place of the answer") = Value::from(UNKNOWN);
            let told = news(check(&other));
            // a constant is no enum: it says what the object is, and another one would be another object
            if told.iter().any(|problem| is_constant(problem)) {
                constants += 1;
                continue;
            }
            values += 1;
            report(
                "value",
                name,
                &told
                    .iter()
                    .map(|problem| format!("{place}: {problem}"))
                    .collect::<Vec<_>>(),
            );
        }
    }
    println!(
        "{} answers, unknown: a property in {objects} objects (and {maps} maps), a value in {values} strings (and {constants} constants)",
        types.len()
    );
}
