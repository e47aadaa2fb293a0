//! Recognises API conventions that have a type of their own: pages of lists, metadata, secrets.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::Code;
use crate::graph::{Answer, IntegerFormat, ObjectShape, Shape, StringFormat, TypeGraph, Use};
use crate::shape::ShapeConfig;
use crate::shape::shaper::Shaper;

/// Sets the shapes of nodes that follow a convention.
pub(in crate::shape) fn conventions(shaper: &mut Shaper<'_>) {
    if shaper.config.list_envelopes {
        for id in shaper.graph.ids() {
            if let Shape::Object(object) = &shaper.graph[id].shape
                && let Some(item) = envelope(&shaper.graph, object)
            {
                shaper.graph[id].shape = Shape::List(item);
            }
        }
    }
    timestamps(&mut shaper.graph);
    if shaper.config.metadata_properties.is_empty() && shaper.config.secret_properties.is_empty() {
        return;
    }
    let mut met: HashSet<String> = HashSet::new();
    for id in shaper.graph.ids() {
        let Shape::Object(object) = &shaper.graph[id].shape else {
            continue;
        };
        let named: Vec<(String, Use)> = object
            .properties
            .iter()
            .filter(|property| shaper.is_named(&property.wire))
            .map(|property| (property.wire.clone(), property.ty))
            .collect();
        for (name, ty) in named {
            shaper.named(&name, ty);
            met.insert(name);
        }
    }
    let mut parameters = Vec::new();
    for operation in &shaper.graph.operations {
        parameters.extend(
            operation
                .parameters
                .iter()
                .map(|parameter| (parameter.wire.clone(), parameter.ty)),
        );
    }
    for (name, ty) in parameters {
        shaper.named(&name, ty);
        met.insert(name);
    }
    let ShapeConfig {
        metadata_properties,
        secret_properties,
        ..
    } = shaper.config;
    for name in metadata_properties
        .iter()
        .chain(secret_properties)
        .filter(|name| !met.contains(*name))
    {
        let message =
            format!("no property of the document is called `{name}`, which the settings mention");
        shaper.warn(Code::UnusedConfig, "", message);
    }
}

/// An integer range that filters a list is a range of timestamps if the items' property of the same name is a timestamp.
fn timestamps(graph: &mut TypeGraph) {
    let mut found = Vec::new();
    for operation in &graph.operations {
        let &Answer::Json(answer) = &operation.answer else {
            continue;
        };
        let Shape::List(item) = graph[answer.ty].shape else {
            continue;
        };
        let Shape::Object(item) = &graph[item.ty].shape else {
            continue;
        };
        for parameter in &operation.parameters {
            let Shape::Range(value) = graph[parameter.ty.ty].shape else {
                continue;
            };
            let dated = item.properties.iter().any(|property| {
                property.wire == parameter.wire
                    && graph[property.ty.ty].shape == Shape::Integer(IntegerFormat::UnixTime)
            });
            if dated
                && graph[value.ty].component.is_none()
                && graph[value.ty].shape == Shape::Integer(IntegerFormat::I64)
            {
                found.push(value.ty);
            }
        }
    }
    for id in found {
        graph[id].shape = Shape::Integer(IntegerFormat::UnixTime);
    }
}

/// The item of a page: `{ object: "list", data: [item], has_more, url }`.
fn envelope(graph: &TypeGraph, object: &ObjectShape) -> Option<Use> {
    if object.additional.is_some()
        || !object.patterns.is_empty()
        || !(3..=8).contains(&object.properties.len())
    {
        return None;
    }
    let mut item = None;
    let (mut tagged, mut more) = (false, false);
    for property in &object.properties {
        let shape = &graph[property.ty.ty].shape;
        match (property.wire.as_str(), shape) {
            ("object", Shape::Constant(Value::String(text))) => {
                tagged = text == "list" && property.required
            }
            ("object", Shape::Enum(values)) => {
                tagged =
                    property.required && matches!(&values[..], [value] if value.value == "list");
            }
            ("data", Shape::Array(ty)) if property.required && !property.ty.nullable => {
                item = Some(*ty)
            }
            ("has_more", Shape::Boolean) => more = property.required,
            ("url" | "next_page" | "previous_page", Shape::String(_)) => {}
            ("total_count" | "count", Shape::Integer(_)) => {}
            _ => return None,
        }
    }
    item.filter(|_| tagged && more)
}

impl Shaper<'_> {
    fn is_named(&self, name: &str) -> bool {
        let is = |other: &String| other == name;
        self.config.metadata_properties.iter().any(is)
            || self.config.secret_properties.iter().any(is)
    }

    /// A property or parameter whose name may identify a convention.
    fn named(&mut self, name: &str, ty: Use) {
        let is = |other: &String| other == name;
        let node = &self.graph[ty.ty];
        if node.component.is_some() {
            return;
        }
        let request = self.request[ty.ty];
        let shape = match &node.shape {
            Shape::Map(values)
                if self.config.metadata_properties.iter().any(is) && self.is_text(*values) =>
            {
                Shape::Metadata(request)
            }
            Shape::Emptyable(inner) if self.config.metadata_properties.iter().any(is) => {
                match &self.graph[inner.ty].shape {
                    Shape::Map(values) if self.is_text(*values) => Shape::Metadata(true),
                    Shape::Metadata(_) => Shape::Metadata(true),
                    _ => return,
                }
            }
            Shape::String(StringFormat::Plain) if self.config.secret_properties.iter().any(is) => {
                Shape::String(StringFormat::Secret)
            }
            _ => return,
        };
        self.graph[ty.ty].shape = shape;
    }

    fn is_text(&self, ty: Use) -> bool {
        matches!(self.graph[ty.ty].shape, Shape::String(_)) && !ty.nullable
    }
}
