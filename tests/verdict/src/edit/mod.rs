//! Single changes to a document, each of one kind and at one place.
//!
//! ```text
//! places       Document → places     schemas, paths, operations, the document itself
//! schemas      rules                 properties, types, formats, values, branches
//! operations   rules                 parameters, bodies, answers, names, tags
//! whole        rules                 components that move, are united or told apart; paths, verbs, servers, credentials
//! hand         Tree → Tree           what all rules change trees with
//! ```

mod hand;
mod operations;
mod places;
mod schemas;
mod whole;

use crate::tree::Tree;
use places::Place;

/// A document with one change.
pub struct Edit {
    /// Which kind of change it is.
    pub kind: &'static str,
    /// What must be said of it, whether or not programs still compile.
    pub expects: Expects,
    /// Where it was made.
    pub place: String,
    /// The changed document.
    pub tree: Tree,
}

/// What must be said of a change beside whether it is major.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    /// Nothing more.
    Verdict,
    /// Something is sent, received or accepted in another way: it is no patch.
    Wire,
    /// The documentation only.
    Words,
}

/// A kind of change: where it can be made, and how.
struct Rule {
    kind: &'static str,
    expects: Expects,
    applies: fn(&Tree, &Place) -> bool,
    change: Change,
}

/// How a change is made.
enum Change {
    /// At the place.
    Here(fn(&mut Tree)),
    /// In the document, of which the place is a part. Whether it could be made.
    Whole(fn(&mut Tree, &Place) -> bool),
}

impl Rule {
    const fn here(
        kind: &'static str,
        applies: fn(&Tree, &Place) -> bool,
        change: fn(&mut Tree),
    ) -> Self {
        Self {
            kind,
            expects: Expects::Verdict,
            applies,
            change: Change::Here(change),
        }
    }

    const fn whole(
        kind: &'static str,
        applies: fn(&Tree, &Place) -> bool,
        change: fn(&mut Tree, &Place) -> bool,
    ) -> Self {
        Self {
            kind,
            expects: Expects::Verdict,
            applies,
            change: Change::Whole(change),
        }
    }

    const fn expects(self, expects: Expects) -> Self {
        Self { expects, ..self }
    }
}

/// Makes up to so many changes of every kind, at places spread over the document. Only kinds that hold a text, if one is
/// given.
#[must_use]
pub fn edits(document: &Tree, of_each: usize, kinds: &str) -> Vec<Edit> {
    let places = places::all(document);
    let mut out = Vec::new();
    let rules = [schemas::RULES, operations::RULES, whole::RULES];
    for rule in rules.into_iter().flatten() {
        if !rule.kind.contains(kinds) {
            continue;
        }
        let fitting: Vec<&Place> = places
            .iter()
            .filter(|place| {
                place
                    .at(document)
                    .is_some_and(|tree| (rule.applies)(tree, place))
            })
            .collect();
        let step = fitting.len().div_ceil(of_each.max(1)).max(1);
        let mut left = of_each;
        for place in fitting.iter().skip(step / 2).step_by(step) {
            if left == 0 {
                break;
            }
            let mut tree = document.clone();
            let is_made = match rule.change {
                Change::Here(change) => place.at_mut(&mut tree).map(change).is_some(),
                Change::Whole(change) => change(&mut tree, place),
            };
            if is_made && tree != *document {
                left -= 1;
                out.push(Edit {
                    kind: rule.kind,
                    expects: rule.expects,
                    place: place.to_string(),
                    tree,
                });
            }
        }
    }
    out
}
