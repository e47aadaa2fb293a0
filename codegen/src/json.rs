//! JSON objects built key by key, and equality of values as JSON Schema defines it.

use std::borrow::Cow;

use serde_json::Value;

/// Puts a value into an object, in the place of one that is there. What is no object stays as it is.
pub(crate) fn put(object: &mut Value, key: &str, value: impl Into<Value>) {
    if let Value::Object(entries) = object {
        entries.insert(key.to_owned(), value.into());
    }
}

/// Whether two values are equal by JSON Schema, which takes `1` and `1.0` for the same number.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    a == b || plain(a) == plain(b)
}

/// A value with its numbers in one form: equal values become the same value.
pub(crate) fn plain(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Number(number) if number.is_f64() => number
            .as_f64()
            .and_then(whole)
            .map_or(Cow::Borrowed(value), Cow::Owned),
        Value::Array(items) => {
            Cow::Owned(items.iter().map(|item| plain(item).into_owned()).collect())
        }
        Value::Object(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| (key.clone(), plain(value).into_owned()));
            Cow::Owned(Value::Object(entries.collect()))
        }
        _ => Cow::Borrowed(value),
    }
}

/// A number without a fraction as an integer, where there is one of its size.
fn whole(number: f64) -> Option<Value> {
    // 2 to the power of 63 and 64, the first numbers that are too large
    const SIGNED: f64 = 9_223_372_036_854_775_808.0;
    const UNSIGNED: f64 = 18_446_744_073_709_551_616.0;
    if number.fract() != 0.0 {
        return None;
    }
    match number {
        n if (-SIGNED..SIGNED).contains(&n) => Some(Value::from(n as i64)),
        n if (SIGNED..UNSIGNED).contains(&n) => Some(Value::from(n as u64)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::same;

    #[test]
    fn numbers_are_equal_however_they_are_written() {
        let kinds: [&[&str]; 7] = [
            &["1", "1.0", "1e0", "10e-1", "1.000"],
            &["0", "0.0", "-0.0", "-0", "0e5"],
            &["-7", "-7.0", "-70e-1"],
            &["100", "1e2", "1E+2", "100.0"],
            &["1.5", "15e-1", "1.50"],
            &["9223372036854775808", "9223372036854775808.0"],
            &["1e300", "10e299"],
        ];
        let around = |text: &str| {
            let value: Value = serde_json::from_str(text).unwrap();
            [
                value.clone(),
                json!([value, "a"]),
                json!({ "a": { "b": value } }),
            ]
        };
        for (at, kind) in kinds.iter().enumerate() {
            for (other_at, other) in kinds.iter().enumerate() {
                for (a, b) in kind.iter().flat_map(|a| other.iter().map(move |b| (a, b))) {
                    for (x, y) in around(a).iter().zip(&around(b)) {
                        assert_eq!(same(x, y), at == other_at, "{x} and {y}");
                    }
                }
            }
        }
        assert!(!same(&json!(1), &json!("1")) && !same(&json!(1), &json!(true)));
    }
}
