//! Graphs that keep their promises, and graphs that break one.

use std::collections::BTreeSet;

use super::broken_boxes;
use crate::analyse::Edge;
use crate::graph::{
    EnumValue, Hints, Meta, ObjectShape, Property, Shape, TypeGraph, TypeId, TypeNode, UnionBranch,
    UnionShape, Use,
};

fn to(ty: u32) -> Use {
    Use {
        ty: TypeId(ty),
        nullable: false,
    }
}

fn union(branches: &[u32]) -> Shape {
    let branch = |ty: &u32| UnionBranch::new(to(*ty), Meta::default());
    Shape::Union(UnionShape {
        branches: branches.iter().map(branch).collect(),
    })
}

fn object(properties: &[(&str, u32)]) -> Shape {
    let property =
        |(wire, ty): &(&str, u32)| Property::new((*wire).to_owned(), to(*ty), String::new());
    Shape::Object(ObjectShape {
        properties: properties.iter().map(property).collect(),
        additional: None,
        patterns: Vec::new(),
    })
}

fn values(values: &[serde_json::Value]) -> Shape {
    let value = |value: &serde_json::Value| EnumValue {
        value: value.clone(),
        name: None,
        description: String::new(),
        deprecated: false,
    };
    Shape::Enum(values.iter().map(value).collect())
}

fn graph(shapes: Vec<Shape>) -> TypeGraph {
    let node = |(index, shape)| TypeNode {
        shape,
        meta: Meta::default(),
        pointer: format!("#{index}"),
        component: None,
        hints: Hints::default(),
        untyped: None,
    };
    TypeGraph {
        types: shapes.into_iter().enumerate().map(node).collect(),
        ..TypeGraph::default()
    }
}

#[track_caller]
fn test(shapes: Vec<Shape>, broken: &[&str]) {
    assert_eq!(graph(shapes).broken_promises(), broken);
}

#[test]
fn a_sound_graph() {
    test(
        vec![
            object(&[("a", 0), ("b", 1)]),
            union(&[0, 2]),
            Shape::Alias(to(3)),
            values(&["x".into(), 1.into()]),
        ],
        &[],
    );
}

#[test]
fn references_out_of_range() {
    test(
        vec![object(&[("a", 7)]), Shape::Array(to(0))],
        &["#0 leads to type 7, which is none"],
    );
    let mut components = graph(vec![Shape::Any]);
    components.components.push(("A".to_owned(), TypeId(3)));
    assert_eq!(
        components.broken_promises(),
        ["A leads to type 3, which is none"]
    );
}

#[test]
fn aliases_of_aliases() {
    test(
        vec![Shape::Alias(to(1)), Shape::Alias(to(2)), Shape::Any],
        &["#0 is an alias of an alias"],
    );
}

#[test]
fn unions_that_reach_themselves() {
    test(
        vec![
            union(&[1, 2]),
            union(&[2, 3]),
            Shape::Any,
            Shape::Alias(to(0)),
        ],
        &["#0 reaches itself through unions alone"],
    );
    // an object on the way has a byte of its own to read
    test(vec![union(&[1, 2]), object(&[("a", 0)]), Shape::Any], &[]);
    // two ways to one union are no circle
    test(
        vec![
            union(&[1, 2]),
            union(&[2, 3]),
            union(&[3, 4]),
            Shape::Any,
            Shape::Boolean,
        ],
        &[],
    );
}

#[test]
fn what_shapes_must_hold() {
    test(
        vec![union(&[0])],
        &[
            "#0 is a union of fewer branches than 2",
            "#0 reaches itself through unions alone",
        ],
    );
    test(
        vec![values(&[])],
        &["#0 has no values, or one of them twice"],
    );
    test(
        vec![values(&[1.into(), 1.into()])],
        &["#0 has no values, or one of them twice"],
    );
    test(
        vec![values(&[serde_json::Value::Null])],
        &["#0 has null among its values"],
    );
    test(vec![object(&[("a", 0), ("a", 0)])], &["#0 has `a` twice"]);
}

#[test]
fn boxes_are_where_circles_are() {
    let held = |all: &[(u32, u32, u32)]| -> Vec<Edge> {
        let edge = |&(from, slot, to)| Edge { from, slot, to };
        all.iter().map(edge).collect()
    };
    let ring = held(&[(0, 0, 1), (1, 0, 0), (1, 1, 2)]);
    assert_eq!(broken_boxes(3, &ring, &BTreeSet::from([(1, 0)])), [""; 0]);
    assert_eq!(
        broken_boxes(3, &ring, &BTreeSet::from([(1, 1)])),
        [
            "type 0 holds itself by value, or holds one that does",
            "type 1 holds itself by value, or holds one that does",
        ]
    );
    assert_eq!(
        broken_boxes(3, &ring, &BTreeSet::from([(0, 0), (2, 7)])),
        ["slot 7 of type 2 is boxed and holds nothing by value"]
    );
}

#[test]
fn orders() {
    let mut graph = graph(vec![Shape::Any, Shape::Any]);
    graph.components = vec![("B".to_owned(), TypeId(0)), ("A".to_owned(), TypeId(1))];
    graph.types[0].component = Some("B".to_owned());
    assert_eq!(
        graph.broken_promises(),
        [
            "components are not sorted by name",
            "component A is a node that is called otherwise",
        ]
    );
}
