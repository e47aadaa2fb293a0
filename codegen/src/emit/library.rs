//! What only the crate root has: documentation, lint levels, the runtime under one private name and re-exports of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::TokenStream;

use super::comments::Comments;
use super::index::Index;
use super::tokens::ident;
use super::{docs, print};
use crate::model::{Item, Namespace};

/// Types of the runtime around the client, which its module re-exports.
pub(super) const CLIENT: [&str; 8] = [
    "ApiError",
    "Call",
    "ClientBuilder",
    "Error",
    "RequestOptions",
    "Response",
    "Secret",
    "Transport",
];

/// Types of the runtime that values are made of.
#[rustfmt::skip]
const VALUES: [&str; 20] = [
    "Base64", "Base64Url", "Binary", "Date", "DateTime", "Decimal", "Duration", "Emptyable", "Expandable", "Json", "List",
    "Map", "Metadata", "MetadataParam", "Number", "RangeQueryParam", "Time", "Timestamp", "Uri", "Uuid",
];

/// Lint levels, each with its reason.
const LEVELS: &str = "\
#![forbid(unsafe_code)]
// Items that the document deprecates are still mentioned by the items around them.
#![allow(deprecated)]
// A selection of operations may leave a handle without any.
#![allow(dead_code)]
// Names are as near to the document's as Rust allows, in whatever script.
#![allow(nonstandard_style, uncommon_codepoints, confusable_idents, mixed_script_confusables)]
// Sizes, numbers of arguments and similar names are the document's too; texts are its authors'.
#![allow(clippy::all, rustdoc::all)]
";

/// The same for a module inside of a crate of the user's own, which may deny what it likes of its own code.
pub(super) const MODULE_LEVELS: &str = "\
#[allow(warnings, unknown_lints, missing_docs, missing_debug_implementations, missing_copy_implementations)]
#[allow(unreachable_pub, unnameable_types, unused, unused_qualifications, unused_results, single_use_lifetimes)]
#[allow(elided_lifetimes_in_paths, explicit_outlives_requirements, trivial_casts, trivial_numeric_casts)]
#[allow(let_underscore, nonstandard_style, future_incompatible, variant_size_differences)]
#[allow(rust_2018_idioms, rust_2021_compatibility, rust_2024_compatibility)]
#[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, clippy::cargo, rustdoc::all)]
";

/// Everything before the items of the crate root.
pub(super) fn head(index: &Index<'_>) -> String {
    let docs = crate_docs(index);
    let mut out = docs::comment("//!", &index.start(&[]).links(&docs));
    out.push('\n');
    out.push_str(LEVELS);
    out.push('\n');
    let runtime = ident(index.runtime);
    let _ = writeln!(out, "use castiron_runtime as {runtime};");
    let client = CLIENT.iter().chain(&["Client"]).collect::<BTreeSet<_>>();
    let client = client.into_iter().map(|name| ident(name));
    let values = VALUES.iter().map(|name| ident(name));
    // the document's names stand beside these, never in them
    let modules = quote::quote! {
        #[doc(inline)]
        pub use super::client::{#(#client),*};
        #[doc(inline)]
        pub use castiron_runtime::{#(#values),*};
    };
    let all = quote::quote! {
        #[doc(inline)]
        pub use castiron_runtime::*;
    };
    for (shown, doc, uses) in [
        (
            "prelude",
            " What most programs use: the client, and the types that values are made of.",
            modules,
        ),
        (
            "runtime",
            " What this crate stands on: transports, options, errors, and reading and writing JSON.",
            all,
        ),
    ] {
        let name = ident(shown);
        out.push('\n');
        let module = quote::quote!(#[doc = #doc] pub mod #name { #uses });
        out.push_str(&print::tokens(
            module,
            &Comments::new(index.start(&[shown])),
            0,
        ));
    }
    out
}

/// Modules of the user's own: their files are not generated.
pub(super) fn modules(index: &Index<'_>) -> String {
    let comments = Comments::new(index.start(&[]));
    let mut out = String::from("// Written by hand, beside this file.\n");
    for name in index.modules {
        let name = ident(name);
        out.push_str(&print::tokens(quote::quote!(pub mod #name;), &comments, 0));
    }
    out
}

/// Whether something in the generated crate root has this name, whatever a document calls its own.
pub(crate) fn is_taken(root: &Namespace, name: &str) -> bool {
    let is_fixed = [
        "runtime",
        "rt",
        "client",
        "prelude",
        "castiron_rt",
        "castiron_runtime",
        "lib",
        "main",
    ]
    .contains(&name);
    is_fixed || is_named(root, name)
}

/// The re-exports of the client's module: the same in every crate.
pub(super) fn client() -> TokenStream {
    let names = CLIENT.iter().map(|name| ident(name));
    quote::quote! {
        #[doc(inline)]
        pub use castiron_runtime::{#(#names),*};
    }
}

/// Whether the document's own names at the crate root include this one.
pub(crate) fn is_named(root: &Namespace, name: &str) -> bool {
    root.items.iter().any(|item| item.ident() == name)
        || root.children.iter().any(|child| child.ident == name)
        || root.links.iter().any(|link| link.ident == name)
        || root
            .reexports
            .iter()
            .any(|reexport| reexport.names.iter().any(|shown| shown == name))
}

/// Whether a namespace is the client's module.
pub(super) fn is_client(namespace: &Namespace) -> bool {
    let is_client = |item: &Item| matches!(item, Item::Group(group) if group.client);
    namespace.items.iter().any(is_client)
}

fn crate_docs(index: &Index<'_>) -> String {
    let api = index.api;
    let mut out = if api.doc.trim().is_empty() {
        format!("{}, version {}.", api.title, api.version)
    } else {
        api.doc.clone()
    };
    out.push_str("\n\nRequests start from [`Client`](crate::client::Client).");
    out
}
