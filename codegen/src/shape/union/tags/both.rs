//! `anyOf`: a branch for values that match several branches at once, with the properties of all.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::mem::discriminant;

use super::alike::{alike, exclude, kind, may_differ};
use super::apart::apart;
use super::groups::{Branch, Group, Tagged, groups};
use super::look::{Guard, end};
use super::wide::widest;
use crate::diagnostic::Code;
use crate::graph::{ObjectShape, Property, Shape, TypeGraph, TypeId, UnionBranch, Use};
use crate::limits::Limit;
use crate::shape::shaper::{Shaper, Site};
use crate::shape::union::resolve::UnionFacts;
use crate::tally::one_more;

/// Adds a branch with the properties of all objects that no tag distinguishes, for values that hold more than any of them
/// declares.
pub(super) fn both(
    shaper: &mut Shaper<'_>,
    id: TypeId,
    uses: &[Use],
    guards: &[Guard],
    facts: &HashMap<TypeId, UnionFacts>,
) -> Vec<UnionBranch> {
    let most = shaper.input.limits.of(Limit::Combinations);
    let is_told = facts
        .get(&id)
        .is_some_and(|own| own.discriminator.is_some());
    let is_told = is_told || (uses.iter()).any(|ty| is_resource(&shaper.graph, ty, most));
    // programs decide what they send
    let is_sent = shaper.request[id];
    let is_open = match &shaper.graph[id].shape {
        Shape::Union(union) => (union.branches.iter()).any(|one| shaper.graph.is_any(one.ty)),
        _ => false,
    };
    let groups = groups(uses, guards, is_told);
    let mut out = Vec::new();
    for Group {
        members: group,
        tags,
        lacks,
    } in groups
    {
        let inner = (group.iter())
            .map(|(ty, _)| inner_objects(&shaper.graph, *ty, most))
            .fold(0, usize::saturating_add);
        if inner > 0 && (group.iter()).any(|(ty, _)| is_resource(&shaper.graph, ty, most)) {
            continue;
        }
        if inner > most {
            let pointer = shaper.graph[id].pointer.clone();
            let message = format!(
                "more than {most} objects are branches of branches here: a value that fits several keeps the properties of one"
            );
            let limit = Limit::Combinations;
            shaper.cut_short(limit, Code::AmbiguousUnion, &pointer, message);
            continue;
        }
        let Some(Whole {
            object: mut whole,
            members,
            unlike,
        }) = whole(&shaper.graph, &group, facts, is_sent)
        else {
            continue;
        };
        let (keys, two_keys) = demanded(&members);
        for property in &mut whole.properties {
            property.required |= !two_keys && keys.contains(&property.wire);
        }
        let pointer = shaper.graph[id].pointer.clone();
        let site = Site::root(&pointer, shaper.request[id]);
        for (at, types) in unlike {
            if let Some(property) = whole.properties.get_mut(at)
                && !lacks.contains(&property.wire)
            {
                let nullable = property.ty.nullable;
                property.ty = widest(shaper, &types, &site);
                property.ty.nullable |= nullable;
            }
        }
        let properties = &mut whole.properties;
        properties.retain(|property| !lacks.contains(&property.wire));
        let mut tags = tags;
        tags.extend(lacks.into_iter().map(|name| (name, Vec::new())));
        let ty = shaper.node(Shape::Object(whole), &site);
        let title = match members.len() == 2 && !is_open {
            true => "Both",
            false => "Several",
        };
        shaper.graph[ty].meta.title = Some(title.to_owned());
        out.push(UnionBranch {
            ty: Use {
                ty,
                nullable: false,
            },
            tags,
            keys,
            several: true,
            two_keys,
            under: None,
            unit: false,
            meta: crate::graph::Meta {
                title: Some(title.to_owned()),
                description: "What fits several of the others at once.".to_owned(),
                ..crate::graph::Meta::default()
            },
        });
    }
    out
}

/// The combination of several branches.
struct Whole<'g> {
    /// The properties of all of them; required if all require it.
    object: ObjectShape,
    members: Vec<Member<'g>>,
    /// The properties whose types differ, with these types: a value of one may match another as well.
    unlike: BTreeMap<usize, Vec<Use>>,
}

/// One of several branches that may match at once.
struct Member<'g> {
    guard: &'g Guard,
    /// The properties that all its values have.
    must: BTreeSet<String>,
}

impl<'g> Member<'g> {
    fn new(guard: &'g Guard, objects: &[&ObjectShape]) -> Self {
        let mut all = objects.iter().map(|object| {
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

/// The properties of a value that matches several branches, and whether two of them are enough.
fn demanded(members: &[Member<'_>]) -> (Vec<String>, bool) {
    let (untagged, tagged): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
        (members.iter()).partition(|member| member.guard.tags.is_empty());
    if let [first, second] = members {
        return ((&first.must | &second.must).into_iter().collect(), false);
    }
    // if more than two have a key of their own, any two may match
    let own = members
        .iter()
        .map(|member| member.guard.keys.first().cloned());
    if let Some(keys) = own.collect::<Option<Vec<String>>>()
        && tagged.is_empty()
    {
        return (keys, true);
    }
    let mut all = members.iter().map(|member| member.must.clone());
    let first = all.next().unwrap_or_default();
    let mut keys = all.fold(first, |keys, other| &keys & &other);
    // if no two of those with tags match, the only one without is one of the matching ones
    let mut apart = apart(tagged.iter().map(|member| member.guard)).into_iter();
    if let ([only], true) = (&untagged[..], apart.all(|apart| apart)) {
        keys.extend(only.must.iter().cloned());
    }
    (keys.into_iter().collect(), false)
}

/// The properties of all branches. `None` if a branch already declares all properties of values that match several. Objects
/// that keep undeclared properties lose none.
fn whole<'g>(
    graph: &TypeGraph,
    group: &[Branch<'g>],
    facts: &HashMap<TypeId, UnionFacts>,
    is_sent: bool,
) -> Option<Whole<'g>> {
    let mut whole = ObjectShape::default();
    let mut unlike: BTreeMap<usize, Vec<Use>> = BTreeMap::new();
    // whether a value that matches several objects may have a property that only some of them fully declare
    let mut can_differ = false;
    let mut is_made = false;
    let mut nullable: BTreeSet<usize> = BTreeSet::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut required: HashMap<&str, usize> = HashMap::new();
    let mut objects = Vec::with_capacity(group.len());
    let mut members = Vec::with_capacity(group.len());
    // those of which no other object reads the value
    let mut of_kinds: HashSet<&str> = HashSet::new();
    // how many declare a property
    let mut declared: HashMap<&str, usize> = HashMap::new();
    let mut guards: Vec<&Guard> = Vec::with_capacity(group.len());
    for (ty, guard) in group {
        let start = objects.len();
        for (id, object) in objects_of(graph, *ty, usize::MAX) {
            objects.push(object);
            // a combination of objects declares more than each of them
            is_made |= facts.get(&id).is_some_and(|facts| facts.several);
        }
        let own = objects.get(start..).unwrap_or_default();
        guards.resize(objects.len(), guard);
        if !own.is_empty() {
            members.push(Member::new(guard, own));
        }
        for property in own.iter().flat_map(|object| &object.properties) {
            one_more(declared.entry(&property.wire).or_default());
            let count: &mut usize = required.entry(&property.wire).or_default();
            *count = count.saturating_add(usize::from(property.required));
            let known = places.get(property.wire.as_str()).copied();
            if property.ty.nullable {
                nullable.insert(known.unwrap_or(whole.properties.len()));
            }
            match known.and_then(|at| Some((at, whole.properties.get_mut(at)?))) {
                None => {
                    places.insert(&property.wire, whole.properties.len());
                    whole.properties.push(Property {
                        tag: None,
                        ..property.clone()
                    });
                }
                Some((at, known)) => {
                    if !alike(graph, known.ty, property.ty) {
                        let types = unlike.entry(at).or_insert_with(|| vec![known.ty]);
                        types.push(property.ty);
                        let kinds =
                            [known.ty, property.ty].map(|ty| kind(&graph[end(graph, ty)].shape));
                        if let [Some(one), Some(other)] = kinds
                            && discriminant(&one) != discriminant(&other)
                        {
                            of_kinds.insert(&property.wire);
                        }
                        can_differ |= is_made || may_differ(graph, known.ty, property.ty);
                    }
                    // null is what one allows, and what the other does not say of all its values
                    let is_loose = |one: &Property, other: &Property| {
                        one.partial && !one.ty.nullable && other.ty.nullable
                    };
                    let may_be_null = is_loose(known, property) || is_loose(property, known);
                    can_differ |= may_be_null;
                    known.ty.nullable &= property.ty.nullable;
                    known.ty.nullable |= may_be_null;
                }
            }
        }
    }
    let is_required = |wire: &str| required.get(wire) == Some(&objects.len());
    // a value that lacks a tag is not tried as the object of that tag, while others don't ask for it
    let tagged = Tagged::new(group);
    let is_passed_over = |object: &ObjectShape, guard: &Guard| {
        let mut properties = object.properties.iter();
        tagged.may_pass_over(guard)
            && properties.any(|property| {
                let is_shared = declared.get(property.wire.as_str()) == Some(&objects.len());
                let is_read = is_shared && !of_kinds.contains(property.wire.as_str());
                !is_read && !guard.optional.contains(&property.wire)
            })
    };
    let mut all = objects.iter().zip(&guards);
    let passes_over = all.any(|(object, guard)| is_passed_over(object, guard));
    // one that accepts values of any of them
    let takes_all = |(object, guard): (&&ObjectShape, &&Guard)| {
        let mut properties = object.properties.iter();
        object.properties.len() == whole.properties.len()
            && unlike.is_empty()
            && !is_passed_over(object, guard)
            && properties.all(|one| {
                let place = places.get(one.wire.as_str());
                let may_be_null = place.is_some_and(|at| nullable.contains(at));
                (!one.required || is_required(&one.wire)) && (one.ty.nullable || !may_be_null)
            })
    };
    let exclude_each_other = match objects[..] {
        [first, second] => exclude(graph, first, second),
        _ => false,
    };
    if members.len() < 2
        || exclude_each_other
        || (is_sent || !can_differ) && !passes_over && is_chain(&objects)
        || objects.iter().zip(&guards).any(takes_all)
    {
        return None;
    }
    // a value matches both of two objects, but not all of more: it may be null as soon as one of these allows that
    let is_all = objects.len() == 2;
    for (at, property) in whole.properties.iter_mut().enumerate() {
        property.required = is_required(&property.wire);
        property.ty.nullable |= !is_all && nullable.contains(&at);
    }
    Some(Whole {
        object: whole,
        members,
        unlike,
    })
}

/// Whether a branch may be a marked resource: a value is that resource and no other.
fn is_resource(graph: &TypeGraph, ty: &Use, most: usize) -> bool {
    let objects = objects_of(graph, *ty, most);
    objects.iter().any(|(id, _)| {
        let hints = &graph[*id].hints;
        hints.resource.is_some() || hints.class.is_some()
    })
}

/// How many objects a branch may be if it is itself a union; counted up to `most`.
fn inner_objects(graph: &TypeGraph, ty: Use, most: usize) -> usize {
    match graph[end(graph, ty)].shape {
        Shape::Union(_) => objects_of(graph, ty, most).len(),
        _ => 0,
    }
}

/// The objects that a branch may be, including those of nested unions. Objects that keep undeclared properties lose none.
/// Stops at more than `most`.
fn objects_of(graph: &TypeGraph, ty: Use, most: usize) -> Vec<(TypeId, &ObjectShape)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![ty];
    while let Some(ty) = stack.pop().filter(|_| found.len() <= most) {
        let id = end(graph, ty);
        match &graph[id].shape {
            Shape::Object(object) if object.additional.is_none() && object.patterns.is_empty() => {
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
fn is_chain(objects: &[&ObjectShape]) -> bool {
    let mut objects = objects.to_vec();
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
