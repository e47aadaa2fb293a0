//! How the bodies of operations stand in XML: tables of values, of which nodes name their own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::context::Context;
use crate::graph::{
    self, Answer, Property, Shape, TypeGraph, TypeId, TypeNode, Use, XmlNodeType, XmlObject,
};
use crate::model::{Xml, XmlForm, XmlNode, XmlProperty, XmlValue};

/// The tables of an operation, where one of its bodies is XML.
pub(super) fn of(context: &Context<'_>, operation: &graph::Operation) -> Option<Xml> {
    let mut tables = Tables::new(context.graph);
    let request = operation.body.as_ref().filter(|body| body.is_xml);
    let request = request.map(|body| tables.root(body.ty));
    let mut answers = Vec::new();
    for status in &operation.xml {
        if let Some(ty) = answered(context.graph, operation, status) {
            answers.push((status.clone(), tables.root(ty)));
        }
    }
    if request.is_none() && answers.is_empty() {
        return None;
    }
    Some(Xml {
        values: tables.finish(),
        request,
        answers,
    })
}

/// The body of an answer or error by its status.
fn answered(graph: &TypeGraph, operation: &graph::Operation, status: &str) -> Option<Use> {
    let mut errors = operation.errors.iter();
    let error = errors.find(|(known, _)| known == status).map(|(_, ty)| *ty);
    error.or_else(|| match &operation.answer {
        Answer::Json(ty) => Some(*ty),
        Answer::Several(ty, heads) => {
            let Shape::Union(union) = &graph[ty.ty].shape else {
                return None;
            };
            let mut branches = heads.iter().zip(&union.branches);
            let branch = branches.find(|(head, _)| head.status == status && head.is_xml())?;
            Some(branch.1.ty)
        }
        Answer::Empty | Answer::Text | Answer::Binary | Answer::Streamed => None,
    })
}

/// Values that are made once for each type, and arrays for each name of their items.
struct Tables<'a> {
    graph: &'a TypeGraph,
    values: Vec<XmlValue>,
    known: BTreeMap<(TypeId, String), usize>,
    /// Types whose values have a place and are not made yet.
    waiting: VecDeque<(TypeId, String, usize)>,
}

impl<'a> Tables<'a> {
    fn new(graph: &'a TypeGraph) -> Self {
        Self {
            graph,
            values: Vec::new(),
            known: BTreeMap::new(),
            waiting: VecDeque::new(),
        }
    }

    /// The root of a body.
    fn root(&mut self, ty: Use) -> XmlNode {
        let object = self.said(None, ty);
        let component = self.chain(ty).find_map(|node| node.component.clone());
        let name = object.name.clone().or(component);
        let name = name.unwrap_or_else(|| "root".to_owned());
        // the items of an array are called by their own names, else as the root
        let value = self.place(ty, &name);
        node(XmlForm::Element, name, &object, value)
    }

    /// The place of a type's value. `name` is what items of an array are called that have no name.
    fn place(&mut self, ty: Use, name: &str) -> usize {
        let id = self.graph.behind(ty).ty;
        let name = match self.graph[id].shape {
            Shape::Array(_) => name,
            _ => "",
        };
        let key = (id, name.to_owned());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let at = self.values.len();
        self.values.push(XmlValue::Any);
        self.known.insert(key, at);
        self.waiting.push_back((id, name.to_owned(), at));
        at
    }

    /// All values, once those that are held are made too.
    fn finish(mut self) -> Vec<XmlValue> {
        while let Some((id, name, at)) = self.waiting.pop_front() {
            self.values[at] = self.value(id, &name);
        }
        self.values
    }

    fn value(&mut self, id: TypeId, name: &str) -> XmlValue {
        let graph = self.graph;
        match &graph[id].shape {
            Shape::Array(item) => XmlValue::List(self.element(*item, name)),
            Shape::Map(values) => XmlValue::Map(self.element(*values, "")),
            Shape::Object(object) => {
                let properties = object.properties.iter().map(|one| self.property(one));
                let properties = properties.collect();
                let rest = object.additional.map(|values| self.element(values, ""));
                XmlValue::Object(properties, rest)
            }
            Shape::Union(_) => self.union(id),
            shape => scalar(shape),
        }
    }

    /// An element that an item of an array or a value of a map is.
    fn element(&mut self, ty: Use, name: &str) -> XmlNode {
        let object = self.said(None, ty);
        let component = match name {
            "" => None,
            _ => object.name.clone(),
        };
        let name = component.unwrap_or_else(|| name.to_owned());
        let value = self.place(ty, &name);
        node(XmlForm::Element, name, &object, value)
    }

    fn property(&mut self, property: &Property) -> XmlProperty {
        let object = self.said(Some(&property.pointer), property.ty);
        let name = object.name.clone();
        let is_array = {
            let end = self.graph.behind(property.ty).ty;
            matches!(self.graph[end].shape, Shape::Array(_))
        };
        let form = match object.node {
            Some(XmlNodeType::Element) => XmlForm::Element,
            Some(XmlNodeType::Attribute) => XmlForm::Attribute,
            Some(XmlNodeType::Text) => XmlForm::Text,
            Some(XmlNodeType::CData) => XmlForm::CData,
            Some(XmlNodeType::None) => XmlForm::None,
            None if is_array => XmlForm::None,
            None => XmlForm::Element,
        };
        // the name of an array is that of what is around its items, and says nothing where there is none
        let items = match form {
            XmlForm::Element => name.as_ref().unwrap_or(&property.wire),
            _ => &property.wire,
        };
        let value = self.place(property.ty, items);
        let name = match form {
            XmlForm::Element | XmlForm::Attribute => name.unwrap_or_else(|| property.wire.clone()),
            _ => String::new(),
        };
        XmlProperty {
            wire: property.wire.clone(),
            required: property.required,
            node: node(form, name, &object, value),
        }
    }

    /// A property of one of several objects.
    fn of_branch(&mut self, property: &Property) -> XmlProperty {
        XmlProperty {
            // an array without items says nothing of its branch
            required: false,
            ..self.property(property)
        }
    }

    /// A union of objects has the properties of all: which it is the types decide. One of scalars is any of them.
    fn union(&mut self, id: TypeId) -> XmlValue {
        let graph = self.graph;
        let mut properties: Vec<XmlProperty> = Vec::new();
        let (mut rest, mut plain) = (None, None);
        let mut has_objects = false;
        let (mut seen, mut wires) = (BTreeSet::from([id]), BTreeSet::new());
        let mut queue = VecDeque::from([id]);
        while let Some(id) = queue.pop_front() {
            match &graph[id].shape {
                Shape::Union(union) => {
                    for branch in &union.branches {
                        if let Some(under) = &branch.under {
                            has_objects = true;
                            if wires.insert(under.wire.as_str()) {
                                let ty = branch.ty;
                                let under = Property {
                                    ty,
                                    ..(**under).clone()
                                };
                                properties.push(self.of_branch(&under));
                            }
                            continue;
                        }
                        let id = graph.behind(branch.ty).ty;
                        if seen.insert(id) {
                            queue.push_back(id);
                        }
                    }
                }
                Shape::Object(object) => {
                    for one in &object.properties {
                        if wires.insert(one.wire.as_str()) {
                            properties.push(self.of_branch(one));
                        }
                    }
                    let further = object.additional;
                    rest = rest.or_else(|| further.map(|values| self.element(values, "")));
                    has_objects = true;
                }
                shape => {
                    let scalar = scalar(shape);
                    plain = Some(match plain {
                        None => scalar,
                        Some(known) if known == scalar => scalar,
                        Some(_) => XmlValue::Scalar,
                    });
                }
            }
        }
        match plain {
            None => XmlValue::Object(properties, rest),
            Some(plain) if !has_objects => plain,
            Some(_) => XmlValue::Any,
        }
    }

    /// The nodes from a use to what it is behind other names.
    fn chain(&self, ty: Use) -> impl Iterator<Item = &'a TypeNode> + use<'a> {
        let graph = self.graph;
        std::iter::successors(Some(&graph[ty.ty]), move |node| match node.shape {
            Shape::Alias(next) => Some(&graph[next.ty]),
            _ => None,
        })
    }

    /// What is said of a value: at its own place first, then at its type's.
    fn said(&self, pointer: Option<&str>, ty: Use) -> XmlObject {
        let types = self.chain(ty).map(|node| node.pointer.as_str());
        let places = pointer.into_iter().chain(types);
        let mut all = XmlObject::default();
        for found in places.filter_map(|place| self.graph.xml.get(place)) {
            let XmlObject {
                name,
                prefix,
                namespace,
                node,
            } = found.clone();
            all.name = all.name.or(name);
            all.prefix = all.prefix.or(prefix);
            all.namespace = all.namespace.or(namespace);
            all.node = all.node.or(node);
        }
        all
    }
}

fn node(form: XmlForm, name: String, object: &XmlObject, value: usize) -> XmlNode {
    XmlNode {
        form,
        name,
        prefix: object.prefix.clone().unwrap_or_default(),
        namespace: object.namespace.clone().unwrap_or_default(),
        value,
    }
}

/// What a value is that has no parts.
fn scalar(shape: &Shape) -> XmlValue {
    let of = |value: &serde_json::Value| match value {
        serde_json::Value::Bool(_) => XmlValue::Boolean,
        serde_json::Value::Number(_) => XmlValue::Number,
        _ => XmlValue::Text,
    };
    match shape {
        Shape::String(_) => XmlValue::Text,
        Shape::Integer(_) | Shape::Number(_) => XmlValue::Number,
        Shape::Boolean => XmlValue::Boolean,
        Shape::Constant(value) => of(value),
        Shape::Enum(values) => {
            let mut all = values.iter().map(|value| of(&value.value));
            let first = all.next().unwrap_or(XmlValue::Text);
            match all.all(|one| one == first) {
                true => first,
                false => XmlValue::Scalar,
            }
        }
        _ => XmlValue::Any,
    }
}
