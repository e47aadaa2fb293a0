//! Explains syntax errors in the author's terms.
//!
//! Parsers report tokens, block mappings and simple keys. An author wants to know which bracket is open, which line has the
//! wrong indentation, and which value needs quotes. Nothing here decides whether a text is valid: it is examined once more
//! after a parser has rejected it, and if nothing better is found, the parser's own message is shown.

mod json;
mod open;
mod said;
mod yaml;

pub(super) use json::explain as json;
pub(super) use said::Said;
pub(super) use yaml::explain as yaml;

#[cfg(test)]
mod tests;
