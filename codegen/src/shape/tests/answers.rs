//! Responses in all pairs of statuses and bodies.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::testing::paths;
use crate::graph::Answer;

const STATUSES: [&str; 9] = [
    "200", "204", "2XX", "302", "307", "3XX", "404", "5XX", "default",
];

const BODIES: [&str; 8] = [
    "",
    "application/json: {schema: {$ref: '#/components/schemas/Thing'}}",
    "application/json: {schema: {type: string}}",
    "text/plain: {schema: {type: string}}",
    "application/pdf: {}",
    "application/xml: {schema: {$ref: '#/components/schemas/Thing'}}",
    "text/event-stream: {schema: {type: string}}",
    "application/json: {schema: {type: integer}}, text/csv: {schema: {type: string}}",
];

/// A response of an operation: its status, and its bodies by media type.
type Response = (&'static str, &'static str);

fn is_error(status: &str) -> bool {
    status.starts_with(['4', '5'])
}

/// What is wrong with the answer of an operation that has these responses.
fn wrong(responses: &[Response], answer: &Answer) -> Option<&'static str> {
    let succeeds = (responses.iter()).any(|(status, _)| !is_error(status) && *status != "default");
    let successes = (responses.iter())
        .filter(|(status, _)| !is_error(status) && (*status != "default" || !succeeds));
    let whole: Vec<&Response> = successes
        .filter(|(_, body)| !body.starts_with("text/event-stream"))
        .collect();
    let statuses: BTreeSet<&str> = whole.iter().map(|(status, _)| *status).collect();
    let redirect = |(status, body): &&&Response| status.starts_with('3') && !body.is_empty();
    match answer {
        Answer::Several(_, heads) => {
            let named: BTreeSet<&str> = heads.iter().map(|head| head.status.as_str()).collect();
            (named != statuses).then_some("a status is missing")
        }
        _ if whole.iter().any(|one| redirect(&one)) => {
            Some("the body of a redirect is the operation's")
        }
        Answer::Empty | Answer::Streamed => {
            (whole.iter().any(|(_, body)| !body.is_empty())).then_some("a body is lost")
        }
        Answer::Json(_) | Answer::Text | Answer::Binary => {
            (whole.iter().all(|(_, body)| body.is_empty())).then_some("no body is meant")
        }
    }
}

/// Every success has its place in the answer, and the graph keeps its promises, which are checked when it is made.
#[test]
fn each_success_has_its_place_in_the_answer() {
    let all = STATUSES.iter().enumerate().flat_map(|(at, status)| {
        let rest = STATUSES[at + 1..].iter();
        let others: Vec<Response> = rest
            .flat_map(|other| BODIES.map(|body| (*other, body)))
            .collect();
        BODIES.into_iter().flat_map(move |body| {
            let first = (*status, body);
            let pairs = others.clone().into_iter();
            std::iter::once(vec![first]).chain(pairs.map(move |second| vec![first, second]))
        })
    });
    let all: Vec<Vec<Response>> = all.collect();
    assert_eq!(all.len(), 9 * 8 + 9 * 8 / 2 * 64);
    let mut text = String::new();
    for (number, responses) in all.iter().enumerate() {
        write!(text, "\n/a{number:04}: {{get: {{responses: {{").expect("a text");
        for (status, body) in responses {
            let content = if body.is_empty() {
                String::new()
            } else {
                format!(", content: {{{body}}}")
            };
            write!(text, "'{status}': {{description: d{content}}}, ").expect("a text");
        }
        text.push_str("}}}");
    }
    let graph = paths(text.trim_start()).graph;
    assert_eq!(graph.broken_promises(), [] as [String; 0]);
    assert_eq!(graph.operations.len(), all.len());
    let found: Vec<_> = (graph.operations.iter().zip(&all))
        .filter_map(|(operation, responses)| {
            Some((
                wrong(responses, &operation.answer)?,
                responses,
                &operation.answer,
            ))
        })
        .collect();
    assert!(
        found.is_empty(),
        "{} wrong: {:#?}",
        found.len(),
        &found[..found.len().min(5)]
    );
}

/// JSON whose media types differ in parameters: one type for one schema, also if it is written in place for each, and names
/// that say the parameters for several.
#[test]
fn media_types_may_differ_in_parameters_alone() {
    let media = [
        "application/json",
        "application/json; profile=\"CamelCase\"",
        "application/json; profile=PascalCase",
        "application/json;v=2",
    ];
    let schemas = [
        "{$ref: '#/components/schemas/Thing'}",
        "{type: array, items: {$ref: '#/components/schemas/Thing'}}",
        "{type: object, properties: {a: {type: integer}}}",
        "{type: string}",
    ];
    let content = |schema: &dyn Fn(usize) -> &'static str| {
        let each = media.iter().enumerate();
        let each = each.map(|(at, media)| format!("'{media}': {{schema: {}}}", schema(at)));
        format!(
            "{{description: d, content: {{{}}}}}",
            each.collect::<Vec<_>>().join(", ")
        )
    };
    for schema in schemas {
        let same = content(&|_| schema);
        let shaped = paths(&format!(
            "/a: {{get: {{responses: {{'200': {same}, '404': {same}}}}}}}"
        ));
        let operation = &shaped.graph.operations[0];
        assert!(matches!(operation.answer, Answer::Json(_)), "{schema}");
        assert_eq!(operation.accept.len(), media.len(), "{schema}");
        assert_eq!(operation.errors.len(), 1, "{schema}");
    }
    let shaped = paths(&format!(
        "/a: {{get: {{responses: {{'200': {}}}}}}}",
        content(&|at| schemas[at])
    ));
    let Answer::Several(_, heads) = &shaped.graph.operations[0].answer else {
        panic!("several bodies")
    };
    let mut names: Vec<&str> = heads.iter().map(|head| head.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["json", "json CamelCase", "json PascalCase", "json v 2"]
    );
}
