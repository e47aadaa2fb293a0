//! Nested forms, read back by a decoder of their own.

use castiron_runtime::{Json, Map, Number, to_form};
use castiron_tests::random::Random;

use super::bytes;

/// Any object.
pub(super) fn values(random: &mut Random) -> Result<(), String> {
    let object = Json::Object(entries(random, 0));
    let form = to_form(&object);
    let mut expected = Vec::new();
    flat(&object, Vec::new(), &mut expected);
    let found = pairs(&form).ok_or_else(|| format!("{form} is no form"))?;
    if found == expected {
        Ok(())
    } else {
        Err(format!("{object} is written as {form}, which is {found:?}"))
    }
}

/// Any value.
pub(super) fn value(random: &mut Random, depth: usize) -> Json {
    match random.below(if depth > 3 { 4 } else { 7 }) {
        0 => Json::Bool(random.chance(50)),
        1 => Json::Number(Number::from(random.any() as i64)),
        2 | 3 => Json::String(bytes::text(random)),
        4 => Json::Array(
            (0..random.below(4))
                .map(|_| value(random, depth + 1))
                .collect(),
        ),
        5 => Json::Null,
        _ => Json::Object(entries(random, depth + 1)),
    }
}

fn entries(random: &mut Random, depth: usize) -> Map<Json> {
    let mut out = Map::new();
    for _ in 0..random.below(4) {
        let mut key = bytes::text(random);
        if key.is_empty() {
            // a first step without a name has no place in a form
            key.push('k');
        }
        out.insert(key, value(random, depth));
    }
    out
}

/// Steps and text of each scalar. An empty list is an empty text, and an empty object is nothing.
fn flat(value: &Json, at: Vec<String>, out: &mut Vec<(Vec<String>, String)>) {
    let below = |step: String| {
        let mut at = at.clone();
        at.push(step);
        at
    };
    match value {
        Json::Object(map) => map
            .iter()
            .for_each(|(key, value)| flat(value, below(key.clone()), out)),
        Json::Array(items) if items.is_empty() => out.push((at, String::new())),
        Json::Array(items) => (items.iter().enumerate())
            .for_each(|(index, value)| flat(value, below(index.to_string()), out)),
        Json::String(text) => out.push((at, text.clone())),
        Json::Null => out.push((at, String::new())),
        other => out.push((at, other.to_string())),
    }
}

/// The pairs of a form: `a[b][0]=c`. Brackets that belong to a name are encoded.
fn pairs(form: &str) -> Option<Vec<(Vec<String>, String)>> {
    let pairs = form.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=')?;
            let mut steps = Vec::new();
            for (at, step) in name.split('[').enumerate() {
                let step = if at > 0 {
                    step.strip_suffix(']')?
                } else {
                    step
                };
                steps.push(decoded(step)?);
            }
            Some((steps, decoded(value)?))
        })
        .collect()
}

/// A text without percent-encoding; `None` where it is not encoded as RFC 3986 has it.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?];
                let digits = std::str::from_utf8(&digits).ok()?;
                out.push(u8::from_str_radix(digits, 16).ok()?);
            }
            byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => out.push(byte),
            _ => return None,
        }
    }
    String::from_utf8(out).ok()
}
