//! Families: base schemas that others include by `allOf`. A use of a base means any of those others.
//!
//! A *base* has two meanings (OpenAPI 3.0, "Models with Polymorphism Support"). Inside an `allOf` it means only its *own*
//! object. Anywhere else it means one of its *members*: the schemas that include it, directly or indirectly, and the base
//! itself if such values can occur. So every base has two nodes, and no later step has to find out which of them was meant:
//! a reference in an `allOf` refers to the own node, any other reference to the component's.
//!
//! A schema is a base
//! - if it has a `discriminator`, lists no branches, and other schemas include it: those are its members; or
//! - if it lists branches (`oneOf`, `anyOf`) and a schema that it reaches includes it: the branches are its members.
//!
//! All members of the first kind are branches of one union, from all levels:
//! - a leaf, always;
//! - an intermediate schema, and the base itself, if `mapping` names it, or if there is no mapping at all, so that each is
//!   named by its component. An intermediate schema with a `discriminator` on another property is a branch as the union that
//!   it is.
//!
//! The tag values of a member come from the base's `mapping`, else from a mapping of a schema between the two, else from the
//! member's own constants, else from its name.

use std::collections::{HashMap, HashSet};

use openapiv3::{ReferenceOr, Schema};

use crate::analyse::{self, Edge};
use crate::load::pointer;
use crate::shape::schema::keywords::Keywords;
use crate::shape::schema::parts::discriminated_part;

/// The inheritance between components.
#[derive(Debug, Default)]
pub(in crate::shape) struct Families {
    /// The components that include a component by `allOf`, by its index; sorted.
    children: Vec<Vec<u32>>,
    /// The kind of base of each component, if it is one.
    bases: Vec<Option<Sort>>,
    /// The ends of references from component to component.
    pub(super) ends: Vec<u32>,
    /// Bases, and all components that include one.
    pub(super) members: Vec<bool>,
}

/// The kind of base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Its members are the components that include it.
    Included,
    /// Its members are listed.
    Listed,
}

/// The references of a component.
#[derive(Default)]
struct Links {
    /// The components that it includes by `allOf`.
    includes: Vec<u32>,
    /// Its branches, and the components inside of them.
    lists: Vec<u32>,
}

/// The components by index.
struct Components<'a> {
    numbers: HashMap<&'a str, u32>,
    /// The ends of references from component to component.
    ends: Vec<u32>,
}

impl Components<'_> {
    fn named(&self, reference: &str) -> Option<u32> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        self.numbers
            .get(name)
            .or_else(|| self.numbers.get(&*pointer::unescape(name)))
            .copied()
    }

    fn end(&self, reference: &str) -> Option<u32> {
        self.ends.get(self.named(reference)? as usize).copied()
    }
}

impl Families {
    /// Finds the bases among components, which are sorted by name and indexed in that order.
    #[expect(
        clippy::indexing_slicing,
        reason = "components refer to each other by their places, and each table has an entry for each of them"
    )]
    pub(in crate::shape) fn of(schemas: &[(&String, &ReferenceOr<Schema>)]) -> Self {
        let components = components(schemas);
        let links: Vec<Links> = schemas
            .iter()
            .map(|(_, schema)| match schema {
                ReferenceOr::Item(schema) => links(schema, &components),
                ReferenceOr::Reference { .. } => Links::default(),
            })
            .collect();
        let mut children = vec![Vec::new(); schemas.len()];
        let mut edges = Vec::new();
        for (from, links) in (0u32..).zip(&links) {
            for to in &links.includes {
                let list: &mut Vec<u32> = &mut children[*to as usize];
                if *to != from && list.last() != Some(&from) {
                    list.push(from);
                }
            }
            edges.extend(links.includes.iter().chain(&links.lists).map(|to| Edge {
                from,
                slot: 0,
                to: *to,
            }));
        }
        let rings = analyse::components(schemas.len(), &edges);
        let bases: Vec<Option<Sort>> = schemas
            .iter()
            .enumerate()
            .map(|(at, (_, schema))| {
                let ReferenceOr::Item(schema) = schema else {
                    return None;
                };
                let lists = !links[at].lists.is_empty();
                if lists {
                    let leads_back = |child: &u32| rings[*child as usize] == rings[at];
                    children[at].iter().any(leads_back).then_some(Sort::Listed)
                } else {
                    (!children[at].is_empty() && discriminated_part(schema).is_some())
                        .then_some(Sort::Included)
                }
            })
            .collect();
        let mut members = vec![false; schemas.len()];
        let mut stack: Vec<usize> = (0..schemas.len())
            .filter(|at| bases[*at].is_some())
            .collect();
        while let Some(at) = stack.pop() {
            if !std::mem::replace(&mut members[at], true) {
                stack.extend(children[at].iter().map(|child| *child as usize));
            }
        }
        Self {
            children,
            bases,
            ends: components.ends,
            members,
        }
    }

    /// The components that are bases.
    pub(in crate::shape) fn bases(&self) -> impl Iterator<Item = usize> {
        (self.bases.iter().enumerate()).filter_map(|(at, sort)| sort.is_some().then_some(at))
    }

    /// Whether a component is a base that lists its members.
    pub(in crate::shape) fn is_listed(&self, at: usize) -> bool {
        self.bases.get(at) == Some(&Some(Sort::Listed))
    }

    /// Whether others include a component.
    pub(super) fn is_included(&self, at: usize) -> bool {
        self.children
            .get(at)
            .is_some_and(|children| !children.is_empty())
    }

    /// The components that include a component, directly or indirectly, sorted.
    pub(super) fn descendants(&self, base: usize) -> Vec<usize> {
        let mut found: HashSet<u32> = HashSet::new();
        let mut stack: Vec<usize> = vec![base];
        while let Some(at) = stack.pop() {
            for child in self.children.get(at).into_iter().flatten() {
                if *child as usize != base && found.insert(*child) {
                    stack.push(*child as usize);
                }
            }
        }
        let mut found: Vec<usize> = found.into_iter().map(|child| child as usize).collect();
        found.sort_unstable();
        found
    }
}

fn components<'a>(schemas: &[(&'a String, &'a ReferenceOr<Schema>)]) -> Components<'a> {
    let numbers: HashMap<&str, u32> = schemas
        .iter()
        .map(|(name, _)| name.as_str())
        .zip(0..)
        .collect();
    let mut found = Components {
        numbers,
        ends: Vec::new(),
    };
    let next: Vec<Option<u32>> = schemas
        .iter()
        .map(|(_, schema)| match schema {
            ReferenceOr::Reference { reference } => found.named(reference),
            ReferenceOr::Item(_) => None,
        })
        .collect();
    found.ends = crate::shape::settle::chains::ends(&next);
    found
}

/// The references of a component, through inline schemas.
fn links(schema: &Schema, components: &Components<'_>) -> Links {
    let mut links = Links::default();
    let mut stack = vec![(schema, false)];
    while let Some((schema, listed)) = stack.pop() {
        let keywords = Keywords::of(schema);
        let branches = keywords.one_of.iter().chain(keywords.any_of);
        let all = keywords.all_of.iter().map(|part| (part, listed));
        for (part, listed) in all.chain(branches.map(|branch| (branch, true))) {
            match part {
                ReferenceOr::Item(schema) => stack.push((schema, listed)),
                ReferenceOr::Reference { reference } => {
                    if let Some(target) = components.end(reference) {
                        let list = match listed {
                            true => &mut links.lists,
                            false => &mut links.includes,
                        };
                        list.push(target);
                    }
                }
            }
        }
    }
    links.includes.sort_unstable();
    links.includes.dedup();
    links
}
