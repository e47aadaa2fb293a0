//! The changes that a comparison reports.

use std::fmt;

use serde::Serialize;

/// What a change means for users (Semantic Versioning 2.0, points 6 to 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// Documentation only.
    Patch,
    /// Something new, or something that programs compile with and that differs at run time.
    Minor,
    /// Paths that led to one type lead to several of the same shape, or the other way round. Only a program that passes a
    /// value from one of these paths to the other notices.
    Split,
    /// Programs may have to be changed.
    Major,
}

impl Impact {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Major, Self::Split, Self::Minor, Self::Patch];
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Split => "split",
            Self::Major => "major",
        })
    }
}

/// Where a change shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// In the Rust API.
    Api,
    /// In what is sent, received or accepted, while the Rust API stays as it is.
    Wire,
    /// In the documentation.
    Documentation,
}

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It is no longer there.
    Removed,
    /// It is there under another path.
    Moved,
    /// A member is there under another name.
    Renamed,
    /// It differs.
    Changed,
    /// Types that were one are several now, or the other way round.
    Split,
    /// It is new.
    Added,
}

impl Kind {
    /// All kinds, in the order in which they are counted.
    pub const ALL: [Self; 6] = [
        Self::Removed,
        Self::Moved,
        Self::Renamed,
        Self::Changed,
        Self::Split,
        Self::Added,
    ];

    /// Its name in JSON and in counts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
            Self::Split => "split",
            Self::Added => "added",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it means.
    pub impact: Impact,
    /// Where it shows.
    pub concern: Concern,
    /// What happened.
    pub kind: Kind,
    /// What it is: `struct`, `enum`, `union`, `params`, …
    pub what: &'static str,
    /// The part of the API that it belongs to: the module in which the item lies.
    pub resource: String,
    /// The item's path from the crate root, such as `identity::VerificationSession`.
    pub item: String,
    /// The field, variant or method in it; none for the item itself.
    pub member: Option<String>,
    /// From what to what, where that says more.
    pub detail: String,
    /// What to write instead, where programs have to be changed.
    pub instead: Option<String>,
    /// Operations that send or receive the item, as `DELETE /v1/…`: the first three.
    pub endpoints: Vec<String>,
    /// How many operations there are in all.
    pub operations: usize,
    /// JSON pointer into the old document.
    pub old: Option<String>,
    /// JSON pointer into the new document.
    pub new: Option<String>,
    /// Further paths of which the same is true: re-exports.
    pub paths: Vec<String>,
}

/// All changes: the gravest first, then by resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The titles of the two documents, where they describe different APIs.
    pub unrelated: Option<(String, String)>,
    /// The changes.
    pub changes: Vec<Change>,
}

impl Diff {
    /// What all changes together mean; `None` if there are none.
    pub fn impact(&self) -> Option<Impact> {
        self.changes.iter().map(|change| change.impact).max()
    }

    /// How many changes mean that.
    pub fn count(&self, impact: Impact) -> usize {
        let same = self.changes.iter().filter(|one| one.impact == impact);
        same.count()
    }
}
