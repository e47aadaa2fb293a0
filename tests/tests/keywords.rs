//! The table of keywords in `docs/KEYWORDS.md`: every row has a case in `keywords/cases.yaml`, and says what it comes to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::{Diagnostics, Severity};
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Memory;
use castiron_tests::workspace;
use serde_json::Value;

/// What a document comes to: the lines of code, all lines, and the places that messages are about.
#[derive(Default)]
struct Cast {
    code: Vec<String>,
    all: Vec<String>,
    places: Vec<String>,
    is_refused: bool,
}

fn cast(document: &Value) -> Cast {
    let source = Memory::new().with("openapi.json", document.to_string());
    let loaded = load(&source, Path::new("openapi.json"), &LoadOptions::default());
    let mut cast = Cast {
        is_refused: loaded.diagnostics.has_errors(),
        ..Cast::default()
    };
    let mut said = |diagnostics: &Diagnostics| {
        cast.is_refused |= diagnostics
            .iter()
            .any(|one| one.severity == Severity::Error);
        cast.places
            .extend(diagnostics.iter().map(|one| one.place.pointer.clone()));
    };
    said(&loaded.diagnostics);
    if let Some(document) = &loaded.document {
        let generated =
            castiron_codegen::generate(document, &Config::default(), &EmitOptions::default());
        said(&generated.diagnostics);
        for (path, text) in &generated.files {
            let lines = text.lines().map(|line| format!("{path}: {}", line.trim()));
            cast.all.extend(lines);
        }
        let is_code = |line: &&String| {
            let (path, text) = line.split_once(": ").unwrap_or_default();
            !(path.ends_with(".md")
                || text.is_empty()
                || text.starts_with("//")
                || text.starts_with("description ="))
        };
        cast.code = cast.all.iter().filter(is_code).cloned().collect();
    }
    cast
}

fn read(path: &str) -> String {
    let path = workspace().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The document with one thing set.
fn set(document: &mut Value, at: &str, key: &str, value: &Value) {
    let place = document
        .pointer_mut(at)
        .unwrap_or_else(|| panic!("the base has no {at}"));
    match place {
        Value::Array(items) => {
            let index: usize = key.parse().expect("an index");
            if index < items.len() {
                items[index] = value.clone();
            } else {
                items.push(value.clone());
            }
        }
        Value::Object(object) => {
            object.insert(key.to_owned(), value.clone());
        }
        other => panic!("{at} is {other}"),
    }
}

/// The document with further things set that a case names: `also` in both documents, `with` in the changed one.
fn set_all(document: &mut Value, case: &Value, what: &str) {
    for (pointer, more) in case
        .get(what)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        for (key, value) in more.as_object().into_iter().flatten() {
            set(document, pointer, key, value);
        }
    }
}

/// What a case comes to, in the word of the table.
fn effect(name: &str, case: &Value) -> &'static str {
    let text = |key: &str| case.get(key).and_then(Value::as_str);
    let (_, keyword) = name.split_once('.').expect("an object and a keyword");
    let version = text("version").unwrap_or("3.1.1");
    let mut base = if version == "2.0" {
        yaml("tests/keywords/base_2.yaml")
    } else {
        let mut base = yaml("tests/keywords/base_3.yaml");
        base["openapi"] = version.into();
        base
    };
    let at = text("at").unwrap_or_default();
    for (pointer, more) in case
        .get("also")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        for (key, value) in more.as_object().into_iter().flatten() {
            set(&mut base, pointer, key, value);
        }
    }
    let before = cast(&base);
    assert!(!before.is_refused, "{name}: the base is refused");
    let mut changed = base.clone();
    if let Some(without) = text("without")
        && let Some(Value::Object(object)) = changed.pointer_mut(at)
    {
        object.remove(without);
    }
    set(
        &mut changed,
        at,
        text("key").unwrap_or(keyword),
        &case["to"],
    );
    set_all(&mut changed, case, "with");
    let after = cast(&changed);
    if after.is_refused {
        "refused"
    } else if after.code != before.code {
        "typed"
    } else if after.all != before.all {
        "documented"
    } else if after.places.iter().any(|place| {
        let escaped = keyword.replace('~', "~0").replace('/', "~1");
        let below = place.strip_prefix(at);
        below.is_some_and(|below| below.split('/').any(|key| key == escaped))
    }) {
        "noted"
    } else {
        "nothing"
    }
}

/// The rows of the table: object and keyword, and the word for what becomes of it.
fn rows() -> BTreeMap<String, String> {
    let text = read("docs/KEYWORDS.md");
    let mut rows = BTreeMap::new();
    let mut object = "";
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            object = heading.trim();
        }
        let Some(row) = line.strip_prefix("| `") else {
            continue;
        };
        let cells: Vec<_> = row.split(" | ").collect();
        let keyword = cells[0].trim_end_matches('`');
        let known = rows.insert(
            format!("{object}.{keyword}"),
            cells[2].trim_end_matches(" |").to_owned(),
        );
        assert!(known.is_none(), "{object}.{keyword} has two rows");
    }
    rows
}

#[test]
fn every_row_says_what_becomes_of_its_keyword() {
    let cases = yaml("tests/keywords/cases.yaml");
    let cases = cases.as_object().expect("cases by their names");
    let mut wrong = Vec::new();
    let rows = rows();
    for (name, said) in &rows {
        match cases.get(name).map(|case| effect(name, case)) {
            None => wrong.push(format!("{name} has no case")),
            Some(found) if found != said => wrong.push(format!("{name} is {found}, not {said}")),
            Some(_) => {}
        }
    }
    for (name, case) in cases {
        if !rows.contains_key(name) {
            wrong.push(format!("{name} has no row; it is {}", effect(name, case)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.len() > 200, "only {} rows", rows.len());
}
