//! A namespace as the text of a file.

use quote::quote;

use super::index::Index;
use super::scope::Scope;
use super::table::Table;
use super::tokens::ident;
use super::{docs, enums, library, notice, object, print, resource, unions};
use crate::model::{Item, Namespace};

/// Prints the file of a namespace.
pub(super) fn print<'a>(
    index: &'a Index<'a>,
    namespace: &'a Namespace,
    path: &[&'a str],
) -> String {
    let mut out = format!("// {}\n", notice(index.api));
    let head = if path.is_empty() {
        library::head(index, namespace)
    } else {
        docs::inner(&namespace.doc)
    };
    let mut tables = Vec::new();
    let body = body(index, namespace, path, &[], &mut tables);
    for part in [head, body] {
        if !part.is_empty() {
            out.push('\n');
            out.push_str(&part);
        }
    }
    if !tables.is_empty() {
        out.push_str("\n// How the types above are read and written.\n");
        for table in &tables {
            out.push('\n');
            table.print(index.runtime, &mut out);
        }
    }
    out
}

/// Prints what lies in a namespace; `below` is its path relative to the file. Tables are put aside for the end.
fn body<'a>(
    index: &'a Index<'a>,
    namespace: &'a Namespace,
    path: &[&'a str],
    below: &[&'a str],
    tables: &mut Vec<Table>,
) -> String {
    let mut scope = Scope::new(index, namespace, path);
    let mut parts = Vec::new();
    let mut inline: Vec<&Namespace> = namespace
        .children
        .iter()
        .filter(|child| child.file.is_none())
        .collect();
    for item in &namespace.items {
        parts.extend(printed(&mut scope, item, path));
        tables.extend(table(item, &[below, &[item.ident()]].concat()));
        // a namespace stands behind the item that it is named after
        if let Some(at) = inline.iter().position(|child| is_named_after(child, item)) {
            parts.push(module(index, inline.remove(at), path, below, tables));
        }
    }
    for child in inline {
        parts.push(module(index, child, path, below, tables));
    }
    let mut head: Vec<String> = scope.imports().map(print::tokens).into_iter().collect();
    head.extend(modules(namespace));
    head.extend(reexports(namespace));
    head.append(&mut parts);
    head.join("\n")
}

fn is_named_after(child: &Namespace, item: &Item) -> bool {
    let plain = |name: &str| {
        name.bytes()
            .filter(|byte| *byte != b'_')
            .map(|byte| byte.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    plain(&child.ident) == plain(item.ident())
}

/// A namespace inside its parent's file.
fn module<'a>(
    index: &'a Index<'a>,
    namespace: &'a Namespace,
    path: &[&'a str],
    below: &[&'a str],
    tables: &mut Vec<Table>,
) -> String {
    let name = namespace.ident.as_str();
    let body = body(
        index,
        namespace,
        &[path, &[name]].concat(),
        &[below, &[name]].concat(),
        tables,
    );
    let doc = docs::inner(&namespace.doc).replace("//!", "///");
    let name = ident(name);
    if body.is_empty() {
        return format!("{doc}{}mod {name} {{}}\n", visibility(namespace));
    }
    [
        &doc,
        "pub mod ",
        &name.to_string(),
        " {\n",
        &print::indented(&body),
        "}\n",
    ]
    .concat()
}

/// `pub mod x;` for the children that are files.
fn modules(namespace: &Namespace) -> Option<String> {
    let files = namespace
        .children
        .iter()
        .filter(|child| child.file.is_some());
    let lines: String = files
        .map(|child| {
            [
                visibility(child),
                "mod ",
                &ident(&child.ident).to_string(),
                ";\n",
            ]
            .concat()
        })
        .collect();
    (!lines.is_empty()).then_some(lines)
}

/// Modules that serve only to hold text are private: what is in them is re-exported.
fn visibility(namespace: &Namespace) -> &'static str {
    if namespace.private { "" } else { "pub " }
}

/// `pub use self::x::{…};` and `pub use crate::x::Y as Z;`
fn reexports(namespace: &Namespace) -> Option<String> {
    let shown = namespace.reexports.iter().map(|reexport| {
        let module = ident(&reexport.module);
        let names = reexport.names.iter().map(|name| ident(name));
        match reexport.names.len() {
            1 => quote!(pub use self::#module::#(#names)*;),
            _ => quote!(pub use self::#module::{#(#names),*};),
        }
    });
    let links = namespace.links.iter().map(|link| {
        let target = link.target.iter().map(|segment| ident(segment));
        let name = ident(&link.ident);
        if link.target.last() == Some(&link.ident) {
            quote!(pub use crate::#(#target)::*;)
        } else {
            quote!(pub use crate::#(#target)::* as #name;)
        }
    });
    let lines: String = shown.chain(links).map(print::tokens).collect();
    (!lines.is_empty()).then_some(lines)
}

/// The text of an item, and of what belongs to it.
fn printed<'a>(scope: &mut Scope<'a>, item: &'a Item, path: &[&'a str]) -> Vec<String> {
    let mut items = Vec::new();
    let mut tokens = Vec::new();
    match item {
        Item::Object(item) => object::object(scope, item, &mut items),
        Item::Params(item) => object::object(scope, &item.object, &mut items),
        Item::Enum(item) => items.push(enums::print(scope, item)),
        Item::Union(item) => {
            unions::print(scope, item, &[path, &[&item.ident]].concat(), &mut items);
        }
        Item::Alias(item) => items.push(object::alias(scope, item)),
        Item::Newtype(item) => tokens.push(object::newtype(scope, item)),
        Item::Tag(item) => tokens.push(object::tag(item)),
        Item::Resource(item) => resource::resource(scope, item, &mut tokens),
        Item::Group(item) => resource::group(scope, item, &mut tokens),
    }
    items
        .into_iter()
        .map(print::item)
        .chain(tokens.into_iter().map(print::tokens))
        .collect()
}

/// How an item is read and written.
fn table(item: &Item, path: &[&str]) -> Option<Table> {
    match item {
        Item::Object(item) => Some(object::object_table(path, item)),
        Item::Params(item) => Some(object::params_table(path, item)),
        Item::Enum(item) => Some(enums::table(path, item)),
        Item::Union(item) => Some(unions::table(path, item)),
        Item::Newtype(_) => Some(Table::bare("newtype", path)),
        Item::Tag(item) => Some(Table::tag(path, &item.json)),
        Item::Alias(_) | Item::Resource(_) | Item::Group(_) => None,
    }
}
