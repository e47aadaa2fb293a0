//! Lookups that all parts of this pass share.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::Convert;
use super::guards::Guards;
use super::prose::Writer;
use crate::config::{Config, Loosened};
use crate::graph::{AnswerHead, Property, Shape, StringFormat, TypeGraph, TypeId, TypeNode, Use};
use crate::name::Names;
use crate::shape::is_loosened;

/// Lookups that the parts of this pass share. It does not depend on them.
pub(super) struct Context<'a> {
    pub graph: &'a TypeGraph,
    pub names: &'a Names,
    pub config: &'a Config,
    pub convert: Convert<'a>,
    pub writer: Writer<'a>,
    /// The values that select the branches of unions.
    pub guards: Guards<'a>,
    /// Required properties that make finite values impossible: `(type, slot)`.
    pub loosened: &'a BTreeSet<(u32, u32)>,
    /// Types that callers create: in params and bodies.
    pub made: BTreeSet<TypeId>,
    /// Types that are whole multipart bodies, which contain raw bytes.
    pub uploads: BTreeSet<TypeId>,
    /// Unions of an operation's response bodies, with the status and media type of each branch.
    pub heads: BTreeMap<TypeId, &'a [AnswerHead]>,
    /// Types in responses, if settings loosen any.
    pub answered: Option<BTreeSet<TypeId>>,
}

impl Context<'_> {
    /// Whether settings loosen a property of a type that the API sends. A type that no operation reaches counts as part of a
    /// response.
    pub(super) fn is_loosened(&self, id: TypeId, property: &Property, by: &Loosened) -> bool {
        let is_read = || {
            self.answered
                .as_ref()
                .is_some_and(|answered| answered.contains(&id) || !self.made.contains(&id))
        };
        by.is_any() && is_read() && is_loosened(&self.graph[id], property, by)
    }

    /// The shape of a use behind aliases.
    pub(super) fn behind_aliases(&self, ty: Use) -> &Shape {
        &self.graph[self.graph.behind(ty).ty].shape
    }

    /// Whether the values of a use can be created from any string.
    pub(super) fn is_text(&self, ty: Use) -> bool {
        match self.behind_aliases(ty) {
            Shape::String(StringFormat::Plain) => true,
            Shape::Enum(values) => {
                !self.config.types.closed_enums
                    && values.iter().all(|value| value.value.is_string())
            }
            _ => false,
        }
    }

    /// Whether the values of a use are arrays.
    pub(super) fn is_array(&self, ty: Use) -> bool {
        let next = |_, node: &TypeNode| match node.shape {
            Shape::Alias(next) | Shape::Emptyable(next) => Some(next),
            _ => None,
        };
        let end = self.graph.follow(ty, next);
        end.is_some_and(|end| matches!(self.graph[end.ty].shape, Shape::Array(_) | Shape::Tuple(_)))
    }
}
