//! Attributes of fields and variants.

use std::collections::BTreeMap;

use super::config::fits;
use crate::model::{Item, Meta, Object};

/// Attributes by the path of the type and the name of its field or variant.
#[derive(Debug, Default)]
pub(super) struct Parts(BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>>);

impl Parts {
    /// Adds attributes to the fields and variants of an item that a pattern matches. Returns whether there are any.
    pub(super) fn add(
        &mut self,
        path: &[&str],
        item: &Item,
        pattern: &str,
        attributes: &[String],
    ) -> bool {
        let mut idents = Vec::new();
        visit(item, |ident| idents.push(ident.to_owned()));
        idents.retain(|ident| fits(pattern, ident));
        let is_any = !idents.is_empty();
        if is_any {
            let path = path.iter().map(|&segment| segment.to_owned()).collect();
            let of_item = self.0.entry(path).or_default();
            for ident in idents {
                let of_part = of_item.entry(ident).or_default();
                for attribute in attributes {
                    if !of_part.contains(attribute) {
                        of_part.push(attribute.clone());
                    }
                }
            }
        }
        is_any
    }

    /// Whether a field or variant has attributes.
    pub(super) fn has(&self, path: &[&str], ident: &str) -> bool {
        let path: Vec<String> = path.iter().map(|&segment| segment.to_owned()).collect();
        (self.0.get(&path)).is_some_and(|parts| parts.contains_key(ident))
    }

    /// Writes them into an item.
    pub(super) fn apply(&self, path: &[String], item: &mut Item) {
        let Some(parts) = self.0.get(path) else {
            return;
        };
        let set = |ident: &str, meta: &mut Meta| {
            let attributes = parts.get(ident).cloned().unwrap_or_default();
            meta.derived.attributes = attributes;
        };
        let object = |object: &mut Object| {
            let fields = object.fields.iter_mut();
            fields.for_each(|field| set(&field.ident, &mut field.meta));
            let maps = object.extra.iter_mut();
            maps.for_each(|map| set(&map.ident, &mut map.meta));
        };
        let rest = |ident: &str| parts.get(ident).cloned().unwrap_or_default();
        match item {
            Item::Object(item) => object(item),
            Item::Params(params) => object(&mut params.object),
            Item::Union(item) => {
                let branches = item.branches.iter_mut();
                branches.for_each(|branch| set(&branch.ident, &mut branch.meta));
                item.meta.derived.rest = rest(&item.catch_all);
            }
            Item::Enum(item) => {
                let variants = item.variants.iter_mut();
                variants.for_each(|variant| set(&variant.ident, &mut variant.meta));
                item.meta.derived.rest = rest(&item.catch_all);
            }
            Item::Newtype(_)
            | Item::Tag(_)
            | Item::Alias(_)
            | Item::Resource(_)
            | Item::Group(_) => {}
        }
    }
}

/// The names of an item's fields or variants.
fn visit(item: &Item, mut see: impl FnMut(&str)) {
    let mut object = |object: &Object| {
        object.fields.iter().for_each(|field| see(&field.ident));
        object.extra.iter().for_each(|map| see(&map.ident));
    };
    match item {
        Item::Object(item) => object(item),
        Item::Params(params) => object(&params.object),
        Item::Union(item) => {
            item.branches.iter().for_each(|branch| see(&branch.ident));
            see(&item.catch_all);
        }
        Item::Enum(item) => {
            item.variants.iter().for_each(|variant| see(&variant.ident));
            if !item.closed {
                see(&item.catch_all);
            }
        }
        Item::Newtype(_) | Item::Tag(_) | Item::Alias(_) | Item::Resource(_) | Item::Group(_) => {}
    }
}
