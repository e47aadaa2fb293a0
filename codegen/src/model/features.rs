//! Cargo features of a crate. They choose which parts of it are compiled.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The Cargo features of a crate, and the items that need them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// The features, sorted by name.
    pub list: Vec<Feature>,
    /// Path of an item (`pets::Pet`, without `crate`) → the features that enable it, any of them. Unlisted items are always
    /// compiled.
    pub gates: BTreeMap<String, Gate>,
}

/// Features, any of which enables an item.
pub type Gate = BTreeSet<String>;

/// A feature of a crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feature {
    /// Its name in `Cargo.toml`, such as `identity-verification-sessions`.
    pub name: String,
    /// Its documentation, one line of Markdown.
    pub doc: String,
}

impl Features {
    /// Whether everything is always compiled.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The features that enable an item, by its path; `None` if it is always compiled.
    pub fn gate(&self, path: &[&str]) -> Option<&Gate> {
        if self.gates.is_empty() {
            return None;
        }
        self.gates.get(&path.join("::"))
    }
}
