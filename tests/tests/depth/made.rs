//! Schemas of unions in unions, families, objects, lists, tuples and maps, which are made at random, and values of them.

use castiron_tests::random::Random;
use serde_json::{Map, Value, json};

/// What a schema allows.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Text,
    Number,
    /// A constant of an object that is none of its union's tags.
    Constant(&'static str),
    Object(Object),
    List(Box<Node>),
    Tuple(Vec<Node>),
    Map(Box<Node>),
    /// A union of which tags, or kinds of JSON, tell the branches apart.
    Union(Vec<Member>),
}

/// An object: the name of its component, unless it is combined or has none, and what it holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object {
    pub(crate) name: Option<String>,
    pub(crate) fields: Vec<Field>,
    /// Maps of the other properties, by what the keys begin with.
    pub(crate) maps: Vec<(String, Node)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) node: Node,
    pub(crate) required: bool,
}

/// A branch of a union, with the tag that tells it from the others, if it isn't its kind.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) tag: Option<(String, Vec<String>)>,
    pub(crate) held: Node,
}

/// A tag of a branch, and whether a discriminator's mapping gives it; else each type lists its own.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) tag: String,
    pub(crate) values: Vec<String>,
    pub(crate) by_mapping: bool,
}

/// A component, and a tag of it that a discriminator's mapping gives, with the values.
pub(crate) type Mapped = (String, String, Vec<String>);

impl Given {
    /// The property of the tag.
    pub(crate) fn declared(&self) -> (String, Value) {
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
    pub(crate) random: &'r mut Random,
    prefix: String,
    pub(crate) schemas: Map<String, Value>,
    /// The tags that a discriminator's mapping gives.
    pub(crate) mapped: Vec<Mapped>,
    /// The unions that are finished, which other places may use as well.
    finished: Vec<(String, Vec<Member>)>,
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
            finished: Vec::new(),
            count: 0,
        }
    }

    /// A component, by name.
    pub(crate) fn component(&mut self, schema: Value) -> String {
        let name = format!("{}x{}", self.prefix, self.schemas.len());
        self.schemas.insert(name.clone(), schema);
        name
    }

    pub(crate) fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    /// A schema of any sort, with so many levels in it.
    pub(crate) fn node(&mut self, depth: usize) -> (Value, Node) {
        match self.random.below(if depth == 0 { 2 } else { 12 }) {
            0 => (json!({ "type": "string" }), Node::Text),
            1 => (json!({ "type": "integer" }), Node::Number),
            2 => self.list(depth - 1),
            3 => {
                let (held, node) = self.node(depth - 1);
                let schema = json!({ "type": "object", "additionalProperties": held });
                (schema, Node::Map(Box::new(node)))
            }
            4 => self.object(depth - 1, &[]),
            5 => {
                let (items, nodes): (Vec<_>, Vec<_>) = (0..1 + self.random.below(3))
                    .map(|_| self.node(depth - 1))
                    .unzip();
                let schema = json!({
                    "type": "array", "prefixItems": items, "items": false, "minItems": nodes.len()
                });
                (schema, Node::Tuple(nodes))
            }
            6 => self.kinds(depth - 1),
            7 if !self.finished.is_empty() => {
                let (name, members) = self.random.pick(&self.finished).clone();
                (reference(&name), Node::Union(members))
            }
            _ => {
                let (name, members) = self.tagged(depth - 1, &[]);
                self.finished.push((name.clone(), members.clone()));
                (reference(&name), Node::Union(members))
            }
        }
    }

    fn list(&mut self, depth: usize) -> (Value, Node) {
        let (items, node) = self.node(depth);
        let schema = json!({ "type": "array", "items": items });
        (schema, Node::List(Box::new(node)))
    }

    /// A union of a text, a list and objects, of which some are in a union of their own.
    fn kinds(&mut self, depth: usize) -> (Value, Node) {
        let (list, items) = self.list(depth);
        let mut all = vec![(json!({ "type": "string" }), Node::Text), (list, items)];
        let objects = match self.random.chance(70) {
            true => {
                let (name, members) = self.tagged(depth, &[]);
                (reference(&name), Node::Union(members))
            }
            false => self.object(depth, &[]),
        };
        all.insert(self.random.below(3), objects);
        let inner = self.random.chance(40).then(|| all.split_off(1));
        if let Some(inner) = inner {
            let (schemas, members) = split(inner);
            let name = self.component(json!({ "anyOf": schemas }));
            all.push((reference(&name), Node::Union(members)));
        }
        let (schemas, members) = split(all);
        let keyword = *self.random.pick(&["oneOf", "anyOf"]);
        (json!({ keyword: schemas }), Node::Union(members))
    }

    /// Properties of an object, with this before their names.
    pub(crate) fn fields(
        &mut self,
        depth: usize,
        before: &str,
        is_tagged: bool,
    ) -> Vec<(Value, Field)> {
        let fields = (0..1 + self.random.below(3)).map(|index| {
            let (schema, node) = match self.random.below(8) {
                0 if is_tagged => (json!({ "const": "fixed" }), Node::Constant("fixed")),
                _ => self.node(depth),
            };
            let required = self.random.chance(60) || matches!(node, Node::Constant(_));
            let key = format!("{before}{index}");
            let field = Field {
                key,
                node,
                required,
            };
            (schema, field)
        });
        fields.collect()
    }

    /// An object with these tags, whose values are its own where they are constants.
    pub(crate) fn object(&mut self, depth: usize, tags: &[(String, Value)]) -> (Value, Node) {
        let fields = self.fields(depth, "f", !tags.is_empty());
        let (mut schema, fields) = declared(tags, fields);
        let mut maps = Vec::new();
        if depth > 0 && self.random.chance(30) {
            for start in ["x-", "y"] {
                let (held, node) = self.node(depth - 1);
                schema["patternProperties"][format!("^{start}")] = held;
                maps.push((start.to_owned(), node));
            }
        } else if depth > 0 && self.random.chance(15) {
            let (held, node) = self.node(depth - 1);
            schema["additionalProperties"] = held;
            maps.push(("z".to_owned(), node));
        }
        let name = None;
        (schema, Node::Object(Object { name, fields, maps }))
    }

    /// A union of objects that have a tag, or a family, as a component. `around` are the tags of the branch that it is.
    pub(crate) fn tagged(&mut self, depth: usize, around: &[Given]) -> (String, Vec<Member>) {
        match self.random.chance(40) {
            true => self.family(depth, around, None),
            false => self.union(depth, around),
        }
    }

    fn union(&mut self, depth: usize, around: &[Given]) -> (String, Vec<Member>) {
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
                let (name, members) = self.tagged(depth - 1, &tags);
                (name, Node::Union(members))
            } else {
                let declared: Vec<(String, Value)> = tags.iter().map(Given::declared).collect();
                let (schema, node) = self.object(depth, &declared);
                let name = self.component(schema);
                self.is_mapped(&name, &tags);
                (name.clone(), node.named(&name))
            };
            for value in &values {
                mapping.insert(value.clone(), format!("#/components/schemas/{name}").into());
            }
            branches.push(reference(&name));
            let tag = Some((tag.clone(), values));
            members.push(Member { tag, held });
        }
        let keyword = *self.random.pick(&["oneOf", "oneOf", "anyOf"]);
        let mut schema = json!({ keyword: branches });
        if by_mapping {
            schema["discriminator"] = json!({ "propertyName": tag, "mapping": mapping });
        }
        (self.component(schema), members)
    }

    /// Notes that a component writes the tags that mappings give.
    pub(crate) fn is_mapped(&mut self, name: &str, tags: &[Given]) {
        for Given { tag, values, .. } in tags.iter().filter(|given| given.by_mapping) {
            self.mapped
                .push((name.to_owned(), tag.clone(), values.clone()));
        }
    }

    /// A value of a schema.
    pub(crate) fn value(&mut self, node: &Node) -> Value {
        match node {
            Node::Text => json!(format!("s{}", self.random.below(100))),
            Node::Number => json!(self.random.below(100)),
            Node::Constant(text) => json!(text),
            Node::Object(object) => {
                let mut values = Map::new();
                for field in &object.fields {
                    if field.required || self.random.chance(60) {
                        values.insert(field.key.clone(), self.value(&field.node));
                    }
                }
                for (start, node) in &object.maps {
                    for key in 0..self.random.below(3) {
                        values.insert(format!("{start}k{key}"), self.value(node));
                    }
                }
                Value::Object(values)
            }
            Node::List(node) => (0..self.random.below(3))
                .map(|_| self.value(node))
                .collect(),
            Node::Tuple(nodes) => nodes.iter().map(|node| self.value(node)).collect(),
            Node::Map(node) => {
                let keys = (0..self.random.below(3)).map(|key| format!("k{key}"));
                Value::Object(keys.map(|key| (key, self.value(node))).collect())
            }
            Node::Union(members) => {
                let member = self.random.pick(members);
                let mut value = self.value(&member.held);
                if let Some((tag, values)) = &member.tag {
                    value[tag] = self.random.pick(values).clone().into();
                }
                value
            }
        }
    }
}

impl Node {
    /// The same as a component.
    pub(crate) fn named(mut self, name: &str) -> Self {
        if let Self::Object(object) = &mut self {
            object.name = Some(name.to_owned());
        }
        self
    }
}

/// The schema of an object of tags and fields.
pub(crate) fn declared(
    tags: &[(String, Value)],
    fields: Vec<(Value, Field)>,
) -> (Value, Vec<Field>) {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for (tag, schema) in tags {
        properties.insert(tag.clone(), schema.clone());
        required.push(tag.clone());
    }
    for (schema, field) in &fields {
        properties.insert(field.key.clone(), schema.clone());
        if field.required {
            required.push(field.key.clone());
        }
    }
    let schema = json!({ "type": "object", "required": required, "properties": properties });
    (schema, fields.into_iter().map(|(_, field)| field).collect())
}

/// The branches of a union of kinds.
fn split(all: Vec<(Value, Node)>) -> (Vec<Value>, Vec<Member>) {
    let member = |(schema, held)| (schema, Member { tag: None, held });
    all.into_iter().map(member).unzip()
}

pub(crate) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
