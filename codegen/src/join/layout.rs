//! Decides which file an item is written to.
//!
//! The paths of items are a contract; files are for readers. The module of a class is a file with the class, its params, its
//! handle and its own types; the namespace re-exports them. Everything else goes into a private module `types` of its
//! namespace.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::apart;
use super::methods;
use super::prose::Writer;
use super::size;
use crate::hash::{Map, Set};
use crate::model::{Item, ItemPath, Link, Namespace, Reexport};
use crate::name::{Names, path, place::module_ident};

/// Lays out the items: builds the tree of modules to write.
pub(super) fn layout(
    names: &Names,
    items: BTreeMap<ItemPath, Item>,
    links: BTreeMap<ItemPath, Vec<Link>>,
    writer: &Writer<'_>,
) -> Namespace {
    let (paths, items): (Vec<ItemPath>, Vec<Item>) = items.into_iter().unzip();
    let (modules, links): (Vec<ItemPath>, Vec<Vec<Link>>) = links.into_iter().unzip();
    let mut plan = Plan::new(names, &paths, &items, &modules);
    for (path, item) in paths.iter().zip(items) {
        plan.put(names, &links, path, item);
    }
    for (path, links) in modules.iter().zip(links) {
        let path = plan.physical(path);
        plan.at(&path).links = links;
    }
    for (path, doc) in &names.namespace_docs {
        let doc = writer.text(doc);
        plan.at(path).doc = doc;
    }
    plan.finish(names)
}

struct Plan<'a> {
    root: Namespace,
    /// Modules with types of their own, or links.
    filled: Set<&'a [String]>,
    /// The paths of all items, sorted.
    paths: &'a [ItemPath],
    /// The modules that have links, sorted.
    linking: &'a [ItemPath],
    /// Modules of params: public path → path of the definition.
    moved: Map<&'a [String], ItemPath>,
    reexports: BTreeMap<ItemPath, BTreeMap<String, BTreeSet<String>>>,
}

const TYPES: &str = "types";

impl<'a> Plan<'a> {
    /// `items` are at `paths`, and `linking` have links.
    fn new(
        names: &'a Names,
        paths: &'a [ItemPath],
        items: &[Item],
        linking: &'a [ItemPath],
    ) -> Self {
        let mut plan = Self {
            root: Namespace::default(),
            filled: Set::default(),
            paths,
            linking,
            moved: Map::default(),
            reexports: BTreeMap::new(),
        };
        let modules = paths.iter().map(|path| path::parent(path));
        for path in modules.chain(linking.iter().map(Vec::as_slice)) {
            for module in path::ancestors(path) {
                // those around it are known as well
                if !plan.filled.insert(module) {
                    break;
                }
            }
        }
        // classes with params or a handle have a file, even without types of their own
        for (path, item) in paths.iter().zip(items) {
            if matches!(item, Item::Params(_) | Item::Resource(_))
                && let Some(host) = names.hosts.get(path)
            {
                plan.filled.insert(host);
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
            if plan.filled.contains(home.as_slice()) && !plan.filled.contains(inside.as_slice()) {
                plan.moved.insert(home, inside);
                plan.reexport(module, host, last);
            }
        }
        plan
    }

    /// The path where the module with the public path `path` is defined.
    fn physical<'p>(&self, path: &'p [String]) -> Cow<'p, [String]> {
        if self.moved.is_empty() {
            return Cow::Borrowed(path);
        }
        let mut modules = path::ancestors(path);
        let moved = modules.find_map(|module| {
            let (to, inner) = (self.moved.get(module)?, path.strip_prefix(module)?);
            Some([to.as_slice(), inner].concat())
        });
        moved.map_or(Cow::Borrowed(path), Cow::Owned)
    }

    fn put(&mut self, names: &Names, links: &[Vec<Link>], path: &ItemPath, item: Item) {
        let Some((ident, module)) = path.split_last() else {
            return;
        };
        if !names.packages.contains(module) || matches!(item, Item::Group(_)) {
            let at = self.physical(module);
            self.at(&at).items.push(item);
            return;
        }
        let is_filled =
            |host: &&ItemPath| host.as_slice() == module || self.filled.contains(host.as_slice());
        let host = match names.hosts.get(path).filter(is_filled) {
            Some(host) => host.clone(),
            None => [module, &[TYPES.to_owned()]].concat(),
        };
        let inside = [host.as_slice(), std::slice::from_ref(ident)].concat();
        let is_link = || {
            let at = self.linking.binary_search(&host).ok();
            let mut links = at.and_then(|at| links.get(at)).into_iter().flatten();
            links.any(|link| link.ident == *ident)
        };
        let is_taken = || self.paths.binary_search(&inside).is_ok() || is_link();
        if host == module || is_taken() {
            self.at(module).items.push(item);
            return;
        }
        self.at(&host).items.push(item);
        self.reexport(module, &host, ident);
    }

    fn reexport(&mut self, module: &[String], child: &[String], name: &str) {
        let Some(child) = child.last() else { return };
        if !self.reexports.contains_key(module) {
            self.reexports.insert(module.to_vec(), BTreeMap::new());
        }
        if let Some(children) = self.reexports.get_mut(module) {
            let names = children.entry(child.clone()).or_default();
            names.insert(name.to_owned());
        }
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
    if namespace.file.is_some() {
        methods::split(namespace);
    }
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
        // packages inside a module come right after it
        let from = (Bound::Included(path.as_slice()), Bound::Unbounded);
        let mut packages = names.packages.range::<[String], _>(from);
        let inner = (packages.next()).is_some_and(|package| package.starts_with(path));
        if inner {
            child.file = Some(format!("{folder}{name}/mod.rs"));
        } else if package || is_long || child.methods.is_some() {
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
    ascii(ident)
}

/// A name in letters of ASCII: all others as their numbers.
pub(super) fn ascii(ident: &str) -> String {
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
