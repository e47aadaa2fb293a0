//! `diff`: what a new version of a document changes in the Rust API.

pub(crate) mod bump;
mod history;
mod json;
mod markdown;
mod text;

use std::path::{Path, PathBuf};

use castiron_codegen::diagnostic::Sources as _;
use castiron_codegen::diff::{Change, Concern, Diff, Impact, diff};
use castiron_codegen::model::Model;

use crate::Outcome;
use crate::args::{self, DiffArgs, DiffFormat, Only, Reading};
use crate::console::Console;
use crate::failure::Failure;
use crate::input::{Here, Input};
use crate::project::Crate;
use crate::target::{self, Target};

/// Compares what two documents give.
pub(crate) fn run(args: &DiffArgs, console: &Console) -> Result<Outcome, Failure> {
    if args.schema {
        console.print(json::SCHEMA);
        return Ok(Outcome::Done);
    }
    let here = Here::find()?;
    let Some(revision) = &args.since else {
        let (old, new) = (args.old.as_deref(), args.new.as_deref());
        let (old, new) = (Named::find(&here, old)?, Named::find(&here, new)?);
        let named = args.krate.first().map(String::as_str);
        let of = settings(&here, [&old.original, &new.original], named)?;
        return compare(&here, [&old, &new], of, None, args, console);
    };
    let Some(project) = &here.project else {
        return Err(target::no_project().into());
    };
    let crates = project.named(&args.krate)?;
    let is_json = console.is_json() || args.format == DiffFormat::Json;
    if is_json && crates.len() > 1 {
        return Err("JSON is of one crate: name it with `--crate NAME`".into());
    }
    let mut outcome = Outcome::Done;
    for krate in &crates {
        let [old, new] = Named::since(krate, revision)?;
        let heading = (crates.len() > 1).then_some(krate.settings.name.as_str());
        match compare(&here, [&old, &new], Some(krate), heading, args, console)? {
            Outcome::Done => {}
            Outcome::Failed => return Ok(Outcome::Failed),
            Outcome::Drift => outcome = Outcome::Drift,
        }
    }
    Ok(outcome)
}

/// Compares two documents under the settings of a crate, and prints what changed below a heading.
fn compare(
    here: &Here,
    [old, new]: [&Named; 2],
    of: Option<&Crate>,
    heading: Option<&str>,
    args: &DiffArgs,
    console: &Console,
) -> Result<Outcome, Failure> {
    let mut sides = Vec::new();
    for (which, named) in [("old", old), ("new", new)] {
        match Side::read(here, which, named, of, &args.reading, console)? {
            Some(side) => sides.push(side),
            None => return Ok(Outcome::Failed),
        }
    }
    let [old, new] = sides.as_slice() else {
        return Ok(Outcome::Failed);
    };
    let diff = diff(&old.model, &new.model);
    let impact = diff.impact();
    let shown = Shown::new(&diff, &args.only, (old, new));
    let format = match console.is_json() {
        true => DiffFormat::Json,
        false => args.format,
    };
    match (heading, format) {
        (Some(name), DiffFormat::Text) => console.print(&format!("{name}:\n")),
        (Some(name), DiffFormat::Markdown) => console.print(&format!("# {name}\n\n")),
        _ => {}
    }
    match format {
        DiffFormat::Text => console.print(&text::write(&shown, console.verbose)),
        DiffFormat::Markdown => console.print(&markdown::write(&shown)),
        DiffFormat::Json => console.print_json(&json::write(&shown)),
    }
    let denied = args.deny.map(|impact| match impact {
        args::Impact::Patch => Impact::Patch,
        args::Impact::Minor => Impact::Minor,
        args::Impact::Split => Impact::Split,
        args::Impact::Major => Impact::Major,
    });
    let is_denied = denied.is_some_and(|denied| impact.is_some_and(|impact| impact >= denied));
    Ok(if is_denied {
        Outcome::Drift
    } else {
        Outcome::Done
    })
}

/// The crate whose settings apply to both: the one that was named, else the one that one of the documents belongs to.
fn settings<'a>(
    here: &'a Here,
    specs: [&PathBuf; 2],
    named: Option<&str>,
) -> Result<Option<&'a Crate>, Failure> {
    match (&here.project, named) {
        (Some(project), Some(_)) => project.one(named).map(Some),
        (None, Some(_)) => Err(target::no_project().into()),
        (project, None) => Ok(project
            .iter()
            .flat_map(|project| &project.crates)
            .find(|krate| specs.contains(&&krate.spec))),
    }
}

/// A document that was named on the command line.
pub(crate) struct Named {
    /// Its name there.
    pub(crate) name: Option<String>,
    /// Its path in the checkout.
    pub(crate) original: PathBuf,
    /// What git keeps of it, where that is meant.
    pub(crate) kept: Option<history::Kept>,
}

impl Named {
    /// The document of a crate as git keeps it in a revision, and as it is.
    pub(crate) fn since(krate: &Crate, revision: &str) -> Result<[Self; 2], Failure> {
        let folder = krate.spec.parent().unwrap_or(Path::new("."));
        let file = krate.spec.file_name().unwrap_or_default().to_string_lossy();
        // revisions are read from where the document lies
        let inside = Here {
            folder: folder.to_path_buf(),
            project: None,
        };
        let old = Self::find(&inside, Some(&format!("{revision}:{file}")))?;
        let new = Self {
            name: None,
            original: krate.spec.clone(),
            kept: None,
        };
        Ok([old, new])
    }

    pub(crate) fn find(here: &Here, name: Option<&str>) -> Result<Self, Failure> {
        let kept = name
            .map(|name| history::kept(here, name))
            .transpose()?
            .flatten();
        let original = match (&kept, name) {
            (Some(kept), _) => kept.original.clone(),
            (None, Some(name)) => here.document(Path::new(name))?,
            (None, None) => here.spec(None)?,
        };
        Ok(Self {
            name: name.map(str::to_owned),
            original,
            kept,
        })
    }
}

/// One of the documents, with its model.
pub(crate) struct Side {
    input: Input,
    pub(crate) model: Model,
}

impl Side {
    /// Reads a document; its diagnostics, and which of the two it is, where it gives no model.
    pub(crate) fn read(
        here: &Here,
        which: &str,
        named: &Named,
        of: Option<&Crate>,
        reading: &Reading,
        console: &Console,
    ) -> Result<Option<Self>, Failure> {
        let kept = named.kept.as_ref().map(|kept| kept.document.clone());
        let spec = kept.unwrap_or_else(|| named.original.clone());
        let mut input = Input::read(here, &Target { spec, of }, reading)?;
        let made = input
            .sound()
            .map(|document| castiron_codegen::model(document, &input.config));
        if let Some((_, diagnostics)) = &made {
            input.add(diagnostics, reading);
        }
        match made.filter(|_| !input.diagnostics.has_errors()) {
            Some((model, _)) => Ok(Some(Self { input, model })),
            None => {
                console.diagnostics(&input.diagnostics, &input.sources());
                let name = named.name.as_ref().unwrap_or(&input.name);
                console.error(&format!("the {which} document, {name}, gives no crate"));
                Ok(None)
            }
        }
    }

    /// Where something stands in the document's text: `openapi.yaml:12:3`.
    fn place(&self, pointer: &str) -> Option<String> {
        let place = self.input.document.as_ref()?.place(pointer);
        let span = self.input.files.span(&place)?;
        let name = self.input.files.name(place.file);
        Some(format!("{name}:{}:{}", span.line, span.column))
    }
}

/// The changes that are shown, with the places at which they stand.
struct Shown<'d> {
    diff: &'d Diff,
    changes: Vec<Located<'d>>,
}

/// A change with its places.
struct Located<'d> {
    change: &'d Change,
    old: Option<String>,
    new: Option<String>,
}

impl<'d> Shown<'d> {
    fn new(diff: &'d Diff, only: &[Only], (old, new): (&Side, &Side)) -> Self {
        let changes = diff
            .changes
            .iter()
            .filter(|change| is_asked_for(change, only));
        let changes = changes.map(|change| Located {
            change,
            old: change.old.as_ref().and_then(|pointer| old.place(pointer)),
            new: change.new.as_ref().and_then(|pointer| new.place(pointer)),
        });
        Self {
            diff,
            changes: changes.collect(),
        }
    }

    /// The shown changes of one impact.
    fn of(&self, impact: Impact) -> impl Iterator<Item = &Located<'d>> {
        self.changes
            .iter()
            .filter(move |located| located.change.impact == impact)
    }
}

/// Whether a change is among those that were asked for: of one of the impacts, and of one of the concerns.
fn is_asked_for(change: &Change, only: &[Only]) -> bool {
    let impact = |only: &Only| match only {
        Only::Major => Some(Impact::Major),
        Only::Split => Some(Impact::Split),
        Only::Minor => Some(Impact::Minor),
        Only::Patch => Some(Impact::Patch),
        Only::Api | Only::Wire | Only::Documentation => None,
    };
    let concern = |only: &Only| match only {
        Only::Api => Some(Concern::Api),
        Only::Wire => Some(Concern::Wire),
        Only::Documentation => Some(Concern::Documentation),
        _ => None,
    };
    let impacts: Vec<Impact> = only.iter().filter_map(impact).collect();
    let concerns: Vec<Concern> = only.iter().filter_map(concern).collect();
    (impacts.is_empty() || impacts.contains(&change.impact))
        && (concerns.is_empty() || concerns.contains(&change.concern))
}

/// The counts of all changes by impact, and what they mean for the version.
fn summary(diff: &Diff) -> String {
    let Some(impact) = diff.impact() else {
        return "no change".to_owned();
    };
    let counts: Vec<String> = Impact::ALL
        .into_iter()
        .map(|impact| format!("{} {impact}", diff.count(impact)))
        .collect();
    format!("{}: a {} version", counts.join(", "), version(impact))
}

/// The part of the version that a change of this impact raises.
fn version(impact: Impact) -> &'static str {
    match impact {
        Impact::Major => "major",
        Impact::Split | Impact::Minor => "minor",
        Impact::Patch => "patch",
    }
}

/// An item or a member of it, as people write it.
fn name(change: &Change) -> String {
    match &change.member {
        Some(member) if change.what == "enum" || change.what == "union" => {
            format!("{}::{member}", change.item)
        }
        Some(member) if change.what == "resource" || change.what == "group" => {
            format!("{}::{member}", change.item)
        }
        Some(member) => format!("{}.{member}", change.item),
        None => change.item.clone(),
    }
}

/// The first endpoint, and how many more there are.
fn endpoints(change: &Change) -> Option<String> {
    let first = change.endpoints.first()?;
    Some(match change.operations {
        0 | 1 => first.clone(),
        number => format!("{first} and {} more", number - 1),
    })
}

/// What happened, in a few words, without the name.
fn happened(change: &Change) -> String {
    use castiron_codegen::diff::Kind;
    let verb = match change.kind {
        Kind::Removed => "removed",
        Kind::Added => "added",
        Kind::Moved | Kind::Renamed | Kind::Changed | Kind::Split => "",
    };
    let mut out = match (verb, change.detail.as_str()) {
        ("", detail) => detail.to_owned(),
        (verb, "") => verb.to_owned(),
        (verb, detail) => format!("{verb}: {detail}"),
    };
    if !change.paths.is_empty() && change.kind != Kind::Split {
        out += &format!(" (and {} more re-exports)", change.paths.len());
    }
    out
}

#[cfg(test)]
mod tests;
