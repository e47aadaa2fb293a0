//! Why a text can't be read, in the terms of who wrote it.
//!
//! Parsers speak of what they were doing: tokens, block mappings, simple keys. An author wants to know which bracket is
//! open, which line is indented otherwise than its neighbours, and which value needs quotes. Nothing here decides whether
//! a text is good: it is looked at again, once, only after a parser refused it, and where nothing better is found the
//! parser's own words are passed on.

mod json;
mod open;
mod said;
mod yaml;

pub(super) use json::explain as json;
pub(super) use said::Said;
pub(super) use yaml::explain as yaml;

#[cfg(test)]
mod tests;
