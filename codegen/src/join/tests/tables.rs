//! Files of tables for XML, of documents made here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::methods::{BY_TAG, generated};
use crate::emit::{self, EmitOptions, Files};

/// How the types of a document are called: by letters, behind a long beginning, as each other, unlike anything else, and by
/// letters of other scripts, one of which is written as the letters of another name are.
const NAMES: [fn(usize) -> String; 5] = [
    |at| format!("{}{at}", WORDS[at % WORDS.len()]),
    |at| format!("DescribeInstance{}{at}", WORDS[at % WORDS.len()]),
    |at| format!("{}{}", WORDS[at % 2], at / 2),
    |at| format!("{}{}{at}", WORDS[at / 7 % 7], WORDS[at % 7]),
    |at| format!("{}{at}", ["Über", "Ufc", "Con", "As", "Å"][at % 5]),
];
const WORDS: [&str; 7] = ["As", "Box", "Do", "Fn", "If", "Nul", "In"];

/// A document of so many types of thirty properties, each of which is the body of an answer in XML.
fn document(count: usize, name: fn(usize) -> String) -> String {
    let (mut paths, mut schemas) = (String::new(), String::new());
    for at in 0..count {
        let (name, other) = (name(at), name(at / 2));
        let _ = writeln!(
            paths,
            "  /t{at}: {{get: {{tags: [things], operationId: get{at}, responses: {{'200': {{description: d, content: \
             {{application/xml: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}}}}}"
        );
        let properties: String = (0..30)
            .map(|n| format!("p{n}: {{type: string, xml: {{name: Part{n}}}}}, "))
            .collect();
        let _ = writeln!(
            schemas,
            "    {name}: {{type: object, properties: {{{properties}other: {{$ref: '#/components/schemas/{other}'}}}}}}"
        );
    }
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    )
}

/// The files of tables: path → the texts of its tables.
fn files(all: &Files) -> BTreeMap<&str, BTreeSet<&str>> {
    let files = all.iter().filter(|(path, _)| path.starts_with("src/xml"));
    files
        .map(|(path, text)| {
            let tables = text.split("pub(crate) static ").skip(1).map(str::trim_end);
            (path.as_str(), tables.collect())
        })
        .collect()
}

/// All tables; none stands in two files.
fn tables<'a>(files: &BTreeMap<&str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::new();
    for table in files.values().flatten() {
        assert!(all.insert(*table), "{table}");
    }
    all
}

#[test]
fn no_file_of_tables_is_longer_than_a_reader_bears() {
    for name in NAMES {
        for count in [20, 130, 400] {
            let (model, split) = generated(document(count, name), BY_TAG);
            let found = files(&split);
            let mut whole = model.clone();
            for table in &mut whole.xml {
                table.module = None;
            }
            let whole = emit::emit(&whole, &EmitOptions::default());
            let one = files(&whole);
            assert_eq!(one.len(), 1);
            assert_eq!(tables(&one), tables(&found), "{}", name(1));
            assert_eq!(tables(&one).len(), count + 1);
            assert_eq!(
                whole["src/xml.rs"].lines().count() > 4200,
                count > 20,
                "{count}"
            );
            if count == 20 {
                assert_eq!(whole["src/xml.rs"], split["src/xml.rs"]);
                assert_eq!(found.len(), 1);
                continue;
            }
            assert!(found["src/xml.rs"].is_empty());
            // nor is one of the methods, which say what their bodies are
            for (path, text) in &split {
                let lines = text.lines().count();
                assert!(lines <= 4200, "{path}: {lines} ({})", name(1));
            }
            assert!((3..40).contains(&found.len()), "{:?}", found.keys());
            for (path, tables) in &found {
                let text = &split[*path];
                // what is imported is used
                let here: BTreeSet<&str> = tables
                    .iter()
                    .filter_map(|table| table.split(':').next())
                    .collect();
                let is_apart = text.split('&').skip(1).any(|rest| {
                    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                    end.is_some_and(|end| end > 0 && !here.contains(&rest[..end]))
                });
                assert_eq!(text.contains("use super::*;"), is_apart, "{path}");
                // a name that every system and Rust allow
                if let Some(module) = path.strip_prefix("src/xml/") {
                    let module = module.trim_end_matches(".rs");
                    assert!(module.starts_with("tables") && module.is_ascii());
                    let parent = &split["src/xml.rs"];
                    assert!(parent.contains(&format!("\nmod {module};\n")), "{parent}");
                    let shown = format!("\npub(crate) use self::{module}::*;\n");
                    assert!(parent.contains(&shown), "{parent}");
                }
            }
        }
    }
}

/// A new type changes the file of its own table.
#[test]
fn a_new_table_moves_no_other() {
    for name in NAMES {
        let (_, old) = generated(document(400, name), "");
        let (_, new) = generated(document(401, name), "");
        let (old, new) = (files(&old), files(&new));
        let changed = new
            .iter()
            .filter(|(path, all)| old.get(*path) != Some(*all));
        assert_eq!(changed.count(), 1, "{}", name(400));
        assert!(old.keys().eq(new.keys()), "{}", name(400));
    }
}

/// Features, a module of the user's and a build script change nothing of it but the name of the module, or that it is one.
#[test]
fn tables_are_split_alike_in_every_crate() {
    let text = document(130, NAMES[0]);
    let (model, plain) = generated(text.clone(), "");
    let (_, gated) = generated(text, "features = \"resources\"\n");
    assert_eq!(files(&plain), files(&gated));

    let options = EmitOptions {
        modules: vec!["xml".to_owned()],
        ..EmitOptions::default()
    };
    let beside = emit::emit(&model, &options);
    assert!(!beside.keys().any(|path| path.starts_with("src/xml/")));
    for (path, text) in beside
        .iter()
        .filter(|(path, _)| path.starts_with("src/xml_"))
    {
        assert_eq!(*text, plain[&path.replace("src/xml_", "src/xml")], "{path}");
    }
    assert!(beside["src/lib.rs"].contains("\nmod xml_;\n"));

    let module = emit::module(&model);
    assert!(!module.contains("mod tables"));
    for table in tables(&files(&plain)) {
        let name = table.split(':').next().expect("a name");
        let statics = format!("static {name}: ");
        assert_eq!(module.matches(&statics).count(), 1, "{name}");
    }
}
