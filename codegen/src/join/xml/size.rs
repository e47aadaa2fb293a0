//! Estimates how many lines of code tables have.

use crate::model::{XmlNode, XmlTable, XmlValue};

/// About what a line has room for behind its margin.
const WIDTH: usize = 88;

/// The lines of a table and the blank line before it. `all` are the tables that it refers to.
pub(super) fn of_table(table: &XmlTable, all: &[XmlTable]) -> usize {
    let one = |node: &XmlNode| of_node(node, all);
    match &table.value {
        XmlValue::List(item) | XmlValue::Map(item) => one(item).saturating_add(3),
        XmlValue::Tuple(items) => sum(items.iter().map(one)).saturating_add(5),
        XmlValue::Object(properties, rest) => {
            let properties = properties.iter().map(|property| {
                let wire = property.wire.len().saturating_add(14);
                let node = width(&property.node, all);
                match wire.saturating_add(node) <= WIDTH {
                    true => 1,
                    // the parts of a property have lines of their own
                    false => of_node(&property.node, all).saturating_add(4),
                }
            });
            sum(properties.chain(rest.iter().map(one))).saturating_add(5)
        }
        XmlValue::Text
        | XmlValue::Number
        | XmlValue::Boolean
        | XmlValue::Scalar
        | XmlValue::Any
        | XmlValue::Either(..) => 2,
    }
}

/// The lines of a node.
fn of_node(node: &XmlNode, all: &[XmlTable]) -> usize {
    let namespace = usize::from(!node.prefix.is_empty() || !node.namespace.is_empty());
    match width(node, all) <= WIDTH {
        true => 1,
        false => namespace.saturating_add(4),
    }
}

/// The letters of a node on one line.
fn width(node: &XmlNode, all: &[XmlTable]) -> usize {
    let table = all.get(node.value).map_or(0, |table| table.ident.len());
    let namespace = match node.prefix.len().saturating_add(node.namespace.len()) {
        0 => 0,
        length => length.saturating_add(19),
    };
    sum([node.name.len(), table, namespace, 26].into_iter())
}

fn sum(parts: impl Iterator<Item = usize>) -> usize {
    parts.fold(0, usize::saturating_add)
}
