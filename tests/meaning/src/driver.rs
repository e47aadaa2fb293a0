//! The program that decodes and encodes: written beside each generated crate, compiled and run.

use std::fs;
use std::path::Path;
use std::process::Command;

use castiron_tests::{cargo, crates};

use crate::cast::Cast;

/// What the program says of one value, or why it was not read.
pub(crate) type Answer = Result<Back, String>;

/// What came back of a value.
pub(crate) struct Back {
    /// The JSON text.
    pub json: String,
    /// Whether a catch-all holds it or a part of it.
    pub is_unrecognized: bool,
}

/// Writes the crates of a batch, each with its program and its values.
pub(crate) fn write(folder: &Path, batch: &[Cast], runtime: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| crates::shown(folder, &error))?;
    }
    let mut members = Vec::new();
    for (index, cast) in batch.iter().enumerate() {
        let name = format!("document{index}");
        let krate = folder.join(&name);
        for (path, text) in &cast.files {
            if path != "Cargo.toml" {
                crates::put(&krate.join(path), text)?;
            }
        }
        crates::put(
            &krate.join("Cargo.toml"),
            &crates::manifest(
                &name,
                &format!("[[bin]]\nname = \"meaning_{name}\"\npath = \"src/bin/meaning.rs\"\n"),
                "",
            ),
        )?;
        crates::put(
            &krate.join("src/bin/meaning.rs"),
            &program(&name, &cast.types),
        )?;
        let values: String = cast
            .values
            .iter()
            .map(|one| format!("{}\t{}\n", one.ty, one.value))
            .collect();
        crates::put(&krate.join("values.tsv"), &values)?;
        members.push(name);
    }
    crates::workspace(folder, &members, runtime)
}

/// The program: reads `TYPE <tab> JSON` lines, answers a line for each.
fn program(name: &str, types: &[String]) -> String {
    let mut out = format!("use api_{name} as api;\n");
    out.push_str(
        "use castiron_runtime::{Decode, Encode};\n\
         fn check<T: Decode + Encode + std::fmt::Debug>(text: &str) -> Result<String, String> {\n\
         \x20   let value: T = castiron_runtime::from_str(text).map_err(|error| error.to_string())?;\n\
         \x20   let sign = if format!(\"{value:?}\").contains(\"Unrecognized(\") { \"?\" } else { \"+\" };\n\
         \x20   Ok(sign.to_owned() + &castiron_runtime::to_string(&value))\n}\n\
         static CHECKS: &[fn(&str) -> Result<String, String>] = &[\n",
    );
    for ty in types {
        out.push_str(&format!("    check::<{ty}>,\n"));
    }
    out.push_str(
        "];\nfn main() {\n    let path = std::env::args().nth(1).unwrap();\n\
         \x20   for line in std::fs::read_to_string(path).unwrap().lines() {\n\
         \x20       let (ty, text) = line.split_once('\\t').unwrap();\n\
         \x20       match CHECKS[ty.parse::<usize>().unwrap()](text) {\n\
         \x20           Ok(back) => println!(\"{back}\"),\n\
         \x20           Err(error) => println!(\"-{}\", error.replace('\\n', \" \")),\n\
         \x20       }\n    }\n}\n",
    );
    out
}

/// Compiles the crates of a batch. One that does not compile is found out when it is run.
pub(crate) fn build(folder: &Path, target: &Path) -> Result<(), String> {
    let target = std::path::absolute(target).map_err(|error| crates::shown(target, &error))?;
    let arguments = ["build", "--workspace", "--keep-going"];
    let output = cargo::output(folder, &target, &arguments, &[])
        .map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// Runs the program of one document.
pub(crate) fn run(folder: &Path, target: &Path, index: usize) -> Result<Vec<Answer>, String> {
    let name = format!("document{index}");
    let program = target.join("debug").join(format!("meaning_{name}"));
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    let newer = |a: &Path, b: &Path| {
        let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
        time(a) > time(b)
    };
    let values = folder.join(&name).join("values.tsv");
    if !newer(&program, &values) {
        return Ok(Vec::new());
    }
    let output = Command::new(&program)
        .arg(&values)
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(lines
        .lines()
        .filter_map(|line| match line.split_at_checked(1)? {
            (sign @ ("+" | "?"), json) => Some(Ok(Back {
                json: json.to_owned(),
                is_unrecognized: sign == "?",
            })),
            (_, error) => Some(Err(error.to_owned())),
        })
        .collect())
}
