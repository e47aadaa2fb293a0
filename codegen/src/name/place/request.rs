//! Items that request a name in a module.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Leaf;
use super::groups::group_paths;
use super::kind::{brief, kind};
use super::leaves::Leaves;
use super::{Placer, of_components};
use crate::graph::{Answer, Shape, StreamKind, TypeGraph, TypeId};
use crate::name::scope::Claim;
use crate::name::{Path, params, words};

/// The item to place.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    /// A standalone component.
    Component(TypeId),
    /// An unnamed union, for all places that have the same one.
    Shared(Vec<TypeId>),
    /// A type that belongs to an owner; `None` if the owner is params.
    Owned(Leaf, Option<TypeId>),
    /// The response or error of an operation, or a payload that the API sends.
    Inline(TypeId, Option<usize>),
    /// A component that is placed elsewhere, under the name of its use.
    Shown(TypeId),
    /// The params of an operation.
    Params(usize),
    /// A handle.
    Resource(String),
    /// The handle of a namespace, or the client.
    Group(Path),
}

/// A request for a name.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// The preferred identifier.
    pub ident: String,
    /// The string that it is made from.
    pub text: String,
    /// The priority of the request.
    pub claim: Claim,
    /// Strings for alternative names; those of types are made when they are needed.
    others: Vec<String>,
    /// The item to name.
    pub entry: Entry,
}

impl Request {
    /// A type that belongs to an owner.
    pub(super) fn owned(mut leaf: Leaf, owner: Option<TypeId>) -> Self {
        let text = std::mem::take(&mut leaf.text);
        Self {
            ident: words::pascal(&text),
            text,
            claim: Claim::Placed,
            others: Vec::new(),
            entry: Entry::Owned(leaf, owner),
        }
    }

    /// Strings for alternative names.
    pub(super) fn others(&self, graph: &TypeGraph) -> Vec<String> {
        match &self.entry {
            Entry::Component(id) => other_names(graph, *id, &self.ident),
            Entry::Owned(leaf, _) => {
                let place = in_its_place(graph, leaf);
                let others = other_names(graph, leaf.id, &self.text);
                place.into_iter().chain(others).collect()
            }
            _ => self.others.clone(),
        }
    }

    /// The string in the document that the request's string was made from.
    pub(super) fn origin(&self) -> &str {
        match &self.entry {
            Entry::Owned(leaf, _) if !leaf.root.is_empty() => &leaf.root,
            _ => &self.text,
        }
    }

    /// A handle. Schemas take precedence, so that a name alone, as in a compiler message, is unambiguous. Settings can
    /// choose another name, or the one that it would lose.
    fn handle(
        schemas: &BTreeSet<&str>,
        given: Option<&String>,
        entry: Entry,
        texts: [String; 3],
    ) -> Self {
        if let Some(given) = given {
            return Self::made(given.clone(), entry, texts.into());
        }
        let (taken, free): (Vec<String>, Vec<String>) = texts
            .into_iter()
            .partition(|text| schemas.contains(words::pascal(text).as_str()));
        let mut all = free.into_iter().chain(taken);
        let text = all.next().unwrap_or_default();
        Self::made(text, entry, all.collect())
    }

    fn made(text: String, entry: Entry, others: Vec<String>) -> Self {
        Self {
            ident: words::pascal(&text),
            text,
            claim: Claim::Made,
            others,
            entry,
        }
    }
}

/// The name of a type by its place, if the document specifies one: the latter may be that of several types.
fn in_its_place(graph: &TypeGraph, leaf: &Leaf) -> Option<String> {
    let is_stated = graph[leaf.id].hints.name.is_some();
    is_stated.then(|| leaf.root.clone())
}

/// Alternative names of a type if its first name is taken: its title, or its kind.
fn other_names(graph: &TypeGraph, id: TypeId, text: &str) -> Vec<String> {
    let title = brief(graph[id].meta.title.as_deref());
    let kind = kind(graph, id);
    title
        .into_iter()
        .chain([format!("{text}_{kind}")])
        .collect()
}

/// Requests names for all items of the packages.
pub(super) fn packages(placer: &mut Placer<'_>) {
    let mut requests: BTreeMap<Path, Vec<Request>> = BTreeMap::from([(Vec::new(), Vec::new())]);
    components(placer, &mut requests);
    shared(placer, &mut requests);
    operations(placer, &mut requests);
    payloads(placer, &mut requests);
    let mut client = None;
    let schemas = schemas(placer);
    for path in group_paths(placer.plan.placements) {
        let request = match path.last() {
            Some(last) => Request::handle(
                &schemas,
                None,
                Entry::Group(path.clone()),
                ["api", "apis", "group"].map(|word| format!("{last}_{word}")),
            ),
            None => {
                client = Some(Request::made(
                    "Client".to_owned(),
                    Entry::Group(path),
                    Vec::new(),
                ));
                continue;
            }
        };
        requests.entry(path).or_default().push(request);
    }
    placer.names.packages = requests.keys().cloned().collect();
    placer.names.operations = vec![Default::default(); placer.plan.placements.len()];
    for (package, requests) in requests {
        placer.ask(&package, requests);
    }
    // the client has a module of its own, without items from the document
    placer.ask(&vec!["client".to_owned()], client);
}

/// The names of all schemas.
fn schemas<'a>(placer: &Placer<'a>) -> BTreeSet<&'a str> {
    let classes = placer.classes.standalone.values();
    let classes = classes.chain(placer.classes.aliases.values());
    classes.map(|class| class.ident.as_str()).collect()
}

/// Standalone components.
fn components(placer: &Placer<'_>, requests: &mut BTreeMap<Path, Vec<Request>>) {
    for (id, class) in &placer.classes.standalone {
        requests
            .entry(class.package.clone())
            .or_default()
            .push(Request {
                ident: class.ident.clone(),
                text: class.text.clone(),
                claim: match class.pinned {
                    true => Claim::Pinned,
                    false => Claim::Named,
                },
                others: Vec::new(),
                entry: Entry::Component(*id),
            });
    }
}

/// Unnamed unions of standalone components (`Customer | DeletedCustomer`) that an identifier may be expanded into: one type
/// for all places with the same branches, beside the first branch.
fn shared(placer: &Placer<'_>, requests: &mut BTreeMap<Path, Vec<Request>>) {
    let mut groups: BTreeMap<Vec<TypeId>, Vec<TypeId>> = BTreeMap::new();
    for node in &placer.graph.types {
        if let Shape::Expandable(inner) = &node.shape
            && let Some(branches) = of_components(placer.graph, placer.classes, inner.ty)
        {
            groups.entry(branches).or_default().push(inner.ty);
        }
    }
    for (branches, mut members) in groups {
        members.sort();
        members.dedup();
        // by length: `CustomerOrDeletedCustomer`, independent of the order of the branches
        let mut classes: Vec<_> = branches
            .iter()
            .filter_map(|id| placer.classes.standalone.get(id))
            .collect();
        classes.sort_by_key(|class| (class.ident.len(), &class.ident));
        let Some(first) = classes.first() else {
            continue;
        };
        let text = classes
            .iter()
            .map(|c| c.ident.trim_end_matches('_'))
            .collect::<Vec<_>>()
            .join("_or_");
        requests
            .entry(first.package.clone())
            .or_default()
            .push(Request {
                ident: words::pascal(&text),
                text,
                claim: Claim::Placed,
                others: Vec::new(),
                entry: Entry::Shared(members),
            });
    }
}

/// Params, handles, and unnamed responses and errors.
fn operations(placer: &Placer<'_>, requests: &mut BTreeMap<Path, Vec<Request>>) {
    let leaves = Leaves::of(placer.graph, placer.classes);
    let schemas = schemas(placer);
    let mut resources: BTreeSet<(&Path, &str)> = BTreeSet::new();
    let placements = placer.plan.placements;
    for (index, (operation, placement)) in
        placer.graph.operations.iter().zip(placements).enumerate()
    {
        let package = requests.entry(placement.package.clone()).or_default();
        if resources.insert((&placement.package, &placement.resource)) {
            package.push(Request::handle(
                &schemas,
                placer.config.handles.get(&placement.handle()),
                Entry::Resource(placement.resource.clone()),
                placement.handle_names(),
            ));
        }
        let base = placement.params.trim_end_matches('_');
        let base = base.strip_suffix("Params").unwrap_or(base);
        if placer.config.empty_params || !params::sources(placer.graph, operation).is_empty() {
            package.push(Request {
                ident: placement.params.clone(),
                text: format!("{} {}", placement.params, operation.template),
                claim: Claim::Made,
                others: vec![format!("{base}_arguments")],
                entry: Entry::Params(index),
            });
        }
        let mut inline = Vec::new();
        if let Some(ty) = operation.answer.ty() {
            match &operation.answer {
                Answer::Several(_, heads) => {
                    leaves.several(ty, heads, base, &mut inline);
                }
                _ => leaves.walk(ty, &format!("{base}_response"), None, &mut inline),
            }
        }
        if let Some(stream) = &operation.stream {
            let text = match stream.kind {
                StreamKind::Lines => format!("{base}_item"),
                StreamKind::Events | StreamKind::EventObjects => format!("{base}_event"),
            };
            leaves.walk(stream.item, &text, None, &mut inline);
        }
        let several = operation.errors.len() > 1;
        for (status, ty) in &operation.errors {
            let text = if several {
                format!("{base}_error_{status}")
            } else {
                format!("{base}_error")
            };
            leaves.walk(*ty, &text, None, &mut inline);
        }
        package.extend(
            inline
                .into_iter()
                .map(|leaf| answer(placer.graph, leaf, index)),
        );
    }
}

/// Bodies that the API sends: webhooks and callbacks. An unnamed body is a type of this name, a list or a single value an alias
/// of it, and a component gets it as another path.
fn payloads(placer: &Placer<'_>, requests: &mut BTreeMap<Path, Vec<Request>>) {
    let leaves = Leaves::of(placer.graph, placer.classes);
    let mut asked = Vec::new();
    let mut shown = BTreeSet::new();
    for payload in &placer.graph.payloads {
        let mut inline = Vec::new();
        leaves.walk(payload.ty, &payload.name, None, &mut inline);
        let end = placer.graph.behind(payload.ty).ty;
        let stands = |id: &TypeId| placer.classes.marks[*id].standalone;
        let component = [payload.ty.ty, end].into_iter().find(stands);
        let whole = match component {
            Some(id) => (inline.is_empty() && shown.insert((payload.name.as_str(), id)))
                .then_some(Entry::Shown(id)),
            None if placer.classes.marks[payload.ty.ty].nominal => None,
            None => {
                // a list, a map or a single value; what it holds lies in its own module
                inline.clear();
                Some(Entry::Inline(payload.ty.ty, None))
            }
        };
        if let Some(entry) = whole {
            let mut others = payload.others.clone();
            others.push(format!("{}_body", payload.name));
            asked.push(Request::made(payload.name.clone(), entry, others));
        }
        for leaf in inline {
            let place = in_its_place(placer.graph, &leaf);
            // what is inside of the body goes with it
            let rest = leaf.text.strip_prefix(&payload.name);
            let others = payload.others.iter();
            let others = others.filter_map(|other| Some(format!("{other}{}", rest?)));
            let others = place.into_iter().chain(others);
            let others = others.chain([format!("{}_body", leaf.text)]).collect();
            let entry = Entry::Inline(leaf.id, None);
            asked.push(Request::made(leaf.text, entry, others));
        }
    }
    if !asked.is_empty() {
        let package = requests.entry(vec!["webhooks".to_owned()]).or_default();
        package.extend(asked);
    }
}

fn answer(graph: &TypeGraph, leaf: Leaf, operation: usize) -> Request {
    let place = in_its_place(graph, &leaf);
    let others = place
        .into_iter()
        .chain([format!("{}_body", leaf.text)])
        .collect();
    Request::made(leaf.text, Entry::Inline(leaf.id, Some(operation)), others)
}
