//! Merges types that are identical to users.
//!
//! Documents repeat themselves: the parameters to create and to update a resource contain the same structs and enums again
//! and again. One of them is kept, and the others become re-exports of it. So there is less to compile, and a value made for
//! one place works in the others.
//!
//! Two items are equal if they have the same identifier, documentation, and fields or variants, and if the items that they
//! refer to are equal. The one with the shortest path is kept, the alphabetically first among those. All paths keep working,
//! so neither the order of the document nor a new schema affects users.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::ops::Range;

use super::content::{Content, content};
use crate::hash::{Map, Seeded, Set};
use crate::model::{Item, ItemPath, Link};
use crate::name::Names;
use crate::name::path;
use crate::name::place::module_ident;
use crate::tally::one_more;

/// Keeps one of each set of equal items, and replaces the others by links.
pub(super) fn unite(
    names: &Names,
    items: &mut BTreeMap<ItemPath, Item>,
    links: &mut BTreeMap<ItemPath, Vec<Link>>,
) {
    let paths: Vec<&ItemPath> = items.keys().collect();
    let kept = kept(items, &paths);
    if kept.iter().zip(0..).all(|(kept, at)| *kept == at) {
        return;
    }
    let new = new_links(names, links, &Twins { paths, kept: &kept });
    for (module, link) in new {
        links.entry(module).or_default().push(link);
    }
    links.values_mut().for_each(|links| links.sort());
    let mut places = kept.iter().zip(0..).map(|(kept, at)| *kept == at);
    items.retain(|_, _| places.next() == Some(true));
}

/// Items by number, in the order of their paths, and the number of the one that stands for each.
struct Twins<'a> {
    paths: Vec<&'a ItemPath>,
    kept: &'a [usize],
}

impl<'a> Twins<'a> {
    /// Every item that is replaced by another one, with the path of that one.
    fn pairs(&self) -> impl Iterator<Item = (&'a ItemPath, &'a ItemPath)> {
        let all = self.paths.iter().zip(self.kept).zip(0..);
        all.filter(|((_, kept), at)| *kept != at)
            .filter_map(|((path, kept), _)| Some((*path, *self.paths.get(*kept)?)))
    }
}

/// The links that replace items, each with its module.
fn new_links(
    names: &Names,
    links: &BTreeMap<ItemPath, Vec<Link>>,
    twins: &Twins<'_>,
) -> Vec<(ItemPath, Link)> {
    let modules = modules(names, links, twins);
    let is_inside = |path: &[String]| {
        path::ancestors(path)
            .skip(1)
            .any(|module| modules.contains_key(module))
    };
    let single = twins.pairs();
    let whole = modules.iter();
    let link = |(path, target): (&ItemPath, &ItemPath)| {
        let (ident, module) = path.split_last()?;
        let link = Link {
            ident: ident.clone(),
            target: target.clone(),
            listed: false,
        };
        Some((module.to_vec(), link))
    };
    let all = single.chain(whole).filter(|(path, _)| !is_inside(path));
    all.filter_map(link).collect()
}

/// The number of the item that stands for each: its own if it is kept.
#[expect(
    clippy::indexing_slicing,
    reason = "items are numbered in their order, and so are classes; each table has an entry for each"
)]
fn kept(items: &BTreeMap<ItemPath, Item>, paths: &[&ItemPath]) -> Vec<usize> {
    let numbers: Map<&ItemPath, usize> = items.keys().zip(0..).collect();
    // items with a unique name need not be compared
    let mut called: Map<&str, usize> = Map::default();
    for item in items.values() {
        one_more(called.entry(item.ident()).or_default());
    }
    let mut contents = Vec::with_capacity(items.len());
    let mut targets = Vec::with_capacity(items.len());
    for (path, item) in items {
        let (content, refers) = match called.get(item.ident()) {
            Some(1) => (Content::Alone(path), Vec::new()),
            _ => content(path, item, &numbers),
        };
        contents.push(content);
        targets.push(refers);
    }
    // from "equal without references" to "equal including all references"
    let (mut classes, mut count) = number(contents.iter());
    drop(contents);
    // an item that equals no other one will never equal one
    let mut alike: Vec<usize> = (0..classes.len()).collect();
    loop {
        let mut sizes = vec![0_u32; count];
        for at in &alike {
            sizes[classes[*at]] = sizes[classes[*at]].saturating_add(1);
        }
        alike.retain(|at| sizes[classes[*at]] > 1);
        let refers = |at: &usize| targets[*at].iter().map(|to| classes[*to]).collect();
        let finer = alike.iter().map(|at| (classes[*at], refers(at)));
        let before = count;
        let finer = finer_than(&mut count, finer);
        for (at, class) in alike.iter().zip(finer) {
            classes[*at] = class;
        }
        if count == before {
            break;
        }
    }
    let mut first: Vec<Option<usize>> = vec![None; count];
    for (at, (path, class)) in paths.iter().zip(&classes).enumerate() {
        let best = &mut first[*class];
        if best.is_none_or(|best| (path.len(), *path) < (paths[best].len(), paths[best])) {
            *best = Some(at);
        }
    }
    let classes = classes.iter().enumerate();
    classes
        .map(|(at, class)| first[*class].unwrap_or(at))
        .collect()
}

/// Numbers the parts of classes: the first part of each keeps its number, others get new ones, from `count` on.
fn finer_than(count: &mut usize, things: impl Iterator<Item = (usize, Vec<usize>)>) -> Vec<usize> {
    let mut known: Map<(usize, Vec<usize>), usize> = Map::default();
    let mut seen: Set<usize> = Set::default();
    let mut number = |thing: (usize, Vec<usize>)| {
        let class = thing.0;
        *known
            .entry(thing)
            .or_insert_with(|| match seen.insert(class) {
                true => class,
                false => {
                    let new = *count;
                    *count = count.saturating_add(1);
                    new
                }
            })
    };
    things.map(&mut number).collect()
}

/// Gives equal things equal numbers from 0 on, and returns how many there are.
fn number<T: Hash + Eq>(things: impl Iterator<Item = T>) -> (Vec<usize>, usize) {
    let mut known = Map::with_capacity_and_hasher(things.size_hint().0, Seeded::default());
    let numbers = things
        .map(|thing| {
            let next = known.len();
            *known.entry(thing).or_insert(next)
        })
        .collect();
    (numbers, known.len())
}

/// Modules that only contain links, all to the same other module: with that module.
fn modules(
    names: &Names,
    links: &BTreeMap<ItemPath, Vec<Link>>,
    twins: &Twins<'_>,
) -> Map<ItemPath, ItemPath> {
    // modules with anything beside their items are not replaced by a link
    let mut fixed: Set<&[String]> = names.packages.iter().map(Vec::as_slice).collect();
    let beside = links.keys().chain(names.namespace_docs.keys());
    for path in beside.chain(names.operations.iter().map(|one| &one.params_home)) {
        // where a module is known, so are those around it
        for module in path::ancestors(path) {
            if !fixed.insert(module) && !names.packages.contains(module) {
                break;
            }
        }
    }
    let inside = inside(&twins.paths);
    let called: Set<&str> = (inside.keys())
        .filter_map(|module| Some(module.last()?.as_str()))
        .collect();
    let of = |path: &ItemPath| {
        let (ident, module) = path.split_last()?;
        let ident = module_ident(ident);
        let is_any = called.contains(ident.as_str());
        is_any.then(|| [module, &[ident]].concat())
    };
    let mut out = Map::default();
    for (path, target) in twins.pairs() {
        let Some((module, here)) = of(path).and_then(|module| {
            let here = inside.get(module.as_slice())?.clone();
            Some((module, here))
        }) else {
            continue;
        };
        if fixed.contains(module.as_slice()) || twins.paths.binary_search(&&module).is_ok() {
            continue;
        }
        let Some((target, there)) = of(target).and_then(|target| {
            let there = inside.get(target.as_slice())?.clone();
            Some((target, there))
        }) else {
            continue;
        };
        let below = |module: &ItemPath, range: Range<usize>| {
            let length = module.len();
            let paths = twins.paths.get(range.clone()).unwrap_or_default();
            let kept = twins.kept.get(range).unwrap_or_default();
            (paths.iter().zip(kept)).map(move |(path, kept)| (path.get(length..), kept))
        };
        if here.len() == there.len() && below(&module, here).eq(below(&target, there)) {
            out.insert(module, target);
        }
    }
    out
}

/// The numbers of the items inside each module, at any depth.
fn inside<'a>(paths: &[&'a ItemPath]) -> Map<&'a [String], Range<usize>> {
    let mut inside: Map<&[String], Range<usize>> = Map::default();
    for (at, path) in paths.iter().enumerate() {
        let end = at.saturating_add(1);
        for module in path::ancestors(path).skip(1) {
            inside.entry(module).or_insert(at..end).end = end;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::model::{Item, Model, Namespace};
    use crate::testing;

    const HEAD: &str =
        "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";

    fn of(schemas: &str, config: &Config) -> Model {
        testing::model(&format!("{HEAD}{schemas}"), config)
    }

    /// Every link of a model, as `place → target`, and every item but the classes and the client.
    fn listed(model: &Model) -> (Vec<String>, Vec<String>) {
        fn add(at: &str, namespace: &Namespace, out: &mut (Vec<String>, Vec<String>)) {
            for link in &namespace.links {
                out.0
                    .push(format!("{at}{} → {}", link.ident, link.target.join("::")));
            }
            let inner = |ident: &&str| !["A", "B", "Client"].contains(ident);
            for item in namespace.items.iter().map(Item::ident).filter(inner) {
                out.1.push(format!("{at}{item}"));
            }
            for child in &namespace.children {
                add(&format!("{at}{}::", child.ident), child, out);
            }
        }
        let mut out = (Vec::new(), Vec::new());
        add("", &model.root, &mut out);
        out
    }

    #[track_caller]
    fn test(schemas: &str, links: &[&str], items: &[&str]) {
        let (found_links, found_items) = listed(&of(schemas, &Config::default()));
        assert_eq!(found_links, links);
        assert_eq!(found_items, items);
    }

    #[test]
    fn equal_enums_of_two_owners_are_one() {
        test(
            "    b: {type: object, properties: {mode: {type: string, enum: [x, y]}}}
    a: {type: object, properties: {mode: {type: string, enum: [x, y]}}}\n",
            &["b::Mode → a::Mode"],
            &["a::Mode"],
        );
    }

    #[test]
    fn what_is_documented_otherwise_stays() {
        test(
            "    a: {type: object, properties: {mode: {type: string, enum: [x, y], description: Of a.}}}
    b: {type: object, properties: {mode: {type: string, enum: [x, y], description: Of b.}}}\n",
            &[],
            &["a::Mode", "b::Mode"],
        );
    }

    #[test]
    fn the_order_of_maps_keeps_nothing_apart() {
        test(
            "    a: {type: object, properties: {part: {type: object, required: [z], properties: {x: {type: string}, y: {type: integer}, z: {type: string}}}}}
    b: {type: object, properties: {part: {type: object, required: [z], properties: {z: {type: string}, y: {type: integer}, x: {type: string}}}}}\n",
            &["b::Part → a::Part"],
            &["a::Part"],
        );
    }

    #[test]
    fn a_module_goes_with_its_owner() {
        test(
            "    a: {type: object, properties: {part: {type: object, properties: {mode: {type: string, enum: [x]}}}}}
    b: {type: object, properties: {part: {type: object, properties: {mode: {type: string, enum: [x]}}}}}\n",
            &["b::Part → a::Part", "b::part → a::part"],
            &["a::Part", "a::part::Mode"],
        );
    }

    #[test]
    fn what_differs_deep_inside_differs_outside() {
        test(
            "    a: {type: object, properties: {part: {type: object, properties: {p: {type: object, properties: {mode: {type: string, enum: [x]}}}}}}}
    b: {type: object, properties: {part: {type: object, properties: {p: {type: object, properties: {mode: {type: string, enum: [z]}}}}}}}\n",
            &[],
            &[
                "a::Part", "a::part::P", "a::part::p::Mode", "b::Part", "b::part::P",
                "b::part::p::Mode",
            ],
        );
    }

    #[test]
    fn recursion_alone_keeps_nothing_apart() {
        let tree = |name: &str| {
            format!(
                "    {name}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/{name}'}}}}}}\n"
            )
        };
        let mut config = Config::default();
        for module in ["x", "y"] {
            config
                .names
                .types
                .insert(format!("{module}_tree"), format!("{module}.Tree"));
        }
        let (links, items) = listed(&of(&(tree("x_tree") + &tree("y_tree")), &config));
        assert_eq!(links, ["y::Tree → x::Tree"]);
        assert_eq!(items, ["x::types::Tree"]);
    }

    #[test]
    fn the_configuration_keeps_them_apart() {
        let mut config = Config::default();
        config.names.distinct = true;
        let model = of(
            "    a: {type: object, properties: {mode: {type: string, enum: [x]}}}
    b: {type: object, properties: {mode: {type: string, enum: [x]}}}\n",
            &config,
        );
        let (links, items) = listed(&model);
        assert_eq!(links, Vec::<String>::new());
        assert_eq!(items, ["a::Mode", "b::Mode"]);
    }
}
