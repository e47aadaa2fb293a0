//! Headers of responses and errors: one method for each, with the type from the document.

use std::collections::BTreeMap;

use super::context::Context;
use crate::graph::{self, Shape, TypeId, Use};
use crate::model::{HeaderMethod, MethodHeader, Scalar, Type};

/// The methods that read headers, by name. A header with different types in different places is a string.
pub(super) fn methods(context: &Context<'_>) -> Vec<HeaderMethod> {
    let mut methods: BTreeMap<&str, HeaderMethod> = BTreeMap::new();
    let operations = context.graph.operations.iter();
    for header in operations.flat_map(|operation| &operation.headers) {
        let Some(ident) = ident(context, header) else {
            continue;
        };
        let ty = match header.json {
            true => json(context, header.ty),
            false => ty(context, header.ty),
        };
        let doc = context.writer.text(&header.description);
        let method = methods.entry(ident).or_insert_with(|| HeaderMethod {
            ident: ident.to_owned(),
            wire: header.wire.clone(),
            ty: ty.clone(),
            required: true,
            json: header.json,
            doc: String::new(),
        });
        if method.ty != ty || method.json != header.json {
            (method.ty, method.json) = (Type::Scalar(Scalar::String), false);
        }
        method.required &= header.required;
        if method.doc.is_empty() {
            method.doc = doc;
        }
    }
    methods.into_values().collect()
}

/// The headers of an operation's responses and errors.
pub(super) fn of(context: &Context<'_>, operation: &graph::Operation) -> Vec<MethodHeader> {
    let headers = operation.headers.iter().filter_map(|header| {
        Some(MethodHeader {
            ident: ident(context, header)?.to_owned(),
            wire: header.wire.clone(),
            errors: header.errors.clone(),
            required: header.required,
            doc: context.writer.line(&header.description),
        })
    });
    headers.collect()
}

fn ident<'a>(context: &Context<'a>, header: &graph::AnswerHeader) -> Option<&'a str> {
    let names = &context.names.headers;
    names.get(&header.wire.to_lowercase()).map(String::as_str)
}

/// The type of a header: a scalar, an enum of the document, or a list of them (style `simple`); else a string.
fn ty(context: &Context<'_>, ty: Use) -> Type {
    let text = Type::Scalar(Scalar::String);
    let graph = context.graph;
    match &graph[graph.behind(ty).ty].shape {
        Shape::Array(item) => match scalar(context, *item) {
            Some(item) => Type::Array(Box::new(item)),
            None => Type::Array(Box::new(text)),
        },
        _ => scalar(context, ty).unwrap_or(text),
    }
}

/// The type of a JSON header: one that has a name or needs none, else any JSON.
fn json(context: &Context<'_>, ty: Use) -> Type {
    let graph = context.graph;
    let is_named = |id: &TypeId| match &graph[*id].shape {
        Shape::Object(_) | Shape::Union(_) | Shape::Enum(_) => context.names.types.contains_key(id),
        _ => true,
    };
    match graph.reached(vec![ty.ty]).iter().all(is_named) {
        true => context.convert.plain(ty).ty,
        false => Type::Scalar(Scalar::Json),
    }
}

fn scalar(context: &Context<'_>, ty: Use) -> Option<Type> {
    let end = context.graph.behind(ty).ty;
    let shape = &context.graph[end].shape;
    // a component that settings replace, itself or what it is an alias of
    let is_plain = !matches!(
        shape,
        Shape::Object(_) | Shape::Union(_) | Shape::Array(_) | Shape::Map(_)
    );
    for ty in [ty.ty, end] {
        let plain = context.convert.plain(Use {
            ty,
            nullable: false,
        });
        if is_plain && matches!(plain.ty, Type::Custom(_)) {
            return Some(super::convert::outside_of_forms(plain.ty));
        }
    }
    match shape {
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::String(_) => {
            let ty = context
                .convert
                .plain(Use {
                    ty: end,
                    nullable: false,
                })
                .ty;
            Some(super::convert::outside_of_forms(ty))
        }
        Shape::Enum(_) if context.names.types.contains_key(&end) => Some(
            context
                .convert
                .plain(Use {
                    ty: end,
                    nullable: false,
                })
                .ty,
        ),
        _ => None,
    }
}
