//! A default line of documentation for modules, with a link to the item that they belong to.

use std::borrow::Cow;

use super::index::Index;
use super::shown::{CLIENT, is_client};
use crate::model::{Item, Namespace};

/// The documentation of a module in another one. `path` is its own.
pub(super) fn of<'n>(
    index: &Index<'_>,
    parent: Option<&Namespace>,
    namespace: &'n Namespace,
    path: &[&str],
) -> Cow<'n, str> {
    if !namespace.doc.trim().is_empty() || namespace.private {
        return Cow::Borrowed(&namespace.doc);
    }
    if is_client(namespace) {
        let types = CLIENT.map(|name| format!("[`{name}`](crate::runtime::{name})"));
        return Cow::Owned(format!(
            "The client, and the types that its calls use and return.\n\nThis module is the same in every crate, whatever \
             the names in the document. Beside the client it has {}.",
            types.join(", ")
        ));
    }
    let link = |ident: &str, lies_in: &[&str]| {
        let public = index.public([lies_in, &[ident]].concat());
        format!("[`{ident}`](crate::{})", public.join("::"))
    };
    let name = letters(&namespace.ident);
    let is_named = |item: &&Item| letters(item.ident()) == name;
    if let Some(item) = namespace.items.iter().find(is_named) {
        let mut all = namespace.items.iter();
        let link = link(item.ident(), path);
        return Cow::Owned(match all.any(|item| matches!(item, Item::Resource(_))) {
            true => format!("{link}, its operations, their params, and the types in them."),
            false => format!("{link} and the types in it."),
        });
    }
    let above = path.split_last().map_or(&[][..], |(_, above)| above);
    let owner = parent.and_then(|parent| parent.items.iter().find(is_named));
    if let Some(owner) = owner {
        return Cow::Owned(format!("Types in {}.", link(owner.ident(), above)));
    }
    let handle = |item: &Item| match item {
        Item::Group(group) => Some(format!(
            "Operations, by {}, with their params and types.",
            link(&group.ident, path)
        )),
        Item::Resource(resource) => Some(format!(
            "{}, the params of its operations, and the types in them.",
            link(&resource.ident, path)
        )),
        _ => None,
    };
    let handle = namespace.items.iter().find_map(handle);
    Cow::Owned(handle.unwrap_or_else(|| format!("Types of `{}`.", namespace.ident)))
}

/// A name without case and underscores, by which a namespace and its owner are the same.
pub(super) fn letters(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    let all = name.chars().filter(|c| *c != '_');
    letters.extend(all.flat_map(char::to_lowercase));
    letters
}
