//! The changes that a comparison reports.

use std::fmt;

use serde::Serialize;

/// What a change means for users (Semantic Versioning 2.0, points 6 to 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// Documentation only.
    Patch,
    /// Something new, or a difference at run time that does not affect compilation.
    Minor,
    /// Paths of one type now refer to several types of the same shape, or the reverse. It only affects programs that pass a
    /// value from one of these paths to the other.
    Split,
    /// Programs may need changes.
    Major,
}

impl Impact {
    /// All of them, the most severe first.
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

/// The part that a change affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// The Rust API.
    Api,
    /// Requests and responses, while the Rust API stays the same.
    Wire,
    /// The documentation.
    Documentation,
}

/// The kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It was removed.
    Removed,
    /// It has another path.
    Moved,
    /// A member has another name.
    Renamed,
    /// It differs.
    Changed,
    /// One type was split into several, or the reverse.
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
    /// Its impact.
    pub impact: Impact,
    /// The part that it affects.
    pub concern: Concern,
    /// The kind of change.
    pub kind: Kind,
    /// The kind of item: `struct`, `enum`, `union`, `params`, …
    pub what: &'static str,
    /// The part of the API that it belongs to: the module of the item.
    pub resource: String,
    /// The item's path from the crate root, such as `identity::VerificationSession`.
    pub item: String,
    /// The field, variant or method; `None` for the item itself.
    pub member: Option<String>,
    /// The old and the new value, if that adds anything.
    pub detail: String,
    /// The replacement, if programs need changes.
    pub instead: Option<String>,
    /// Operations that send or receive the item, as `DELETE /v1/…`: the first three.
    pub endpoints: Vec<String>,
    /// The total number of such operations.
    pub operations: usize,
    /// JSON pointer into the old document.
    pub old: Option<String>,
    /// JSON pointer into the new document.
    pub new: Option<String>,
    /// Additional paths with the same change: re-exports.
    pub paths: Vec<String>,
}

/// All changes: the most severe first, then by resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The titles of the two documents, if they describe different APIs.
    pub unrelated: Option<(String, String)>,
    /// The changes.
    pub changes: Vec<Change>,
}

impl Diff {
    /// The impact of all changes together; `None` if there are none.
    pub fn impact(&self) -> Option<Impact> {
        self.changes.iter().map(|change| change.impact).max()
    }

    /// The number of changes with this impact.
    pub fn count(&self, impact: Impact) -> usize {
        let same = self.changes.iter().filter(|one| one.impact == impact);
        same.count()
    }
}
