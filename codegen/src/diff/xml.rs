//! Compares how bodies are written in XML, whatever the order in which properties are listed and values are numbered.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Xml, XmlNode, XmlProperty, XmlTable, XmlValue};

/// Two values, by their places among those of the old and of the new model.
type Pair = (usize, usize);

/// How the values of two models compare. Each pair of them is looked at once, however many operations hold it.
pub(super) struct Tables<'a> {
    old: &'a [XmlTable],
    new: &'a [XmlTable],
    /// Whether two values are the same.
    known: BTreeMap<Pair, bool>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(old: &'a [XmlTable], new: &'a [XmlTable]) -> Self {
        let known = BTreeMap::new();
        Self { old, new, known }
    }

    /// Whether the bodies of two operations are written in the same way.
    pub(super) fn is_same(&mut self, old: &Xml, new: &Xml) -> bool {
        let (was, is) = (by_head(old), by_head(new));
        was.len() == is.len()
            && old.request.is_some() == new.request.is_some()
            && (old.request.iter().zip(&new.request)).all(|(was, is)| self.node(was, is))
            && (was.iter().zip(&is))
                .all(|((was_at, was), (is_at, is))| was_at == is_at && self.node(was, is))
    }

    fn node(&mut self, old: &XmlNode, new: &XmlNode) -> bool {
        node(old, new).is_some_and(|pair| self.value(pair))
    }

    /// Whether two values are the same. Those that hold each other are, as long as none of them differs by itself.
    fn value(&mut self, root: Pair) -> bool {
        // each pair with those that hold it
        let mut found: BTreeMap<Pair, Vec<Pair>> = BTreeMap::from([(root, Vec::new())]);
        let mut open = vec![root];
        let mut different = Vec::new();
        while let Some(pair) = open.pop() {
            if let Some(is_same) = self.known.get(&pair) {
                different.extend((!is_same).then_some(pair));
                continue;
            }
            let Some(held) = self.held(pair) else {
                different.push(pair);
                continue;
            };
            for one in held {
                let holders = found.entry(one).or_insert_with(|| {
                    open.push(one);
                    Vec::new()
                });
                holders.push(pair);
            }
        }
        // what holds something different is different
        let mut others = BTreeSet::new();
        while let Some(pair) = different.pop() {
            if others.insert(pair) {
                different.extend(found.get(&pair).into_iter().flatten());
            }
        }
        let told = found.into_keys();
        self.known
            .extend(told.map(|pair| (pair, !others.contains(&pair))));
        !others.contains(&root)
    }

    /// What two values hold, which has to be the same; `None` where they differ by themselves.
    fn held(&self, (old, new): Pair) -> Option<Vec<Pair>> {
        match (self.old.get(old), self.new.get(new)) {
            (Some(old), Some(new)) => held(&old.value, &new.value),
            (old, new) => (old.is_none() && new.is_none()).then(Vec::new),
        }
    }
}

/// The roots of answers by status and media type.
fn by_head(of: &Xml) -> BTreeMap<(&str, &str), &XmlNode> {
    let answers = of.answers.iter();
    let heads = answers.map(|one| ((one.status.as_str(), one.media_type.as_str()), &one.root));
    heads.collect()
}

/// The values of two nodes; `None` where these are written in different ways.
fn node(old: &XmlNode, new: &XmlNode) -> Option<Pair> {
    let without = |node: &XmlNode| XmlNode {
        value: 0,
        ..node.clone()
    };
    (without(old) == without(new)).then_some((old.value, new.value))
}

fn held(old: &XmlValue, new: &XmlValue) -> Option<Vec<Pair>> {
    match (old, new) {
        (XmlValue::List(old), XmlValue::List(new)) | (XmlValue::Map(old), XmlValue::Map(new)) => {
            Some(vec![node(old, new)?])
        }
        (XmlValue::Tuple(old), XmlValue::Tuple(new)) if old.len() == new.len() => old
            .iter()
            .zip(new)
            .map(|(old, new)| node(old, new))
            .collect(),
        (XmlValue::Either(old, was), XmlValue::Either(new, is)) => {
            Some(vec![(*old, *new), (*was, *is)])
        }
        (XmlValue::Object(old, old_rest), XmlValue::Object(new, new_rest)) => {
            let (old, new) = (by_name(old), by_name(new));
            if old.len() != new.len() || old_rest.is_some() != new_rest.is_some() {
                return None;
            }
            let rest = old_rest.iter().zip(new_rest);
            let rest = rest.map(|(old, new)| node(old, new));
            let properties = old.iter().zip(&new).map(|((was, old), (is, new))| {
                let is_like = was == is && old.required == new.required;
                node(&old.node, &new.node).filter(|_| is_like)
            });
            properties.chain(rest).collect()
        }
        (old, new) => (old == new).then(Vec::new),
    }
}

fn by_name(properties: &[XmlProperty]) -> BTreeMap<&str, &XmlProperty> {
    let named = properties.iter().map(|one| (one.wire.as_str(), one));
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::Tables;
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
        Tables::new(&old.1, &new.1).is_same(&old.0, &new.0)
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
