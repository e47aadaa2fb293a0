//! Unions of unions: that a value which fits several objects keeps the properties of one is reported exactly where a value
//! can fit several.

use castiron_codegen::Castiron;
use castiron_codegen::limits::{Limit, Limits};
use castiron_codegen::load::LoadOptions;
use castiron_codegen::source::Memory;
use serde_json::{Map, Value, json};

/// How many objects may match at once.
const MOST: usize = 12;

/// What tells the objects of two unions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// A constant that all require.
    Required,
    /// A required constant, except that the last objects of both unions have the same.
    AllButLast,
    /// A required constant, except that one object lacks it: it may match beside any of the others.
    OneLacks,
    /// The mapping of a discriminator, which no object declares.
    Mapped,
    /// A constant that a value may lack.
    Optional,
    /// Nothing, except that all are in both unions.
    Same,
    /// The other branch is any object, so it loses nothing.
    Open,
    Nothing,
}

const ALL: [Told; 8] = [
    Told::Required,
    Told::AllButLast,
    Told::OneLacks,
    Told::Mapped,
    Told::Optional,
    Told::Same,
    Told::Open,
    Told::Nothing,
];

impl Told {
    /// How many objects a value may match beside one of the other union, of unions of `count` objects.
    fn open(self, count: usize) -> usize {
        match self {
            Self::Required | Self::Mapped | Self::Open => 0,
            Self::AllButLast => 2,
            Self::OneLacks | Self::Optional | Self::Nothing => 2 * count,
            // each of them once, with the tag of the union
            Self::Same => 0,
        }
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Two unions of `count` objects in a third one.
fn document(told: Told, count: usize, is_named: bool) -> String {
    let mut schemas = Map::new();
    let mut unions = Vec::new();
    for union in ["a", "b"] {
        let mut branches = Vec::new();
        let mut mapping = Map::new();
        for at in 0..count {
            let is_last = at + 1 == count;
            let own = if told == Told::Same { "both" } else { union };
            let name = format!("O{own}{at}");
            let tag = match told {
                Told::AllButLast if is_last => "last".to_owned(),
                _ => format!("{own}{at}"),
            };
            let mut properties = Map::new();
            properties.insert(format!("p{own}{at}"), json!({ "type": "string" }));
            let has_tag = match told {
                Told::Mapped | Told::Nothing => false,
                Told::OneLacks => !(is_last && union == "b"),
                _ => true,
            };
            if has_tag {
                properties.insert("kind".to_owned(), json!({ "const": tag }));
            }
            let mut object = json!({ "type": "object", "properties": properties });
            if has_tag && told != Told::Optional {
                object["required"] = json!(["kind"]);
            }
            mapping.insert(tag, json!(format!("#/components/schemas/{name}")));
            if is_named || told == Told::Mapped {
                schemas.insert(name.clone(), object);
                branches.push(reference(&name));
            } else {
                branches.push(object);
            }
        }
        let mut schema = json!({ "oneOf": branches });
        if told == Told::Mapped {
            schema["discriminator"] = json!({ "propertyName": "kind", "mapping": mapping });
        }
        unions.push(schema);
    }
    if told == Told::Open {
        unions[1] = json!({ "type": "object" });
    }
    // unnamed unions become part of the one around them
    let names = ["UnionA", "UnionB"];
    schemas.extend(names.map(str::to_owned).into_iter().zip(unions));
    schemas.insert("Whole".to_owned(), json!({ "anyOf": names.map(reference) }));
    let answer = json!({
        "description": "All.",
        "content": { "application/json": { "schema": reference("Whole") } },
    });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Unions", "version": "1" },
        "paths": { "/all": { "get": { "operationId": "getAll", "responses": { "200": answer } } } },
        "components": { "schemas": schemas },
    })
    .to_string()
}

fn messages(text: &str) -> String {
    let options = LoadOptions {
        limits: Limits::default().with(Limit::Combinations, MOST),
        ..LoadOptions::default()
    };
    Castiron::new("api.json")
        .load_options(options)
        .generate_from(&Memory::new().with("api.json", text))
        .expect("a crate")
        .messages()
}

#[test]
fn what_may_lose_properties_is_reported() {
    for told in ALL {
        for count in [2, 3, MOST / 2, MOST / 2 + 1, 3 * MOST] {
            for is_named in [false, true] {
                if told == Told::Same && !is_named {
                    continue;
                }
                let messages = messages(&document(told, count, is_named));
                let is_reported = messages.contains("--limit combinations=N");
                assert_eq!(
                    is_reported,
                    told.open(count) > MOST,
                    "{told:?}, {count}, {is_named}: {messages}"
                );
            }
        }
    }
}
