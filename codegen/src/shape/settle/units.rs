//! Branches that are a single value: variants that hold nothing, such as `Idle` for `const: idle`.
//!
//! In a union whose branches are the properties of objects, as serde tags enums, all strings are such variants: that is
//! how serde writes those that hold nothing. Elsewhere a list of several values stays a type of its own. A component that
//! lists one value stays the type of its branch: the document names it, and it may list a second one later. One that is a
//! constant has its name, but there is nothing to hold.

use std::collections::BTreeSet;

use crate::graph::{EnumValue, Hints, Meta, Shape, TypeGraph, TypeId, TypeNode, UnionBranch, Use};

/// Finds such branches, and gives each value a branch.
pub(in crate::shape) fn settle(graph: &mut TypeGraph) {
    let heads: BTreeSet<TypeId> = graph.answer_heads().into_keys().collect();
    for id in (0..).map(TypeId).take(graph.types.len()) {
        let Shape::Union(union) = &graph[id].shape else {
            continue;
        };
        let is_external = union.branches.iter().any(|branch| branch.under.is_some());
        let is_unit = |branch: &UnionBranch| units(graph, branch, is_external).is_some();
        if heads.contains(&id) || !union.branches.iter().any(is_unit) {
            continue;
        }
        let mut branches = Vec::with_capacity(union.branches.len());
        for branch in union.branches.clone() {
            match units(graph, &branch, is_external) {
                None => branches.push(branch),
                Some(Units::Named) => branches.push(UnionBranch {
                    unit: true,
                    ..branch
                }),
                Some(Units::Listed(values)) => {
                    let node = graph[graph.behind(branch.ty).ty].clone();
                    let added = values
                        .into_iter()
                        .map(|value| unit(graph, &node, &branch, value));
                    branches.extend(added);
                }
            }
        }
        if let Shape::Union(union) = &mut graph[id].shape {
            union.branches = branches;
        }
    }
}

/// What single values a branch is.
enum Units {
    /// That of a component.
    Named,
    /// Those that it lists itself.
    Listed(Vec<EnumValue>),
}

fn units(graph: &TypeGraph, branch: &UnionBranch, is_external: bool) -> Option<Units> {
    if branch.under.is_some() || branch.unit {
        return None;
    }
    let is_named = graph[branch.ty.ty].component.is_some();
    let node = &graph[graph.behind(branch.ty).ty];
    match &node.shape {
        _ if node.hints.open => None,
        Shape::Constant(_) if is_named => Some(Units::Named),
        Shape::Constant(value) => Some(Units::Listed(vec![EnumValue::new(value.clone())])),
        Shape::Enum(values) if !is_named && (values.len() == 1 || is_external) => {
            Some(Units::Listed(values.clone()))
        }
        _ => None,
    }
}

/// The branch of one value of those that a node lists.
fn unit(
    graph: &mut TypeGraph,
    node: &TypeNode,
    branch: &UnionBranch,
    value: EnumValue,
) -> UnionBranch {
    let mut meta = branch.meta.clone();
    let own = &node.meta;
    if !value.description.is_empty() {
        meta.description = value.description;
    } else if meta.description.is_empty() {
        meta.description.clone_from(&own.description);
    }
    meta.deprecated |= value.deprecated || own.deprecated;
    let title = match node.shape {
        Shape::Constant(_) => own.title.clone(),
        // the title of a list is that of none of its values
        _ => None,
    };
    let named = TypeNode {
        shape: Shape::Constant(value.value),
        meta: Meta {
            title: value.name.or(title),
            ..Meta::default()
        },
        pointer: node.pointer.clone(),
        component: None,
        hints: Hints::default(),
        untyped: None,
    };
    let ty = Use {
        ty: TypeId(graph.types.len() as u32),
        nullable: branch.ty.nullable,
    };
    graph.types.push(named);
    UnionBranch {
        unit: true,
        ..UnionBranch::new(ty, meta)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::schemas;

    #[track_caller]
    fn test(union: &str, expected: &str) {
        let text = format!(
            "A: {{{union}}}\n\
             Named: {{type: object, required: [n], properties: {{n: {{type: string}}}}}}\n\
             Idle: {{const: idle}}\nMode: {{type: string, enum: [auto]}}"
        );
        let text = text.replace('@', "$ref: '#/components/schemas/");
        assert_eq!(schemas(&text).component("A"), expected, "{union}");
    }

    #[test]
    fn single_values_hold_nothing() {
        test("oneOf: [{const: idle}, {@Named'}]", r#"(="idle"! | Named)"#);
        test(
            "anyOf: [{@Named'}, {const: 7}, {enum: [true]}]",
            "(Named | =7! | =true!)",
        );
        test(
            "oneOf: [{type: string, enum: [a]}, {type: string, enum: [b]}, {@Named'}]",
            r#"(="a"! | ="b"! | Named)"#,
        );
        test(
            "oneOf: [{const: a}, {const: a}, {@Named'}]",
            r#"(="a"! | Named)"#,
        );
        test(
            "oneOf: [{const: 1}, {const: 1.5}, {@Named'}]",
            "(=1! | =1.5! | Named)",
        );
        test("oneOf: [{@Idle'}, {@Named'}]", "(Idle! | Named)");
    }

    #[test]
    fn what_lists_more_or_may_list_more_is_a_type() {
        test("oneOf: [{@Mode'}, {@Named'}]", "(Mode | Named)");
        test(
            "oneOf: [{enum: [a, b]}, {@Named'}]",
            r#"(enum("a" "b") | Named)"#,
        );
        test(
            "oneOf: [{const: a}, {enum: [b, c]}, {@Named'}]",
            r#"(enum("a" "b" "c") | Named)"#,
        );
        test(
            "anyOf: [{const: a}, {type: string}, {@Named'}]",
            r#"(enum("a") | Named)"#,
        );
        // nothing but listed values
        test("oneOf: [{const: a}, {const: b}]", r#"enum("a" "b")"#);
        test("oneOf: [{const: a}, {const: 1}]", r#"enum("a" 1)"#);
    }

    #[test]
    fn beside_the_properties_of_objects_each_string_is_a_variant() {
        test(
            "oneOf: [{type: string, enum: [a, b]}, {type: object, required: [c], properties: {c: {type: integer}}}]",
            r#"(="a"! | ="b"! | I64 under c)"#,
        );
    }
}
