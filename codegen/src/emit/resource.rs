//! Handles: the client, its groups, and resources with one method per operation.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::parse_quote;

use super::ast::{self, From};
use super::gates;
use super::headers;
use super::operation;
use super::root::Root;
use super::scope::Scope;
use super::tokens::{ident, text};
use crate::hash::Set;
use crate::model::{Auth, Gate, Group, GroupMember, Item, Method, Methods, Namespace, Resource};

/// A handle with a method an operation, except those that modules below its own have.
pub(super) fn resource<'a>(
    scope: &mut Scope<'a>,
    item: &'a Resource,
    below: &[Namespace],
    out: &mut Vec<syn::Item>,
) {
    let attributes = scope.comments.attributes(&item.meta);
    out.push(handle(scope, attributes, &item.ident));
    let elsewhere = below.iter().filter_map(|child| child.methods.as_ref());
    let elsewhere: Set<&str> = elsewhere
        .filter(|methods| methods.of == item.ident)
        .flat_map(|methods| methods.names.iter().map(String::as_str))
        .collect();
    let is_here = |method: &Method| !elsewhere.contains(method.ident.as_str());
    let name = ast::name(&item.ident);
    out.extend(implementation(scope, item, name, is_here));
}

/// Methods of a handle of the module above.
pub(super) fn methods<'a>(
    scope: &mut Scope<'a>,
    above: &'a Namespace,
    methods: &'a Methods,
) -> Option<syn::Item> {
    let mut handles = above.items.iter().filter_map(|item| match item {
        Item::Resource(handle) => Some(handle),
        _ => None,
    });
    let handle = handles.find(|handle| handle.ident == methods.of)?;
    let names: Set<&str> = methods.names.iter().map(String::as_str).collect();
    let is_here = |method: &Method| names.contains(method.ident.as_str());
    let above = Root::Above(1).segments();
    let name = ast::path(From::Here, above.into_iter().chain([ident(&handle.ident)]));
    implementation(scope, handle, name, is_here)
}

/// The `impl` of a handle with some of its methods, if there are any.
fn implementation<'a>(
    scope: &mut Scope<'a>,
    handle: &'a Resource,
    name: syn::Path,
    is_here: impl Fn(&Method) -> bool,
) -> Option<syn::Item> {
    let methods = handle.methods.iter().filter(|method| is_here(method));
    let methods: Vec<_> = methods
        .map(|method| operation::method(scope, method))
        .collect();
    (!methods.is_empty()).then(|| ast::implementation(None, name, methods))
}

/// A handle with a method a resource or namespace; the client, where the group is that.
pub(super) fn group<'a>(scope: &mut Scope<'a>, item: &'a Group, out: &mut Vec<TokenStream>) {
    let attributes = scope.comments.attributes(&item.meta);
    let name = ident(&item.ident);
    out.push(handle(scope, attributes, &item.ident).into_token_stream());
    let constructors = item.client.then(|| constructors(scope));
    let members: Vec<_> = item
        .members
        .iter()
        .map(|member| group_member(scope, member))
        .collect();
    if item.client || !members.is_empty() {
        out.push(quote!(impl #name { #constructors #(#members)* }));
    }
    if item.client {
        out.extend(conversions(scope, &name));
        out.push(api(scope));
        out.extend(headers::methods(scope, &scope.index.api.headers));
    }
}

fn handle(scope: &mut Scope<'_>, mut attributes: Vec<syn::Attribute>, name: &str) -> syn::Item {
    attributes.push(ast::list("derive", quote!(Clone, Debug)));
    let client = ast::path_type(scope.runtime("Client"));
    let client = syn::Field {
        vis: parse_quote!(pub(crate)),
        ..ast::field(Vec::new(), Some(ident("client")), client)
    };
    ast::structure(attributes, name, vec![client])
}

fn group_member<'a>(scope: &mut Scope<'a>, member: &'a GroupMember) -> TokenStream {
    let gate = scope.index.gate(scope.index.real(&member.target));
    let around = scope.index.gates.of_module(&[]);
    let note = gate.as_ref().map_or_else(String::new, features_note);
    let doc = scope.comments.doc(&[member.doc.trim_end(), &note].concat());
    let gate = gates::attribute(gate.as_ref(), around);
    let name = ident(&member.ident);
    let target = scope.item(&member.target);
    quote! {
        #gate
        #(#doc)*
        pub fn #name(&self) -> #target {
            #target { client: self.client.clone() }
        }
    }
}

/// Which features bring a handle.
fn features_note(gate: &Gate) -> String {
    let names: Vec<_> = gate.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [one] => format!("\n\nWith the feature {one}."),
        several => format!("\n\nWith any of the features {}.", several.join(", ")),
    }
}

/// The ways to make a client: no handle has their names.
fn constructors(scope: &mut Scope<'_>) -> TokenStream {
    let client_builder = scope.runtime("ClientBuilder");
    let secret = scope.runtime("Secret");
    let (into, some, none) = (
        scope.std("convert", "Into"),
        scope.option("Some"),
        scope.option("None"),
    );
    let builder_doc = scope.comments.doc(
        "Starts a client with the key that says who is calling; a transport and options may be added before `build`.",
    );
    let anonymous_doc = scope.comments.doc("Starts a client without a key.");
    quote! {
        #(#builder_doc)*
        pub fn builder(key: impl #into<#secret>) -> #client_builder<Self> {
            #client_builder::new(&API, #some(key.into()))
        }
        #(#anonymous_doc)*
        pub fn anonymous() -> #client_builder<Self> {
            #client_builder::new(&API, #none)
        }
    }
}

/// Between the crate's client and the runtime's, whose it is.
fn conversions(scope: &mut Scope<'_>, name: &proc_macro2::Ident) -> [TokenStream; 2] {
    let client = scope.runtime("Client");
    let (from, as_ref) = (scope.std("convert", "From"), scope.std("convert", "AsRef"));
    [
        quote! {
            impl #from<#client> for #name {
                fn from(client: #client) -> Self {
                    Self { client }
                }
            }
        },
        quote! {
            impl #as_ref<#client> for #name {
                fn as_ref(&self) -> &#client {
                    &self.client
                }
            }
        },
    ]
}

/// What requests need to know of the API as a whole.
fn api(scope: &mut Scope<'_>) -> TokenStream {
    let api = scope.index.api;
    let ty = scope.runtime_path("Api");
    let (title, version) = (text(&api.title), text(&api.version));
    let servers = match &api.servers[..] {
        [] => None,
        [one] if one.variables.is_empty() => {
            let url = text(&one.url);
            Some(quote!(.server(#url)))
        }
        several => {
            let servers: Vec<_> = several
                .iter()
                .map(|one| operation::server(scope, one))
                .collect();
            Some(quote!(.servers(&[#(#servers),*])))
        }
    };
    let of_operations = (!api.operation_servers.is_empty()).then(|| {
        let servers = api.operation_servers.iter();
        let servers: Vec<_> = servers.map(|one| operation::server(scope, one)).collect();
        quote!(.operation_servers(&[#(#servers),*]))
    });
    let (auth, scheme) = (scope.runtime_path("Auth"), scope.runtime_path("Scheme"));
    let schemes = api.schemes.iter().map(|(name, way)| {
        let named = |name: &str| text(name);
        let way = match way {
            // the token is the caller's affair, and is sent as any other
            Auth::Bearer | Auth::OAuth2 => quote!(Bearer),
            Auth::Basic => quote!(Basic),
            Auth::Header(name) => {
                let name = named(name);
                quote!(Header(#name))
            }
            Auth::Query(name) => {
                let name = named(name);
                quote!(Query(#name))
            }
            Auth::Cookie(name) => {
                let name = named(name);
                quote!(Cookie(#name))
            }
            Auth::Elsewhere => quote!(None),
        };
        let name = named(name);
        quote!(#scheme::new(#name, #auth::#way))
    });
    let schemes = (!api.schemes.is_empty()).then(|| quote!(.schemes(&[#(#schemes),*])));
    let security = (!api.security.is_empty()).then(|| {
        let alternatives = operation::security(&api.security);
        quote!(.security(#alternatives))
    });
    let version_header = api.version_header.as_ref().map(|(name, value)| {
        let (name, value) = (text(name), text(value));
        quote!(.version_header(#name, #value))
    });
    let texts = [
        ("account_header", &api.account_header),
        ("idempotency_header", &api.idempotency_header),
        ("request_id_header", &api.request_id_header),
        ("error_message", &api.error_pointers.message),
        ("error_code", &api.error_pointers.code),
        ("error_kind", &api.error_pointers.kind),
    ];
    let texts = texts.into_iter().filter_map(|(method, said)| {
        let (method, said) = (ident(method), text(said.as_ref()?));
        Some(quote!(.#method(#said)))
    });
    let parameter = scope.runtime_path("SharedParameter");
    let parameters = api.parameters.iter().map(|one| {
        let wire = text(&one.wire);
        let default = one.default.as_ref().map(|default| {
            let default = text(default);
            quote!(.default(#default))
        });
        let required = one.required.then(|| quote!(.required()));
        quote!(#parameter::new(#wire)#default #required)
    });
    let parameters = (!api.parameters.is_empty()).then(|| quote!(.parameters(&[#(#parameters),*])));
    quote! {
        static API: #ty = #ty::new(#title, #version)#servers #of_operations #schemes #security #parameters #version_header #(#texts)*;
    }
}
