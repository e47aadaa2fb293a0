//! The walk over the schemas of the document: components first, then what they hold.

use openapiv3::{ReferenceOr, Schema};

use super::schema::form::{Converted, Form};
use super::shaper::{Edge, Shaper, Site};
use super::union::family::Families;
use crate::diagnostic::Code;
use crate::graph::{Shape, TypeId, Untyped, Use};
use crate::load::pointer;

/// The maximum nesting of schemas before the walk stops.
const DEPTH: u32 = 100;

impl<'a> Shaper<'a> {
    /// Creates a node for every component, then fills them.
    pub(super) fn components(&mut self) {
        let Some(components) = &self.input.api.components else {
            return;
        };
        let mut schemas: Vec<_> = components.schemas.iter().collect();
        schemas.sort_unstable_by_key(|(name, _)| name.as_str());
        for (name, _) in &schemas {
            let pointer = pointer::of(&["components", "schemas", name]);
            let id = self.node(Shape::Any, &Site::root(&pointer, false));
            self.graph[id].component = Some((*name).clone());
            self.graph.components.push(((*name).clone(), id));
            self.components.insert(name, id);
        }
        self.note_one_way(&schemas);
        self.families = Families::of(&schemas);
        self.own_nodes();
        for (at, (_, schema)) in schemas.iter().enumerate() {
            self.component(at, schema);
        }
    }

    fn component(&mut self, at: usize, schema: &ReferenceOr<Schema>) {
        let id = self.numbered(at);
        let pointer = self.graph[id].pointer.clone();
        let site = Site {
            component: Some(at),
            ..Site::root(&pointer, false)
        };
        match schema {
            ReferenceOr::Reference { reference } => {
                let target = self.reference(reference, &site);
                self.set(id, Shape::Alias(target));
            }
            ReferenceOr::Item(schema) => {
                let converted = self.convert(schema, &site);
                let node = &mut self.graph[id];
                node.meta = converted.meta;
                node.hints = converted.hints;
                node.untyped = Some(converted.untyped);
                self.nullable[id] = converted.nullable;
                self.put_component(at, schema, converted.form, converted.listed);
            }
        }
    }

    /// Sets the shape of a node.
    pub(super) fn put(&mut self, id: TypeId, form: Form) {
        match form {
            Form::Edge(ty) => self.set(id, Shape::Alias(ty)),
            Form::Shape(shape, required) => {
                self.set(id, shape);
                if !required.is_empty() {
                    self.required.insert(id, required);
                }
            }
            Form::Raw(raw) => {
                self.raw.insert(id, raw);
            }
        }
    }

    /// The edge to a schema or reference.
    pub(super) fn edge(&mut self, schema: &ReferenceOr<Schema>, site: &Site<'_>) -> Edge {
        match schema {
            ReferenceOr::Reference { reference } => Edge::bare(self.reference(reference, site)),
            ReferenceOr::Item(schema) => self.schema(schema, site),
        }
    }

    /// The same for the boxes in `properties` and `items`.
    pub(super) fn boxed_edge(
        &mut self,
        schema: &ReferenceOr<Box<Schema>>,
        site: &Site<'_>,
    ) -> Edge {
        match schema {
            ReferenceOr::Reference { reference } => Edge::bare(self.reference(reference, site)),
            ReferenceOr::Item(schema) => self.schema(schema, site),
        }
    }

    /// The edge to a schema.
    pub(super) fn schema(&mut self, schema: &Schema, site: &Site<'_>) -> Edge {
        if site.depth > DEPTH {
            let ty = self.any(site, Untyped::Endless);
            self.warn(
                Code::TooDeep,
                site.pointer,
                "schemas are nested too deeply; this one is treated as any value",
            );
            return Edge::bare(ty);
        }
        let converted = self.convert(schema, site);
        let Converted {
            form,
            nullable,
            meta,
            hints,
            listed: _,
            untyped,
        } = converted;
        let element = hints.element.clone();
        let ty = match form {
            Form::Edge(ty) => Use {
                nullable: ty.nullable || nullable,
                ..ty
            },
            form => {
                let id = self.node(Shape::Any, site);
                self.put(id, form);
                let node = &mut self.graph[id];
                node.meta = meta.clone();
                node.hints = hints;
                node.untyped = Some(untyped);
                Use { ty: id, nullable }
            }
        };
        Edge { ty, meta, element }
    }

    fn reference(&mut self, reference: &str, site: &Site<'_>) -> Use {
        if let Some(ty) = self.target(reference) {
            return Use {
                ty,
                nullable: false,
            };
        }
        // `load` reports dangling references; the remaining ones were repaired on request.
        self.warn(
            Code::DanglingReference,
            site.pointer,
            format!("`{reference}` is not a schema of this document; it is treated as any value"),
        );
        self.any(site, Untyped::Reference)
    }
}
