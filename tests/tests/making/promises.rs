//! What `diff` says where settings add to types, or take away: the printed derives and attributes tell.

use std::collections::{BTreeMap, BTreeSet};

use castiron_codegen::diff::{Change, Impact, diff};
use castiron_codegen::emit;
use castiron_codegen::model::Model;
use castiron_tests::random::Random;

use super::{model_of, number};

/// What is printed before a type and its parts, but for words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Promise {
    /// Traits that are derived.
    derives: BTreeSet<String>,
    /// Other attributes.
    attributes: BTreeSet<String>,
    /// Those of fields and variants that both crates may have, by name.
    parts: BTreeMap<String, BTreeSet<String>>,
}

/// The types of a crate, by the paths that users write.
fn promises(model: &Model) -> BTreeMap<String, Promise> {
    let source = emit::module(model);
    let file = syn::parse_file(&source).unwrap_or_else(|error| panic!("{error}\n{source}"));
    let mut out = BTreeMap::new();
    walk(&file.items, "", &mut out);
    out
}

/// The paths of re-exports, among them those of types that are equal to others.
fn shown(model: &Model) -> BTreeSet<String> {
    fn leaves(tree: &syn::UseTree, at: &str, out: &mut BTreeSet<String>) {
        match tree {
            syn::UseTree::Path(path) => leaves(&path.tree, at, out),
            syn::UseTree::Group(group) => group.items.iter().for_each(|one| leaves(one, at, out)),
            syn::UseTree::Name(name) => drop(out.insert(format!("{at}{}", name.ident))),
            syn::UseTree::Rename(name) => drop(out.insert(format!("{at}{}", name.rename))),
            syn::UseTree::Glob(_) => {}
        }
    }
    fn walk(items: &[syn::Item], at: &str, out: &mut BTreeSet<String>) {
        for item in items {
            match item {
                syn::Item::Use(item) => leaves(&item.tree, at, out),
                syn::Item::Mod(module) => {
                    let (_, items) = module.content.as_ref().expect("modules in one file");
                    walk(items, &format!("{at}{}::", module.ident), out);
                }
                _ => {}
            }
        }
    }
    let mut out = BTreeSet::new();
    let file = syn::parse_file(&emit::module(model)).expect("Rust");
    walk(&file.items, "", &mut out);
    out
}

fn walk(items: &[syn::Item], at: &str, out: &mut BTreeMap<String, Promise>) {
    for item in items {
        let (ident, attributes, parts): (_, _, Vec<_>) = match item {
            syn::Item::Struct(item) => {
                let fields = item.fields.iter();
                let named = fields.filter_map(|one| Some((one.ident.as_ref()?, &one.attrs)));
                (&item.ident, &item.attrs, named.collect())
            }
            syn::Item::Enum(item) => {
                let variants = item.variants.iter().map(|one| (&one.ident, &one.attrs));
                (&item.ident, &item.attrs, variants.collect())
            }
            syn::Item::Mod(module) => {
                let Some((_, items)) = &module.content else {
                    continue;
                };
                // what lies in a private module is found in the one around it
                match module.vis {
                    syn::Visibility::Public(_) => {
                        walk(items, &format!("{at}{}::", module.ident), out);
                    }
                    _ => walk(items, at, out),
                }
                continue;
            }
            _ => continue,
        };
        let mut promise = of(attributes);
        for (ident, attributes) in parts {
            promise
                .parts
                .insert(ident.to_string(), of(attributes).attributes);
        }
        out.insert(format!("{at}{ident}"), promise);
    }
}

fn of(attributes: &[syn::Attribute]) -> Promise {
    let mut promise = Promise::default();
    for attribute in attributes {
        let text = match &attribute.meta {
            syn::Meta::Path(path) => name(path),
            syn::Meta::NameValue(value) if value.path.is_ident("doc") => continue,
            syn::Meta::NameValue(value) => name(&value.path),
            syn::Meta::List(list) if list.path.is_ident("derive") => {
                let parse =
                    syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
                let derives = list.parse_args_with(parse).expect("a list of paths");
                promise.derives.extend(derives.iter().map(name));
                continue;
            }
            syn::Meta::List(list) if list.path.is_ident("cfg_attr") => {
                promise.derives.insert(list.tokens.to_string());
                continue;
            }
            syn::Meta::List(list) => format!("{}({})", name(&list.path), list.tokens),
        };
        promise.attributes.insert(text);
    }
    promise
}

fn name(path: &syn::Path) -> String {
    let segments = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string());
    segments.collect::<Vec<_>>().join("::")
}

/// Settings, one a line of what each switches on.
const SETTINGS: [&str; 16] = [
    "exhaustive = true",
    "closed-enums = true",
    "hash = true",
    "replace.Thing0 = \"std::net::IpAddr\"",
    "replace.Thing1 = { type = \"geo::Point\", version = \"1\" }",
    "replace.Thing1 = { type = \"geo::Point\", version = \"2\" }",
    "replace.Thing1 = { type = \"geo::Point\", version = \"1\", via = \"castiron\" }",
    "derive = [{ types = [\"*\"], derive = [\"own::Trait\"], version = \"1\" }]",
    "derive = [{ types = [\"*\"], derive = [\"own::Trait\", \"own::Other\"], version = \"2\" }]",
    "derive = [{ types = [\"*\"], derive = [\"Eq\"] }]",
    "derive = [{ types = [\"*\"], derive = [\"Ord\", \"Hash\"] }]",
    "derive = [{ types = [\"*\"], attributes = [\"#[must_use]\"] }]",
    "derive = [{ types = [\"*\"], attributes = [\"#[cfg_attr(all(), derive(own::Third))]\", \"#[allow(unused)]\"] }]",
    "derive = [{ types = [\"*\"], attributes = [\"#[non_exhaustive]\"] }]",
    "derive = [{ types = [\"*\"], fields = [\"*\"], attributes = [\"#[doc(hidden)]\"] }]",
    "derive = [{ types = [\"*\"], fields = [\"*\"], attributes = [\"#[non_exhaustive]\"] }]",
];

/// Some of them, no two of one key.
fn some(random: &mut Random) -> BTreeMap<&'static str, &'static str> {
    let mut all = BTreeMap::new();
    for _ in 0..random.below(4) {
        let line = *random.pick(&SETTINGS);
        let key = line.split_once(" = ").expect("a key").0;
        all.insert(key, line);
    }
    all
}

/// The model of a document under settings. What can't be derived is reported, and left out; nothing is compiled here.
fn made(seed: u64, lines: &BTreeMap<&str, &str>) -> Model {
    let lines: Vec<&str> = lines.values().copied().collect();
    model_of(seed, &format!("[types]\n{}\n", lines.join("\n"))).1
}

#[test]
fn what_settings_take_away_is_said() {
    let first = number("CASTIRON_MADE_FROM", 0);
    let (mut lost, mut gained) = (0, 0);
    for seed in first..first + number("CASTIRON_PROMISES", 60) {
        let random = &mut Random::new(seed ^ 0xbeef);
        let settings = some(random);
        let line = *random.pick(&SETTINGS);
        let key = line.split_once(" = ").expect("a key").0;
        let mut others = settings.clone();
        if others.remove(key) != Some(line) && random.chance(80) {
            others.insert(key, line);
        }
        let (a, b) = (made(seed, &settings), made(seed, &others));
        for (old, new) in [(&a, &b), (&b, &a)] {
            let found = diff(old, new).changes;
            let said =
                |what: &str| panic!("seed {seed}: {what}\n{settings:?}\n{others:?}\n{found:#?}");
            let (was, is) = (promises(old), promises(new));
            let crates = (&old.api.dependencies, &new.api.dependencies);
            let is_major = found.iter().any(|change| change.impact == Impact::Major);
            let mut may_be_major = old.api.exhaustive != new.api.exhaustive;
            for krate in crates.0 {
                let now = crates.1.iter().find(|now| now.name == krate.name);
                if let Some(now) = now.filter(|now| now.version != krate.version) {
                    let version = now.version.as_deref().unwrap_or_default();
                    let at = |change: &Change| {
                        change.impact == Impact::Major && change.detail.contains(version)
                    };
                    if !found.iter().any(at) {
                        said(&format!("nothing of {}", krate.name));
                    }
                    may_be_major = true;
                }
            }
            for (path, was) in &was {
                // what is re-exported at the root is known by its name there
                let is_path = |item: &str| {
                    item == path.as_str()
                        || path.strip_suffix(item).is_some_and(|at| at.ends_with("::"))
                };
                let of_type = |impact: Impact| {
                    let mut of_type = found.iter().filter(|change| is_path(&change.item));
                    of_type.any(|change| change.impact == impact)
                };
                let Some(is) = is.get(path) else {
                    // what only a replaced component holds may be merged with others in another way, and found there
                    let is_component = path.rsplit("::").next().is_some_and(|name| {
                        let number = name.strip_prefix("Thing");
                        number.is_some_and(|number| number.len() == 1)
                    });
                    if is_component && !shown(new).contains(path) && !of_type(Impact::Major) {
                        said(&format!("not that {path} is gone"));
                    }
                    may_be_major = true;
                    continue;
                };
                let closes = |was: &BTreeSet<String>, is: &BTreeSet<String>| {
                    !was.contains("non_exhaustive") && is.contains("non_exhaustive")
                };
                let part = |name: &String| was.parts.get(name).zip(is.parts.get(name));
                let mut both = was.parts.keys().filter_map(part);
                let is_lost = !was.derives.is_subset(&is.derives)
                    || closes(&was.attributes, &is.attributes)
                        && old.api.exhaustive == new.api.exhaustive
                    || both.any(|(was, is)| closes(was, is));
                let other_parts = was
                    .parts
                    .iter()
                    .any(|(name, was)| is.parts.get(name).is_some_and(|is| is != was));
                let is_other = was.derives != is.derives
                    || other_parts
                    || was.attributes != is.attributes && old.api.exhaustive == new.api.exhaustive;
                if is_lost && !of_type(Impact::Major) {
                    said(&format!("not that {path} promises less: {was:?} {is:?}"));
                }
                if is_other && !of_type(Impact::Major) && !of_type(Impact::Minor) {
                    said(&format!("nothing of {path}: {was:?} {is:?}"));
                }
                lost += usize::from(is_lost);
                gained += usize::from(is_other && !is_lost);
                // other parts, or parts of other types, are reported too
                may_be_major |= is_lost || was.parts.keys().ne(is.parts.keys());
            }
            let replaces = |all: &BTreeMap<&str, &str>| {
                let of = all.iter().filter(|(key, _)| key.starts_with("replace"));
                of.map(|(_, line)| line.to_string()).collect::<Vec<_>>()
            };
            may_be_major |= replaces(&settings) != replaces(&others);
            if is_major && !may_be_major {
                said("more than there is");
            }
        }
    }
    assert!(lost > 50 && gained > 50, "{lost} lost, {gained} gained");
}
