//! Families: schemas that others include by `allOf`, and that stand for those others where they are used.
//!
//! A *base* is two things at once (OpenAPI 3.0, "Models with Polymorphism Support"). Inside an `allOf` it means what it
//! says itself, its *own* object, and nothing else. Anywhere else it means one of its *members*: the schemas that
//! include it, directly or by way of others, and the base itself where it can be met as such. So every base has two
//! nodes, and no rule has to find out later which of them was meant: a reference in an `allOf` leads to the own one,
//! any other to the component's.
//!
//! A schema is a base
//! - if it has a `discriminator`, lists no branches and is included by others, its members are found by that; or
//! - if it lists branches (`oneOf`, `anyOf`) and something that it leads to includes it: its members are those it lists.
//!
//! All members of the first sort are branches of one union, from all levels:
//! - a leaf, always;
//! - a schema in the middle, and the base itself, where `mapping` names it, or where nothing has a mapping, so that each
//!   is named by its component; one in the middle that has a `discriminator` of another property is a branch as the
//!   union that it is.
//!
//! The texts of a member are those of the base's `mapping`, else those of a mapping between the two, else what the
//! member's own constants say, else its name.

use std::collections::{HashMap, HashSet};

use openapiv3::{ReferenceOr, Schema};

use super::raw::{Discriminator, Join, JoinBranch, Meet, Raw};
use crate::analyse::{self, Edge};
use crate::graph::{Meta, Shape, TypeId, Use};
use crate::load::pointer;
use crate::shape::schema::form::Form;
use crate::shape::schema::keywords::Keywords;
use crate::shape::shaper::{Shaper, Site};

/// What includes what among the components.
#[derive(Debug, Default)]
pub(in crate::shape) struct Families {
    /// The components that include one by `allOf`, by the number of what they include; sorted.
    children: Vec<Vec<u32>>,
    /// How each component is a base, if it is.
    bases: Vec<Option<Sort>>,
    /// What stands behind references from component to component.
    ends: Vec<u32>,
    /// Bases, and all that includes one.
    members: Vec<bool>,
}

/// How a component is a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Its members are what includes it.
    Included,
    /// Its members are listed.
    Listed,
}

/// What a component refers to.
#[derive(Default)]
struct Links {
    /// What it includes by `allOf`.
    includes: Vec<u32>,
    /// Its branches, and what is inside of them.
    lists: Vec<u32>,
}

/// The components by their numbers.
struct Components<'a> {
    numbers: HashMap<&'a str, u32>,
    /// Behind references from component to component.
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
    /// Finds the bases among components, which are sorted by name and have the numbers of their places.
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
                let keywords = Keywords::of(schema);
                let lists = !links[at].lists.is_empty();
                if lists {
                    let leads_back = |child: &u32| rings[*child as usize] == rings[at];
                    children[at].iter().any(leads_back).then_some(Sort::Listed)
                } else {
                    (keywords.data.discriminator.is_some() && !children[at].is_empty())
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
    fn is_included(&self, at: usize) -> bool {
        self.children
            .get(at)
            .is_some_and(|children| !children.is_empty())
    }

    /// What includes a component, directly or by way of others, sorted.
    fn descendants(&self, base: usize) -> Vec<usize> {
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

/// What a component refers to, through whatever stands inline in it.
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

impl Shaper<'_> {
    /// Makes the own nodes of all bases.
    pub(in crate::shape) fn own_nodes(&mut self) {
        let bases: Vec<usize> = self.families.bases().collect();
        for at in bases {
            let Some((_, base)) = self.graph.components.get(at).cloned() else {
                continue;
            };
            let pointer = self.graph[base].pointer.clone();
            let own = self.node(Shape::Any, &Site::root(&pointer, false));
            self.own.insert(base, own);
        }
    }

    /// Whether what a component includes is a base, or a member of its family: then it is one as well.
    pub(in crate::shape) fn is_family(&self, ty: Use) -> bool {
        let end = self.families.ends.get(ty.ty.0 as usize);
        end.is_some_and(|end| self.families.members.get(*end as usize) == Some(&true))
    }

    /// Whether a node is a component that others include.
    pub(in crate::shape) fn is_included(&self, id: TypeId) -> bool {
        // components are the first nodes
        self.families.is_included(id.0 as usize)
    }

    /// What a reference in an `allOf` means: of a base, what it says itself.
    pub(in crate::shape) fn included(&self, ty: Use) -> Use {
        // components are the first nodes
        let end = self.families.ends.get(ty.ty.0 as usize);
        match end.and_then(|end| self.own.get(&TypeId(*end))) {
            Some(own) => Use { ty: *own, ..ty },
            None => ty,
        }
    }

    /// Gives a component its shape, and a base its two. `listed` are the members that a base lists, `form` is all else
    /// that the component says.
    pub(in crate::shape) fn put_component(
        &mut self,
        at: usize,
        schema: &Schema,
        form: Form,
        listed: Option<Join>,
    ) {
        let base = self.graph.components[at].1;
        let Some(own) = self.own.get(&base).copied() else {
            return self.put(base, form);
        };
        let pointer = self.graph[base].pointer.clone();
        let site = Site::root(&pointer, false);
        self.put(own, form);
        let node = &self.graph[base];
        let meta = Meta {
            title: Some("Base".to_owned()),
            ..node.meta.clone()
        };
        self.graph.types[own.0 as usize].meta = meta;
        let join = match listed {
            Some(join) => Some(self.with_own(at, own, join, &site)),
            None => (self.discriminator(&Keywords::of(schema), &site))
                .map(|discriminator| self.members(at, base, own, discriminator)),
        };
        match join {
            Some(join) => self.put(base, Form::Raw(Raw::Join(join))),
            None => self.put(base, Form::Edge(plain(own))),
        }
    }

    /// The branches that a base lists, each with what the base says itself: its members have that already.
    fn with_own(&mut self, at: usize, own: TypeId, mut join: Join, site: &Site<'_>) -> Join {
        let members = self.families.descendants(at);
        let apart = match &mut join.discriminator {
            Some(discriminator) => self.inner_texts(&members, discriminator),
            None => members
                .iter()
                .map(|at| self.graph.components[*at].1)
                .collect(),
        };
        let members: HashSet<usize> = members.into_iter().collect();
        let end = |this: &Self, ty: TypeId| {
            let end = this.families.ends.get(ty.0 as usize);
            end.map(|end| *end as usize)
        };
        let listed: HashSet<usize> = (join.branches.iter())
            .filter_map(|branch| end(self, branch.ty.ty))
            .collect();
        let mut added: HashSet<usize> = HashSet::new();
        let mut branches = Vec::with_capacity(join.branches.len());
        for mut branch in join.branches {
            let component = end(self, branch.ty.ty).filter(|at| members.contains(at));
            let id = component.map(|at| self.graph.components[at].1);
            if let (Some(component), Some(id)) = (component, id) {
                // One that is a base by the same property: itself, and what includes it.
                if let Some(own) = self.own.get(&id).filter(|_| !apart.contains(&id)) {
                    branch.origin = Some(id);
                    branch.ty.ty = *own;
                    for inner in self.families.descendants(component) {
                        let is_leaf = !self.families.is_included(inner);
                        if is_leaf && !listed.contains(&inner) && added.insert(inner) {
                            let id = self.graph.components[inner].1;
                            branches.push(self.branch(id, id));
                        }
                    }
                }
            } else {
                let here = Site {
                    pointer: &branch.pointer,
                    ..*site
                };
                let ty = self.node(Shape::Any, &here);
                let source = &self.graph[branch.ty.ty];
                let title = source.component.clone().or(source.meta.title.clone());
                self.graph.types[ty.0 as usize].meta.title = title;
                let meet = Meet {
                    parts: vec![plain(own), branch.ty],
                    required: Vec::new(),
                    discriminator: None,
                    is_own: false,
                };
                self.raw.insert(ty, Raw::Meet(meet));
                branch.ty = plain(ty);
            }
            branches.push(branch);
        }
        Join { branches, ..join }
    }

    /// A base as one of its members.
    fn members(
        &mut self,
        at: usize,
        base: TypeId,
        own: TypeId,
        mut discriminator: Discriminator,
    ) -> Join {
        let descendants = self.families.descendants(at);
        let apart = self.inner_texts(&descendants, &mut discriminator);
        let mapped: HashSet<TypeId> = discriminator.mapping.iter().map(|(_, id)| *id).collect();
        let is_implicit = discriminator.mapping.is_empty();
        // What is within a union of its own is met there, unless the mapping names it here as well.
        let mut within: HashSet<usize> = HashSet::new();
        if !is_implicit {
            for child in &descendants {
                let id = self.graph.components.get(*child).map(|(_, id)| *id);
                if id.is_some_and(|id| apart.contains(&id)) {
                    within.extend(self.families.descendants(*child));
                }
            }
        }
        let mut branches = Vec::with_capacity(descendants.len() + 1);
        for child in &descendants {
            let Some((_, id)) = self.graph.components.get(*child) else {
                continue;
            };
            let is_leaf = !self.families.is_included(*child) && !within.contains(child);
            if is_leaf || is_implicit || mapped.contains(id) || apart.contains(id) {
                let ty = match self.own.get(id) {
                    Some(own) if !apart.contains(id) => *own,
                    _ => *id,
                };
                branches.push(self.branch(ty, *id));
            }
        }
        if is_implicit || mapped.contains(&base) || branches.len() < 2 {
            branches.push(self.branch(own, base));
        }
        Join {
            branches,
            discriminator: Some(discriminator),
            several: false,
            expandable: false,
        }
    }

    /// What members that are bases themselves say of the texts of theirs. The answer are those that tell theirs apart by
    /// another property.
    fn inner_texts(&self, members: &[usize], discriminator: &mut Discriminator) -> HashSet<TypeId> {
        let mapped: HashSet<TypeId> = discriminator.mapping.iter().map(|(_, id)| *id).collect();
        let mut texts: HashSet<String> = (discriminator.mapping.iter())
            .map(|(text, _)| text.clone())
            .collect();
        let mut apart: HashSet<TypeId> = HashSet::new();
        for member in members {
            let Some((id, property, mapping)) = self.discriminated_child(*member) else {
                continue;
            };
            if property != discriminator.property {
                apart.insert(id);
                continue;
            }
            for (text, target) in mapping {
                if !mapped.contains(&target) && texts.insert(text.clone()) {
                    discriminator.mapping.push((text, target));
                }
            }
        }
        apart
    }

    /// The discriminator of a member that is a base itself.
    fn discriminated_child(&self, at: usize) -> Option<(TypeId, String, Mapping)> {
        let (name, id) = self.graph.components.get(at)?;
        self.own.get(id)?;
        let components = self.input.api.components.as_ref()?;
        let schema = components.schemas.get(name)?.as_item()?;
        let discriminator = schema.schema_data.discriminator.as_ref()?;
        let mapping = (discriminator.mapping.iter())
            .filter_map(|(text, target)| Some((text.clone(), self.mapped(target)?)))
            .collect();
        Some((*id, discriminator.property_name.clone(), mapping))
    }

    fn branch(&self, ty: TypeId, origin: TypeId) -> JoinBranch {
        JoinBranch {
            ty: plain(ty),
            origin: Some(origin),
            meta: Meta::default(),
            pointer: self.graph[ty].pointer.clone(),
        }
    }
}

/// Texts of a tag, and what each stands for.
type Mapping = Vec<(String, TypeId)>;

fn plain(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}
