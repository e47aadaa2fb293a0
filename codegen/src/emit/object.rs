//! Structs, params, newtypes, tags and aliases.

use proc_macro2::TokenStream;
use quote::quote;

use super::index::Index;
use super::scope::Scope;
use super::setters;
use super::table::Table;
use super::tokens::{ident, text, written};
use super::{ast, conversions, derives};
use crate::model::{
    Alias, CookieStyle, Field, HeaderStyle, Item, Object, Params, Place, Presence, QueryStyle,
    QuerystringForm, Scalar, Tag, Type,
};

/// A struct, with its constructor and setters where callers make it.
pub(super) fn object<'a>(scope: &mut Scope<'a>, object: &'a Object, out: &mut Vec<syn::Item>) {
    let attributes = derives::attributes(scope, &object.meta, false);
    let mut fields: Vec<_> = object
        .fields
        .iter()
        .map(|field| declaration(scope, field))
        .collect();
    fields.extend(object.extra.iter().map(|extra| {
        let ty = ast::path_type(scope.wrapped("Map", &extra.ty));
        ast::field(
            derives::of_part(scope, &extra.meta),
            Some(ident(&extra.ident)),
            ty,
        )
    }));
    out.push(ast::structure(attributes, &object.ident, fields));
    setters::print(scope, object, out);
}

/// Params of a body alone: `impl From<Body> for Params`, and from all that the body is made of: texts, arrays of what elements
/// of lists and maps are made of, branches of a union.
pub(super) fn of_body<'a>(scope: &mut Scope<'a>, params: &'a Params) -> Vec<TokenStream> {
    let body = params.sole_body.and_then(|at| params.object.fields.get(at));
    let Some(body) = body else {
        return Vec::new();
    };
    let name = ident(&params.object.ident);
    let from = scope.std("convert", "From");
    let of = |generics: Option<TokenStream>, ty: TokenStream, body: TokenStream| {
        quote! {
            impl #generics #from<#ty> for #name {
                #[inline]
                fn from(body: #ty) -> Self {
                    Self::new(#body)
                }
            }
        }
    };
    let own = scope.ty(&body.ty);
    let own = quote!(#own);
    let (into, size) = (scope.std("convert", "Into"), scope.primitive("usize"));
    match scope.index.behind_aliases(&body.ty) {
        Type::Array(element) => {
            let (vec, element) = (scope.std("vec", "Vec"), scope.ty(element));
            let made = quote!(body.into_iter().map(#into::<#element>::into));
            let list = Some(quote!(<T: #into<#element>>));
            let array = Some(quote!(<T: #into<#element>, const N: #size>));
            vec![
                of(list, quote!(#vec<T>), made.clone()),
                of(array, quote!([T; N]), made),
            ]
        }
        Type::Map(element) => {
            let (string, element) = (scope.ty(&Type::Scalar(Scalar::String)), scope.ty(element));
            let array = quote!(<K: #into<#string>, T: #into<#element>, const N: #size>);
            let made =
                quote!(body.into_iter().map(|(key, value)| (key, #into::<#element>::into(value))));
            vec![
                of(None, own, quote!(body)),
                of(Some(array), quote!([(K, T); N]), made),
            ]
        }
        Type::Scalar(scalar) if scalar.is_text() => {
            let (str, string) = (
                scope.primitive("str"),
                scope.ty(&Type::Scalar(Scalar::String)),
            );
            let mut all = vec![of(None, quote!(&#str), quote!(body))];
            if *scalar != Scalar::String {
                all.push(of(None, quote!(#string), quote!(body)));
            }
            all.push(of(None, own, quote!(body)));
            all
        }
        Type::Item(path) => {
            let mut all = vec![of(None, own, quote!(body))];
            let path = scope.index.real(path);
            if let Some(Item::Union(union)) = scope.index.at(&path) {
                for (generics, ty) in conversions::into_union(scope, union, &path) {
                    all.push(of(generics, quote!(#ty), quote!(body)));
                }
            }
            all
        }
        _ => vec![of(None, own, quote!(body))],
    }
}

fn declaration<'a>(scope: &mut Scope<'a>, field: &'a Field) -> syn::Field {
    let ty = scope.field(&field.ty, field.presence);
    ast::field(
        derives::of_part(scope, &field.meta),
        Some(ident(&field.ident)),
        ty,
    )
}

/// How an object is read and written.
pub(super) fn object_table<'a>(index: &Index<'a>, path: &[&str], object: &'a Object) -> Table {
    let is_sorted = object.extra.iter().any(|extra| extra.pattern.is_some());
    let mut table = Table::new(if is_sorted { "sorted" } else { "object" }, path);
    for field in &object.fields {
        table.row(row(index, field));
    }
    for extra in &object.extra {
        let name = ident(&extra.ident);
        table.row(match &extra.pattern {
            Some(pattern) => {
                let pattern = text(pattern);
                quote!(@ #name: #pattern)
            }
            None if is_sorted => quote!(.. #name),
            None => quote!(#name: extra),
        });
    }
    table
}

/// Which field of a page holds its items, or of what it holds.
pub(super) fn page_table<'a>(
    scope: &mut Scope<'a>,
    path: &[&str],
    fields: &[&Field],
    item: &'a Type,
) -> Table {
    let mut table = Table::new("page", path);
    let item = scope.ty(item);
    let [inner @ .., last] = fields else {
        return table;
    };
    let name = ident(&last.ident);
    // as a JSON pointer has it (RFC 6901, 3)
    let escaped = |field: &&Field| field.wire.replace('~', "~0").replace('/', "~1");
    if inner.is_empty() {
        let key = escaped(last);
        let wire = (key != last.ident).then(|| text(&key));
        table.row(quote!(#name #wire: #item));
        return table;
    }
    // each of them may be missing, and then there is no item
    let steps = inner.iter().map(|field| {
        let name = ident(&field.ident);
        let tries = match field.presence {
            Presence::Required => quote!(),
            Presence::Nullable | Presence::Lenient | Presence::Optional => quote!(?),
            Presence::OptionalNullable => quote!(??),
        };
        quote!(.#name #tries)
    });
    let keys: Vec<String> = fields.iter().map(escaped).collect();
    let pointer = text(&format!("/{}", keys.join("/")));
    table.row(quote!(#pointer |page| page #(#steps)* .#name => #item));
    table
}

/// How params are read and written, and where each of them goes.
pub(super) fn params_table<'a>(index: &Index<'a>, path: &[&str], params: &'a Params) -> Table {
    let mut table = Table::new("params", path);
    for (field, place) in params.object.fields.iter().zip(&params.places) {
        let (row, place) = (row(index, field), placed(*place));
        table.row(quote!(#row => #place));
    }
    for extra in &params.object.extra {
        let name = ident(&extra.ident);
        table.row(quote!(#name: extra => body));
    }
    table
}

fn row<'a>(index: &Index<'a>, field: &'a Field) -> TokenStream {
    let name = ident(&field.ident);
    let wire = written(&field.wire);
    let presence = ident(match field.presence {
        Presence::Required if field.null_is_empty => "filled",
        Presence::Required if field.tag.is_some() => "told",
        Presence::Required => "required",
        Presence::Nullable => "nullable",
        Presence::Lenient => "lenient",
        // null is a value of any JSON, and no sign that it is missing
        Presence::Optional if *index.behind_aliases(&field.ty) == Type::Scalar(Scalar::Json) => {
            "maybe"
        }
        Presence::Optional => "optional",
        Presence::OptionalNullable => "maybe",
    });
    let tag = field.tag.as_deref().map(|tag| {
        let json = text(&serde_json::Value::from(tag).to_string());
        quote!(= #json)
    });
    let default = field.default.as_deref().map(|json| {
        let json = text(json);
        quote!(= #json)
    });
    let default = tag.or(default);
    quote!(#name: #presence #wire #default)
}

fn placed(place: Place) -> TokenStream {
    match place {
        Place::Header(HeaderStyle::Simple) => quote!(header),
        Place::Header(HeaderStyle::SimpleExploded) => quote!(header_exploded),
        Place::Header(HeaderStyle::Json) => quote!(header_json),
        Place::Cookie(style, is_reserved) => {
            let style = reservable(cookie_style(style), is_reserved);
            quote!(cookie(#style))
        }
        Place::Body => quote!(body),
        Place::WholeBody => quote!(whole_body),
        Place::Query(style, is_reserved) => {
            let style = reservable(query_style(style), is_reserved);
            quote!(query(#style))
        }
        Place::Querystring(QuerystringForm::Form) => quote!(querystring(form)),
        Place::Querystring(QuerystringForm::Json) => quote!(querystring(json)),
        Place::Querystring(QuerystringForm::Text) => quote!(querystring(simple)),
        Place::Part(HeaderStyle::Json) => quote!(part_header_json),
        Place::Part(HeaderStyle::Simple) => quote!(part_header),
        Place::Part(HeaderStyle::SimpleExploded) => quote!(part_header_exploded),
        Place::Form(style, is_reserved) => {
            let style = reservable(query_style(style), is_reserved);
            quote!(form(#style))
        }
    }
}

/// The runtime's name of a style, with or without reserved characters.
pub(super) fn reservable(style: &str, is_reserved: bool) -> proc_macro2::Ident {
    if is_reserved {
        ident(&format!("{style}_reserved"))
    } else {
        ident(style)
    }
}

pub(super) fn query_style(style: QueryStyle) -> &'static str {
    match style {
        QueryStyle::Form => "form",
        QueryStyle::FormExploded => "form_exploded",
        QueryStyle::SpaceDelimited => "space_delimited",
        QueryStyle::PipeDelimited => "pipe_delimited",
        QueryStyle::DeepObject => "deep_object",
        QueryStyle::Brackets => "brackets",
        QueryStyle::FormJson => "form_json",
        QueryStyle::Json => "json",
    }
}

fn cookie_style(style: CookieStyle) -> &'static str {
    match style {
        CookieStyle::Form => "form",
        CookieStyle::FormExploded => "form_exploded",
        CookieStyle::Cookie => "cookie",
        CookieStyle::CookieExploded => "cookie_exploded",
        CookieStyle::Json => "json",
    }
}

/// `pub type`.
pub(super) fn alias<'a>(scope: &mut Scope<'a>, alias: &'a Alias) -> syn::Item {
    let ty = scope.ty(&alias.ty);
    ast::alias(scope.comments.attributes(&alias.meta), &alias.ident, ty)
}

/// A struct around another type.
pub(super) fn newtype<'a>(scope: &mut Scope<'a>, alias: &'a Alias) -> TokenStream {
    let attributes = derives::of_newtype(scope, &alias.meta);
    let name = ident(&alias.ident);
    let ty = scope.ty(&alias.ty);
    quote! {
        #(#attributes)*
        pub struct #name(pub #ty);
    }
}

/// A zero-sized type with a single value.
pub(super) fn tag(scope: &mut Scope<'_>, tag: &Tag) -> TokenStream {
    let attributes = derives::of_tag(scope, &tag.meta);
    let name = ident(&tag.ident);
    quote! {
        #(#attributes)*
        pub struct #name;
    }
}
