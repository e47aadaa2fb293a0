//! What unions and their branches are called.

use std::collections::BTreeSet;

use super::{document, paths, set};
use crate::config::Config;
use crate::testing;

/// The names of the branches of the type at a path, without the catch-all.
#[track_caller]
fn branches(schemas: &str, path: &str) -> Vec<String> {
    let (_, names) = testing::names(&document(schemas, ""), &Config::default());
    let (id, _) = (names.types.iter())
        .find(|(_, one)| one.join("::") == path)
        .unwrap_or_else(|| panic!("{path} in {:?}", names.types));
    names.variants[id].clone()
}

/// A component brings its package with it wherever that says something: not in the package itself.
#[test]
fn a_component_of_another_package_brings_that_with_it() {
    let union =
        "{oneOf: [{$ref: '#/components/schemas/dock.berth'}, {$ref: '#/components/schemas/boat'}]}";
    let schemas = format!(
        "
dock.berth: {{type: object, x-resourceId: dock.berth, required: [n], properties: {{n: {{type: integer}}}}}}
dock.place: {{type: object, x-resourceId: dock.place, properties: {{at: {union}}}}}
boat: {{type: object, x-resourceId: boat, required: [m], properties: {{m: {{type: string}}, at: {union}}}}}
"
    );
    assert_eq!(
        branches(&schemas, "boat::At"),
        ["DockBerth", "Boat", "Unrecognized"]
    );
    assert_eq!(
        branches(&schemas, "dock::place::At"),
        ["Berth", "Boat", "Unrecognized"]
    );
}

/// An identifier that may be expanded shares its union with all others of the same components, unless these are many. One that
/// is always there has a type of its own.
#[test]
fn a_union_is_shared_where_it_is_expanded_into_few_components() {
    let types = |expanded: bool, count: usize| -> BTreeSet<String> {
        let names = ["a", "b", "c", "d"].iter().take(count);
        let refs: Vec<String> = (names.clone())
            .map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"))
            .collect();
        let refs = refs.join(", ");
        let union = match expanded {
            true => format!(
                "{{anyOf: [{{type: string}}, {refs}], x-expansionResources: {{oneOf: [{refs}]}}}}"
            ),
            false => format!("{{oneOf: [{refs}]}}"),
        };
        let mut schemas: String = names
            .map(|name| {
                format!("{name}: {{type: object, x-resourceId: {name}, properties: {{n: {{type: integer}}}}}}\n")
            })
            .collect();
        schemas +=
            &format!("owner: {{type: object, x-resourceId: owner, properties: {{of: {union}}}}}\n");
        let (types, _) = paths(&schemas, "", &Config::default());
        (types.into_iter())
            .filter(|path| path.len() > 1 && path != "Owner")
            .collect()
    };
    assert_eq!(types(true, 2), set(&["AOrB"]));
    assert_eq!(types(true, 3), set(&["AOrBOrC"]));
    assert_eq!(types(true, 4), set(&["owner::Of"]));
    assert_eq!(types(false, 2), set(&["owner::Of"]));
    assert_eq!(types(false, 4), set(&["owner::Of"]));
}

/// Objects with the same properties are told apart by what these hold: elements of lists, components, required properties.
#[test]
fn the_same_property_tells_apart_by_what_it_holds() {
    let of = |one: &str, other: &str| {
        let schemas = format!(
            "
red: {{type: object}}
blue: {{type: object}}
pay: {{anyOf: [{{type: object, required: [x], properties: {{x: {one}}}}}, {{type: object, required: [x], properties: {{x: {other}}}}}]}}
"
        );
        branches(&schemas, "Pay")
    };
    let list = |item: &str| format!("{{type: array, items: {item}}}");
    let (red, blue) = (
        "{$ref: '#/components/schemas/red'}",
        "{$ref: '#/components/schemas/blue'}",
    );
    assert_eq!(
        of(&list("{type: string}"), &list("{type: integer}")),
        ["XStringList", "XIntegerList", "Unrecognized"]
    );
    assert_eq!(
        of(&list(red), &list(blue)),
        ["XRedList", "XBlueList", "Unrecognized"]
    );
    assert_eq!(of(red, blue), ["XRed", "XBlue", "Unrecognized"]);
    let with = |name: &str| {
        format!("{{type: object, required: [{name}], properties: {{{name}: {{type: string}}}}}}")
    };
    assert_eq!(
        of(&with("left"), &with("right")),
        ["Left", "Right", "Both", "Unrecognized"]
    );
}

/// Where resources are marked, a union with a name of its own keeps its branches in its own module, not in that of its owner.
#[test]
fn a_named_union_keeps_its_branches_to_itself() {
    let schemas = "
owner: {type: object, x-resourceId: owner, properties: {of: {$ref: '#/components/schemas/part'}}}
part: {oneOf: [{type: object, required: [a], properties: {a: {type: integer}, c: {type: integer}}}, {type: object, required: [b], properties: {b: {type: integer}, d: {type: integer}}}]}
";
    let (types, _) = paths(schemas, "", &Config::default());
    assert_eq!(
        types,
        set(&["Owner", "owner::Of", "owner::of::A", "owner::of::B"])
    );
}
