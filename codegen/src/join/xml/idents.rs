//! Names of tables, after the types: that of an unnamed array or map is that of the property that has it.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::TypeId;
use crate::model::XmlValue;
use crate::name::{Names, words};

/// What a table is called, unless another one is.
#[derive(Clone, Default)]
pub(super) struct Hint {
    ident: String,
    rank: Rank,
}

/// Which tables keep their names.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Those of scalars.
    Scalar,
    /// Those of types with names.
    Named,
    /// Those of others.
    #[default]
    Unnamed,
}

impl Hint {
    pub(super) fn of_scalar(scalar: &XmlValue) -> Self {
        let ident = match scalar {
            XmlValue::Text => "TEXT",
            XmlValue::Number => "NUMBER",
            XmlValue::Boolean => "BOOLEAN",
            XmlValue::Scalar => "SCALAR",
            _ => "ANY",
        };
        Self {
            ident: ident.to_owned(),
            rank: Rank::Scalar,
        }
    }

    /// That of a part of this one. The parts of those without a name of their own are not named after these, so that no name
    /// is longer than two.
    pub(super) fn with(&self, part: &str) -> Self {
        let part = upper(part);
        let ident = match self.rank {
            Rank::Named => format!("{}_{part}", self.ident),
            _ => part,
        };
        Self {
            ident,
            rank: Rank::Unnamed,
        }
    }
}

/// The names of all tables in their order.
pub(super) struct Hints<'a> {
    names: Option<&'a Names>,
    all: Vec<Hint>,
}

impl<'a> Hints<'a> {
    pub(super) fn new(names: Option<&'a Names>) -> Self {
        Self {
            names,
            all: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, hint: Hint) {
        self.all.push(hint);
    }

    pub(super) fn at(&self, at: usize) -> Hint {
        self.all.get(at).cloned().unwrap_or_default()
    }

    /// That of a type, or of a `part` of its owner.
    pub(super) fn of(&self, id: TypeId, owner: &Hint, part: &str) -> Hint {
        let path = self.names.and_then(|names| names.types.get(&id));
        match path {
            Some(path) => {
                let path = path.iter().map(|segment| upper(segment));
                Hint {
                    ident: path.collect::<Vec<_>>().join("_"),
                    rank: Rank::Named,
                }
            }
            None => owner.with(part),
        }
    }

    /// The names, of which no two are equal: later ones have numbers.
    pub(super) fn idents(&self) -> Vec<String> {
        let mut order: Vec<(usize, &Hint)> = self.all.iter().enumerate().collect();
        order.sort_by_key(|(_, hint)| hint.rank);
        let mut idents = vec![String::new(); self.all.len()];
        let mut taken = BTreeSet::new();
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, hint) in order {
            let mut ident = hint.ident.clone();
            let number = last.entry(&hint.ident).or_insert(1);
            while !taken.insert(ident.clone()) {
                *number = number.saturating_add(1);
                ident = format!("{}_{number}", hint.ident);
            }
            if let Some(place) = idents.get_mut(at) {
                *place = ident;
            }
        }
        idents
    }
}

fn upper(text: &str) -> String {
    words::snake(text).to_ascii_uppercase()
}
