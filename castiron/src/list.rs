//! `list`: the operations and schemas of a document, with the selector that each needs.

use castiron_codegen::contents::{Contents, ListedOperation, contents};

use crate::Outcome;
use crate::args::{ListArgs, Listed};
use crate::console::Console;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::quote::word;
use crate::report::count;
use crate::target::Target;

/// Longer selectors don't move the column behind them.
const WIDEST: usize = 48;

/// Lists what is in a document.
pub(crate) fn run(args: &ListArgs, console: &Console) -> Result<Outcome, Failure> {
    let here = Here::find()?;
    let target = Target::one(&here, &args.chosen)?;
    let input = Input::read(&here, &target, &args.reading)?;
    let Some(document) = input.sound() else {
        console.diagnostics(&input.diagnostics, &input.sources());
        console.error(&format!("{} cannot be listed", input.name));
        return Ok(Outcome::Failed);
    };
    let contents = contents(document, &input.config);
    if console.is_json() {
        console.print_json(&serde_json::to_value(&contents).unwrap_or_default());
    } else {
        console.print(&text(&contents, args.only));
    }
    Ok(Outcome::Done)
}

fn text(contents: &Contents, only: Option<Listed>) -> String {
    let tags = contents.tags.iter().map(|tag| {
        (
            tag.selector.as_str(),
            count(tag.operations, "operation"),
            true,
        )
    });
    let operations = contents.operations.iter().map(|operation| {
        (
            operation.selector.as_str(),
            about(operation),
            operation.selected,
        )
    });
    let schemas = contents
        .schemas
        .iter()
        .map(|schema| (schema.selector.as_str(), String::new(), schema.selected));
    let mut out = String::new();
    part(&mut out, "tags", Listed::Tags, only, tags.collect());
    part(
        &mut out,
        "operations",
        Listed::Operations,
        only,
        operations.collect(),
    );
    part(
        &mut out,
        "schemas",
        Listed::Schemas,
        only,
        schemas.collect(),
    );
    out
}

/// Verb and path, unless the selector says them, tags, and features.
fn about(operation: &ListedOperation) -> String {
    let call = format!("{} {}", operation.verb, operation.path);
    let tags = operation.tags.iter().map(|tag| format!("tag:{tag}"));
    let call = (call != operation.selector).then_some(call);
    let features = operation.features.iter();
    let features = features.map(|name| format!("feature:{name}"));
    let all = call.into_iter().chain(tags).chain(features);
    all.collect::<Vec<_>>().join("  ")
}

/// Entries of one kind: the selector as a shell takes it, what there is to know, and whether it is left in.
fn part(
    out: &mut String,
    name: &str,
    what: Listed,
    only: Option<Listed>,
    entries: Vec<(&str, String, bool)>,
) {
    if only.is_some_and(|only| only != what) {
        return;
    }
    let entries: Vec<_> = entries
        .into_iter()
        .map(|(selector, about, kept)| (word(selector), about, kept))
        .collect();
    let width = entries
        .iter()
        .map(|(selector, ..)| selector.chars().count())
        .max();
    let width = width.unwrap_or_default().min(WIDEST);
    out.push_str(&format!("{name} ({})\n", entries.len()));
    for (selector, about, is_selected) in entries {
        let mark = if is_selected { "" } else { "  (left out)" };
        out.push_str(format!("  {selector:<width$}  {about}{mark}").trim_end());
        out.push('\n');
    }
}
