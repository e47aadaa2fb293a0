//! Params, resources and groups.

use std::collections::BTreeMap;

use super::answers::{accept, answer, null_as, streaming};
use super::bodies::{content_type, encoding, takes_empty_object};
use super::context::Context;
use super::convert::in_text;
use super::paging::paging;
use super::places::{part_encodings, path_style, place};
use super::prose::push;
use crate::graph::{self, Location, StreamKind, Use};
use crate::load::pointer;
use crate::model::*;
use crate::name::OperationNames;
use crate::name::params::{self, Source};

/// Adds the items of operations.
pub(super) fn items(
    context: &Context<'_>,
    xml: Vec<Option<Xml>>,
    items: &mut BTreeMap<ItemPath, Item>,
) {
    let mut resources: BTreeMap<ItemPath, Vec<Method>> = BTreeMap::new();
    let operations = context.graph.operations.iter();
    for ((operation, names), xml) in operations.zip(&context.names.operations).zip(xml) {
        let mut method = method(context, names, operation);
        method.operation.xml = xml;
        if let Some(path) = &names.params {
            let params = params_item(context, names, operation, path);
            if let Some(taken) = &mut method.params {
                taken.sole_body = params.sole_body.is_some();
            }
            items.insert(path.clone(), Item::Params(params));
        }
        resources
            .entry(names.resource.clone())
            .or_default()
            .push(method);
    }
    for (path, mut methods) in resources {
        methods.sort_by_key(|method| rank(&method.ident));
        let resource = context.names.resources.get(&path);
        let class = resource.map_or("", |r| r.class.as_str());
        let doc = resource.map(|r| context.writer.text(&r.doc));
        let doc = doc
            .filter(|doc| !doc.trim().is_empty())
            .unwrap_or_else(|| format!("The operations of `{class}`."));
        let ident = path.last().cloned().unwrap_or_default();
        items.insert(
            path,
            Item::Resource(Resource {
                ident,
                meta: Meta {
                    doc,
                    ..Meta::default()
                },
                methods,
            }),
        );
    }
    for (namespace, group) in &context.names.groups {
        let client = namespace.is_empty();
        let doc = match namespace.last() {
            Some(name) => format!("The resources of `{name}`."),
            None => {
                let title = context.writer.line(&context.graph.info.title);
                let title = title.trim_end_matches('.');
                let api = if title.to_lowercase().ends_with("api") {
                    ""
                } else {
                    " API"
                };
                format!("The client of the {title}{api}.")
            }
        };
        let members = group
            .members
            .iter()
            .map(|(ident, target)| GroupMember {
                ident: ident.clone(),
                target: target.clone(),
                doc: match context.names.resources.get(target) {
                    Some(resource) => format!("The operations of `{}`.", resource.class),
                    None => format!("The resources of `{ident}`."),
                },
            })
            .collect();
        let ident = group.path.last().cloned().unwrap_or_default();
        let meta = Meta {
            doc,
            ..Meta::default()
        };
        items.insert(
            group.path.clone(),
            Item::Group(Group {
                ident,
                meta,
                members,
                client,
            }),
        );
    }
}

/// Create, retrieve, update, list, delete, then the rest.
fn rank(method: &str) -> usize {
    const ORDER: [&str; 5] = ["create", "retrieve", "update", "list", "delete"];
    ORDER
        .iter()
        .position(|&m| m == method)
        .unwrap_or(ORDER.len())
}

fn params_item(
    context: &Context<'_>,
    names: &OperationNames,
    operation: &graph::Operation,
    path: &[String],
) -> Params {
    let body = encoding(context, operation);
    let mut fields = Vec::new();
    let mut places = Vec::new();
    for (source, ident) in params::sources(context.graph, operation)
        .into_iter()
        .zip(&names.fields)
    {
        let (ty, required, nullable, meta) = field(context, source, &body, &names.params_home);
        fields.push(Field {
            ident: ident.clone(),
            wire: source.wire().to_owned(),
            ty,
            presence: Presence::new(required, nullable),
            null_is_empty: false,
            tag: None,
            default: None,
            meta,
        });
        places.push(place(context, source, operation, &body));
    }
    let sole_body = sole_body(&fields, &places);
    let ident = path.last().cloned().unwrap_or_default();
    let resource = names.resource.last().map_or("", String::as_str);
    let method = &names.method;
    let doc = format!(
        // rustdoc links use names without the `r#` of raw identifiers
        "What [`{resource}::{method}`](crate::{}::{method}) takes.",
        names.resource.join("::"),
    );
    let meta = Meta {
        doc,
        pointer: operation.pointer.clone(),
        ..Meta::default()
    };
    Params {
        object: Object {
            ident,
            meta,
            fields,
            extra: Vec::new(),
            constructible: true,
        },
        places,
        sole_body,
    }
}

/// The only required field, if it is the whole body: bytes, a list, or a named type.
fn sole_body(fields: &[Field], places: &[Place]) -> Option<usize> {
    let required = |field: &Field| {
        !matches!(
            field.presence,
            Presence::Optional | Presence::OptionalNullable
        )
    };
    let all = fields.iter().zip(places).enumerate();
    let mut needed = all.filter(|(_, (field, _))| required(field));
    let (at, (field, place)) = needed.next()?;
    (needed.next().is_none()
        && *place == Place::WholeBody
        && field.presence == Presence::Required
        && matches!(
            field.ty,
            Type::Item(_) | Type::Array(_) | Type::Map(_) | Type::Scalar(_)
        ))
    .then_some(at)
}

/// Type, required, nullable and documentation of a params field.
fn field(
    context: &Context<'_>,
    source: Source<'_>,
    body: &BodyEncoding,
    home: &ItemPath,
) -> (Type, bool, bool, Meta) {
    let ty = |ty: Use| context.convert.near(Some(home), source.called()).plain(ty);
    match source {
        Source::Parameter(parameter) => {
            let converted = ty(parameter.ty);
            // there is no null outside of JSON
            (
                converted.ty,
                parameter.required,
                false,
                context.writer.meta(&parameter.meta, &parameter.pointer),
            )
        }
        Source::Property(property) => {
            let converted = ty(property.ty);
            let has_null = matches!(
                body,
                BodyEncoding::Json | BodyEncoding::JsonAs(_) | BodyEncoding::Xml(_)
            );
            let nullable = converted.nullable && has_null;
            let file = context.config.client.files.contains(&property.wire);
            let converted = match (body, converted.ty) {
                (BodyEncoding::Multipart, Type::Scalar(Scalar::String)) if file => {
                    Type::Scalar(Scalar::Binary)
                }
                (BodyEncoding::Multipart, ty) => ty,
                (_, ty) => in_text(ty),
            };
            (
                converted,
                property.required,
                nullable,
                context.writer.property(property, false),
            )
        }
        Source::Body(whole) => {
            let converted = match body {
                BodyEncoding::Text(_) => Type::Scalar(Scalar::String),
                BodyEncoding::Binary(_) => Type::Scalar(Scalar::Binary),
                _ => ty(whole.ty).ty,
            };
            let mut meta = context.writer.meta(&whole.meta, &whole.pointer);
            if meta.doc.is_empty() {
                meta.doc = "The body.".to_owned();
            }
            (converted, whole.required, false, meta)
        }
    }
}

fn method(context: &Context<'_>, names: &OperationNames, operation: &graph::Operation) -> Method {
    let sources = params::sources(context.graph, operation);
    let mut meta = context.writer.meta(&operation.meta, &operation.pointer);
    push(
        &mut meta.doc,
        &format!("`{} {}`", operation.verb, operation.template),
    );
    let path = operation
        .path
        .iter()
        .zip(&names.path)
        .map(|(parameter, ident)| PathParam {
            ident: ident.clone(),
            wire: parameter.wire.clone(),
            ty: in_text(context.convert.plain(parameter.ty).ty),
            style: path_style(parameter),
            reserved: parameter.reserved,
            doc: path_doc(context, parameter),
        })
        .collect();
    let answer = answer(context, operation);
    let pages = paging(context, operation);
    let items = operation.stream.as_ref().map(|stream| {
        let converted = context.convert.plain(stream.item);
        let nullable = converted.nullable && !converted.ty.is_untyped();
        let ty = in_text(converted.ty);
        Items {
            kind: match stream.kind {
                StreamKind::Events => ItemsKind::Events,
                StreamKind::EventObjects => ItemsKind::EventObjects,
                StreamKind::Lines => ItemsKind::Lines,
            },
            ty: match nullable {
                true => Type::Nullable(Box::new(ty)),
                false => ty,
            },
        }
    });
    let errors = operation
        .errors
        .iter()
        .map(|(status, ty)| (status.clone(), context.convert.plain(*ty).ty))
        .collect();
    Method {
        ident: names.method.clone(),
        meta,
        path,
        params: names.params.clone().map(|path| MethodParams {
            path,
            required: sources.iter().any(|s| s.required()),
            sole_body: false,
        }),
        answer,
        items,
        errors,
        headers: super::headers::of(context, operation),
        operation: Operation {
            id: operation
                .id
                .clone()
                .unwrap_or_else(|| format!("{} {}", operation.verb, operation.template)),
            verb: operation.verb.clone(),
            template: super::template::sendable(&operation.template),
            body: encoding(context, operation),
            content_type: content_type(context, operation),
            accept: accept(&operation.accept),
            stream: streaming(context, operation),
            redirects: operation.redirects,
            null_as: null_as(context, operation),
            xml: None,
            shared: shared(operation),
            server: operation.server.as_ref().map(super::api::server),
            paging: pages.paging,
            pages_in_body: pages.in_body,
            page_items: (pages.items.iter())
                .flat_map(|items| pointer::keys(items))
                .map(|key| key.into_owned())
                .collect(),
            page_end: pages.end,
            security: operation.security.clone(),
            empty_object: takes_empty_object(context, operation),
            parts: part_encodings(context, operation),
        },
    }
}

/// The documentation line of a path variable, which cannot have an attribute.
fn path_doc(context: &Context<'_>, parameter: &graph::Parameter) -> String {
    let line = context.writer.line(&parameter.meta.description);
    match (parameter.meta.deprecated, line.as_str()) {
        (false, _) => line,
        (true, "") => "Deprecated.".to_owned(),
        (true, line) => format!("Deprecated. {line}"),
    }
}

/// The locations of client parameters in an operation.
fn shared(operation: &graph::Operation) -> Vec<SharedPlace> {
    let shared = operation.shared.iter().map(|(wire, location)| {
        let wire = wire.clone();
        match location {
            Location::Path => SharedPlace::Path(wire),
            Location::Header | Location::Part => SharedPlace::Header(wire),
            Location::Cookie => SharedPlace::Cookie(wire),
            Location::Query | Location::Querystring => SharedPlace::Query(wire),
        }
    });
    shared.collect()
}
