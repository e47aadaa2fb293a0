//! `readOnly` and `writeOnly` of what a property refers to: a reference stands for the schema at its end, with all that this
//! says.

use std::collections::HashMap;

use openapiv3::{ReferenceOr, Schema};

use super::keywords::Keywords;
use crate::graph::TypeId;
use crate::shape::shaper::{OneWay, Shaper};

impl OneWay {
    fn of(schema: &Schema) -> Self {
        Self {
            read: schema.schema_data.read_only,
            write: schema.schema_data.write_only,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            read: self.read || other.read,
            write: self.write || other.write,
        }
    }
}

impl<'a> Shaper<'a> {
    /// Notes the components that are of one direction, themselves or by what they refer to.
    pub(in crate::shape) fn note_one_way(
        &mut self,
        schemas: &[(&'a String, &'a ReferenceOr<Schema>)],
    ) {
        let mut open = Vec::new();
        let mut followers: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
        for (name, schema) in schemas {
            let Some(id) = self.components.get(name.as_str()).copied() else {
                continue;
            };
            let (own, reference) = said(schema);
            if own != OneWay::default() {
                open.push((id, own));
            }
            if let Some(target) = reference.and_then(|reference| self.target(reference)) {
                followers.entry(target).or_default().push(id);
            }
        }
        while let Some((id, more)) = open.pop() {
            let noted = self.one_way.entry(id).or_default();
            let all = noted.and(more);
            if *noted != all {
                *noted = all;
                let next = followers.get(&id).into_iter().flatten();
                open.extend(next.map(|id| (*id, all)));
            }
        }
    }

    /// The direction of a property's schema.
    pub(in crate::shape) fn one_way(&self, schema: &ReferenceOr<Box<Schema>>) -> OneWay {
        let (own, reference) = said(schema);
        let behind = reference
            .and_then(|reference| self.target(reference))
            .and_then(|id| self.one_way.get(&id));
        own.and(behind.copied().unwrap_or_default())
    }
}

/// What a schema says of its direction, and the reference that it is if it adds no more than annotations and null.
fn said<T: std::borrow::Borrow<Schema>>(schema: &ReferenceOr<T>) -> (OneWay, Option<&str>) {
    let mut said = OneWay::default();
    let mut inner = match schema {
        ReferenceOr::Reference { reference } => return (said, Some(reference)),
        ReferenceOr::Item(schema) => schema.borrow(),
    };
    loop {
        said = said.and(OneWay::of(inner));
        let keywords = Keywords::of(inner);
        let is_more = |part: &&ReferenceOr<Schema>| match part {
            ReferenceOr::Item(part) => !Keywords::of(part).is_vacuous(),
            ReferenceOr::Reference { .. } => true,
        };
        for part in keywords.all_of {
            if let ReferenceOr::Item(part) = part {
                said = said.and(OneWay::of(part));
            }
        }
        let is_value = |branch: &&ReferenceOr<Schema>| match branch {
            ReferenceOr::Item(branch) => !Keywords::of(branch).is_null(),
            ReferenceOr::Reference { .. } => true,
        };
        let only = match (keywords.all_of, keywords.one_of, keywords.any_of) {
            (parts, [], []) => alone(parts.iter().filter(is_more)),
            ([], branches, []) | ([], [], branches) => alone(branches.iter().filter(is_value)),
            _ => None,
        };
        match only {
            Some(ReferenceOr::Reference { reference }) => return (said, Some(reference)),
            Some(ReferenceOr::Item(part)) => inner = part,
            None => return (said, None),
        }
    }
}

/// The only one of several.
fn alone<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}
