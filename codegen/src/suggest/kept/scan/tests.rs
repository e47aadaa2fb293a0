//! Methods of generated sources.

use std::path::Path;

use super::*;
use crate::config::Config;
use crate::emit::EmitOptions;
use crate::load::{LoadOptions, load};
use crate::source::Memory;

/// The methods in one generated source, as a parser of Rust finds them.
fn parsed(source: &str) -> Vec<Method> {
    let Ok(file) = syn::parse_file(source) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in file.items {
        let syn::Item::Impl(block) = item else {
            continue;
        };
        let syn::Type::Path(of) = block.self_ty.as_ref() else {
            continue;
        };
        let handle = of.path.segments.last().map(|last| plain(&last.ident));
        let functions = block.items.into_iter().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(function),
            _ => None,
        });
        for function in functions {
            let Some([id, verb, template]) = function.block.stmts.iter().find_map(operation) else {
                continue;
            };
            out.push(Method {
                id,
                verb,
                template,
                handle: handle.clone().unwrap_or_default(),
                name: plain(&function.sig.ident),
            });
        }
    }
    out
}

/// An identifier without `r#`.
fn plain(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// Id, verb and path of a method's `static OPERATION`: the texts that it is made of.
fn operation(statement: &syn::Stmt) -> Option<[String; 3]> {
    let syn::Stmt::Item(syn::Item::Static(item)) = statement else {
        return None;
    };
    let mut at = item.expr.as_ref();
    loop {
        match at {
            syn::Expr::MethodCall(call) => at = &call.receiver,
            syn::Expr::Call(call) => {
                let texts = call.args.iter().filter_map(|argument| match argument {
                    syn::Expr::Lit(literal) => match &literal.lit {
                        syn::Lit::Str(text) => Some(text.value()),
                        _ => None,
                    },
                    _ => None,
                });
                return texts.collect::<Vec<_>>().try_into().ok();
            }
            _ => return None,
        }
    }
}

/// Ids, tags and paths that are hard to tell in a source.
const HARD: [&str; 10] = [
    "plain",
    "type",
    "say \"hi\"",
    "back\\slash",
    "ends\\",
    "static OPERATION: Operation = Operation::new(",
    "impl Fake {",
    "pub fn fake(",
    "größe 取得",
    "\u{7f}{ } ); //",
];

#[test]
fn methods_are_those_that_a_parser_finds() {
    let mut paths = serde_json::Map::new();
    for (at, id) in HARD.iter().enumerate() {
        for (tag_at, tag) in HARD.iter().enumerate() {
            let text = serde_json::json!({ "get": {
                "operationId": format!("{id} {tag_at}"), "tags": [tag],
                "summary": format!("{tag}\n\nimpl Fake {{\n    pub fn fake(\n{id}"),
                "parameters": [
                    {"name": "q", "in": "query", "schema": {"type": "string"}, "description": tag},
                ],
                "responses": {"204": {"description": "d"}},
            }});
            let path = format!("/{}/{at}x{tag_at}", id.replace(['{', '}', '/', ' '], "-"));
            paths.insert(path, text);
        }
    }
    let document = serde_json::json!({
        "openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths,
    });
    let source = Memory::new().with("a.json", document.to_string());
    let loaded = load(&source, Path::new("a.json"), &LoadOptions::default());
    let document = loaded.document.expect("a document");
    let files = crate::generate(&document, &Config::default(), &EmitOptions::default()).files;
    let mut count = 0;
    for (name, source) in files.iter().filter(|(name, _)| name.ends_with(".rs")) {
        let want = parsed(source);
        count += want.len();
        assert_eq!(methods(source), want, "{name}");
    }
    assert_eq!(count, HARD.len() * HARD.len());
}
