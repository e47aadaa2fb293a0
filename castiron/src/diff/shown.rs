//! Selects and phrases the changes to print, for all output formats.

use castiron_codegen::diff::{Change, Concern, Diff, Impact, Kind};

use super::sides::{At, Side};
use crate::args::Only;

/// The changes that are shown, with the places at which they stand.
pub(super) struct Shown<'d> {
    pub(super) diff: &'d Diff,
    /// The names of the old and the new document, which [`Located::places`] leaves out.
    pub(super) names: [String; 2],
    pub(super) changes: Vec<Located<'d>>,
}

/// A change with its places.
pub(super) struct Located<'d> {
    pub(super) change: &'d Change,
    pub(super) old: Option<At>,
    pub(super) new: Option<At>,
}

impl Located<'_> {
    /// The lines and columns in both documents: `-12:3 +14:3`.
    pub(super) fn places(&self) -> Option<String> {
        let old = self.old.as_ref().map(|at| format!("-{}", at.short()));
        let new = self.new.as_ref().map(|at| format!("+{}", at.short()));
        let places: Vec<String> = old.into_iter().chain(new).collect();
        (!places.is_empty()).then(|| places.join(" "))
    }
}

impl<'d> Shown<'d> {
    pub(super) fn new(diff: &'d Diff, only: &[Only], (old, new): (&Side, &Side)) -> Self {
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
            names: [old.name().to_owned(), new.name().to_owned()],
            changes: changes.collect(),
        }
    }

    /// The shown changes of one impact.
    pub(super) fn of(&self, impact: Impact) -> impl Iterator<Item = &Located<'d>> {
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
pub(super) fn summary(diff: &Diff) -> String {
    let Some(impact) = diff.impact() else {
        return "no change".to_owned();
    };
    let counts: Vec<String> = Impact::ALL
        .into_iter()
        .map(|impact| format!("{} {impact}", diff.count(impact)))
        .collect();
    format!("{}: a {} version", counts.join(", "), version(impact))
}

/// The counts of all changes by what happened: `2 removed, 5 added`, and how many show only in what is sent and received.
pub(super) fn kinds(diff: &Diff) -> String {
    let of = |kind| diff.changes.iter().filter(|one| one.kind == kind).count();
    let counts = Kind::ALL.into_iter().map(|kind| (of(kind), kind.name()));
    let wire = |change: &&Change| change.concern == Concern::Wire;
    let wire = (diff.changes.iter().filter(wire).count(), "on the wire only");
    let counts = counts.chain([wire]).filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    counts.join(", ")
}

/// The part of the version that a change of this impact raises.
pub(super) fn version(impact: Impact) -> &'static str {
    match impact {
        Impact::Major => "major",
        Impact::Split | Impact::Minor => "minor",
        Impact::Patch => "patch",
    }
}

/// An item or a member of it, as people write it.
pub(super) fn name(change: &Change) -> String {
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
pub(super) fn endpoints(change: &Change) -> Option<String> {
    let first = change.endpoints.first()?;
    Some(match change.operations {
        0 | 1 => first.clone(),
        number => format!("{first} and {} more", number.saturating_sub(1)),
    })
}

/// What happened, in a few words, without the name.
pub(super) fn happened(change: &Change) -> String {
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
