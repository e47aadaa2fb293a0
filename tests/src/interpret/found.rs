//! What values are found to be: by the guards of unions, and by patterns of names.

use castiron_codegen::model::{Guard, Literal, Pattern};
use serde_json::Value;

/// Whether a branch may be the value's.
pub(super) fn guards(guard: &Guard, value: &Value, untagged: bool) -> bool {
    match guard {
        Guard::Null => value.is_null(),
        Guard::Boolean => value.is_boolean(),
        Guard::Integer => value.is_i64() || value.is_u64(),
        Guard::Number => value.is_number(),
        Guard::String => value.is_string(),
        Guard::Array => value.is_array(),
        // told by the status of the answer, which a value does not show
        Guard::Any | Guard::Answer { .. } => true,
        Guard::Several(keys) => value.as_object().is_some_and(|entries| {
            keys.iter().filter(|key| entries.contains_key(*key)).count() > 1
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
                None => untagged,
            };
            tags.iter().all(has_tag) && keys.iter().all(|key| entries.contains_key(key))
        }),
    }
}

/// Whether a part of a name is what a pattern says.
pub(super) fn is_match(pattern: &Pattern, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    (0..=name.len()).any(|at| !ends(pattern, &name, at).is_empty())
}

/// Where what a pattern says may end, if it begins here.
fn ends(pattern: &Pattern, name: &[char], at: usize) -> Vec<usize> {
    let within = |ranges: &[(char, char)], char: &char| {
        ranges
            .iter()
            .any(|(first, last)| first <= char && char <= last)
    };
    let only = |is_one: bool, at: usize| if is_one { vec![at] } else { Vec::new() };
    match pattern {
        Pattern::Start => only(at == 0, at),
        Pattern::End => only(at == name.len(), at),
        Pattern::Text(text) => {
            let text: Vec<char> = text.chars().collect();
            only(name[at..].starts_with(&text), at + text.len())
        }
        Pattern::One(ranges) => only(
            name.get(at).is_some_and(|char| within(ranges, char)),
            at + 1,
        ),
        Pattern::Not(ranges) => only(
            name.get(at).is_some_and(|char| !within(ranges, char)),
            at + 1,
        ),
        Pattern::All(parts) => parts.iter().fold(vec![at], |from, part| {
            from.into_iter()
                .flat_map(|at| ends(part, name, at))
                .collect()
        }),
        Pattern::Any(parts) => parts.iter().flat_map(|part| ends(part, name, at)).collect(),
        Pattern::Repeat(least, most, part) => {
            let (mut all, mut last) = (Vec::new(), vec![at]);
            for count in 0..=*most {
                if count > 0 {
                    last = last
                        .into_iter()
                        .flat_map(|at| ends(part, name, at))
                        .collect();
                }
                if count >= *least {
                    last.retain(|at| !all.contains(at));
                    all.extend(&last);
                }
                if last.is_empty() {
                    break;
                }
            }
            all
        }
    }
}
