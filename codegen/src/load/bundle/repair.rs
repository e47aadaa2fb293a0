//! References to the wrong kind of component, where one meaning is possible.

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::super::pointer;

/// How such a reference is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Repair {
    /// As a reference to the schema in the thing, at this pointer from there.
    Within(String),
    /// The schema that it leads to is that of the thing that is needed.
    Wrap,
    /// As a reference to the only component of the name.
    Named,
    /// The thing is taken as the kind that is needed: what both have in common says enough.
    AsIs,
}

impl Repair {
    /// What a reference to one kind of thing means where another one is needed; `None` if it can't be told.
    ///
    /// `named` says whether a parameter's name and place stand beside the reference.
    pub(super) fn of(needed: Kind, found: Kind, node: &Node, named: bool) -> Option<Self> {
        match (needed, found) {
            (
                Kind::Schema,
                Kind::Parameter
                | Kind::Header
                | Kind::Response
                | Kind::RequestBody
                | Kind::MediaType,
            ) => schema_within(node).map(Self::Within),
            (Kind::Response | Kind::RequestBody | Kind::MediaType | Kind::Header, Kind::Schema) => {
                Some(Self::Wrap)
            }
            (Kind::Parameter, Kind::Schema) if named => Some(Self::Wrap),
            (Kind::Header, Kind::Parameter)
            | (Kind::Response, Kind::RequestBody)
            | (Kind::RequestBody, Kind::Response) => Some(Self::AsIs),
            _ => None,
        }
    }

    /// What is said under the reference.
    pub(super) fn label(&self, needed: Kind) -> &'static str {
        match (self, needed) {
            (Self::Within(_), _) => "treated as the schema in it",
            (Self::Named, _) => "treated as the component of this name",
            (Self::Wrap, Kind::Response | Kind::RequestBody) => "treated as the schema of its JSON",
            (Self::Wrap, _) => "treated as its schema",
            (Self::AsIs, Kind::Header) => "treated as a header of the same schema",
            (Self::AsIs, _) => "taken for its content",
        }
    }
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
    holds_content.then(|| match object.contains("required") {
        true => Kind::RequestBody,
        false => Kind::Response,
    })
}

fn is_object(node: &Node) -> bool {
    node.as_object().is_some()
}

/// Takes from a thing what another kind of thing can't say.
pub(super) fn convert(object: &mut Object, kind: Kind) {
    let foreign: &[&str] = match kind {
        Kind::Header => &["name", "in", "allowEmptyValue"],
        Kind::Response => &["required"],
        Kind::RequestBody => &["headers", "links"],
        _ => &[],
    };
    for key in foreign {
        object.remove(key);
    }
    if kind == Kind::Response && !object.contains("description") {
        object.insert("description", "");
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
