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
    candidates
        .take(20_000)
        // Names whose lengths differ by more can't be within the limit.
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit.saturating_mul(4))
        .map(|candidate| {
            (
                strsim::osa_distance(&lower, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
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
