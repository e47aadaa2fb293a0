//! What stands in packages: components that stand by themselves, params, resources, groups, answers.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::{group_paths, link_groups};
use super::{Leaf, Leaves, Placer, Scope, module_ident, of_components};
use crate::graph::{Answer, Shape, StreamKind, TypeGraph, TypeId};
use crate::name::{
    GroupNames, OperationNames, Path, ResourceNames, grouping::Placement, params, scope, words,
};

/// What wants to stand in a package.
#[derive(Clone, Debug)]
enum Entry {
    Component(TypeId),
    Shared(Vec<TypeId>),
    Inline(TypeId, Option<usize>),
    Params(usize),
    Resource(String),
    Group,
}

/// A wish with what it is for.
struct Request {
    ident: String,
    text: String,
    pinned: bool,
    entry: Entry,
}

/// Fills all packages and returns the scopes of what is in them.
pub(super) fn packages(placer: &mut Placer<'_>, plan: &[Placement]) -> Vec<Scope> {
    let mut requests: BTreeMap<Path, Vec<Request>> = BTreeMap::from([(Vec::new(), Vec::new())]);
    components(placer, &mut requests);
    shared(placer, &mut requests);
    operations(placer, plan, &mut requests);
    payloads(placer, &mut requests);
    let groups = group_paths(plan);
    for path in &groups {
        let ident = match path.last() {
            Some(last) => words::pascal(&format!("{last}_api")),
            None => "Client".to_owned(),
        };
        let text = ident.clone();
        requests.entry(path.clone()).or_default().push(Request {
            ident,
            text,
            pinned: false,
            entry: Entry::Group,
        });
    }
    placer.names.packages = requests.keys().cloned().collect();
    for path in requests.keys() {
        for depth in 1..=path.len() {
            placer.modules.insert(path[..depth].to_vec());
        }
    }
    placer.names.operations = vec![OperationNames::default(); plan.len()];
    let mut scopes = Vec::new();
    for (package, requests) in requests {
        fill(placer, plan, &package, requests, &mut scopes);
    }
    operation_names(placer, plan, &mut scopes);
    link_groups(placer, &groups);
    scopes
}

/// Components that stand by themselves.
fn components(placer: &Placer<'_>, requests: &mut BTreeMap<Path, Vec<Request>>) {
    for (id, class) in &placer.classes.standalone {
        requests
            .entry(class.package.clone())
            .or_default()
            .push(Request {
                ident: class.ident.clone(),
                text: class.text.clone(),
                pinned: class.pinned,
                entry: Entry::Component(*id),
            });
    }
}

/// Unions without a name whose branches all stand by themselves (`Customer | DeletedCustomer`), where an identifier may
/// be expanded into one: one type for all places that have the same branches, beside the first of them.
fn shared(placer: &mut Placer<'_>, requests: &mut BTreeMap<Path, Vec<Request>>) {
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
        // by length: `CustomerOrDeletedCustomer`, whatever the order of the branches
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
                pinned: false,
                entry: Entry::Shared(members),
            });
    }
}

/// Params, resources, and the answers and errors that have no name.
fn operations(
    placer: &Placer<'_>,
    plan: &[Placement],
    requests: &mut BTreeMap<Path, Vec<Request>>,
) {
    let leaves = Leaves::of(placer.graph, placer.classes);
    let mut resources: BTreeSet<(Path, String)> = BTreeSet::new();
    for (index, (operation, placement)) in placer.graph.operations.iter().zip(plan).enumerate() {
        let package = requests.entry(placement.package.clone()).or_default();
        if resources.insert((placement.package.clone(), placement.resource.clone())) {
            package.push(Request {
                ident: placement.resource.clone(),
                text: placement.resource.clone(),
                pinned: false,
                entry: Entry::Resource(placement.resource.clone()),
            });
        }
        if placer.config.empty_params || !params::sources(placer.graph, operation).is_empty() {
            package.push(Request {
                ident: placement.params.clone(),
                text: format!("{} {}", placement.params, operation.template),
                pinned: false,
                entry: Entry::Params(index),
            });
        }
        let base = placement.params.trim_end_matches('_');
        let base = base.strip_suffix("Params").unwrap_or(base);
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
                .map(|leaf| inline_request(leaf, Some(index))),
        );
    }
}

/// Bodies that the API sends, where they have no name.
fn payloads(placer: &Placer<'_>, requests: &mut BTreeMap<Path, Vec<Request>>) {
    let leaves = Leaves::of(placer.graph, placer.classes);
    let mut inline = Vec::new();
    for payload in &placer.graph.payloads {
        leaves.walk(payload.ty, &payload.name, None, &mut inline);
    }
    if !inline.is_empty() {
        let package = requests.entry(vec!["webhooks".to_owned()]).or_default();
        package.extend(inline.into_iter().map(|leaf| inline_request(leaf, None)));
    }
}

fn inline_request(leaf: Leaf, operation: Option<usize>) -> Request {
    let entry = Entry::Inline(leaf.id, operation);
    Request {
        ident: words::pascal(&leaf.text),
        text: leaf.text,
        pinned: false,
        entry,
    }
}

/// Resolves one package.
fn fill(
    placer: &mut Placer<'_>,
    plan: &[Placement],
    package: &Path,
    mut requests: Vec<Request>,
    scopes: &mut Vec<Scope>,
) {
    let wishes: Vec<scope::Wish<'_>> = requests
        .iter()
        .map(|r| scope::Wish {
            ident: r.ident.clone(),
            text: &r.text,
            pinned: r.pinned,
        })
        .collect();
    let idents = scope::resolve(wishes, scope::Case::Pascal, &[]);
    let mut placed: Vec<(Path, Entry)> = Vec::new();
    for (request, ident) in requests.drain(..).zip(idents) {
        let mut path = package.clone();
        path.push(ident);
        placed.push((path, request.entry));
    }
    placed.sort_by(|a, b| a.0.cmp(&b.0));
    let of_operation = |index: usize| {
        let home = module_ident(&plan[index].home);
        // a namespace that is one resource holds it in its own file
        if package.last() == Some(&home) {
            package.clone()
        } else {
            [package.as_slice(), &[home]].concat()
        }
    };
    for (path, entry) in placed {
        match entry {
            Entry::Component(id) | Entry::Inline(id, _) => {
                if !placer.names.types.contains_key(&id) {
                    placer.settle(id, path.clone(), scopes);
                }
                let host = match entry {
                    Entry::Inline(_, Some(index)) => of_operation(index),
                    _ => placer.names.homes[&id].clone(),
                };
                placer.names.hosts.insert(path, host);
            }
            Entry::Shared(members) => {
                if let Some((&first, rest)) = members.split_first() {
                    placer.names.same.extend(rest.iter().map(|&id| (id, first)));
                    placer.settle(first, path.clone(), scopes);
                    placer
                        .names
                        .hosts
                        .insert(path, placer.names.homes[&first].clone());
                }
            }
            Entry::Params(index) => {
                placer.names.operations[index].params = Some(path.clone());
                placer.names.hosts.insert(path, of_operation(index));
            }
            Entry::Resource(resource) => {
                let of_resource = |p: &&Placement| &p.package == package && p.resource == resource;
                if let Some(placement) = plan.iter().find(of_resource) {
                    placer.names.resources.insert(
                        path.clone(),
                        ResourceNames {
                            class: placement.class.clone(),
                            accessor: placement.accessor.clone(),
                            home: module_ident(&placement.home),
                            doc: tag_description(placer.graph, plan, &of_resource),
                        },
                    );
                }
                for (index, placement) in plan.iter().enumerate() {
                    if of_resource(&placement) {
                        placer.names.hosts.insert(path.clone(), of_operation(index));
                        placer.names.operations[index].resource.clone_from(&path);
                    }
                }
            }
            Entry::Group => {
                placer.names.groups.insert(
                    package.clone(),
                    GroupNames {
                        path,
                        members: Vec::new(),
                    },
                );
            }
        }
    }
}

/// The names inside params, and the scopes of the types that they bring.
fn operation_names(placer: &mut Placer<'_>, plan: &[Placement], scopes: &mut Vec<Scope>) {
    let graph = placer.graph;
    let leaves = Leaves::of(graph, placer.classes);
    for (index, operation) in graph.operations.iter().enumerate() {
        let sources = params::sources(graph, operation);
        let path = match &placer.names.operations[index].params {
            Some(path) => path.clone(),
            None => {
                let mut path = plan[index].package.clone();
                path.push(plan[index].params.clone());
                path
            }
        };
        let home = placer.home(&path);
        let mut owned = Vec::new();
        for source in &sources {
            match source {
                params::Source::Parameter(p) => {
                    leaves.walk(p.ty, &p.wire, p.element.as_deref(), &mut owned)
                }
                params::Source::Property(p) => leaves.property(p, &mut owned),
                params::Source::Body(b) => leaves.walk(b.ty, "body", None, &mut owned),
            }
        }
        for parameter in &operation.path {
            leaves.walk(
                parameter.ty,
                &parameter.wire,
                parameter.element.as_deref(),
                &mut owned,
            );
        }
        let names = &mut placer.names.operations[index];
        names.method.clone_from(&plan[index].method);
        names.params_home.clone_from(&home);
        names.path = scope::idents(
            operation.path.iter().map(|p| p.wire.as_str()),
            scope::Case::Snake,
            &["params", "client"],
        );
        // a parameter and a property may have the same name: the one in the body is told apart by where it stands
        let texts: Vec<(String, &str)> = sources
            .iter()
            .map(|source| {
                let wire = source.wire();
                let twice = matches!(
                    source,
                    params::Source::Property(_) | params::Source::Body(_)
                ) && operation.parameters.iter().any(|p| p.wire == wire);
                (
                    if twice {
                        format!("body_{wire}")
                    } else {
                        wire.to_owned()
                    },
                    wire,
                )
            })
            .collect();
        names.fields = scope::idents(
            texts.iter().map(|(text, _)| text.as_str()),
            scope::Case::Snake,
            &[],
        );
        if !owned.is_empty() {
            scopes.push(Scope {
                path: home,
                owner: None,
                leaves: owned,
            });
        }
    }
}

/// The description of the tag that the operations of a resource have in common, and no others.
fn tag_description(
    graph: &TypeGraph,
    plan: &[Placement],
    of_resource: &dyn Fn(&&Placement) -> bool,
) -> String {
    let tagged = |inside: bool| {
        let all = graph.operations.iter().zip(plan);
        let tags = all.filter(move |(_, placement)| of_resource(placement) == inside);
        tags.map(|(operation, _)| operation.tags.first())
    };
    let mut tags = tagged(true);
    let Some(tag) = tags.next().flatten() else {
        return String::new();
    };
    if tags.any(|other| other != Some(tag)) || tagged(false).any(|other| other == Some(tag)) {
        return String::new();
    }
    let described = graph.info.tags.iter().find(|(name, _)| name == tag);
    described.map(|(_, text)| text.clone()).unwrap_or_default()
}
