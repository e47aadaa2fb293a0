//! What the objects of several branches, taken together, say of a value that matches several of them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::mem::discriminant;

use super::alike::{alike, exclude, kind, may_differ};
use super::groups::{Branch, Tagged};
use super::look::{Guard, end};
use crate::graph::{ObjectShape, Property, Shape, TypeGraph, TypeId, Use};
use crate::shape::union::resolve::UnionFacts;
use crate::tally::one_more;

/// The combination of several branches.
pub(super) struct Whole<'g> {
    /// The properties of all of them; required if all require it.
    pub(super) object: ObjectShape,
    pub(super) members: Vec<Member<'g>>,
    /// The properties whose types differ, by their places, with these types: a value of one may match another as well.
    pub(super) unlike: Vec<(usize, Vec<Use>)>,
}

/// One of several branches that may match at once.
pub(super) struct Member<'g> {
    pub(super) guard: &'g Guard,
    /// The properties that all its values have.
    pub(super) must: BTreeSet<String>,
}

impl<'g> Member<'g> {
    fn new(guard: &'g Guard, objects: &[(&ObjectShape, &Guard)]) -> Self {
        let mut all = objects.iter().map(|(object, _)| {
            let required = object.properties.iter().filter(|one| one.required);
            let names: BTreeSet<&str> = required.map(|one| one.wire.as_str()).collect();
            names
        });
        let first = all.next().unwrap_or_default();
        let must = all.fold(first, |must, other| &must & &other);
        Self {
            guard,
            must: must.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// The properties of all branches. `None` if a branch already declares all properties of values that match several. Objects
/// that keep undeclared properties lose none, nor do those that are `told` from the others. Programs decide what they send (`is_sent`).
pub(super) fn whole<'g>(
    graph: &TypeGraph,
    group: &[Branch<'g>],
    facts: &HashMap<TypeId, UnionFacts>,
    told: &HashSet<TypeId>,
    is_sent: bool,
) -> Option<Whole<'g>> {
    let mut all = Gathered::new(graph);
    for (ty, guard) in group {
        let start = all.objects.len();
        for (id, object) in objects_of(graph, *ty, told, usize::MAX) {
            // a combination of objects declares more than each of them
            all.is_made |= facts.get(&id).is_some_and(|facts| facts.several);
            all.add(object, guard);
        }
        if let Some(own) = all.objects.get(start..).filter(|own| !own.is_empty()) {
            all.members.push(Member::new(guard, own));
        }
    }
    all.finished(&Tagged::new(group), is_sent)
}

/// The objects of several branches.
struct Gathered<'t, 'g> {
    graph: &'t TypeGraph,
    objects: Vec<(&'t ObjectShape, &'g Guard)>,
    members: Vec<Member<'g>>,
    properties: Vec<Said>,
    /// The places of the properties.
    places: HashMap<&'t str, usize>,
    /// Whether one of the objects is made of several.
    is_made: bool,
    /// Whether a value that matches several objects may have a property that only some of them fully declare.
    can_differ: bool,
}

/// What objects say of a property.
struct Said {
    /// As the first of them declares it; null if all that a value may match at once allow that.
    property: Property,
    /// How many declare it.
    declared: usize,
    /// How many require it.
    required: usize,
    /// Whether it may be null in one of them.
    nullable: bool,
    /// Its types, if they differ.
    unlike: Vec<Use>,
    /// Whether these are of different kinds of JSON: no other object reads the value.
    of_kinds: bool,
}

impl<'t, 'g> Gathered<'t, 'g> {
    fn new(graph: &'t TypeGraph) -> Self {
        Self {
            graph,
            objects: Vec::new(),
            members: Vec::new(),
            properties: Vec::new(),
            places: HashMap::new(),
            is_made: false,
            can_differ: false,
        }
    }

    /// Adds an object of a branch.
    fn add(&mut self, object: &'t ObjectShape, guard: &'g Guard) {
        self.objects.push((object, guard));
        for property in &object.properties {
            let known = self.places.get(property.wire.as_str());
            match known.and_then(|at| self.properties.get_mut(*at)) {
                Some(known) => self.can_differ |= known.add(self.graph, property),
                None => {
                    self.places.insert(&property.wire, self.properties.len());
                    self.properties.push(Said::new(property));
                }
            }
        }
    }

    fn said(&self, wire: &str) -> Option<&Said> {
        self.properties.get(*self.places.get(wire)?)
    }

    /// Whether all objects require a property.
    fn is_required(&self, said: &Said) -> bool {
        said.required == self.objects.len()
    }

    /// Whether a value of an object, since it lacks a tag, is not tried as this object, while others don't ask for the tag,
    /// and no other reads all of it.
    fn is_passed_over(&self, tagged: &Tagged<'_>, object: &ObjectShape, guard: &Guard) -> bool {
        let is_read = |said: &Said| said.declared == self.objects.len() && !said.of_kinds;
        let mut properties = object.properties.iter();
        tagged.may_pass_over(guard)
            && properties.any(|property| {
                !self.said(&property.wire).is_some_and(is_read)
                    && !guard.optional.contains(&property.wire)
            })
    }

    /// Whether an object accepts values of any of them.
    fn takes_all(&self, object: &ObjectShape) -> bool {
        let mut properties = object.properties.iter();
        object.properties.len() == self.properties.len()
            && self.properties.iter().all(|said| said.unlike.is_empty())
            && properties.all(|one| {
                self.said(&one.wire).is_some_and(|said| {
                    (!one.required || self.is_required(said)) && (one.ty.nullable || !said.nullable)
                })
            })
    }

    fn finished(self, tagged: &Tagged<'_>, is_sent: bool) -> Option<Whole<'g>> {
        let exclude_each_other = match self.objects[..] {
            [(first, _), (second, _)] => exclude(self.graph, first, second),
            _ => false,
        };
        let passed_over =
            |(object, guard): &(&ObjectShape, &Guard)| self.is_passed_over(tagged, object, guard);
        let one_takes_all =
            (self.objects.iter()).any(|one| self.takes_all(one.0) && !passed_over(one));
        let is_unlike = self.properties.iter().any(|said| !said.unlike.is_empty());
        let can_differ = self.can_differ || (self.is_made && is_unlike);
        let one_has_all = (is_sent || !can_differ)
            && is_chain(&self.objects)
            && !self.objects.iter().any(passed_over);
        if self.members.len() < 2 || exclude_each_other || one_takes_all || one_has_all {
            return None;
        }
        // a value matches both of two objects, but not all of more: it may be null as soon as one of these allows that
        let is_all = self.objects.len() == 2;
        let required: Vec<bool> = (self.properties.iter())
            .map(|said| self.is_required(said))
            .collect();
        let mut object = ObjectShape::default();
        let mut unlike = Vec::new();
        for ((said, required), at) in self.properties.into_iter().zip(required).zip(0..) {
            let mut property = said.property;
            property.required = required;
            property.ty.nullable |= !is_all && said.nullable;
            object.properties.push(property);
            if !said.unlike.is_empty() {
                unlike.push((at, said.unlike));
            }
        }
        Some(Whole {
            object,
            members: self.members,
            unlike,
        })
    }
}

impl Said {
    fn new(property: &Property) -> Self {
        Self {
            property: Property {
                tag: None,
                ..property.clone()
            },
            declared: 1,
            required: usize::from(property.required),
            nullable: property.ty.nullable,
            unlike: Vec::new(),
            of_kinds: false,
        }
    }

    /// Adds what another object declares. Whether a value that matches both may have what only one of them declares.
    fn add(&mut self, graph: &TypeGraph, property: &Property) -> bool {
        let known = &mut self.property;
        one_more(&mut self.declared);
        self.required = (self.required).saturating_add(usize::from(property.required));
        self.nullable |= property.ty.nullable;
        let is_unlike = !alike(graph, known.ty, property.ty);
        if is_unlike {
            if self.unlike.is_empty() {
                self.unlike.push(known.ty);
            }
            self.unlike.push(property.ty);
            let kinds = [known.ty, property.ty].map(|ty| kind(&graph[end(graph, ty)].shape));
            if let [Some(one), Some(other)] = kinds {
                self.of_kinds |= discriminant(&one) != discriminant(&other);
            }
        }
        // null is what one allows, and what the other does not say of all its values
        let is_loose =
            |one: &Property, other: &Property| one.partial && !one.ty.nullable && other.ty.nullable;
        let may_be_null = is_loose(known, property) || is_loose(property, known);
        let can_differ = may_be_null || (is_unlike && may_differ(graph, known.ty, property.ty));
        known.ty.nullable = may_be_null || (known.ty.nullable && property.ty.nullable);
        can_differ
    }
}

/// The objects that a branch may be, including those of nested unions. Objects that keep undeclared properties lose none.
/// Without those that are `told` apart; stops at more than `most`.
pub(super) fn objects_of<'t>(
    graph: &'t TypeGraph,
    ty: Use,
    told: &HashSet<TypeId>,
    most: usize,
) -> Vec<(TypeId, &'t ObjectShape)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![ty];
    while let Some(ty) = stack.pop().filter(|_| found.len() <= most) {
        let id = end(graph, ty);
        match &graph[id].shape {
            Shape::Object(object)
                if object.additional.is_none()
                    && object.patterns.is_empty()
                    && !told.contains(&id) =>
            {
                found.push((id, object));
            }
            Shape::Union(union) if seen.insert(id) => {
                stack.extend(union.branches.iter().rev().map(|branch| branch.ty));
            }
            _ => {}
        }
    }
    found
}

/// Whether each object has all properties of smaller ones: the largest matching one declares the whole value.
fn is_chain(objects: &[(&ObjectShape, &Guard)]) -> bool {
    let mut objects: Vec<&ObjectShape> = objects.iter().map(|(object, _)| *object).collect();
    objects.sort_by_key(|object| object.properties.len());
    objects.windows(2).all(|pair| {
        let [smaller, larger] = pair else { return true };
        let names: HashSet<&str> = (larger.properties.iter())
            .map(|property| property.wire.as_str())
            .collect();
        let mut properties = smaller.properties.iter();
        properties.all(|property| names.contains(property.wire.as_str()))
    })
}
