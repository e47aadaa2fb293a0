//! The keys of the objects of a document, by the versions of the specification that have them.

use super::super::grammar::Kind;
use super::super::version::Level;
use super::swagger::TYPES;

/// The label at a keyword of another version that is taken as that version means it.
pub(super) const UNDERSTOOD: &str = "understood, here and elsewhere";

/// Keys of a document or an operation of 2.0 that have become others.
pub(super) const OF_API: [&str; 6] = [
    "swagger", "host", "basePath", "schemes", "consumes", "produces",
];

/// The first and the last version that has a key.
pub(in crate::load) type Span = (Level, Level);

/// Keys of one kind of object, by the versions that have them.
pub(in crate::load) type Words = &'static [(Span, &'static [&'static str])];

const ALL: Span = (Level::V2, Level::V3_2);
const OLD: Span = (Level::V2, Level::V2);
const SINCE_3_0: Span = (Level::V3_0, Level::V3_2);
const SINCE_3_1: Span = (Level::V3_1, Level::V3_2);
const SINCE_3_2: Span = (Level::V3_2, Level::V3_2);

/// The keys of an object by its kind; `None` where any key is one.
pub(in crate::load) fn words(kind: Kind) -> Option<Words> {
    Some(match kind {
        Kind::Document => &[
            (ALL, &["info", "paths", "tags", "security", "externalDocs"]),
            (SINCE_3_0, &["openapi", "servers", "components"]),
            (SINCE_3_1, &["webhooks", "jsonSchemaDialect"]),
            (SINCE_3_2, &["$self"]),
            (OLD, &OF_API),
        ],
        Kind::Components => &[
            (
                SINCE_3_0,
                &[
                    "schemas",
                    "responses",
                    "parameters",
                    "examples",
                    "requestBodies",
                    "headers",
                    "securitySchemes",
                    "links",
                    "callbacks",
                ],
            ),
            (SINCE_3_1, &["pathItems"]),
            (SINCE_3_2, &["mediaTypes"]),
        ],
        Kind::PathItem => &[
            (
                ALL,
                &[
                    "get",
                    "put",
                    "post",
                    "delete",
                    "options",
                    "head",
                    "patch",
                    "parameters",
                    "$ref",
                ],
            ),
            (SINCE_3_0, &["summary", "description", "servers", "trace"]),
            (SINCE_3_2, &["query", "additionalOperations"]),
        ],
        Kind::Operation => &[
            (
                ALL,
                &[
                    "tags",
                    "summary",
                    "description",
                    "externalDocs",
                    "operationId",
                    "parameters",
                    "responses",
                    "deprecated",
                    "security",
                ],
            ),
            (SINCE_3_0, &["requestBody", "callbacks", "servers"]),
            (OLD, &["consumes", "produces", "schemes"]),
        ],
        Kind::Parameter => &[
            // in 2.0 the body alone has a `schema`
            (
                ALL,
                &[
                    "name",
                    "in",
                    "description",
                    "required",
                    "schema",
                    "allowEmptyValue",
                    "$ref",
                    "summary",
                ],
            ),
            (SINCE_3_0, AS_SENT),
            (OLD, TYPES),
            (OLD, &["collectionFormat"]),
        ],
        Kind::Header => &[
            (ALL, &["description", "$ref", "summary", "name", "in"]),
            (SINCE_3_0, &["required", "schema"]),
            (SINCE_3_0, AS_SENT),
            (OLD, TYPES),
            (OLD, &["collectionFormat"]),
        ],
        Kind::RequestBody => &[(
            SINCE_3_0,
            &["description", "content", "required", "$ref", "summary"],
        )],
        Kind::MediaType => &[
            (
                SINCE_3_0,
                &["schema", "example", "examples", "encoding", "$ref"],
            ),
            (SINCE_3_2, &["itemSchema", "prefixEncoding", "itemEncoding"]),
        ],
        Kind::Encoding => &[
            (
                SINCE_3_0,
                &[
                    "contentType",
                    "headers",
                    "style",
                    "explode",
                    "allowReserved",
                ],
            ),
            (SINCE_3_2, &["encoding", "prefixEncoding", "itemEncoding"]),
        ],
        Kind::Response => &[
            (ALL, &["description", "headers", "$ref"]),
            (SINCE_3_0, &["content", "links"]),
            // beside a reference, 3.1 has it already
            (SINCE_3_1, &["summary"]),
            (OLD, &["schema", "examples"]),
        ],
        Kind::Link => &[(
            SINCE_3_0,
            &[
                "operationRef",
                "operationId",
                "parameters",
                "requestBody",
                "description",
                "server",
                "$ref",
                "summary",
            ],
        )],
        Kind::SecurityScheme => &[
            (
                ALL,
                &["type", "description", "name", "in", "$ref", "summary"],
            ),
            (
                SINCE_3_0,
                &["scheme", "bearerFormat", "flows", "openIdConnectUrl"],
            ),
            (SINCE_3_2, &["oauth2MetadataUrl", "deprecated"]),
            (OLD, &["flow", "authorizationUrl", "tokenUrl", "scopes"]),
        ],
        // examples hold anything, callbacks have expressions as keys, and schemas have a table of their own
        Kind::Example | Kind::Callback | Kind::Schema | Kind::Plain => return None,
    })
}

/// How a parameter or a header is sent, and examples of it.
const AS_SENT: &[&str] = &[
    "content",
    "style",
    "explode",
    "allowReserved",
    "deprecated",
    "example",
    "examples",
];

/// The name and the keys of objects that are no kind of their own, by the pointer to them.
pub(in crate::load) fn head(pointer: &str) -> Option<(&'static str, Words)> {
    let mut steps = pointer.rsplit('/');
    match (steps.next()?, steps.next()?) {
        ("flows", _) if steps.next() == Some("securitySchemes") => Some((
            "flows",
            &[
                (
                    SINCE_3_0,
                    &[
                        "implicit",
                        "password",
                        "clientCredentials",
                        "authorizationCode",
                    ],
                ),
                (SINCE_3_2, &["deviceAuthorization"]),
            ],
        )),
        (_, "flows") if steps.nth(1) == Some("securitySchemes") => Some((
            "flow",
            &[
                (
                    SINCE_3_0,
                    &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"],
                ),
                (SINCE_3_2, &["deviceAuthorizationUrl"]),
            ],
        )),
        ("info", "") => Some((
            "info",
            &[
                (
                    ALL,
                    &[
                        "title",
                        "description",
                        "termsOfService",
                        "contact",
                        "license",
                        "version",
                    ],
                ),
                (SINCE_3_1, &["summary"]),
            ],
        )),
        ("license", "info") => Some((
            "license",
            &[(ALL, &["name", "url"]), (SINCE_3_1, &["identifier"])],
        )),
        (_, "servers") => Some((
            "server",
            &[
                (ALL, &["url", "description", "variables"]),
                (SINCE_3_2, &["name"]),
            ],
        )),
        (_, "tags") => Some((
            "tag",
            &[
                (ALL, &["name", "description", "externalDocs"]),
                (SINCE_3_2, &["summary", "parent", "kind"]),
            ],
        )),
        _ => None,
    }
}

/// The versions that have a keyword of schemas; `None` where all have it, or none.
pub(in crate::load) fn of_schema(key: &str) -> Option<Span> {
    Some(match key {
        "nullable" => (Level::V3_0, Level::V3_0),
        "oneOf" | "anyOf" | "not" | "writeOnly" | "deprecated" => SINCE_3_0,
        "const"
        | "examples"
        | "$defs"
        | "$id"
        | "$anchor"
        | "$dynamicAnchor"
        | "$schema"
        | "$comment"
        | "$vocabulary"
        | "prefixItems"
        | "patternProperties"
        | "propertyNames"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "minContains"
        | "maxContains"
        | "dependentRequired"
        | "dependentSchemas"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentEncoding"
        | "contentMediaType"
        | "contentSchema" => SINCE_3_1,
        _ => return None,
    })
}

/// The versions that have a key, if any has.
pub(in crate::load) fn span(words: Words, key: &str) -> Option<Span> {
    words
        .iter()
        .find_map(|(span, keys)| keys.contains(&key).then_some(*span))
}

/// The keys of one version.
pub(in crate::load) fn of_level(words: Words, level: Level) -> impl Iterator<Item = &'static str> {
    let has = move |span: &Span| span.0 <= level && level <= span.1;
    let groups = words.iter().filter(move |(span, _)| has(span));
    groups.flat_map(|(_, keys)| keys.iter().copied())
}
