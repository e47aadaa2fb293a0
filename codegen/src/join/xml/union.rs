//! Unions in XML: the types choose the branch by the content of the element.

use std::collections::{BTreeSet, VecDeque};

use super::{Tables, scalar};
use crate::graph::{Property, Shape, TypeId, Use};
use crate::model::{XmlNode, XmlProperty, XmlValue};

/// The kinds of a union's branches.
#[derive(Default)]
struct Branches {
    properties: Vec<XmlProperty>,
    rest: Option<XmlNode>,
    has_objects: bool,
    items: BTreeSet<Use>,
    plain: Option<XmlValue>,
    /// Whether a branch may be anything, or has parts of another kind.
    is_vague: bool,
}

impl Tables<'_> {
    pub(super) fn union(&mut self, id: TypeId) -> XmlValue {
        self.either(id, vec![id])
    }

    /// A value of one of several types. Objects have the properties of all, scalars are any of them; an element with parts
    /// is an object or an array, one with only text is a scalar.
    pub(super) fn either(&mut self, id: TypeId, types: Vec<TypeId>) -> XmlValue {
        let branches = self.branches(types);
        let is_list = !branches.items.is_empty();
        let parts = match (branches.has_objects, branches.items.iter().next()) {
            (true, _) => Some(XmlValue::Object(branches.properties, branches.rest)),
            (false, Some(items)) => Some(XmlValue::List(self.element(*items, "item"))),
            (false, None) => None,
        };
        let is_vague =
            branches.is_vague || branches.has_objects && is_list || branches.items.len() > 1;
        match (parts, branches.plain) {
            _ if is_vague => {
                self.vague.insert(id);
                XmlValue::Any
            }
            (Some(parts), Some(plain)) => {
                let hint = self.owner.clone().with("parts");
                XmlValue::Either(self.add(parts, hint), self.shared(plain))
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => XmlValue::Any,
        }
    }

    /// A property of one of several objects.
    fn of_branch(&mut self, property: &Property) -> XmlProperty {
        XmlProperty {
            // an array without items does not identify its branch
            required: false,
            ..self.property(property)
        }
    }

    fn branches(&mut self, types: Vec<TypeId>) -> Branches {
        let graph = self.graph;
        let mut found = Branches::default();
        let (mut seen, mut wires) = (BTreeSet::new(), BTreeSet::new());
        let mut queue: VecDeque<TypeId> = types.into();
        while let Some(id) = queue.pop_front() {
            if !seen.insert(id) {
                continue;
            }
            let mut plain = None;
            match &graph[id].shape {
                Shape::Union(union) => {
                    for branch in &union.branches {
                        let Some(under) = &branch.under else {
                            queue.push_back(graph.behind(branch.ty).ty);
                            continue;
                        };
                        found.has_objects = true;
                        if wires.insert(under.wire.as_str()) {
                            let ty = branch.ty;
                            let under = Property {
                                ty,
                                ..(**under).clone()
                            };
                            found.properties.push(self.of_branch(&under));
                        }
                    }
                }
                Shape::Emptyable(inner) => {
                    queue.push_back(graph.behind(*inner).ty);
                    plain = Some(XmlValue::Text);
                }
                Shape::Object(object) => {
                    for one in &object.properties {
                        if wires.insert(one.wire.as_str()) {
                            found.properties.push(self.of_branch(one));
                        }
                    }
                    let rest = self.rest(id, object);
                    found.rest = found.rest.or(rest);
                    found.has_objects = true;
                }
                Shape::Map(values) => {
                    let rest = self.element(*values, "");
                    found.rest = found.rest.or(Some(rest));
                    found.has_objects = true;
                }
                Shape::Array(items) => {
                    found.items.insert(graph.behind(*items));
                }
                shape => match scalar(shape) {
                    XmlValue::Any => found.is_vague = true,
                    scalar => plain = Some(scalar),
                },
            }
            found.plain = match (found.plain, plain) {
                (known, None) => known,
                (None, new) => new,
                (Some(known), Some(new)) if known == new => Some(known),
                (Some(_), Some(_)) => Some(XmlValue::Scalar),
            };
        }
        found
    }
}
