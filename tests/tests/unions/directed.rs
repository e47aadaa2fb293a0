//! Objects of `anyOf` with properties that only answers or only requests have: what is required in the other direction tells
//! no branch from another in this one.

use castiron_codegen::model::Type;
use castiron_tests::interpret::Tables;
use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

use super::{model, none_is_wrong, seeds, several};

/// Where a property is.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Both,
    Answers,
    Requests,
}

struct Property {
    name: &'static str,
    /// The number of its type.
    ty: usize,
    required: bool,
    direction: Direction,
}

type Object = Vec<Property>;

#[test]
fn values_of_a_direction_come_back() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for seed in seeds(2_000) {
        let random = &mut Random::new(seed);
        let objects: Vec<Object> = (0..2 + random.below(3)).map(|_| object(random)).collect();
        let is_any = random.chance(70);
        let document = document(&objects, is_any);
        let model = model(&document);
        let tables = Tables::new(&model);
        for _ in 0..12 {
            let way = *random.pick(&[Direction::Answers, Direction::Requests]);
            let Some(value) = value(random, &objects, is_any, way) else {
                continue;
            };
            let names: &[&str] = match way {
                Direction::Requests => &["UnionRequest", "Union"],
                _ => &["Union"],
            };
            let path = (names.iter())
                .map(|name| vec![(*name).to_owned()])
                .find(|path| tables.item(path).is_some());
            let read = tables.read(&Type::Item(path.expect("the union")), &value);
            tried += 1;
            if !read
                .as_ref()
                .is_ok_and(|read| read.written == value && !read.unknown)
            {
                wrong.push(format!(
                    "seed {seed}: {value} became {read:?} as {names:?}\n{}",
                    document["components"]["schemas"]
                ));
            }
        }
    }
    none_is_wrong(tried, wrong);
}

fn object(random: &mut Random) -> Object {
    let mut object = Vec::new();
    for name in several::NAMES {
        if random.chance(45) {
            let ty = usize::from(name.as_bytes()[0]) % several::types().len();
            object.push(Property {
                name,
                ty,
                required: random.chance(60),
                direction: match random.below(10) {
                    0..6 => Direction::Both,
                    6 | 7 => Direction::Answers,
                    _ => Direction::Requests,
                },
            });
        }
    }
    object
}

/// An operation that takes the union and answers with it.
fn document(objects: &[Object], is_any: bool) -> Value {
    let branches: Vec<Value> = objects.iter().map(schema).collect();
    let content = json!({ "application/json": {
        "schema": { "$ref": "#/components/schemas/Union" }
    } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/unions": { "put": {
            "requestBody": { "content": content },
            "responses": { "200": { "description": "put", "content": content } }
        } } },
        "components": { "schemas": { "Union": {
            if is_any { "anyOf" } else { "oneOf" }: branches
        } } }
    })
}

fn schema(object: &Object) -> Value {
    let types = several::types();
    let mut properties = Map::new();
    for property in object {
        let mut schema = types[property.ty].0.clone();
        match property.direction {
            Direction::Both => {}
            Direction::Answers => schema["readOnly"] = true.into(),
            Direction::Requests => schema["writeOnly"] = true.into(),
        }
        properties.insert(property.name.to_owned(), schema);
    }
    let required = object.iter().filter(|property| property.required);
    let required: Vec<&str> = required.map(|property| property.name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

/// A value with the properties that one object has in a direction, or several; `None` where the union does not allow it, or
/// what it fits does not declare all of it.
fn value(random: &mut Random, objects: &[Object], is_any: bool, way: Direction) -> Option<Value> {
    let is_here =
        |property: &&Property| property.direction == Direction::Both || property.direction == way;
    let types = several::types();
    let percent = *random.pick(&[30, 60]);
    let mut out = Map::new();
    for object in objects {
        if !random.chance(percent) {
            continue;
        }
        for property in object.iter().filter(is_here) {
            if property.required || random.chance(70) {
                let value = random.pick(&types[property.ty].1).clone();
                out.insert(property.name.to_owned(), value);
            }
        }
    }
    let fits = |object: &&Object| {
        let mut needed = object.iter().filter(is_here).filter(|one| one.required);
        needed.all(|one| out.contains_key(one.name))
    };
    let fitting: Vec<&Object> = objects.iter().filter(fits).collect();
    let is_allowed = is_any || fitting.len() == 1;
    let known: Vec<&str> = (fitting.iter())
        .flat_map(|object| object.iter().filter(is_here).map(|one| one.name))
        .collect();
    let is_whole = out.keys().all(|name| known.contains(&name.as_str()));
    (!out.is_empty() && is_allowed && is_whole).then_some(Value::Object(out))
}
