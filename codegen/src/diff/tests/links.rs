//! Items that are found at several paths.

use super::super::side::Side;
use super::super::{Impact, Kind, diff};
use super::{field, item, kind, model, named, pet, text};
use crate::config::Config;
use crate::model::*;
use crate::testing;

/// Another path of an item or a module.
fn link(ident: &str, target: &str) -> Link {
    Link {
        ident: ident.to_owned(),
        target: target.split("::").map(str::to_owned).collect(),
        listed: false,
    }
}

/// A pet whose part lies at one of two places, and is found at the other.
fn with_part(lies_with_its_owner: bool) -> Model {
    let part = Item::Object(Object {
        ident: if lies_with_its_owner {
            "Part"
        } else {
            "PetPart"
        }
        .to_owned(),
        meta: named("part"),
        fields: vec![field("n", text(), Presence::Optional)],
        extra: Vec::new(),
        constructible: true,
    });
    let ty = item(if lies_with_its_owner {
        "pet::Part"
    } else {
        "PetPart"
    });
    let holder = pet(vec![field("part", ty, Presence::Required)], true);
    if lies_with_its_owner {
        let mut model = model(vec![holder, part]);
        model.root.links = vec![link("PetPart", "pet::Part")];
        model
    } else {
        let mut model = model(vec![holder]);
        model.root.items = vec![part];
        model.root.children[0].links = vec![link("Part", "PetPart")];
        model
    }
}

#[test]
fn another_way_to_the_same_item_is_no_change() {
    for (old, new) in [(true, false), (false, true)] {
        let diff = diff(&with_part(old), &with_part(new));
        assert_eq!(diff.changes, [], "{old} {new}");
    }
}

#[test]
fn a_path_without_a_link_is_a_change() {
    let mut new = with_part(false);
    new.root.children[0].links.clear();
    let diff = diff(&with_part(true), &new);
    let changes: Vec<_> = diff
        .changes
        .iter()
        .map(|c| (c.item.as_str(), c.kind))
        .collect();
    assert!(changes.contains(&("pet::Part", Kind::Moved)), "{changes:?}");
    assert_eq!(diff.impact(), Some(Impact::Major));
}

#[test]
fn a_link_that_leads_elsewhere() {
    let mut old = model(vec![pet(vec![], false), kind(&["A"])]);
    let mut new = old.clone();
    old.root.links = vec![link("Found", "pet::Kind")];
    new.root.links = vec![link("Found", "pet::Pet")];
    let changes = diff(&old, &new).changes;
    let told: Vec<_> = changes
        .iter()
        .map(|c| (c.impact, c.detail.as_str()))
        .collect();
    assert_eq!(told, [(Impact::Major, "is a struct now")]);
}

/// Two owners of a mode each, as YAML; what `extra` says stands in the mode of the second.
fn owners(extra: &str) -> Model {
    let yaml = format!(
        "openapi: 3.0.0
info: {{title: T, version: '1'}}
paths: {{}}
components:
  schemas:
    A: {{type: object, properties: {{part: {{type: object, properties: {{mode: {{type: string, enum: [x, y]}}}}}}}}}}
    B: {{type: object, properties: {{part: {{type: object, properties: {{mode: {{type: string, enum: [x, y{extra}]}}}}}}}}}}
"
    );
    testing::model(&yaml, &Config::default())
}

#[track_caller]
fn split(old: &Model, new: &Model, want: &[(Impact, &str, &str)]) {
    let changes = diff(old, new).changes;
    let told: Vec<_> = changes
        .iter()
        .filter(|change| change.impact > Impact::Minor)
        .map(|change| (change.impact, change.item.as_str(), change.detail.as_str()))
        .collect();
    assert_eq!(told, want, "{changes:#?}");
}

#[test]
fn types_that_were_one_are_two_and_back() {
    let (one, two) = (owners(""), owners(", z"));
    split(
        &one,
        &two,
        &[
            (
                Impact::Split,
                "a::Part",
                "`a::Part` and `b::Part` were one type",
            ),
            (
                Impact::Split,
                "a::part::Mode",
                "`a::part::Mode` and `b::part::Mode` were one type",
            ),
        ],
    );
    assert_eq!(diff(&one, &two).impact(), Some(Impact::Split));
}

#[test]
fn a_split_that_loses_something_is_major() {
    split(
        &owners(", z"),
        &owners(""),
        &[
            (Impact::Major, "b::part::Mode", ""),
            (
                Impact::Split,
                "a::Part",
                "`a::Part` and `b::Part` are one type now",
            ),
            (
                Impact::Split,
                "a::part::Mode",
                "`a::part::Mode` and `b::part::Mode` are one type now",
            ),
        ],
    );
}

#[test]
fn aliases_are_written_out_however_deep_they_lie_in_each_other() {
    for count in [1, 23, 24, 25, 60] {
        let mut items = vec![pet(vec![], true)];
        for n in 0..count {
            let inner = match n {
                0 => text(),
                _ => item(&format!("pet::A{}", n - 1)),
            };
            items.push(Item::Alias(Alias {
                ident: format!("A{n}"),
                meta: Meta::default(),
                ty: Type::Array(Box::new(inner)),
            }));
        }
        let model = model(items);
        let canonical = Side::new(&model).canonical(&format!("pet::A{}", count - 1));
        let want = format!("{}String{}", "Vec<".repeat(count), ">".repeat(count));
        assert_eq!(canonical, want);
    }
}

#[test]
fn aliases_and_modules_in_rings_have_an_end() {
    for count in [1, 2, 3, 30] {
        // each module links to the next one, and holds an alias of the next one's
        let modules = (0..count).map(|n| {
            let next = (n + 1) % count;
            Namespace {
                ident: format!("m{n}"),
                items: vec![Item::Alias(Alias {
                    ident: "A".to_owned(),
                    meta: Meta::default(),
                    ty: Type::Array(Box::new(item(&format!("m{next}::A")))),
                })],
                links: vec![Link {
                    ident: "next".to_owned(),
                    target: vec![format!("m{next}")],
                    listed: true,
                }],
                ..Namespace::default()
            }
        });
        let mut ring = model(vec![]);
        ring.root.children = modules.collect();
        let side = Side::new(&ring);
        let canonical = side.canonical("m0::A");
        let want = format!("{}m0::A{}", "Vec<".repeat(count), ">".repeat(count));
        assert_eq!(canonical, want);
        // every module is found by way of every other one
        let round = format!("m0{}::A", "::next".repeat(count));
        assert!(side.entries.contains_key(&round), "{round}");
    }
}

/// Two owners of a part each, whose mode is found below both. The mode of the second lies where `mode` says.
fn parts(mode: &str) -> Model {
    let object = |ty: Option<&str>| {
        let field = |path| field("mode", item(path), Presence::Optional);
        Item::Object(Object {
            ident: "Part".to_owned(),
            meta: Meta::default(),
            fields: ty.map(field).into_iter().collect(),
            extra: Vec::new(),
            constructible: true,
        })
    };
    let enumeration = |ident: &str| match kind(&["A"]) {
        Item::Enum(item) => Item::Enum(Enum {
            ident: ident.to_owned(),
            ..item
        }),
        other => other,
    };
    let module = |ident: &str, items, links, children| Namespace {
        ident: ident.to_owned(),
        items,
        links,
        children,
        ..Namespace::default()
    };
    let below = module("part", vec![enumeration("Mode")], vec![], vec![]);
    let first = module(
        "a",
        vec![object(Some("a::part::Mode"))],
        vec![],
        vec![below],
    );
    let mut all = model(vec![]);
    all.root.children = match mode {
        "a::part::Mode" => {
            let links = vec![link("Part", "a::Part"), link("part", "a::part")];
            vec![first, module("b", vec![], links, vec![])]
        }
        own => {
            all.root.items = vec![enumeration(own)];
            let below = module("part", vec![], vec![link("Mode", own)], vec![]);
            let second = object(Some("b::part::Mode"));
            vec![first, module("b", vec![second], vec![], vec![below])]
        }
    };
    all
}

#[test]
fn a_type_of_a_type_that_was_one_may_lie_elsewhere_by_another_name() {
    // `b::part::Mode` is found in both: who named it so goes on
    split(
        &parts("a::part::Mode"),
        &parts("ModeOfB"),
        &[
            (
                Impact::Split,
                "a::Part",
                "`a::Part` and `b::Part` were one type",
            ),
            (
                Impact::Split,
                "a::part::Mode",
                "`a::part::Mode` and `b::part::Mode` were one type",
            ),
        ],
    );
}
