//! Translates vendor keywords into neutral hints.

use openapiv3::SchemaData;
use serde_json::Value;

use super::extension;
use crate::graph::Hints;

type Extensions = indexmap::IndexMap<String, Value>;

/// Annotations of a schema about its class in an object-oriented API.
pub(in crate::shape) fn of(data: &SchemaData) -> Hints {
    let mut hints = Hints::default();
    if data.extensions.is_empty() {
        return hints;
    }
    if let Some(resource) = data.extensions.get("x-stripeResource") {
        hints.class = text(resource, "class_name");
        hints.package = text(resource, "in_package");
        hints.owner = text(resource, "in_class");
    }
    if let Some(param) = data.extensions.get("x-stripeParam") {
        hints.class = hints.class.or_else(|| text(param, "class_name"));
        hints.element = text(param, "containee_entity_name");
    }
    hints.name = [
        "x-ms-client-name",
        "x-speakeasy-name-override",
        "x-fern-type-name",
    ]
    .iter()
    .find_map(|key| data.extensions.get(*key)?.as_str())
    .filter(|name| is_name(name))
    .map(str::to_owned);
    hints.resource = data
        .extensions
        .get("x-resourceId")
        .and_then(Value::as_str)
        .map(str::to_owned);
    hints.missing = data
        .extensions
        .get(extension::UNRESOLVED)
        .and_then(Value::as_str)
        .map(str::to_owned);
    hints
}

/// The groups in an operation's annotations, from the outside in.
pub(in crate::shape) fn group(extensions: &Extensions) -> Option<Vec<String>> {
    let value = ["x-fern-sdk-group-name", "x-speakeasy-group"]
        .iter()
        .find_map(|key| extensions.get(*key))
        .or_else(|| extensions.get("x-codegen")?.get("group"))?;
    let groups: Vec<String> = match value {
        Value::String(text) => text.split('.').map(str::to_owned).collect(),
        Value::Array(all) => all
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    };
    let is_named = !groups.is_empty() && groups.iter().all(|group| is_name(group));
    is_named.then_some(groups)
}

/// The method name in an operation's annotations.
pub(in crate::shape) fn method(extensions: &Extensions) -> Option<String> {
    let keys = [
        "x-fern-sdk-method-name",
        "x-speakeasy-name-override",
        "x-ms-client-name",
    ];
    let stated = keys.iter().find_map(|key| extensions.get(*key)?.as_str());
    let of_codegen = || extensions.get("x-codegen")?.get("method")?.as_str();
    let name = stated.or_else(of_codegen);
    name.filter(|name| is_name(name)).map(str::to_owned)
}

/// Whether a string can be a name.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}
