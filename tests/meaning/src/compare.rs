//! What became of a value on its way through a type.

use serde_json::Value;

/// What became of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It came back.
    Same,
    /// It came back without these keys (their places), which stood in objects.
    Lost(Vec<String>),
    /// It came back as something else.
    Changed(String),
}

/// Compares what was given with what came back.
pub(crate) fn compare(given: &Value, back: &Value) -> Outcome {
    let mut lost = Vec::new();
    match differ(given, back, String::new(), &mut lost) {
        Some(place) => Outcome::Changed(place),
        None if lost.is_empty() => Outcome::Same,
        None => Outcome::Lost(lost),
    }
}

/// The first place at which two values differ by more than lost keys.
fn differ(given: &Value, back: &Value, at: String, lost: &mut Vec<String>) -> Option<String> {
    match (given, back) {
        (Value::Object(given), Value::Object(back)) => {
            for (key, value) in given {
                match back.get(key) {
                    Some(other) => {
                        let found = differ(value, other, format!("{at}/{key}"), lost);
                        if found.is_some() {
                            return found;
                        }
                    }
                    None => lost.push(format!("{at}/{key}")),
                }
            }
            back.keys()
                .find(|key| !given.contains_key(*key))
                .map(|key| format!("{at}/{key} was added"))
        }
        (Value::Array(given), Value::Array(back)) if given.len() == back.len() => given
            .iter()
            .zip(back)
            .enumerate()
            .find_map(|(index, (given, back))| differ(given, back, format!("{at}/{index}"), lost)),
        (Value::Number(given), Value::Number(back)) => {
            (!same_number(given, back)).then(|| format!("{at}: {given} became {back}"))
        }
        _ if given == back => None,
        _ => Some(format!("{at}: {given} became {back}")),
    }
}

/// Whether two numbers are the same, however they are written.
fn same_number(a: &serde_json::Number, b: &serde_json::Number) -> bool {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a == b,
        _ => a.as_f64() == b.as_f64(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Outcome, compare};

    #[test]
    fn tells_what_is_lost_from_what_is_changed() {
        let given = json!({ "a": 1, "b": [{ "c": 2.0 }] });
        assert_eq!(
            compare(&given, &json!({ "a": 1.0, "b": [{ "c": 2 }] })),
            Outcome::Same
        );
        assert_eq!(
            compare(&given, &json!({ "a": 1, "b": [{}] })),
            Outcome::Lost(vec!["/b/0/c".to_owned()])
        );
        let changed = |back| matches!(compare(&given, &back), Outcome::Changed(_));
        assert!(changed(json!({ "a": 2, "b": [{ "c": 2.0 }] })));
        assert!(changed(json!({ "a": 1, "b": [] })));
        assert!(changed(json!({ "a": 1, "b": [{ "c": 2.0, "d": null }] })));
    }
}
