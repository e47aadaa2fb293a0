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
            if let ReferenceOr::Item(schema) = schema {
                let own = OneWay::of(schema);
                if own != OneWay::default() {
                    open.push((id, own));
                }
            }
            if let Some(target) = same(schema).and_then(|reference| self.target(reference)) {
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
        let own = match schema {
            ReferenceOr::Item(schema) => OneWay::of(schema),
            ReferenceOr::Reference { .. } => OneWay::default(),
        };
        let behind = same(schema)
            .and_then(|reference| self.target(reference))
            .and_then(|id| self.one_way.get(&id));
        own.and(behind.copied().unwrap_or_default())
    }
}

/// The reference that a schema is, if it adds no more than annotations.
fn same<T: std::borrow::Borrow<Schema>>(schema: &ReferenceOr<T>) -> Option<&str> {
    let mut inner = match schema {
        ReferenceOr::Reference { reference } => return Some(reference),
        ReferenceOr::Item(schema) => schema.borrow(),
    };
    loop {
        let keywords = Keywords::of(inner);
        let mut parts = keywords.all_of.iter().filter(|part| match part {
            ReferenceOr::Item(part) => !Keywords::of(part).is_vacuous(),
            ReferenceOr::Reference { .. } => true,
        });
        let (Some(part), None) = (parts.next(), parts.next()) else {
            return None;
        };
        match part {
            ReferenceOr::Reference { reference } => return Some(reference),
            ReferenceOr::Item(part) => inner = part,
        }
    }
}
