//! Documents that grow: families of a size each, every one of them a form that some pass could take too long for.

use serde_json::{Map, Value, json};

/// The name of a family and what makes its document of a size.
pub type Family = (&'static str, fn(usize) -> Files);

/// Files by name, the document itself first.
pub type Files = Vec<(String, String)>;

/// All families.
pub const FAMILIES: &[Family] = &[
    ("chain of references", |n| chain(n, reference)),
    ("ring of references", |n| ring(n, reference)),
    ("chain of objects", |n| chain(n, holder)),
    ("ring of objects", |n| ring(n, holder)),
    ("ring of objects that refer to all before", |n| {
        ring(n, |at| all(holder(at), holder(at / 2)))
    }),
    ("chain of arrays", |n| chain(n, array)),
    ("ring of arrays", |n| ring(n, array)),
    ("rings of arrays that are combined", combined_rings),
    ("chain of allOf", |n| chain(n, extends)),
    ("chain of allOf of one", |n| {
        chain(n, |at| json!({ "allOf": [reference(at)] }))
    }),
    ("ring of allOf", |n| ring(n, extends)),
    ("one allOf of many parts", |n| {
        let mut all = objects(n);
        all.push(("Whole".into(), json!({ "allOf": references(n) })));
        schemas(all)
    }),
    ("allOf of many that share properties", |n| {
        let object = json!({ "type": "object", "properties": { "a": object(0), "b": object(1) } });
        let mut all: Vec<_> = (0..n).map(|at| (name(at), object.clone())).collect();
        all.push(("Whole".into(), json!({ "allOf": references(n) })));
        schemas(all)
    }),
    ("wide oneOf", |n| union(n, "oneOf", objects(n))),
    ("wide anyOf", |n| union(n, "anyOf", objects(n))),
    ("wide oneOf of one shape", |n| {
        let object = object(0);
        union(
            n,
            "oneOf",
            (0..n).map(|at| (name(at), object.clone())).collect(),
        )
    }),
    ("wide oneOf with constants", |n| {
        union(n, "oneOf", tagged(n))
    }),
    ("wide oneOf in place", |n| {
        let branches: Vec<_> = objects(n).into_iter().map(|(_, object)| object).collect();
        schemas(vec![("U".into(), json!({ "oneOf": branches }))])
    }),
    ("discriminator with a mapping", |n| {
        let mapping: Map<_, _> = (0..n)
            .map(|at| (format!("t{at}"), json!(path(at))))
            .collect();
        let mut all = tagged(n);
        let told = json!({ "propertyName": "kind", "mapping": mapping });
        all.push((
            "U".into(),
            json!({ "oneOf": references(n), "discriminator": told }),
        ));
        schemas(all)
    }),
    ("discriminator of a base", |n| {
        let mut all: Vec<(String, Value)> = (0..n)
            .map(|at| {
                (
                    name(at),
                    json!({ "allOf": [{ "$ref": "#/components/schemas/Base" }, object(at)] }),
                )
            })
            .collect();
        all.push(("Base".into(), base()));
        schemas(all)
    }),
    ("discriminators in a chain", |n| {
        let above = |at: usize| match at {
            0 => "#/components/schemas/Base".to_owned(),
            at => path(at - 1),
        };
        let mut all: Vec<(String, Value)> = (0..n)
            .map(|at| {
                (
                    name(at),
                    json!({ "allOf": [{ "$ref": above(at) }, object(at)] }),
                )
            })
            .collect();
        all.push(("Base".into(), base()));
        schemas(all)
    }),
    ("unions that hold each other", |n| {
        let mut all = objects(n);
        all.extend((0..n).map(|at| {
            let next = format!("#/components/schemas/U{}", (at + 1) % n);
            let other = format!("#/components/schemas/U{}", (at * 7 + 3) % n);
            (
                format!("U{at}"),
                json!({ "oneOf": [reference(at), { "$ref": next }, { "$ref": other }] }),
            )
        }));
        schemas(all)
    }),
    ("unions in a chain", |n| {
        let mut all = objects(n);
        all.extend((0..n).map(|at| {
            let next = match at + 1 == n {
                true => json!({ "type": "string" }),
                false => json!({ "$ref": format!("#/components/schemas/U{}", at + 1) }),
            };
            (format!("U{at}"), json!({ "oneOf": [reference(at), next] }))
        }));
        schemas(all)
    }),
    ("unions combined by allOf", |n| {
        let mut all = objects(n);
        all.push(("U".into(), json!({ "oneOf": references(n) })));
        let other = json!({ "type": "object", "properties": { "z": { "type": "string" } } });
        all.push((
            "V".into(),
            json!({ "allOf": [{ "$ref": "#/components/schemas/U" }, other] }),
        ));
        schemas(all)
    }),
    ("one object of many properties", |n| {
        let properties: Map<_, _> = (0..n)
            .map(|at| (format!("p{at}"), json!({ "type": "string" })))
            .collect();
        schemas(vec![(
            "O".into(),
            json!({ "type": "object", "required": properties.keys().collect::<Vec<_>>(), "properties": properties }),
        )])
    }),
    ("many inline enums", |n| {
        let of = |at: usize| json!({ "type": "string", "enum": [format!("a{at}"), "b"] });
        let properties: Map<_, _> = (0..n).map(|at| (format!("p{at}"), of(at))).collect();
        schemas(vec![(
            "O".into(),
            json!({ "type": "object", "properties": properties }),
        )])
    }),
    ("one enum of many values", |n| {
        let values: Vec<_> = (0..n).map(|at| format!("v{at}")).collect();
        schemas(vec![(
            "E".into(),
            json!({ "type": "string", "enum": values }),
        )])
    }),
    ("values that collide", |n| {
        let values: Vec<_> = (0..n).map(alike).collect();
        schemas(vec![(
            "E".into(),
            json!({ "type": "string", "enum": values }),
        )])
    }),
    ("names that collide", |n| {
        schemas((0..n).map(|at| (alike(at), object(at))).collect())
    }),
    ("properties that collide", |n| {
        let properties: Map<_, _> = (0..n)
            .map(|at| (alike(at), json!({ "type": "string" })))
            .collect();
        schemas(vec![(
            "O".into(),
            json!({ "type": "object", "properties": properties }),
        )])
    }),
    ("the same in many places", |n| {
        let inner = json!({ "type": "object", "properties": { "inner": { "type": "object", "properties": { "a": { "type": "string" } } } } });
        schemas(
            (0..n)
                .map(|at| {
                    (
                        name(at),
                        json!({ "type": "object", "properties": { "same": inner } }),
                    )
                })
                .collect(),
        )
    }),
    ("dangling references", |n| {
        schemas((0..n).map(|at| (name(at), json!({ "type": "object", "properties": { "gone": { "$ref": format!("#/components/schemas/Gone{at}") } } }))).collect())
    }),
    ("warnings", |n| {
        schemas(
            (0..n)
                .map(|at| (name(at), json!({ "type": "integr", "requird": [] })))
                .collect(),
        )
    }),
    ("properties that nothing declares", |n| {
        let names: Vec<_> = (0..n).map(|at| format!("p{at}")).collect();
        schemas(vec![(
            "O".into(),
            json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": names }),
        )])
    }),
    ("operations on one tag", |n| {
        operations(n, |at| (format!("/p{at}"), "one".into()))
    }),
    ("operations on many tags", |n| {
        operations(n, |at| (format!("/p{at}"), format!("tag{at}")))
    }),
    ("operations of one prefix", |n| {
        operations(n, |at| (format!("/one/two/three/p{at}"), String::new()))
    }),
    ("operations in a chain of paths", |n| {
        operations(n, |at| {
            (format!("/a{}/{{id}}/b{at}", at / 10), String::new())
        })
    }),
    ("operations that send what they answer", directions),
    ("one operation of many parameters", |n| {
        let parameters: Vec<_> = (0..n)
            .map(|at| json!({ "name": format!("p{at}"), "in": "query", "schema": { "type": "string" } }))
            .collect();
        let operation = json!({ "operationId": "get", "parameters": parameters, "responses": { "204": { "description": "D" } } });
        document(json!({ "/a": { "get": operation } }), Vec::new())
    }),
    ("one operation of many answers", |n| {
        let answers: Map<_, _> = (0..n.min(99 * 10))
            .map(|at| {
                let content = json!({ "application/json": { "schema": reference(at) } });
                (
                    (400 + at % 200).to_string(),
                    json!({ "description": "D", "content": content }),
                )
            })
            .collect();
        let operation = json!({ "operationId": "get", "responses": answers });
        document(json!({ "/a": { "get": operation } }), objects(n))
    }),
    ("deep nesting", |n| {
        let deep = |at: usize| {
            (0..30).fold(object(at), |inner, level| {
                json!({ "type": "object", "properties": { format!("l{level}"): inner } })
            })
        };
        schemas((0..n / 20).map(|at| (name(at), deep(at))).collect())
    }),
    ("long names", |n| {
        let long = |with: &str| with.repeat(n);
        let object = json!({ "type": "object", "properties": { long("p"): { "type": "string", "enum": [long("v"), "w"] } }, "description": long("text ") });
        schemas(vec![(long("S"), object)])
    }),
    ("aliases of YAML", |n| {
        let mut text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: &a {type: object, properties: {a: {type: string}}}\n".to_owned();
        (0..n).for_each(|at| text += &format!("    S{at}: *a\n"));
        vec![("openapi.yaml".into(), text)]
    }),
    ("other names for one schema", |n| {
        let mut all: Vec<_> = (1..n).map(|at| (name(at), reference(0))).collect();
        all.push((name(0), object(0)));
        schemas(all)
    }),
    ("many files", |n| {
        let properties: Map<_, _> = (0..n)
            .map(|at| (format!("p{at}"), json!({ "$ref": format!("f{at}.json") })))
            .collect();
        let mut files = schemas(vec![(
            "O".into(),
            json!({ "type": "object", "properties": properties }),
        )]);
        files.extend((0..n).map(|at| (format!("f{at}.json"), object(at).to_string())));
        files
    }),
    ("a chain of files", |n| {
        let mut files = schemas(vec![("O".into(), json!({ "$ref": "f0.json" }))]);
        files.extend((0..n).map(|at| {
            let next = match at + 1 == n {
                true => object(at),
                false => json!({ "type": "object", "properties": { "next": { "$ref": format!("f{}.json", at + 1) } } }),
            };
            (format!("f{at}.json"), next.to_string())
        }));
        files
    }),
];

fn document(paths: Value, schemas: Vec<(String, Value)>) -> Files {
    let schemas: Map<_, _> = schemas.into_iter().collect();
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    vec![("openapi.json".into(), document.to_string())]
}

fn schemas(all: Vec<(String, Value)>) -> Files {
    document(json!({}), all)
}

/// A name of one length for all numbers, so that the size of a document is that of its parts.
fn name(at: usize) -> String {
    format!("S{at:06}")
}

fn path(at: usize) -> String {
    format!("#/components/schemas/{}", name(at))
}

fn reference(at: usize) -> Value {
    json!({ "$ref": path(at) })
}

fn references(count: usize) -> Vec<Value> {
    (0..count).map(reference).collect()
}

fn object(at: usize) -> Value {
    json!({ "type": "object", "required": [format!("p{at}")], "properties": { format!("p{at}"): { "type": "string" } } })
}

fn objects(count: usize) -> Vec<(String, Value)> {
    (0..count).map(|at| (name(at), object(at))).collect()
}

/// Objects that a constant tells apart.
fn tagged(count: usize) -> Vec<(String, Value)> {
    let one = |at: usize| {
        let kind = json!({ "type": "string", "enum": [format!("t{at}")] });
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": kind, "a": { "type": "string" } } })
    };
    (0..count).map(|at| (name(at), one(at))).collect()
}

fn base() -> Value {
    let kind = json!({ "kind": { "type": "string" } });
    json!({ "type": "object", "required": ["kind"], "properties": kind, "discriminator": { "propertyName": "kind" } })
}

/// An object that cannot do without another one.
fn holder(next: usize) -> Value {
    json!({ "type": "object", "required": ["next"], "properties": { "next": reference(next) } })
}

fn all(mut one: Value, other: Value) -> Value {
    one["properties"]["other"] = other["properties"]["next"].clone();
    one
}

fn array(next: usize) -> Value {
    json!({ "type": "array", "items": reference(next) })
}

fn extends(next: usize) -> Value {
    let own =
        json!({ "type": "object", "properties": { format!("own{next}"): { "type": "string" } } });
    json!({ "allOf": [reference(next), own] })
}

/// Each leads to the next, the last one to a plain object.
fn chain(count: usize, link: fn(usize) -> Value) -> Files {
    let mut all: Vec<_> = (1..count).map(|at| (name(at - 1), link(at))).collect();
    all.push((name(count - 1), object(0)));
    schemas(all)
}

/// Each leads to the next, the last one to the first.
fn ring(count: usize, link: fn(usize) -> Value) -> Files {
    let all = (0..count).map(|at| (name(at), link((at + 1) % count)));
    schemas(all.collect())
}

/// A ring of arrays, and what each of it has in common with a small ring.
fn combined_rings(count: usize) -> Files {
    let small = |at: usize| json!({ "$ref": format!("#/components/schemas/R{}", at % 3) });
    let mut all: Vec<_> = (0..3)
        .map(|at| {
            (
                format!("R{at}"),
                json!({ "type": "array", "items": small(at + 1) }),
            )
        })
        .collect();
    for at in 0..count {
        let items = json!({ "allOf": [reference((at + 1) % count), small(at)] });
        all.push((name(at), json!({ "type": "array", "items": items })));
    }
    schemas(all)
}

fn union(count: usize, key: &str, mut all: Vec<(String, Value)>) -> Files {
    all.push(("U".into(), json!({ key: references(count) })));
    schemas(all)
}

/// Texts that come to one identifier, however many there are.
fn alike(at: usize) -> String {
    const BETWEEN: [&str; 5] = ["-", "_", ".", " ", "/"];
    let (mut rest, mut out) = (at, "a".to_owned());
    for word in ["b", "c", "d", "e", "f", "g", "h"] {
        out += BETWEEN[rest % BETWEEN.len()];
        out += word;
        rest /= BETWEEN.len();
    }
    out
}

fn operations(count: usize, place: fn(usize) -> (String, String)) -> Files {
    let mut paths = Map::new();
    for at in 0..count {
        let (path, tag) = place(at);
        let tags: Vec<String> = Some(tag)
            .filter(|tag| !tag.is_empty())
            .into_iter()
            .collect();
        let content = json!({ "application/json": { "schema": reference(at % 10) } });
        let answers = json!({ "200": { "description": "D", "content": content } });
        paths.insert(path, json!({ "get": { "operationId": format!("get{at}"), "tags": tags, "responses": answers } }));
    }
    document(Value::Object(paths), objects(10))
}

/// Types that differ by direction.
fn directions(count: usize) -> Files {
    let mut paths = Map::new();
    let mut all = Vec::new();
    for at in 0..count {
        let content = json!({ "application/json": { "schema": reference(at) } });
        let answers = json!({ "200": { "description": "D", "content": content } });
        paths.insert(
            format!("/p{at}"),
            json!({ "post": { "operationId": format!("post{at}"), "requestBody": { "content": content }, "responses": answers } }),
        );
        let id = json!({ "type": "string", "readOnly": true });
        all.push((
            name(at),
            json!({ "type": "object", "required": ["id"], "properties": { "id": id } }),
        ));
    }
    document(Value::Object(paths), all)
}
