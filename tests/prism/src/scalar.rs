//! Texts and numbers within the bounds of a schema.

use serde_json::{Map, Number, Value};

use crate::pattern;
use crate::sample::count;

/// A text that a schema allows.
pub(crate) fn string(schema: &Map<String, Value>) -> Option<String> {
    let least = count(schema, "minLength").unwrap_or(0);
    let most = count(schema, "maxLength").unwrap_or(usize::MAX);
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        let made = pattern::text(pattern).filter(|text| (least..=most).contains(&text.len()));
        // the author's own example knows better than a pattern that can't be followed
        let told = || {
            schema
                .get("example")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        return made.or_else(told);
    }
    let format = schema.get("format").and_then(Value::as_str).unwrap_or("");
    let text = match format {
        "date" => "2021-08-04",
        "date-time" => "2021-08-04T10:00:00Z",
        "time" => "10:00:00Z",
        "duration" => "P1D",
        "uuid" => "0b0e7a5c-6f0e-4a39-9d0f-3c8f1f3c2b11",
        "uri" | "url" => "https://example.com/path",
        "uri-reference" => "/path",
        "email" | "idn-email" => "someone@example.com",
        "hostname" => "example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "dGV4dA==",
        "snowflake" | "int64" => "1",
        "decimal" => "1.5",
        _ => "text",
    };
    let length = text.chars().count();
    if length < least {
        return Some(text.chars().cycle().take(least).collect());
    }
    Some(text.chars().take(most).collect())
}

/// A whole number that a schema allows.
pub(crate) fn integer(schema: &Map<String, Value>) -> Value {
    let whole = |value: f64| Number::from(value as i64);
    let step = schema
        .get("multipleOf")
        .and_then(Value::as_f64)
        .unwrap_or(1.0);
    match number(schema).as_f64() {
        Some(value) if value.fract() != 0.0 => Value::Number(whole(value.ceil())),
        Some(value) if step > 1.0 => Value::Number(whole((value / step).ceil() * step)),
        Some(value) => Value::Number(whole(value)),
        None => 1.into(),
    }
}

/// A number that a schema allows.
pub(crate) fn number(schema: &Map<String, Value>) -> Value {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let is_open = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    let least = match (bound("minimum"), bound("exclusiveMinimum")) {
        (_, Some(bound)) => Some(bound + 1.0),
        (Some(bound), None) if is_open("exclusiveMinimum") => Some(bound + 1.0),
        (bound, None) => bound,
    };
    let most = match (bound("maximum"), bound("exclusiveMaximum")) {
        (_, Some(bound)) => Some(bound - 1.0),
        (Some(bound), None) if is_open("exclusiveMaximum") => Some(bound - 1.0),
        (bound, None) => bound,
    };
    let value = match (least, most) {
        (Some(least), _) if least > 1.0 => least,
        (_, Some(most)) if most < 1.0 => most,
        _ => 1.0,
    };
    if value.fract() == 0.0 {
        (value as i64).into()
    } else {
        value.into()
    }
}
