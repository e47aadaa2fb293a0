//! Operations as methods of a handle.

use proc_macro2::Literal;
use syn::parse_quote;

use super::ast::{self, Chain, Function};
use super::method_doc;
use super::object::{query_style, reservable};
use super::scope::Scope;
use super::tokens::{free, ident};
use super::xml;
use crate::model::{
    BodyEncoding, InPath, ItemsKind, Meta, Method, NullAs, Operation, PageEnd, Paging,
    PartEncoding, PathParam, PathStyle, Server, SharedPlace, Streaming,
};

/// The method of an operation.
pub(super) fn method<'a>(scope: &mut Scope<'a>, method: &'a Method) -> Function {
    let meta = Meta {
        doc: method_doc::doc(scope, method),
        ..method.meta.clone()
    };
    let mut attrs = scope.comments.attributes(&meta);
    attrs.push(ast::flag("inline"));
    let mut arguments = vec![ast::ref_self()];
    let mut path = Vec::new();
    for param in &method.path {
        let (taken, value) = argument(scope, param);
        arguments.push(taken);
        let wire = ast::text(&param.wire);
        path.push(match (param.style, param.reserved) {
            (None, false) => ("path", vec![wire, value]),
            (style, is_reserved) => {
                let style = reservable(path_style(style), is_reserved);
                let style = ast::path_expr(ast::below(scope.runtime("Style"), style));
                ("path_as", vec![wire, style, value])
            }
        });
    }
    let answer = scope.ty(&method.answer);
    let items = method.items.as_ref().map(|items| {
        let kind = scope.runtime(items_name(items.kind));
        ast::path_type(ast::generic(kind, scope.ty(&items.ty)))
    });
    let mut given = None;
    let mut params_type = None;
    if let Some(params) = &method.params {
        let ty = ast::path_type(scope.item(&params.path));
        if params.required {
            let name = free("params", |name| {
                method.path.iter().any(|param| param.ident == name)
            });
            let name = ident(&name);
            let value = ast::path_expr(name.clone().into());
            if params.sole_body {
                let into = ast::generic(scope.std("convert", "Into"), ty.clone());
                arguments.push(ast::argument(name, ast::impl_trait(into)));
                given = Some(ast::method_call(value, "into", Vec::new()));
            } else {
                arguments.push(ast::argument(name, ty.clone()));
                given = Some(value);
            }
        }
        params_type = Some(ty);
    }
    let mut returned = vec![answer];
    match (params_type, &items) {
        (Some(params), _) => returned.push(params),
        (None, Some(_)) => returned.push(ast::unit_type()),
        (None, None) => {}
    }
    returned.extend(items);
    let call = scope.runtime("Call");
    let operation_type = scope.runtime("Operation");
    let operation = operation(scope, &method.operation);
    let client = ast::field_of(ast::self_expr(), ident("client"));
    let mut made = Chain::new(ast::calls(
        ast::below(call.clone(), ident("new")),
        vec![
            ast::reference(client),
            ast::reference(ast::path_expr(ast::name("OPERATION"))),
        ],
    ));
    for (method, arguments) in path {
        made.call(method, arguments);
    }
    if let Some(given) = given {
        made.call("params", vec![given]);
    }
    Function {
        attrs,
        name: ident(&method.ident),
        is_public: true,
        arguments,
        returns: ast::path_type(ast::generics(call, returned)),
        body: vec![
            ast::static_item("OPERATION", ast::path_type(operation_type), operation),
            syn::Stmt::Expr(made.end(), None),
        ],
    }
}

/// The runtime's name for what the items of a stream are.
fn items_name(kind: ItemsKind) -> &'static str {
    match kind {
        ItemsKind::Events => "Events",
        ItemsKind::EventObjects => "EventObjects",
        ItemsKind::Lines => "Lines",
    }
}

fn path_style(style: Option<PathStyle>) -> &'static str {
    match style {
        None => "simple",
        Some(PathStyle::SimpleExploded) => "simple_exploded",
        Some(PathStyle::Label) => "label",
        Some(PathStyle::LabelExploded) => "label_exploded",
        Some(PathStyle::Matrix) => "matrix",
        Some(PathStyle::MatrixExploded) => "matrix_exploded",
        Some(PathStyle::Json) => "json",
    }
}

/// How a path parameter is taken, and what is sent of it.
fn argument<'a>(scope: &mut Scope<'a>, param: &'a PathParam) -> (syn::FnArg, syn::Expr) {
    let name = ident(&param.ident);
    let plain = ast::path_expr(name.clone().into());
    let (ty, value) = match scope.index.in_path(&param.ty) {
        InPath::Text => {
            let str = ast::path_type(scope.primitive("str"));
            (ast::reference_type(str), plain)
        }
        InPath::Value => (scope.ty(&param.ty), plain),
        InPath::Converted => {
            let (ty, into) = (scope.ty(&param.ty), scope.std("convert", "Into"));
            let convert = ast::below(ast::generic_expr(into.clone(), ty.clone()), ident("into"));
            (
                ast::impl_trait(ast::generic(into, ty)),
                ast::reference(ast::call(convert, Some(plain))),
            )
        }
        InPath::Borrowed => (ast::reference_type(scope.ty(&param.ty)), plain),
    };
    (ast::argument(name, ty), value)
}

/// The part of a request that is the same for every call.
fn operation(scope: &mut Scope<'_>, operation: &Operation) -> syn::Expr {
    let new = ast::below(scope.runtime("Operation"), ident("new"));
    let what = [&operation.id, &operation.verb, &operation.template];
    let mut made = Chain::new(ast::calls(new, what.map(|text| ast::text(text)).into()));
    if let Some(body) = body(scope, &operation.body) {
        made.call("body", vec![body]);
    }
    made.text("content_type", operation.content_type.as_deref());
    made.flag("empty_object", operation.empty_object);
    if !operation.parts.is_empty() {
        made.call("parts", vec![parts(scope, &operation.parts)]);
    }
    made.text("accept", operation.accept.as_deref());
    if let Some(Streaming { accept, flag, end }) = &operation.stream {
        let accept = (accept != "text/event-stream").then_some(accept.as_str());
        made.text("stream_accept", accept);
        made.text("stream_flag", flag.as_deref());
        made.text("stream_end", end.as_deref());
    }
    made.flag("redirects", operation.redirects);
    let null_as = operation.null_as.map(|null_as| match null_as {
        NullAs::List => "[]",
        NullAs::Map => "{}",
    });
    made.text("null_as", null_as);
    if let Some(xml) = &operation.xml {
        let xml = xml::xml(scope, xml);
        made.call("xml", vec![parse_quote!(#xml)]);
    }
    if !operation.shared.is_empty() {
        made.call("shared", vec![shared(scope, &operation.shared)]);
    }
    match &operation.server {
        Some(server) if server.variables.is_empty() => made.text("server", Some(&server.url)),
        Some(server) => made.call("server_of", vec![self::server(scope, server)]),
        None => {}
    }
    if let Some(paging) = paging(scope, &operation.paging) {
        made.call("paging", vec![paging]);
    }
    made.flag("pages_in_body", operation.pages_in_body);
    if let Some(end) = &operation.page_end {
        let (kind, pointer) = match end {
            PageEnd::More(pointer) => ("More", pointer),
            PageEnd::Last(pointer) => ("Last", pointer),
            PageEnd::Pages(pointer) => ("Pages", pointer),
        };
        let kind = ast::below(scope.runtime_path("PageEnd"), ident(kind));
        made.call("page_end", vec![ast::call(kind, Some(ast::text(pointer)))]);
    }
    if let Some(alternatives) = &operation.security {
        made.call("security", vec![security(alternatives)]);
    }
    made.end()
}

/// A server with its variables.
pub(super) fn server(scope: &Scope<'_>, server: &Server) -> syn::Expr {
    let new = ast::below(scope.runtime_path("Server"), ident("new"));
    let mut made = Chain::new(ast::call(new, Some(ast::text(&server.url))));
    let description = Some(server.description.as_str()).filter(|text| !text.is_empty());
    made.text("description", description);
    let variables = server.variables.iter().map(|variable| {
        let new = ast::below(scope.runtime_path("ServerVariable"), ident("new"));
        let given = vec![ast::text(&variable.name), ast::text(&variable.default)];
        let mut made = Chain::new(ast::calls(new, given));
        if !variable.values.is_empty() {
            made.call("values", vec![ast::slice(texts(&variable.values))]);
        }
        made.end()
    });
    if !server.variables.is_empty() {
        made.call("variables", vec![ast::slice(variables)]);
    }
    made.end()
}

fn texts(texts: &[String]) -> impl Iterator<Item = syn::Expr> {
    texts.iter().map(|text| ast::text(text))
}

/// Where the operation takes parameters of the client.
fn shared(scope: &Scope<'_>, shared: &[SharedPlace]) -> syn::Expr {
    ast::slice(shared.iter().map(|place| {
        let (place, wire) = match place {
            SharedPlace::Path(wire) => ("Path", wire),
            SharedPlace::Query(wire) => ("Query", wire),
            SharedPlace::Header(wire) => ("Header", wire),
            SharedPlace::Cookie(wire) => ("Cookie", wire),
        };
        let place = ast::below(scope.runtime_path("Shared"), ident(place));
        ast::call(place, Some(ast::text(wire)))
    }))
}

/// How parts of a multipart body are written.
fn parts(scope: &mut Scope<'_>, parts: &[PartEncoding]) -> syn::Expr {
    let ty = scope.runtime("PartEncoding");
    ast::slice(parts.iter().map(|part| {
        let new = ast::below(ty.clone(), ident("new"));
        let mut made = Chain::new(ast::call(new, Some(ast::text(&part.wire))));
        made.text("media_type", part.media_type.as_deref());
        if let Some(style) = part.style {
            let style = ast::below(scope.runtime("Style"), ident(query_style(style)));
            made.call("style", vec![ast::path_expr(style)]);
        }
        made.end()
    }))
}

/// Alternatives, each of schemes that are needed together.
pub(super) fn security(alternatives: &[Vec<String>]) -> syn::Expr {
    ast::slice((alternatives.iter()).map(|schemes| ast::slice(texts(schemes))))
}

fn body(scope: &mut Scope<'_>, body: &BodyEncoding) -> Option<syn::Expr> {
    let (encoding, media_type) = match body {
        BodyEncoding::None => return None,
        BodyEncoding::Form => ("Form", None),
        BodyEncoding::FormExploded => ("FormExploded", None),
        BodyEncoding::FormJson => ("FormJson", None),
        BodyEncoding::Json => ("Json", None),
        BodyEncoding::Multipart => ("Multipart", None),
        BodyEncoding::Parts(media_type) => ("Parts", Some(media_type)),
        BodyEncoding::JsonAs(media_type) => ("JsonAs", Some(media_type)),
        BodyEncoding::Xml(media_type) => ("XmlAs", Some(media_type)),
        BodyEncoding::Text(media_type) if media_type == "text/plain" => ("Text", None),
        BodyEncoding::Text(media_type) => ("TextAs", Some(media_type)),
        BodyEncoding::Binary(media_type) if media_type == "application/octet-stream" => {
            ("Binary", None)
        }
        BodyEncoding::Binary(media_type) => ("BinaryAs", Some(media_type)),
    };
    let encoding = ast::below(scope.runtime("Body"), ident(encoding));
    Some(match media_type {
        None => ast::path_expr(encoding),
        Some(media_type) => ast::call(encoding, Some(ast::text(media_type))),
    })
}

fn paging(scope: &mut Scope<'_>, paging: &Paging) -> Option<syn::Expr> {
    let (way, fields) = match paging {
        Paging::None => return None,
        Paging::Cursor => ("Cursor", Vec::new()),
        Paging::Link => ("Link", Vec::new()),
        Paging::Token { from, to } => (
            "NextPage",
            vec![("param", ast::text(to)), ("pointer", ast::text(from))],
        ),
        Paging::Url { from } => ("NextUrl", vec![("pointer", ast::text(from))]),
        Paging::Last { from, to } => (
            "LastItem",
            vec![("param", ast::text(to)), ("pointer", ast::text(from))],
        ),
        Paging::Offset { parameter } => ("Offset", vec![("param", ast::text(parameter))]),
        Paging::Page { parameter, first } => {
            let first = ast::literal(Literal::u64_unsuffixed(*first));
            let parameter = ast::text(parameter);
            ("Page", vec![("param", parameter), ("first", first)])
        }
    };
    let way = ast::below(scope.runtime("Paging"), ident(way));
    if fields.is_empty() {
        return Some(ast::path_expr(way));
    }
    let fields = fields.into_iter().map(|(name, value)| (ident(name), value));
    Some(ast::struct_literal(way, fields.collect()))
}
