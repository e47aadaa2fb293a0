//! What should be made of a value: which schemas it fits, which types hold it, and what of it no type knows.

use serde_json::Value;

use super::made::{Member, Node, Object};

impl Member {
    fn fits(&self, value: &Value) -> bool {
        let is_tagged = self.tag.as_ref().is_none_or(|(tag, values)| {
            let tag = value.get(tag).and_then(Value::as_str);
            tag.is_some_and(|tag| values.iter().any(|one| one == tag))
        });
        is_tagged && fits(&self.held, value)
    }
}

/// The values in a value that have a schema of their own, each with its place below it.
fn parts<'n, 'v>(node: &'n Node, value: &'v Value) -> Vec<(&'n Node, &'v Value, String)> {
    let list = || value.as_array().into_iter().flatten();
    let entries = || value.as_object().into_iter().flatten();
    match node {
        Node::Text | Node::Number | Node::Constant(_) | Node::Union(_) => Vec::new(),
        Node::Object(Object { fields, maps, .. }) => {
            let fields = (fields.iter())
                .filter_map(|field| Some((&field.node, value.get(&field.key)?, field.key.clone())));
            let maps = maps.iter().flat_map(|(start, node)| {
                let keys = entries().filter(|(key, _)| key.starts_with(start.as_str()));
                keys.map(move |(key, value)| (node, value, key.clone()))
            });
            fields.chain(maps).collect()
        }
        Node::List(node) => (list().enumerate())
            .map(|(index, item)| (node.as_ref(), item, index.to_string()))
            .collect(),
        Node::Tuple(nodes) => (nodes.iter().zip(list()).enumerate())
            .map(|(index, (node, item))| (node, item, index.to_string()))
            .collect(),
        Node::Map(node) => (entries())
            .map(|(key, value)| (node.as_ref(), value, key.clone()))
            .collect(),
    }
}

/// Whether a value is of a form that the schema knows. A union below a property, in a list or in a map always is: it holds what
/// it doesn't know.
fn fits(node: &Node, value: &Value) -> bool {
    let is_kind = match node {
        Node::Text => value.is_string(),
        Node::Number => value.is_number(),
        Node::Constant(text) => value == text,
        Node::Object(_) | Node::Map(_) => value.is_object(),
        Node::List(_) | Node::Tuple(_) => value.is_array(),
        Node::Union(members) => members.iter().any(|member| member.fits(value)),
    };
    let below = |(node, value, _): &(&Node, &Value, String)| {
        matches!(node, Node::Union(_)) || fits(node, value)
    };
    is_kind && parts(node, value).iter().all(below)
}

/// What is read of a value: the values of the outermost unions that don't fit, which land in `Unrecognized`, and the
/// components that hold the rest.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) unrecognized: Vec<Value>,
    pub(crate) components: Vec<String>,
}

impl Read {
    pub(crate) fn of(node: &Node, value: &Value) -> Self {
        let mut out = Self::default();
        out.add(node, value);
        out
    }

    fn add(&mut self, node: &Node, value: &Value) {
        if let Node::Union(members) = node {
            match members.iter().find(|member| member.fits(value)) {
                Some(member) => self.add(&member.held, value),
                None => self.unrecognized.push(value.clone()),
            }
        }
        if let Node::Object(object) = node {
            self.components.extend(object.name.clone());
        }
        for (node, value, _) in parts(node, value) {
            self.add(node, value);
        }
    }
}

/// The places of tags, constants and unions in a value, as JSON pointers.
pub(crate) fn places(node: &Node, value: &Value, at: &str, out: &mut Vec<String>) {
    if let Node::Constant(_) = node {
        out.push(at.to_owned());
    }
    if let Node::Union(members) = node
        && let Some(member) = members.iter().find(|member| member.fits(value))
    {
        out.push(match &member.tag {
            Some((tag, _)) => format!("{at}/{tag}"),
            None => at.to_owned(),
        });
        places(&member.held, value, at, out);
    }
    for (node, value, key) in parts(node, value) {
        places(node, value, &format!("{at}/{key}"), out);
    }
}
