//! What was found in nested unnamed unions, and how it's named after the branches around it.

use crate::graph::TypeId;
use crate::name::words;

/// A type that belongs to an owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The type.
    pub id: TypeId,
    /// The string that it is named after.
    pub text: String,
    /// The property, parameter or branch that it comes from.
    pub root: String,
}

impl Leaf {
    pub(super) fn new(id: TypeId, text: String) -> Self {
        Self {
            id,
            text,
            root: String::new(),
        }
    }
}

/// What was found inside nested unions, by numbers: the names of leaves are put together once, at the end, as they'd be
/// copied from union to union otherwise.
#[derive(Default)]
pub(super) struct Found(Vec<Part>);

enum Part {
    Leaf(Leaf),
    /// The parts of a branch, whose names end in what it's told by.
    Branch {
        told: String,
        parts: Vec<usize>,
    },
}

impl Found {
    fn add(&mut self, part: Part) -> usize {
        let number = self.0.len();
        self.0.push(part);
        number
    }

    /// Adds leaves.
    pub(super) fn leaves(&mut self, leaves: Vec<Leaf>) -> Vec<usize> {
        let all = leaves.into_iter();
        all.map(|leaf| self.add(Part::Leaf(leaf))).collect()
    }

    /// A branch and what is in it; nothing if nothing is.
    pub(super) fn branch(&mut self, told: String, parts: Vec<usize>) -> Option<usize> {
        (!parts.is_empty()).then(|| self.add(Part::Branch { told, parts }))
    }

    /// All leaves in order, named after the branches around them, the innermost first.
    pub(super) fn gather(&self, parts: Vec<usize>, out: &mut Vec<Leaf>) {
        let mut around: Vec<&str> = Vec::new();
        let mut open = vec![parts.into_iter()];
        while let Some(parts) = open.last_mut() {
            match parts.next().and_then(|at| self.0.get(at)) {
                Some(Part::Leaf(leaf)) => {
                    let told = around.iter().rev().filter(|told| !told.is_empty());
                    let text = (told.take(MOST_TOLD))
                        .fold(leaf.text.clone(), |text, told| together(&text, told));
                    out.push(Leaf {
                        text,
                        ..leaf.clone()
                    });
                }
                Some(Part::Branch { told, parts }) => {
                    around.push(told);
                    open.push(parts.clone().into_iter());
                }
                None => {
                    open.pop();
                    around.pop();
                }
            }
        }
    }
}

/// After how many of the branches around it a type is named at most: no hand-written document nests unnamed unions deeper,
/// and more than that is not read.
const MOST_TOLD: usize = 8;

/// The name of a branch's type: the union and what distinguishes the branch, or only the latter if both are too long to
/// read.
fn together(text: &str, told: &str) -> String {
    let both = format!("{text}{told}");
    match !words::is_readable(&words::pascal(&both)) && told.starts_with('_') {
        true => told.trim_start_matches('_').to_owned(),
        false => both,
    }
}
