//! How one gets from a page of a list to the next.

use super::context::Context;
use crate::config::{self, PageRule};
use crate::graph::{self, Answer, Location, Shape, TypeGraph, Use};
use crate::model::Paging;

/// How the list that an operation answers goes on.
pub(super) fn paging(context: &Context<'_>, operation: &graph::Operation) -> Paging {
    let &Answer::Json(ty) = &operation.answer else {
        return Paging::None;
    };
    let takes = |name: &str| takes(operation, name);
    if operation.verb == "GET"
        && let Some(paging) = context
            .config
            .client
            .pages
            .iter()
            .find_map(|rule| fitting(context.graph, ty, rule, &takes))
    {
        return paging;
    }
    match &context.graph[ty.ty].shape {
        Shape::List(_) if takes("starting_after") => Paging::Cursor,
        Shape::List(_) if takes("page") => Paging::Token {
            from: "/next_page".to_owned(),
            to: "page".to_owned(),
        },
        Shape::List(_) if takes("after") => Paging::Token {
            from: "/last_id".to_owned(),
            to: "after".to_owned(),
        },
        Shape::Array(_) if operation.verb == "GET" => match &context.config.client.paging {
            Some(config::Paging::Link) => Paging::Link,
            Some(config::Paging::Page(parameter)) if takes(parameter) => Paging::Page {
                parameter: parameter.clone(),
            },
            _ => Paging::None,
        },
        _ => Paging::None,
    }
}

/// The places of the rules that fit no operation: what they name is not there, or is written in another way.
pub(crate) fn unused(graph: &TypeGraph, rules: &[PageRule]) -> Vec<usize> {
    let fits = |rule: &PageRule| {
        graph.operations.iter().any(|operation| {
            let &Answer::Json(ty) = &operation.answer else {
                return false;
            };
            let takes = |name: &str| takes(operation, name);
            operation.verb == "GET" && fitting(graph, ty, rule, &takes).is_some()
        })
    };
    (0..rules.len()).filter(|&at| !fits(&rules[at])).collect()
}

/// Whether an operation takes a parameter of this name in its query.
fn takes(operation: &graph::Operation, name: &str) -> bool {
    operation
        .parameters
        .iter()
        .any(|p| p.wire == name && p.location == Location::Query)
}

/// What a rule comes to for an answer, if it fits.
fn fitting(
    graph: &TypeGraph,
    answer: Use,
    rule: &PageRule,
    takes: &dyn Fn(&str) -> bool,
) -> Option<Paging> {
    let items = items(graph, answer)?;
    match rule {
        PageRule::Next { next, parameter } => {
            (takes(parameter) && has(graph, answer, next)).then(|| Paging::Token {
                from: next.clone(),
                to: parameter.clone(),
            })
        }
        PageRule::Url { url } => has(graph, answer, url).then(|| Paging::Url { from: url.clone() }),
        PageRule::Last { last, parameter } => {
            (takes(parameter) && has(graph, items, last)).then(|| Paging::Last {
                from: last.clone(),
                to: parameter.clone(),
            })
        }
        PageRule::Page { page } => takes(page).then(|| Paging::Page {
            parameter: page.clone(),
        }),
        PageRule::Offset { offset } => takes(offset).then(|| Paging::Offset {
            parameter: offset.clone(),
        }),
    }
}

/// The items of an answer: the elements of an array, or of the one array in an object.
fn items(graph: &TypeGraph, answer: Use) -> Option<Use> {
    let array = |ty: Use| match graph[graph.behind(ty).ty].shape {
        Shape::Array(item) => Some(item),
        _ => None,
    };
    match &graph[graph.behind(answer).ty].shape {
        Shape::Array(item) | Shape::List(item) => Some(*item),
        Shape::Object(object) => {
            let mut arrays = object.properties.iter().filter_map(|one| array(one.ty));
            arrays.next().filter(|_| arrays.next().is_none())
        }
        _ => None,
    }
}

/// Whether values of a type have, or may have, something at a JSON pointer.
fn has(graph: &TypeGraph, ty: Use, pointer: &str) -> bool {
    let mut at = vec![ty];
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let mut inside = Vec::new();
        for ty in at {
            match &graph[graph.behind(ty).ty].shape {
                Shape::Object(object) => inside.extend(
                    object
                        .properties
                        .iter()
                        .filter(|one| one.wire == step)
                        .map(|one| one.ty),
                ),
                Shape::Map(value) => inside.push(*value),
                // a cursor, or the URL that has it
                Shape::Union(union) => {
                    for branch in &union.branches {
                        if let Shape::Object(object) = &graph[graph.behind(branch.ty).ty].shape {
                            let found = object.properties.iter().filter(|one| one.wire == step);
                            inside.extend(found.map(|one| one.ty));
                        }
                    }
                }
                _ => {}
            }
        }
        at = inside;
    }
    !at.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::model::{Item, Paging};
    use crate::testing;

    /// What the rules make of a list with these parameters and this answer.
    fn paging(rules: &str, parameters: &str, answer: &str) -> Paging {
        let yaml = format!(
            "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      parameters: [{parameters}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {answer}}}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"
        );
        let config = Config::from_toml(rules).expect("settings");
        let model = testing::model(&yaml, &config);
        let Item::Resource(resource) = testing::item(&model, "pets::PetsResource") else {
            panic!("no handle")
        };
        resource.methods[0].operation.paging.clone()
    }

    const AFTER: &str = "{name: after, in: query, schema: {type: string}}";
    const PETS: &str = "{type: array, items: {$ref: '#/components/schemas/Pet'}}";

    fn envelope(beside: &str) -> String {
        format!("{{type: object, properties: {{pets: {PETS}, {beside}}}}}")
    }

    #[test]
    fn the_first_rule_that_fits_holds() {
        let rules = "
[[client.pages]]
next = \"/meta/next\"
parameter = \"after\"
[[client.pages]]
url = \"/next_url\"
[[client.pages]]
last = \"/id\"
parameter = \"after\"
[[client.pages]]
offset = \"skip\"
";
        let token = envelope("meta: {type: object, properties: {next: {type: string}}}");
        let after = || "after".to_owned();
        let from = "/meta/next".to_owned();
        assert_eq!(
            paging(rules, AFTER, &token),
            Paging::Token { from, to: after() }
        );
        let from = "/next_url".to_owned();
        let url = envelope("next_url: {type: string, nullable: true}");
        assert_eq!(paging(rules, "", &url), Paging::Url { from });
        let from = "/id".to_owned();
        assert_eq!(
            paging(rules, AFTER, PETS),
            Paging::Last { from, to: after() }
        );
        let skip = "{name: skip, in: query, schema: {type: integer}}";
        let parameter = "skip".to_owned();
        assert_eq!(
            paging(rules, skip, &envelope("n: {type: integer}")),
            Paging::Offset { parameter }
        );
        // neither the parameter, nor anything to page through
        assert_eq!(paging(rules, "", &token), Paging::None);
        assert_eq!(
            paging(rules, AFTER, "{$ref: '#/components/schemas/Pet'}"),
            Paging::None
        );
        assert_eq!(
            paging(rules, AFTER, &envelope(&format!("more: {PETS}"))),
            Paging::None
        );
    }

    #[test]
    fn rules_that_fit_nothing_are_found() {
        let yaml = format!(
            "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /pets:
    get:
      parameters: [{AFTER}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {PETS}}}}}}}}}
    post:
      parameters: [{{name: skip, in: query, schema: {{type: integer}}}}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {PETS}}}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"
        );
        let rules = "
[[client.pages]]
last = \"/id\"
parameter = \"after\"
[[client.pages]]
last = \"/ident\"
parameter = \"after\"
[[client.pages]]
offset = \"skip\"
";
        let config = Config::from_toml(rules).expect("settings");
        let (graph, _) = testing::names(&yaml, &config);
        assert_eq!(super::unused(&graph, &config.client.pages), [1, 2]);
    }
}
