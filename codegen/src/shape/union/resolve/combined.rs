//! Nodes that combine other nodes, identified by what they combine.
//!
//! These are methods of the [`Resolver`](super::Resolver), which keeps their table: the two files are one recursion.
//!
//! A combination of combinations is identified by the schemas of the document in it. So there are no more combinations than
//! sequences of schemas, and combining recursive schemas ends at a node that already exists.

use std::collections::HashMap;

use super::{Resolver, State};
use crate::graph::{Shape, TypeId, Use};
use crate::limits::Limit;
use crate::shape::union::raw::{Meet, Raw};

/// A combination: schemas that must all match, and required properties.
type Together = (Vec<Use>, Vec<String>);

/// Nodes by their parts, and the reverse.
#[derive(Default)]
pub(super) struct Combined {
    nodes: HashMap<Together, TypeId>,
    made: HashMap<TypeId, Together>,
    /// The total number of parts.
    parts: usize,
}

impl Combined {
    /// Records a node that the document itself combines from others.
    pub(super) fn enrol(&mut self, parts: &[Use], required: &[String], id: TypeId) {
        let together = (parts.to_vec(), required.to_vec());
        self.nodes.entry(together).or_insert(id);
    }

    /// Whether a node was created here.
    pub(super) fn is_made(&self, id: TypeId) -> bool {
        self.made.contains_key(&id)
    }

    fn insert(&mut self, together: Together, id: TypeId) {
        self.parts = self.parts.saturating_add(together.0.len());
        self.made.insert(id, together.clone());
        self.nodes.insert(together, id);
    }
}

impl Resolver<'_, '_> {
    /// The node of a combination: an existing one, or a new one that is resolved later.
    pub(super) fn together(
        &mut self,
        parts: &[Use],
        required: &[String],
        pointer: &str,
        like: TypeId,
    ) -> TypeId {
        let together = self.made_of(parts, required);
        if let ([one], []) = (&together.0[..], &together.1[..]) {
            return one.ty;
        }
        if let Some(known) = self.combined.nodes.get(&together) {
            return *known;
        }
        let most = self.most_combined;
        if self.combined.parts >= most {
            self.shaper.exceeded(
                Limit::Combined,
                pointer,
                format!("schemas combined by `allOf` have more than {most} parts"),
            );
            return together.0.last().map_or(like, |last| last.ty);
        }
        let id = self.fresh(Shape::Any, pointer, like);
        let meet = Meet {
            parts: together.0.clone(),
            required: together.1.clone(),
            discriminator: None,
            is_own: false,
        };
        self.shaper.raw.insert(id, Raw::Meet(meet));
        self.states.insert(id, State::Todo);
        self.combined.insert(together, id);
        self.later.push_back(id);
        id
    }

    /// The node for two combined schemas whose shape is already known. Returns `like` itself if the document combines
    /// exactly these: it then gets the shape.
    pub(super) fn both(
        &mut self,
        shape: Shape,
        parts: [Use; 2],
        pointer: &str,
        like: TypeId,
    ) -> TypeId {
        let together = self.made_of(&parts, &[]);
        if let Some(known) = self.combined.nodes.get(&together).copied() {
            if known == like {
                self.shaper.set(known, shape);
            }
            return known;
        }
        let id = self.fresh(shape, pointer, like);
        self.combined.insert(together, id);
        id
    }

    /// The parts of a node of these schemas: each once, and created nodes replaced by their own parts.
    fn made_of(&self, parts: &[Use], required: &[String]) -> Together {
        let mut all: Vec<Use> = Vec::with_capacity(parts.len());
        let mut places: HashMap<TypeId, usize> = HashMap::with_capacity(parts.len());
        let mut needed: Vec<String> = Vec::new();
        for part in parts {
            let (end, _) = self.end_of(*part);
            let made = end.made.and_then(|made| self.combined.made.get(&made));
            let (inner, more) = match made {
                Some((inner, more)) => (inner.as_slice(), more.as_slice()),
                None => (std::slice::from_ref(&end.ty), &[][..]),
            };
            for one in inner {
                let known = places.get(&one.ty);
                match known.and_then(|at| all.get_mut(*at)) {
                    Some(known) => known.nullable &= one.nullable,
                    None => {
                        places.insert(one.ty, all.len());
                        all.push(*one);
                    }
                }
            }
            needed.extend(more.iter().cloned());
        }
        needed.extend(required.iter().cloned());
        // a set: the order of required names has no meaning
        needed.sort_unstable();
        needed.dedup();
        (all, needed)
    }
}
