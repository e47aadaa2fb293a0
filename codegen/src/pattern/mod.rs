//! Converts ECMA-262 regular expressions, which documents use for property names (JSON Schema, 6.4), to the syntax that the
//! runtime supports.
//!
//! Supported: literals, classes, alternatives, repetitions, groups, `^` and `$`. Not supported: look-around (`(?=…)`, `\b`),
//! back-references (`\1`) and Unicode properties (`\p{…}`). No library converts one syntax to the other; `regex_lite`
//! matches the result, both here to validate it and in the runtime.

mod class;
mod parse;
#[cfg(test)]
mod tests;
mod tree;

/// A pattern that names may match, anywhere in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The regular expression, as the `regex` packages write it.
    pub regex: String,
    /// The texts that are written out in it, in order.
    pub texts: Vec<String>,
}

/// A regular expression of ECMA-262, unless it says what can't be said otherwise, or becomes too large.
#[must_use]
pub(crate) fn parse(text: &str) -> Option<Pattern> {
    let tree = parse::parse(text)?;
    let regex = tree.regex();
    regex_lite::Regex::new(&regex).ok()?;
    Some(Pattern {
        regex,
        texts: tree.texts(),
    })
}
