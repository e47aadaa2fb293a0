//! Regular expressions of ECMA-262, as documents have them for names of properties (JSON Schema, 6.4), in the syntax that the
//! runtime matches.
//!
//! Understood is what says of each character which it may be: texts, classes, alternatives, repetitions, groups, `^` and `$`.
//! What looks around (`(?=…)`, `\b`) or back (`\1`) is not, nor are properties of Unicode (`\p{…}`). A library reads
//! neither syntax for the other; `regex_lite` matches what comes out, here to try it and in the runtime.

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
