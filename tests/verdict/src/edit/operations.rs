//! Changes of single operations and path items.

use super::hand::{
    entries, insert, is, list, list_mut, object, push, rename, set, string, take, text,
};
use super::places::{METHODS, Place};
use super::{Expects, Rule};
use crate::tree::Tree;

pub(super) const RULES: &[Rule] = &[
    Rule::here("a parameter is added", is_operation, |operation| {
        push(operation, "parameters", parameter(false))
    }),
    Rule::here("a required parameter is added", is_operation, |operation| {
        push(operation, "parameters", parameter(true))
    }),
    Rule::here("a parameter is removed", has_query, |operation| {
        if let Some(list) = list_mut(operation, "parameters")
            && let Some(at) = list.iter().position(is_query)
        {
            list.remove(at);
        }
    }),
    Rule::here("a parameter is required", has_query, |operation| {
        query(operation, |parameter| set(parameter, "required", Tree::Bool(true)))
    }),
    Rule::here("a parameter is no longer required", has_query, |operation| {
        query(operation, |parameter| take(parameter, "required"))
    }),
    Rule::here("a parameter has another name", has_query, |operation| {
        query(operation, |parameter| set(parameter, "name", text("castiron_other")))
    }),
    Rule::here("a parameter is a header", has_query, |operation| {
        query(operation, |parameter| set(parameter, "in", text("header")))
    })
    .expects(Expects::Wire),
    Rule::here("a parameter has another default", has_plain_query, |operation| {
        query(operation, |parameter| insert(parameter, "schema", "default", text("castiron")))
    })
    .expects(Expects::Wire),
    Rule::here("a parameter is of another type", has_query, |operation| {
        query(operation, |parameter| {
            set(parameter, "schema", object(&[("type", text("boolean"))]))
        })
    }),
    Rule::here("a body is required", |tree, place| is_body(tree, place, false), |operation| {
        insert(operation, "requestBody", "required", Tree::Bool(true));
    }),
    Rule::here(
        "a body is no longer required",
        |tree, place| is_body(tree, place, true),
        |operation| {
            if let Some(body) = operation.get_mut("requestBody") {
                take(body, "required");
            }
        },
    ),
    Rule::here("a body is removed", has_body, |operation| take(operation, "requestBody")),
    Rule::here("a body is of another type", has_body, |operation| {
        content(operation, |content| {
            *content = object(&[("application/json", object(&[("schema", string())]))]);
        })
    }),
    Rule::here(
        "a body is sent in another way",
        |tree, place| {
            has_body(tree, place)
                && tree
                    .get("requestBody")
                    .is_some_and(|body| matches!(entries(body, "content"), [(key, _)] if key == "application/json"))
        },
        |operation| {
            content(operation, |content| rename(content, "application/json", "application/vnd.castiron+json"))
        },
    )
    .expects(Expects::Wire),
    Rule::here("an answer is another", is_operation, |operation| {
        let schema = object(&[("type", text("array")), ("items", string())]);
        set(operation, "responses", object(&[("200", answer("ok", Some(schema)))]));
    }),
    Rule::here("an answer has no body", is_operation, |operation| {
        set(operation, "responses", object(&[("204", answer("ok", None))]));
    }),
    Rule::here("a status is added", is_operation, |operation| {
        insert(operation, "responses", "423", answer("taken", Some(string())));
    })
    .expects(Expects::Wire),
    Rule::here(
        "a status is removed",
        |tree, place| is_operation(tree, place) && error(tree).is_some(),
        |operation| {
            let status = error(operation).unwrap_or_default();
            if let Some(responses) = operation.get_mut("responses") {
                take(responses, &status);
            }
        },
    ),
    Rule::here(
        "a status is another",
        |tree, place| {
            is_operation(tree, place) && entries(tree, "responses").iter().any(|(status, _)| status == "200")
        },
        |operation| {
            if let Some(responses) = operation.get_mut("responses") {
                rename(responses, "200", "201");
            }
        },
    ),
    Rule::here("an operation is deprecated", is_operation, |operation| {
        set(operation, "deprecated", Tree::Bool(true))
    }),
    Rule::here("an operation is documented otherwise", is_operation, |operation| {
        set(operation, "description", text("In other words."));
    })
    .expects(Expects::Words),
    Rule::here(
        "an operation has another name",
        |tree, place| is_operation(tree, place) && tree.get("operationId").is_some(),
        |operation| set(operation, "operationId", text("castironOtherName")),
    ),
    Rule::here(
        "an operation has another tag",
        |tree, place| is_operation(tree, place) && tree.get("tags").is_some(),
        |operation| set(operation, "tags", Tree::Array(vec![text("castiron")])),
    ),
    Rule::here("an operation needs no credentials", is_operation, |operation| {
        // an empty alternative and none at all mean the same
        set(operation, "security", Tree::Array(vec![Tree::Object(Vec::new())]))
    }),
    Rule::here("an operation has a server of its own", is_operation, |operation| {
        let server = object(&[("url", text("https://castiron.example/other"))]);
        set(operation, "servers", Tree::Array(vec![server]))
    })
    .expects(Expects::Wire),
    Rule::here("an operation is removed", is_path, |path| {
        if let Tree::Object(entries) = path
            && let Some(at) = entries.iter().position(|(key, _)| METHODS.contains(&key.as_str()))
        {
            entries.remove(at);
        }
    }),
    Rule::here(
        "an operation is added",
        |tree, place| is_path(tree, place) && tree.get("patch").is_none(),
        |path| {
            let operation = object(&[
                ("operationId", text("castironAdded")),
                ("responses", object(&[("204", answer("ok", None))])),
            ]);
            set(path, "patch", operation);
        },
    ),
    Rule::here(
        "a verb is another",
        |tree, place| is_path(tree, place) && tree.get("post").is_some() && tree.get("put").is_none(),
        |path| rename(path, "post", "put"),
    ),
];

fn parameter(required: bool) -> Tree {
    object(&[
        ("name", text("castiron_given")),
        ("in", text("query")),
        ("required", Tree::Bool(required)),
        ("schema", string()),
    ])
}

fn answer(description: &str, schema: Option<Tree>) -> Tree {
    let mut answer = object(&[("description", text(description))]);
    if let Some(schema) = schema {
        let content = object(&[("application/json", object(&[("schema", schema)]))]);
        set(&mut answer, "content", content);
    }
    answer
}

fn error(operation: &Tree) -> Option<String> {
    let statuses = entries(operation, "responses")
        .iter()
        .map(|(status, _)| status);
    let mut errors = statuses.filter(|status| status.starts_with('4'));
    errors.next().cloned()
}

fn query(operation: &mut Tree, change: fn(&mut Tree)) {
    let list = list_mut(operation, "parameters");
    if let Some(parameter) = list.and_then(|list| list.iter_mut().find(|one| is_query(one))) {
        change(parameter);
    }
}

fn content(operation: &mut Tree, change: fn(&mut Tree)) {
    let body = operation.get_mut("requestBody");
    if let Some(content) = body.and_then(|body| body.get_mut("content")) {
        change(content);
    }
}

fn is_operation(tree: &Tree, place: &Place) -> bool {
    place.is_operation() && tree.get("responses").is_some()
}

fn is_path(tree: &Tree, place: &Place) -> bool {
    place.is_path() && METHODS.iter().any(|method| tree.get(method).is_some())
}

fn is_query(parameter: &Tree) -> bool {
    is(parameter, "in", "query")
}

fn has_query(tree: &Tree, place: &Place) -> bool {
    is_operation(tree, place)
        && list(tree, "parameters").is_some_and(|list| list.iter().any(is_query))
}

fn has_plain_query(tree: &Tree, place: &Place) -> bool {
    let first = list(tree, "parameters").and_then(|list| list.iter().find(|one| is_query(one)));
    has_query(tree, place)
        && first.is_some_and(|one| {
            one.get("schema")
                .is_some_and(|schema| is(schema, "type", "string"))
        })
}

fn has_body(tree: &Tree, place: &Place) -> bool {
    is_operation(tree, place)
        && tree
            .get("requestBody")
            .is_some_and(|body| body.get("content").is_some())
}

fn is_body(tree: &Tree, place: &Place, required: bool) -> bool {
    let says = |body: &Tree| (body.get("required") == Some(&Tree::Bool(true))) == required;
    has_body(tree, place) && tree.get("requestBody").is_some_and(says)
}
