//! Documents that grow: families of a size each, every one of them a form that some pass could take too long for.

mod parts;

use castiron_codegen::source::Memory;
use serde_json::{Map, Value, json};

use parts::{
    alike, all, array, base, chain, combined_rings, directions, document, extends, holder, name,
    object, objects, operations, path, reference, references, ring, schemas, tagged, union,
    xml_bodies,
};

/// The name of a family and what makes its document of a size.
pub type Family = (&'static str, fn(usize) -> Files);

/// Files by name, the document itself first.
pub type Files = Vec<(String, String)>;

/// The files, to generate from.
pub fn source(files: &[(String, String)]) -> Memory {
    let all = files.iter();
    all.fold(Memory::new(), |source, (name, text)| {
        source.with(name, text.as_str())
    })
}

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
    (
        "wide oneOf of twins that a second constant tells apart",
        |n| {
            let twin = |at: usize, part: &str| {
                let (kind, part) = (
                    json!({ "enum": [format!("t{at}")] }),
                    json!({ "enum": [part] }),
                );
                json!({ "type": "object", "required": ["kind", "part"], "properties": { "kind": kind, "part": part } })
            };
            let twins = |at: usize| {
                let named = |part: &str| (format!("{}{part}", name(at)), twin(at, part));
                [named("a"), named("b")]
            };
            let mut all: Vec<_> = (0..n).flat_map(twins).collect();
            let branches: Vec<_> = (all.iter())
                .map(|(name, _)| json!({ "$ref": format!("#/components/schemas/{name}") }))
                .collect();
            all.push(("U".into(), json!({ "oneOf": branches })));
            schemas(all)
        },
    ),
    ("wide oneOf of constants by other names", |n| {
        let one = |at: usize| {
            let constant = format!("c{at}");
            json!({ "type": "object", "required": [constant], "properties": { constant: { "enum": ["a"] } } })
        };
        union(n, "oneOf", (0..n).map(|at| (name(at), one(at))).collect())
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
    ("bases in a chain", |n| {
        let mut all: Vec<(String, Value)> = (1..n)
            .map(|at| {
                let mut own = json!({ "allOf": [{ "$ref": path(at - 1) }, object(at)] });
                own["discriminator"] = base()["discriminator"].clone();
                (name(at), own)
            })
            .collect();
        all.push((name(0), base()));
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
    ("unions in a chain, each with a discriminator", |n| {
        let mut all = objects(n);
        all.extend((0..n).map(|at| {
            let next = match at + 1 == n {
                true => reference(0),
                false => json!({ "$ref": format!("#/components/schemas/U{}", at + 1) }),
            };
            let mut union = json!({ "oneOf": [reference(at), next] });
            union["discriminator"] = base()["discriminator"].clone();
            (format!("U{at}"), union)
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
    ("anyOf in a chain", |n| {
        let mut all = objects(n);
        all.extend((0..n).map(|at| {
            let next = match at + 1 == n {
                true => json!({ "type": "string" }),
                false => json!({ "$ref": format!("#/components/schemas/U{}", at + 1) }),
            };
            (format!("U{at}"), json!({ "anyOf": [reference(at), next] }))
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
    ("one operation on a long path", |n| {
        let path: String = (0..n).map(|at| format!("/part{at:06}")).collect();
        let answers = json!({ "204": { "description": "D" } });
        document(
            json!({ path: { "put": { "responses": answers } } }),
            Vec::new(),
        )
    }),
    ("operations that send what they answer", directions),
    ("operations on one ring of types in XML", xml_bodies),
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
