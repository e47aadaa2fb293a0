//! What a union makes of values that it doesn't allow, too: what was read, and written, is read as the same again. A value
//! that changes with each reading would change with each program that passes it on.

use castiron_codegen::model::Type;
use castiron_tests::interpret::Tables;
use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::{Make, around, external, model, none_is_wrong, open, seeds, several, values};

const MAKES: [Make; 6] = [
    external::case,
    values::case,
    several::flat,
    several::nested,
    several::tagged,
    open::case,
];

#[test]
fn what_was_read_is_read_as_the_same_again() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for seed in seeds(3_000) {
        let random = &mut Random::new(seed);
        let case = random.pick(&MAKES)(random, "Union");
        let document = around(Map::from_iter([("Union".to_owned(), case.schema)]));
        let model = model(&document);
        let tables = Tables::new(&model);
        let ty = Type::Item(vec!["Union".to_owned()]);
        for value in changed(&case.values, random) {
            let Ok(read) = tables.read(&ty, &value) else {
                continue;
            };
            tried += 1;
            let again = tables.read(&ty, &read.written);
            if again.as_ref().map(|again| &again.written) != Ok(&read.written) {
                wrong.push(format!(
                    "seed {seed}: {value} is written as {}, which is read as {again:?}\n{}",
                    read.written, document["components"]["schemas"]
                ));
            }
        }
    }
    none_is_wrong(tried, wrong);
}

/// Values with a change or two each: a `null` or another value in the place of one, a property less, those of another value.
fn changed(values: &[Value], random: &mut Random) -> Vec<Value> {
    let mut out = Vec::new();
    for value in values {
        let mut value = value.clone();
        for _ in 0..1 + random.below(3) {
            change(&mut value, values, random);
        }
        out.push(value);
    }
    out
}

fn change(value: &mut Value, values: &[Value], random: &mut Random) {
    match value {
        Value::Object(entries) if !entries.is_empty() && random.chance(85) => {
            let names: Vec<String> = entries.keys().cloned().collect();
            let name = random.pick(&names);
            match random.below(6) {
                0 => {
                    entries.remove(name);
                }
                1 | 2 => {
                    entries.insert(name.clone(), Value::Null);
                }
                3 | 4 => {
                    let others = random.pick(values).as_object().into_iter().flatten();
                    for (name, other) in others {
                        let new = match random.chance(40) {
                            true => Value::Null,
                            false => other.clone(),
                        };
                        entries.entry(name.clone()).or_insert(new);
                    }
                }
                _ => {
                    if let Some(inner) = entries.get_mut(name) {
                        change(inner, values, random);
                    }
                }
            }
        }
        Value::Array(items) if !items.is_empty() && random.chance(85) => {
            let at = random.below(items.len());
            change(&mut items[at], values, random);
        }
        other => {
            *other = match random.below(4) {
                0 => Value::Null,
                1 => json!(7),
                2 => json!("text"),
                _ => random.pick(values).clone(),
            };
        }
    }
}
