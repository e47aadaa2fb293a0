//! Unions in unions, families by `allOf`, objects, lists, tuples and maps, with tags at several levels: a value with an unknown tag,
//! or of an unknown kind, is `Unrecognized` of the outermost union that no longer fits, the rest is held by the types of its tags,
//! and all is written back the same. Tags that a mapping gives are written by the types.
//!
//! `CASTIRON_DEPTH` is how many schemas are compiled, `CASTIRON_DEPTH_FROM` the first seed.

mod families;
mod made;
mod reads;

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::build::Module;
use castiron_codegen::source::Memory;
use castiron_tests::random::Random;
use castiron_tests::{cargo, expectations, workspace};
use made::{Made, Mapped, Node};
use reads::Read;
use serde_json::{Map, Value, json};

/// A value for a type, and what is read of it.
struct Case {
    ty: String,
    value: Value,
    read: Read,
}

fn number(name: &str, usual: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Values of a component, without and with unknown tags.
fn cases(made: &mut Made<'_>, random: &mut Random, ty: &str, node: &Node, out: &mut Vec<Case>) {
    for round in 0..12 {
        let mut value = made.value(node);
        for mark in 0..round % 4 {
            let mut places = Vec::new();
            reads::places(node, &value, "", &mut places);
            if places.is_empty() {
                break;
            }
            let place = random.pick(&places);
            if let Some(part) = value.pointer_mut(place) {
                // a value of no kind that its union has, or a tag
                *part = match part.is_string() && random.chance(90) {
                    true => json!(format!("unknown{mark}")),
                    false => json!(true),
                };
            }
        }
        let read = Read::of(node, &value);
        out.push(Case {
            ty: ty.to_owned(),
            value,
            read,
        });
    }
}

#[test]
fn what_is_unknown_lands_in_the_outermost_union_that_does_not_fit() {
    let first = number("CASTIRON_DEPTH_FROM", 0);
    let (mut schemas, mut all, mut mapped) = (Map::new(), Vec::new(), Vec::new());
    for seed in first..first + number("CASTIRON_DEPTH", 10) {
        let (mut random, mut values) = (Random::new(seed), Random::new(!seed));
        let mut made = Made::new(&mut random, format!("U{seed}"));
        let (name, members) = made.tagged(3, &[]);
        cases(
            &mut made,
            &mut values,
            &name,
            &Node::Union(members),
            &mut all,
        );
        mapped.append(&mut made.mapped);
        schemas.append(&mut made.schemas);
    }
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": {},
        "components": { "schemas": schemas }
    });
    let printed = run(&document, &all, &mapped);
    let unknown = all
        .iter()
        .filter(|case| !case.read.unrecognized.is_empty())
        .count();
    println!(
        "{} values, {unknown} of them with unknown tags; {} mapped branches",
        all.len(),
        mapped.len()
    );
    assert!(printed.is_empty(), "{printed}");
    assert!(unknown > 30 && mapped.len() > 20);
}

/// Compiles a program of the document and runs it: it prints what is wrong.
fn run(document: &Value, cases: &[Case], mapped: &[Mapped]) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("depth");
    let source = Memory::new().with("openapi.json", document.to_string());
    let module = Module::new("openapi.json").cast(&source).result;
    let runtime = workspace().join("runtime");
    let mut types: Vec<&str> = cases.iter().map(|case| case.ty.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let arms: String = (types.iter())
        .map(|ty| format!("        \"{ty}\" => check::<api::{ty}>,\n"))
        .collect();
    let blanks: String = (mapped.iter())
        .map(|(name, tag, values)| {
            format!("    tagged::<api::{name}>({name:?}, {tag:?}, &{values:?});\n")
        })
        .collect();
    let program = format!(
        "{HEAD}fn main() {{\n{blanks}    for line in std::fs::read_to_string(\"values\").unwrap().lines() {{\n        \
         let mut parts = line.split('\\t');\n        \
         let (ty, json) = (parts.next().unwrap(), parts.next().unwrap());\n        \
         let components: Vec<&str> = parts.next().unwrap().split_whitespace().collect();\n        \
         let check: fn(&str, &str, &[&str], &[&str]) = match ty {{\n{arms}        _ => unreachable!(),\n        }};\n        \
         check(ty, json, &components, &parts.collect::<Vec<_>>());\n    }}\n}}\n"
    );
    let files = BTreeMap::from([
        (
            "depth/src/api.rs".to_owned(),
            module.expect("the document is read"),
        ),
        ("depth/src/main.rs".to_owned(), program),
        (
            "depth/Cargo.toml".to_owned(),
            format!(
                "[package]\nname = \"depth\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 [dependencies]\ncastiron-runtime = {{ path = {runtime:?} }}\n"
            ),
        ),
    ]);
    std::fs::create_dir_all(&folder).expect("a writable target folder");
    expectations::replace(&folder, &files);
    cargo::workspace(&folder, &["depth"]);
    let lines: String = (cases.iter())
        .map(|case| {
            let Case { ty, value, read } = case;
            let unrecognized = read.unrecognized.iter().map(|value| format!("\t{value}"));
            let unrecognized: String = unrecognized.collect();
            format!(
                "{ty}\t{value}\t{}{unrecognized}\n",
                read.components.join(" ")
            )
        })
        .collect();
    std::fs::write(folder.join("values"), lines).expect("a writable target folder");
    cargo::run(&folder, &["run"], &[])
}

const HEAD: &str = r#"#![allow(dead_code)]
mod api { include!("api.rs"); }
use castiron_runtime::{Decode, Encode, Json, blank, from_str, to_string};

/// A value comes back, and what is unknown of it lands where it should.
fn check<T: Decode + Encode + std::fmt::Debug>(ty: &str, json: &str, components: &[&str], unrecognized: &[&str]) {
    let value: T = match from_str(json) {
        Ok(value) => value,
        Err(error) => return println!("{ty}: {json}: {error}"),
    };
    let (back, shown) = (to_string(&value), format!("{value:?}"));
    if from_str::<Json>(&back).unwrap() != from_str::<Json>(json).unwrap() {
        println!("{ty}: {json} became {back}");
    }
    for name in components {
        let (held, wanted) = (shown.matches(&format!(" {name} {{")).count() + shown.matches(&format!("({name} {{")).count(), components.iter().filter(|one| *one == name).count());
        if held != wanted {
            println!("{ty}: {json}: expected {wanted} of {name} in {shown}");
        }
    }
    let landed = shown.matches("Unrecognized(").count();
    let found = |text: &&&str| {
        let json = format!("Unrecognized({:?})", from_str::<Json>(text).unwrap());
        shown.contains(&json)
    };
    if landed != unrecognized.len() || !unrecognized.iter().all(|text| found(&text)) {
        println!("{ty}: {json}: expected {unrecognized:?} to be unrecognized, in {shown}");
    }
}

/// A type writes its tag without being told.
fn tagged<T: Decode + Encode>(ty: &str, tag: &str, values: &[&str]) {
    let text = to_string(&blank::<T>());
    let json: Json = from_str(&text).unwrap();
    let written = json.get(tag).and_then(Json::as_str);
    if !written.is_some_and(|written| values.contains(&written)) {
        println!("{ty}: `{tag}` of {text} is none of {values:?}");
    }
}

"#;
