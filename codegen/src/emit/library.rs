//! The crate root: documentation, lint levels, the private alias of the runtime, and re-exports of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

use proc_macro2::TokenStream;

use super::comments::Comments;
use super::index::Index;
use super::root::Root;
use super::shown::CLIENT;
use super::tokens::ident;
use super::{headers, print};
use crate::model::Namespace;

/// Types of the runtime that values are made of.
#[rustfmt::skip]
const VALUES: [&str; 20] = [
    "Base64", "Base64Url", "Binary", "Date", "DateTime", "Decimal", "Duration", "Emptyable", "Expandable", "Json", "List",
    "Map", "Metadata", "MetadataParam", "Number", "RangeQueryParam", "Time", "Timestamp", "Uri", "Uuid",
];

/// What the module `runtime` shows: all that programs name, and nothing that only generated code does.
#[rustfmt::skip]
const SHOWN: &[&str] = &[
    "Answer", "AnswerHead", "ApiError", "Ask", "Attempt", "Base64", "Base64Url", "Binary", "BlockingAsk",
    "BlockingBody", "BlockingCredentialProvider", "BlockingDownload", "BlockingItems", "BlockingPages",
    "BlockingTransport", "BodyError", "BoxError", "BoxFuture", "BoxStream", "BuildError", "Call", "CallFuture",
    "Client", "ClientBuilder", "Credential", "CredentialProvider", "Date", "DateTime", "Decimal", "Decode",
    "DecodeError", "DecodeErrorKind", "Download", "Duration", "Emptyable", "Encode", "Error", "Event", "EventObjects",
    "Events", "Expandable", "FromAnswer", "HasHeaders", "Hooks", "IntoNullable", "ItemStream", "Items", "Json", "Kind", "Limits",
    "Lines", "List", "Map", "MaybeSend", "MaybeSync", "Metadata", "MetadataParam", "Number", "OnlyStream", "Page",
    "Pages", "Params", "RangeQueryParam", "Reader", "Redirect", "RequestOptions", "Response", "ResponseBody",
    "Secret", "Segment", "SendOptions", "Serde", "StreamBody", "StreamReader", "Streamed", "Text", "Time",
    "Timestamp", "Transport", "TransportError", "TransportErrorKind", "Unlisted", "Uri", "Uuid", "Writer", "blank",
    "from_slice", "from_slice_with", "from_str", "testing", "to_form", "to_string", "to_vec",
];
/// Modules of the runtime that features of their names bring, and whether they are there in browsers too.
const WITH_FEATURE: [(&str, bool); 6] = [
    ("hyper", false),
    ("oauth2", true),
    ("reqwest", true),
    ("tower", true),
    ("ureq", true),
    ("webhooks", true),
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

/// The same where features decide what is compiled.
const WITH_FEATURES: &str = "\
// What a file imports is needed with all of its features.
#![allow(unused_imports)]
// docs.rs says which feature an item needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
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
    let mut out = index.front.clone();
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(LEVELS);
    if !index.gates.is_empty() {
        out.push_str(WITH_FEATURES);
    }
    out.push('\n');
    let runtime = ident(index.runtime);
    let _ = writeln!(out, "use ::castiron_runtime as {runtime};");
    out.push_str(around(index));
    out
}

/// The modules `prelude` and `runtime`. There are four forms of them, each of which is laid out once.
fn around(index: &Index<'_>) -> &'static str {
    static FORMS: [OnceLock<String>; 4] = [const { OnceLock::new() }; 4];
    let [plain, headed, module, headed_module] = &FORMS;
    let has_headers = !index.api.headers.is_empty();
    let form = match (index.is_module(), has_headers) {
        (false, false) => plain,
        (false, true) => headed,
        (true, false) => module,
        (true, true) => headed_module,
    };
    form.get_or_init(|| lay_out(index.is_module(), has_headers, index.start(&[])))
}

fn lay_out(is_module: bool, has_headers: bool, start: Root) -> String {
    let mut out = String::new();
    let headers = has_headers.then_some(&headers::TRAIT);
    let client = CLIENT.iter().chain(&["Client"]).chain(headers);
    let client = client.collect::<BTreeSet<_>>();
    let client = client.into_iter().map(|name| ident(name));
    let values = VALUES.iter().map(|name| ident(name));
    let links = |names: &[&str]| {
        let links = names
            .iter()
            .map(|name| format!("[`{name}`](crate::runtime::{name})"));
        links.collect::<Vec<_>>().join(", ")
    };
    let prelude_doc = format!(
        "What most programs need: `use …::prelude::*`.\n\n- [`Client`](crate::client::Client)\n- its calls: {}\n- types of \
         values: {}",
        links(&CLIENT),
        links(&VALUES)
    );
    // The document's names stand beside these, never in them. The types have their pages in `runtime` alone.
    let prelude = quote::quote! {
        #[doc(hidden)]
        pub use super::client::{#(#client),*};
        #[doc(hidden)]
        pub use ::castiron_runtime::{#(#values),*};
    };
    let shown = SHOWN.iter().map(|name| ident(name));
    let by_feature = WITH_FEATURE.iter().filter(|_| !is_module);
    let by_feature = by_feature.map(|(name, everywhere)| {
        let module = ident(name);
        let condition = match everywhere {
            true => quote::quote!(feature = #name),
            false => quote::quote!(all(feature = #name, not(all(target_family = "wasm", target_os = "unknown")))),
        };
        quote::quote! {
            #[cfg(#condition)]
            #[doc(inline)]
            pub use ::castiron_runtime::#module;
        }
    });
    // what only generated code names is there, and not shown
    let all = quote::quote! {
        #[doc(hidden)]
        pub use ::castiron_runtime::*;
        #[doc(inline)]
        pub use ::castiron_runtime::{#(#shown),*};
        #(#by_feature)*
    };
    for (shown, doc, uses) in [
        ("prelude", prelude_doc.as_str(), prelude),
        (
            "runtime",
            "The runtime of this crate: transports, options, errors, and reading and writing JSON.",
            all,
        ),
    ] {
        let name = ident(shown);
        out.push('\n');
        let mut comments = Comments::new(start);
        let doc = comments.doc(doc);
        let module = quote::quote!(#(#doc)* pub mod #name { #uses });
        out.push_str(&print::tokens(module, &comments, 0));
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
        #[doc(hidden)]
        pub use ::castiron_runtime::{#(#names),*};
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
