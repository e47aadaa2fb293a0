//! A type whose schema is the same in a later version of a document keeps its path.
//!
//! Three versions of a real document, in turn. The bounded rest is a type in a property that became a union of several
//! components, which cannot all be called after it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::model::{Item, Model, Namespace};
use castiron_codegen::source::Disk;
use castiron_tests::shared;

/// The paths of a crate: by the place that they came from, and where re-exports and links lead.
#[derive(Default)]
struct Paths {
    by_pointer: BTreeMap<String, BTreeSet<Vec<String>>>,
    items: BTreeSet<Vec<String>>,
    leads_to: BTreeMap<Vec<String>, Vec<String>>,
}

impl Paths {
    fn of(model: &Model) -> Self {
        let mut paths = Self::default();
        paths.add(&model.root, &[]);
        paths
    }

    fn add(&mut self, namespace: &Namespace, at: &[String]) {
        let below = |names: &[&String]| {
            [at, &names.iter().map(|n| (*n).clone()).collect::<Vec<_>>()].concat()
        };
        for item in &namespace.items {
            let meta = match item {
                Item::Object(x) => &x.meta,
                Item::Params(x) => &x.object.meta,
                Item::Enum(x) => &x.meta,
                Item::Union(x) => &x.meta,
                Item::Alias(x) | Item::Newtype(x) => &x.meta,
                Item::Tag(x) => &x.meta,
                Item::Resource(_) | Item::Group(_) => continue,
            };
            let path = [at, &[item.ident().to_owned()]].concat();
            self.by_pointer
                .entry(meta.pointer.clone())
                .or_default()
                .insert(path.clone());
            self.items.insert(path);
        }
        let private = |module: &String| {
            let mut children = namespace.children.iter();
            children.any(|child| child.private && child.ident == *module)
        };
        let shown = namespace.reexports.iter().filter(|r| !private(&r.module));
        for reexport in shown {
            for name in &reexport.names {
                self.leads_to
                    .insert(below(&[name]), below(&[&reexport.module, name]));
            }
        }
        for link in &namespace.links {
            self.leads_to
                .insert(below(&[&link.ident]), link.target.clone());
        }
        for child in &namespace.children {
            // what lies in a private module is found in the one around it
            match child.private {
                true => self.add(child, at),
                false => self.add(child, &below(&[&child.ident])),
            }
        }
    }

    /// The item that a path leads to.
    fn resolve(&self, path: &[String]) -> Option<Vec<String>> {
        let mut path = path.to_vec();
        for _ in 0..20 {
            if self.items.contains(&path) {
                return Some(path);
            }
            let (length, target) =
                (1..=path.len()).find_map(|n| Some((n, self.leads_to.get(&path[..n])?)))?;
            path = [target.as_slice(), &path[length..]].concat();
        }
        None
    }
}

fn cast(path: &Path) -> (Document, Paths) {
    let loaded = load(&Disk, path, &LoadOptions::default());
    let document = loaded.document.expect("a document that loads");
    let config = Config::bundled(&document.api.info.title, document.servers())
        .expect("bundled settings that are read");
    let (model, _) = castiron_codegen::model(&document, &config.map(|c| c.1).unwrap_or_default());
    let paths = Paths::of(&model);
    (document, paths)
}

/// How many types with an unchanged schema there are, and which of them have another path.
fn renames(old: &(Document, Paths), new: &(Document, Paths)) -> (usize, Vec<String>) {
    let (mut same, mut renamed) = (0, Vec::new());
    for (pointer, paths) in &old.1.by_pointer {
        let Some(now) = new.1.by_pointer.get(pointer) else {
            continue;
        };
        if pointer.is_empty() || old.0.node(pointer) != new.0.node(pointer) {
            continue;
        }
        for path in paths {
            same += 1;
            if !new.1.resolve(path).is_some_and(|path| now.contains(&path)) {
                renamed.push(format!("{pointer}: {} is now {now:?}", path.join("::")));
            }
        }
    }
    (same, renamed)
}

#[test]
fn unchanged_types_keep_their_paths() {
    let versions = [
        "2021-01-21.spec3.json",
        "2021-08-04.spec3.json",
        "2023-09-12.spec3.yaml",
    ];
    let mut cast_ones = Vec::new();
    for version in versions {
        let Some(path) = shared(&format!("specs/stripe/{version}")) else {
            return;
        };
        cast_ones.push(cast(&path));
    }
    for (pair, most) in cast_ones.windows(2).zip([0, 1]) {
        let (same, renamed) = renames(&pair[0], &pair[1]);
        println!(
            "{same} types are unchanged, {} of them have another path",
            renamed.len()
        );
        assert!(
            same > 500,
            "only {same} types are unchanged: the comparison is broken"
        );
        assert!(renamed.len() <= most, "{}", renamed.join("\n"));
    }
}
