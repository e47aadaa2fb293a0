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
    hints.name = stated(&data.extensions, &TYPES).or_else(|| {
        let name = text(data.extensions.get("x-ms-enum")?, "name");
        name.filter(|name| is_name(name))
    });
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

/// Keywords that name anything, each in the place of what it names.
const ANYTHING: [&str; 2] = ["x-ms-client-name", "x-speakeasy-name-override"];
/// Names methods by patterns of `operationId`, in the document itself.
pub(in crate::shape) const METHODS: &str = "x-speakeasy-name-override";
/// Keywords that name types.
const TYPES: [&str; 2] = ["x-fern-type-name", "x-ogen-name"];
/// Keywords that name the body of a request, at the operation or at the body.
const BODIES: [&str; 3] = [
    "x-codegen-request-body-name",
    "x-ms-requestBody-name",
    "x-body-name",
];

/// The name of an operation's method in its annotations.
pub(in crate::shape) fn method(extensions: &Extensions) -> Option<String> {
    stated(extensions, &["x-fern-sdk-method-name"])
        .or_else(|| stated(extensions, &["x-methodName", "x-sdk-operation-name"]))
        .or_else(|| {
            let name = text(extensions.get("x-codegen")?, "method");
            name.filter(|name| is_name(name))
        })
}

/// The name of a property in the annotations of its schema.
pub(in crate::shape) fn property(extensions: &Extensions) -> Option<String> {
    stated(extensions, &["x-fern-property-name"])
}

/// The name of a parameter in its annotations.
pub(in crate::shape) fn parameter(extensions: &Extensions) -> Option<String> {
    stated(extensions, &["x-fern-parameter-name"])
}

/// The name of a request body in its own annotations or those of the operation. In Swagger 2.0 it is a parameter.
pub(in crate::shape) fn body(own: &Extensions, operation: &Extensions) -> Option<String> {
    let of_operation = || {
        let mut keys = BODIES.iter();
        let name = keys.find_map(|key| operation.get(*key)?.as_str());
        name.filter(|name| is_name(name)).map(str::to_owned)
    };
    stated(own, &BODIES)
        .or_else(|| parameter(own))
        .or_else(of_operation)
}

/// The name in code that annotations specify, by a keyword of its kind or by one for anything.
fn stated(extensions: &Extensions, own: &[&str]) -> Option<String> {
    let mut keys = own.iter().copied().chain(ANYTHING);
    let name = keys.find_map(|key| extensions.get(key)?.as_str());
    name.filter(|name| is_name(name)).map(str::to_owned)
}

/// Whether a string can be a name.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}
