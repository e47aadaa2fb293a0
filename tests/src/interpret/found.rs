//! What values are found to be: by the guards of unions, and by patterns of names.

use castiron_codegen::model::{Counted, Guard, Literal};
use serde_json::Value;

/// Which of the tags that a branch asks for an object may lack.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacking {
    None,
    /// Some, if it has one.
    Some,
    All,
}

/// Whether a branch may be the value's.
pub(super) fn guards(guard: &Guard, value: &Value, lacking: Lacking) -> bool {
    match guard {
        Guard::Null => value.is_null(),
        Guard::Boolean => value.is_boolean(),
        Guard::Integer => value.is_i64() || value.is_u64(),
        Guard::Number => value.is_number(),
        Guard::String => value.is_string(),
        Guard::Array => value.is_array(),
        // told by the status of the answer, which a value does not show
        Guard::Any | Guard::Answer { .. } => true,
        Guard::Value(json) => serde_json::from_str(json).is_ok_and(|one| is_same(&one, value)),
        Guard::Several(keys) => value.as_object().is_some_and(|entries| {
            let counts = |key: &&Counted| {
                let found = entries.get(&key.name);
                found.is_some_and(|value| key.nullable || !value.is_null())
            };
            keys.iter().filter(counts).count() > 1
        }),
        Guard::Under(key) => value
            .as_object()
            .is_some_and(|entries| entries.keys().eq([key])),
        Guard::Object { tags, keys } => value.as_object().is_some_and(|entries| {
            let has_tag = |(name, values): &(String, Vec<Literal>)| match entries.get(name) {
                Some(found) => values.iter().any(|literal| match literal {
                    Literal::Boolean(value) => found == value,
                    Literal::Integer(value) => found == value,
                    Literal::String(value) => found == value,
                }),
                None => lacking != Lacking::None,
            };
            let has_one = || tags.iter().any(|(name, _)| entries.contains_key(name));
            let has_enough = lacking != Lacking::Some || tags.is_empty() || has_one();
            has_enough
                && tags.iter().all(has_tag)
                && keys.iter().all(|key| entries.contains_key(key))
        }),
    }
}

/// Whether two values are the same: numbers by what they are, not by how they are written.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.as_f64() == other.as_f64() && !(one.is_i64() && other.is_i64()))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has = |(key, value): (&String, &Value)| {
                other.get(key).is_some_and(|other| is_same(value, other))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        (one, other) => one == other,
    }
}

/// Whether a part of a name is what a pattern says.
pub(super) fn is_match(pattern: &str, name: &str) -> bool {
    regex_lite::Regex::new(pattern).is_ok_and(|regex| regex.is_match(name))
}
