//! The walk over the document: components first, then what they hold, then the operations.

use std::collections::HashMap;

use openapiv3::{OpenAPI, PathItem, ReferenceOr, Schema};

use super::ShapeConfig;
use super::union::raw::Raw;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::graph::{Hints, Meta, Shape, TypeGraph, TypeId, TypeNode, Use};
use crate::load::pointer;

/// How deep schemas may lie in each other before the walk stops.
const DEPTH: u32 = 100;

/// What the walk reads.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    /// The document.
    pub(super) api: &'a OpenAPI,
    /// `webhooks`
    pub(super) webhooks: &'a indexmap::IndexMap<String, ReferenceOr<PathItem>>,
    /// Where a pointer of the document lies in the text.
    pub(super) place: &'a dyn Fn(&str) -> Place,
    /// Whether the document has a value at a pointer: `openapiv3` does not tell `properties: {}` from nothing.
    pub(super) has: &'a dyn Fn(&str) -> bool,
}

/// Where a schema stands.
#[derive(Clone, Copy)]
pub(super) struct Site<'s> {
    /// Its JSON pointer.
    pub(super) pointer: &'s str,
    /// The property that holds it.
    pub(super) property: Option<&'s str>,
    /// Whether it is part of a request.
    pub(super) request: bool,
    /// The type that a schema around it has already stated.
    pub(super) assumed: Option<super::schema::keywords::Kind>,
    /// How deep it lies.
    pub(super) depth: u32,
}

impl<'s> Site<'s> {
    /// A schema that stands alone.
    pub(super) fn root(pointer: &'s str, request: bool) -> Self {
        Self {
            pointer,
            property: None,
            request,
            assumed: None,
            depth: 0,
        }
    }

    /// A schema within this one.
    pub(super) fn inner<'t>(&self, pointer: &'t str) -> Site<'t> {
        Site {
            pointer,
            property: None,
            request: self.request,
            assumed: None,
            depth: self.depth + 1,
        }
    }

    /// The schema of a property within this one.
    pub(super) fn of_property<'t>(&self, pointer: &'t str, property: &'t str) -> Site<'t> {
        Site {
            property: Some(property),
            ..self.inner(pointer)
        }
    }

    /// A schema that says more of the same value.
    pub(super) fn same<'t>(&self, pointer: &'t str) -> Site<'t>
    where
        's: 't,
    {
        Site {
            property: self.property,
            assumed: self.assumed,
            ..self.inner(pointer)
        }
    }
}

/// The pointer of what stands under `keys` in `base`.
pub(super) fn below(base: &str, keys: &[&str]) -> String {
    let mut out =
        String::with_capacity(base.len() + keys.iter().map(|key| key.len() + 1).sum::<usize>());
    out.push_str(base);
    for key in keys {
        pointer::push(&mut out, key);
    }
    out
}

/// The pointer of an item of the array under `key` in `base`.
pub(super) fn item(base: &str, key: &str, index: usize) -> String {
    let mut out = below(base, &[key]);
    pointer::push_index(&mut out, index);
    out
}

/// A schema as the one that holds it sees it.
pub(super) struct Edge {
    pub(super) ty: Use,
    pub(super) meta: Meta,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) element: Option<String>,
}

impl Edge {
    pub(super) fn bare(ty: Use) -> Self {
        Self {
            ty,
            meta: Meta::default(),
            read_only: false,
            write_only: false,
            element: None,
        }
    }
}

/// The graph while it is made.
pub(super) struct Shaper<'a> {
    pub(super) input: Input<'a>,
    pub(super) config: &'a ShapeConfig,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) graph: TypeGraph,
    /// What nodes are whose shape depends on those of others.
    pub(super) raw: HashMap<TypeId, Raw>,
    /// Whether a node allows null by itself, wherever it is used.
    pub(super) nullable: Vec<bool>,
    /// Whether a node was met in a request.
    pub(super) request: Vec<bool>,
    /// Required properties that a node's own schema does not declare.
    pub(super) required: HashMap<TypeId, Vec<String>>,
    /// Nodes of the components.
    pub(super) components: HashMap<&'a str, TypeId>,
    /// Components that others include by `allOf`, and those others, sorted.
    pub(super) bases: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(
        input: Input<'a>,
        config: &'a ShapeConfig,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            input,
            config,
            diagnostics,
            graph: TypeGraph::default(),
            raw: HashMap::new(),
            nullable: Vec::new(),
            request: Vec::new(),
            required: HashMap::new(),
            components: HashMap::new(),
            bases: HashMap::new(),
        }
    }

    /// Makes a node for every component, then fills them.
    pub(super) fn components(&mut self) {
        let Some(components) = &self.input.api.components else {
            return;
        };
        let mut schemas: Vec<_> = components.schemas.iter().collect();
        schemas.sort_unstable_by_key(|(name, _)| name.as_str());
        for (name, _) in &schemas {
            let pointer = pointer::of(&["components", "schemas", name]);
            let id = self.node(Shape::Any, &Site::root(&pointer, false));
            self.graph.types[id.0 as usize].component = Some((*name).clone());
            self.graph.components.push(((*name).clone(), id));
            self.components.insert(name, id);
        }
        self.bases = super::union::bases::children(&schemas);
        for (index, (_, schema)) in schemas.iter().enumerate() {
            self.component(self.graph.components[index].1, schema);
        }
    }

    fn component(&mut self, id: TypeId, schema: &ReferenceOr<Schema>) {
        let pointer = self.graph[id].pointer.clone();
        let site = Site::root(&pointer, false);
        match schema {
            ReferenceOr::Reference { reference } => {
                let target = self.reference(reference, &site);
                self.graph.types[id.0 as usize].shape = Shape::Alias(target);
            }
            ReferenceOr::Item(schema) => {
                let converted = self.convert(schema, &site);
                let node = &mut self.graph.types[id.0 as usize];
                node.meta = converted.meta;
                node.hints = converted.hints;
                self.nullable[id.0 as usize] = converted.nullable;
                let form = self.with_children(id, schema, converted.form);
                self.put(id, form);
            }
        }
    }

    /// Gives a node its shape.
    pub(super) fn put(&mut self, id: TypeId, form: super::schema::form::Form) {
        use super::schema::form::Form;
        match form {
            Form::Edge(ty) => self.graph.types[id.0 as usize].shape = Shape::Alias(ty),
            Form::Shape(shape, required) => {
                self.graph.types[id.0 as usize].shape = shape;
                if !required.is_empty() {
                    self.required.insert(id, required);
                }
            }
            Form::Raw(raw) => {
                self.raw.insert(id, raw);
            }
        }
    }

    /// A new node.
    pub(super) fn node(&mut self, shape: Shape, site: &Site<'_>) -> TypeId {
        let id = TypeId(u32::try_from(self.graph.types.len()).unwrap_or(u32::MAX));
        self.graph.types.push(TypeNode {
            shape,
            meta: Meta::default(),
            pointer: site.pointer.to_owned(),
            component: None,
            hints: Hints::default(),
        });
        self.nullable.push(false);
        self.request.push(site.request);
        id
    }

    /// The edge to what a schema or reference is.
    pub(super) fn edge(&mut self, schema: &ReferenceOr<Schema>, site: &Site<'_>) -> Edge {
        match schema {
            ReferenceOr::Reference { reference } => Edge::bare(self.reference(reference, site)),
            ReferenceOr::Item(schema) => self.schema(schema, site),
        }
    }

    /// The same for the boxes that `properties` and `items` have.
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

    /// The edge to what a schema is.
    pub(super) fn schema(&mut self, schema: &Schema, site: &Site<'_>) -> Edge {
        if site.depth > DEPTH {
            let ty = self.any(site);
            self.warn(
                Code::TooDeep,
                site.pointer,
                "schemas lie too deep in each other; this one is taken as any value",
            );
            return Edge::bare(ty);
        }
        let converted = self.convert(schema, site);
        let super::schema::form::Converted {
            form,
            nullable,
            meta,
            hints,
        } = converted;
        let element = hints.element.clone();
        let ty = match form {
            super::schema::form::Form::Edge(ty) => Use {
                nullable: ty.nullable || nullable,
                ..ty
            },
            form => {
                let id = self.node(Shape::Any, site);
                self.put(id, form);
                let node = &mut self.graph.types[id.0 as usize];
                node.meta = meta.clone();
                node.hints = hints;
                Use { ty: id, nullable }
            }
        };
        Edge {
            ty,
            meta,
            read_only: schema.schema_data.read_only,
            write_only: schema.schema_data.write_only,
            element,
        }
    }

    /// A node of any value.
    pub(super) fn any(&mut self, site: &Site<'_>) -> Use {
        Use {
            ty: self.node(Shape::Any, site),
            nullable: false,
        }
    }

    /// The component that a reference names.
    pub(super) fn target(&self, reference: &str) -> Option<TypeId> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        self.components
            .get(name)
            .or_else(|| self.components.get(&*pointer::unescape(name)))
            .copied()
    }

    fn reference(&mut self, reference: &str, site: &Site<'_>) -> Use {
        if let Some(ty) = self.target(reference) {
            return Use {
                ty,
                nullable: false,
            };
        }
        // `load` reports references that lead nowhere; what is left here was repaired on request.
        self.warn(
            Code::DanglingReference,
            site.pointer,
            format!("`{reference}` is no schema of this document; it is taken as any value"),
        );
        self.any(site)
    }

    /// Something was repaired or left out.
    pub(super) fn warn(&mut self, code: Code, pointer: &str, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning(
            code,
            (self.input.place)(pointer),
            message,
        ));
    }

    /// Something is worth knowing.
    pub(super) fn note(&mut self, code: Code, pointer: &str, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::note(code, (self.input.place)(pointer), message));
    }
}
