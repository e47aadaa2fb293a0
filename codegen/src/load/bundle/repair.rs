//! References to the wrong kind of component, where one meaning is possible.

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer;

/// How such a reference is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Repair {
    /// As a reference to the part of the thing that is needed, or to the only component of the name.
    Plain,
    /// The schema that it leads to is that of the thing that is needed.
    Wrap,
    /// The thing is taken as the kind that is needed: what both have in common says enough.
    AsIs,
}

/// What a reference to another kind of thing means.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Understood {
    /// The pointer, from the thing, to the part of it that is meant; empty for the whole.
    pub(super) inner: String,
    pub(super) repair: Repair,
    /// What is said under the reference.
    pub(super) label: &'static str,
}

impl Understood {
    /// What a reference to one kind of thing, at this pointer, means where another one is needed; `None` if it can't be
    /// told.
    ///
    /// `named` says whether a parameter's name and place stand beside the reference.
    pub(super) fn of(
        needed: Kind,
        found: Kind,
        (node, pointer): (&Node, &str),
        named: bool,
    ) -> Option<Self> {
        let whole = |repair, label| Self {
            inner: String::new(),
            repair,
            label,
        };
        let part = |inner: Option<String>, repair, label| {
            Some(Self {
                inner: inner?,
                repair,
                label,
            })
        };
        const SCHEMA: &str = "treated as its schema";
        const JSON: &str = "treated as the schema of its JSON";
        const CONTENT: &str = "taken for its content";
        match (needed, found) {
            // those of Swagger 2.0 have their type beside their name
            (Kind::Schema, Kind::Parameter | Kind::Header) if says_its_type(node) => {
                Some(whole(Repair::AsIs, "treated as the schema in it"))
            }
            (
                Kind::Schema,
                Kind::Parameter
                | Kind::Header
                | Kind::Response
                | Kind::RequestBody
                | Kind::MediaType,
            ) => part(
                schema_within(node),
                Repair::Plain,
                "treated as the schema in it",
            ),
            (Kind::Response | Kind::RequestBody, Kind::Schema) => Some(whole(Repair::Wrap, JSON)),
            (Kind::Response, Kind::RequestBody) | (Kind::RequestBody, Kind::Response) => {
                Some(whole(Repair::AsIs, CONTENT))
            }
            (Kind::RequestBody, Kind::Parameter) if node.get("content").is_some() => {
                Some(whole(Repair::AsIs, CONTENT))
            }
            (Kind::RequestBody, Kind::Parameter) => part(own_schema(node), Repair::Wrap, JSON),
            (Kind::Response | Kind::RequestBody, Kind::MediaType) => {
                part(own_schema(node), Repair::Wrap, JSON)
            }
            (Kind::MediaType, Kind::Response | Kind::RequestBody) => {
                let media = only(node.get("content"));
                part(
                    media.map(|media| pointer::of(&["content", media])),
                    Repair::Plain,
                    CONTENT,
                )
            }
            (Kind::MediaType | Kind::Header, Kind::Schema) => Some(whole(Repair::Wrap, SCHEMA)),
            (Kind::MediaType, Kind::Parameter | Kind::Header) | (Kind::Header, Kind::MediaType) => {
                part(own_schema(node), Repair::Wrap, SCHEMA)
            }
            (Kind::Header, Kind::Parameter) => Some(whole(
                Repair::AsIs,
                "treated as a header of the same schema",
            )),
            (Kind::Parameter, Kind::Schema) if named => Some(whole(Repair::Wrap, SCHEMA)),
            (Kind::Parameter, Kind::Header | Kind::MediaType) if named => {
                part(own_schema(node), Repair::Wrap, SCHEMA)
            }
            (Kind::Parameter, Kind::Header) => header_name(pointer)
                .map(|_| whole(Repair::AsIs, "treated as a parameter that is this header")),
            (Kind::PathItem, Kind::Callback) => part(
                only(Some(node)).map(|path| pointer::of(&[path])),
                Repair::Plain,
                "treated as the path item in it",
            ),
            (Kind::Operation, Kind::PathItem) => part(
                only_operation(node),
                Repair::Plain,
                "treated as the operation in it",
            ),
            _ => None,
        }
    }
}

/// Whether a parameter or a header has its type beside its name, as in Swagger 2.0.
fn says_its_type(node: &Node) -> bool {
    node.get("type").is_some() && node.get("schema").is_none()
}

/// The pointer to the schema that a thing has itself.
fn own_schema(node: &Node) -> Option<String> {
    node.get("schema").map(|_| "/schema".to_owned())
}

/// The only key of a map.
fn only(map: Option<&Node>) -> Option<&str> {
    let keys = map?.as_object()?.keys();
    let mut keys = keys.filter(|key| !key.starts_with("x-"));
    let key = keys.next()?;
    keys.next().is_none().then_some(key)
}

/// The pointer to the only operation of a path item.
fn only_operation(node: &Node) -> Option<String> {
    let keys = node.as_object()?.iter();
    let mut operations = keys
        .filter(|(key, node)| Kind::PathItem.child(key, node) == Some(Child::One(Kind::Operation)));
    match (operations.next(), operations.next()) {
        (Some((key, _)), None) => Some(pointer::of(&[key])),
        _ => None,
    }
}

/// The name of the header at this pointer, where the place says it.
fn header_name(pointer: &str) -> Option<String> {
    let mut keys = pointer::keys(pointer).collect::<Vec<_>>();
    let name = keys.pop()?;
    (keys.pop()? == "headers").then(|| name.into_owned())
}

/// The pointer, from a parameter, a header, an answer or a body, to the schema in it.
fn schema_within(node: &Node) -> Option<String> {
    if node.get("schema").is_some() {
        return Some("/schema".to_owned());
    }
    let (media, _) = node
        .get("content")?
        .as_object()?
        .iter()
        .find(|(_, media)| media.get("schema").is_some())?;
    Some(pointer::of(&["content", media, "schema"]))
}

/// What kind of thing an object is that stands where its place does not say so, such as a file of its own; `None` where
/// its keys don't tell.
pub(super) fn guess(node: &Node) -> Option<Kind> {
    let object = node.as_object()?;
    let has = |keys: &[&str]| keys.iter().any(|key| object.contains(key));
    if object.str("type").is_some_and(is_of_security) {
        return Some(Kind::SecurityScheme);
    }
    let is_schema = has(&[
        "type",
        "properties",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
        "const",
    ]);
    if is_schema {
        // a parameter of Swagger 2.0 says its type itself
        return (!has(&["in", "content", "schema"])).then_some(Kind::Schema);
    }
    let holds_content = object
        .get("content")
        .and_then(Node::as_object)
        .is_some_and(|content| content.keys().any(|media| media.contains('/')));
    let holds_schema = holds_content || object.get("schema").is_some_and(is_object);
    if object.str("name").is_some() && object.str("in").is_some() && holds_schema {
        return Some(Kind::Parameter);
    }
    if object.get("responses").is_some_and(is_object) {
        return Some(Kind::Operation);
    }
    let has_operation = object.iter().any(|(key, node)| {
        Kind::PathItem.child(key, node) == Some(Child::One(Kind::Operation))
            && node.get("responses").is_some_and(is_object)
    });
    if has_operation {
        return Some(Kind::PathItem);
    }
    holds_content.then(|| match object.contains("required") {
        true => Kind::RequestBody,
        false => Kind::Response,
    })
}

/// Whether this is a type of a security scheme, of any version.
fn is_of_security(text: &str) -> bool {
    matches!(
        text,
        "apiKey" | "basic" | "http" | "mutualTLS" | "oauth2" | "openIdConnect"
    )
}

fn is_object(node: &Node) -> bool {
    node.as_object().is_some()
}

/// Takes from a thing, which stands at this pointer, what another kind of thing can't say, and adds what that one has to.
pub(super) fn convert(object: &mut Object, kind: Kind, pointer: &str) {
    let foreign: &[&str] = match kind {
        Kind::Header => &["name", "in", "allowEmptyValue"],
        Kind::Response => &["required"],
        Kind::RequestBody => &["name", "in", "headers", "links", "examples"],
        Kind::Schema => &[
            "name",
            "in",
            "required",
            "allowEmptyValue",
            "collectionFormat",
        ],
        _ => &[],
    };
    for key in foreign {
        object.remove(key);
    }
    if kind == Kind::Response && !object.contains("description") {
        object.insert("description", "");
    }
    if kind == Kind::Parameter
        && let Some(name) = header_name(pointer)
    {
        object.insert("name", name.as_str());
        object.insert("in", "header");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::load::parse::{Format, parse};

    #[test]
    fn kinds_are_guessed_by_their_keys() {
        for (value, want) in [
            (json!({"type": "string"}), Some(Kind::Schema)),
            (json!({"allOf": []}), Some(Kind::Schema)),
            (
                json!({"name": "a", "in": "query", "schema": {}}),
                Some(Kind::Parameter),
            ),
            (
                json!({"description": "", "content": {"text/plain": {}}}),
                Some(Kind::Response),
            ),
            (
                json!({"required": true, "content": {"text/plain": {}}}),
                Some(Kind::RequestBody),
            ),
            // a property called `content`
            (
                json!({"properties": {"content": {}}, "type": "object"}),
                Some(Kind::Schema),
            ),
            (
                json!({"type": "http", "scheme": "basic"}),
                Some(Kind::SecurityScheme),
            ),
            (json!({"responses": {}}), Some(Kind::Operation)),
            (json!({"get": {"responses": {}}}), Some(Kind::PathItem)),
            (json!({"description": ""}), None),
            (json!({"name": "a", "in": "query", "type": "string"}), None),
            (json!([]), None),
        ] {
            let text = value.to_string();
            let node = parse(&text, Some(Format::Json)).map(|parsed| parsed.node);
            assert_eq!(guess(&node.unwrap_or(Node::Null)), want, "{value}");
        }
    }
}
