//! Which branches of an `anyOf` a value may match at once, by their tags.

use std::collections::{BTreeSet, HashMap};

use super::apart::{apart, common, lacked};
use super::look::{Guard, Tag};
use crate::graph::Use;
use crate::tally::one_more;

/// A branch with its guard.
pub(super) type Branch<'g> = (Use, &'g Guard);

/// Branches that may match at once.
pub(super) struct Group<'g> {
    pub(super) members: Vec<Branch<'g>>,
    /// Their common tags.
    pub(super) tags: Vec<Tag>,
    /// Optional tags that have another value in each: a value that matches several has none of them.
    pub(super) lacks: Vec<String>,
}

impl Group<'_> {
    /// What distinguishes its members from those of others. A tag may be lacking if one of them may lack it.
    fn guard(&self) -> Guard {
        let optional = (self.members.iter()).flat_map(|(_, guard)| &guard.optional);
        let optional: BTreeSet<&String> = optional.collect();
        Guard {
            tags: self.tags.clone(),
            optional: optional.into_iter().cloned().collect(),
            keys: Vec::new(),
        }
    }
}

/// Groups branches with the same tags, and those whose tags do not conflict, because a value may match several of them. If
/// the document declares the tag (`is_told`), branches without it are for all its other values.
pub(super) fn groups<'g>(uses: &[Use], guards: &'g [Guard], is_told: bool) -> Vec<Group<'g>> {
    let mut places: HashMap<&[Tag], usize> = HashMap::new();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for branch in uses.iter().copied().zip(guards) {
        let guard = branch.1;
        let place = *places.entry(&guard.tags).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.members.push(branch),
            None => groups.push(Group {
                members: vec![branch],
                tags: guard.tags.clone(),
                lacks: Vec::new(),
            }),
        }
    }
    let guards: Vec<Guard> = groups.iter().map(Group::guard).collect();
    let apart = apart(guards.iter());
    let mut mixed: Vec<Branch<'_>> = Vec::new();
    if !is_told && groups.len() > 1 {
        let open = groups.iter().zip(&apart).filter(|(_, apart)| !**apart);
        mixed = open.flat_map(|(group, _)| group.members.clone()).collect();
    }
    groups.retain(|group| group.members.len() > 1 && (mixed.is_empty() || !group.tags.is_empty()));
    if mixed.len() > 1 {
        let guards: Vec<&Guard> = mixed.iter().map(|(_, guard)| *guard).collect();
        let lacks = lacked(&guards);
        groups.push(Group {
            tags: match lacks.is_empty() {
                true => Vec::new(),
                false => common(&guards),
            },
            members: mixed,
            lacks,
        });
    }
    groups
}

/// How many branches of a group have a tag of a name.
pub(super) struct Tagged<'g> {
    count: usize,
    names: HashMap<&'g str, usize>,
}

impl<'g> Tagged<'g> {
    pub(super) fn new(group: &[Branch<'g>]) -> Self {
        let mut names: HashMap<&str, usize> = HashMap::new();
        for (name, _) in group.iter().flat_map(|(_, guard)| &guard.tags) {
            one_more(names.entry(name).or_default());
        }
        Self {
            count: group.len(),
            names,
        }
    }

    /// Whether a value of a branch, lacking a tag of it, looks as if it could only be one of the others.
    pub(super) fn may_pass_over(&self, guard: &Guard) -> bool {
        let mut optional = guard.optional.iter();
        optional.any(|name| self.names.get(name.as_str()) != Some(&self.count))
    }
}
