//! Headers of responses and errors: methods of a trait that both implement.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::tokens::{ident, text};
use crate::model::{HeaderMethod, MethodHeader};

/// The name of the trait, in the client's module.
pub(super) const TRAIT: &str = "Headers";

/// The trait with a method for each header, where there are any.
pub(super) fn methods<'a>(scope: &mut Scope<'a>, headers: &'a [HeaderMethod]) -> Vec<TokenStream> {
    if headers.is_empty() {
        return Vec::new();
    }
    let name = ident(TRAIT);
    let doc = scope.comments.doc(
        "The headers that answers and errors carry, as the document describes them: `None` where one is missing that may be, an error where it must be there.",
    );
    let has = scope.runtime_path("HasHeaders");
    let methods: Vec<_> = headers.iter().map(|one| method(scope, one)).collect();
    vec![
        quote! {
            #(#doc)*
            pub trait #name: #has { #(#methods)* }
        },
        quote! {
            impl<T: #has + ?Sized> #name for T {}
        },
    ]
}

fn method<'a>(scope: &mut Scope<'a>, header: &'a HeaderMethod) -> TokenStream {
    let mut doc = match header.required {
        true => format!("The header `{}`, which must be there.", header.wire),
        false => format!("The header `{}`.", header.wire),
    };
    if !header.doc.trim().is_empty() {
        doc = format!("{}\n\n{doc}", header.doc.trim());
    }
    let doc = scope.comments.doc(&doc);
    let (name, wire) = (ident(&header.ident), text(&header.wire));
    let ty = scope.ty(&header.ty);
    let (option, result) = (scope.std("option", "Option"), scope.std("result", "Result"));
    let error = scope.runtime_path("DecodeError");
    let (ty, read) = match (header.required, header.json) {
        (true, true) => (quote!(#ty), "required_header_json"),
        (true, false) => (quote!(#ty), "required_header_as"),
        (false, true) => (quote!(#option<#ty>), "header_json"),
        (false, false) => (quote!(#option<#ty>), "header_as"),
    };
    let read = ident(read);
    quote! {
        #(#doc)*
        fn #name(&self) -> #result<#ty, #error> {
            self.#read(#wire)
        }
    }
}

/// The lines of a method's documentation for the headers of its answers and errors.
pub(super) fn lines(headers: &[MethodHeader]) -> Vec<String> {
    let lines = headers.iter().map(|header| {
        let of = match (&header.errors[..], header.required) {
            ([], false) => String::new(),
            ([], true) => " (required)".to_owned(),
            (statuses, false) => format!(" (of errors: {})", statuses.join(", ")),
            (statuses, true) => format!(" (of errors: {}, required)", statuses.join(", ")),
        };
        let colon = match header.doc.trim() {
            "" => String::new(),
            doc => format!(": {doc}"),
        };
        let method = ident(&header.ident);
        format!(
            // rustdoc links use names without the `r#` of raw identifiers
            "- [`{method}`](crate::client::{TRAIT}::{}), `{}`{of}{colon}",
            header.ident,
            header.wire.replace('`', "")
        )
    });
    lines.collect()
}
