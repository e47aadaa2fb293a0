//! What tells the branches of a union apart, as a text to name them after.

use std::collections::{BTreeMap, BTreeSet};

use super::leaves::{kind, title};
use crate::graph::{Shape, TypeGraph, TypeId, UnionShape};

/// A text for each branch, all of them different: the value of its tag, its title, one of several values of its tag, the one
/// value that it is, the property that only it requires (or has), what kind of value it is; its position last, where the
/// document says nothing at all. Of several that would do the first by the alphabet is taken, as maps have no order.
pub(in crate::name) fn telling(graph: &TypeGraph, union: &UnionShape) -> Vec<String> {
    let branches: Vec<Branch> = union
        .branches
        .iter()
        .map(|branch| Branch::of(graph, branch.ty.ty))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for branch in &branches {
        for key in branch.required.iter().chain(&branch.properties) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let kinds = |of: &str| branches.iter().filter(|branch| branch.kind == of).count();
    let mut out: Vec<String> = Vec::with_capacity(branches.len());
    for (index, (branch, shape)) in branches.iter().zip(&union.branches).enumerate() {
        let own = |keys: &[String], least: usize| -> Vec<String> {
            let own = keys
                .iter()
                .filter(|key| counts.get(key.as_str()) == Some(&least));
            let mut own: Vec<String> = own.cloned().collect();
            own.sort_unstable();
            own
        };
        // a required property is also one that it has
        let required = own(&branch.required, 2);
        let optional = own(&branch.properties, 1);
        let all = &branch.required;
        let is_alone = branches
            .iter()
            .filter(|other| other.required == *all)
            .count()
            == 1;
        let few = (1..=2).contains(&all.len()) && is_alone;
        let candidates = [
            shape.tag_name(),
            title(graph, shape.ty.ty).map(str::to_owned),
            shape.tag_texts().into_iter().min(),
            branch.value.clone(),
            required.first().filter(|_| required.len() == 1).cloned(),
            (kinds(branch.kind) == 1).then(|| branch.kind.to_owned()),
            required.first().cloned(),
            few.then(|| all.join("_and_")),
            optional.first().cloned(),
        ];
        let text = candidates
            .into_iter()
            .flatten()
            .find(|text| !out.contains(text));
        out.push(text.unwrap_or_else(|| format!("{}{}", branch.kind, index + 1)));
    }
    out
}

/// What may tell a branch from others.
struct Branch {
    kind: &'static str,
    value: Option<String>,
    properties: Vec<String>,
    required: Vec<String>,
}

impl Branch {
    fn of(graph: &TypeGraph, id: TypeId) -> Self {
        let mut branch = Self {
            kind: kind(graph, id),
            value: None,
            properties: Vec::new(),
            required: Vec::new(),
        };
        match &graph[id].shape {
            Shape::Object(object) => {
                let mut seen = BTreeSet::new();
                for property in object.properties.iter().filter(|p| seen.insert(&p.wire)) {
                    branch.properties.push(property.wire.clone());
                    if property.required {
                        branch.required.push(property.wire.clone());
                    }
                }
            }
            Shape::Enum(values) => {
                if let [only] = values.as_slice() {
                    branch.value = only.value.as_str().map(str::to_owned);
                }
            }
            Shape::Constant(value) => branch.value = value.as_str().map(str::to_owned),
            _ => {}
        }
        branch
    }
}
