//! Patterns of names: regular expressions of ECMA-262, as trees that generated code holds.
//!
//! Matching keeps a set of positions: for any pattern, its time is polynomial in the length of the name.

use std::collections::BTreeSet;

/// A pattern that names may match, anywhere in them.
#[doc(hidden)]
#[derive(Debug)]
pub enum Pattern {
    /// The beginning of the name.
    Start,
    /// Its end.
    End,
    /// These characters.
    Text(&'static str),
    /// A character in one of these ranges.
    One(&'static [(char, char)]),
    /// A character in none of these ranges.
    Not(&'static [(char, char)]),
    /// All of them, one behind the other.
    All(&'static [Pattern]),
    /// Any of them.
    Any(&'static [Pattern]),
    /// As often as the first number says, and at most as often as the second.
    Repeat(u32, u32, &'static Pattern),
}

impl Pattern {
    /// Whether a part of a name is what the pattern says.
    pub fn is_match(&self, name: &str) -> bool {
        let all = name.char_indices().map(|(at, _)| at).chain([name.len()]);
        !self.ends(name, all.collect()).is_empty()
    }

    /// Where what the pattern says may end, if it begins at one of these places.
    fn ends(&self, name: &str, from: BTreeSet<usize>) -> BTreeSet<usize> {
        let at_place = |is_end: &dyn Fn(usize) -> bool| {
            from.iter().copied().filter(|at| is_end(*at)).collect()
        };
        let one = |is_in: &dyn Fn(char) -> bool| {
            let next = |at: &usize| {
                let char = name.get(*at..)?.chars().next()?;
                is_in(char).then(|| at.saturating_add(char.len_utf8()))
            };
            from.iter().filter_map(next).collect()
        };
        let within = |ranges: &[(char, char)], char: char| {
            ranges
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&char))
        };
        match self {
            Self::Start => at_place(&|at| at == 0),
            Self::End => at_place(&|at| at == name.len()),
            Self::Text(text) => {
                let begins =
                    |at: &&usize| name.get(**at..).is_some_and(|rest| rest.starts_with(text));
                from.iter()
                    .filter(begins)
                    .map(|at| at.saturating_add(text.len()))
                    .collect()
            }
            Self::One(ranges) => one(&|char| within(ranges, char)),
            Self::Not(ranges) => one(&|char| !within(ranges, char)),
            Self::All(parts) => parts.iter().fold(from, |from, part| match from.is_empty() {
                true => from,
                false => part.ends(name, from),
            }),
            Self::Any(parts) => (parts.iter())
                .flat_map(|part| part.ends(name, from.clone()))
                .collect(),
            Self::Repeat(least, most, part) => part.repeated(name, from, *least, *most),
        }
    }

    fn repeated(
        &self,
        name: &str,
        from: BTreeSet<usize>,
        least: u32,
        most: u32,
    ) -> BTreeSet<usize> {
        let mut all = BTreeSet::new();
        let mut last = from;
        for count in 0..=most {
            if count > 0 {
                last = self.ends(name, last);
            }
            if count >= least {
                // what was reached before goes on from there already
                last.retain(|at| all.insert(*at));
            }
            if last.is_empty() {
                break;
            }
        }
        all
    }
}

/// From the words of `sorted!` to a pattern.
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    (start) => {
        $crate::Pattern::Start
    };
    (end) => {
        $crate::Pattern::End
    };
    (text $text:literal) => {
        $crate::Pattern::Text($text)
    };
    (one $($first:literal $last:literal)*) => {
        $crate::Pattern::One(&[$(($first, $last)),*])
    };
    (not $($first:literal $last:literal)*) => {
        $crate::Pattern::Not(&[$(($first, $last)),*])
    };
    (all $([$($part:tt)*])*) => {
        $crate::Pattern::All(&[$($crate::__pattern!($($part)*)),*])
    };
    (any $([$($part:tt)*])*) => {
        $crate::Pattern::Any(&[$($crate::__pattern!($($part)*)),*])
    };
    (repeat $least:literal .. [$($part:tt)*]) => {
        $crate::Pattern::Repeat($least, u32::MAX, &$crate::__pattern!($($part)*))
    };
    (repeat $least:literal $most:literal [$($part:tt)*]) => {
        $crate::Pattern::Repeat($least, $most, &$crate::__pattern!($($part)*))
    };
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[track_caller]
    fn test(pattern: &Pattern, matching: &[&str], others: &[&str]) {
        for name in matching {
            assert!(pattern.is_match(name), "{name}");
        }
        for name in others {
            assert!(!pattern.is_match(name), "{name}");
        }
    }

    #[test]
    fn names() {
        // ^S_
        let prefix = crate::__pattern!(all [start] [text "S_"]);
        test(&prefix, &["S_", "S_a"], &["", "s_", "aS_"]);
        // b
        test(&crate::__pattern!(text "b"), &["b", "abc"], &["", "ac"]);
        // ^[a-z]+(-[a-z0-9]+)*$
        let slug = crate::__pattern!(
            all [start] [repeat 1 .. [one 'a' 'z']]
                [repeat 0 .. [all [text "-"] [repeat 1 .. [one 'a' 'z' '0' '9']]]] [end]
        );
        test(
            &slug,
            &["a", "ab-c1", "a-b-c"],
            &["", "a-", "-a", "a--b", "A", "a_b"],
        );
        // ^[^x]{2,3}$
        let some = crate::__pattern!(all [start] [repeat 2 3 [not 'x' 'x']] [end]);
        test(&some, &["ab", "äöü", "a\n"], &["", "a", "ax", "abcd"]);
        // ^(a|ab)(c|bcd)$
        let either = crate::__pattern!(
            all [start] [any [text "a"] [text "ab"]] [any [text "c"] [text "bcd"]] [end]
        );
        test(&either, &["ac", "abc", "abcd"], &["a", "abcdd", "bc"]);
        // ^(a*)*$, and nothing at all
        let nested = crate::__pattern!(
            all [start] [repeat 0 .. [repeat 0 .. [text "a"]]] [end]
        );
        let long = "a".repeat(5_000);
        test(&nested, &["", "a", &long], &["b", &(long.clone() + "b")]);
        test(&crate::__pattern!(all), &["", "a"], &[]);
        test(&crate::__pattern!(any), &[], &["", "a"]);
    }
}
