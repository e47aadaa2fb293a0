//! The modules of the tables: one, or one with the tables of several.
//!
//! Tables of different modules find each other by the module that has them all, so that they are named alike everywhere.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::Place;
use crate::emit::ast;
use crate::emit::comments::Comments;
use crate::emit::index::Index;
use crate::emit::tokens::ident;
use crate::emit::{docs, print};
use crate::model::{XmlNode, XmlTable, XmlValue};

/// What lies in one file.
pub(in crate::emit) struct Part<'a> {
    /// Its module inside that of all tables; none for that one.
    module: Option<&'a str>,
    tables: Vec<&'a XmlTable>,
    /// The modules below it.
    below: Vec<&'a str>,
}

/// The files of the tables, if there are any.
pub(in crate::emit) fn parts<'a>(index: &Index<'a>) -> Vec<Part<'a>> {
    let mut parts: BTreeMap<Option<&str>, Vec<&XmlTable>> = BTreeMap::new();
    for table in index.xml {
        parts
            .entry(table.module.as_deref())
            .or_default()
            .push(table);
    }
    let below = parts.keys().filter_map(|module| *module).collect();
    let whole = (!index.xml.is_empty()).then(|| Part {
        module: None,
        tables: sorted(parts.remove(&None).unwrap_or_default()),
        below,
    });
    let parts = parts.into_iter().map(|(module, tables)| Part {
        module,
        tables: sorted(tables),
        below: Vec::new(),
    });
    whole.into_iter().chain(parts).collect()
}

/// All tables as one module, behind the first lines of its file.
pub(in crate::emit) fn module(index: &Index<'_>) -> String {
    let whole = Part {
        module: None,
        tables: sorted(index.xml.iter().collect()),
        below: Vec::new(),
    };
    whole.print(index)
}

fn sorted(mut tables: Vec<&XmlTable>) -> Vec<&XmlTable> {
    tables.sort_by(|a, b| a.ident.cmp(&b.ident));
    tables
}

impl Part<'_> {
    /// Its file in `src`.
    pub(in crate::emit) fn file(&self, index: &Index<'_>) -> String {
        match self.module {
            Some(module) => format!("{}/{module}.rs", index.xml_module),
            None => format!("{}.rs", index.xml_module),
        }
    }

    /// Its text, behind the first lines of its file.
    pub(in crate::emit) fn print(&self, index: &Index<'_>) -> String {
        let doc = match self.module {
            Some(_) => {
                "How values are represented in XML: the tables that lie here by their names."
            }
            None => "How values are represented in XML: a table for each type.",
        };
        let path = [Some(index.xml_module.as_str()), self.module];
        let path: Vec<_> = path.into_iter().flatten().collect();
        let comments = Comments::new(index.start(&path));
        let place = Place {
            index,
            node: quote!(XmlNode),
            value: quote!(XmlValue),
            module: TokenStream::new(),
        };
        let below = || self.below.iter().map(|module| ident(module));
        let mut blocks = vec![
            self.imports(index, &path),
            below().map(|module| quote!(mod #module;)).collect(),
            below()
                .map(|module| quote!(pub(crate) use self::#module::*;))
                .collect(),
        ];
        blocks.extend(self.tables.iter().map(|table| {
            let (name, value) = (ident(&table.ident), place.value(&table.value));
            vec![quote!(pub(crate) static #name: XmlValue = #value;)]
        }));
        let mut out = format!("\n{}", docs::comment("//!", doc));
        for block in blocks.iter().filter(|block| !block.is_empty()) {
            out.push('\n');
            for item in block {
                out.push_str(&print::tokens(item.clone(), &comments, 0));
            }
        }
        out
    }

    /// What its tables need of other modules and of the runtime.
    fn imports(&self, index: &Index<'_>, path: &[&str]) -> Vec<TokenStream> {
        let (mut has_nodes, mut is_apart) = (false, false);
        for table in &self.tables {
            let (nodes, values) = held(&table.value);
            has_nodes |= !nodes.is_empty();
            let all = nodes.iter().map(|node| node.value).chain(values);
            let mut all = all.filter_map(|at| index.xml.get(at));
            is_apart |= all.any(|other| other.module.as_deref() != self.module);
        }
        let runtime = [
            has_nodes.then_some("XmlNode"),
            (!self.tables.is_empty()).then_some("XmlValue"),
        ];
        let runtime: Vec<_> = runtime.into_iter().flatten().map(ident).collect();
        let mut start = index.start(path).segments();
        start.push(ident(index.runtime));
        let inherited = syn::Visibility::Inherited;
        let above = (is_apart && self.module.is_some()).then(|| {
            quote!(
                use super::*;
            )
        });
        let runtime = (!runtime.is_empty())
            .then(|| ast::import(Vec::new(), inherited, start, runtime).into_token_stream());
        above.into_iter().chain(runtime).collect()
    }
}

/// The nodes of a value, and the values that it refers to without one, by their places.
fn held(value: &XmlValue) -> (Vec<&XmlNode>, Vec<usize>) {
    match value {
        XmlValue::Text
        | XmlValue::Number
        | XmlValue::Boolean
        | XmlValue::Scalar
        | XmlValue::Any => (Vec::new(), Vec::new()),
        XmlValue::List(node) | XmlValue::Map(node) => (vec![node], Vec::new()),
        XmlValue::Tuple(nodes) => (nodes.iter().collect(), Vec::new()),
        XmlValue::Either(parts, plain) => (Vec::new(), vec![*parts, *plain]),
        XmlValue::Object(properties, rest) => {
            let properties = properties.iter().map(|property| &property.node);
            (properties.chain(rest).collect(), Vec::new())
        }
    }
}
