//! Changes of single schemas.

use super::hand::{
    entries, insert, is, lacks, list, list_mut, object, push, set, string, take, text,
};
use super::places::Place;
use super::{Expects, Rule};
use crate::tree::Tree;

pub(super) const RULES: &[Rule] = &[
    Rule::here("a property is added", is_object, |schema| {
        insert(schema, "properties", "castiron_new", string());
    }),
    Rule::here("a required property is added", is_object, |schema| {
        insert(schema, "properties", "castiron_new", string());
        require(schema, "castiron_new", true);
    }),
    Rule::here("a property is removed", is_object, |schema| {
        let name = first_property(schema);
        if let Some(properties) = schema.get_mut("properties") {
            take(properties, &name);
        }
        require(schema, &name, false);
    }),
    Rule::here("a property is renamed", is_object, |schema| {
        let name = first_property(schema);
        if let Some(Tree::Object(properties)) = schema.get_mut("properties") {
            properties[0].0 = "castiron_renamed".to_owned();
        }
        require(schema, &name, false);
    }),
    Rule::here("a property is required", has_optional, |schema| {
        let name = optional(schema).unwrap_or_default();
        require(schema, &name, true);
    }),
    Rule::here(
        "a property is no longer required",
        |tree, _| {
            list(tree, "required").is_some_and(|list| !list.is_empty())
                && tree.get("properties").is_some()
        },
        |schema| {
            if let Some(list) = list_mut(schema, "required") {
                list.remove(0);
            }
        },
    ),
    Rule::here("a type is another", is_plain_string, |schema| {
        set(schema, "type", text("integer"))
    }),
    Rule::here("an integer is a number", is_integer, |schema| {
        set(schema, "type", text("number"));
        take(schema, "format");
    }),
    Rule::here("an integer has another format", is_integer, |schema| {
        let is_small = is(schema, "format", "int32");
        set(
            schema,
            "format",
            text(if is_small { "int64" } else { "int32" }),
        )
    }),
    Rule::here("a format is another", is_plain_string, |schema| {
        set(schema, "format", text("date-time"))
    }),
    Rule::here("null is allowed", is_plain_string, |schema| {
        set(schema, "nullable", Tree::Bool(true))
    }),
    Rule::here(
        "null is no longer allowed",
        |tree, place| place.is_property() && tree.get("nullable") == Some(&Tree::Bool(true)),
        |schema| take(schema, "nullable"),
    ),
    Rule::here("a string is a list", is_plain_string, |schema| {
        *schema = object(&[("type", text("array")), ("items", string())]);
    }),
    Rule::here(
        "elements are of another type",
        |tree, place| place.is_property() && is(tree, "type", "array"),
        |schema| set(schema, "items", object(&[("type", text("boolean"))])),
    ),
    Rule::here("an object is anything", is_inline_object, |schema| {
        *schema = object(&[("description", text("Anything."))]);
    }),
    Rule::here("a rule is added", is_plain_string, |schema| {
        set(schema, "maxLength", Tree::Number("77".to_owned()))
    })
    .expects(Expects::Wire),
    Rule::here("a description is another", is_plain_string, |schema| {
        set(schema, "description", text("In other words."))
    })
    .expects(Expects::Words),
    Rule::here("a default is another", is_plain_string, |schema| {
        set(schema, "default", text("castiron"))
    })
    .expects(Expects::Wire),
    Rule::here(
        "a schema is deprecated",
        |tree, place| {
            place.is_property() && tree.get("type").is_some() && lacks(tree, &["deprecated"])
        },
        |schema| set(schema, "deprecated", Tree::Bool(true)),
    ),
    Rule::here(
        "only answers have a property",
        |tree, place| is_plain_string(tree, place) && lacks(tree, &["readOnly"]),
        |schema| set(schema, "readOnly", Tree::Bool(true)),
    ),
    Rule::here("a string becomes an enum", is_plain_string, |schema| {
        set(schema, "enum", Tree::Array(vec![text("one"), text("two")]))
    }),
    Rule::here("a value is added", is_enum, |schema| {
        push(schema, "enum", text("castiron_value"))
    }),
    Rule::here(
        "a value is removed",
        |tree, at| is_enum(tree, at) && list(tree, "enum").is_some_and(|list| list.len() > 2),
        |schema| {
            if let Some(list) = list_mut(schema, "enum") {
                list.remove(0);
            }
        },
    ),
    Rule::here("an enum is any string", is_enum, |schema| {
        take(schema, "enum")
    }),
    Rule::here(
        "a constant is another",
        |tree, _| {
            is(tree, "type", "string") && list(tree, "enum").is_some_and(|list| list.len() == 1)
        },
        |schema| set(schema, "enum", Tree::Array(vec![text("castiron_constant")])),
    ),
    Rule::here("one type is told from another", is_enum, |schema| {
        set(schema, "description", text("Another enum than before."))
    }),
    Rule::here("a branch is added", has_branches, |schema| {
        let list = if list(schema, "oneOf").is_some() {
            "oneOf"
        } else {
            "anyOf"
        };
        push(schema, list, object(&[("type", text("boolean"))]));
    }),
    Rule::here(
        "a branch is removed",
        |tree, at| has_branches(tree, at) && lacks(tree, &["discriminator"]),
        |schema| {
            for key in ["oneOf", "anyOf"] {
                if let Some(list) = list_mut(schema, key) {
                    list.pop();
                }
            }
        },
    ),
    Rule::here("a branch is a string", has_branches, |schema| {
        let list = if list(schema, "oneOf").is_some() {
            "oneOf"
        } else {
            "anyOf"
        };
        push(schema, list, string());
    }),
    Rule::here("additional properties are allowed", is_object, |schema| {
        set(schema, "additionalProperties", string())
    }),
    Rule::here(
        "additional properties are refused",
        |tree, place| is_object(tree, place) && lacks(tree, &["additionalProperties"]),
        |schema| set(schema, "additionalProperties", Tree::Bool(false)),
    ),
];

fn require(schema: &mut Tree, name: &str, required: bool) {
    if let Some(list) = list_mut(schema, "required") {
        list.retain(|known| *known != text(name));
    }
    if required {
        push(schema, "required", text(name));
    }
    if list(schema, "required").is_some_and(<[Tree]>::is_empty) {
        take(schema, "required");
    }
}

fn first_property(schema: &Tree) -> String {
    let first = entries(schema, "properties").first();
    first.map(|(name, _)| name.clone()).unwrap_or_default()
}

fn optional(schema: &Tree) -> Option<String> {
    let required = list(schema, "required").unwrap_or_default();
    let mut names = entries(schema, "properties").iter().map(|(name, _)| name);
    names.find(|name| !required.contains(&text(name))).cloned()
}

fn has_optional(tree: &Tree, place: &Place) -> bool {
    is_object(tree, place) && optional(tree).is_some()
}

fn is_object(tree: &Tree, _: &Place) -> bool {
    is(tree, "type", "object") && entries(tree, "properties").len() > 1
}

fn is_inline_object(tree: &Tree, place: &Place) -> bool {
    place.is_property() && is_object(tree, place)
}

fn is_plain_string(tree: &Tree, place: &Place) -> bool {
    !place.is_component()
        && is(tree, "type", "string")
        && lacks(tree, &["enum", "format", "default", "const", "$ref"])
}

fn is_integer(tree: &Tree, place: &Place) -> bool {
    place.is_property() && is(tree, "type", "integer") && lacks(tree, &["enum"])
}

fn is_enum(tree: &Tree, _: &Place) -> bool {
    is(tree, "type", "string")
        && list(tree, "enum").is_some_and(|list| {
            list.len() > 1 && list.iter().all(|value| matches!(value, Tree::String(_)))
        })
}

fn has_branches(tree: &Tree, _: &Place) -> bool {
    ["oneOf", "anyOf"]
        .iter()
        .any(|key| list(tree, key).is_some_and(|list| list.len() > 2))
}
