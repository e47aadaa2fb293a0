//! Turns tag values from a mapping into constants of the branch types, so that programs need not write them.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::look::end;
use crate::graph::{EnumValue, ObjectShape, Property, Shape, StringFormat, TypeId, Use};
use crate::json::same;
use crate::shape::shaper::{Shaper, Site, below};

/// The values of properties in branch objects.
#[derive(Debug, Default)]
pub(super) struct Pins(BTreeMap<(TypeId, String), Pin>);

#[derive(Debug, Default)]
struct Pin {
    /// In the order in which they were recorded, each once.
    values: Vec<Value>,
    known: HashSet<Value>,
    /// Whether any of them is from a mapping: servers often do not send the bare name of a component.
    is_mapped: bool,
}

impl Pins {
    /// Records that the property has one of these values where the object is a branch of a union.
    pub(super) fn add(&mut self, object: TypeId, property: &str, values: &[Value], mapped: bool) {
        let pin = self.0.entry((object, property.to_owned())).or_default();
        pin.is_mapped |= mapped;
        for value in values {
            if pin.known.insert(value.clone()) {
                pin.values.push(value.clone());
            }
        }
    }

    /// Sets the values of the properties: a single one, or a list of several.
    ///
    /// If others include the object, any of them may be in its place where it is used alone; and servers often do not send
    /// the name of a component. Such an object writes the only value, and reads any.
    pub(super) fn apply(self, shaper: &mut Shaper<'_>) {
        for ((object, property), found) in self.0 {
            let is_pinned = found.is_mapped && !shaper.is_included(object);
            match &*found.values {
                _ if is_pinned => pin(shaper, object, &property, found.values),
                [Value::String(text)] => write(shaper, object, &property, text),
                _ => {}
            }
        }
    }
}

/// Lets a type write a tag but read any value, unless the property lists its values without it.
fn write(shaper: &mut Shaper<'_>, id: TypeId, wire: &str, text: &str) {
    let Shape::Object(object) = &shaper.graph[id].shape else {
        return;
    };
    let Some((at, property)) = declared(object, wire) else {
        return;
    };
    let is_free = match &shaper.graph[end(&shaper.graph, property.ty)].shape {
        Shape::String(StringFormat::Plain) => true,
        Shape::Enum(listed) => listed.iter().any(|one| one.value == text),
        _ => false,
    };
    if let Shape::Object(object) = &mut shaper.graph[id].shape
        && is_free
        && let Some(property) = object.properties.get_mut(at)
    {
        property.tag = Some(text.to_owned());
    }
}

/// A property and its index.
fn declared<'o>(object: &'o ObjectShape, wire: &str) -> Option<(usize, &'o Property)> {
    let mut all = object.properties.iter().enumerate();
    all.find(|(_, one)| one.wire == wire)
}

fn pin(shaper: &mut Shaper<'_>, id: TypeId, wire: &str, mut values: Vec<Value>) {
    let Shape::Object(object) = &shaper.graph[id].shape else {
        return;
    };
    let known = declared(object, wire);
    if let Some((_, property)) = known {
        let shape = &shaper.graph[end(&shaper.graph, property.ty)].shape;
        let is_free = match shape {
            Shape::String(StringFormat::Plain) | Shape::Any => true,
            Shape::Enum(listed) => {
                listed.len() > values.len()
                    && (values.iter()).all(|value| listed.iter().any(|one| same(&one.value, value)))
            }
            _ => false,
        };
        if !is_free {
            return;
        }
    }
    let shape = match (values.len(), values.pop()) {
        (1, Some(value)) => Shape::Constant(value),
        (_, Some(last)) => {
            values.push(last);
            Shape::Enum(values.into_iter().map(EnumValue::new).collect())
        }
        (_, None) => return,
    };
    let at = known.map(|(at, _)| at);
    let pointer = match known {
        Some((_, property)) => property.pointer.clone(),
        None => below(&shaper.graph[id].pointer, &["properties", wire]),
    };
    let request = shaper.request[id];
    let ty = Use {
        ty: shaper.node(shape, &Site::root(&pointer, request)),
        nullable: false,
    };
    let Shape::Object(object) = &mut shaper.graph[id].shape else {
        return;
    };
    match at.and_then(|at| object.properties.get_mut(at)) {
        Some(property) => property.ty = ty,
        // Only the discriminator mentions it.
        None => object.properties.insert(
            0,
            Property {
                required: true,
                ..Property::new(wire.to_owned(), ty, pointer)
            },
        ),
    }
}
