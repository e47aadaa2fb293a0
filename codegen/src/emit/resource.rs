//! Handles: the client, its groups, and the resources with a method an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation;
use super::scope::Scope;
use super::tokens::{free, ident, text};
use crate::model::{Auth, Group, GroupMember, Resource};

/// A handle with a method an operation.
pub(super) fn resource<'a>(scope: &mut Scope<'a>, item: &'a Resource, out: &mut Vec<TokenStream>) {
    let attributes = scope.comments.attributes(&item.meta);
    let name = ident(&item.ident);
    out.push(handle(scope, &attributes, &name));
    let methods: Vec<_> = item
        .methods
        .iter()
        .map(|method| operation::method(scope, method))
        .collect();
    if !methods.is_empty() {
        out.push(quote!(impl #name { #(#methods)* }));
    }
}

/// A handle with a method a resource or namespace; the client, where the group is that.
pub(super) fn group<'a>(scope: &mut Scope<'a>, item: &'a Group, out: &mut Vec<TokenStream>) {
    let attributes = scope.comments.attributes(&item.meta);
    let name = ident(&item.ident);
    out.push(handle(scope, &attributes, &name));
    let constructors = item.client.then(|| constructors(scope, item));
    let members: Vec<_> = item
        .members
        .iter()
        .map(|member| group_member(scope, member))
        .collect();
    if item.client || !members.is_empty() {
        out.push(quote!(impl #name { #constructors #(#members)* }));
    }
    if item.client {
        out.push(api(scope));
    }
}

fn handle(
    scope: &Scope<'_>,
    attributes: &[syn::Attribute],
    name: &proc_macro2::Ident,
) -> TokenStream {
    let client = scope.runtime_path("Client");
    quote! {
        #(#attributes)*
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) client: #client,
        }
    }
}

fn group_member<'a>(scope: &mut Scope<'a>, member: &'a GroupMember) -> TokenStream {
    let doc = scope.comments.doc(&member.doc);
    let name = ident(&member.ident);
    let target = scope.item(&member.target);
    quote! {
        #(#doc)*
        pub fn #name(&self) -> #target {
            #target { client: self.client.clone() }
        }
    }
}

/// The ways to make a client.
fn constructors(scope: &mut Scope<'_>, item: &Group) -> TokenStream {
    let is_taken = |name: &str| item.members.iter().any(|member| member.ident == name);
    let (builder, new) = (
        ident(&free("builder", is_taken)),
        ident(&free("new", is_taken)),
    );
    let client = scope.runtime_path("Client");
    let builder_type = scope.runtime_path("ClientBuilder");
    let secret = scope.runtime_path("Secret");
    let into = scope.std("convert", "Into");
    let builder_doc = scope
        .comments
        .doc("A client to be: with a key, and whatever else its builder takes.");
    let new_doc = scope.comments.doc("A client over one of the runtime.");
    quote! {
        #(#builder_doc)*
        pub fn #builder(key: impl #into<#secret>) -> #builder_type<Self> {
            #builder_type::new(&API, key, Self::#new)
        }
        #(#new_doc)*
        pub fn #new(client: #client) -> Self {
            Self { client }
        }
    }
}

/// What requests need to know of the API as a whole.
fn api(scope: &Scope<'_>) -> TokenStream {
    let api = scope.index.api;
    let ty = scope.runtime_path("Api");
    let (title, version) = (text(&api.title), text(&api.version));
    let servers = api.servers.iter().map(|server| text(server));
    let auth = scope.runtime_path("Auth");
    let auths = api.auth.iter().map(|way| match way {
        Auth::Bearer => quote!(#auth::Bearer),
        Auth::Basic => quote!(#auth::Basic),
        Auth::OAuth2 => quote!(#auth::OAuth2),
        Auth::Header(name) => {
            let name = text(name);
            quote!(#auth::Header(#name))
        }
        Auth::Query(name) => {
            let name = text(name);
            quote!(#auth::Query(#name))
        }
        Auth::Cookie(name) => {
            let name = text(name);
            quote!(#auth::Cookie(#name))
        }
    });
    let version_header = api.version_header.as_ref().map(|(name, value)| {
        let (name, value) = (text(name), text(value));
        quote!(.version_header(#name, #value))
    });
    let pointers = [
        ("error_message", &api.error_pointers.message),
        ("error_code", &api.error_pointers.code),
        ("error_kind", &api.error_pointers.kind),
    ];
    let pointers = pointers.into_iter().filter_map(|(method, pointer)| {
        let (method, pointer) = (ident(method), text(pointer.as_ref()?));
        Some(quote!(.#method(#pointer)))
    });
    quote! {
        static API: #ty = #ty::new(#title, #version)#(.server(#servers))*#(.auth(#auths))*#version_header #(#pointers)*;
    }
}
