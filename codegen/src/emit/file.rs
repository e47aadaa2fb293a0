//! Prints a namespace as the text of a file.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::token;

use super::ast;
use super::comments::Comments;
use super::index::Index;
use super::module_docs::{self, letters};
use super::scope::Scope;
use super::shown::is_client;
use super::table::Table;
use super::tokens::{free, ident};
use super::{NOTICE, docs, enums, gates, library, object, print, resource, unions, xml};
use crate::hash::Map;
use crate::model::{Gate, Item, Namespace};

/// Keeps `cargo fmt` from laying files out in another way, which would only show up as drift.
pub(super) const UNFORMATTED: &str = "#![cfg_attr(rustfmt, rustfmt_skip)]";

/// Prints the file of a namespace.
pub(super) fn print<'a>(
    index: &'a Index<'a>,
    parent: Option<&'a Namespace>,
    namespace: &'a Namespace,
    path: &[&'a str],
) -> String {
    let mut out = format!("// {NOTICE}\n{UNFORMATTED}\n");
    body(index, parent, namespace, path, &mut out);
    out
}

/// Prints a file of tables for XML.
pub(super) fn xml(index: &Index<'_>, part: &xml::Part<'_>) -> String {
    format!("// {NOTICE}\n{UNFORMATTED}\n{}", part.print(index))
}

/// Prints the whole crate as one module of another crate.
pub(super) fn module<'a>(index: &'a Index<'a>, root: &'a Namespace) -> String {
    let name = free("generated", |name| library::is_taken(root, name));
    let mut out = format!("// {NOTICE}\n{}mod {name} {{", library::MODULE_LEVELS);
    body(index, None, root, &[], &mut out);
    out.push_str("}\n\n");
    out.push_str(library::MODULE_LEVELS);
    out.push_str(&format!("pub use self::{name}::*;\n"));
    out
}

/// Prints what is in the file of a namespace, behind its first lines.
fn body<'a>(
    index: &'a Index<'a>,
    parent: Option<&'a Namespace>,
    namespace: &'a Namespace,
    path: &[&'a str],
    out: &mut String,
) {
    let head = if path.is_empty() {
        library::head(index)
    } else {
        let doc = module_docs::of(index, parent, namespace, path);
        docs::comment("//!", &index.start(path).links(&doc))
    };
    if !head.is_empty() {
        out.push('\n');
        out.push_str(&head);
    }
    let mut file = File {
        index,
        path,
        parts: Vec::new(),
        tables: Vec::new(),
    };
    file.module(parent, namespace, path, &[]);
    if path.is_empty() && !index.modules.is_empty() {
        file.parts.push(library::modules(index));
    }
    if path.is_empty() && index.is_module() && !index.xml.is_empty() {
        let (name, tables) = (ident(&index.xml_module), xml::module(index));
        file.parts.push(format!("mod {name} {{{tables}}}\n"));
    }
    for part in &file.parts {
        out.push('\n');
        out.push_str(part);
    }
    if !file.tables.is_empty() {
        out.push_str("\n// How the types above are read and written.\n");
    }
    let runtime = index.start(path).prefix() + &ident(index.runtime).to_string();
    for (gate, table) in &file.tables {
        out.push('\n');
        out.push_str(gate);
        table.print(&runtime, out);
    }
}

/// A file in the making.
struct File<'a, 'p> {
    index: &'a Index<'a>,
    /// The path of its module.
    path: &'p [&'a str],
    /// What is separated by blank lines.
    parts: Vec<String>,
    /// Put aside for the end.
    tables: Vec<(String, Table)>,
}

impl<'a> File<'a, '_> {
    /// Adds what lies in a namespace; `below` is its path relative to the file.
    fn module(
        &mut self,
        parent: Option<&'a Namespace>,
        namespace: &'a Namespace,
        path: &[&'a str],
        below: &[&'a str],
    ) {
        let depth = below.len();
        let mut scope = Scope::new(self.index, namespace, path);
        let head = self.parts.len();
        let mut inline: Vec<Option<&Namespace>> = namespace
            .children
            .iter()
            .map(|child| child.file.is_none().then_some(child))
            .collect();
        let names: Map<String, usize> = (namespace.children.iter().enumerate())
            .filter(|(_, child)| child.file.is_none())
            .map(|(at, child)| (letters(&child.ident), at))
            .collect();
        for item in &namespace.items {
            let gate = self.index.gate([path, &[item.ident()]].concat());
            let around = self.index.gates.of_module(path);
            let line = gates::line(gate.as_ref(), around);
            self.item(&mut scope, item, namespace, path, depth, &line);
            // tables stand at the end of the file
            let line = gates::line(gate.as_ref(), self.index.gates.of_module(self.path));
            let table = table(self.index, item, &[below, &[item.ident()]].concat());
            let tables = table.into_iter().chain(self.page(item, path, below));
            self.tables
                .extend(tables.map(|table| (line.clone(), table)));
            // a namespace stands behind the item that it is named after
            let own = names
                .get(&letters(item.ident()))
                .and_then(|at| inline.get_mut(*at)?.take());
            if let Some(child) = own {
                self.inline(namespace, child, path, below);
            }
        }
        for child in inline.into_iter().flatten() {
            self.inline(namespace, child, path, below);
        }
        if let (Some(above), Some(methods)) = (parent, &namespace.methods)
            && let Some(item) = resource::methods(&mut scope, above, methods)
        {
            self.parts.push(print::item(item, &scope.comments, depth));
        }
        let lines = |items: Vec<syn::Item>| {
            let lines = items.into_iter();
            lines
                .map(|item| print::item(item, &scope.comments, depth))
                .collect::<String>()
        };
        let client = is_client(namespace).then(library::client);
        let blocks = [
            lines(scope.imports().into_iter().collect()),
            client.map_or_else(String::new, |client| {
                print::tokens(client, &scope.comments, depth)
            }),
            lines(modules(self.index, namespace, path)),
            lines(reexports(self.index, namespace, path)),
        ];
        let blocks: Vec<_> = (blocks.into_iter())
            .filter(|block| !block.is_empty())
            .collect();
        self.parts.splice(head..head, blocks);
        if self.index.is_module() {
            for child in &namespace.children {
                self.whole(namespace, child, path);
            }
        }
    }

    /// Adds a namespace that would be a file of its own.
    fn whole(&mut self, parent: &'a Namespace, namespace: &'a Namespace, path: &[&'a str]) {
        if namespace.file.is_none() {
            return;
        }
        let visibility = if namespace.private { "" } else { "pub " };
        let mut part = format!("{visibility}mod {} {{\n", ident(&namespace.ident));
        let path = [path, &[namespace.ident.as_str()]].concat();
        body(self.index, Some(parent), namespace, &path, &mut part);
        part.push_str("}\n");
        self.parts.push(part);
    }

    /// Adds a namespace that is a module inside this file.
    fn inline(
        &mut self,
        parent: &'a Namespace,
        namespace: &'a Namespace,
        path: &[&'a str],
        below: &[&'a str],
    ) {
        let name = namespace.ident.as_str();
        let indent = "    ".repeat(below.len());
        let (first, visibility) = (
            self.parts.len(),
            if namespace.private { "" } else { "pub " },
        );
        self.module(
            Some(parent),
            namespace,
            &[path, &[name]].concat(),
            &[below, &[name]].concat(),
        );
        let whole = [path, &[name]].concat();
        let doc = module_docs::of(self.index, Some(parent), namespace, &whole);
        let name = ident(name).to_string();
        let doc = self.index.start(path).links(&doc);
        let doc = docs::comment(&format!("{indent}///"), &doc);
        let own = self.index.gates.of_module(&whole);
        let gate = match gates::line(own, self.index.gates.of_module(path)) {
            gate if gate.is_empty() => gate,
            gate => format!("{indent}{gate}"),
        };
        let head = [&gate, &doc, &indent, visibility, "mod ", &name, " {"].concat();
        match self.parts.get_mut(first..) {
            Some([part, .., last]) => {
                part.insert_str(0, &(head + "\n"));
                last.push_str(&(indent + "}\n"));
            }
            Some([part]) => *part = [&head, "\n", part, &indent, "}\n"].concat(),
            _ => self.parts.push(head + "}\n"),
        }
    }

    /// The table of an object that is a page, or of answers of which one is.
    fn page(&self, item: &'a Item, path: &[&'a str], below: &[&'a str]) -> Option<Table> {
        let object = match item {
            Item::Object(object) => object,
            Item::Union(union) => {
                let name = union.ident.as_str();
                let (branch, media_type) = self.index.page_among(&[path, &[name]].concat())?;
                let mut scope = Scope::anywhere(self.index, self.path);
                let path = [below, &[name]].concat();
                return Some(unions::page_table(&mut scope, &path, branch, media_type));
            }
            _ => return None,
        };
        let name = object.ident.as_str();
        let (fields, ty) = self.index.page(&[path, &[name]].concat(), object)?;
        let mut scope = Scope::anywhere(self.index, self.path);
        let path = [below, &[name]].concat();
        Some(object::page_table(&mut scope, &path, &fields, ty))
    }

    /// Adds the text of an item, and of what belongs to it, each behind a line that says when it is compiled.
    fn item(
        &mut self,
        scope: &mut Scope<'a>,
        item: &'a Item,
        namespace: &'a Namespace,
        path: &[&'a str],
        depth: usize,
        gate: &str,
    ) {
        let mut items = Vec::new();
        let mut tokens = Vec::new();
        match item {
            Item::Object(item) => object::object(scope, item, &mut items),
            Item::Params(item) => {
                object::object(scope, &item.object, &mut items);
                tokens.extend(object::of_body(scope, item));
            }
            Item::Enum(item) => items.push(enums::print(scope, item)),
            Item::Union(item) => {
                unions::print(scope, item, &[path, &[&item.ident]].concat(), &mut items);
            }
            Item::Alias(item) => items.push(object::alias(scope, item)),
            Item::Newtype(item) => tokens.push(object::newtype(scope, item)),
            Item::Tag(item) => tokens.push(object::tag(scope, item)),
            Item::Resource(item) => {
                resource::resource(scope, item, &namespace.children, &mut items);
            }
            Item::Group(item) => resource::group(scope, item, &mut tokens),
        }
        let comments: &Comments = &scope.comments;
        let gate = match gate {
            "" => String::new(),
            gate => "    ".repeat(depth) + gate,
        };
        self.parts.extend(
            items
                .into_iter()
                .map(|item| gate.clone() + &print::item(item, comments, depth)),
        );
        self.parts.extend(
            tokens
                .into_iter()
                .map(|item| gate.clone() + &print::tokens(item, comments, depth)),
        );
    }
}

/// `pub mod x;` for the children that are files. Modules that serve only to hold text are private.
fn modules(index: &Index<'_>, namespace: &Namespace, path: &[&str]) -> Vec<syn::Item> {
    if index.is_module() {
        return Vec::new();
    }
    let around = index.gates.of_module(path);
    let lines = namespace.children.iter().filter_map(|child| {
        let file = child.file.as_deref()?;
        let visibility = match child.private {
            true => syn::Visibility::Inherited,
            false => ast::public(),
        };
        let own = [path, &[child.ident.as_str()]].concat();
        let gate = gates::attribute(index.gates.of_module(&own), around);
        let path = named_otherwise(&child.ident, file);
        let path = path.map(|path| ast::named_value("path", path));
        let attributes = gate.into_iter().chain(path).collect();
        Some(ast::module(attributes, visibility, ident(&child.ident)))
    });
    let tables = path.is_empty() && !index.xml.is_empty();
    let tables = tables.then(|| {
        let inherited = syn::Visibility::Inherited;
        ast::module(Vec::new(), inherited, ident(&index.xml_module))
    });
    lines.chain(tables).collect()
}

/// The path of a module's file relative to its parent's folder, where the module is not called like the file.
fn named_otherwise<'a>(module: &str, file: &'a str) -> Option<&'a str> {
    let (folder, last) = file.rsplit_once('/').unwrap_or(("", file));
    let (name, path) = match last {
        "mod.rs" => {
            let name = folder.rsplit('/').next()?;
            let length = name.len().saturating_add("/mod.rs".len());
            (name, file.get(file.len().saturating_sub(length)..)?)
        }
        _ => (last.strip_suffix(".rs")?, last),
    };
    (name != module).then_some(path)
}

/// `pub use self::x::{…};` and `pub use crate::x::Y as Z;`
fn reexports<'a>(
    index: &'a Index<'a>,
    namespace: &'a Namespace,
    path: &[&'a str],
) -> Vec<syn::Item> {
    let start = index.start(path).segments();
    let around = index.gates.of_module(path);
    let shown = |shown: TokenStream| ast::list("doc", shown);
    let mut lines = Vec::new();
    for reexport in &namespace.reexports {
        let mut by_gate: BTreeMap<Option<Gate>, Vec<Ident>> = BTreeMap::new();
        for name in &reexport.names {
            let gate = index.gate([path, &[&reexport.module, name]].concat());
            by_gate.entry(gate).or_default().push(ident(name));
        }
        for (gate, names) in by_gate {
            let gate = gates::attribute(gate.as_ref(), around);
            let attributes = gate.into_iter().chain([shown(quote!(inline))]).collect();
            let module = vec![
                Ident::from(token::SelfValue::default()),
                ident(&reexport.module),
            ];
            lines.push(ast::import(attributes, ast::public(), module, names));
        }
    }
    for link in &namespace.links {
        let gate = index.gate(link.target.iter().map(String::as_str).collect());
        let gate = gates::attribute(gate.as_ref(), around);
        let shown = match link.listed {
            true => shown(quote!(inline)),
            false => shown(quote!(hidden)),
        };
        let attributes = gate.into_iter().chain([shown]).collect();
        let target = link.target.iter().map(|segment| ident(segment));
        let target = start.iter().cloned().chain(target).collect();
        lines.extend(ast::link(attributes, target, ident(&link.ident)));
    }
    lines
}

/// How an item is read and written.
fn table<'a>(index: &Index<'a>, item: &'a Item, path: &[&str]) -> Option<Table> {
    match item {
        Item::Object(item) => Some(object::object_table(index, path, item)),
        Item::Params(item) => Some(object::params_table(index, path, item)),
        Item::Enum(item) => Some(enums::table(path, item)),
        Item::Union(item) => Some(unions::table(path, item)),
        Item::Newtype(_) => Some(Table::bare("newtype", path)),
        Item::Tag(item) => Some(Table::tag(path, &item.json)),
        Item::Alias(_) | Item::Resource(_) | Item::Group(_) => None,
    }
}
