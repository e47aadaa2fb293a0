//! Every limit holds: a document that exceeds it is refused, or loses a part with a warning; either message names the limit
//! and how to raise it, and raised by what the message says, the document is generated without that message.

use castiron_codegen::Castiron;
use castiron_codegen::limits::{Limit, Limits};
use castiron_codegen::load::LoadOptions;
use castiron_tests::growing::source;
use serde_json::{Map, Value, json};

/// How many of each there are in the documents; a limit of this many is met, one below is not.
const COUNT: usize = 9;

/// Enough for any of the documents.
const PLENTY: usize = 1_000_000;

/// Documents that each have more than a few of what a limit counts, all within reach of an operation.
fn all_large(limit: Limit) -> Vec<Vec<(String, String)>> {
    let mut all = vec![large(limit)];
    if limit == Limit::Members {
        all.push(unions_in_a_chain());
    }
    all
}

/// Unions that each hold the next one: all of them carry the tags of all after them.
fn unions_in_a_chain() -> Vec<(String, String)> {
    let member = |at: usize| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": format!("k{at}") } } });
    let union = |at: usize| {
        let next = if at == COUNT {
            reference("M0")
        } else {
            reference(&format!("U{}", at + 1))
        };
        json!({ "oneOf": [reference(&format!("M{at}")), next] })
    };
    let mut schemas: Map<String, Value> = (0..=COUNT)
        .map(|at| (format!("M{at}"), member(at)))
        .collect();
    schemas.extend((0..=COUNT).map(|at| (format!("U{at}"), union(at))));
    let answer = json!({ "200": {
        "description": "The first of them.",
        "content": { "application/json": { "schema": reference("U0") } },
    } });
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Limits", "version": "1" },
        "paths": { "/all": { "get": { "operationId": "getAll", "responses": answer } } },
        "components": { "schemas": schemas },
    });
    vec![("api.json".to_owned(), document.to_string())]
}

/// A document that has more than a few of what a limit counts, all within reach of an operation.
fn large(limit: Limit) -> Vec<(String, String)> {
    let whole = |schemas: Value| {
        let uses: Map<String, Value> = (schemas.as_object().into_iter().flatten())
            .map(|(name, _)| (name.clone(), reference(name)))
            .collect();
        let answer = json!({ "type": "object", "properties": uses });
        json!({
            "openapi": "3.1.0",
            "info": { "title": "Limits", "version": "1" },
            "paths": { "/all": { "get": { "operationId": "getAll", "responses": { "200": {
                "description": "All of them.",
                "content": { "application/json": { "schema": answer } },
            } } } } },
            "components": { "schemas": schemas },
        })
    };
    let numbered = |make: &dyn Fn(usize) -> Value| -> Map<String, Value> {
        (0..COUNT)
            .map(|at| (format!("N{at}"), make(at)))
            .collect::<Map<String, Value>>()
    };
    let document = match limit {
        Limit::FileBytes => whole(json!({})),
        Limit::Files => whole(Value::Object(numbered(
            &|at| json!({ "$ref": format!("n{at}.json") }),
        ))),
        // operations that refer to one that stands nowhere in `paths`; eight copies are for free
        Limit::WrittenOut => {
            let mut all = whole(json!({}));
            let operation = all["paths"]["/all"]["get"].clone();
            all["x-shared"] = json!({ "get": { "responses": operation["responses"] } });
            for at in 0..8 + COUNT {
                all["paths"][format!("/n{at}")] = json!({ "get": { "$ref": "#/x-shared/get" } });
            }
            all
        }
        Limit::Combined => whole(Value::Object(subsets(COUNT))),
        Limit::Inherited => {
            let next = |at: usize| reference(&format!("N{}", at + 1));
            let mut all = numbered(
                &|at| json!({ "allOf": [next(at), { "properties": { format!("p{at}"): { "type": "string" } } }] }),
            );
            // twelve schemas inherit all hundred of the last one, which are counted ten times for free
            let many: Map<String, Value> = (0..100)
                .map(|at| (format!("q{at}"), json!({ "type": "string" })))
                .collect();
            all.insert(
                format!("N{COUNT}"),
                json!({ "type": "object", "properties": many }),
            );
            for at in 0..COUNT {
                all.insert(
                    format!("M{at}"),
                    json!({ "allOf": [reference("N0"), { "properties": { "own": { "type": "string" } } }] }),
                );
            }
            whole(Value::Object(all))
        }
        Limit::Combinations => {
            let union = |name: &str| {
                let branches: Vec<Value> = (0..COUNT)
                    .map(|at| json!({ "type": "object", "required": [format!("{name}{at}")], "properties": { format!("{name}{at}"): { "type": "string" } } }))
                    .collect();
                json!({ "oneOf": branches })
            };
            whole(json!({
                "A": union("a"),
                "B": union("b"),
                "Whole": { "allOf": [reference("A"), reference("B")] },
            }))
        }
        Limit::Members => {
            let kind = json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } });
            let mut all = numbered(&|at| {
                json!({
                    "allOf": [reference(&format!("N{}", at + 1)), kind],
                    "discriminator": { "propertyName": "kind" },
                })
            });
            let mut last = kind.clone();
            last["discriminator"] = json!({ "propertyName": "kind" });
            all.insert(format!("N{COUNT}"), last);
            whole(Value::Object(all))
        }
        Limit::Nested => {
            let leaf = json!({ "type": "string" });
            let deep = (0..COUNT).fold(
                leaf,
                |inner, at| json!({ "type": "object", "properties": { format!("p{at}"): inner } }),
            );
            whole(json!({ "Deep": deep }))
        }
    };
    let mut files = vec![("api.json".to_owned(), document.to_string())];
    if limit == Limit::Files {
        files.extend((0..COUNT).map(|at| {
            let schema = json!({ "type": "object", "properties": { format!("p{at}"): { "type": "string" } } });
            (format!("n{at}.json"), schema.to_string())
        }));
    }
    files
}

/// Schemas of which every set of at most half of them is combined: their properties are a circle, two that change places, and
/// two that are one, so that a combination leads to all smaller ones.
fn subsets(count: usize) -> Map<String, Value> {
    let object = |at: usize| {
        let (step, swap, meet) = match at {
            0 => (1, 1, 1),
            1 => (2 % count, 0, 1),
            at => ((at + 1) % count, at, at),
        };
        json!({ "type": "object", "properties": {
            "step": reference(&format!("N{step}")),
            "swap": reference(&format!("N{swap}")),
            "meet": reference(&format!("N{meet}")),
            format!("own{at}"): { "type": "string" },
        } })
    };
    let mut all: Map<String, Value> = (0..count)
        .map(|at| (format!("N{at}"), object(at)))
        .collect();
    let parts: Vec<Value> = (0..count / 2)
        .map(|at| reference(&format!("N{at}")))
        .collect();
    all.insert("Half".to_owned(), json!({ "allOf": parts }));
    all
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// What is said of a document under limits, and whether it was generated.
fn said(files: &[(String, String)], limits: Limits) -> (bool, String) {
    let source = source(files);
    let options = LoadOptions {
        limits,
        ..LoadOptions::default()
    };
    match Castiron::new("api.json")
        .load_options(options)
        .generate_from(&source)
    {
        Ok(output) => (true, output.messages()),
        Err(refused) => (false, refused.to_string()),
    }
}

#[test]
fn every_limit_is_named_and_can_be_raised() {
    let all = Limit::ALL.into_iter();
    let all = all.flat_map(|limit| {
        all_large(limit)
            .into_iter()
            .map(move |files| (limit, files))
    });
    for (limit, files) in all {
        let flag = format!("--limit {limit}=N");
        let low = match limit {
            Limit::FileBytes => files[0].1.len() - 1,
            _ => COUNT - 2,
        };
        let (is_generated, messages) = said(&files, Limits::default().with(limit, low));
        assert!(messages.contains(&flag), "{limit}: {messages}");
        // these cost a part of the API, the others all of it
        let costs_a_part = matches!(limit, Limit::Combinations | Limit::Files);
        assert_eq!(is_generated, costs_a_part, "{limit}: {messages}");
        let raised = Limits::parse(&format!("{limit}={PLENTY}"));
        let raised: Limits = raised.into_iter().collect();
        let (is_generated, messages) = said(&files, raised);
        assert!(is_generated, "{limit}: {messages}");
        assert!(!messages.contains(&flag), "{limit}: {messages}");
    }
}

#[test]
fn the_defaults_are_those_of_the_guide() {
    let guide = include_str!("../../docs/GUIDE.md");
    for limit in Limit::ALL {
        let row = format!("| `{limit}` | {} |", limit.default());
        assert!(guide.contains(&row), "no row `{row}` in docs/GUIDE.md");
    }
}

/// Combinations are as many as sequences of schemas: without a limit, twenty schemas would be types without end.
#[test]
fn what_grows_with_sequences_of_schemas_is_refused_by_default() {
    for count in [6, 7, 20, 24] {
        let schemas = Value::Object(subsets(count));
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "Sequences", "version": "1" },
            "paths": {},
            "components": { "schemas": schemas },
        });
        let files = [("api.json".to_owned(), document.to_string())];
        let (is_generated, messages) = said(&files, Limits::default());
        assert_eq!(is_generated, count < 20, "{count}: {messages}");
        assert_eq!(
            messages.contains("--limit combined=N"),
            count >= 20,
            "{count}: {messages}"
        );
    }
}
