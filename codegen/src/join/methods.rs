//! Splits the methods of a handle that is too long to read.
//!
//! Methods whose names begin with the same letters go to one private module with a further `impl` of the handle. The module
//! of a method depends on its own name and on limits, not on its place, so a new method moves no other, except when it
//! exceeds a limit. Only source text moves: the model's handle stays whole, and so do all public paths.

use std::collections::{BTreeMap, BTreeSet};

use super::size;
use crate::model::{Item, Method, Methods, Namespace};

/// The name of the modules.
const METHODS: &str = "methods";

/// Parts with fewer lines share a module.
const FEW: usize = size::MOST / 16;

/// Lists the methods of handles that are too long for the file of their module in modules of their own.
pub(super) fn split(namespace: &mut Namespace) {
    let names = namespace.items.iter().map(Item::ident);
    let shown = namespace.reexports.iter().flat_map(|one| &one.names);
    let links = namespace.links.iter().map(|link| &link.ident);
    let children = namespace.children.iter().map(|child| &child.ident);
    let others = shown.chain(links).chain(children).map(String::as_str);
    let mut taken: BTreeSet<String> = names.chain(others).map(str::to_owned).collect();
    for item in &namespace.items {
        let Item::Resource(handle) = item else {
            continue;
        };
        let methods: Vec<&Method> = handle.methods.iter().collect();
        if lines(&methods) <= size::MOST {
            continue;
        }
        let mut parts = BTreeMap::new();
        sort(methods, &mut parts);
        for (part, methods) in parts {
            let mut ident = match part.trim_matches('_') {
                "" => METHODS.to_owned(),
                part => format!("{METHODS}_{part}"),
            };
            while !taken.insert(ident.clone()) {
                ident.push('_');
            }
            namespace.children.push(Namespace {
                ident,
                methods: Some(Methods {
                    of: handle.ident.clone(),
                    names: methods.iter().map(|one| one.ident.clone()).collect(),
                }),
                private: true,
                ..Namespace::default()
            });
        }
    }
    namespace.children.sort_by(|a, b| a.ident.cmp(&b.ident));
}

/// Sorts methods by the letter behind what all their names begin with, and splits parts that are still too long.
fn sort<'a>(methods: Vec<&'a Method>, parts: &mut BTreeMap<String, Vec<&'a Method>>) {
    let start = start(&methods);
    let mut found: BTreeMap<&str, Vec<&Method>> = BTreeMap::new();
    for method in methods {
        let part = part(&method.ident, start.len());
        found.entry(part).or_default().push(method);
    }
    let is_small = |part: &&Vec<&Method>| lines(part) < FEW;
    let small = found.values().filter(is_small);
    let shared = small.map(|part| lines(part)).sum::<usize>() <= size::MOST;
    for (part, methods) in found {
        if shared && is_small(&&methods) {
            parts.entry(start.to_owned()).or_default().extend(methods);
        } else if methods.len() > 1 && lines(&methods) > size::MOST {
            sort(methods, parts);
        } else {
            parts.entry(part.to_owned()).or_default().extend(methods);
        }
    }
}

fn lines(methods: &[&Method]) -> usize {
    let lines = methods.iter().map(|method| size::of_method(method));
    lines.fold(0, usize::saturating_add)
}

/// What all names begin with.
fn start<'a>(methods: &[&'a Method]) -> &'a str {
    let mut names = methods.iter().map(|method| method.ident.as_str());
    let first = names.next().unwrap_or_default();
    names.fold(first, |start, name| {
        let same = start.chars().zip(name.chars());
        let same = same.take_while(|(a, b)| a == b);
        let length = same.map(|(c, _)| c.len_utf8()).sum();
        start.get(..length).unwrap_or_default()
    })
}

/// The beginning of a name up to the first letter behind so many bytes.
fn part(name: &str, start: usize) -> &str {
    let mut rest = name
        .char_indices()
        .filter(|(at, c)| *at >= start && *c != '_');
    match rest.next() {
        Some((at, c)) => name.get(..at.saturating_add(c.len_utf8())).unwrap_or(name),
        None => name,
    }
}
