//! The graph under construction, and what all parts of the walk share: places, edges, messages.

use std::ops::{Deref, DerefMut};

use openapiv3::{OpenAPI, PathItem, ReferenceOr};

use super::ShapeConfig;
use super::union::family::Families;
use super::union::raw::{Claim, Raw};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::graph::{Hints, Meta, PerType, Shape, TypeGraph, TypeId, TypeNode, Untyped, Use};
use crate::hash::{Map, Set};
use crate::limits::{Limit, Limits};
use crate::load::pointer;

/// The input of the walk.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    /// The document.
    pub(super) api: &'a OpenAPI,
    /// `webhooks`
    pub(super) webhooks: &'a indexmap::IndexMap<String, ReferenceOr<PathItem>>,
    /// Limits on the size of the result.
    pub(super) limits: &'a Limits,
    /// Maps a pointer of the document to its place in the source.
    pub(super) place: &'a dyn Fn(&str) -> Place,
    /// Whether the document has a value at a pointer: `openapiv3` drops an empty `properties: {}`.
    pub(super) has: &'a dyn Fn(&str) -> bool,
    /// The value at a pointer of the document.
    pub(super) value: &'a dyn Fn(&str) -> Option<serde_json::Value>,
}

/// The context of a schema.
#[derive(Clone, Copy)]
pub(super) struct Site<'s> {
    /// Its JSON pointer.
    pub(super) pointer: &'s str,
    /// The property that holds it.
    pub(super) property: Option<&'s str>,
    /// Whether it is part of a request.
    pub(super) request: bool,
    /// The type that an enclosing schema has already declared.
    pub(super) assumed: Option<super::schema::keywords::Kind>,
    /// The index of the component, if it is one.
    pub(super) component: Option<usize>,
    /// Its nesting depth.
    pub(super) depth: u32,
}

impl<'s> Site<'s> {
    /// A schema without an enclosing one.
    pub(super) fn root(pointer: &'s str, request: bool) -> Self {
        Self {
            pointer,
            property: None,
            request,
            assumed: None,
            component: None,
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
            component: None,
            depth: self.depth.saturating_add(1),
        }
    }

    /// The schema of a property within this one.
    pub(super) fn of_property<'t>(&self, pointer: &'t str, property: &'t str) -> Site<'t> {
        Site {
            property: Some(property),
            ..self.inner(pointer)
        }
    }

    /// A schema that further describes the same value.
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

/// The pointer of the value under `keys` in `base`.
pub(super) fn below(base: &str, keys: &[&str]) -> String {
    let mut out = String::with_capacity(
        base.len().saturating_add(
            keys.iter()
                .map(|key| key.len().saturating_add(1))
                .sum::<usize>(),
        ),
    );
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

/// A schema as seen by its owner.
pub(super) struct Edge {
    pub(super) ty: Use,
    pub(super) meta: Meta,
    pub(super) element: Option<String>,
}

impl Edge {
    pub(super) fn bare(ty: Use) -> Self {
        Self {
            ty,
            meta: Meta::default(),
            element: None,
        }
    }
}

/// Whether a schema is `readOnly`, and whether it is `writeOnly`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OneWay {
    pub(super) read: bool,
    pub(super) write: bool,
}

/// The graph under construction.
pub(super) struct Shaper<'a> {
    pub(super) input: Input<'a>,
    pub(super) config: &'a ShapeConfig,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// Nodes of the components.
    pub(super) components: Map<&'a str, TypeId>,
    /// What the walk has found.
    pub(super) found: Found,
}

/// What the walk over a document finds, which is all that later steps need of it.
#[derive(Default)]
pub(super) struct Found {
    pub(super) graph: TypeGraph,
    /// Nodes whose shape depends on others.
    pub(super) raw: Map<TypeId, Raw>,
    /// Whether a node itself allows null, wherever it is used.
    pub(super) nullable: PerType<bool>,
    /// Whether a node was found in a request.
    pub(super) request: PerType<bool>,
    /// Required properties that a node's own schema does not declare.
    pub(super) required: Map<TypeId, Vec<String>>,
    /// The components that are `readOnly` or `writeOnly`.
    pub(super) one_way: Map<TypeId, OneWay>,
    /// Which components are bases of others.
    pub(super) families: Families,
    /// Components that only rename other components.
    pub(super) renamed: Set<TypeId>,
    /// The limits that the document exceeds.
    pub(super) over: Set<Limit>,
    /// The types of a tuple's items, by the node of the union of its items.
    pub(super) tuples: Map<TypeId, Vec<Use>>,
    /// Types that are stated beside schemas which decide the shape.
    pub(super) claims: Vec<Claim>,
    /// Own objects of bases: by the node of the component, the node with its own properties.
    pub(super) own: Map<TypeId, TypeId>,
    /// By the type of a request, the type that it is a copy of.
    pub(super) originals: Map<TypeId, TypeId>,
    /// Variables of the path being read that no parameter declares, each with the pointer of the operation.
    pub(super) undeclared: Vec<(String, String)>,
}

impl Deref for Shaper<'_> {
    type Target = Found;

    fn deref(&self) -> &Found {
        &self.found
    }
}

impl DerefMut for Shaper<'_> {
    fn deref_mut(&mut self) -> &mut Found {
        &mut self.found
    }
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
            components: Map::default(),
            found: Found::default(),
        }
    }

    /// Sets the shape of a node.
    pub(super) fn set(&mut self, id: TypeId, shape: Shape) {
        if let Shape::Alias(target) = shape
            && self.graph[target.ty].component.is_some()
        {
            self.renamed.insert(id);
        }
        self.graph[id].shape = shape;
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
            untyped: Some(Untyped::default()),
        });
        self.nullable.push(false);
        self.request.push(site.request);
        id
    }

    /// A copy of a node, changed.
    pub(super) fn copy(&mut self, of: TypeId, node: TypeNode) -> TypeId {
        let found = &mut self.found;
        let id = TypeId(u32::try_from(found.graph.types.len()).unwrap_or(u32::MAX));
        found.graph.types.push(node);
        found.nullable.push(found.nullable[of]);
        found.request.push(found.request[of]);
        found.originals.insert(id, of);
        id
    }

    /// A node of any value.
    pub(super) fn any(&mut self, site: &Site<'_>, why: Untyped) -> Use {
        let ty = self.node(Shape::Any, site);
        self.why(ty, why);
        Use {
            ty,
            nullable: false,
        }
    }

    /// Records why the values of a node have no type.
    pub(super) fn why(&mut self, id: TypeId, why: Untyped) {
        self.graph[id].untyped = Some(why);
    }

    /// The node of a component, by its index.
    #[expect(
        clippy::indexing_slicing,
        reason = "the number of a component is its place in the document's list, which this one is made from"
    )]
    pub(super) fn numbered(&self, component: usize) -> TypeId {
        self.graph.components[component].1
    }

    /// The component that a reference names.
    pub(super) fn target(&self, reference: &str) -> Option<TypeId> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        self.components
            .get(name)
            .or_else(|| self.components.get(&*pointer::unescape(name)))
            .copied()
    }

    /// Reports that something was repaired or dropped.
    pub(super) fn warn(&mut self, code: Code, pointer: &str, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning(
            code,
            (self.input.place)(pointer),
            message,
        ));
    }

    /// Reports a document that exceeds a limit, once per limit.
    pub(super) fn exceeded(&mut self, limit: Limit, pointer: &str, message: impl Into<String>) {
        if self.over.insert(limit) {
            let place = (self.input.place)(pointer);
            self.diagnostics.push(limit.exceeded(place, message));
        }
    }

    /// Whether a limit is exceeded.
    pub(super) fn is_over(&self) -> bool {
        !self.over.is_empty()
    }

    /// A graph of nothing but what the document says of itself.
    pub(super) fn empty(self) -> TypeGraph {
        TypeGraph {
            info: self.found.graph.info,
            ..TypeGraph::default()
        }
    }

    /// Reports a place that loses something because it exceeds a limit.
    pub(super) fn cut_short(
        &mut self,
        limit: Limit,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) {
        let place = (self.input.place)(pointer);
        self.diagnostics
            .push(Diagnostic::warning(code, place, message).help(limit.remedy()));
    }

    /// Reports something worth knowing.
    pub(super) fn note(&mut self, code: Code, pointer: &str, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::note(code, (self.input.place)(pointer), message));
    }
}
