//! Values that are read by the types of a document and written back, by a program that is compiled for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use castiron_codegen::build::Module;
use castiron_codegen::source::Memory;
use serde_json::Value;

use crate::{cargo, expectations, workspace};

/// What each value is written back as, or the error, after `error: `. Each is given by the component that reads it, whose
/// name is also that of its type, and as JSON on one line. The program is kept in a folder, and is called like it.
///
/// # Panics
/// Where the document is not read, its types don't compile, and where the disk refuses.
#[must_use]
pub fn written_back(folder: &Path, document: &Value, values: &[(String, String)]) -> Vec<String> {
    let name = folder.file_name().and_then(|name| name.to_str());
    let name = name.expect("a folder with a plain name");
    let source = Memory::new().with("openapi.json", document.to_string());
    let module = Module::new("openapi.json").cast(&source).result;
    let runtime = workspace().join("runtime");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\ncastiron-runtime = {{ path = {runtime:?} }}\n"
    );
    let types: BTreeSet<&str> = values.iter().map(|(ty, _)| ty.as_str()).collect();
    let files = BTreeMap::from([
        (
            format!("{name}/src/api.rs"),
            module.expect("the document is read"),
        ),
        (format!("{name}/src/main.rs"), program(&types)),
        (format!("{name}/Cargo.toml"), manifest),
    ]);
    fs::create_dir_all(folder).expect("a writable target folder");
    expectations::replace(folder, &files);
    cargo::workspace(folder, &[name]);
    let lines: String = (values.iter())
        .map(|(ty, json)| format!("{ty} {json}\n"))
        .collect();
    fs::write(folder.join("values"), &lines).expect("a writable target folder");
    let printed = cargo::run(folder, &["run"], &[]);
    let printed: Vec<String> = printed.lines().map(str::to_owned).collect();
    assert_eq!(printed.len(), values.len(), "{:?}", printed.last());
    printed
}

/// The program: reads lines of a type's name and JSON, and prints what each is written back as, or the error.
fn program(types: &BTreeSet<&str>) -> String {
    let arms: String = (types.iter())
        .map(|ty| format!("        \"{ty}\" => back::<api::{ty}>,\n"))
        .collect();
    format!(
        "#![allow(dead_code)]\nmod api {{ include!(\"api.rs\"); }}\n\
         use castiron_runtime::{{Decode, Encode}};\n\n\
         fn back<T: Decode + Encode>(json: &str) -> String {{\n    \
             match castiron_runtime::from_str::<T>(json) {{\n        \
                 Ok(value) => castiron_runtime::to_string(&value),\n        \
                 Err(error) => format!(\"error: {{error}}\"),\n    }}\n}}\n\n\
         fn main() {{\n    let lines = std::fs::read_to_string(\"values\").unwrap();\n    \
             for line in lines.lines() {{\n        \
             let (name, json) = line.split_once(' ').unwrap();\n        \
             let back: fn(&str) -> String = match name {{\n{arms}        _ => unreachable!(),\n        }};\n        \
             println!(\"{{}}\", back(json));\n    }}\n}}\n"
    )
}
