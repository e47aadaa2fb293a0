//! Merges types that are identical to users.
//!
//! Documents repeat themselves: the parameters to create and to update a resource contain the same structs and enums again
//! and again. One of them is kept, and the others become re-exports of it. So there is less to compile, and a value made for
//! one place works in the others.
//!
//! Two items are equal if they have the same identifier, documentation, and fields or variants, and if the items that they
//! refer to are equal. The one with the shortest path is kept, the alphabetically first among those. All paths keep working,
//! so neither the order of the document nor a new schema affects users.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use crate::model::{Item, ItemPath, Link, Type};
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
    let twins = twins(items);
    if twins.is_empty() {
        return;
    }
    let modules = modules(names, items, links, &twins);
    let is_inside = |path: &ItemPath| {
        path::ancestors(path)
            .skip(1)
            .any(|module| modules.contains_key(module))
    };
    let single = twins.iter().filter(|(path, _)| !is_inside(path));
    let whole = modules.iter().filter(|(path, _)| !is_inside(path));
    for (path, target) in single.chain(whole) {
        if let Some((ident, module)) = path.split_last() {
            links.entry(module.to_vec()).or_default().push(Link {
                ident: ident.clone(),
                target: target.clone(),
                listed: false,
            });
        }
    }
    links.values_mut().for_each(|links| links.sort());
    items.retain(|path, _| !twins.contains_key(path));
}

/// Every item that is replaced by another one, with the path of that one.
#[expect(
    clippy::indexing_slicing,
    reason = "items are numbered in their order, and so are classes; each table has an entry for each"
)]
fn twins(items: &BTreeMap<ItemPath, Item>) -> BTreeMap<ItemPath, ItemPath> {
    let numbers: HashMap<&ItemPath, usize> = items.keys().zip(0..).collect();
    // items with a unique name need not be compared
    let mut called: HashMap<&str, usize> = HashMap::new();
    for item in items.values() {
        one_more(called.entry(item.ident()).or_default());
    }
    let mut contents = Vec::with_capacity(items.len());
    let mut targets = Vec::with_capacity(items.len());
    for (path, item) in items {
        let (content, refers) = match called.get(item.ident()) {
            Some(1) => (path.join("::"), Vec::new()),
            _ => content(path, item, &numbers),
        };
        contents.push(content);
        targets.push(refers);
    }
    // from "equal without references" to "equal including all references"
    let (mut classes, mut count) = number(contents.iter());
    loop {
        let (finer, more) = number(classes.iter().zip(&targets).map(|(class, targets)| {
            let refers: Vec<usize> = targets.iter().map(|to| classes[*to]).collect();
            (*class, refers)
        }));
        classes = finer;
        if more == count {
            break;
        }
        count = more;
    }
    let mut first: Vec<Option<&ItemPath>> = vec![None; count];
    for (path, class) in items.keys().zip(&classes) {
        let best = &mut first[*class];
        if best.is_none_or(|best| (path.len(), path) < (best.len(), best)) {
            *best = Some(path);
        }
    }
    let mut twins = BTreeMap::new();
    for (path, class) in items.keys().zip(&classes) {
        if let Some(first) = first[*class].filter(|first| *first != path) {
            twins.insert(path.clone(), first.clone());
        }
    }
    twins
}

/// Gives equal things equal numbers from 0 on, and returns how many there are.
fn number<T: Hash + Eq>(things: impl Iterator<Item = T>) -> (Vec<usize>, usize) {
    let mut known = HashMap::with_capacity(things.size_hint().0);
    let numbers = things
        .map(|thing| {
            let next = known.len();
            *known.entry(thing).or_insert(next)
        })
        .collect();
    (numbers, known.len())
}

/// The content of an item, without its origin, and the numbers of the items that it refers to.
///
/// Items of operations are always unique, so that no two of them are merged.
fn content(
    path: &ItemPath,
    item: &Item,
    numbers: &HashMap<&ItemPath, usize>,
) -> (String, Vec<usize>) {
    let mut item = item.clone();
    let mut refers = Vec::new();
    let mut ty = |ty: &mut Type| forget(ty, numbers, &mut refers);
    match &mut item {
        Item::Object(object) => {
            object.meta.pointer.clear();
            // the order of arguments of `new` matters; the other fields come from a map, which has no order
            object.fields.sort_by(
                |a, b| match (a.presence.is_needed(), b.presence.is_needed()) {
                    (false, false) => a.wire.cmp(&b.wire),
                    (a, b) => b.cmp(&a),
                },
            );
            for field in &mut object.fields {
                field.meta.pointer.clear();
                ty(&mut field.ty);
            }
            for extra in &mut object.extra {
                extra.meta.pointer.clear();
                ty(&mut extra.ty);
            }
        }
        Item::Enum(values) => {
            values.meta.pointer.clear();
            values
                .variants
                .iter_mut()
                .for_each(|variant| variant.meta.pointer.clear());
        }
        Item::Union(union) => {
            union.meta.pointer.clear();
            for branch in &mut union.branches {
                branch.meta.pointer.clear();
                branch.guard = branch.guard.in_order();
                ty(&mut branch.ty);
            }
        }
        Item::Alias(alias) | Item::Newtype(alias) => {
            alias.meta.pointer.clear();
            ty(&mut alias.ty);
        }
        Item::Tag(tag) => tag.meta.pointer.clear(),
        Item::Params(_) | Item::Resource(_) | Item::Group(_) => return (path.join("::"), refers),
    }
    // an item that can't be serialised is unique
    let text = serde_json::to_string(&item).unwrap_or_else(|_| path.join("::"));
    (text, refers)
}

/// Removes the items that a type refers to, and records them.
fn forget(ty: &mut Type, numbers: &HashMap<&ItemPath, usize>, refers: &mut Vec<usize>) {
    match ty {
        Type::Item(path) => {
            if let Some(number) = numbers.get(path) {
                refers.push(*number);
                path.clear();
            }
        }
        Type::Array(inner)
        | Type::Map(inner)
        | Type::List(inner)
        | Type::Expandable(inner)
        | Type::Emptyable(inner)
        | Type::Range(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => forget(inner, numbers, refers),
        Type::Tuple(items) => items
            .iter_mut()
            .for_each(|item| forget(item, numbers, refers)),
        Type::Scalar(_) | Type::Custom(_) => {}
    }
}

/// Modules that only contain links, all to the same other module: with that module.
fn modules(
    names: &Names,
    items: &BTreeMap<ItemPath, Item>,
    links: &BTreeMap<ItemPath, Vec<Link>>,
    twins: &BTreeMap<ItemPath, ItemPath>,
) -> BTreeMap<ItemPath, ItemPath> {
    let of = |path: &ItemPath| {
        let (ident, module) = path.split_last()?;
        Some([module, &[module_ident(ident)]].concat())
    };
    // modules with anything beside their items are not replaced by a link
    let mut fixed: BTreeSet<&[String]> = names.packages.iter().map(Vec::as_slice).collect();
    let beside = links.keys().chain(names.namespace_docs.keys());
    for path in beside.chain(names.operations.iter().map(|one| &one.params_home)) {
        fixed.extend(path::ancestors(path));
    }
    let mut out = BTreeMap::new();
    for (path, target) in twins {
        let (Some(module), Some(target)) = (of(path), of(target)) else {
            continue;
        };
        if fixed.contains(module.as_slice()) || items.contains_key(&module) {
            continue;
        }
        let here = below(items, &module);
        let there = below(items, &target);
        let stands_for = |path: &ItemPath| twins.get(path).unwrap_or(path).clone();
        let is_same = !here.is_empty()
            && here.len() == there.len()
            && here.iter().zip(&there).all(|(a, b)| {
                a.strip_prefix(&module[..]) == b.strip_prefix(&target[..])
                    && stands_for(a) == stands_for(b)
            });
        if is_same {
            out.insert(module, target);
        }
    }
    out
}

/// The items of a module and of those inside it, sorted.
fn below<'a>(items: &'a BTreeMap<ItemPath, Item>, module: &ItemPath) -> Vec<&'a ItemPath> {
    items
        .range(module.clone()..)
        .map(|(path, _)| path)
        .skip_while(|path| *path == module)
        .take_while(|path| path.starts_with(module))
        .collect()
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
