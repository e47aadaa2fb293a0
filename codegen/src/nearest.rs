//! Finds the nearest known name, for "did you mean" messages.

/// The candidate nearest to `name`, if it is near enough to be a likely misspelling.
///
/// ```
/// use castiron_codegen::nearest::nearest;
///
/// assert_eq!(nearest("respnses", ["responses", "servers"].into_iter()), Some("responses"));
/// assert_eq!(nearest("tags", ["responses", "servers"].into_iter()), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).clamp(1, 4);
    let lower = name.to_lowercase();
    let mut buffer = String::new();
    candidates
        .take(20_000)
        // Names whose lengths differ by more can't be within the limit.
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit.saturating_mul(4))
        .map(|candidate| {
            let distance = strsim::osa_distance(&lower, in_lower_case(candidate, &mut buffer));
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A text in lower case, in a buffer that is used again.
fn in_lower_case<'b>(text: &str, buffer: &'b mut String) -> &'b str {
    match text.is_ascii() {
        true => {
            buffer.clear();
            buffer.push_str(text);
            buffer.make_ascii_lowercase();
        }
        false => *buffer = text.to_lowercase(),
    }
    buffer
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names() {
        let there = ["address", "addresses", "Pet", "User"];
        for (name, want) in [
            ("adress", Some("address")),
            ("pet", Some("Pet")),
            ("usr", Some("User")),
            ("invoice", None),
        ] {
            assert_eq!(nearest(name, there.into_iter()), want, "{name}");
        }
    }
}
