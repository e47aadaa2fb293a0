//! Resolves `allOf`, `anyOf` and `oneOf`: nodes whose shape depends on other nodes.
//!
//! Every node is resolved once, after those that it depends on, on an explicit stack: documents can be nested deeper than the
//! stack of a thread allows. If two combined schemas declare the same property, its types become a node that is resolved later,
//! and the same types always give the same node. So recursive schemas can be combined, and give recursive types.

mod claims;
mod combined;
mod distribute;
mod join;
mod meet;
mod narrower;
mod objects;
mod open;
mod rings;
mod same;
mod texts;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};

use super::raw::{Discriminator, Join, JoinBranch, Raw};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Property, Shape, TypeId, Untyped, Use};
use crate::limits::Limit;
use crate::nearest::nearest;
use crate::shape::settle::sweep;
use crate::shape::shaper::{Shaper, Site};
use combined::Combined;

/// The progress of a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Todo,
    Busy,
    Done,
}

/// Facts about unions beside their shape, and about objects that unions were resolved to.
#[derive(Clone, Debug, Default)]
pub(in crate::shape) struct UnionFacts {
    /// `discriminator`
    pub(in crate::shape) discriminator: Option<Discriminator>,
    /// The component that each branch came from.
    pub(in crate::shape) origins: Vec<Option<TypeId>>,
    /// Whether several branches may match at once.
    pub(in crate::shape) several: bool,
}

/// The pass.
pub(super) struct Resolver<'s, 'a> {
    shaper: &'s mut Shaper<'a>,
    states: HashMap<TypeId, State>,
    unions: HashMap<TypeId, UnionFacts>,
    /// Nodes that combine others.
    combined: Combined,
    /// New nodes that must still be resolved.
    later: VecDeque<TypeId>,
    /// The known ends of alias chains.
    ends: RefCell<HashMap<TypeId, End>>,
    /// How many properties were copied into objects that include others, and the limit.
    copied: usize,
    most_copied: usize,
    /// How many parts combinations may have.
    most_combined: usize,
}

/// The end of a chain of aliases.
#[derive(Clone, Copy)]
struct End {
    ty: Use,
    /// The first node on the way that combines others.
    made: Option<TypeId>,
}

/// Gives every node its final shape.
pub(in crate::shape) fn resolve(shaper: &mut Shaper<'_>) -> HashMap<TypeId, UnionFacts> {
    sweep::straighten(shaper);
    rings::open(shaper);
    let mut ids: Vec<TypeId> = shaper.raw.keys().copied().collect();
    ids.sort_unstable();
    let states = ids.iter().map(|id| (*id, State::Todo)).collect();
    let declared: usize = (shaper.graph.types.iter())
        .map(|node| match &node.shape {
            Shape::Object(object) => object.properties.len(),
            _ => 0,
        })
        .sum();
    let most = shaper.input.limits.of(Limit::Inherited);
    let most_copied = most.saturating_add(declared.saturating_mul(10));
    let schemas = shaper.graph.types.len();
    let most = shaper.input.limits.of(Limit::Combined);
    let most_combined = most.saturating_add(schemas.saturating_mul(2));
    let mut resolver = Resolver {
        shaper,
        states,
        unions: HashMap::new(),
        combined: Combined::default(),
        later: VecDeque::new(),
        ends: RefCell::default(),
        copied: 0,
        most_copied,
        most_combined,
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
    open::settle(shaper, &mut unions);
    undeclared(shaper);
    claims::report(shaper);
    unions
}

/// Reports required properties that no schema declares. Any value is kept; because some documents only misspell a name, they
/// are optional.
fn undeclared(shaper: &mut Shaper<'_>) {
    let mut parts: HashSet<TypeId> = HashSet::new();
    for raw in shaper.raw.values() {
        if let Raw::Meet(meet) = raw {
            parts.extend(meet.parts.iter().map(|part| part.ty));
        }
    }
    let mut found: Vec<(TypeId, Vec<String>)> = Vec::new();
    for (id, names) in &shaper.required {
        // A schema that is only a part may rely on others to declare it.
        if !parts.contains(id) && matches!(shaper.graph[*id].shape, Shape::Object(_)) {
            found.push((*id, names.clone()));
        }
    }
    found.sort_unstable();
    for (id, names) in found {
        let meant: Vec<String> = names
            .iter()
            .filter_map(|name| meant(&shaper.graph[id].shape, name))
            .collect();
        keep(shaper, id, &names);
        let pointer = format!("{}/required", shaper.graph[id].pointer);
        let names: Vec<_> = names
            .iter()
            .map(|name| crate::shape::annotation::notes::code(name))
            .collect();
        let what = match names.len() {
            1 => "which is not a property",
            _ => "which are no properties",
        };
        let message = format!("`required` lists {}, {what}", names.join(", "));
        let place = (shaper.input.place)(&pointer);
        let warning = Diagnostic::warning(Code::UnknownRequired, place, message);
        shaper.diagnostics.push(match meant.is_empty() {
            true => warning,
            false => warning.label(format!("did you mean {}?", meant.join(", "))),
        });
    }
}

/// The property that a name in `required` may be a misspelling of.
fn meant(shape: &Shape, name: &str) -> Option<String> {
    let Shape::Object(object) = shape else {
        return None;
    };
    let known = object.properties.iter().map(|one| one.wire.as_str());
    nearest(name, known).map(crate::shape::annotation::notes::code)
}

/// Adds properties of any value to an object without a map for undeclared ones.
fn keep(shaper: &mut Shaper<'_>, id: TypeId, names: &[String]) {
    let pointer = format!("{}/required", shaper.graph[id].pointer);
    let site = Site::root(&pointer, false);
    for name in names {
        let any = shaper.any(&site, Untyped::Undeclared);
        let Shape::Object(object) = &mut shaper.graph[id].shape else {
            return;
        };
        let is_declared = object.properties.iter().any(|one| one.wire == *name);
        if object.additional.is_some() || is_declared {
            continue;
        }
        let property = Property::new(name.clone(), any, pointer.clone());
        object.properties.push(property);
    }
}

/// A node that is being resolved.
struct Step {
    id: TypeId,
    /// The nodes that must be resolved before.
    wants: Vec<TypeId>,
    /// Whether that list includes indirect ones.
    is_full: bool,
}

impl Resolver<'_, '_> {
    /// Records the combination of a node, so that the same combination elsewhere is the same node.
    fn enrol(&mut self, id: TypeId) {
        if let Some(Raw::Meet(meet)) = self.shaper.raw.get(&id)
            && meet.discriminator.is_none()
        {
            self.combined.enrol(&meet.parts, &meet.required, id);
        }
    }

    /// Resolves a node and its dependencies.
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

    /// The nodes behind these uses that are not resolved yet.
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

    /// The dependencies inside the branches of combined unions.
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
        let (end, is_known) = self.end_of(ty);
        (end.ty, is_known)
    }

    /// The same, with the first combined node on the way. Known ends are cached, so that no chain is walked twice.
    fn end_of(&self, ty: Use) -> (End, bool) {
        let mut path: Vec<Use> = Vec::new();
        let mut at = ty;
        let (mut end, is_known) = loop {
            if let Some(end) = self.ends.borrow().get(&at.ty) {
                break (*end, true);
            }
            let end = End {
                ty: Use {
                    ty: at.ty,
                    nullable: self.shaper.nullable[at.ty],
                },
                made: self.combined.is_made(at.ty).then_some(at.ty),
            };
            let is_done = self.states.get(&at.ty).copied().unwrap_or(State::Done) == State::Done;
            match self.shaper.graph[at.ty].shape {
                // More steps than nodes means a cycle.
                Shape::Alias(next) if is_done && path.len() < self.shaper.graph.types.len() => {
                    path.push(at);
                    at = next;
                }
                Shape::Alias(_) => break (end, false),
                _ => break (end, is_done),
            }
        };
        for from in path.into_iter().rev() {
            end.ty.nullable |= at.nullable | self.shaper.nullable[from.ty];
            if self.combined.is_made(from.ty) {
                end.made = Some(from.ty);
            }
            if is_known {
                self.ends.borrow_mut().insert(from.ty, end);
            }
            at = from;
        }
        end.ty.nullable |= ty.nullable;
        (end, is_known)
    }

    /// The node at the end of all aliases. `None` while it is not known.
    fn settled(&self, ty: Use) -> Option<Use> {
        let (end, is_known) = self.end(ty);
        is_known.then_some(end)
    }

    /// The shape at the end of all aliases; `None` while it is not known.
    fn look(&self, ty: Use) -> Option<&Shape> {
        let ty = self.settled(ty)?;
        Some(&self.shaper.graph[ty.ty].shape)
    }

    /// A new node.
    fn fresh(&mut self, shape: Shape, pointer: &str, like: TypeId) -> TypeId {
        let request = self.shaper.request[like];
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

/// An edge without null.
fn bare(ty: TypeId) -> Use {
    Use {
        ty,
        nullable: false,
    }
}
