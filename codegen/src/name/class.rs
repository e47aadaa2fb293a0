//! Decides which components get a name of their own, outside of the types that use them, and which name.

use crate::tally::one_more;
use crate::text::head;
use std::collections::{BTreeMap, BTreeSet};

use super::{NameConfig, Path, grouping::id, path, words};
use crate::graph::{PerType, Shape, TypeGraph, TypeId, TypeNode, UnionBranch, UnionShape, Use};

/// The components of a document: those with a name of their own, and those that belong to an owner.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    /// The class of each component with a name of its own.
    pub standalone: BTreeMap<TypeId, Class>,
    /// The class that each component with a single owner would have if it had a second one, so that this path works in any
    /// case. Empty if the document declares owners.
    pub aliases: BTreeMap<TypeId, Class>,
    /// Components by name.
    pub by_component: BTreeMap<String, TypeId>,
    /// Whether the document annotates classes.
    pub annotated: bool,
    /// Whether the document marks components as resources.
    pub marked: bool,
    /// The name for one element of an array, by the name of the array.
    pub elements: BTreeMap<String, String>,
    /// What is decided about each type.
    pub marks: PerType<Marks>,
}

/// What is decided about a type.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    /// Whether it needs a type of its own: an object, an enum, a union, a constant, or a recursive alias.
    pub nominal: bool,
    /// Whether it is a component with a name of its own.
    pub standalone: bool,
    /// Whether a standalone component is also re-exported where it is used: the document marks resources, and this component
    /// is not one, so it is a part of each of its owners.
    pub part: bool,
}

/// The name of a standalone component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// The namespace.
    pub package: Path,
    /// The type's identifier, before collisions are resolved.
    pub ident: String,
    /// The string that it is made from.
    pub text: String,
    /// Whether an override asked for it.
    pub pinned: bool,
}

/// Sorts the components.
pub(crate) fn classes(graph: &TypeGraph, config: &NameConfig) -> Classes {
    let mut out = Classes {
        by_component: graph.components.iter().cloned().collect(),
        annotated: graph.types.iter().any(|n| n.hints.class.is_some()),
        marked: graph.types.iter().any(|n| n.hints.resource.is_some()),
        marks: nominal(graph),
        elements: config.elements.clone(),
        ..Classes::default()
    };
    let uses = Uses::count(graph);
    let functions: BTreeMap<&str, &str> = graph
        .operations
        .iter()
        .filter_map(|operation| {
            let id = operation.id.as_deref()?;
            let function = id::without_path(id, &operation.template, &operation.verb);
            (function != id).then_some((id, function))
        })
        .collect();
    for (name, id) in &graph.components {
        let node = &graph[*id];
        let pinned = config.types.get(name);
        let resource =
            node.hints.resource.is_some() || uses.direct.contains(id) || has_tag(graph, *id);
        let users = uses.properties.get(id).copied().unwrap_or_default();
        let stands = if pinned.is_some() {
            true
        } else if out.annotated {
            node.hints
                .owner
                .as_ref()
                .is_none_or(|owner| !out.by_component.contains_key(owner))
        } else {
            !out.marked || resource || users != 1 || !out.marks[*id].nominal
        };
        if stands && pinned.is_none() && out.is_marked() && !resource && users > 0 {
            out.marks[*id].part = true;
        }
        let mut class = class(name, node, pinned, &out.by_component);
        // `Body_` and the id of an operation that ends in its own path and verb
        if let Some(function) = name.strip_prefix("Body_").and_then(|id| functions.get(id))
            && pinned.is_none()
            && node.hints.class.is_none()
        {
            class.ident = words::pascal(&format!("Body_{function}"));
        }
        if stands {
            out.marks[*id].standalone = true;
            out.standalone.insert(*id, class);
        } else if !out.annotated {
            out.aliases.insert(*id, class);
        }
    }
    out
}

/// Package and class of a component, beside the modules that every crate has.
fn class(
    component: &str,
    node: &crate::graph::TypeNode,
    pinned: Option<&String>,
    components: &BTreeMap<String, TypeId>,
) -> Class {
    let stated = stated(component, node, pinned, components);
    Class {
        package: path::of_package(stated.package),
        ..stated
    }
}

/// Package and class of a component: from an override, from annotations, or from its own name.
fn stated(
    component: &str,
    node: &crate::graph::TypeNode,
    pinned: Option<&String>,
    components: &BTreeMap<String, TypeId>,
) -> Class {
    if let Some(path) = pinned {
        let (package, text) = split(path);
        return Class {
            package,
            ident: words::pascal(text),
            text: text.to_owned(),
            pinned: true,
        };
    }
    if let Some(class) = &node.hints.class {
        let package = match &node.hints.package {
            Some(package) => package
                .split(['.', ':'])
                .filter(|s| !s.is_empty())
                .map(words::snake)
                .collect(),
            None => Vec::new(),
        };
        return Class {
            package,
            ident: words::pascal(class),
            text: component.to_owned(),
            pinned: false,
        };
    }
    if let Some(name) = &node.hints.name {
        return Class {
            package: Vec::new(),
            ident: words::pascal(name),
            text: component.to_owned(),
            pinned: false,
        };
    }
    // `deleted_radar.value_list` goes with `radar.value_list`
    let relative = component.match_indices('_').find_map(|(at, _)| {
        let rest = component
            .get(at.saturating_add(1)..)
            .filter(|rest| rest.contains('.') && components.contains_key(*rest))?;
        let (package, text) = split(rest);
        Some((package, format!("{}_{text}", head(component, at))))
    });
    let (package, text) = relative.unwrap_or_else(|| {
        let (package, text) = split(component);
        (package, text.to_owned())
    });
    Class {
        package,
        ident: words::pascal(&text),
        text: component.to_owned(),
        pinned: false,
    }
}

/// Namespace and name of a dotted name, without a leading reverse domain (`io.k8s.`). If the dots mean something else
/// (`v1.2`, `a..b`), the whole is one name.
pub(crate) fn split(dotted: &str) -> (Path, &str) {
    let dotted_name = dotted.contains('.')
        && dotted.split('.').all(|s| {
            s.starts_with(|c: char| c.is_alphabetic())
                && s.chars()
                    .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        });
    match dotted.rsplit_once('.') {
        Some((package, text)) if dotted_name => {
            let segments: Vec<&str> = package.split('.').collect();
            // a reverse domain names the API's owner, which the crate name does already
            let own = match &segments[..] {
                [
                    "com" | "io" | "org" | "net" | "dev" | "edu" | "gov",
                    _,
                    own @ ..,
                ] if !own.is_empty() => own,
                all => all,
            };
            (own.iter().copied().map(words::snake).collect(), text)
        }
        _ => (Vec::new(), dotted),
    }
}

/// Whether a component is an object with a required constant that identifies it.
fn has_tag(graph: &TypeGraph, id: TypeId) -> bool {
    let Shape::Object(object) = &graph[id].shape else {
        return false;
    };
    object
        .properties
        .iter()
        .any(|p| p.required && matches!(graph[p.ty.ty].shape, Shape::Constant(_)))
}

/// How components are used.
struct Uses {
    /// How many properties in the whole document hold the component (through arrays, maps and the like).
    properties: BTreeMap<TypeId, usize>,
    /// Components that an operation, a payload, a union or another component uses without a property in between.
    direct: BTreeSet<TypeId>,
    /// Unnamed unions in properties, each with the components that are its branches.
    unions: BTreeMap<TypeId, Vec<TypeId>>,
}

impl Uses {
    fn count(graph: &TypeGraph) -> Self {
        let mut uses = Self {
            properties: BTreeMap::new(),
            direct: BTreeSet::new(),
            unions: BTreeMap::new(),
        };
        // the properties of branches that were made of several others are those of the others
        let is_made = |union: &UnionShape| {
            let made = union.branches.iter().filter(|branch| branch.several);
            made.map(|branch| branch.ty.ty).collect::<Vec<_>>()
        };
        let made: BTreeSet<TypeId> = (graph.types.iter())
            .flat_map(|node| match &node.shape {
                Shape::Union(union) => is_made(union),
                _ => Vec::new(),
            })
            .collect();
        for (id, node) in graph.ids().zip(&graph.types) {
            if let Shape::Object(object) = &node.shape
                && !made.contains(&id)
            {
                let properties = object.properties.iter().map(|p| p.ty);
                properties
                    .chain(object.patterns.iter().map(|pattern| pattern.ty))
                    .chain(object.additional)
                    .for_each(|ty| uses.property(graph, ty));
            }
        }
        for (index, node) in graph.types.iter().enumerate() {
            match &node.shape {
                Shape::Union(_) if uses.unions.contains_key(&TypeId(index as u32)) => {}
                Shape::Union(union) => union.branches.iter().for_each(|b| uses.direct(graph, b.ty)),
                Shape::Tuple(items) => items.iter().for_each(|item| uses.direct(graph, *item)),
                shape if node.component.is_some() => {
                    shape
                        .inner()
                        .into_iter()
                        .for_each(|ty| uses.direct(graph, ty));
                }
                _ => {}
            }
        }
        for operation in &graph.operations {
            operation
                .path
                .iter()
                .chain(&operation.parameters)
                .for_each(|p| uses.direct(graph, p.ty));
            operation
                .errors
                .iter()
                .for_each(|(_, ty)| uses.direct(graph, *ty));
            if let Some(body) = &operation.body {
                uses.direct(graph, body.ty);
            }
            if let Some(ty) = operation.answer.ty() {
                uses.direct(graph, ty);
            }
            if let Some(stream) = &operation.stream {
                uses.direct(graph, stream.item);
            }
        }
        graph.payloads.iter().for_each(|p| uses.direct(graph, p.ty));
        uses.settle_unions(graph);
        uses
    }

    /// Counts the types that a property holds.
    fn property(&mut self, graph: &TypeGraph, ty: Use) {
        if let Some(id) = end(graph, ty) {
            match &graph[id].shape {
                Shape::Union(union) if graph[id].component.is_none() => {
                    let branches = union.branches.iter().filter(|b| b.under.is_none());
                    let components = branches.filter_map(|b| component(graph, b.ty)).collect();
                    self.unions.insert(id, components);
                }
                _ if graph[id].component.is_some() => {
                    one_more(self.properties.entry(id).or_default());
                }
                _ => {}
            }
        }
    }

    /// If only one component of a union in a property is not used elsewhere, it belongs to the property as if it were the
    /// only branch, so that adding another branch (`string | X`, `X | Y`) moves neither it nor its parts. Several could not
    /// all be named after the property: they keep their own names.
    fn settle_unions(&mut self, graph: &TypeGraph) {
        let mut users: BTreeMap<TypeId, usize> = BTreeMap::new();
        for id in self.unions.values().flatten() {
            one_more(users.entry(*id).or_default());
        }
        for (id, branches) in std::mem::take(&mut self.unions) {
            let Shape::Union(union) = &graph[id].shape else {
                continue;
            };
            let own = |id: &&TypeId| {
                users.get(*id) == Some(&1)
                    && !self.properties.contains_key(*id)
                    && !self.direct.contains(*id)
                    && !has_tag(graph, **id)
                    && graph[**id].hints.resource.is_none()
            };
            let is_tagged = |b: &UnionBranch| !b.tags.is_empty() || b.under.is_some();
            let mut written = union.branches.iter().filter(|branch| !branch.several);
            let tagged = written.clone().any(is_tagged);
            let inline = written.any(|b| {
                end(graph, b.ty)
                    .is_some_and(|id| graph[id].component.is_none() && is_nominal(&graph[id].shape))
            });
            let candidates: Vec<TypeId> = branches.iter().filter(own).copied().collect();
            match candidates[..] {
                [one] if !tagged && !inline => {
                    self.properties.insert(one, 1);
                    self.direct.extend(branches.iter().filter(|&&id| id != one));
                }
                _ => self.direct.extend(branches),
            }
        }
    }

    fn direct(&mut self, graph: &TypeGraph, ty: Use) {
        if let Some(id) = component(graph, ty) {
            self.direct.insert(id);
        }
    }
}

/// The component at the end of a use, through unnamed types.
fn component(graph: &TypeGraph, ty: Use) -> Option<TypeId> {
    end(graph, ty).filter(|id| graph[*id].component.is_some())
}

/// The end of a use: the first component, or the first type that is not a wrapper.
fn end(graph: &TypeGraph, ty: Use) -> Option<TypeId> {
    let inner = |_, node: &TypeNode| match node.component {
        None => node.shape.inner(),
        Some(_) => None,
    };
    graph.follow(ty, inner).map(|end| end.ty)
}

/// Whether a shape always needs a type of its own.
fn is_nominal(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Object(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Constant(_)
    )
}

/// Nodes that need a type of their own.
///
/// Wrappers are inlined, except [knots](TypeGraph::knots).
fn nominal(graph: &TypeGraph) -> PerType<Marks> {
    let mut out: PerType<Marks> = (graph.types.iter())
        .map(|node| Marks {
            nominal: is_nominal(&node.shape),
            ..Marks::default()
        })
        .collect();
    for id in graph.knots() {
        out[id].nominal = true;
    }
    out
}
