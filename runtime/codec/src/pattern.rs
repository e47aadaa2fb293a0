//! Patterns of names, as generated code holds them.

use std::sync::OnceLock;

use regex_lite::Regex;

/// A pattern that names may match, anywhere in them.
#[doc(hidden)]
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A regular expression. The generator writes none that `regex_lite` does not read; such a one would match nothing.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            regex: OnceLock::new(),
        }
    }

    /// Whether a part of a name is what the pattern says.
    pub fn is_match(&self, name: &str) -> bool {
        let regex = self.regex.get_or_init(|| Regex::new(self.text).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn names() {
        static SLUG: Pattern = Pattern::new("^[a-z]+(?:-[a-z0-9]+)*$");
        for (name, is_match) in [("a", true), ("ab-c1", true), ("a-", false), ("", false)] {
            assert_eq!(SLUG.is_match(name), is_match, "{name}");
        }
        assert!(!Pattern::new("(").is_match("("));
    }
}
