//! Cargo features of a crate. They choose which parts of it are compiled.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The features by which programs choose what is compiled, and what each of them is needed for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// The features, sorted by name.
    pub list: Vec<Feature>,
    /// Where an item lies (`pets::Pet`, without `crate`) → the features with any of which it is compiled. What is not listed
    /// always is.
    pub gates: BTreeMap<String, Gate>,
}

/// Features with any of which something is compiled.
pub type Gate = BTreeSet<String>;

/// A feature of a crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feature {
    /// Its name in `Cargo.toml`, such as `identity-verification-sessions`.
    pub name: String,
    /// What it is for, one line of Markdown.
    pub doc: String,
}

impl Features {
    /// Whether everything is always compiled.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The features with any of which an item is compiled, by where it lies; `None` where it always is.
    pub fn gate(&self, path: &[&str]) -> Option<&Gate> {
        if self.gates.is_empty() {
            return None;
        }
        self.gates.get(&path.join("::"))
    }
}
