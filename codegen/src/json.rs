//! JSON objects that are put together key by key.

use serde_json::Value;

/// Puts a value into an object, in the place of one that is there. What is no object stays as it is.
pub(crate) fn put(object: &mut Value, key: &str, value: impl Into<Value>) {
    if let Value::Object(entries) = object {
        entries.insert(key.to_owned(), value.into());
    }
}
