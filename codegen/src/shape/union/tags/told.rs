//! Which objects of nested unions a value can match together with one of another branch: not those that a required tag
//! tells from all of the other branches.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::groups::Branch;
use super::look::{Guard, end};
use super::says::Sayings;
use super::whole::objects_of;
use crate::graph::{ObjectShape, Shape, TypeGraph, TypeId, Use};

/// Which objects have a value of a tag: those of one branch, or one that several branches have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Branch(usize),
    Object(TypeId),
    Several,
}

/// An object of a branch.
struct Found<'a> {
    id: TypeId,
    object: &'a ObjectShape,
    branch: usize,
    /// The tags of the branches that lead to it, the nearest one last.
    path: Vec<&'a [(String, Vec<Value>)]>,
}

/// The objects that no value of another branch matches: all have the same required tag, and no object of another branch has
/// a value of theirs. An object that is in several branches is one object, and loses nothing.
pub(super) fn told(graph: &TypeGraph, group: &[Branch<'_>], sayings: &Sayings) -> HashSet<TypeId> {
    let with_objects: Vec<(Use, &Guard)> = (group.iter().copied())
        .filter(|(ty, _)| !objects_of(graph, *ty, &HashSet::new(), 0).is_empty())
        .collect();
    let mut told = HashSet::new();
    // what all of them list; mostly nothing, so that no object is looked at
    let names = common(graph, &with_objects, sayings);
    if names.is_empty() {
        return told;
    }
    let found: Vec<Found<'_>> = (with_objects.iter().enumerate())
        .flat_map(|(branch, (ty, _))| within(graph, *ty, branch))
        .collect();
    let mut branches: HashMap<TypeId, Owner> = HashMap::new();
    for one in &found {
        let own = Owner::Branch(one.branch);
        let owner = branches.entry(one.id).or_insert(own);
        if *owner != own {
            *owner = Owner::Object(one.id);
        }
    }
    for name in &names {
        let all: Option<Vec<(TypeId, Owner, Vec<Value>)>> = (found.iter())
            .map(|one| {
                let values = one.values(graph, name, sayings)?;
                Some((one.id, *branches.get(&one.id)?, values))
            })
            .collect();
        let Some(all) = all else { continue };
        let mut owners: HashMap<&Value, Owner> = HashMap::new();
        for (_, owner, values) in &all {
            for value in values {
                let known = owners.entry(value).or_insert(*owner);
                if *known != *owner {
                    *known = Owner::Several;
                }
            }
        }
        let is_shared = |value: &Value| owners.get(value) == Some(&Owner::Several);
        // an object may be reached with other tags
        let mut shared: HashSet<TypeId> = HashSet::new();
        shared.extend(
            (all.iter())
                .filter(|(_, _, values)| values.iter().any(is_shared))
                .map(|(id, _, _)| *id),
        );
        let ids = all.iter().map(|(id, _, _)| *id);
        told.extend(ids.filter(|id| !shared.contains(id)));
    }
    told
}

/// The required tags that all branches have.
fn common(graph: &TypeGraph, group: &[Branch<'_>], sayings: &Sayings) -> Vec<String> {
    let mut all = group.iter().map(|(ty, _)| sayings.of(graph, *ty));
    let Some(first) = all.next() else {
        return Vec::new();
    };
    let mut names: Vec<&String> = first.required.iter().collect();
    for says in all {
        names.retain(|name| says.required.contains(*name));
    }
    names.sort_unstable();
    names.into_iter().cloned().collect()
}

/// The objects of a branch, by all ways to them.
fn within(graph: &TypeGraph, ty: Use, branch: usize) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![(ty, Vec::new())];
    while let Some((ty, path)) = stack.pop() {
        let id = end(graph, ty);
        match &graph[id].shape {
            Shape::Object(object) if object.additional.is_none() && object.patterns.is_empty() => {
                found.push(Found {
                    id,
                    object,
                    branch,
                    path,
                });
            }
            Shape::Union(union) if seen.insert(id) => {
                stack.extend(union.branches.iter().map(|one| {
                    let mut path = path.clone();
                    path.push(&*one.tags);
                    (one.ty, path)
                }));
            }
            _ => {}
        }
    }
    found
}

impl Found<'_> {
    /// The values of a tag, if it has the tag in each of its values. What it does not declare comes from a discriminator.
    fn values(&self, graph: &TypeGraph, name: &str, sayings: &Sayings) -> Option<Vec<Value>> {
        let property = self.object.properties.iter().find(|one| one.wire == name);
        if property.is_some_and(|property| !property.required) {
            return None;
        }
        let of = |tags: &&[(String, Vec<Value>)]| {
            let tag = tags.iter().find(|(tag, _)| tag == name);
            tag.map(|(_, values)| values.clone())
        };
        let says = sayings.of(
            graph,
            Use {
                ty: self.id,
                nullable: false,
            },
        );
        let own = says.values(name).cloned();
        let nearest = self.path.last().and_then(of);
        nearest
            .or(own)
            .or_else(|| self.path.iter().rev().find_map(of))
    }
}
