//! Assigns items to Cargo features: `Model` → `Model`.
//!
//! Each handle is a feature. An item belongs to every handle that needs it: a method of the handle takes, returns or fails
//! with it, or it is part of an item that does. So an item is never compiled without its parts, and every set of features
//! compiles by construction. Items that more than a few handles need are always compiled.
//!
//! Must not know: `Cargo.toml`, attributes.

mod config;
mod split;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};

pub use config::FeaturesBy;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::model::{Feature, Features, Gate, Item, Model, Paths, Reach, held, items};

/// What so many handles share belongs to each of them; what more share is always compiled. On large APIs that is some two
/// percent of the whole.
const MOST_SHARING: usize = 4;

/// In place of the number of a feature: what is compiled whatever a program names.
const ALWAYS: usize = usize::MAX;
/// The feature of types that no handle needs.
const OTHERS: &str = "other-types";

/// Decides the features, where settings ask for them.
///
/// `place` is where messages about settings without a place of their own point.
pub(crate) fn decide(
    model: &mut Model,
    config: &Config,
    place: &dyn Fn() -> Place,
    diagnostics: &mut Diagnostics,
) {
    if config.features.is_none() {
        return;
    }
    let mut features = by_handles(model);
    if features.is_empty() {
        let found = config.origin.place("/features");
        let (severity, place) = found.unwrap_or_else(|| (Severity::Warning, place()));
        let message = "there are no handles to make features of";
        diagnostics.push(
            Diagnostic::new(severity, Code::UnusedConfig, place, message)
                .help("a crate of types alone has no features: `[select]` takes the types that are needed"),
        );
        return;
    }
    split::split(&mut model.root, &mut features);
    model.features = features;
}

/// A feature a handle.
fn by_handles(model: &Model) -> Features {
    let paths = Paths::new(model);
    let Some(reach) = Reach::new(model, &paths) else {
        return Features::default();
    };
    let mut features = Features::default();
    // what is needed: by where it lies, the numbers of features
    let mut needed: HashMap<Vec<&str>, BTreeSet<usize>> = HashMap::new();
    for (path, calls) in &reach.handles {
        let Some(Item::Resource(resource)) = paths.at(path) else {
            continue;
        };
        let name = free(&ascii(&calls.join("-")), &features.list);
        let calls: String = calls.iter().map(|call| format!(".{call}()")).collect();
        let doc = match resource.methods.len() {
            1 => format!("`client{calls}`, one operation"),
            several => format!("`client{calls}`, {several} operations"),
        };
        mark(&paths, vec![path.clone()], features.list.len(), &mut needed);
        features.list.push(Feature { name, doc });
    }
    if features.is_empty() {
        return features;
    }
    // groups lead to handles, and are there with any of them
    for (path, calls) in &reach.handles {
        if !matches!(paths.at(path), Some(Item::Group(_))) {
            continue;
        }
        let below = reach
            .handles
            .iter()
            .filter(|(_, other)| other.starts_with(calls));
        let numbers: Vec<_> = below
            .filter(|(path, _)| matches!(paths.at(path), Some(Item::Resource(_))))
            .flat_map(|(path, _)| needed.get(path).cloned().unwrap_or_default())
            .collect();
        needed.entry(path.clone()).or_default().extend(numbers);
    }
    // headers of answers are read by the client, which is there always
    let headers = model.api.headers.iter();
    let headers = headers
        .flat_map(|header| items(&header.ty, &paths))
        .collect();
    mark(&paths, headers, ALWAYS, &mut needed);
    let others: Vec<_> = paths
        .all()
        .filter(|(path, item)| !needed.contains_key(*path) && !is_client(item))
        .map(|(path, _)| path.clone())
        .collect();
    if !others.is_empty() {
        mark(&paths, others, features.list.len(), &mut needed);
        features.list.push(Feature {
            name: OTHERS.to_owned(),
            doc: "types that no operation needs, and those of webhooks".to_owned(),
        });
    }
    for (path, numbers) in needed {
        let is_group = matches!(paths.at(&path), Some(Item::Group(_)));
        if numbers.contains(&ALWAYS) || numbers.len() > MOST_SHARING && !is_group {
            continue;
        }
        let names = numbers
            .into_iter()
            .filter_map(|number| features.list.get(number));
        let gate: Gate = names.map(|feature| feature.name.clone()).collect();
        features.gates.insert(path.join("::"), gate);
    }
    features.list.sort_by(|a, b| a.name.cmp(&b.name));
    features
}

fn is_client(item: &Item) -> bool {
    matches!(item, Item::Group(group) if group.client)
}

/// A name as registries take it: letters and digits of ASCII, and hyphens.
fn ascii(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '_' => out.push('-'),
            c if c.is_ascii() => out.push(c),
            c => out.push_str(&format!("u{:x}", u32::from(c))),
        }
    }
    out
}

/// A name that no other feature has.
fn free(name: &str, others: &[Feature]) -> String {
    let mut name = name.to_owned();
    let is_taken = ["default", "full", OTHERS].contains(&name.as_str());
    if is_taken || crate::emit::is_feature(&name) {
        name.push_str("-api");
    }
    while others.iter().any(|other| other.name == name) {
        name.push('-');
    }
    name
}

/// Notes that a feature needs some items, and what they hold.
fn mark<'a>(
    paths: &Paths<'a>,
    mut open: Vec<Vec<&'a str>>,
    number: usize,
    needed: &mut HashMap<Vec<&'a str>, BTreeSet<usize>>,
) {
    while let Some(path) = open.pop() {
        let Some(item) = paths.at(&path) else {
            continue;
        };
        if !needed.entry(path).or_default().insert(number) {
            continue;
        }
        open.extend(held(item).into_iter().flat_map(|ty| items(ty, paths)));
        if let Item::Resource(resource) = item {
            for method in &resource.methods {
                let errors = method.errors.iter().map(|(_, ty)| ty);
                let types = errors
                    .chain([&method.answer])
                    .chain(method.items.iter().map(|items| &items.ty))
                    .chain(method.path.iter().map(|param| &param.ty));
                open.extend(types.flat_map(|ty| items(ty, paths)));
                open.extend(method.params.iter().map(|params| paths.real(&params.path)));
            }
        }
    }
}
