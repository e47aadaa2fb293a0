//! Compares how bodies are written in XML, whatever the order in which properties are listed and values are numbered.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Xml, XmlNode, XmlProperty, XmlTable, XmlValue};

/// The bodies of an operation, and the tables of its model.
type Side<'a> = (&'a Xml, &'a [XmlTable]);

/// Whether two descriptions say the same.
pub(super) fn is_same((old, old_tables): Side<'_>, (new, new_tables): Side<'_>) -> bool {
    let (was, is) = (by_head(old), by_head(new));
    let mut same = Same {
        old: old_tables,
        new: new_tables,
        met: BTreeSet::new(),
        open: Vec::new(),
    };
    was.len() == is.len()
        && old.request.is_some() == new.request.is_some()
        && (old.request.iter().zip(&new.request)).all(|(was, is)| same.node(was, is))
        && (was.iter().zip(&is))
            .all(|((was_at, was), (is_at, is))| was_at == is_at && same.node(was, is))
        && same.rest()
}

/// The roots of answers by status and media type.
fn by_head(of: &Xml) -> BTreeMap<(&str, &str), &XmlNode> {
    let answers = of.answers.iter();
    let heads = answers.map(|one| ((one.status.as_str(), one.media_type.as_str()), &one.root));
    heads.collect()
}

/// Values that have to be the same, as nodes that are the same hold them. Each pair is looked at once, so that values which
/// hold themselves end.
struct Same<'a> {
    old: &'a [XmlTable],
    new: &'a [XmlTable],
    met: BTreeSet<(usize, usize)>,
    open: Vec<(usize, usize)>,
}

impl Same<'_> {
    fn node(&mut self, old: &XmlNode, new: &XmlNode) -> bool {
        self.place(old.value, new.value);
        XmlNode {
            value: 0,
            ..old.clone()
        } == XmlNode {
            value: 0,
            ..new.clone()
        }
    }

    fn place(&mut self, old: usize, new: usize) {
        if self.met.insert((old, new)) {
            self.open.push((old, new));
        }
    }

    fn rest(&mut self) -> bool {
        while let Some((old, new)) = self.open.pop() {
            let is_same = match (self.old.get(old), self.new.get(new)) {
                (Some(old), Some(new)) => self.value(&old.value, &new.value),
                (old, new) => old.is_none() && new.is_none(),
            };
            if !is_same {
                return false;
            }
        }
        true
    }

    fn value(&mut self, old: &XmlValue, new: &XmlValue) -> bool {
        match (old, new) {
            (XmlValue::List(old), XmlValue::List(new))
            | (XmlValue::Map(old), XmlValue::Map(new)) => self.node(old, new),
            (XmlValue::Tuple(old), XmlValue::Tuple(new)) => {
                old.len() == new.len()
                    && (old.iter().zip(new)).all(|(old, new)| self.node(old, new))
            }
            (XmlValue::Either(old, was), XmlValue::Either(new, is)) => {
                self.place(*old, *new);
                self.place(*was, *is);
                true
            }
            (XmlValue::Object(old, old_rest), XmlValue::Object(new, new_rest)) => {
                let (old, new) = (by_name(old), by_name(new));
                old.len() == new.len()
                    && old_rest.is_some() == new_rest.is_some()
                    && (old_rest.iter().zip(new_rest)).all(|(old, new)| self.node(old, new))
                    && (old.iter().zip(&new)).all(|((was, old), (is, new))| {
                        was == is && old.required == new.required && self.node(&old.node, &new.node)
                    })
            }
            (old, new) => old == new,
        }
    }
}

fn by_name(properties: &[XmlProperty]) -> BTreeMap<&str, &XmlProperty> {
    let named = properties.iter().map(|one| (one.wire.as_str(), one));
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::is_same;
    use crate::model::{Xml, XmlAnswer, XmlForm, XmlNode, XmlProperty, XmlTable, XmlValue};

    fn node(name: &str, value: usize) -> XmlNode {
        XmlNode {
            form: XmlForm::Element,
            name: name.to_owned(),
            prefix: String::new(),
            namespace: String::new(),
            value,
        }
    }

    fn answer(status: &str, root: XmlNode) -> XmlAnswer {
        XmlAnswer {
            status: status.to_owned(),
            media_type: "application/xml".to_owned(),
            root,
        }
    }

    fn property(wire: &str, value: usize) -> XmlProperty {
        XmlProperty {
            wire: wire.to_owned(),
            required: false,
            node: node(wire, value),
        }
    }

    /// An object that holds itself, a text and a number, with values numbered in one of two ways.
    fn xml(turned: bool, last: XmlValue) -> (Xml, Vec<XmlTable>) {
        let (text, number) = if turned { (2, 1) } else { (1, 2) };
        let mut properties = vec![property("a", 0), property("b", text), property("c", number)];
        let mut scalars = [XmlValue::Text, last];
        if turned {
            properties.reverse();
            scalars.reverse();
        }
        let object = XmlValue::Object(properties, None);
        let values = [object].into_iter().chain(scalars);
        let named = values.enumerate().map(|(at, value)| XmlTable {
            ident: format!("T{at}"),
            module: None,
            value,
        });
        let bodies = Xml {
            request: Some(node("root", 0)),
            answers: vec![answer("200", node("root", 0))],
        };
        (bodies, named.collect())
    }

    fn same(old: &(Xml, Vec<XmlTable>), new: &(Xml, Vec<XmlTable>)) -> bool {
        is_same((&old.0, &old.1), (&new.0, &new.1))
    }

    #[test]
    fn neither_order_nor_numbers_matter() {
        assert!(same(
            &xml(false, XmlValue::Number),
            &xml(true, XmlValue::Number)
        ));
    }

    #[test]
    fn what_differs_anywhere_is_seen() {
        let was = xml(false, XmlValue::Number);
        assert!(!same(&was, &xml(true, XmlValue::Boolean)));
        let mut renamed = xml(true, XmlValue::Number);
        renamed.0.answers = vec![answer("200", node("other", 0))];
        assert!(!same(&was, &renamed));
        let mut fewer = xml(true, XmlValue::Number);
        fewer.0.answers.clear();
        assert!(!same(&was, &fewer));
    }
}
