//! The fields of an operation's params, in order: all parameters except path parameters.

use std::collections::{BTreeMap, HashSet};

use super::{scope, words};
use crate::graph::{Body, Location, Operation, Parameter, Property, Shape, TypeGraph};

/// Where a field of the params comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    /// A query, header or cookie parameter, or a header of a part.
    Parameter(&'a Parameter),
    /// A property of the body.
    Property(&'a Property),
    /// The body itself.
    Body(&'a Body),
}

impl<'a> Source<'a> {
    /// Its name on the wire; the body's is `body`.
    pub(crate) fn wire(self) -> &'a str {
        match self {
            Self::Parameter(p) => &p.wire,
            Self::Property(p) => &p.wire,
            Self::Body(_) => "body",
        }
    }

    /// Whether it must be given.
    pub(crate) fn required(self) -> bool {
        match self {
            Self::Parameter(p) => p.required,
            Self::Property(p) => p.required,
            Self::Body(b) => b.required,
        }
    }
}

/// What an operation takes: the required ones first, else in the document's order, parameters before the body, headers of its
/// parts behind it.
///
/// The properties of a body whose schema is an object without a name become fields of the params. Any other body (a
/// named schema, an array, a union, text, bytes) is one field.
pub(crate) fn sources<'a>(graph: &'a TypeGraph, operation: &'a Operation) -> Vec<Source<'a>> {
    let is_of_part = |one: &&Parameter| one.location == Location::Part;
    let parameters = operation.parameters.iter();
    let mut out: Vec<Source<'a>> = (parameters.clone().filter(|one| !is_of_part(one)))
        .map(Source::Parameter)
        .collect();
    if let Some(body) = &operation.body {
        match flattened(graph, body) {
            Some(properties) => out.extend(
                properties
                    .iter()
                    .filter(|p| !p.read_only)
                    .map(Source::Property),
            ),
            None => out.push(Source::Body(body)),
        }
    }
    out.extend(parameters.filter(is_of_part).map(Source::Parameter));
    out.sort_by_key(|source| !source.required());
    out
}

/// The properties of a body that become fields of the params.
pub(crate) fn flattened<'a>(graph: &'a TypeGraph, body: &Body) -> Option<&'a [Property]> {
    let node = &graph[body.ty.ty];
    match &node.shape {
        Shape::Object(object)
            if node.component.is_none()
                && !body.ty.nullable
                && object.patterns.is_empty()
                // undeclared properties of any type are nobody's field
                && object.additional.is_none_or(|ty| matches!(graph[ty.ty].shape, Shape::Any))
                // leaving out a body as a whole is another thing than leaving out its properties
                && (body.required || object.properties.iter().all(|p| !p.required)) =>
        {
            Some(&object.properties)
        }
        _ => None,
    }
}

/// The identifiers of the fields. Where several have one name, all but those of the query are called by its place as well:
/// a parameter by where it goes (`id_header`), a property of the body by `body_id`.
pub(crate) fn idents(sources: &[Source<'_>]) -> Vec<String> {
    let place = |source: &Source<'_>| match source {
        Source::Parameter(parameter) => match parameter.location {
            Location::Path => (0, "path"),
            Location::Query => (1, "query"),
            Location::Querystring => (1, "querystring"),
            Location::Header => (3, "header"),
            Location::Cookie => (4, "cookie"),
            Location::Part => (5, "part"),
        },
        Source::Property(_) | Source::Body(_) => (2, "body"),
    };
    let ident = |wire: &str| words::snake(wire);
    let mut first: BTreeMap<String, u8> = BTreeMap::new();
    for (name, rank) in sources.iter().map(|s| (ident(s.wire()), place(s).0)) {
        let least = first.entry(name).or_insert(rank);
        *least = rank.min(*least);
    }
    let wishes = sources.iter().map(|source| {
        let (rank, word) = place(source);
        let wire = source.wire();
        let name = ident(wire);
        let is_first = first.get(&name).is_none_or(|least| *least >= rank);
        let called = match source {
            _ if is_first => name,
            Source::Property(_) | Source::Body(_) => format!("body_{name}"),
            Source::Parameter(_) => format!("{name}_{word}"),
        };
        scope::Wish {
            others: vec![format!("{called}_{word}")],
            ident: called,
            text: wire,
            origin: wire,
            claim: scope::Claim::Placed,
        }
    });
    scope::resolve(wishes.collect(), scope::Case::Snake, &HashSet::new())
}
