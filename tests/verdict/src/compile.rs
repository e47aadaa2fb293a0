//! Changed documents against the compiler: what `diff` says, and whether a program for the old crate still compiles.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::diff::{Change, Concern, Impact, diff};
use castiron_codegen::emit::{EmitOptions, Files};
use castiron_codegen::load::Document;
use castiron_codegen::model::Model;
use castiron_tests::{cargo, crates};

use crate::edit::{Edit, Expects, edits};
use crate::program::{Uses, uses};
use crate::{corpus, cut};

/// What is done with the documents.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many changes of each kind are made to a document.
    pub of_each: usize,
    /// Only kinds that hold this text.
    pub kinds: String,
    /// Of this many paths one is kept, with the components that it needs.
    pub part: usize,
    /// The settings, as TOML; those that are bundled for the API where there are none.
    pub settings: Option<String>,
}

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
    /// What else is wrong with what `diff` says.
    pub wrong: Option<&'static str>,
    /// The first major change, or the first at all; of a program that does not compile, the first use that does not.
    pub detail: String,
}

impl Case {
    /// Whether `major` is said exactly where the program no longer compiles, and what must be said otherwise is.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.wrong.is_none() && self.compiles == Some(self.impact != Some(Impact::Major))
    }
}

/// A crate to compile, with a program for another.
pub(crate) struct Member {
    pub(crate) files: Files,
    pub(crate) program: String,
}

/// A document with its crate, and a program that uses it.
pub(crate) struct Old {
    pub(crate) path: PathBuf,
    pub(crate) made: Made,
    pub(crate) uses: Uses,
}

impl Old {
    pub(crate) fn new(path: &Path, made: Made) -> Self {
        Self {
            uses: uses(&made.0),
            path: path.to_owned(),
            made,
        }
    }
}

/// A model, and the crate that is written of it.
pub(crate) type Made = (Model, Files);

/// Makes changes of every kind to documents, and compiles all of them in one workspace.
///
/// # Errors
/// When a document can't be generated, or the disk refuses.
pub fn single(documents: &[PathBuf], plan: &Plan, folder: &Path) -> Result<Vec<Case>, String> {
    let mut trees = Vec::new();
    let mut all = Vec::new();
    for path in documents {
        let tree = cut::part(&corpus::tree(path)?, plan.part);
        let made = made(&corpus::document_of(path, tree.json())?, plan)?;
        all.push(Old::new(path, made));
        trees.push(tree);
    }
    let mut cases = settle(&mut all, folder)?;
    let mut members = Vec::new();
    for (old, tree) in all.iter().zip(&trees) {
        for edit in edits(tree, plan.of_each, &plan.kinds) {
            let document = corpus::document_of(&old.path, edit.tree.json());
            // a change that makes the document unusable is no change of the crate
            let Ok(new) = document.and_then(|document| made(&document, plan)) else {
                continue;
            };
            cases.push(case(old, &new, &edit));
            members.push(Member {
                files: new.1,
                program: old.uses.text(&krate(members.len())),
            });
        }
    }
    lay(folder, &members)?;
    let found = check(folder)?;
    let first = cases.len() - members.len();
    for (at, case) in cases.iter_mut().skip(first).enumerate() {
        judge(case, &found, at, &members[at].program);
    }
    Ok(cases)
}

pub(crate) fn made(document: &Document, plan: &Plan) -> Result<Made, String> {
    let config = match &plan.settings {
        Some(text) => Config::from_toml(text).map_err(|error| error.to_string())?,
        None => Config::bundled(&document.api.info.title, document.servers())?
            .map_or_else(Config::default, |(_, config)| config),
    };
    let generated = castiron_codegen::generate(document, &config, &EmitOptions::default());
    if generated.diagnostics.has_errors() {
        return Err("the document has errors".to_owned());
    }
    Ok((generated.model, generated.files))
}

/// Compiles each program with its own crate: probes that don't compile are no uses, and everything else must.
pub(crate) fn settle(all: &mut [Old], folder: &Path) -> Result<Vec<Case>, String> {
    let members: Vec<Member> = all
        .iter()
        .enumerate()
        .map(|(at, old)| Member {
            files: old.made.1.clone(),
            program: old.uses.questions(&krate(at)),
        })
        .collect();
    lay(folder, &members)?;
    let found = check(folder)?;
    for (at, old) in all.iter_mut().enumerate() {
        old.uses
            .answered(found.lines.get(&at).map_or(&[], Vec::as_slice));
        put_program(folder, at, &old.uses.text(&krate(at)))?;
    }
    let mut found = check(folder)?;
    let mut cases = Vec::new();
    for (at, old) in all.iter_mut().enumerate() {
        let lines = found.lines.remove(&at).unwrap_or_default();
        let wrong = old.uses.without(&lines);
        let is_broken = found.broken.contains(&at);
        cases.push(Case {
            document: old.path.clone(),
            change: ("no change".to_owned(), String::new()),
            impact: diff(&old.made.0, &old.made.0).impact(),
            compiles: (!is_broken).then_some(wrong.is_empty()),
            wrong: None,
            detail: wrong.first().cloned().unwrap_or_default(),
        });
    }
    Ok(cases)
}

fn case(old: &Old, new: &Made, edit: &Edit) -> Case {
    let found = diff(&old.made.0, &new.0);
    let detail = found.changes.first().map(|change| {
        let member = change.member.as_deref().unwrap_or_default();
        format!(
            "{} {} {member}: {}",
            change.impact, change.item, change.detail
        )
    });
    let is_silent = |change: &Change| change.concern == Concern::Documentation;
    // of what the crate doesn't show there is nothing to say: a property of an envelope, the elements of an array
    let is_shown = edit.place.is_empty()
        || serde_json::to_string(&old.made.0)
            .is_ok_and(|model| model.contains(&format!("{:?}", edit.place)));
    let wrong = match edit.expects {
        _ if !is_shown => None,
        Expects::Wire if found.changes.iter().all(is_silent) => Some("says nothing but words"),
        Expects::Words if !found.changes.iter().all(is_silent) => Some("says more than words"),
        _ => None,
    };
    Case {
        document: old.path.clone(),
        change: (edit.kind.to_owned(), edit.place.clone()),
        impact: found.impact(),
        compiles: None,
        wrong,
        detail: detail.unwrap_or_default(),
    }
}

fn judge(case: &mut Case, found: &Compiled, at: usize, program: &str) {
    let lines = found.lines.get(&at);
    case.compiles = (!found.broken.contains(&at)).then_some(lines.is_none());
    if let Some(line) = lines.and_then(|lines| lines.first())
        && case.impact != Some(Impact::Major)
    {
        let text = program
            .lines()
            .nth(line.saturating_sub(1))
            .unwrap_or_default();
        case.detail += &format!("\n      {text}");
    }
}

/// What the compiler refuses.
#[derive(Default)]
pub(crate) struct Compiled {
    /// Crates that don't compile themselves.
    pub(crate) broken: BTreeSet<usize>,
    /// Lines of programs that don't compile, from 1, by the number of the program.
    pub(crate) lines: BTreeMap<usize, Vec<usize>>,
}

/// What a program calls a crate.
pub(crate) fn krate(number: usize) -> String {
    format!("api_n{number}")
}

pub(crate) fn put_program(folder: &Path, number: usize, text: &str) -> Result<(), String> {
    crates::put(&folder.join(format!("n{number}/uses.rs")), text)
}

/// Writes crates, each with its program, as one workspace.
pub(crate) fn lay(folder: &Path, members: &[Member]) -> Result<(), String> {
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
        put_program(folder, number, &member.program)?;
        names.push(name);
    }
    crates::workspace(folder, &names, &castiron_tests::workspace().join("runtime"))
}

/// Checks all crates and programs that were laid there.
pub(crate) fn check(folder: &Path) -> Result<Compiled, String> {
    let target = std::path::absolute(folder.with_extension("target"))
        .map_err(|error| crates::shown(folder, &error))?;
    let arguments = [
        "check",
        "--workspace",
        "--keep-going",
        "--bins",
        "--lib",
        "--message-format",
        "short",
    ];
    let output = cargo::output(folder, &target, &arguments, &[])
        .map_err(|error| format!("cargo: {error}"))?;
    let printed = cargo::printed(&output);
    crates::put(&folder.join("printed.txt"), &printed)?;
    let mut found = Compiled::default();
    let number = |name: &str| name.strip_prefix('n')?.parse::<usize>().ok();
    for line in printed.lines() {
        if let Some(rest) = line.strip_prefix("error: could not compile `")
            && let Some((name, rest)) = rest.split_once('`')
            && rest.starts_with(" (lib)")
        {
            found.broken.extend(number(name));
        }
        let mut parts = line.splitn(4, ':');
        let (Some(path), Some(at), Some(_), Some(message)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if let Some(number) = path.strip_suffix("/uses.rs").and_then(number)
            && message.trim_start().starts_with("error")
            && let Ok(at) = at.parse()
        {
            found.lines.entry(number).or_default().push(at);
        }
    }
    if !output.status.success() && found.broken.is_empty() && found.lines.is_empty() {
        return Err(printed);
    }
    Ok(found)
}
