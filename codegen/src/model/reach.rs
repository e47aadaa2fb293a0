//! The calls that lead from a client to each handle.

use std::collections::HashSet;

use super::{Group, Item, Model, Namespace, Paths};

/// The client of a model, and the calls from it to every handle.
pub(crate) struct Reach<'a> {
    /// The path of the client's definition.
    pub(crate) client: Vec<&'a str>,
    /// The path of each handle's definition, with the methods that lead to it, in the order of the client's methods. A
    /// handle with several ways to it has only the first.
    pub(crate) handles: Vec<(Vec<&'a str>, Vec<&'a str>)>,
}

impl<'a> Reach<'a> {
    /// Finds them; `None` if there is no client.
    pub(crate) fn new(model: &'a Model, paths: &Paths<'a>) -> Option<Self> {
        let mut at = Vec::new();
        let group = client(&model.root, &mut at)?;
        let mut reach = Self {
            client: at,
            handles: Vec::new(),
        };
        let mut known = HashSet::new();
        // the next one on top
        let mut open: Vec<_> = steps(group, &[], paths);
        while let Some((path, calls)) = open.pop() {
            if !known.insert(path.clone()) {
                continue;
            }
            if let Some(Item::Group(group)) = paths.at(&path) {
                open.extend(steps(group, &calls, paths));
            }
            reach.handles.push((path, calls));
        }
        Some(reach)
    }
}

/// The handles that a group returns, the first one last.
fn steps<'a>(
    group: &'a Group,
    calls: &[&'a str],
    paths: &Paths<'a>,
) -> Vec<(Vec<&'a str>, Vec<&'a str>)> {
    let members = group.members.iter().rev();
    members
        .map(|member| {
            let calls = [calls, &[member.ident.as_str()]].concat();
            (paths.real(&member.target), calls)
        })
        .collect()
}

fn client<'a>(namespace: &'a Namespace, at: &mut Vec<&'a str>) -> Option<&'a Group> {
    for item in &namespace.items {
        if let Item::Group(group) = item
            && group.client
        {
            at.push(&group.ident);
            return Some(group);
        }
    }
    for child in &namespace.children {
        at.push(&child.ident);
        if let Some(found) = client(child, at) {
            return Some(found);
        }
        at.pop();
    }
    None
}
