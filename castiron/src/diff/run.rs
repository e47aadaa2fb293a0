//! Runs `diff`.

use std::path::PathBuf;

use castiron_codegen::diff::{Impact, diff};

use super::shown::Shown;
use super::sides::{Named, Side};
use super::{json, markdown, text};
use crate::Outcome;
use crate::args::{self, DiffArgs, DiffFormat};
use crate::console::Console;
use crate::failure::Failure;
use crate::here::{Here, no_project};
use crate::project::Crate;

/// Compares what two documents give.
pub(crate) fn run(args: &DiffArgs, console: &Console) -> Result<Outcome, Failure> {
    if args.schema {
        console.print(json::SCHEMA);
        return Ok(Outcome::Done);
    }
    let here = Here::find()?;
    let Some(revision) = &args.since else {
        let [old, new] = args.documents()?;
        let (old, new) = (Named::find(&here, old)?, Named::find(&here, new)?);
        let named = args.krate.first().map(String::as_str);
        let of = settings(&here, [&old.original, &new.original], named)?;
        let Some((written, is_denied)) = compare(&here, [&old, &new], of, args, console)? else {
            return Ok(Outcome::Failed);
        };
        match written {
            Written::Text(text) => console.print(&text),
            Written::Json(value) => console.print_json(&value),
        }
        return Ok(if is_denied {
            Outcome::Drift
        } else {
            Outcome::Done
        });
    };
    let Some(project) = &here.project else {
        return Err(no_project().into());
    };
    let crates = project.named(&args.krate)?;
    let format = format(args, console);
    let mut outcome = Outcome::Done;
    let mut all = Vec::new();
    for krate in &crates {
        let name = krate.settings.name.as_str();
        let [old, new] = Named::since(krate, revision)?;
        let Some((written, is_denied)) = compare(&here, [&old, &new], Some(krate), args, console)?
        else {
            return Ok(Outcome::Failed);
        };
        if is_denied {
            outcome = Outcome::Drift;
        }
        match (written, format) {
            (Written::Json(value), _) => all.push((name.to_owned(), value)),
            (Written::Text(text), _) if crates.len() == 1 => console.print(&text),
            (Written::Text(text), DiffFormat::Markdown) => {
                console.print(&format!("# {name}\n\n{text}"));
            }
            (Written::Text(text), _) => console.print(&format!("{name}:\n{text}")),
        }
    }
    match all.as_slice() {
        [] => {}
        [(_, one)] => console.print_json(one),
        _ => console.print_json(&json::several(all)),
    }
    Ok(outcome)
}

/// A comparison as it is printed.
enum Written {
    Text(String),
    Json(serde_json::Value),
}

/// The format that is asked for.
fn format(args: &DiffArgs, console: &Console) -> DiffFormat {
    match console.is_json() {
        true => DiffFormat::Json,
        false => args.format,
    }
}

/// Compares two documents under the settings of a crate: what changed, and whether that is denied. `None` where one of
/// them gives no crate.
fn compare(
    here: &Here,
    [old, new]: [&Named; 2],
    of: Option<&Crate>,
    args: &DiffArgs,
    console: &Console,
) -> Result<Option<(Written, bool)>, Failure> {
    let mut sides = Vec::new();
    for (which, named) in [("old", old), ("new", new)] {
        match Side::read(here, which, named, of, &args.reading, console)? {
            Some(side) => sides.push(side),
            None => return Ok(None),
        }
    }
    let [old, new] = sides.as_slice() else {
        return Ok(None);
    };
    let diff = diff(&old.model, &new.model);
    let impact = diff.impact();
    let shown = Shown::new(&diff, &args.only, (old, new));
    let written = match format(args, console) {
        DiffFormat::Text => Written::Text(text::write(&shown, console.verbose)),
        DiffFormat::Markdown => Written::Text(markdown::write(&shown)),
        DiffFormat::Json => Written::Json(json::write(&shown)),
    };
    let denied = args.deny.map(|impact| match impact {
        args::Impact::Patch => Impact::Patch,
        args::Impact::Minor => Impact::Minor,
        args::Impact::Split => Impact::Split,
        args::Impact::Major => Impact::Major,
    });
    let is_denied = denied.is_some_and(|denied| impact.is_some_and(|impact| impact >= denied));
    Ok(Some((written, is_denied)))
}

/// The crate whose settings apply to both: the one that was named, else the one that one of the documents belongs to.
fn settings<'a>(
    here: &'a Here,
    specs: [&PathBuf; 2],
    named: Option<&str>,
) -> Result<Option<&'a Crate>, Failure> {
    match (&here.project, named) {
        (Some(project), Some(_)) => project.one(named).map(Some),
        (None, Some(_)) => Err(no_project().into()),
        (project, None) => Ok(project
            .iter()
            .flat_map(|project| &project.crates)
            .find(|krate| specs.contains(&&krate.spec))),
    }
}
