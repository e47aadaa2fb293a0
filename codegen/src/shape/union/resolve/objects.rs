//! Objects within `allOf`: their properties are put together.

use std::collections::HashMap;

use super::Resolver;
use super::meet::{Part, require};
use crate::graph::{ObjectShape, Property, Shape, TypeId, Use};
use crate::shape::annotation::notes;
use crate::shape::schema::order::Order;

impl Resolver<'_, '_> {
    /// What objects and maps come to.
    pub(super) fn merged(
        &mut self,
        parts: &[Part],
        required: &[String],
        pointer: &str,
        id: TypeId,
    ) -> Shape {
        let mut whole = Merged::default();
        let mut maps: Vec<(Use, Use)> = Vec::new();
        for part in parts {
            match self.shaper.graph[part.end.ty].shape.clone() {
                Shape::Object(object) => self.merge(&mut whole, object, pointer, id),
                Shape::Map(values) => maps.push((part.given, values)),
                _ => {}
            }
        }
        let mut values: Option<Use> = None;
        for (_, more) in &maps {
            values = Some(match values {
                Some(values) => self.meet(values, *more, pointer, id, 0),
                None => *more,
            });
        }
        if !whole.is_object {
            return match (values, maps.first()) {
                (Some(values), Some((given, first))) if values == *first => Shape::Alias(*given),
                (Some(values), _) => Shape::Map(values),
                (None, _) => Shape::Any,
            };
        }
        let mut object = whole.finish();
        if values.is_some() {
            object.additional = values;
        }
        require(&mut object, required);
        Shape::Object(object)
    }

    /// Adds the properties of an object; what both declare must fit both.
    pub(super) fn merge(
        &mut self,
        whole: &mut Merged,
        object: ObjectShape,
        pointer: &str,
        like: TypeId,
    ) {
        whole.is_object = true;
        whole.order.add(&object.properties);
        for property in object.properties {
            match whole.positions.get(&property.wire) {
                None => whole.push(property),
                Some(index) => {
                    let index = *index;
                    let earlier = whole.object.properties[index].clone();
                    whole.object.properties[index] = self.merge_properties(earlier, property, like);
                }
            }
        }
        whole.object.additional = match (whole.object.additional, object.additional) {
            (Some(a), Some(b)) => Some(self.meet(a, b, pointer, like, 0)),
            (a, b) => a.or(b),
        };
    }

    fn merge_properties(&mut self, earlier: Property, later: Property, like: TypeId) -> Property {
        let ty = self.meet(earlier.ty, later.ty, &later.pointer, like, 0);
        let mut meta = later.meta;
        notes::fill(&mut meta, &earlier.meta);
        Property {
            wire: later.wire,
            ty,
            required: earlier.required || later.required,
            read_only: earlier.read_only || later.read_only,
            write_only: earlier.write_only || later.write_only,
            meta,
            element: later.element.or(earlier.element),
            pointer: later.pointer,
        }
    }
}

/// Properties that are being put together, and where each of them is.
pub(super) struct Merged {
    object: ObjectShape,
    order: Order,
    positions: HashMap<String, usize>,
    is_object: bool,
}

impl Default for Merged {
    fn default() -> Self {
        Self {
            object: ObjectShape::default(),
            order: Order::of(&[]),
            positions: HashMap::new(),
            is_object: false,
        }
    }
}

impl Merged {
    /// All of them, in their order.
    pub(super) fn finish(self) -> ObjectShape {
        let mut object = self.object;
        self.order.apply(&mut object.properties);
        object
    }

    pub(super) fn push(&mut self, property: Property) {
        let at = self.object.properties.len();
        self.positions.insert(property.wire.clone(), at);
        self.object.properties.push(property);
    }

    pub(super) fn get(&self, wire: &str) -> Option<&Property> {
        self.object.properties.get(*self.positions.get(wire)?)
    }
}
