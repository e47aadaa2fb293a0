//! Decides what those nodes are whose shape depends on other nodes: what `allOf`, `anyOf` and `oneOf` come to.
//!
//! Every node is resolved once, after those whose shapes it needs, by a stack of its own: documents can be deeper than
//! that of a thread. What lies *inside* a schema that must hold together with another one (the types of a property that
//! both declare) becomes a node that is resolved later, and the same for the same schemas: so schemas that hold
//! themselves can be combined as well, and come to types that hold themselves.

mod distribute;
mod join;
mod meet;
mod objects;
mod rings;
mod same;
mod texts;

use std::collections::{HashMap, HashSet, VecDeque};

use super::raw::{Discriminator, Join, JoinBranch, Meet, Raw};
use crate::diagnostic::Code;
use crate::graph::{Meta, Property, Shape, TypeId, Use};
use crate::shape::settle::sweep;
use crate::shape::shaper::{Shaper, Site};

/// How many schemas may be made of what others have in common: some twenty times as many as large documents have. What
/// is beyond is a document that multiplies itself.
const MOST_COMBINED: usize = 50_000;

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

/// What must hold at once.
type Together = (Vec<Use>, Vec<String>);

/// The pass.
pub(super) struct Resolver<'s, 'a> {
    shaper: &'s mut Shaper<'a>,
    states: HashMap<TypeId, State>,
    unions: HashMap<TypeId, UnionFacts>,
    /// Nodes by what holds in them at once.
    combined: HashMap<Together, TypeId>,
    /// What holds at once in the nodes that were made for it.
    made: HashMap<TypeId, Together>,
    /// Nodes that were made and are to be resolved.
    later: VecDeque<TypeId>,
}

/// Gives every node its final shape.
pub(in crate::shape) fn resolve(shaper: &mut Shaper<'_>) -> HashMap<TypeId, UnionFacts> {
    sweep::straighten(shaper);
    rings::open(shaper);
    let mut ids: Vec<TypeId> = shaper.raw.keys().copied().collect();
    ids.sort_unstable();
    let states = ids.iter().map(|id| (*id, State::Todo)).collect();
    let mut resolver = Resolver {
        shaper,
        states,
        unions: HashMap::new(),
        combined: HashMap::new(),
        made: HashMap::new(),
        later: VecDeque::new(),
    };
    for id in &ids {
        resolver.enrol(*id);
    }
    for id in ids {
        resolver.finish(id);
    }
    while let Some(id) = resolver.later.pop_front() {
        resolver.finish(id);
    }
    let mut unions = resolver.unions;
    sweep::straighten(shaper);
    rings::close(shaper, &mut unions);
    undeclared(shaper);
    unions
}

/// Tells of required properties that no schema declares. Their values are kept, whatever they are; as some documents
/// only misspell a name, they may be missing.
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
        keep(shaper, id, &names);
        let pointer = format!("{}/required", shaper.graph[id].pointer);
        let names: Vec<_> = names
            .iter()
            .map(|name| crate::shape::annotation::notes::code(name))
            .collect();
        shaper.warn(
            Code::UnknownRequired,
            &pointer,
            format!(
                "`required` lists {}, which is not a property",
                names.join(", ")
            ),
        );
    }
}

/// Adds properties of any value to an object that has no map for those that it does not declare.
fn keep(shaper: &mut Shaper<'_>, id: TypeId, names: &[String]) {
    let pointer = format!("{}/required", shaper.graph[id].pointer);
    let site = Site::root(&pointer, false);
    for name in names {
        let any = shaper.any(&site);
        let Shape::Object(object) = &mut shaper.graph.types[id.0 as usize].shape else {
            return;
        };
        let is_declared = object.properties.iter().any(|one| one.wire == *name);
        if object.additional.is_some() || is_declared {
            continue;
        }
        object.properties.push(Property {
            wire: name.clone(),
            ty: any,
            required: false,
            read_only: false,
            write_only: false,
            meta: Meta::default(),
            element: None,
            pointer: pointer.clone(),
        });
    }
}

/// A node on the way to being resolved.
struct Step {
    id: TypeId,
    /// What must be resolved before.
    wants: Vec<TypeId>,
    /// Whether that holds what those hold in turn.
    is_full: bool,
}

impl Resolver<'_, '_> {
    /// Keeps what holds in a node at once, so that the same elsewhere is the same node.
    fn enrol(&mut self, id: TypeId) {
        if let Some(Raw::Meet(meet)) = self.shaper.raw.get(&id)
            && meet.discriminator.is_none()
        {
            let together = (meet.parts.clone(), meet.required.clone());
            self.combined.entry(together).or_insert(id);
        }
    }

    /// Resolves a node and what it needs.
    fn finish(&mut self, id: TypeId) {
        let mut stack = Vec::new();
        self.begin(id, &mut stack);
        while let Some(step) = stack.last_mut() {
            if let Some(want) = step.wants.pop() {
                self.begin(want, &mut stack);
                continue;
            }
            let id = step.id;
            if !std::mem::replace(&mut step.is_full, true) {
                step.wants = self.inner_wants(id);
                continue;
            }
            stack.pop();
            self.compute(id);
            self.states.insert(id, State::Done);
        }
    }

    fn begin(&mut self, id: TypeId, stack: &mut Vec<Step>) {
        if self.states.get(&id) != Some(&State::Todo) {
            return;
        }
        self.states.insert(id, State::Busy);
        let uses: Vec<Use> = match self.shaper.raw.get(&id) {
            Some(Raw::Meet(meet)) => meet.parts.clone(),
            Some(Raw::Join(join)) => join.branches.iter().map(|branch| branch.ty).collect(),
            None => Vec::new(),
        };
        let mut wants = self.unresolved(&uses);
        wants.reverse();
        stack.push(Step {
            id,
            wants,
            is_full: false,
        });
    }

    /// The nodes behind these uses that are still to be resolved.
    fn unresolved(&self, uses: &[Use]) -> Vec<TypeId> {
        let mut found = Vec::new();
        for ty in uses {
            let end = self.end(*ty).0.ty;
            if self.states.get(&end) == Some(&State::Todo) {
                found.push(end);
            }
        }
        found
    }

    /// What must be known of the branches of unions that others must hold with.
    fn inner_wants(&self, id: TypeId) -> Vec<TypeId> {
        let Some(Raw::Meet(meet)) = self.shaper.raw.get(&id) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for part in &meet.parts {
            let (end, _) = self.end(*part);
            if let Shape::Union(union) = &self.shaper.graph[end.ty].shape {
                let uses: Vec<Use> = union.branches.iter().map(|branch| branch.ty).collect();
                found.extend(self.unresolved(&uses));
            }
        }
        found
    }

    fn compute(&mut self, id: TypeId) {
        let Some(raw) = self.shaper.raw.get(&id).cloned() else {
            return;
        };
        let (shape, facts) = match raw {
            Raw::Join(join) => self.join(id, join),
            Raw::Meet(meet) => self.meet_node(id, meet),
        };
        self.set(id, shape, facts);
    }

    fn set(&mut self, id: TypeId, shape: Shape, facts: Option<UnionFacts>) {
        self.shaper.set(id, shape);
        if let Some(facts) = facts {
            self.unions.insert(id, facts);
        }
    }

    /// The node at the end of all aliases, and whether its shape is known.
    fn end(&self, ty: Use) -> (Use, bool) {
        let mut at = ty;
        // Chains are straight but for those that are being made: a few steps, and no ring among them.
        for _ in 0..64 {
            let is_done = self.states.get(&at.ty).copied().unwrap_or(State::Done) == State::Done;
            at.nullable |= self.shaper.nullable[at.ty.0 as usize];
            if !is_done {
                return (at, false);
            }
            let Shape::Alias(next) = self.shaper.graph[at.ty].shape else {
                return (at, true);
            };
            at = Use {
                ty: next.ty,
                nullable: at.nullable || next.nullable,
            };
        }
        (at, false)
    }

    /// The node at the end of all aliases. `None` while it is not known.
    fn settled(&self, ty: Use) -> Option<Use> {
        let (end, is_known) = self.end(ty);
        is_known.then_some(end)
    }

    /// The shape at the end of all aliases; none while it is not known.
    fn look(&self, ty: Use) -> Option<&Shape> {
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

    /// The node of what must hold at once: one that is there, or a new one, which is resolved later.
    ///
    /// What was made for several schemas stands for those, so that the number of nodes is finite.
    fn together(
        &mut self,
        parts: &[Use],
        required: &[String],
        pointer: &str,
        like: TypeId,
    ) -> TypeId {
        let mut all: Vec<Use> = Vec::with_capacity(parts.len());
        let mut needed: Vec<String> = Vec::new();
        for part in parts {
            let (end, _) = self.end(*part);
            let (inner, more) = match self.made.get(&end.ty) {
                Some((inner, more)) => (inner.as_slice(), more.as_slice()),
                None => (std::slice::from_ref(&end), &[][..]),
            };
            for one in inner {
                match all.iter_mut().find(|other| other.ty == one.ty) {
                    Some(other) => other.nullable &= one.nullable,
                    None => all.push(*one),
                }
            }
            needed.extend(more.iter().cloned());
        }
        for name in required {
            if !needed.contains(name) {
                needed.push(name.clone());
            }
        }
        if let ([one], []) = (&all[..], &needed[..]) {
            return one.ty;
        }
        let together = (all, needed);
        if let Some(known) = self.combined.get(&together) {
            return *known;
        }
        if self.made.len() >= MOST_COMBINED {
            self.shaper.warn(
                Code::TooDeep,
                pointer,
                format!("more than {MOST_COMBINED} schemas are made of others by `allOf`; of those combined here the last one counts"),
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
        self.made.insert(id, together.clone());
        self.combined.insert(together, id);
        self.later.push_back(id);
        id
    }
}

/// An edge without null.
fn bare(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}
