//! Whether two parts of lowered documents mean the same, apart from what only describes.
//!
//! The versions of the specification have different words for many things. Lowering leaves few of these differences:
//! keywords that later versions have beside those of 3.0, defaults that are written or left out, and an `allOf` of one
//! reference, which is how versions before 3.1 write keywords beside it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::node::{Node, Object};

/// Keys that only describe.
pub(super) const DESCRIBE: [&str; 10] = [
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "externalDocs",
    // what lowering keeps of keywords of other versions
    "x-castiron-examples",
    "x-castiron-types",
    "x-castiron-summary",
    "x-castiron-ref-siblings",
];

/// Keys whose values are maps of things by names, which may be called like a keyword.
const MAPS: [&str; 11] = [
    "properties",
    "patternProperties",
    "responses",
    "headers",
    "content",
    "encoding",
    "callbacks",
    "links",
    "variables",
    "mapping",
    "scopes",
];

/// Keys whose values are no parts of the document but data.
const DATA: [&str; 3] = ["default", "enum", "x-castiron-const"];

/// Keys whose lists have no order.
const SETS: [&str; 2] = ["required", "enum"];

/// Keys that mean nothing if they are `false`.
const FLAGS: [&str; 9] = [
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "uniqueItems",
    "required",
    "allowReserved",
];

const MEDIA_TYPE: &str = "x-castiron-content-media-type";

/// Whether two parts mean the same.
pub(super) fn same(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Object(a), Node::Object(b)) => {
            let (a, b) = (meaning(a), meaning(b));
            // versions before 3.1 can't say it
            let media = a.get(MEDIA_TYPE).zip(b.get(MEDIA_TYPE));
            if media.is_some_and(|(a, b)| a != b) {
                return false;
            }
            let says = |key: &&&str| **key != MEDIA_TYPE;
            a.keys().filter(says).eq(b.keys().filter(says))
                && a.iter()
                    .filter(|(key, _)| says(key))
                    .all(|(key, value)| b.get(key).is_some_and(|other| same_at(key, value, other)))
        }
        (Node::Array(a), Node::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (a, b) => same_data(a, b),
    }
}

/// The same for what is under a key.
fn same_at(key: &str, a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Array(a), Node::Array(b)) if SETS.contains(&key) => {
            let within = |a: &[Node], b: &[Node]| {
                a.iter()
                    .all(|one| b.iter().any(|other| same_data(one, other)))
            };
            within(a, b) && within(b, a)
        }
        (Node::Object(a), Node::Object(b)) if MAPS.contains(&key) => {
            a.len() == b.len()
                && (a.iter()).all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        (a, b) if DATA.contains(&key) || is_extension(key) => same_data(a, b),
        (a, b) => same(a, b),
    }
}

/// Whether two values are equal: numbers however they are written.
fn same_data(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Number(a), Node::Number(b)) => {
            a.to_string() == b.to_string() || a.as_i64().is_some_and(|a| Some(a) == b.as_i64())
        }
        (Node::Array(a), Node::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_data(a, b))
        }
        (Node::Object(a), Node::Object(b)) => {
            a.len() == b.len()
                && (a.iter()).all(|(key, a)| b.get(key).is_some_and(|b| same_data(a, b)))
        }
        (a, b) => a == b,
    }
}

fn is_extension(key: &str) -> bool {
    key.starts_with("x-") && !key.starts_with("x-castiron-")
}

/// What an object says, each thing in one way.
type Meaning<'n> = BTreeMap<&'n str, Cow<'n, Node>>;

fn meaning(object: &Object) -> Meaning<'_> {
    let said = object
        .iter()
        .filter(|(key, value)| !DESCRIBE.contains(key) && !is_usual(key, value));
    let mut said: Meaning<'_> = said
        .map(|(key, value)| (key, Cow::Borrowed(value)))
        .collect();
    // `format` has what the encoding says
    if said.contains_key("format") {
        said.remove("x-castiron-content-encoding");
    }
    // a constant is an `enum` of one value
    if said.contains_key("enum") {
        said.remove("x-castiron-const");
    }
    values(&mut said);
    let is_empty = |value: &Node| value.as_object().is_some_and(Object::is_empty);
    if said.get("items").is_some_and(|items| is_empty(items)) {
        said.remove("items");
    }
    if let Some(rest) = said.get_mut("additionalProperties")
        && is_empty(rest)
    {
        *rest = Cow::Owned(Node::Bool(true));
    }
    sent(&mut said);
    if said.len() == 1
        && let Some(Node::Array(parts)) = object.get("allOf")
        && let [Node::Object(only)] = &parts[..]
        && only.len() == 1
        && let Some(reference) = only.get("$ref")
    {
        return BTreeMap::from([("$ref", Cow::Borrowed(reference))]);
    }
    said
}

/// Where null is allowed, it need not be listed.
fn values(said: &mut Meaning<'_>) {
    if said.contains_key("nullable")
        && let Some(Node::Array(values)) = said.get("enum").map(AsRef::as_ref)
        && values.len() > 1
        && values.contains(&Node::Null)
    {
        let rest = values.iter().filter(|value| **value != Node::Null);
        let rest = Node::Array(rest.cloned().collect());
        said.insert("enum", Cow::Owned(rest));
    }
}

/// How a parameter is sent where nothing is said (OpenAPI 3.0, Parameter Object, `style` and `explode`).
fn sent(said: &mut Meaning<'_>) {
    let text = |said: &Meaning<'_>, key| {
        let text = said.get(key).and_then(|value| value.as_str());
        text.map(str::to_owned)
    };
    let usual = match text(said, "in").as_deref() {
        Some("query" | "cookie") => "form",
        Some("path" | "header") => "simple",
        _ => return,
    };
    let style = text(said, "style").unwrap_or_else(|| usual.to_owned());
    if style == usual {
        said.remove("style");
    }
    let explode = said.get("explode").and_then(|value| value.as_bool());
    if explode == Some(style == "form") {
        said.remove("explode");
    }
}

/// Whether a key says what is so without it.
fn is_usual(key: &str, value: &Node) -> bool {
    match value {
        Node::Bool(false) => FLAGS.contains(&key),
        Node::Array(items) => key == "required" && items.is_empty(),
        Node::Number(number) => {
            matches!(key, "minLength" | "minItems" | "minProperties") && number.as_i64() == Some(0)
        }
        _ => false,
    }
}
