//! Every media type of a body is offered, or another one with the same content is, or a warning names it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::testing::{Shaped, paths};
use crate::graph::Answer;
use crate::load::pointer;
use crate::media::Kind;

const MEDIA: [&str; 12] = [
    "application/json",
    "application/vnd.a+json",
    "application/xml",
    "text/xml",
    "text/plain",
    "text/csv",
    "application/octet-stream",
    "image/png",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/mixed",
    "'*/*'",
];

const SCHEMAS: [&str; 6] = [
    "{}",
    "{schema: {}}",
    "{schema: {type: string}}",
    "{schema: {type: string, format: binary}}",
    "{schema: {$ref: '#/components/schemas/Thing'}}",
    "{schema: {type: object, properties: {b: {type: integer}}}}",
];

/// One media type with its schema.
type Said = (&'static str, &'static str);

fn pairs() -> Vec<(Said, Said)> {
    let all = || {
        let media = MEDIA.iter();
        media.flat_map(|media| SCHEMAS.iter().map(move |schema| (*media, *schema)))
    };
    let pairs = all().flat_map(|a| all().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a.0 < b.0).collect()
}

/// The operations of a document with a path a pair.
fn document(pairs: &[(Said, Said)], operation: impl Fn(&str) -> String) -> Shaped {
    let mut text = String::new();
    for (index, (a, b)) in pairs.iter().enumerate() {
        let content = format!("{{{}: {}, {}: {}}}", a.0, a.1, b.0, b.1);
        let _ = writeln!(text, "/{index}: {{post: {{{}}}}}", operation(&content));
    }
    paths(&text)
}

/// The pointers that warnings lead to.
fn warned(shaped: &Shaped) -> BTreeSet<String> {
    let codes = shaped.codes();
    let pointers = codes.iter().filter_map(|code| code.split(' ').nth(2));
    pointers.map(str::to_owned).collect()
}

fn is_binary((media, schema): Said) -> bool {
    matches!(media, "application/octet-stream" | "image/png")
        || media == "'*/*'" && schema == "{}"
        || (media == "'*/*'" || media.ends_with("json")) && schema.contains("binary")
}

/// Whether a media type with a schema is offered by another one: `offered` has those that are.
fn by_another(this: Said, other: Said) -> bool {
    let says = |said: Said| said.1 != "{}" && said.1 != "{schema: {}}";
    let (json, text) = (
        |media: &str| media.ends_with("json") || media == "'*/*'",
        |media: &str| media.starts_with("text/") && media != "text/xml",
    );
    // the very same value in another form, but for texts, of which the media type says what they are
    let same = this.1 == other.1 && says(this) && !(text(this.0) && text(other.0));
    // bytes say themselves what they are
    let bytes = is_binary(this) && is_binary(other);
    // any value as JSON is the same whatever it is called
    let empty = json(this.0) && !says(this) && (says(other) || json(other.0));
    same || bytes || empty
}

/// Whether this is XML that has a schema: a body like JSON, for which no warning makes up.
fn is_typed_xml(this: Said) -> bool {
    this.0.ends_with("/xml") && this.1 != "{}" && this.1 != "{schema: {}}"
}

/// Checks each pair: `offered` has the media types that an operation offers.
fn check(
    body: &str,
    operation: impl Fn(&str) -> String,
    offered: impl Fn(&Shaped, &str) -> Vec<String>,
) {
    let mut lost = Vec::new();
    for pairs in pairs().chunks(100) {
        let shaped = document(pairs, &operation);
        let warned = warned(&shaped);
        for (index, (a, b)) in pairs.iter().enumerate() {
            let template = format!("/{index}");
            let offered = offered(&shaped, &template);
            let has = |said: Said| {
                let media = said.0.trim_matches('\'');
                // a wildcard is sent as what its schema is
                let is = |one: &String| match media {
                    "*/*" => [
                        "*/*",
                        "application/json",
                        "text/plain",
                        "application/octet-stream",
                    ]
                    .contains(&one.as_str()),
                    media => one == media,
                };
                offered.iter().any(is)
            };
            for (this, other) in [(*a, *b), (*b, *a)] {
                let media = this.0.trim_matches('\'');
                let mut place = pointer::of(&["paths", &template, "post"]);
                place.push_str(body);
                pointer::push(&mut place, media);
                let excused = warned.contains(&place) && !is_typed_xml(this);
                if !has(this) && !excused && !by_another(this, other) {
                    lost.push(format!("{this:?} beside {other:?}: {offered:?}"));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} lost\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn no_body_of_a_request_is_lost_in_silence() {
    check(
        "/requestBody/content",
        |content| {
            format!(
                "requestBody: {{required: true, content: {content}}}, responses: {{'204': {{description: none}}}}"
            )
        },
        |shaped, template| {
            let operations = shaped.graph.operations.iter();
            let these = operations.filter(|operation| operation.template == template);
            these
                .filter_map(|operation| Some(operation.body.as_ref()?.media_type.clone()))
                .collect()
        },
    );
}

#[test]
fn no_body_of_an_answer_is_lost_in_silence() {
    check(
        "/responses/200/content",
        |content| format!("responses: {{'200': {{description: one, content: {content}}}}}"),
        |shaped, template| shaped.operation(&format!("POST {template}")).accept.clone(),
    );
}

#[test]
fn no_body_of_a_webhook_is_lost_in_silence() {
    for (first, second, is_said) in [
        (
            "{schema: {$ref: '#/components/schemas/Thing'}}",
            "{schema: {type: string}}",
            false,
        ),
        (
            "{schema: {$ref: '#/components/schemas/Thing'}}",
            "{schema: {$ref: '#/components/schemas/Thing'}}",
            true,
        ),
    ] {
        let shaped = paths(&format!(
            "/a: {{post: {{callbacks: {{made: {{x: {{post: {{requestBody: {{content: {{application/json: {first}, application/x-www-form-urlencoded: {second}}}}}, responses: {{}}}}}}}}}}, responses: {{'204': {{description: none}}}}}}}}"
        ));
        let warned = warned(&shaped);
        let has = |pointer: &str| warned.iter().any(|one| one.ends_with(pointer));
        assert_eq!(!has("x-www-form-urlencoded"), is_said, "{warned:?}");
    }
}

/// What a media type holds with a schema does not depend on the direction.
#[test]
fn a_body_holds_the_same_in_both_directions() {
    let schemas = SCHEMAS.iter().chain(&[
        "{schema: {type: string, nullable: true}}",
        "{schema: {type: string, format: unheard-of}}",
        "{schema: {type: string, format: date}}",
        "{schema: {type: string, enum: [a, b]}}",
        "{schema: {format: binary}}",
        "{schema: {maxLength: 3}}",
        "{schema: {type: array, items: {type: string}}}",
    ]);
    let media = (MEDIA.iter()).chain(&[
        "application/graphql",
        "application/yaml",
        "'text/*'",
        "'image/*'",
    ]);
    let all: Vec<Said> = media
        .flat_map(|media| schemas.clone().map(move |schema| (*media, *schema)))
        .collect();
    let mut text = String::new();
    for (index, (media, schema)) in all.iter().enumerate() {
        let content = format!("content: {{{media}: {schema}}}");
        let _ = writeln!(
            text,
            "/{index}: {{post: {{requestBody: {{required: true, {content}}}, responses: {{'200': {{description: d, {content}}}}}}}}}"
        );
    }
    let shaped = paths(&text);
    for (index, said) in all.iter().enumerate() {
        let operation = shaped.operation(&format!("POST /{index}"));
        let kind = operation.body.as_ref().expect("a body").kind;
        let is_same = match (kind, &operation.answer) {
            (Kind::Json, Answer::Json(_)) => operation.xml.is_empty(),
            (Kind::Xml, Answer::Json(_)) => operation.xml.len() == 1,
            // forms are read as text, and the parts of an answer as bytes
            (Kind::Text | Kind::Form, Answer::Text) => true,
            (Kind::Binary | Kind::Multipart, Answer::Binary) => true,
            _ => false,
        };
        assert!(is_same, "{said:?}: {kind:?}, {:?}", operation.answer);
    }
}

/// XML is a type where nothing else is listed, and a text where nothing is known of it.
#[test]
fn xml_alone_is_offered_and_read() {
    for (content, is_known) in [
        (
            "{application/xml: {schema: {type: object, properties: {b: {type: integer}}}}}",
            true,
        ),
        (
            "{application/xml: {schema: {$ref: '#/components/schemas/Thing'}}, text/xml: {schema: {$ref: '#/components/schemas/Thing'}}}",
            true,
        ),
        ("{text/xml: {schema: {type: string}}}", false),
        ("{application/soap+xml: {}}", false),
    ] {
        let shaped = paths(&format!(
            "/a: {{post: {{requestBody: {{content: {content}}}, responses: {{'200': {{description: d, content: {content}}}, '400': {{description: d, content: {content}}}}}}}}}"
        ));
        let operation = shaped.operation("POST /a");
        let body = operation.body.as_ref().expect("a body");
        let (kind, read) = match is_known {
            true => (Kind::Xml, &["200", "400"][..]),
            false => (Kind::Text, &[][..]),
        };
        assert_eq!(body.kind, kind, "{content}");
        let xml: Vec<_> = (operation.xml.iter()).map(|body| &body.status).collect();
        assert_eq!(xml, read, "{content}");
        assert_eq!(operation.errors.len(), 1, "{content}");
        assert_eq!(shaped.codes(), [""; 0], "{content}");
    }
}

/// Parts have names, which only the properties of an object are.
#[test]
fn a_multipart_body_without_properties_is_a_warning() {
    let (form, mixed) = ("multipart/form-data", "multipart/mixed");
    for (media, schema, is_said) in [
        (form, "{type: array, items: {type: string}}", true),
        (form, "{$ref: '#/components/schemas/List'}", true),
        (mixed, "{$ref: '#/components/schemas/List'}", false),
        (mixed, "{type: string, format: binary}", true),
        (
            mixed,
            "{type: object, properties: {a: {type: string}}}",
            false,
        ),
        (form, "{$ref: '#/components/schemas/Thing'}", false),
        (
            mixed,
            "{type: object, additionalProperties: {type: string}}",
            false,
        ),
    ] {
        let document = format!(
            "openapi: 3.0.3
info: {{title: T, version: '1'}}
paths: {{/a: {{post: {{requestBody: {{content: {{{media}: {{schema: {schema}}}}}}}, responses: {{'204': {{description: none}}}}}}}}}}
components: {{schemas: {{List: {{type: array, items: {{type: integer}}}}, Thing: {{type: object, properties: {{b: {{type: string}}}}}}}}}}
"
        );
        let messages = crate::testing::messages(&document, &crate::config::Config::default());
        let found = messages
            .iter()
            .any(|one| one.starts_with("nothing of this body is sent"));
        assert_eq!(found, is_said, "{schema}: {messages:?}");
    }
}
