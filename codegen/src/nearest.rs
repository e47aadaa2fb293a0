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
    let letters = Letters::of(&lower);
    let mut buffer = String::new();
    candidates
        .take(20_000)
        // Names whose lengths differ by more can't be within the limit.
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit.saturating_mul(4))
        .filter_map(|candidate| {
            let other = in_lower_case(candidate, &mut buffer);
            let least = letters.as_ref().map_or(0, |letters| letters.least(other));
            (least <= limit).then(|| (strsim::osa_distance(&lower, other), candidate))
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How often a name has each letter of ASCII: a bound of distances that costs a few steps a letter, for long lists of candidates.
#[derive(Clone, Copy)]
struct Letters {
    counts: [u16; 128],
    all: usize,
}

impl Letters {
    /// None for a name with other letters, or endless ones.
    fn of(name: &str) -> Option<Self> {
        let mut letters = Self {
            counts: [0; 128],
            all: name.len(),
        };
        for byte in name.bytes() {
            let count = letters.counts.get_mut(usize::from(byte))?;
            *count = count.checked_add(1)?;
        }
        Some(letters)
    }

    /// The least possible distance of another name: letters that only one of the two has are replaced, added or removed one by
    /// one, and exchanging neighbours changes none.
    fn least(&self, other: &str) -> usize {
        if !other.is_ascii() {
            return 0;
        }
        let mut common: usize = 0;
        let mut used = *self;
        for byte in other.bytes() {
            if let Some(count) = used.counts.get_mut(usize::from(byte))
                && let Some(less) = count.checked_sub(1)
            {
                *count = less;
                common = common.saturating_add(1);
            }
        }
        self.all.max(other.len()).saturating_sub(common)
    }
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
    use super::{Letters, nearest};

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

    /// The bound by letters never passes over a name that the distance would take.
    #[test]
    fn no_distance_is_below_its_bound() {
        let letters = ["a", "b", "c", "1", "é", "ab", "ba"];
        let mut seed: usize = 7;
        let mut word = || -> String {
            (0..8)
                .filter_map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    letters.get((seed >> 33) % 9)
                })
                .copied()
                .collect()
        };
        let mut exact = 0;
        for _ in 0..20_000 {
            let (name, other) = (word(), word());
            let Some(bound) = Letters::of(&name).map(|letters| letters.least(&other)) else {
                assert!(!name.is_ascii());
                continue;
            };
            let distance = strsim::osa_distance(&name, &other);
            assert!(bound <= distance, "{name} {other}");
            exact += usize::from(bound > 0 && bound == distance);
        }
        assert!(exact > 100, "the bound says something: {exact}");
    }
}
