//! Makes the tables for reading and writing bodies as XML: one for each type that a body in XML reaches.

mod idents;
mod size;
mod split;
mod union;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::graph::{
    self, ObjectShape, Property, Shape, TypeGraph, TypeId, TypeNode, Use, XmlNodeType, XmlObject,
};
use crate::media::Kind;
use crate::model::{Xml, XmlAnswer, XmlForm, XmlNode, XmlProperty, XmlTable, XmlValue};
use crate::name::Names;
use idents::{Hint, Hints};

/// Tables of types, and the roots of each operation's bodies.
pub(super) struct Made {
    pub tables: Vec<XmlTable>,
    /// In the order of the graph's operations; `None` if no body is XML.
    pub operations: Vec<Option<Xml>>,
}

/// The tables of all operations.
pub(super) fn tables(graph: &TypeGraph, names: &Names) -> Made {
    let mut tables = Tables::new(graph, Some(names));
    let operations = graph.operations.iter();
    let operations = operations
        .map(|operation| tables.roots(operation))
        .collect();
    tables.finish();
    let idents = tables.hints.idents();
    let all = idents.into_iter().zip(tables.values);
    let tables = all.map(|(ident, value)| XmlTable {
        ident,
        module: None,
        value,
    });
    let mut tables: Vec<_> = tables.collect();
    split::split(&mut tables);
    Made { tables, operations }
}

/// The types in XML bodies whose values XML cannot distinguish: they are read as strings.
pub(crate) fn vague(graph: &TypeGraph) -> BTreeSet<TypeId> {
    let mut tables = Tables::new(graph, None);
    for operation in &graph.operations {
        tables.roots(operation);
    }
    tables.finish();
    tables.vague
}

/// Values, created once for each type, and for arrays once for each item name.
pub(super) struct Tables<'a> {
    graph: &'a TypeGraph,
    values: Vec<XmlValue>,
    /// What to call them.
    hints: Hints<'a>,
    /// The value that is being created, as the owner of those inside.
    owner: Hint,
    /// Scalars, which are shared.
    scalars: Vec<(XmlValue, usize)>,
    known: BTreeMap<(TypeId, String), usize>,
    /// Types whose values have an index but are not created yet.
    waiting: VecDeque<(TypeId, String, usize)>,
    /// Types whose values XML cannot distinguish.
    vague: BTreeSet<TypeId>,
}

impl<'a> Tables<'a> {
    fn new(graph: &'a TypeGraph, names: Option<&'a Names>) -> Self {
        Self {
            graph,
            values: Vec::new(),
            hints: Hints::new(names),
            owner: Hint::default(),
            scalars: Vec::new(),
            known: BTreeMap::new(),
            waiting: VecDeque::new(),
            vague: BTreeSet::new(),
        }
    }

    /// The roots of an operation's bodies; `None` if none is XML.
    fn roots(&mut self, operation: &graph::Operation) -> Option<Xml> {
        let request = operation
            .body
            .as_ref()
            .filter(|body| body.kind == Kind::Xml);
        let request = request.map(|body| self.root(body.ty));
        let bodies = operation.xml.iter();
        let answers = bodies.map(|body| XmlAnswer {
            status: body.status.clone(),
            media_type: body.media_type.clone(),
            root: self.root(body.ty),
        });
        let answers: Vec<_> = answers.collect();
        (request.is_some() || !answers.is_empty()).then_some(Xml { request, answers })
    }

    /// The root of a body.
    fn root(&mut self, ty: Use) -> XmlNode {
        let object = self.said(None, ty);
        let component = self.chain(ty).find_map(|node| node.component.clone());
        let name = object.name.clone().or(component);
        let name = name.unwrap_or_else(|| "root".to_owned());
        // the items of an array have their own name, else that of the root
        self.owner = Hint::default();
        let value = self.place(ty, &name, &name);
        node(XmlForm::Element, name, &object, value)
    }

    /// The index of a type's value. `name` is the name of unnamed array items, `part` what the value is of its owner.
    fn place(&mut self, ty: Use, name: &str, part: &str) -> usize {
        let id = self.graph.behind(ty).ty;
        let name = match self.graph[id].shape {
            Shape::Array(_) | Shape::Tuple(_) => name,
            _ => "",
        };
        self.at(id, name, part)
    }

    fn at(&mut self, id: TypeId, name: &str, part: &str) -> usize {
        let key = (id, name.to_owned());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if let Some(scalar) = self.scalar_of(id) {
            let at = self.shared(scalar);
            self.known.insert(key, at);
            return at;
        }
        let hint = self.hints.of(id, &self.owner, part);
        let at = self.add(XmlValue::Any, hint);
        self.known.insert(key, at);
        self.waiting.push_back((id, name.to_owned(), at));
        at
    }

    /// All values, including those inside others.
    fn finish(&mut self) {
        while let Some((id, name, at)) = self.waiting.pop_front() {
            self.owner = self.hints.at(at);
            let value = self.value(id, &name);
            if let Some(place) = self.values.get_mut(at) {
                *place = value;
            }
        }
    }

    fn value(&mut self, id: TypeId, name: &str) -> XmlValue {
        let graph = self.graph;
        match &graph[id].shape {
            Shape::Array(item) => XmlValue::List(self.element(*item, name)),
            Shape::Tuple(items) => {
                let items = items.iter().map(|item| self.element(*item, name));
                XmlValue::Tuple(items.collect())
            }
            Shape::Map(values) => XmlValue::Map(self.element(*values, "")),
            Shape::Metadata(_) => XmlValue::Map(nameless(self.shared(XmlValue::Text))),
            Shape::Object(object) if name == REST => self.one_of_rest(id, object),
            Shape::Object(object) => {
                let properties = object.properties.iter().map(|one| self.property(one));
                let properties = properties.collect();
                XmlValue::Object(properties, self.rest(id, object))
            }
            Shape::Union(_) | Shape::Emptyable(_) => self.union(id),
            shape => scalar(shape),
        }
    }

    /// The value of a type without parts.
    fn scalar_of(&mut self, id: TypeId) -> Option<XmlValue> {
        match &self.graph[id].shape {
            Shape::Array(_)
            | Shape::Tuple(_)
            | Shape::Map(_)
            | Shape::Metadata(_)
            | Shape::Object(_)
            | Shape::Union(_)
            | Shape::Emptyable(_) => None,
            Shape::Any => Some(XmlValue::Any),
            shape => {
                let value = scalar(shape);
                if value == XmlValue::Any {
                    self.vague.insert(id);
                }
                Some(value)
            }
        }
    }

    /// The index of a scalar.
    fn shared(&mut self, scalar: XmlValue) -> usize {
        if let Some((_, at)) = self.scalars.iter().find(|(known, _)| *known == scalar) {
            return *at;
        }
        let at = self.add(scalar.clone(), Hint::of_scalar(&scalar));
        self.scalars.push((scalar, at));
        at
    }

    /// The schemas of undeclared properties.
    fn nameless(&self, object: &ObjectShape) -> Vec<Use> {
        let patterns = object.patterns.iter().map(|pattern| pattern.ty);
        let mut all: Vec<Use> = patterns.chain(object.additional).collect();
        all.sort_unstable_by_key(|ty| self.graph.behind(*ty).ty);
        all.dedup_by_key(|ty| self.graph.behind(*ty).ty);
        all
    }

    /// The node for the undeclared properties of an object.
    fn rest(&mut self, id: TypeId, object: &ObjectShape) -> Option<XmlNode> {
        match &self.nameless(object)[..] {
            [] => None,
            [one] => Some(self.element(*one, "")),
            // created later, because they may contain the object itself
            _ => {
                let at = self.at(id, REST, REST);
                Some(nameless(at))
            }
        }
    }

    /// An undeclared property, if there are several kinds of them.
    fn one_of_rest(&mut self, id: TypeId, object: &ObjectShape) -> XmlValue {
        let all = self.nameless(object);
        let all = all.iter().map(|ty| self.graph.behind(*ty).ty).collect();
        match self.either(id, all) {
            // only their patterns distinguish numbers from others, and XML has no place for these
            XmlValue::Scalar => {
                self.vague.insert(id);
                XmlValue::Any
            }
            value => value,
        }
    }

    fn add(&mut self, value: XmlValue, hint: Hint) -> usize {
        self.values.push(value);
        self.hints.push(hint);
        self.values.len().saturating_sub(1)
    }

    /// The element for an item of an array or a value of a map.
    fn element(&mut self, ty: Use, name: &str) -> XmlNode {
        let object = self.said(None, ty);
        let component = match name {
            "" => None,
            _ => object.name.clone(),
        };
        let name = component.unwrap_or_else(|| name.to_owned());
        let value = self.place(ty, &name, "item");
        node(XmlForm::Element, name, &object, value)
    }

    fn property(&mut self, property: &Property) -> XmlProperty {
        let object = self.said(Some(&property.pointer), property.ty);
        let name = object.name.clone();
        let is_array = {
            let end = self.graph.behind(property.ty).ty;
            matches!(self.graph[end].shape, Shape::Array(_) | Shape::Tuple(_))
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
        // the name of an array is that of its wrapper, and has no effect without one
        let items = match form {
            XmlForm::Element => name.as_ref().unwrap_or(&property.wire),
            _ => &property.wire,
        };
        let value = self.place(property.ty, items, &property.wire);
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

    /// The nodes from a use through its aliases.
    fn chain(&self, ty: Use) -> impl Iterator<Item = &'a TypeNode> + use<'a> {
        let graph = self.graph;
        std::iter::successors(Some(&graph[ty.ty]), move |node| match node.shape {
            Shape::Alias(next) => Some(&graph[next.ty]),
            _ => None,
        })
    }

    /// The XML Object of a value: from its own place first, then from its type.
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

/// The name of the value of undeclared properties in the list of known ones. Objects have no other name there.
const REST: &str = "rest";

/// An element that takes its name from a key.
fn nameless(value: usize) -> XmlNode {
    let object = XmlObject::default();
    node(XmlForm::Element, String::new(), &object, value)
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

/// The kind of a value without parts.
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
