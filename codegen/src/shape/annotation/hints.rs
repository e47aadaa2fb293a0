//! Vendor keywords, read as neutral hints.

use openapiv3::SchemaData;
use serde_json::Value;

use crate::graph::Hints;

/// What the annotations of a schema say of its place in an object-oriented API.
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
    hints.resource = data
        .extensions
        .get("x-resourceId")
        .and_then(Value::as_str)
        .map(str::to_owned);
    hints
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}
