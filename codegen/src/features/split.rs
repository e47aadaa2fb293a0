//! Splits private modules by feature, so that the compiler does not even read files of disabled features.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Features, Gate, Item, Namespace, Reexport};

/// Splits the private modules in which items of several features lie. All public paths stay.
pub(super) fn split(root: &mut Namespace, features: &mut Features) {
    inside(root, &mut Vec::new(), features);
}

fn inside(namespace: &mut Namespace, at: &mut Vec<String>, features: &mut Features) {
    let mut children = Vec::new();
    let mut taken: BTreeSet<String> = namespace
        .children
        .iter()
        .map(|child| child.ident.clone())
        .collect();
    for mut child in std::mem::take(&mut namespace.children) {
        at.push(child.ident.clone());
        inside(&mut child, at, features);
        let parts = match child.private && child.children.is_empty() && child.links.is_empty() {
            true => parts(&mut child, at, features, &mut taken),
            false => Vec::new(),
        };
        at.pop();
        for part in &parts {
            show(&mut namespace.reexports, &child.ident, part);
        }
        if !child.items.is_empty() || parts.is_empty() {
            children.push(child);
        }
        children.extend(parts);
    }
    namespace
        .reexports
        .retain(|reexport| !reexport.names.is_empty());
    namespace.reexports.sort();
    children.sort_by(|a, b| a.ident.cmp(&b.ident));
    namespace.children = children;
}

/// Takes what belongs to features out of a module, a module a set of them.
fn parts(
    module: &mut Namespace,
    at: &[String],
    features: &mut Features,
    taken: &mut BTreeSet<String>,
) -> Vec<Namespace> {
    let mut by_gate: BTreeMap<Gate, Vec<Item>> = BTreeMap::new();
    let mut stay = Vec::new();
    for item in std::mem::take(&mut module.items) {
        let path: Vec<&str> = at
            .iter()
            .map(String::as_str)
            .chain([item.ident()])
            .collect();
        match features.gate(&path) {
            Some(gate) => by_gate.entry(gate.clone()).or_default().push(item),
            None => stay.push(item),
        }
    }
    module.items = stay;
    let mut out = Vec::new();
    for (gate, items) in by_gate {
        let names: Vec<_> = gate.iter().map(|name| words(name)).collect();
        let mut ident = [module.ident.as_str(), "_of_", &names.join("_and_")].concat();
        while taken.contains(&ident) {
            ident.push('_');
        }
        taken.insert(ident.clone());
        for item in &items {
            let path = |module: &str| {
                let above = at
                    .iter()
                    .take(at.len().saturating_sub(1))
                    .map(String::as_str);
                above
                    .chain([module, item.ident()])
                    .collect::<Vec<_>>()
                    .join("::")
            };
            features.gates.remove(&path(&module.ident));
            features.gates.insert(path(&ident), gate.clone());
        }
        let file = module.file.as_ref().map(|file| {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let sign = if folder.is_empty() { "" } else { "/" };
            format!("{folder}{sign}{ident}.rs")
        });
        out.push(Namespace {
            ident,
            file,
            items,
            private: true,
            ..Namespace::default()
        });
    }
    out
}

/// The name of a feature as a part of an identifier: a hyphen and an underscore are told apart by their number.
fn words(feature: &str) -> String {
    feature
        .chars()
        .map(|c| match c {
            '-' => '_',
            c if c.is_alphanumeric() => c,
            _ => 'x',
        })
        .collect()
}

/// Re-exports what a part holds from there.
fn show(reexports: &mut Vec<Reexport>, from: &str, part: &Namespace) {
    let is_inside = |name: &String| part.items.iter().any(|item| item.ident() == name);
    let mut names = Vec::new();
    for reexport in reexports
        .iter_mut()
        .filter(|reexport| reexport.module == from)
    {
        let (gone, stay) = std::mem::take(&mut reexport.names)
            .into_iter()
            .partition(is_inside);
        reexport.names = stay;
        names.extend::<Vec<_>>(gone);
    }
    names.sort();
    reexports.push(Reexport {
        module: part.ident.clone(),
        names,
    });
}
