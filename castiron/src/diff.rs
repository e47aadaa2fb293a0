//! `diff`: what a new version of a document changes in the Rust API.

use std::path::PathBuf;

use castiron_codegen::diff::{Change, Diff, Impact, Kind, diff};
use castiron_codegen::model::Model;

use crate::Outcome;
use crate::args::{self, DiffArgs, Reading};
use crate::console::Console;
use crate::failure::Failure;
use crate::input::{Here, Input};
use crate::project::Crate;
use crate::report::count;
use crate::target::{self, Target};

/// Compares what two documents give.
pub(crate) fn run(args: &DiffArgs, console: &Console) -> Result<Outcome, Failure> {
    let here = Here::find()?;
    let mut models = Vec::new();
    let specs = [here.document(&args.old)?, here.document(&args.new)?];
    let of = settings(&here, &specs, args.krate.as_deref())?;
    for spec in specs {
        match model(&here, Target { spec, of }, &args.reading, console)? {
            Some(model) => models.push(model),
            None => return Ok(Outcome::Failed),
        }
    }
    let [old, new] = models.as_slice() else {
        return Ok(Outcome::Failed);
    };
    let diff = diff(old, new);
    if console.is_json() {
        console
            .print_json(&serde_json::json!({ "impact": diff.impact(), "changes": diff.changes }));
    } else {
        console.print(&text(&diff, console.verbose));
    }
    let denied = args.deny.map(|impact| match impact {
        args::Impact::Patch => Impact::Patch,
        args::Impact::Minor => Impact::Minor,
        args::Impact::Major => Impact::Major,
    });
    let is_denied =
        denied.is_some_and(|denied| diff.impact().is_some_and(|impact| impact >= denied));
    Ok(if is_denied {
        Outcome::Drift
    } else {
        Outcome::Done
    })
}

/// The crate whose settings apply to both: the one that was named, else the one that one of the documents belongs to.
fn settings<'a>(
    here: &'a Here,
    specs: &[PathBuf],
    named: Option<&str>,
) -> Result<Option<&'a Crate>, Failure> {
    match (&here.project, named) {
        (Some(project), Some(_)) => project.one(named).map(Some),
        (None, Some(_)) => Err(target::no_project().into()),
        (project, None) => Ok(project
            .iter()
            .flat_map(|project| &project.crates)
            .find(|krate| specs.contains(&krate.spec))),
    }
}

fn model(
    here: &Here,
    target: Target<'_>,
    reading: &Reading,
    console: &Console,
) -> Result<Option<Model>, Failure> {
    let input = Input::read(here, &target, reading)?;
    let model = input
        .sound()
        .map(|document| castiron_codegen::model(document, &input.config).0);
    if model.is_none() {
        console.diagnostics(&input.diagnostics, &input.sources());
        console.error(&format!("{} has no model", input.name));
    }
    Ok(model)
}

/// All changes for people, item by item. Those that no program notices are only counted, unless all is to be said.
fn text(diff: &Diff, is_verbose: bool) -> String {
    let mut out = String::new();
    let mut item = "";
    for change in &diff.changes {
        if change.impact == Impact::Patch && !is_verbose {
            continue;
        }
        if change.member.is_none() {
            out.push_str(&line(change, &format!("{} {}", change.what, change.item)));
        } else {
            if item != change.item {
                out.push_str(&format!("        {} {}\n", change.what, change.item));
            }
            out.push_str(&line(
                change,
                &format!("  {}", change.member.as_deref().unwrap_or_default()),
            ));
        }
        item = &change.item;
    }
    let counts: Vec<String> = [Impact::Major, Impact::Minor, Impact::Patch]
        .into_iter()
        .map(|impact| count(diff.count(impact), &format!("{impact} change")))
        .collect();
    match diff.impact() {
        None => out.push_str("no change in the Rust API\n"),
        Some(impact) => out.push_str(&format!("{}: a {impact} version\n", counts.join(", "))),
    }
    out
}

fn line(change: &Change, name: &str) -> String {
    let sign = match change.kind {
        Kind::Removed => '-',
        Kind::Moved => '>',
        Kind::Changed => '~',
        Kind::Added => '+',
    };
    let colon = if change.detail.is_empty() { "" } else { ": " };
    format!(
        "{:<5} {sign} {name}{colon}{}\n",
        change.impact, change.detail
    )
}

#[cfg(test)]
mod tests {
    use castiron_codegen::diff::{Change, Diff, Impact, Kind};

    use super::text;

    #[test]
    fn item_by_item() {
        let change = |member: Option<&str>, kind, impact, detail: &str| Change {
            item: "a::B".to_owned(),
            what: "struct",
            member: member.map(str::to_owned),
            kind,
            impact,
            detail: detail.to_owned(),
        };
        let diff = Diff {
            changes: vec![
                change(
                    None,
                    Kind::Changed,
                    Impact::Patch,
                    "says something else of itself",
                ),
                change(Some("c"), Kind::Removed, Impact::Major, ""),
                change(Some("d"), Kind::Added, Impact::Minor, "String"),
            ],
        };
        assert_eq!(
            text(&diff, false),
            "        struct a::B\nmajor -   c\nminor +   d: String\n\
             1 major change, 1 minor change, 1 patch change: a major version\n"
        );
        assert_eq!(text(&Diff::default(), false), "no change in the Rust API\n");
    }
}
