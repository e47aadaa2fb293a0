//! Schemas of tagged unions in unions, objects, lists and maps, which are made at random, and values of them.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

/// What a schema allows.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Text,
    Number,
    /// A constant of an object that is none of its union's tags.
    Constant(&'static str),
    Object(Vec<(String, Node)>),
    List(Box<Node>),
    Map(Box<Node>),
    Union(Vec<Member>),
}

/// A branch of a union, with the tag that tells it from the others.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    tag: String,
    values: Vec<String>,
    held: Node,
}

/// A tag of a branch, and whether a discriminator's mapping gives it; else each type lists its own.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    tag: String,
    values: Vec<String>,
    by_mapping: bool,
}

/// A component, and a tag of it that a discriminator's mapping gives, with the values.
pub(crate) type Mapped = (String, String, Vec<String>);

impl Given {
    /// The property of the tag.
    fn declared(&self) -> (String, Value) {
        let schema = match (self.by_mapping, self.values.as_slice()) {
            (true, _) => json!({ "type": "string" }),
            (false, [only]) => json!({ "const": only }),
            (false, several) => json!({ "enum": several }),
        };
        (self.tag.clone(), schema)
    }
}

/// Components and what they allow.
pub(crate) struct Made<'r> {
    random: &'r mut Random,
    prefix: String,
    pub(crate) schemas: Map<String, Value>,
    /// The tags that a discriminator's mapping gives.
    pub(crate) mapped: Vec<Mapped>,
    /// How many tags there are, so that none is given twice.
    count: usize,
}

impl<'r> Made<'r> {
    pub(crate) fn new(random: &'r mut Random, prefix: String) -> Self {
        Self {
            random,
            prefix,
            schemas: Map::new(),
            mapped: Vec::new(),
            count: 0,
        }
    }

    /// A component, by name.
    fn component(&mut self, schema: Value) -> String {
        let name = format!("{}x{}", self.prefix, self.schemas.len());
        self.schemas.insert(name.clone(), schema);
        name
    }

    fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    /// A schema of any sort, with so many levels in it.
    pub(crate) fn node(&mut self, depth: usize) -> (Value, Node) {
        match self.random.below(if depth == 0 { 2 } else { 8 }) {
            0 => (json!({ "type": "string" }), Node::Text),
            1 => (json!({ "type": "integer" }), Node::Number),
            2 => {
                let (items, node) = self.node(depth - 1);
                (
                    json!({ "type": "array", "items": items }),
                    Node::List(Box::new(node)),
                )
            }
            3 => {
                let (held, node) = self.node(depth - 1);
                let schema = json!({ "type": "object", "additionalProperties": held });
                (schema, Node::Map(Box::new(node)))
            }
            4 => {
                let (schema, fields) = self.object(depth - 1, &[]);
                (schema, Node::Object(fields))
            }
            _ => {
                let (name, members) = self.union(depth - 1, &[]);
                (reference(&name), Node::Union(members))
            }
        }
    }

    /// An object with these tags, whose values are its own where they are constants.
    fn object(&mut self, depth: usize, tags: &[(String, Value)]) -> (Value, Vec<(String, Node)>) {
        let (mut properties, mut required, mut fields) = (Map::new(), Vec::new(), Vec::new());
        for (tag, schema) in tags {
            properties.insert(tag.clone(), schema.clone());
            required.push(Value::from(tag.clone()));
        }
        for index in 0..1 + self.random.below(3) {
            let key = format!("f{index}");
            let (schema, node) = match self.random.below(8) {
                0 if !tags.is_empty() => (json!({ "const": "fixed" }), Node::Constant("fixed")),
                _ => self.node(depth),
            };
            properties.insert(key.clone(), schema);
            required.push(key.clone().into());
            fields.push((key, node));
        }
        let schema = json!({ "type": "object", "required": required, "properties": properties });
        (schema, fields)
    }

    /// A union as a component. `around` are the tags of the branch that it is.
    pub(crate) fn union(&mut self, depth: usize, around: &[Given]) -> (String, Vec<Member>) {
        let tag = format!("t{}", around.len());
        let by_mapping = self.random.chance(60);
        let (mut branches, mut mapping, mut members) = (Vec::new(), Map::new(), Vec::new());
        for _ in 0..2 + self.random.below(2) {
            let several = by_mapping && self.random.chance(25);
            let values: Vec<String> = (0..1 + usize::from(several))
                .map(|_| format!("v{}", self.number()))
                .collect();
            let mut tags = around.to_vec();
            tags.push(Given {
                tag: tag.clone(),
                values: values.clone(),
                by_mapping,
            });
            let is_union = around.len() < 2 && depth > 0 && self.random.chance(35);
            let (name, held) = if is_union {
                let (name, members) = self.union(depth - 1, &tags);
                (name, Node::Union(members))
            } else {
                let declared: Vec<(String, Value)> = tags.iter().map(Given::declared).collect();
                let (schema, fields) = self.object(depth, &declared);
                let name = self.component(schema);
                let mapped = tags.iter().filter(|given| given.by_mapping);
                for Given { tag, values, .. } in mapped {
                    self.mapped
                        .push((name.clone(), tag.clone(), values.clone()));
                }
                (name, Node::Object(fields))
            };
            for value in &values {
                mapping.insert(value.clone(), format!("#/components/schemas/{name}").into());
            }
            branches.push(reference(&name));
            members.push(Member {
                tag: tag.clone(),
                values,
                held,
            });
        }
        let mut schema = json!({ "oneOf": branches });
        if by_mapping {
            schema["discriminator"] = json!({ "propertyName": tag, "mapping": mapping });
        }
        (self.component(schema), members)
    }

    /// A value of a schema.
    pub(crate) fn value(&mut self, node: &Node) -> Value {
        match node {
            Node::Text => json!(format!("s{}", self.random.below(100))),
            Node::Number => json!(self.random.below(100)),
            Node::Constant(text) => json!(text),
            Node::Object(fields) => {
                let values = fields
                    .iter()
                    .map(|(key, node)| (key.clone(), self.value(node)));
                Value::Object(values.collect())
            }
            Node::List(node) => (0..self.random.below(3))
                .map(|_| self.value(node))
                .collect(),
            Node::Map(node) => {
                let keys = (0..self.random.below(3)).map(|key| format!("k{key}"));
                Value::Object(keys.map(|key| (key, self.value(node))).collect())
            }
            Node::Union(members) => {
                let member = self.random.pick(members);
                let mut value = self.value(&member.held);
                value[&member.tag] = self.random.pick(&member.values).clone().into();
                value
            }
        }
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

impl Member {
    fn fits(&self, value: &Value) -> bool {
        let tag = value[&self.tag].as_str();
        tag.is_some_and(|tag| self.values.iter().any(|one| one == tag)) && fits(&self.held, value)
    }
}

/// Whether a value is of a form that the schema knows. A union below a property, in a list or in a map always is: it holds what
/// it doesn't know.
fn fits(node: &Node, value: &Value) -> bool {
    let below = |node: &Node, value: &Value| match node {
        Node::Union(_) => true,
        node => fits(node, value),
    };
    match node {
        Node::Text | Node::Number => true,
        Node::Constant(text) => value == text,
        Node::Object(fields) => (fields.iter()).all(|(key, node)| below(node, &value[key])),
        Node::List(node) => value
            .as_array()
            .into_iter()
            .flatten()
            .all(|item| below(node, item)),
        Node::Map(node) => {
            let entries = value.as_object().into_iter().flatten();
            entries.into_iter().all(|(_, value)| below(node, value))
        }
        Node::Union(members) => members.iter().any(|member| member.fits(value)),
    }
}

/// Whether a value can be read at all: what it doesn't know, a union holds.
pub(crate) fn is_readable(node: &Node, value: &Value) -> bool {
    matches!(node, Node::Union(_)) || fits(node, value)
}

/// What lands in `Unrecognized`: the values of the outermost unions that don't fit.
pub(crate) fn unrecognized(node: &Node, value: &Value, out: &mut Vec<Value>) {
    match node {
        Node::Text | Node::Number | Node::Constant(_) => {}
        Node::Object(fields) => {
            fields
                .iter()
                .for_each(|(key, node)| unrecognized(node, &value[key], out));
        }
        Node::List(node) => {
            let items = value.as_array().into_iter().flatten();
            items.for_each(|item| unrecognized(node, item, out));
        }
        Node::Map(node) => {
            let entries = value.as_object().into_iter().flatten();
            entries.for_each(|(_, value)| unrecognized(node, value, out));
        }
        Node::Union(members) => match members.iter().find(|member| member.fits(value)) {
            Some(member) => unrecognized(&member.held, value, out),
            None => out.push(value.clone()),
        },
    }
}

/// The places of tags and constants in a value, as JSON pointers.
pub(crate) fn tags(node: &Node, value: &Value, at: &str, out: &mut Vec<String>) {
    match node {
        Node::Text | Node::Number => {}
        Node::Constant(_) => out.push(at.to_owned()),
        Node::Object(fields) => {
            for (key, node) in fields {
                tags(node, &value[key], &format!("{at}/{key}"), out);
            }
        }
        Node::List(node) => {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                tags(node, item, &format!("{at}/{index}"), out);
            }
        }
        Node::Map(node) => {
            for (key, value) in value.as_object().into_iter().flatten() {
                tags(node, value, &format!("{at}/{key}"), out);
            }
        }
        Node::Union(members) => {
            if let Some(member) = members.iter().find(|member| member.fits(value)) {
                out.push(format!("{at}/{}", member.tag));
                tags(&member.held, value, at, out);
            }
        }
    }
}
