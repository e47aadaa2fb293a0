//! Finds overrides that had no effect.

use std::collections::{BTreeMap, BTreeSet};

use super::{NameConfig, Names, Path, class, grouping::Placement, path, words};
use crate::graph::{TypeGraph, TypeId};
use crate::load::pointer;

/// The overrides that match nothing in the document, by their JSON pointers in the settings.
pub(super) fn unused(
    graph: &TypeGraph,
    config: &NameConfig,
    placements: &[Placement],
) -> Vec<String> {
    let lists = [
        ("no-handles", &config.no_handles),
        ("second-level", &config.second_level),
    ];
    let listed = lists.iter().flat_map(|(key, all)| {
        let all = all.iter().flatten().enumerate();
        all.map(move |(at, text)| (*key, at, text))
    });
    let unknown = listed.filter(|(key, _, text)| match *key {
        "no-handles" => !graph
            .operations
            .iter()
            .any(|o| o.tags.first() == Some(text)),
        _ => !placements
            .iter()
            .filter_map(|placement| placement.package.first())
            .any(|first| path::called(first) == *text),
    });
    let unknown = unknown.map(|(key, at, _)| pointer::of(&["names", key, &at.to_string()]));
    let types = config
        .types
        .keys()
        .filter(|key| target(graph, key).is_none())
        .map(|key| pointer::of(&["names", "types", key]));
    let operations = config
        .operations
        .keys()
        .filter(|key| !targets(graph, key).any(|_| true))
        .map(|key| pointer::of(&["names", "operations", key]));
    let known: BTreeSet<String> = placements.iter().map(Placement::handle).collect();
    let handles = config.handles.keys().filter(|key| !known.contains(*key));
    let handles = handles.map(|key| pointer::of(&["names", "handles", key]));
    (types.chain(operations).chain(unknown))
        .chain(handles)
        .collect()
}

/// Overrides that ask for a name that is taken.
pub(super) fn refused(graph: &TypeGraph, config: &NameConfig, names: &Names) -> Vec<Refused> {
    let asks = !config.types.is_empty() || !config.handles.is_empty();
    if !asks && config.operations.is_empty() {
        return Vec::new();
    }
    let mut taken: BTreeMap<&Path, Vec<String>> = BTreeMap::new();
    for (id, path) in &names.types {
        taken.entry(path).or_default().push(origin(graph, *id));
    }
    for path in names.resources.keys() {
        let what = "a resource".to_owned();
        taken.entry(path).or_default().push(what);
    }
    for operation in &names.operations {
        if let Some(path) = &operation.params {
            taken
                .entry(path)
                .or_default()
                .push(format!("the params of `{}`", operation.method));
        }
    }
    let mut out = Vec::new();
    for (key, asked) in &config.types {
        let Some(id) = target(graph, key) else {
            continue;
        };
        let (mut path, ident) = class::split(asked);
        path.push(words::pascal(ident));
        let own = origin(graph, id);
        let other = taken
            .get(&path)
            .into_iter()
            .flatten()
            .find(|holder| **holder != own);
        let setting = || pointer::of(&["names", "types", key]);
        if let Some(other) = other {
            out.push(Refused {
                setting: setting(),
                asked: path.join("::"),
                holder: Holder::Other(other.clone()),
            });
        } else if let Some(got) = names.types.get(&id)
            && (*got != path || path::is_of_every_crate(&path))
        {
            out.push(Refused {
                setting: setting(),
                asked: path.join("::"),
                holder: Holder::of_module(&path),
            });
        }
    }
    for (key, asked) in &config.handles {
        let asked = words::pascal(asked);
        let found = names.operations.iter().find(|one| one.handle == *key);
        let path = found.map(|one| one.resource.as_slice());
        let Some((last, module)) = path.and_then(<[_]>::split_last) else {
            continue;
        };
        if *last != asked {
            let path: Path = [module, std::slice::from_ref(&asked)].concat();
            let holder = taken.get(&path).and_then(|holders| holders.first());
            out.push(Refused {
                setting: pointer::of(&["names", "handles", key]),
                asked: path.join("::"),
                holder: Holder::Other(
                    holder.map_or_else(|| "another item".to_owned(), Clone::clone),
                ),
            });
        }
    }
    for (key, asked) in &config.operations {
        let resource = asked.resource.as_deref().map(class::split);
        if let Some((path, class)) = resource.filter(|(path, _)| path::is_of_every_crate(path)) {
            out.push(Refused {
                setting: pointer::of(&["names", "operations", key]),
                asked: format!("{}::{class}", path.join("::")),
                holder: Holder::of_module(&path),
            });
            continue;
        }
        let Some(method) = asked.method.as_deref().map(words::snake) else {
            continue;
        };
        for got in targets(graph, key).filter_map(|at| names.operations.get(at)) {
            if got.method == method {
                continue;
            }
            let other = names
                .operations
                .iter()
                .zip(&graph.operations)
                .find(|(names, _)| names.resource == got.resource && names.method == method);
            out.push(Refused {
                setting: pointer::of(&["names", "operations", key]),
                asked: format!("{}::{method}", got.resource.join("::")),
                holder: Holder::Other(other.map_or_else(
                    || "the handle itself".to_owned(),
                    |(_, operation)| format!("`{} {}`", operation.verb, operation.template),
                )),
            });
        }
    }
    out
}

/// An override that can't be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its JSON pointer in the settings, such as `/names/types/address`.
    pub setting: String,
    /// The requested path of the item or method.
    pub asked: String,
    /// The current holder of that path.
    pub holder: Holder,
}

/// What keeps an override from being followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Something of the document, or an item made of it, has the path.
    Other(String),
    /// The module is one that every crate has, whatever its document defines.
    EveryCrate(String),
}

impl Holder {
    /// The holder of a path that nothing of the document has.
    fn of_module(path: &[String]) -> Self {
        match path.first() {
            Some(module) if path::is_of_every_crate(path) => Self::EveryCrate(module.clone()),
            _ => Self::Other("another item".to_owned()),
        }
    }

    /// Why the override can't be followed, and what to do about it.
    pub(crate) fn reason(&self) -> (String, &'static str) {
        match self {
            Self::Other(holder) => (
                format!("which {holder} has already"),
                "rename one of the two",
            ),
            Self::EveryCrate(module) => (
                format!("but every crate has a module `{module}` of its own"),
                "name another module",
            ),
        }
    }
}

/// The type that the key of an override refers to: a component, or the schema at a JSON pointer.
fn target(graph: &TypeGraph, key: &str) -> Option<TypeId> {
    let component = graph.components.iter().find(|(name, _)| name == key);
    component.map(|(_, id)| *id).or_else(|| {
        let at = graph.types.iter().position(|node| node.pointer == key)?;
        Some(TypeId(u32::try_from(at).ok()?))
    })
}

/// The operations that the key of an override refers to, by their index in the graph.
fn targets<'a>(graph: &'a TypeGraph, key: &'a str) -> impl Iterator<Item = usize> + 'a {
    graph
        .operations
        .iter()
        .enumerate()
        .filter(move |(_, operation)| NameConfig::means(key, operation))
        .map(|(at, _)| at)
}

/// The name of a type in the document.
fn origin(graph: &TypeGraph, id: TypeId) -> String {
    let node = &graph[id];
    match &node.component {
        Some(component) => format!("`{component}`"),
        None => format!("`{}`", node.pointer),
    }
}
