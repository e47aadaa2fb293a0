//! Operations as methods of a handle.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::method_doc;
use super::object::{query_style, reservable};
use super::scope::Scope;
use super::tokens::{free, ident, text};
use crate::model::{
    BodyEncoding, InPath, ItemsKind, Meta, Method, NullAs, Operation, PageEnd, Paging,
    PartEncoding, PathParam, PathStyle, Server, SharedPlace,
};

/// The method of an operation.
pub(super) fn method<'a>(scope: &mut Scope<'a>, method: &'a Method) -> TokenStream {
    let meta = Meta {
        doc: method_doc::doc(scope, method),
        ..method.meta.clone()
    };
    let attributes = scope.comments.attributes(&meta);
    let name = ident(&method.ident);
    let (mut arguments, mut path) = (Vec::new(), Vec::new());
    for param in &method.path {
        let (taken, value) = argument(scope, param);
        arguments.push(taken);
        let wire = text(&param.wire);
        path.push(match (param.style, param.reserved) {
            (None, false) => quote!(.path(#wire, #value)),
            (style, is_reserved) => {
                let style = reservable(path_style(style), is_reserved);
                let ty = scope.runtime("Style");
                quote!(.path_as(#wire, #ty::#style, #value))
            }
        });
    }
    let answer = scope.ty(&method.answer);
    let items = method.items.as_ref().map(|items| {
        let (kind, ty) = (scope.runtime(items_name(items.kind)), scope.ty(&items.ty));
        quote!(#kind<#ty>)
    });
    let mut returned = match &items {
        Some(items) => quote!(#answer, (), #items),
        None => quote!(#answer),
    };
    let mut given = None;
    if let Some(params) = &method.params {
        let ty = scope.item(&params.path);
        if params.required {
            let name = free("params", |name| {
                method.path.iter().any(|param| param.ident == name)
            });
            let name = ident(&name);
            if params.sole_body {
                let into = scope.std("convert", "Into");
                arguments.push(quote!(#name: impl #into<#ty>));
                given = Some(quote!(.params(#name.into())));
            } else {
                arguments.push(quote!(#name: #ty));
                given = Some(quote!(.params(#name)));
            }
        }
        let items = items.map(|items| quote!(, #items));
        returned = quote!(#answer, #ty #items);
    }
    let call = scope.runtime("Call");
    let operation_type = scope.runtime("Operation");
    let operation = operation(scope, &method.operation);
    quote! {
        #(#attributes)*
        #[inline]
        pub fn #name(&self, #(#arguments),*) -> #call<#returned> {
            static OPERATION: #operation_type = #operation;
            #call::new(&self.client, &OPERATION)#(#path)*#given
        }
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
fn argument<'a>(scope: &mut Scope<'a>, param: &'a PathParam) -> (TokenStream, TokenStream) {
    let name = ident(&param.ident);
    match scope.index.in_path(&param.ty) {
        InPath::Text => {
            let str = scope.primitive("str");
            (quote!(#name: &#str), quote!(#name))
        }
        InPath::Value => {
            let ty = scope.ty(&param.ty);
            (quote!(#name: #ty), quote!(#name))
        }
        InPath::Converted => {
            let (ty, into) = (scope.ty(&param.ty), scope.std("convert", "Into"));
            (
                quote!(#name: impl #into<#ty>),
                quote!(&#into::<#ty>::into(#name)),
            )
        }
        InPath::Borrowed => {
            let ty = scope.ty(&param.ty);
            (quote!(#name: &#ty), quote!(#name))
        }
    }
}

/// The part of a request that is the same for every call.
fn operation(scope: &mut Scope<'_>, operation: &Operation) -> TokenStream {
    let ty = scope.runtime("Operation");
    let (id, verb, template) = (
        text(&operation.id),
        text(&operation.verb),
        text(&operation.template),
    );
    let body = body(scope, &operation.body);
    let content_type = operation.content_type.as_ref().map(|media_type| {
        let media_type = text(media_type);
        quote!(.content_type(#media_type))
    });
    let accept = operation.accept.as_ref().map(|media_type| {
        let media_type = text(media_type);
        quote!(.accept(#media_type))
    });
    let stream = operation.stream.as_ref().map(|stream| {
        let accept = (stream.accept != "text/event-stream").then(|| {
            let accept = text(&stream.accept);
            quote!(.stream_accept(#accept))
        });
        let flag = stream.flag.as_ref().map(|flag| {
            let flag = text(flag);
            quote!(.stream_flag(#flag))
        });
        let end = stream.end.as_ref().map(|end| {
            let end = text(end);
            quote!(.stream_end(#end))
        });
        quote!(#accept #flag #end)
    });
    let redirects = operation.redirects.then(|| quote!(.redirects()));
    let null_as = operation.null_as.map(|null_as| {
        let json = text(match null_as {
            NullAs::List => "[]",
            NullAs::Map => "{}",
        });
        quote!(.null_as(#json))
    });
    let xml = operation
        .xml
        .as_ref()
        .map(|xml| super::xml::xml(scope, xml));
    let shared = shared(scope, &operation.shared);
    let server = operation
        .server
        .as_ref()
        .map(|server| match server.variables.is_empty() {
            true => {
                let url = text(&server.url);
                quote!(.server(#url))
            }
            false => {
                let server = self::server(scope, server);
                quote!(.server_of(#server))
            }
        });
    let paging = paging(scope, &operation.paging);
    let in_body = operation.pages_in_body.then(|| quote!(.pages_in_body()));
    let end = operation.page_end.as_ref().map(|end| {
        let ty = scope.runtime_path("PageEnd");
        match end {
            PageEnd::More(pointer) => {
                let pointer = text(pointer);
                quote!(.page_end(#ty::More(#pointer)))
            }
            PageEnd::Last(pointer) => {
                let pointer = text(pointer);
                quote!(.page_end(#ty::Last(#pointer)))
            }
            PageEnd::Pages(pointer) => {
                let pointer = text(pointer);
                quote!(.page_end(#ty::Pages(#pointer)))
            }
        }
    });
    let security = operation.security.as_deref().map(security);
    let empty_object = operation.empty_object.then(|| quote!(.empty_object()));
    let parts = parts(scope, &operation.parts);
    quote!(#ty::new(#id, #verb, #template)#body #content_type #empty_object #parts #accept #stream #redirects #null_as #xml #shared #server #paging #in_body #end #security)
}

/// A server with its variables.
pub(super) fn server(scope: &Scope<'_>, server: &Server) -> TokenStream {
    let (ty, variable_type) = (
        scope.runtime_path("Server"),
        scope.runtime_path("ServerVariable"),
    );
    let url = text(&server.url);
    let description = (!server.description.is_empty()).then(|| {
        let description = text(&server.description);
        quote!(.description(#description))
    });
    let variables = server.variables.iter().map(|variable| {
        let (name, default) = (text(&variable.name), text(&variable.default));
        let values = (!variable.values.is_empty()).then(|| {
            let values = variable.values.iter().map(|value| text(value));
            quote!(.values(&[#(#values),*]))
        });
        quote!(#variable_type::new(#name, #default)#values)
    });
    let variables = (!server.variables.is_empty()).then(|| quote!(.variables(&[#(#variables),*])));
    quote!(#ty::new(#url)#description #variables)
}

/// Where the operation takes parameters of the client.
fn shared(scope: &Scope<'_>, shared: &[SharedPlace]) -> Option<TokenStream> {
    let ty = scope.runtime_path("Shared");
    let places = shared.iter().map(|place| {
        let (place, wire) = match place {
            SharedPlace::Path(wire) => ("Path", wire),
            SharedPlace::Query(wire) => ("Query", wire),
            SharedPlace::Header(wire) => ("Header", wire),
            SharedPlace::Cookie(wire) => ("Cookie", wire),
        };
        let (place, wire) = (ident(place), text(wire));
        quote!(#ty::#place(#wire))
    });
    (!shared.is_empty()).then(|| quote!(.shared(&[#(#places),*])))
}

/// How parts of a multipart body are written.
fn parts(scope: &mut Scope<'_>, parts: &[PartEncoding]) -> Option<TokenStream> {
    if parts.is_empty() {
        return None;
    }
    let ty = scope.runtime("PartEncoding");
    let parts: Vec<_> = parts
        .iter()
        .map(|part| {
            let wire = text(&part.wire);
            let media_type = part.media_type.as_ref().map(|media_type| {
                let media_type = text(media_type);
                quote!(.media_type(#media_type))
            });
            let style = part.style.map(|style| {
                let (ty, style) = (scope.runtime("Style"), ident(query_style(style)));
                quote!(.style(#ty::#style))
            });
            quote!(#ty::new(#wire)#media_type #style)
        })
        .collect();
    Some(quote!(.parts(&[#(#parts),*])))
}

/// Alternatives, each of schemes that are needed together.
pub(super) fn security(alternatives: &[Vec<String>]) -> TokenStream {
    let alternatives = alternatives.iter().map(|schemes| {
        let schemes = schemes.iter().map(|name| text(name));
        quote!(&[#(#schemes),*])
    });
    quote!(.security(&[#(#alternatives),*]))
}

fn body(scope: &mut Scope<'_>, body: &BodyEncoding) -> Option<TokenStream> {
    if *body == BodyEncoding::None {
        return None;
    }
    let ty = scope.runtime("Body");
    let encoding = match body {
        BodyEncoding::None => quote!(#ty::None),
        BodyEncoding::Form => quote!(#ty::Form),
        BodyEncoding::FormExploded => quote!(#ty::FormExploded),
        BodyEncoding::FormJson => quote!(#ty::FormJson),
        BodyEncoding::Json => quote!(#ty::Json),
        BodyEncoding::Multipart => quote!(#ty::Multipart),
        BodyEncoding::Parts(media_type) => {
            let media_type = text(media_type);
            quote!(#ty::Parts(#media_type))
        }
        BodyEncoding::JsonAs(media_type) => {
            let media_type = text(media_type);
            quote!(#ty::JsonAs(#media_type))
        }
        BodyEncoding::Xml(media_type) => {
            let media_type = text(media_type);
            quote!(#ty::XmlAs(#media_type))
        }
        BodyEncoding::Text(media_type) if media_type == "text/plain" => quote!(#ty::Text),
        BodyEncoding::Text(media_type) => {
            let media_type = text(media_type);
            quote!(#ty::TextAs(#media_type))
        }
        BodyEncoding::Binary(media_type) if media_type == "application/octet-stream" => {
            quote!(#ty::Binary)
        }
        BodyEncoding::Binary(media_type) => {
            let media_type = text(media_type);
            quote!(#ty::BinaryAs(#media_type))
        }
    };
    Some(quote!(.body(#encoding)))
}

fn paging(scope: &mut Scope<'_>, paging: &Paging) -> Option<TokenStream> {
    if *paging == Paging::None {
        return None;
    }
    let ty = scope.runtime("Paging");
    let way = match paging {
        Paging::None => quote!(#ty::None),
        Paging::Cursor => quote!(#ty::Cursor),
        Paging::Link => quote!(#ty::Link),
        Paging::Token { from, to } => {
            let (from, to) = (text(from), text(to));
            quote!(#ty::NextPage { param: #to, pointer: #from })
        }
        Paging::Url { from } => {
            let from = text(from);
            quote!(#ty::NextUrl { pointer: #from })
        }
        Paging::Last { from, to } => {
            let (from, to) = (text(from), text(to));
            quote!(#ty::LastItem { param: #to, pointer: #from })
        }
        Paging::Offset { parameter } => {
            let parameter = text(parameter);
            quote!(#ty::Offset { param: #parameter })
        }
        Paging::Page { parameter, first } => {
            let (parameter, first) = (text(parameter), Literal::u64_unsuffixed(*first));
            quote!(#ty::Page { param: #parameter, first: #first })
        }
    };
    Some(quote!(.paging(#way)))
}
