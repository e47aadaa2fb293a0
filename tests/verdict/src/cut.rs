//! A part of a large document: some of its paths, and the components that they need.

use std::collections::HashSet;

use crate::tree::Tree;

/// Keeps one of so many paths, and of the components those that are needed.
#[must_use]
pub fn part(document: &Tree, of: usize) -> Tree {
    let mut document = document.clone();
    if of <= 1 {
        return document;
    }
    if let Some(Tree::Object(paths)) = document.get_mut("paths") {
        let mut at = 0;
        paths.retain(|_| {
            at += 1;
            at % of == 1
        });
    }
    let mut needed: HashSet<String> = HashSet::new();
    let mut next: Vec<String> = Vec::new();
    document
        .get("paths")
        .into_iter()
        .for_each(|paths| references(paths, &mut next));
    while let Some(reference) = next.pop() {
        if needed.insert(reference.clone())
            && let Some(found) = at(&document, &reference)
        {
            references(found, &mut next);
        }
    }
    if let Some(Tree::Object(components)) = document.get_mut("components") {
        for (kind, of_kind) in components
            .iter_mut()
            .filter(|(kind, _)| kind != "securitySchemes")
        {
            if let Tree::Object(entries) = of_kind {
                entries.retain(|(name, _)| needed.contains(&format!("#/components/{kind}/{name}")));
            }
        }
    }
    document
}

/// All that refers to something in the document, and what a discriminator maps to.
fn references(tree: &Tree, out: &mut Vec<String>) {
    match tree {
        Tree::Object(entries) => entries.iter().for_each(|(_, value)| references(value, out)),
        Tree::Array(list) => list.iter().for_each(|value| references(value, out)),
        Tree::String(text) if text.starts_with("#/components/") => {
            // of a deeper reference the component is kept whole
            let whole: Vec<&str> = text.split('/').take(4).collect();
            out.push(whole.join("/"));
        }
        _ => {}
    }
}

fn at<'t>(document: &'t Tree, reference: &str) -> Option<&'t Tree> {
    let mut keys = reference.strip_prefix("#/")?.split('/');
    keys.try_fold(document, |tree, key| tree.get(key))
}
