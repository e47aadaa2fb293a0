//! Files of handles with so many methods that one file has no room for them, of documents made here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::Castiron;
use crate::config::Config;
use crate::emit::{self, EmitOptions, Files};
use crate::model::{Item, Model, Namespace};
use crate::source::Memory;

/// How the operations of a document are called.
type Name = fn(usize) -> String;

/// With a letter that tells them apart, with a number only, behind a long beginning, in words, and unlike each other.
const NAMES: [Name; 5] = [
    |at| format!("{}{at}", WORDS[at % WORDS.len()]),
    |at| format!("get{at}"),
    |at| {
        format!(
            "drives.items.workbook.functions.{}{at}",
            WORDS[at % WORDS.len()]
        )
    },
    |at| {
        let words = [at, at / 7, at / 49].map(|n| WORDS[n % 7]);
        format!("{}{at}", words.join("_"))
    },
    |at| match at {
        0 => "über0".to_owned(),
        _ => format!("{}{}x{at}", WORDS[at % 5], WORDS[at % 7]),
    },
];
const WORDS: [&str; 7] = ["abs", "bessel", "cosh", "duration", "even", "fixed", "über"];

/// A document with one tag of so many operations, and another with few.
fn document(count: usize, name: Name, description: &str) -> String {
    let mut paths = String::new();
    for at in 0..count {
        let name = name(at);
        let _ = writeln!(
            paths,
            "  /things/{{a}}/{{b}}/t{at}: {{get: {{tags: [things], operationId: '{name}', description: '{description}', \
             parameters: [{{name: a, in: path, required: true, schema: {{type: string}}, description: The a.}}, \
             {{name: b, in: path, required: true, schema: {{type: string}}, description: The b.}}], responses: {{\
             '200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}, \
             '404': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Lack'}}}}}}}}\
             }}}}}}"
        );
    }
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}  /others: {{get: {{tags: [others], operationId: \
         listOthers, responses: {{'204': {{description: d}}}}}}}}\ncomponents:\n  schemas:\n    Thing: {{type: object, \
         properties: {{id: {{type: string}}}}}}\n    Lack: {{type: object, properties: {{what: {{type: string}}}}}}\n"
    )
}

pub(super) fn generated(text: String, settings: &str) -> (Model, Files) {
    let source = Memory::new().with("api.yaml", text);
    let output = Castiron::new("api.yaml")
        .config(Config::from_toml(settings).expect("settings"))
        .generate_from(&source)
        .expect("a crate");
    (output.generated.model, output.generated.files)
}

pub(super) const BY_TAG: &str = "[names]\ngrouping = \"tag\"\nsecond-level = []\n";

/// Puts the methods of all handles back in one `impl`.
fn whole(namespace: &mut Namespace) {
    (namespace.children).retain(|child| child.methods.is_none());
    namespace.children.iter_mut().for_each(whole);
}

/// The signatures and bodies of all methods, by their names, without the paths of types.
fn methods(files: &Files) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for text in files.values() {
        let text = text.replace("crate::things::", "");
        for method in text.split("    #[inline]\n").skip(1) {
            let end = method.find("\n    }\n").expect("an end");
            let name = method.split(['(', '<']).next().unwrap_or_default().trim();
            // whatever the width of the lines that the paths leave
            let text: String = method[..end].split_whitespace().collect();
            let text = text.replace(",)", ")");
            if text.contains("OPERATION") {
                assert_eq!(all.insert(name.to_owned(), text), None, "{name}");
            }
        }
    }
    all
}

/// The methods' modules of a crate: file → names.
fn parts(files: &Files) -> BTreeMap<&str, BTreeSet<String>> {
    let parts = files.iter().filter(|(path, _)| path.contains("/methods"));
    let names = |text: &String| {
        let lines = text
            .lines()
            .filter_map(|line| line.strip_prefix("    pub fn "));
        lines
            .filter_map(|line| Some(line.split('(').next()?.to_owned()))
            .collect()
    };
    parts
        .map(|(path, text)| (path.as_str(), names(text)))
        .collect()
}

#[test]
fn no_file_of_a_handle_is_longer_than_a_reader_bears() {
    let long = "A text.\n\n\\n\\nMore.".repeat(3);
    for name in NAMES {
        for (count, description) in [(450, ""), (300, long.as_str()), (30, "")] {
            let (mut model, files) = generated(document(count, name, description), BY_TAG);
            for (path, text) in &files {
                let lines = text.lines().count();
                assert!(lines <= 4500, "{path}: {lines} ({})", name(1));
            }
            let found = parts(&files);
            assert_eq!(found.is_empty(), count == 30, "{}", name(1));
            assert!(found.len() < 40, "{}: {}", name(1), found.len());

            // the same API, and the same methods, as in one file
            let split = model.clone();
            whole(&mut model.root);
            let one = emit::emit(&model, &EmitOptions::default());
            let lines = one["src/things/mod.rs"].lines().count();
            assert_eq!(lines > 6000, count != 30, "{lines}");
            assert_eq!(methods(&one), methods(&files), "{}", name(1));
            assert_eq!(methods(&one).len(), count + 1);
            let differences = crate::diff::diff(&model, &split);
            assert!(differences.changes.is_empty(), "{}", name(1));
            // no line shows a module of methods, and none is shown itself
            for text in files.values() {
                for line in text.lines().filter(|line| line.contains("mod methods")) {
                    assert!(line.starts_with("mod "), "{line}");
                }
                assert!(!text.contains("use self::methods"));
            }
        }
    }
}

/// A new operation changes the file of its own method, and the order of nothing else.
#[test]
fn a_new_method_moves_no_other() {
    for name in NAMES {
        let (_, old) = generated(document(600, name, ""), BY_TAG);
        let (_, new) = generated(document(601, name, ""), BY_TAG);
        let (old, new) = (parts(&old), parts(&new));
        let changed = new
            .iter()
            .filter(|(path, names)| old.get(*path) != Some(*names));
        assert_eq!(changed.count(), 1, "{}", name(600));
        assert_eq!(
            old.keys().collect::<Vec<_>>(),
            new.keys().collect::<Vec<_>>()
        );
    }
}

/// A module of methods is compiled where its handle is.
#[test]
fn modules_of_methods_have_the_gate_of_their_handle() {
    let settings = format!("features = \"resources\"\n{BY_TAG}");
    let (model, files) = generated(document(600, NAMES[0], ""), &settings);
    let things = (model.root.children.iter()).find(|child| child.ident == "things");
    let things = things.expect("the module");
    let is_handle = |item: &Item| matches!(item, Item::Resource(_));
    assert!(things.items.iter().any(is_handle));
    // its own module has the gate already
    let gated = "#[cfg(feature = \"things\")]\npub mod things;";
    assert!(
        files["src/lib.rs"].contains(gated),
        "{}",
        files["src/lib.rs"]
    );
    let text = &files["src/things/mod.rs"];
    assert!(text.contains("\nmod methods_"));
    assert!(!text.contains("mod types;"), "an empty module: {text}");
}
