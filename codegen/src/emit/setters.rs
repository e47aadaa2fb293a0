//! `new` with what is required, and a chainable setter for everything else.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use super::scope::Scope;
use super::tokens::{free, ident};
use crate::model::{Field, Item, Object, Presence, Scalar, Type};

/// The constructor and setters of an object.
pub(super) fn print<'a>(scope: &mut Scope<'a>, object: &'a Object, out: &mut Vec<TokenStream>) {
    let name = ident(&object.ident);
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    let names = Names::new(object);
    for field in &object.fields {
        let field_name = ident(&field.ident);
        match field.presence {
            Presence::Required => match tag(scope, &field.ty) {
                Some(tag) => values.push(quote!(#field_name: #tag)),
                None => {
                    let Given { ty, value } = given(scope, &field.ty, &field_name);
                    arguments.push(quote!(#field_name: #ty));
                    values.push(initial(&field_name, value));
                }
            },
            Presence::Nullable => {
                let Given { ty, value } = given_or_null(scope, &field.ty, &field_name);
                arguments.push(quote!(#field_name: #ty));
                values.push(initial(&field_name, value));
            }
            Presence::Optional | Presence::OptionalNullable => {
                let none = scope.option("None");
                values.push(quote!(#field_name: #none));
                setters.push(setter(scope, &names, field, &field_name));
            }
        }
    }
    if let Some(extra) = &object.extra {
        let extra_name = ident(&extra.ident);
        let map = scope.runtime("Map");
        let ty = scope.ty(&extra.ty);
        let attributes = docs::outer(docs::summary(&extra.meta.doc));
        let setter = names.setter(&extra.ident);
        values.push(quote!(#extra_name: #map::new()));
        setters.push(quote! {
            #attributes
            pub fn #setter(mut self, value: #map<#ty>) -> Self {
                self.#extra_name = value;
                self
            }
        });
    }
    let doc = if arguments.is_empty() {
        "With nothing set."
    } else {
        "With what is required."
    };
    let doc = docs::outer(doc);
    out.push(quote! {
        impl #name {
            #doc
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    });
    if arguments.is_empty() {
        let default = scope.std("default", "Default");
        out.push(quote! {
            impl #default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        });
    }
}

/// `name: value`, or `name` alone.
fn initial(name: &Ident, value: TokenStream) -> TokenStream {
    if value.to_string() == name.to_string() {
        value
    } else {
        quote!(#name: #value)
    }
}

fn setter<'a>(scope: &mut Scope<'a>, names: &Names, field: &'a Field, name: &Ident) -> TokenStream {
    let argument = ident("value");
    let Given { ty, value } = if field.presence == Presence::OptionalNullable {
        given_or_null(scope, &field.ty, &argument)
    } else {
        given(scope, &field.ty, &argument)
    };
    let some = scope.option("Some");
    let doc = docs::outer(docs::summary(&field.meta.doc));
    let deprecated = field
        .meta
        .deprecated
        .is_some()
        .then(|| quote!(#[deprecated]));
    let setter = names.setter(&field.ident);
    quote! {
        #doc
        #deprecated
        pub fn #setter(mut self, value: #ty) -> Self {
            self.#name = #some(#value);
            self
        }
    }
}

/// How a function takes a value: the type of its argument, and the expression that makes the field's value of it.
struct Given {
    ty: TokenStream,
    value: TokenStream,
}

/// A value of the type, or what converts into it where that is surely meant: text for strings, numbers for
/// timestamps, a branch for a union. Numbers, flags, enums and objects are taken as they are, so that literals are
/// checked where they are written.
fn given<'a>(scope: &mut Scope<'a>, ty: &'a Type, argument: &Ident) -> Given {
    let target = scope.ty(ty);
    let behind = scope.index.behind_aliases(ty);
    if let Type::Array(element) = behind {
        let iterator = scope.std("iter", "IntoIterator");
        let inner = scope.ty(element);
        if !converts(scope, element) {
            return Given {
                ty: quote!(impl #iterator<Item = #inner>),
                value: quote!(#argument.into_iter().collect()),
            };
        }
        let into = scope.std("convert", "Into");
        return Given {
            ty: quote!(impl #iterator<Item = impl #into<#inner>>),
            value: quote!(#argument.into_iter().map(#into::into).collect()),
        };
    }
    if converts(scope, ty) {
        let into = scope.std("convert", "Into");
        Given {
            ty: quote!(impl #into<#target>),
            value: quote!(#argument.into()),
        }
    } else {
        Given {
            ty: target,
            value: quote!(#argument),
        }
    }
}

/// The same for a place that may hold null: a value or an `Option`.
fn given_or_null<'a>(scope: &mut Scope<'a>, ty: &'a Type, argument: &Ident) -> Given {
    let into = scope.std("convert", "Into");
    let target = scope.ty(ty);
    let target = scope.optional(target);
    Given {
        ty: quote!(impl #into<#target>),
        value: quote!(#argument.into()),
    }
}

/// Whether an argument of the type is taken as `impl Into<T>`.
fn converts<'a>(scope: &Scope<'a>, ty: &'a Type) -> bool {
    match scope.index.behind_aliases(ty) {
        Type::Scalar(scalar) => !matches!(
            scalar,
            Scalar::Bool
                | Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::F32
                | Scalar::F64
                | Scalar::Unit
        ),
        Type::Item(path) => matches!(scope.index.item(path), Some(Item::Union(_))),
        Type::Array(_) | Type::Map(_) | Type::Nullable(_) | Type::Custom(_) => false,
        Type::List(_)
        | Type::Expandable(_)
        | Type::Emptyable(_)
        | Type::Range(_)
        | Type::Boxed(_) => true,
    }
}

/// The only value of a type that has just one.
fn tag<'a>(scope: &Scope<'a>, ty: &'a Type) -> Option<TokenStream> {
    match scope.index.behind_aliases(ty) {
        Type::Item(path) => match scope.index.item(path) {
            Some(Item::Tag(_)) => Some(scope.item(path)),
            _ => None,
        },
        _ => None,
    }
}

/// The names of the setters of one object.
struct Names<'a> {
    fields: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn new(object: &'a Object) -> Self {
        let extra = object.extra.iter().map(|extra| extra.ident.as_str());
        Self {
            fields: object
                .fields
                .iter()
                .map(|field| field.ident.as_str())
                .chain(extra)
                .collect(),
        }
    }

    /// A setter has its field's name; a field `new` or `clone` would hide what every type has.
    fn setter(&self, field: &str) -> Ident {
        if !matches!(field, "new" | "clone") {
            return ident(field);
        }
        ident(&free(&format!("with_{field}"), |name| {
            self.fields.contains(&name)
        }))
    }
}
