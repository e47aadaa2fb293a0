//! What only the crate root has: documentation, lint levels, the runtime under one private name and re-exports of it.

use std::fmt::Write as _;

use super::comments::Comments;
use super::index::Index;
use super::tokens::ident;
use super::{docs, print};
use crate::model::{Item, Namespace};

/// Types of the runtime that appear in public signatures, and so are re-exported by the crate root.
///
/// A name that the document uses itself is left out: the document's own types win the crate root.
#[rustfmt::skip]
pub(crate) const EXPORTS: [&str; 28] = [
    "ApiError", "Base64", "Base64Url", "Binary", "Call", "ClientBuilder", "Date", "DateTime", "Decimal", "Duration", "Emptyable",
    "Error", "Expandable", "Json", "List", "Map", "Metadata", "MetadataParam", "Number", "RangeQueryParam",
    "RequestOptions", "Response", "Secret", "Time", "Timestamp", "Transport", "Uri", "Uuid",
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
pub(super) fn head(index: &Index<'_>, root: &Namespace) -> String {
    let docs = crate_docs(index);
    let mut out = docs::comment("//!", &index.start(&[]).links(&docs));
    out.push('\n');
    out.push_str(LEVELS);
    out.push('\n');
    let runtime = ident(index.runtime);
    let _ = writeln!(out, "use castiron_runtime as {runtime};");
    let shown: Vec<_> = EXPORTS
        .into_iter()
        .filter(|name| !is_named(root, name))
        .collect();
    if !shown.is_empty() {
        let names = shown.iter().map(|name| ident(name));
        out.push('\n');
        let line = quote::quote!(pub use castiron_runtime::{#(#names),*};);
        out.push_str(&print::tokens(line, &Comments::new(index.start(&[])), 0));
    }
    if !is_named(root, "runtime") {
        out.push_str("\n/// What this crate stands on: transports, options, errors, and reading and writing JSON.\n");
        out.push_str("#[doc(no_inline)]\npub use castiron_runtime as runtime;\n");
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
        "castiron_rt",
        "castiron_runtime",
        "lib",
        "main",
    ]
    .contains(&name);
    is_fixed || EXPORTS.contains(&name) || is_named(root, name)
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

fn crate_docs(index: &Index<'_>) -> String {
    let api = index.api;
    let mut out = if api.doc.trim().is_empty() {
        format!("{}, version {}.", api.title, api.version)
    } else {
        api.doc.clone()
    };
    let has_client = index
        .root()
        .items
        .iter()
        .any(|item| matches!(item, Item::Group(group) if group.client));
    if has_client {
        let _ = write!(out, "\n\nRequests start from [`{}`].", api.client_ident);
    }
    out
}
