//! The fields of an operation's params, in order: all parameters except path parameters.

use std::collections::{BTreeMap, HashSet};

use super::{scope, words};
use crate::graph::{Body, Location, Operation, Parameter, Property, Shape, TypeGraph};

/// The source of a params field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    /// A query, header or cookie parameter, or a header of a multipart part.
    Parameter(&'a Parameter),
    /// A property of the body.
    Property(&'a Property),
    /// The body itself.
    Body(&'a Body),
}

impl<'a> Source<'a> {
    /// Its name on the wire; `body` for the body.
    pub(crate) fn wire(self) -> &'a str {
        match self {
            Self::Parameter(p) => &p.wire,
            Self::Property(p) => &p.wire,
            Self::Body(_) => "body",
        }
    }

    /// What it is called in code.
    pub(crate) fn called(self) -> &'a str {
        match self {
            Self::Parameter(p) => p.called(),
            Self::Property(p) => p.called(),
            Self::Body(b) => b.called(),
        }
    }

    /// Whether it is required.
    pub(crate) fn required(self) -> bool {
        match self {
            Self::Parameter(p) => p.required,
            Self::Property(p) => p.required,
            Self::Body(b) => b.required,
        }
    }
}

/// The fields of an operation's params: required ones first, otherwise in the document's order; parameters before the body,
/// headers of its parts after it.
///
/// The properties of a body become fields of the params if its schema is an unnamed object. Any other body (a named schema,
/// an array, a union, text, bytes) is one field.
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
                // undeclared properties of any type become no field
                && object.additional.is_none_or(|ty| matches!(graph[ty.ty].shape, Shape::Any))
                // omitting the whole body differs from omitting its properties
                && (body.required || object.properties.iter().all(|p| !p.required)) =>
        {
            Some(&object.properties)
        }
        _ => None,
    }
}

/// The identifiers of the fields. If several have the same name, all but query parameters include their location: a
/// parameter as in `id_header`, a property of the body as in `body_id`.
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
    let ident = words::snake;
    let mut first: BTreeMap<String, u8> = BTreeMap::new();
    for (name, rank) in sources.iter().map(|s| (ident(s.called()), place(s).0)) {
        let least = first.entry(name).or_insert(rank);
        *least = rank.min(*least);
    }
    let wishes = sources.iter().map(|source| {
        let (rank, word) = place(source);
        let text = source.called();
        let name = ident(text);
        let is_first = first.get(&name).is_none_or(|least| *least >= rank);
        let called = match source {
            _ if is_first => name,
            Source::Property(_) | Source::Body(_) => format!("body_{name}"),
            Source::Parameter(_) => format!("{name}_{word}"),
        };
        scope::Wish {
            others: vec![format!("{called}_{word}")],
            ident: called,
            text,
            origin: text,
            claim: scope::Claim::Placed,
        }
    });
    scope::resolve(wishes.collect(), scope::Case::Snake, &HashSet::new())
}
