//! Decides which file an item is written to.
//!
//! The paths of items are a contract; files are for readers. The module of a class is a file with the class, its params, its
//! handle and its own types; the namespace re-exports them. Everything else goes into a private module `types` of its
//! namespace.

use std::collections::{BTreeMap, BTreeSet};

use super::apart;
use super::prose::Writer;
use super::size;
use crate::model::{Item, ItemPath, Link, Namespace, Reexport};
use crate::name::{Names, path, place::module_ident};

/// Lays out the items: builds the tree of modules to write.
pub(super) fn layout(
    names: &Names,
    items: BTreeMap<ItemPath, Item>,
    links: BTreeMap<ItemPath, Vec<Link>>,
    writer: &Writer<'_>,
) -> Namespace {
    let mut plan = Plan::new(names, &items, &links);
    for (path, item) in items {
        plan.put(names, path, item);
    }
    for (path, links) in links {
        let path = plan.physical(&path);
        plan.at(&path).links = links;
    }
    for (path, doc) in &names.namespace_docs {
        let doc = writer.text(doc);
        plan.at(path).doc = doc;
    }
    plan.finish(names)
}

struct Plan {
    root: Namespace,
    /// Modules with types of their own, or links.
    filled: BTreeSet<ItemPath>,
    /// Identifiers in each of them.
    idents: BTreeSet<ItemPath>,
    /// Modules of params: public path → path of the definition.
    moved: BTreeMap<ItemPath, ItemPath>,
    reexports: BTreeMap<ItemPath, BTreeMap<String, BTreeSet<String>>>,
}

const TYPES: &str = "types";

impl Plan {
    fn new(
        names: &Names,
        items: &BTreeMap<ItemPath, Item>,
        links: &BTreeMap<ItemPath, Vec<Link>>,
    ) -> Self {
        let mut plan = Self {
            root: Namespace::default(),
            filled: BTreeSet::new(),
            idents: items.keys().cloned().collect(),
            moved: BTreeMap::new(),
            reexports: BTreeMap::new(),
        };
        let modules = items.keys().map(|path| path::parent(path));
        for path in modules.chain(links.keys().map(Vec::as_slice)) {
            plan.filled
                .extend(path::ancestors(path).map(<[String]>::to_vec));
        }
        for (path, list) in links {
            plan.idents.extend(
                list.iter()
                    .map(|l| [path.as_slice(), std::slice::from_ref(&l.ident)].concat()),
            );
        }
        // classes with params or a handle have a file, even without types of their own
        for (path, host) in &names.hosts {
            if matches!(items.get(path), Some(Item::Params(_) | Item::Resource(_))) {
                plan.filled.insert(host.clone());
            }
        }
        for operation in &names.operations {
            let home = &operation.params_home;
            let Some(params) = &operation.params else {
                continue;
            };
            let Some(host) = names.hosts.get(params) else {
                continue;
            };
            let Some((last, module)) = home.split_last() else {
                continue;
            };
            let mut inside = host.clone();
            inside.push(last.clone());
            if plan.filled.contains(home) && !plan.filled.contains(&inside) {
                plan.moved.insert(home.clone(), inside);
                plan.reexport(&module.to_vec(), host, last);
            }
        }
        plan
    }

    /// The path where the module with the public path `path` is defined.
    fn physical(&self, path: &[String]) -> ItemPath {
        let mut modules = path::ancestors(path);
        let moved = modules.find_map(|module| {
            let (to, inner) = (self.moved.get(module)?, path.strip_prefix(module)?);
            Some([to.as_slice(), inner].concat())
        });
        moved.unwrap_or_else(|| path.to_vec())
    }

    fn put(&mut self, names: &Names, path: ItemPath, item: Item) {
        let Some((ident, module)) = path.split_last() else {
            return;
        };
        let module = module.to_vec();
        if !names.packages.contains(&module) || matches!(item, Item::Group(_)) {
            let at = self.physical(&module);
            self.at(&at).items.push(item);
            return;
        }
        let is_filled = |host: &&ItemPath| **host == module || self.filled.contains(*host);
        let host = match names.hosts.get(&path).filter(is_filled) {
            Some(host) => host.clone(),
            None => [module.as_slice(), &[TYPES.to_owned()]].concat(),
        };
        let inside = [host.as_slice(), std::slice::from_ref(ident)].concat();
        if host == module || self.idents.contains(&inside) {
            self.at(&module).items.push(item);
            return;
        }
        let ident = ident.clone();
        self.at(&host).items.push(item);
        self.reexport(&module, &host, &ident);
    }

    fn reexport(&mut self, module: &ItemPath, child: &[String], name: &str) {
        let Some(child) = child.last() else { return };
        self.reexports
            .entry(module.clone())
            .or_default()
            .entry(child.clone())
            .or_default()
            .insert(name.to_owned());
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "a child is where the search found it, or where it was just inserted"
    )]
    fn at(&mut self, path: &[String]) -> &mut Namespace {
        let mut at = &mut self.root;
        for ident in path {
            let index = match at
                .children
                .binary_search_by(|c| c.ident.as_str().cmp(ident))
            {
                Ok(index) => index,
                Err(index) => {
                    at.children.insert(
                        index,
                        Namespace {
                            ident: ident.clone(),
                            ..Namespace::default()
                        },
                    );
                    index
                }
            };
            at = &mut at.children[index];
        }
        at
    }

    fn finish(mut self, names: &Names) -> Namespace {
        for (module, children) in std::mem::take(&mut self.reexports) {
            let list = children
                .into_iter()
                .map(|(module, names)| Reexport {
                    module,
                    names: names.into_iter().collect(),
                })
                .collect();
            self.at(&module).reexports = list;
        }
        apart::apart(&mut self.root, TYPES, &mut Vec::new(), &names.packages);
        self.root.file = Some("lib.rs".to_owned());
        files(&mut self.root, &mut Vec::new(), &mut String::new(), names);
        self.root
    }
}

/// Assigns files to packages and their direct contents, and orders the items.
fn files(namespace: &mut Namespace, path: &mut ItemPath, folder: &mut String, names: &Names) {
    let package = names.packages.contains(path.as_slice());
    let module = namespace.ident.clone();
    // the modules inside a file that is too long become files
    let is_long = !package && namespace.file.is_some() && size::of_file(namespace) > size::MOST;
    namespace.items.sort_by_cached_key(|item| {
        let ident = item.ident();
        (order(item), module_ident(ident) != module, ident.to_owned())
    });
    let mut taken: BTreeSet<String> = namespace
        .children
        .iter()
        .map(|child| child.ident.clone())
        .filter(|ident| file_name(ident) == *ident)
        .collect();
    for child in &mut namespace.children {
        path.push(child.ident.clone());
        let mut name = file_name(&child.ident);
        while name != child.ident && !taken.insert(name.clone()) {
            name.push('_');
        }
        let inner = names.packages.contains(path.as_slice())
            || names
                .packages
                .iter()
                .any(|p| p.len() > path.len() && p.starts_with(path.as_slice()));
        if inner {
            child.file = Some(format!("{folder}{name}/mod.rs"));
        } else if package || is_long {
            child.file = Some(format!("{folder}{name}.rs"));
            child.private |= package && child.ident == TYPES;
        }
        let length = folder.len();
        folder.push_str(&name);
        folder.push('/');
        files(child, path, folder, names);
        folder.truncate(length);
        path.pop();
    }
}

/// The file name of a module: its own name, unless some system does not allow it as a file, or the compiler reserves it.
fn file_name(ident: &str) -> String {
    // device names of some systems, and the crate root
    const OTHERS: &[&str] = &["aux", "con", "lib", "main", "nul", "prn"];
    let numbered = |word: &str| {
        ident
            .strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    if OTHERS.contains(&ident) || numbered("com") || numbered("lpt") {
        return format!("{ident}_");
    }
    let mut name = String::with_capacity(ident.len());
    for c in ident.chars() {
        if c.is_ascii() {
            name.push(c);
        } else {
            name.push_str(&format!("u{:x}", u32::from(c)));
        }
    }
    name
}

/// Groups first, then types, starting with the one that the module is named after; then params and resources.
fn order(item: &Item) -> u8 {
    match item {
        Item::Group(_) => 0,
        Item::Object(_)
        | Item::Union(_)
        | Item::Enum(_)
        | Item::Alias(_)
        | Item::Newtype(_)
        | Item::Tag(_) => 1,
        Item::Params(_) => 2,
        Item::Resource(_) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn files_are_called_like_modules_where_every_system_can() {
        for device in ["con", "nul", "com1", "com9", "lpt1", "lib", "main"] {
            assert_eq!(file_name(device), format!("{device}_"));
        }
        for usual in [
            "pets", "com", "lpt", "coma", "com10", "lpt_1", "console", "1com",
        ] {
            assert_eq!(file_name(usual), usual);
        }
    }
}
