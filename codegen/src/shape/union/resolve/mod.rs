//! Decides what those nodes are whose shape depends on other nodes: what `allOf`, `anyOf` and `oneOf` come to.
//!
//! Every node is resolved once, on demand, so that the order of the document does not matter.

mod join;
mod meet;
mod objects;
mod texts;

use std::collections::{HashMap, HashSet};

use super::raw::{Discriminator, Join, JoinBranch, Raw};
use crate::graph::{Shape, TypeId, Use};
use crate::shape::shaper::{Shaper, Site};

/// How far a node is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Todo,
    Busy,
    Done,
}

/// What is known of unions beside their shape.
#[derive(Clone, Debug, Default)]
pub(in crate::shape) struct UnionFacts {
    /// `discriminator`
    pub(in crate::shape) discriminator: Option<Discriminator>,
    /// The component that each branch came from.
    pub(in crate::shape) origins: Vec<Option<TypeId>>,
    /// Whether several branches may hold at once.
    pub(in crate::shape) several: bool,
}

/// The pass.
pub(in crate::shape) struct Resolver<'s, 'a> {
    shaper: &'s mut Shaper<'a>,
    states: HashMap<TypeId, State>,
    /// Nodes that are being resolved.
    stack: Vec<TypeId>,
    unions: HashMap<TypeId, UnionFacts>,
}

/// Gives every node its final shape.
pub(in crate::shape) fn resolve(shaper: &mut Shaper<'_>) -> HashMap<TypeId, UnionFacts> {
    let mut ids: Vec<TypeId> = shaper.raw.keys().copied().collect();
    ids.sort_unstable();
    let states = ids.iter().map(|id| (*id, State::Todo)).collect();
    let mut resolver = Resolver {
        shaper,
        states,
        stack: Vec::new(),
        unions: HashMap::new(),
    };
    for id in ids {
        resolver.node(id);
    }
    let unions = resolver.unions;
    undeclared(shaper);
    unions
}

/// Tells of required properties that no schema declares: they are not part of any type.
fn undeclared(shaper: &mut Shaper<'_>) {
    let mut parts: HashSet<TypeId> = HashSet::new();
    for raw in shaper.raw.values() {
        if let Raw::Meet(meet) = raw {
            parts.extend(meet.parts.iter().map(|part| part.ty));
        }
    }
    let mut found: Vec<(TypeId, Vec<String>)> = Vec::new();
    for (id, names) in &shaper.required {
        // What is only a part may leave it to the others to declare.
        if !parts.contains(id) && matches!(shaper.graph[*id].shape, Shape::Object(_)) {
            found.push((*id, names.clone()));
        }
    }
    found.sort_unstable();
    for (id, names) in found {
        let pointer = format!("{}/required", shaper.graph[id].pointer);
        let names: Vec<_> = names
            .iter()
            .map(|name| crate::shape::annotation::notes::code(name))
            .collect();
        shaper.note(
            crate::diagnostic::Code::UnknownRequired,
            &pointer,
            format!(
                "no property is declared under the required name {}",
                names.join(", ")
            ),
        );
    }
}

impl Resolver<'_, '_> {
    /// Resolves a node. `false` while it is being resolved already.
    fn node(&mut self, id: TypeId) -> bool {
        match self.states.get(&id).copied().unwrap_or(State::Done) {
            State::Done => return true,
            State::Busy => return false,
            State::Todo => {}
        }
        let Some(raw) = self.shaper.raw.get(&id).cloned() else {
            return true;
        };
        if self.stack.len() > 200 {
            self.shaper.warn(
                crate::diagnostic::Code::TooDeep,
                &self.shaper.graph[id].pointer.clone(),
                "schemas are combined too deeply; this one is taken as any value",
            );
            self.states.insert(id, State::Done);
            return true;
        }
        self.states.insert(id, State::Busy);
        self.stack.push(id);
        let (shape, facts) = match raw {
            Raw::Join(join) => self.join(id, join),
            Raw::Meet(meet) => self.meet_node(id, meet),
        };
        self.stack.pop();
        self.set(id, shape, facts);
        self.states.insert(id, State::Done);
        true
    }

    fn set(&mut self, id: TypeId, shape: Shape, facts: Option<UnionFacts>) {
        self.shaper.graph.types[id.0 as usize].shape = shape;
        if let Some(facts) = facts {
            self.unions.insert(id, facts);
        }
    }

    /// The node at the end of all aliases. `None` if one of them is being resolved.
    fn settled(&mut self, ty: Use) -> Option<Use> {
        let mut at = ty;
        for _ in 0..64 {
            if !self.node(at.ty) {
                return None;
            }
            match self.shaper.graph[at.ty].shape {
                Shape::Alias(next) => {
                    let nullable =
                        at.nullable || self.shaper.nullable[at.ty.0 as usize] || next.nullable;
                    at = Use {
                        ty: next.ty,
                        nullable,
                    };
                }
                _ => {
                    return Some(Use {
                        nullable: at.nullable || self.shaper.nullable[at.ty.0 as usize],
                        ..at
                    });
                }
            }
        }
        None
    }

    /// The shape at the end of all aliases; none while it is being resolved.
    fn look(&mut self, ty: Use) -> Option<&Shape> {
        let ty = self.settled(ty)?;
        Some(&self.shaper.graph[ty.ty].shape)
    }

    /// A new node.
    fn fresh(&mut self, shape: Shape, pointer: &str, like: TypeId) -> TypeId {
        let request = self.shaper.request[like.0 as usize];
        self.shaper.node(shape, &Site::root(pointer, request))
    }

    /// A node for one of several branches.
    fn fresh_join(&mut self, id: TypeId, branches: Vec<JoinBranch>, join: &Join) -> Use {
        if let [branch] = &branches[..] {
            return branch.ty;
        }
        let pointer = self.shaper.graph[id].pointer.clone();
        let inner = self.fresh(Shape::Any, &pointer, id);
        let (shape, facts) = self.union(inner, branches, join);
        self.set(inner, shape, facts);
        Use {
            ty: inner,
            nullable: false,
        }
    }
}
