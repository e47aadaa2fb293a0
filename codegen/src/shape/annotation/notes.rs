//! Constraints that no type expresses, as lines of Markdown for the documentation.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::extension;
use crate::graph::Meta;
use crate::shape::schema::bound::Bound;
use crate::shape::schema::keywords::Keywords;
use crate::text::head;

/// Longer values are left out of the documentation.
const VALUE_LIMIT: usize = 120;

/// The annotations of a schema.
pub(in crate::shape) fn meta(keywords: &Keywords<'_>) -> Meta {
    let data = keywords.data;
    Meta {
        title: data.title.clone().filter(|title| !title.trim().is_empty()),
        description: data.description.clone().unwrap_or_default(),
        deprecated: data.deprecated,
        notes: lines(keywords),
        external_docs: data.external_docs.as_ref().map(|docs| {
            (
                docs.url.clone(),
                docs.description.clone().unwrap_or_default(),
            )
        }),
        default: data.default.clone().filter(|value| !value.is_null()),
    }
}

/// Fills in missing parts of `meta` from `other`.
pub(in crate::shape) fn fill(meta: &mut Meta, other: &Meta) {
    if meta.title.is_none() {
        meta.title.clone_from(&other.title);
    }
    if meta.description.is_empty() {
        meta.description.clone_from(&other.description);
    }
    meta.deprecated |= other.deprecated;
    for note in &other.notes {
        if !meta.notes.contains(note) {
            meta.notes.push(note.clone());
        }
    }
    if meta.external_docs.is_none() {
        meta.external_docs.clone_from(&other.external_docs);
    }
    if meta.default.is_none() {
        meta.default.clone_from(&other.default);
    }
}

fn lines(keywords: &Keywords<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let data = keywords.data;
    if data.read_only {
        notes.push("Read-only: requests leave it out.".to_owned());
    }
    if data.write_only {
        notes.push("Write-only: answers leave it out.".to_owned());
    }
    count(
        &mut notes,
        "character",
        keywords.min_length,
        keywords.max_length,
    );
    if let Some(pattern) = keywords.pattern {
        notes.push(format!("Pattern: {}", code(pattern)));
    }
    bounds(&mut notes, keywords);
    if let Some(divisor) = &keywords.multiple_of {
        notes.push(format!("A multiple of `{divisor}`."));
    }
    if keywords.extension(extension::TUPLE).is_none() {
        count(&mut notes, "item", keywords.min_items, keywords.max_items);
    }
    if keywords.unique_items {
        notes.push("No item occurs twice.".to_owned());
    }
    count(
        &mut notes,
        "entry",
        keywords.min_properties,
        keywords.max_properties,
    );
    if let Some(media) = keywords
        .extension("x-castiron-content-media-type")
        .and_then(Value::as_str)
    {
        notes.push(format!("Holds {}.", code(media)));
    }
    beyond(&mut notes, keywords);
    if let Some(default) = &data.default
        && let Some(text) = short(default)
    {
        notes.push(format!("Default: {text}"));
    }
    notes.extend(data.example.as_ref().and_then(example));
    notes
}

/// Keywords that no type expresses.
fn beyond(notes: &mut Vec<String>, keywords: &Keywords<'_>) {
    if let Some(Value::Object(pairs)) = keywords.extension("x-castiron-dependent-required") {
        for (name, needed) in pairs {
            let needed: Vec<_> = needed
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(code)
                .collect();
            if !needed.is_empty() {
                notes.push(format!(
                    "With {} comes {}.",
                    code(name),
                    needed.join(" and ")
                ));
            }
        }
    }
    if let Some(Value::Array(patterns)) = keywords.extension(extension::PATTERN_PROPERTIES) {
        let patterns: Vec<_> = patterns
            .iter()
            .filter_map(Value::as_str)
            .map(code)
            .collect();
        if !patterns.is_empty() {
            notes.push(format!("Keys match {}.", patterns.join(" or ")));
        }
    }
    if keywords.extension(extension::PREFIX_ITEMS).is_some()
        && keywords.extension(extension::TUPLE).is_none()
    {
        notes.push("What an item is depends on its position.".to_owned());
    }
    if keywords.not.is_some() && !keywords.is_never() {
        notes.push("Some values are excluded (`not`).".to_owned());
    }
    let unsaid: Vec<_> = UNSAID
        .iter()
        .filter(|(extension, _)| keywords.extension(extension).is_some())
        .map(|(_, keyword)| code(keyword))
        .collect();
    if !unsaid.is_empty() {
        notes.push(format!("Also constrained by {}.", unsaid.join(", ")));
    }
}

/// JSON Schema keywords that only a validator checks.
const UNSAID: &[(&str, &str)] = &[
    ("x-castiron-if", "if"),
    ("x-castiron-contains", "contains"),
    ("x-castiron-property-names", "propertyNames"),
    ("x-castiron-dependent-schemas", "dependentSchemas"),
    ("x-castiron-unevaluated-items", "unevaluatedItems"),
    ("x-castiron-unevaluated-properties", "unevaluatedProperties"),
];

/// An example, unless it is long.
pub(in crate::shape) fn example(value: &Value) -> Option<String> {
    short(value).map(|text| format!("Example: {text}"))
}

fn count(notes: &mut Vec<String>, unit: &str, low: Option<usize>, high: Option<usize>) {
    let plural = |number: usize| match (number, unit) {
        (1, unit) => unit.to_owned(),
        (_, "entry") => "entries".to_owned(),
        (_, unit) => format!("{unit}s"),
    };
    let text = match (low.filter(|low| *low > 0), high) {
        (None, None) => return,
        (None, Some(high)) => format!("at most {high} {}.", plural(high)),
        (Some(low), None) => format!("at least {low} {}.", plural(low)),
        (Some(low), Some(high)) if low == high => format!("exactly {high} {}.", plural(high)),
        (Some(low), Some(high)) => format!("{low} to {high} {}.", plural(high)),
    };
    notes.push(
        match text.strip_prefix(|first: char| first.is_ascii_lowercase()) {
            _ if unit == "character" => format!("Length: {text}"),
            Some(rest) => format!("{}{rest}", head(&text, 1).to_ascii_uppercase()),
            None => text,
        },
    );
}

fn bounds(notes: &mut Vec<String>, keywords: &Keywords<'_>) {
    let low = |bound: &Bound| {
        if keywords.exclusive_minimum {
            format!("more than `{bound}`")
        } else {
            format!("at least `{bound}`")
        }
    };
    let high = |bound: &Bound| {
        if keywords.exclusive_maximum {
            format!("less than `{bound}`")
        } else {
            format!("at most `{bound}`")
        }
    };
    match (&keywords.minimum, &keywords.maximum) {
        (None, None) => {}
        (Some(bound), None) => notes.push(format!("Range: {}.", low(bound))),
        (None, Some(bound)) => notes.push(format!("Range: {}.", high(bound))),
        (Some(from), Some(to)) => notes.push(format!("Range: {}, {}.", low(from), high(to))),
    }
}

/// Documents a schema that only adds constraints.
pub(in crate::shape) fn constraint(keywords: &Keywords<'_>) -> Option<String> {
    keywords
        .not
        .is_some()
        .then(|| "Some combinations of properties are not allowed.".to_owned())
}

/// Documents alternatives that only list required properties.
pub(in crate::shape) fn alternatives(
    branches: &[ReferenceOr<Schema>],
    several: bool,
) -> Option<String> {
    let mut sets = Vec::new();
    for branch in branches {
        if let ReferenceOr::Item(schema) = branch {
            let keywords = Keywords::of(schema);
            if !keywords.required.is_empty() && keywords.not.is_none() {
                let names: Vec<_> = keywords.required.iter().map(|name| code(name)).collect();
                sets.push(names.join(" and "));
            }
        }
    }
    if sets.is_empty() || sets.len() > 12 {
        return None;
    }
    let how = if several {
        "At least one of these is given"
    } else {
        "Exactly one of these is given"
    };
    Some(format!("{how}: {}.", sets.join("; or ")))
}

/// Several values as code.
pub(in crate::shape) fn values<'a>(values: impl Iterator<Item = &'a Value>) -> String {
    values
        .map(|value| code(&value.to_string()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A value as code, unless it is long.
fn short(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) if text.trim().is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    (text.len() <= VALUE_LIMIT && !text.contains(['\n', '\r'])).then(|| code(&text))
}

/// A code span of Markdown. The fence is longer than any run of backticks inside.
pub(in crate::shape) fn code(text: &str) -> String {
    let mut longest = 0_usize;
    let mut run = 0_usize;
    for c in text.chars() {
        run = if c == '`' { run.saturating_add(1) } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest.saturating_add(1));
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' '))
    {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::{code, count};

    #[test]
    fn counts_in_plain_words() {
        let text = |unit, low, high| {
            let mut notes = Vec::new();
            count(&mut notes, unit, low, high);
            notes.join("")
        };
        assert_eq!(
            text("character", None, Some(5000)),
            "Length: at most 5000 characters."
        );
        assert_eq!(
            text("character", Some(1), Some(1)),
            "Length: exactly 1 character."
        );
        assert_eq!(text("item", Some(1), Some(3)), "1 to 3 items.");
        assert_eq!(text("entry", Some(2), None), "At least 2 entries.");
        assert_eq!(text("item", Some(0), None), "");
    }

    #[test]
    fn code_spans_hold_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`a"), "`` `a ``");
    }
}
