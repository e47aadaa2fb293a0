//! Changed documents against the compiler: what `diff` says, and whether a program for the old crate still compiles.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::diff::{Impact, diff};
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::load::Document;
use castiron_codegen::model::Model;
use castiron_tests::{cargo, crates};

use crate::edit::edits;
use crate::{corpus, program};

/// A change, what `diff` says of it, and what the compiler says.
pub struct Case {
    /// The document.
    pub document: PathBuf,
    /// Which kind of change, and where.
    pub change: (String, String),
    /// What `diff` says.
    pub impact: Option<Impact>,
    /// Whether the program for the old crate compiles against the new one. `None` where the new crate itself does not.
    pub compiles: Option<bool>,
    /// The first major change, or the first at all.
    pub detail: String,
}

impl Case {
    /// Whether `major` is said exactly where the program no longer compiles.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.compiles == Some(self.impact != Some(Impact::Major))
    }
}

/// A crate to compile, with a program for another.
struct Member {
    files: castiron_codegen::emit::Files,
    program: String,
}

/// Makes changes of every kind to a document, and compiles all of them in one workspace.
///
/// # Errors
/// When a document can't be generated, or the disk refuses.
pub fn single(documents: &[PathBuf], of_each: usize, folder: &Path) -> Result<Vec<Case>, String> {
    let (mut cases, mut members) = (Vec::new(), Vec::new());
    for path in documents {
        let old = made(&corpus::document_at(path)?)?;
        // the program itself must compile before any change
        add(
            (path, "no change", ""),
            &old,
            &old,
            &mut cases,
            &mut members,
        );
        for edit in edits(&corpus::tree(path)?, of_each) {
            match corpus::document_of(path, edit.tree.json()).and_then(|document| made(&document)) {
                Ok(new) => add(
                    (path, edit.kind, &edit.place),
                    &old,
                    &new,
                    &mut cases,
                    &mut members,
                ),
                // a change that makes the document unusable is no change of the crate
                Err(_) => continue,
            }
        }
    }
    compile(folder, members, &mut cases)?;
    Ok(cases)
}

/// Compares versions of one document, each with the next one.
///
/// # Errors
/// As [`single`].
pub fn versions(documents: &[PathBuf], folder: &Path) -> Result<Vec<Case>, String> {
    let (mut cases, mut members) = (Vec::new(), Vec::new());
    for pair in documents.windows(2) {
        let (old, new) = (
            made(&corpus::document_at(&pair[0])?)?,
            made(&corpus::document_at(&pair[1])?)?,
        );
        let place = pair[1].display().to_string();
        add(
            (&pair[0], "a new version", &place),
            &old,
            &new,
            &mut cases,
            &mut members,
        );
    }
    compile(folder, members, &mut cases)?;
    Ok(cases)
}

type Made = (Model, castiron_codegen::emit::Files);

fn made(document: &Document) -> Result<Made, String> {
    let config = Config::bundled(&document.api.info.title, document.servers())?
        .map_or_else(Config::default, |(_, config)| config);
    let generated = castiron_codegen::generate(document, &config, &EmitOptions::default());
    if generated.diagnostics.has_errors() {
        return Err("the document has errors".to_owned());
    }
    Ok((generated.model, generated.files))
}

fn add(
    (document, kind, place): (&Path, &str, &str),
    old: &Made,
    new: &Made,
    cases: &mut Vec<Case>,
    members: &mut Vec<Member>,
) {
    let found = diff(&old.0, &new.0);
    let first = found.changes.first();
    let detail = first.map(|change| {
        format!(
            "{} {} {:?} {}",
            change.impact, change.item, change.member, change.detail
        )
    });
    cases.push(Case {
        document: document.to_path_buf(),
        change: (kind.to_owned(), place.to_owned()),
        impact: found.impact(),
        compiles: None,
        detail: detail.unwrap_or_default(),
    });
    let krate = format!("api_n{}", members.len());
    // what the map shows as code must compile against its own crate
    let snippets: String = match kind {
        "no change" => castiron_codegen::atlas::snippets(&old.0, &krate)
            .iter()
            .enumerate()
            .map(|(at, snippet)| format!("mod snippet{at} {{ use super::*; {snippet} }}\n"))
            .collect(),
        _ => String::new(),
    };
    members.push(Member {
        files: new.1.clone(),
        program: program::write(&old.0, &krate) + &snippets,
    });
}

/// Checks all crates and programs, and notes which programs compile.
fn compile(folder: &Path, members: Vec<Member>, cases: &mut [Case]) -> Result<(), String> {
    if folder.join("Cargo.toml").exists() {
        std::fs::remove_dir_all(folder).map_err(|error| crates::shown(folder, &error))?;
    }
    let mut names = Vec::new();
    for (number, member) in members.iter().enumerate() {
        let name = format!("n{number}");
        let krate = folder.join(&name);
        for (path, text) in member
            .files
            .iter()
            .filter(|(path, _)| *path != "Cargo.toml")
        {
            crates::put(&krate.join(path), text)?;
        }
        let binary = format!("[[bin]]\nname = \"uses_{name}\"\npath = \"uses.rs\"\n");
        crates::put(
            &krate.join("Cargo.toml"),
            &crates::manifest(&name, &binary, ""),
        )?;
        crates::put(&krate.join("uses.rs"), &member.program)?;
        names.push(name);
    }
    crates::workspace(folder, &names, &castiron_tests::workspace().join("runtime"))?;
    let target = std::path::absolute(folder.with_extension("target"))
        .map_err(|error| crates::shown(folder, &error))?;
    let arguments = ["check", "--workspace", "--keep-going", "--bins", "--lib"];
    let output = cargo::output(folder, &target, &arguments, &[])
        .map_err(|error| format!("cargo: {error}"))?;
    let printed = cargo::printed(&output);
    crates::put(&folder.join("printed.txt"), &printed)?;
    let failed: BTreeSet<(&str, bool)> = printed
        .lines()
        .filter_map(|line| {
            let rest = line.strip_prefix("error: could not compile `")?;
            let (name, rest) = rest.split_once('`')?;
            Some((name, rest.starts_with(" (lib)")))
        })
        .collect();
    if !output.status.success() && failed.is_empty() {
        return Err(printed);
    }
    for (case, name) in cases.iter_mut().zip(&names) {
        let is_broken = failed.contains(&(name.as_str(), true));
        case.compiles = (!is_broken).then(|| !failed.contains(&(name.as_str(), false)));
    }
    Ok(())
}
