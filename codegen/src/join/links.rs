//! Re-exports of types, as the naming pass chose them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Item, ItemPath, Link};
use crate::name::{Names, path};

/// Additional paths of types, and of their modules.
pub(super) fn links(
    names: &Names,
    items: &BTreeMap<ItemPath, Item>,
) -> BTreeMap<ItemPath, Vec<Link>> {
    // a module may contain only links
    let inside = items.keys().chain(names.links.iter().map(|(path, _)| path));
    let owners: BTreeSet<&[String]> = inside.map(|path| path::parent(path)).collect();
    let mut out: BTreeMap<ItemPath, Vec<Link>> = BTreeMap::new();
    for (path, id) in &names.links {
        let (Some(target), Some((ident, module))) = (names.types.get(id), path.split_last()) else {
            continue;
        };
        out.entry(module.to_vec()).or_default().push(Link {
            ident: ident.clone(),
            target: target.clone(),
            listed: names.listed.contains(path),
        });
        let home = names
            .homes
            .get(id)
            .filter(|home| owners.contains(home.as_slice()));
        if let Some(home) = home {
            let mut inner = module.to_vec();
            let module_of = crate::name::place::module_ident(ident);
            inner.push(if module_of == *ident {
                module_of + "_types"
            } else {
                module_of
            });
            if !owners.contains(inner.as_slice()) {
                let ident = inner.pop().unwrap_or_default();
                out.entry(module.to_vec()).or_default().push(Link {
                    ident,
                    target: home.clone(),
                    listed: false,
                });
            }
        }
    }
    for links in out.values_mut() {
        links.sort();
        links.dedup_by(|a, b| a.ident == b.ident);
    }
    out
}
