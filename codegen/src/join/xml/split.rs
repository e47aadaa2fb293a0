//! Splits tables that are too long for one file.
//!
//! Tables whose names begin with the same letters go to one private module. Only source text moves: the module of all tables
//! re-exports theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::size;
use crate::join::beginnings::{self, Named};
use crate::join::layout::ascii;
use crate::join::size::MOST;
use crate::model::XmlTable;

/// The name of the modules: behind it, no word of Rust and no device of a system is one.
const TABLES: &str = "tables";

/// Says which module each table lies in, where they are too long for one file.
pub(super) fn split(tables: &mut [XmlTable]) {
    let named = tables.iter().map(|table| Named {
        name: &table.ident,
        lines: size::of_table(table, tables),
    });
    let mut named: Vec<_> = named.collect();
    if beginnings::lines(&named) <= MOST {
        return;
    }
    named.sort_by_key(|table| table.name);
    let mut taken = BTreeSet::new();
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for (part, names) in beginnings::parts(named) {
        let mut module = match part.trim_matches('_') {
            "" => TABLES.to_owned(),
            part => format!("{TABLES}_{}", ascii(&part.to_lowercase())),
        };
        while !taken.insert(module.clone()) {
            module.push('_');
        }
        let names = names.into_iter().map(str::to_owned);
        modules.extend(names.map(|name| (name, module.clone())));
    }
    for table in tables {
        table.module = modules.remove(&table.ident);
    }
}
