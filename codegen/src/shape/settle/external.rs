//! Externally tagged unions, as in serde: each branch has exactly one property, such as `{"Failed": "no disk"}`. The
//! property is the tag, and its value becomes the branch: `Failed(String)` rather than a struct with the field `failed`.
//!
//! An object of such a union has one property. An object with more matches no branch, and is kept as a whole in the union's
//! last variant, so that no property is dropped.

use std::collections::BTreeSet;

use crate::graph::{ObjectShape, Property, Shape, TypeGraph, TypeId, UnionBranch, UnionShape};
use crate::shape::config::ShapeConfig;
use crate::shape::is_loosened;

/// Replaces the branches of such unions by the types of their properties.
pub(in crate::shape) fn collapse(graph: &mut TypeGraph, config: &ShapeConfig) {
    let mut kept: BTreeSet<TypeId> = graph.answer_heads().into_keys().collect();
    kept.extend(parted(graph));
    for id in (0..).map(TypeId).take(graph.types.len()) {
        if kept.contains(&id) {
            continue;
        }
        let Shape::Union(union) = &graph[id].shape else {
            continue;
        };
        let Some(properties) = properties(graph, config, union) else {
            continue;
        };
        let titles: Vec<Option<String>> = (union.branches.iter())
            .map(|branch| graph[branch.ty.ty].meta.title.clone())
            .collect();
        let descriptions: Vec<String> = (union.branches.iter())
            .map(|branch| graph[branch.ty.ty].meta.description.clone())
            .collect();
        let Shape::Union(union) = &mut graph[id].shape else {
            continue;
        };
        let said = titles.into_iter().zip(descriptions);
        for ((branch, property), (title, description)) in
            union.branches.iter_mut().zip(properties).zip(said)
        {
            let Some(property) = property else { continue };
            branch.ty = property.ty;
            (branch.keys, branch.tags) = (Vec::new(), Vec::new());
            branch.meta.title = branch.meta.title.take().or(title);
            let meta = &mut branch.meta;
            for text in [description, property.meta.description.clone()] {
                if meta.description.is_empty() {
                    meta.description = text;
                }
            }
            meta.deprecated |= property.meta.deprecated;
            branch.under = Some(Box::new(property));
        }
    }
}

/// Request bodies that are sent in parts: each property of a form is one.
fn parted(graph: &TypeGraph) -> BTreeSet<TypeId> {
    let bodies = graph.operations.iter().filter_map(|one| one.body.as_ref());
    let forms = bodies.filter(|body| {
        let media_type = body.media_type.to_ascii_lowercase();
        media_type.starts_with("multipart/") || media_type.contains("form-urlencoded")
    });
    let mut open: Vec<TypeId> = forms.map(|body| body.ty.ty).collect();
    let mut out = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !out.insert(id) {
            continue;
        }
        match &graph[id].shape {
            Shape::Alias(inner) => open.push(inner.ty),
            Shape::Union(union) => open.extend(union.branches.iter().map(|branch| branch.ty.ty)),
            _ => {}
        }
    }
    out
}

/// The property of each branch, if all objects of the union have exactly one property, and all other branches are a few
/// strings: the variants without a value.
fn properties(
    graph: &TypeGraph,
    config: &ShapeConfig,
    union: &UnionShape,
) -> Option<Vec<Option<Property>>> {
    let mut out = Vec::with_capacity(union.branches.len());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut others = false;
    let mut larger: Vec<&ObjectShape> = Vec::new();
    for branch in &union.branches {
        match only_property(graph, config, branch) {
            // properties of the same name distinguish nothing
            Some(property) if !seen.insert(&property.wire) => return None,
            Some(property) => out.push(Some(property.clone())),
            None if is_unit(graph, branch) => {
                others = true;
                out.push(None);
            }
            None => {
                let Shape::Object(object) = &graph[branch.ty.ty].shape else {
                    return None;
                };
                larger.push(object);
                out.push(None);
            }
        }
    }
    // a branch for values that match several branches of an `anyOf` has the properties of those
    let is_several = |object: &&ObjectShape| {
        let mut wires = object.properties.iter().map(|one| one.wire.as_str());
        object.properties.len() > 1 && wires.all(|wire| seen.contains(wire))
    };
    let is_tagged = seen.len() > 1 || (others && !seen.is_empty());
    (is_tagged && larger.iter().all(is_several)).then_some(out)
}

/// The only property of the objects of an unnamed branch.
fn only_property<'a>(
    graph: &'a TypeGraph,
    config: &ShapeConfig,
    branch: &UnionBranch,
) -> Option<&'a Property> {
    let node = &graph[branch.ty.ty];
    let Shape::Object(ObjectShape {
        properties,
        additional: None,
        patterns,
    }) = &node.shape
    else {
        return None;
    };
    let [property] = properties.as_slice() else {
        return None;
    };
    let is_told_otherwise = !branch.tags.is_empty() || branch.two_keys || branch.ty.nullable;
    let is_constant = matches!(
        graph[graph.behind(property.ty).ty].shape,
        Shape::Constant(_)
    );
    // settings that make the property optional or nullable apply to a field
    let is_looser = [&config.tolerant, &config.null_is_empty]
        .into_iter()
        .any(|by| by.is_any() && is_loosened(node, property, by));
    let is_plain = property.required
        && !property.read_only
        && !property.write_only
        && property.tag.is_none()
        && !is_constant
        && !is_looser;
    (is_plain && node.component.is_none() && patterns.is_empty() && !is_told_otherwise)
        .then_some(property)
}

/// Whether a branch is one of a few strings.
fn is_unit(graph: &TypeGraph, branch: &UnionBranch) -> bool {
    match &graph[graph.behind(branch.ty).ty].shape {
        Shape::Constant(value) => value.is_string(),
        Shape::Enum(values) => values.iter().all(|one| one.value.is_string()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::config::{KeepUndeclared, Loosened, ShapeConfig};
    use super::super::super::testing::{around_schemas, with};

    #[track_caller]
    fn test(config: &ShapeConfig, union: &str, expected: &str) {
        let schemas = format!(
            "A: {{{union}}}\nNamed: {{type: object, required: [n], properties: {{n: {{type: string}}}}}}"
        );
        let shaped = with(&around_schemas(&schemas), config);
        assert_eq!(shaped.component("A"), expected, "{union}");
    }

    const A: &str = "{type: object, required: [a], properties: {a: {type: string}}}";
    const B: &str = "{type: object, required: [b], properties: {b: {type: array, items: {$ref: '#/components/schemas/Named'}}}}";
    const UNIT: &str = "{type: string, enum: [x, y]}";

    #[test]
    fn each_branch_is_what_its_property_holds() {
        let config = ShapeConfig::default();
        let plain = |union: &str, expected: &str| test(&config, union, expected);
        plain(
            &format!("oneOf: [{A}, {B}]"),
            "(Plain under a | [Named] under b)",
        );
        plain(
            &format!("oneOf: [{UNIT}, {A}]"),
            r#"(="x"! | ="y"! | Plain under a)"#,
        );
        // values that fit both have a branch of their own
        plain(
            &format!("anyOf: [{A}, {B}]"),
            "(Plain under a | [Named] under b | {a: Plain, b: [Named]} has a&b)",
        );
        // a union may hold itself behind a property
        plain(
            "oneOf: [{type: object, required: [not], properties: {not: {$ref: '#/components/schemas/A'}}}, {type: string, enum: [all]}]",
            r#"(A under not | ="all"!)"#,
        );
        let nullable =
            "{type: object, required: [n], properties: {n: {type: integer, nullable: true}}}";
        plain(
            &format!("oneOf: [{A}, {nullable}]"),
            "(Plain under a | I64? under n)",
        );
    }

    #[test]
    fn objects_stay_where_a_property_is_no_tag() {
        let config = ShapeConfig::default();
        let plain = |union: &str, expected: &str| test(&config, union, expected);
        // alone, or beside what is anything else: the server may add properties
        plain(
            &format!("oneOf: [{{type: string}}, {A}]"),
            "(Plain | {a: Plain})",
        );
        plain(
            &format!("oneOf: [{A}, {{$ref: '#/components/schemas/Named'}}]"),
            "({a: Plain} has a | Named has n)",
        );
        plain(
            &format!("oneOf: [{A}, {{type: object, properties: {{b: {{type: string}}}}}}]"),
            "({a: Plain} has a | {b?: Plain})",
        );
        plain(
            &format!(
                "oneOf: [{A}, {{type: object, required: [b, c], properties: {{b: {{type: string}}, c: {{type: string}}}}}}]"
            ),
            "({a: Plain} has a | {b: Plain, c: Plain} has b&c)",
        );
        // the same property, and one that says by its value what it is
        plain(
            &format!(
                "oneOf: [{A}, {{type: object, required: [a], properties: {{a: {{type: integer}}}}}}]"
            ),
            "({a: Plain} | {a: I64})",
        );
        plain(
            "oneOf: [{type: object, required: [a], properties: {a: {type: string, enum: [p]}}}, {type: object, required: [a], properties: {a: {type: string, enum: [q]}}}]",
            r#"({a: ="p"} if a=p | {a: ="q"} if a=q)"#,
        );
        // further properties that are kept
        let open = "{type: object, required: [b], properties: {b: {type: string}}, additionalProperties: {type: string}}";
        plain(
            &format!("oneOf: [{A}, {open}]"),
            "({a: Plain} has a | {b: Plain, *: Plain} has b)",
        );
    }

    #[test]
    fn settings_that_are_for_fields_keep_them() {
        let always = ShapeConfig {
            keep_undeclared: KeepUndeclared::Always,
            ..ShapeConfig::default()
        };
        test(
            &always,
            &format!("oneOf: [{A}, {B}]"),
            "({a: Plain, *: any} has a | {b: [Named], *: any} has b)",
        );
        let tolerant = ShapeConfig {
            tolerant: Loosened::All(true),
            ..ShapeConfig::default()
        };
        test(
            &tolerant,
            &format!("oneOf: [{A}, {B}]"),
            "({a: Plain} has a | {b: [Named]} has b)",
        );
    }
}
