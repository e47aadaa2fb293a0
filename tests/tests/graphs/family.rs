//! Documents with families whose members are known, and an instance of each of them.

use serde_json::{Map, Value, json};

use castiron_tests::random::Random;

/// A schema of the family.
struct Member {
    name: String,
    /// What it includes: the number of another one; the base is the first.
    parent: Option<usize>,
    /// A property of its own.
    adds: Option<(String, bool)>,
    has_children: bool,
}

/// A value of a member.
#[derive(Debug)]
pub(crate) struct Instance {
    /// The component that it is an instance of.
    pub member: String,
    /// Whether that is a base itself, whose own type has no name in the document.
    pub is_base: bool,
    pub value: Value,
}

/// A document, the name of its base, and instances of all that its base may be.
#[derive(Debug)]
pub(crate) struct Family {
    pub document: Value,
    pub base: String,
    pub instances: Vec<Instance>,
}

/// How the document says which text stands for which member.
#[derive(Clone, Copy, PartialEq)]
enum Mapping {
    /// By the names of the components.
    Names,
    /// All, the base too.
    All,
    /// Some of them.
    Some,
}

pub(crate) fn family(random: &mut Random) -> Family {
    let count = 2 + random.below(8);
    let mut members: Vec<Member> = Vec::new();
    for at in 0..=count {
        let prefix = *random.pick(&["T", "Thing", "ThingOf", "Zed", "Alpha"]);
        let parent = (at > 0).then(|| match random.chance(45) {
            true => 0,
            false => random.below(at),
        });
        if let Some(parent) = parent {
            members[parent].has_children = true;
        }
        members.push(Member {
            name: format!("{prefix}{at}"),
            parent,
            adds: random
                .chance(60)
                .then(|| (format!("p{at}"), random.chance(50))),
            has_children: false,
        });
    }
    let mapping = *random.pick(&[Mapping::Names, Mapping::All, Mapping::Some]);
    let listed = random.chance(25);
    let mut texts: Vec<Option<String>> = members
        .iter()
        .enumerate()
        .map(|(at, _)| match mapping {
            Mapping::Names => None,
            Mapping::All => Some(format!("m{at}")),
            Mapping::Some => random.chance(50).then(|| format!("m{at}")),
        })
        .collect();
    if listed {
        texts[0] = None;
    }
    let in_list: Vec<bool> = (0..members.len())
        .map(|at| at > 0 && (at == 1 || random.chance(70)))
        .collect();
    let has_mapping = texts.iter().any(Option::is_some);
    let mut is_member: Vec<bool> = (0..members.len())
        .map(|at| match (listed, at) {
            (true, at) => in_list[at],
            (false, 0) => !has_mapping || texts[0].is_some(),
            (false, at) => !has_mapping || texts[at].is_some() || !members[at].has_children,
        })
        .collect();
    if !listed && is_member.iter().skip(1).filter(|is| **is).count() < 2 {
        is_member[0] = true;
    }

    // what a member in the middle says of its own, by the same property
    let inner = (1..members.len()).find(|at| members[*at].has_children && random.chance(30));
    let second = random.chance(20);
    let mut schemas = Map::new();
    for (at, member) in members.iter().enumerate() {
        let mut own = Map::new();
        let mut required = Vec::new();
        if at == 0 {
            own.insert("tag".to_owned(), json!({ "type": "string" }));
            own.insert("label".to_owned(), json!({ "type": "string" }));
            required.push("tag".to_owned());
        }
        if let Some((name, must)) = &member.adds {
            own.insert(name.clone(), json!({ "type": "string" }));
            if *must {
                required.push(name.clone());
            }
        }
        if random.chance(20) {
            let base = format!("#/components/schemas/{}", members[0].name);
            own.insert(
                "within".to_owned(),
                json!({ "type": "array", "items": { "$ref": base } }),
            );
        }
        let mut object = json!({ "type": "object" });
        if !own.is_empty() {
            object["properties"] = Value::Object(own.clone());
        }
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        let mut schema = match member.parent {
            None => object,
            Some(parent) => {
                let target = match random.chance(15) {
                    true => format!("Alias{parent}"),
                    false => members[parent].name.clone(),
                };
                let mut part = json!({ "$ref": format!("#/components/schemas/{target}") });
                if random.chance(15) {
                    part = json!({ "allOf": [part] });
                }
                let mut parts = vec![part];
                if second && at == members.len() - 1 {
                    parts.push(json!({ "$ref": "#/components/schemas/Second" }));
                }
                if own.is_empty() {
                    json!({ "allOf": parts })
                } else if random.chance(30) {
                    object["allOf"] = json!(parts);
                    object
                } else {
                    parts.push(object);
                    json!({ "allOf": parts })
                }
            }
        };
        if at == 0 {
            schema["discriminator"] = discriminator(&members, |at| texts[at].clone());
            if listed {
                let list = (1..members.len()).filter(|at| in_list[*at]);
                schema["oneOf"] = list
                    .map(|at| json!({ "$ref": format!("#/components/schemas/{}", members[at].name) }))
                    .collect();
            }
        }
        if inner == Some(at) {
            schema["discriminator"] = json!({ "propertyName": "tag" });
        }
        schemas.insert(member.name.clone(), schema);
    }
    for (at, member) in members.iter().enumerate() {
        let target = format!("#/components/schemas/{}", member.name);
        schemas.insert(format!("Alias{at}"), json!({ "$ref": target }));
    }
    if second {
        let last = &members[members.len() - 1].name;
        schemas.insert(
            "Second".to_owned(),
            json!({ "type": "object", "required": ["other"], "properties": { "other": { "type": "string" } },
                "discriminator": { "propertyName": "other", "mapping": { "x": last } } }),
        );
    }

    let instances = (0..members.len())
        .filter(|at| is_member[*at])
        .map(|at| {
            let mut value = Map::new();
            let text = texts[at]
                .clone()
                .unwrap_or_else(|| members[at].name.clone());
            value.insert("tag".to_owned(), json!(text));
            value.insert("label".to_owned(), json!("l"));
            let mut up = Some(at);
            while let Some(at) = up {
                if let Some((name, _)) = &members[at].adds {
                    value.insert(name.clone(), json!(format!("v{at}")));
                }
                up = members[at].parent;
            }
            if second && at == members.len() - 1 {
                value.insert("other".to_owned(), json!("x"));
            }
            Instance {
                member: members[at].name.clone(),
                is_base: at == 0 || inner == Some(at),
                value: Value::Object(value),
            }
        })
        .collect();
    Family {
        document: super::around(Value::Object(schemas)),
        base: members[0].name.clone(),
        instances,
    }
}

fn discriminator(members: &[Member], text: impl Fn(usize) -> Option<String>) -> Value {
    let mut mapping = Map::new();
    for (at, member) in members.iter().enumerate() {
        if let Some(text) = text(at) {
            let target = match at % 2 {
                0 => member.name.clone(),
                _ => format!("#/components/schemas/{}", member.name),
            };
            mapping.insert(text, json!(target));
        }
    }
    let mut discriminator = json!({ "propertyName": "tag" });
    if !mapping.is_empty() {
        discriminator["mapping"] = Value::Object(mapping);
    }
    discriminator
}
