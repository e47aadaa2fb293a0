//! Compares the names of an existing crate with those that its document gives now.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use castiron_codegen::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Place};
use castiron_codegen::suggest::kept::{self, Method, Remedy, remedy};

use crate::args::Reading;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::report;
use crate::target::Target;

/// Warns of methods that would get other names, with the settings that keep them.
///
/// Only sources that change are read. Where nothing in them has another name, which is nearly always so, that is all; else the
/// document is read once more, as what was made of it is gone.
pub(crate) fn warned(
    here: &Here,
    target: &Target<'_>,
    reading: &Reading,
    out: &Path,
    files: &BTreeMap<String, String>,
) -> Result<Diagnostics, Failure> {
    let mut found = Diagnostics::new();
    let (old, new) = methods(out, files);
    if kept::moved(&old, &new).is_empty() {
        return Ok(found);
    }
    let input = Input::read(here, target, reading)?;
    if let Some(document) = input.sound()
        && let Some(remedy) = remedy(&old, document, &input.config)
    {
        found.push(names(&here.shown(out), &remedy));
    }
    Ok(found)
}

/// The methods of the crate that is there, and the new ones, of the files that are not to stay as they are: no others can
/// have moved.
fn methods(out: &Path, files: &BTreeMap<String, String>) -> (Vec<Method>, Vec<Method>) {
    let is_source = |text: &str| text.contains("static OPERATION");
    let mut old = Vec::new();
    let mut same = HashSet::new();
    let mut folders = vec![out.join("src")];
    while let Some(folder) = folders.pop() {
        // a crate that can't be read has no names to keep
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            let name = path.strip_prefix(out).ok().and_then(Path::to_str);
            let name = name.map(|name| name.replace('\\', "/"));
            match name.filter(|name| files.get(name) == Some(&text)) {
                Some(name) => {
                    same.insert(name);
                }
                None if is_source(&text) => old.extend(kept::methods(&text)),
                None => {}
            }
        }
    }
    if old.is_empty() {
        return (old, Vec::new());
    }
    let changed = files.iter().filter(|(name, _)| !same.contains(*name));
    let sources = changed.filter(|(_, text)| is_source(text));
    let new = sources.flat_map(|(_, text)| kept::methods(text)).collect();
    (old, new)
}

/// So many methods are named.
const SHOWN: usize = 3;

/// What is said of a crate whose names were decided otherwise.
fn names(shown: &str, remedy: &Remedy) -> Diagnostic {
    let moved = remedy.moved.iter().take(SHOWN);
    let moved = moved.map(|(old, new)| format!("`{old}` would be `{new}`"));
    let more = remedy.moved.len().saturating_sub(SHOWN);
    let text = format!(
        "{} of {shown} would be called otherwise, though the document calls {} as before: {}{}",
        report::count(remedy.moved.len(), "method"),
        if remedy.moved.len() == 1 {
            "it"
        } else {
            "them"
        },
        moved.collect::<Vec<_>>().join(", "),
        if more > 0 {
            format!(", and {more} more")
        } else {
            String::new()
        },
    );
    let place = Place::value(FileId::ROOT, "");
    Diagnostic::warning(Code::NamesMoved, place, text).help(help(remedy))
}

/// What keeps the names.
fn help(remedy: &Remedy) -> String {
    let kept = remedy.moved.len().saturating_sub(remedy.left);
    let settings = remedy.settings.trim_end();
    match (settings.is_empty(), remedy.left) {
        (true, _) => "no decision keeps their names; `[names.operations]` can keep them one by one"
            .to_owned(),
        (false, 0) => format!(
            "these settings keep their names, in place of any with the same keys:\n\n{settings}"
        ),
        (false, _) => format!(
            "these settings keep the names of {kept} of them, in place of any with the same keys:\n\n{settings}"
        ),
    }
}
