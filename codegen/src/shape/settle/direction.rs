//! Requests and answers: a type whose required properties differ by direction becomes two.
//!
//! A required `readOnly` property is required in answers only, a required `writeOnly` one in requests only (OpenAPI 3.0 and
//! 3.1, Schema Object; 2.0 has the first alone). Where reading is tolerant, no required property is certain in an answer, and
//! all of them are in requests.
//!
//! - A type of one direction is changed in place.
//! - A type of both is split where that makes a difference, its own or in what it holds: answers keep the type, requests get
//!   one that is called after it, with `Request` behind the component's name.
//! - What a split type holds without a name of its own is copied, so that both own what is in them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::edges;
use crate::graph::{Property, Shape, TypeGraph, TypeId, TypeNode, Use};
use crate::shape::Loosened;

/// What stands behind a component's name for the type that requests hold.
const REQUEST: &str = "Request";

/// Gives every property the `required` of its direction. `tolerant` says which are not certain in answers.
pub(in crate::shape) fn split(graph: &mut TypeGraph, tolerant: &Loosened) {
    let mut roots = (Vec::new(), Vec::new());
    edges::of_requests(graph, &mut |ty| roots.0.push(ty.ty));
    edges::of_answers(graph, &mut |ty| roots.1.push(ty.ty));
    let requests = graph.reached(roots.0);
    let answers = graph.reached(roots.1);
    let differing = differing(graph, &requests, &answers, tolerant);
    let twins = twins(graph, &differing, &answers);
    for id in &answers {
        loosen(graph, *id, |property| property.write_only);
    }
    for id in requests.iter().filter(|id| !answers.contains(id)) {
        lead(graph, *id, &twins);
        loosen(graph, *id, |property| property.read_only);
    }
    for twin in twins.values() {
        lead(graph, *twin, &twins);
        loosen(graph, *twin, |property| property.read_only);
    }
    edges::of_requests(graph, &mut |ty| follow(ty, &twins));
}

/// The types of requests that are others in answers, by themselves or by what they hold.
fn differing(
    graph: &mut TypeGraph,
    requests: &BTreeSet<TypeId>,
    answers: &BTreeSet<TypeId>,
    tolerant: &Loosened,
) -> BTreeSet<TypeId> {
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut found = Vec::new();
    for id in requests {
        if answers.contains(id) && differs(graph, *id, tolerant) {
            found.push(*id);
        }
        edges::of_shape(&mut graph.types[id.0 as usize].shape, &mut |ty| {
            holders.entry(ty.ty).or_default().push(*id);
        });
    }
    let mut all = BTreeSet::new();
    while let Some(id) = found.pop() {
        if all.insert(id) {
            found.extend(holders.get(&id).into_iter().flatten());
        }
    }
    all
}

/// Whether a property of the type itself is required in one direction and not in the other.
fn differs(graph: &TypeGraph, id: TypeId, tolerant: &Loosened) -> bool {
    let node = &graph[id];
    let Shape::Object(object) = &graph[id].shape else {
        return false;
    };
    let is_certain =
        |property: &Property| matches!(graph[property.ty.ty].shape, Shape::Constant(_));
    (object.properties.iter())
        .filter(|property| property.required)
        .any(|property| {
            property.read_only != property.write_only
                || (is_loosened(node, property, tolerant) && !is_certain(property))
        })
}

/// Whether settings loosen a property, by itself or with its type.
pub(crate) fn is_loosened(node: &TypeNode, property: &Property, by: &Loosened) -> bool {
    by.is_for(node.component.as_deref(), &node.pointer) || by.is_for(None, &property.pointer)
}

/// Makes the types that requests hold in place of those of both directions.
fn twins(
    graph: &mut TypeGraph,
    differing: &BTreeSet<TypeId>,
    answers: &BTreeSet<TypeId>,
) -> BTreeMap<TypeId, TypeId> {
    let mut twins = BTreeMap::new();
    let mut taken: HashSet<String> = (graph.components.iter())
        .map(|(name, _)| name.clone())
        .collect();
    let mut queue: Vec<TypeId> = (differing.iter().copied())
        .filter(|id| answers.contains(id))
        .collect();
    while let Some(id) = queue.pop() {
        if twins.contains_key(&id) {
            continue;
        }
        let mut node = graph[id].clone();
        // what has no name of its own belongs to the one that holds it
        edges::of_shape(&mut node.shape, &mut |ty| {
            if graph[ty.ty].component.is_none() {
                queue.push(ty.ty);
            }
        });
        rename(&mut taken, &mut node);
        let twin = TypeId(graph.types.len() as u32);
        if let Some(name) = &node.component {
            graph.components.push((name.clone(), twin));
        }
        graph.types.push(node);
        twins.insert(id, twin);
    }
    graph.components.sort_unstable();
    twins
}

/// Calls a copy after what it is a copy of.
fn rename(taken: &mut HashSet<String>, node: &mut TypeNode) {
    let Some(component) = &mut node.component else {
        return;
    };
    component.push_str(REQUEST);
    while taken.contains(component) {
        component.push_str(REQUEST);
    }
    taken.insert(component.clone());
    if let Some(class) = &mut node.hints.class {
        class.push_str(REQUEST);
    }
    node.hints.resource = None;
}

/// Leads the edges of a type to what requests hold.
fn lead(graph: &mut TypeGraph, id: TypeId, twins: &BTreeMap<TypeId, TypeId>) {
    edges::of_shape(&mut graph.types[id.0 as usize].shape, &mut |ty| {
        follow(ty, twins);
    });
}

fn follow(ty: &mut Use, twins: &BTreeMap<TypeId, TypeId>) {
    if let Some(twin) = twins.get(&ty.ty) {
        ty.ty = *twin;
    }
}

/// Lets properties be missing that only the other direction has.
fn loosen(graph: &mut TypeGraph, id: TypeId, is_others: impl Fn(&Property) -> bool) {
    if let Shape::Object(object) = &mut graph.types[id.0 as usize].shape {
        for property in &mut object.properties {
            // what is said to be both says nothing
            if property.read_only != property.write_only && is_others(property) {
                property.required = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::{Shape, TypeGraph};
    use crate::shape::testing::with;
    use crate::shape::{Loosened, ShapeConfig};

    /// The objects among the components, each with its properties; `!` stands behind those that must be there.
    fn listed(graph: &TypeGraph) -> Vec<String> {
        let objects = graph.components.iter().filter_map(|(name, id)| {
            let Shape::Object(object) = &graph[*id].shape else {
                return None;
            };
            let mut out = format!("{name}:");
            for property in &object.properties {
                let mark = if property.required { "!" } else { "" };
                let held = graph[property.ty.ty].component.as_ref();
                let held = held.map_or(String::new(), |name| format!("={name}"));
                out += &format!(" {}{held}{mark}", property.wire);
            }
            Some(out)
        });
        objects.collect()
    }

    #[track_caller]
    fn test(sent: &str, answered: &str, schemas: &str, tolerant: bool, want: &[&str]) {
        let mut text = String::from(
            "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    post:\n",
        );
        let schema = |name: &str| {
            format!(
                "{{content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}"
            )
        };
        if !sent.is_empty() {
            text += &format!("      requestBody: {}\n", schema(sent));
        }
        match answered {
            "" => text += "      responses: {'204': {description: D}}\n",
            name => {
                let content = schema(name).replacen('{', "{description: D, ", 1);
                text += &format!("      responses: {{'200': {content}}}\n");
            }
        }
        text += "components:\n  schemas:\n";
        for line in schemas.lines() {
            text += &format!("    {}\n", line.trim());
        }
        let config = ShapeConfig {
            tolerant: Loosened::All(tolerant),
            ..ShapeConfig::default()
        };
        assert_eq!(listed(&with(&text, &config).graph), want);
    }

    const USER: &str = "User: {type: object, required: [id, name, key], properties: {id: {type: string, readOnly: true}, name: {type: string}, key: {type: string, writeOnly: true}}}";

    #[test]
    fn of_one_direction_there_is_one() {
        test("User", "", USER, false, &["User: id name! key!"]);
        test("", "User", USER, false, &["User: id! name! key"]);
    }

    #[test]
    fn of_both_there_are_two() {
        test(
            "User",
            "User",
            USER,
            false,
            &["User: id! name! key", "UserRequest: id name! key!"],
        );
    }

    #[test]
    fn what_is_the_same_stays_one() {
        test(
            "User",
            "User",
            "User: {type: object, required: [name], properties: {id: {type: string, readOnly: true}, name: {type: string}}}",
            false,
            &["User: id name!"],
        );
    }

    #[test]
    fn what_holds_two_is_two() {
        let team = "Team: {type: object, properties: {lead: {$ref: '#/components/schemas/User'}, of: {$ref: '#/components/schemas/Team'}, size: {$ref: '#/components/schemas/Size'}}}
            Size: {type: object, required: [n], properties: {n: {type: integer}}}\n"
            .to_owned()
            + USER;
        test(
            "Team",
            "Team",
            &team,
            false,
            &[
                "Size: n!",
                "Team: lead=User of=Team size=Size",
                "TeamRequest: lead=UserRequest of=TeamRequest size=Size",
                "User: id! name! key",
                "UserRequest: id name! key!",
            ],
        );
        // what only requests hold keeps its name
        test(
            "Team",
            "User",
            &team,
            false,
            &[
                "Size: n!",
                "Team: lead=UserRequest of=Team size=Size",
                "User: id! name! key",
                "UserRequest: id name! key!",
            ],
        );
    }

    #[test]
    fn a_name_that_is_taken() {
        let taken =
            format!("{USER}\nUserRequest: {{type: object, properties: {{a: {{type: string}}}}}}");
        test(
            "User",
            "User",
            &taken,
            false,
            &[
                "User: id! name! key",
                "UserRequest: a",
                "UserRequestRequest: id name! key!",
            ],
        );
    }

    #[test]
    fn tolerant_reading_leaves_making_strict() {
        let thing = "Thing: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: string, enum: [x]}}}";
        test(
            "Thing",
            "Thing",
            thing,
            true,
            &["Thing: a! b!", "ThingRequest: a! b!"],
        );
        test("Thing", "Thing", thing, false, &["Thing: a! b!"]);
    }
}
