//! Changes that concern more than one place: components that move, are united or told apart; paths, servers, credentials.

use super::hand::{entries, insert, is, lacks, list, object, rename, set, string, text};
use super::places::{self, Place};
use super::{Expects, Rule};
use crate::tree::Tree;

pub(super) const RULES: &[Rule] = &[
    Rule::whole(
        "a component has another name",
        is_typed_component,
        |document, place| {
            let (old, new) = (place.last().to_owned(), format!("Castiron{}", place.last()));
            references(document, &format!("/{old}"), &format!("/{new}"));
            schemas(document)
                .map(|schemas| rename(schemas, &old, &new))
                .is_some()
        },
    ),
    Rule::whole(
        "a component is added",
        |_, place| place.is_root(),
        |document, _| {
            let new = object(&[
                ("type", text("object")),
                ("properties", object(&[("a", string())])),
            ]);
            schemas(document)
                .map(|schemas| set(schemas, "CastironAdded", new))
                .is_some()
        },
    ),
    Rule::whole(
        "what stands inline is a component",
        is_inline,
        |document, place| {
            let name = format!("castiron_{}", place.last());
            let reference = object(&[("$ref", text(&format!("#/components/schemas/{name}")))]);
            let Some(found) = place.at_mut(document) else {
                return false;
            };
            let inline = std::mem::replace(found, reference);
            schemas(document)
                .map(|schemas| set(schemas, &name, inline))
                .is_some()
        },
    ),
    Rule::whole(
        "a component is written inline",
        |tree, place| place.is_property() && tree.get("$ref").is_some(),
        |document, place| {
            let Some(Tree::String(to)) = place.at(document).and_then(|tree| tree.get("$ref"))
            else {
                return false;
            };
            let Some(name) = to.strip_prefix("#/components/schemas/") else {
                return false;
            };
            let found = document
                .get("components")
                .and_then(|all| all.get("schemas")?.get(name));
            let Some(schema) = found.cloned() else {
                return false;
            };
            place.at_mut(document).map(|tree| *tree = schema).is_some()
        },
    ),
    Rule::whole(
        "a reference leads elsewhere",
        |tree, place| place.is_property() && tree.get("$ref").is_some(),
        |document, place| {
            let now = place
                .at(document)
                .and_then(|tree| tree.get("$ref"))
                .cloned();
            let others = document
                .get("components")
                .map(|all| entries(all, "schemas"));
            let other = others.unwrap_or_default().iter().find(|(name, schema)| {
                is(schema, "type", "object")
                    && now != Some(text(&format!("#/components/schemas/{name}")))
            });
            let Some((name, _)) = other else { return false };
            let to = text(&format!("#/components/schemas/{name}"));
            place
                .at_mut(document)
                .map(|tree| set(tree, "$ref", to))
                .is_some()
        },
    ),
    // one of two that have a name in common is made like the other
    Rule::whole("two types become one", is_inline_enum, |document, place| {
        let own = place.at(document).cloned();
        let other = places::all(document).into_iter().find(|other| {
            let found = other.at(document);
            other != place
                && other.last() == place.last()
                && found.is_some_and(|tree| is_inline_enum(tree, other))
                && found != own.as_ref()
        });
        let Some(schema) = other.and_then(|other| other.at(document).cloned()) else {
            return false;
        };
        place.at_mut(document).map(|tree| *tree = schema).is_some()
    }),
    // of several that are the same, one gets a value more
    Rule::whole("one type becomes two", is_inline_enum, |document, place| {
        let own = place.at(document);
        let has_twin = places::all(document)
            .iter()
            .any(|other| other != place && other.at(document) == own);
        let Some(found) = place.at_mut(document).filter(|_| has_twin) else {
            return false;
        };
        super::hand::push(found, "enum", text("castiron_value"));
        true
    }),
    Rule::whole(
        "a component is one of two",
        is_typed_component,
        |document, place| {
            // a copy of it, which the first that refers to it refers to now
            let Some(copy) = place.at(document).cloned() else {
                return false;
            };
            let (old, new) = (place.last().to_owned(), format!("Castiron{}", place.last()));
            if !schemas(document)
                .is_some_and(|schemas| reference(schemas, &format!("/{old}"), &format!("/{new}")))
            {
                return false;
            }
            schemas(document)
                .map(|schemas| set(schemas, &new, copy))
                .is_some()
        },
    ),
    Rule::whole(
        "a path is another",
        |_, place| place.is_path(),
        |document, place| {
            let (old, new) = (
                place.last().to_owned(),
                format!("/castiron{}", place.last()),
            );
            document
                .get_mut("paths")
                .map(|paths| rename(paths, &old, &new))
                .is_some()
        },
    ),
    Rule::whole(
        "a path parameter has another name",
        |_, place| place.is_path() && place.last().contains('{'),
        |document, place| {
            let path = place.last().to_owned();
            let Some(name) = path
                .split_once('{')
                .and_then(|(_, rest)| Some(rest.split_once('}')?.0))
            else {
                return false;
            };
            if let Some(item) = place.at_mut(document) {
                parameters(item, name);
            }
            let new = path.replacen(&format!("{{{name}}}"), "{castiron_name}", 1);
            document
                .get_mut("paths")
                .map(|paths| rename(paths, &path, &new))
                .is_some()
        },
    ),
    Rule::whole("the server is another", has_servers, |document, _| {
        let server = object(&[("url", text("https://castiron.example"))]);
        set(document, "servers", Tree::Array(vec![server]));
        true
    })
    .expects(Expects::Wire),
    Rule::whole(
        "other credentials are needed",
        |tree, place| place.is_root() && tree.get("components").is_some(),
        |document, _| {
            let scheme = object(&[
                ("type", text("apiKey")),
                ("in", text("header")),
                ("name", text("X-Castiron")),
            ]);
            if let Some(components) = document.get_mut("components") {
                if components.get("securitySchemes").is_none() {
                    set(components, "securitySchemes", Tree::Object(Vec::new()));
                }
                insert(components, "securitySchemes", "castiron", scheme);
            }
            let needed = object(&[("castiron", Tree::Array(Vec::new()))]);
            set(document, "security", Tree::Array(vec![needed]));
            true
        },
    )
    .expects(Expects::Wire),
    Rule::whole(
        "a scheme of credentials is another",
        has_schemes,
        |document, _| {
            let schemes = document
                .get_mut("components")
                .and_then(|all| all.get_mut("securitySchemes"));
            let Some(Tree::Object(schemes)) = schemes else {
                return false;
            };
            let other = object(&[
                ("type", text("apiKey")),
                ("in", text("query")),
                ("name", text("castiron")),
            ]);
            schemes
                .first_mut()
                .map(|(_, scheme)| *scheme = other)
                .is_some()
        },
    )
    .expects(Expects::Wire),
    Rule::whole(
        "the version is another",
        |_, place| place.is_root(),
        |document, _| {
            insert(document, "info", "version", text("castiron"));
            true
        },
    ),
];

fn schemas(document: &mut Tree) -> Option<&mut Tree> {
    document.get_mut("components")?.get_mut("schemas")
}

/// Lets everything refer to another component.
fn references(tree: &mut Tree, old: &str, new: &str) {
    while reference(tree, old, new) {}
}

/// Lets the first that refers to a component refer to another one. Whether there is any.
fn reference(tree: &mut Tree, old: &str, new: &str) -> bool {
    match tree {
        Tree::Object(entries) => entries.iter_mut().any(|(key, value)| match value {
            Tree::String(to) if key == "$ref" && to.ends_with(old) => {
                *to = to.replace(old, new);
                true
            }
            value => reference(value, old, new),
        }),
        Tree::Array(list) => list.iter_mut().any(|value| reference(value, old, new)),
        _ => false,
    }
}

/// Gives a path parameter another name, in a path item and its operations.
fn parameters(tree: &mut Tree, name: &str) {
    if let Some(list) = super::hand::list_mut(tree, "parameters") {
        for parameter in list
            .iter_mut()
            .filter(|one| is(one, "in", "path") && is(one, "name", name))
        {
            set(parameter, "name", text("castiron_name"));
        }
    }
    for method in places::METHODS {
        if let Some(operation) = tree.get_mut(method) {
            parameters(operation, name);
        }
    }
}

fn is_typed_component(tree: &Tree, place: &Place) -> bool {
    place.is_component() && tree.get("type").is_some()
}

fn is_inline(tree: &Tree, place: &Place) -> bool {
    place.is_property()
        && lacks(tree, &["nullable"])
        && (is_inline_enum(tree, place)
            || (is(tree, "type", "object") && tree.get("properties").is_some()))
}

fn is_inline_enum(tree: &Tree, place: &Place) -> bool {
    place.is_property() && list(tree, "enum").is_some_and(|list| list.len() > 1)
}

fn has_servers(tree: &Tree, place: &Place) -> bool {
    place.is_root() && list(tree, "servers").is_some()
}

fn has_schemes(tree: &Tree, place: &Place) -> bool {
    place.is_root()
        && tree
            .get("components")
            .is_some_and(|all| !entries(all, "securitySchemes").is_empty())
}
