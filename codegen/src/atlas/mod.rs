//! A map of a generated crate: one HTML page to look around in.
//!
//! ```text
//! known      Model → numbers     items with numbers, their users, the calls that lead to handles
//! describe   Item → JSON         fields, variants, operations; types as text with numbers of items in it
//! snippets   Method → Rust       a function that calls an operation
//! data       Model → JSON        all of it
//! page       JSON → HTML         the page is fixed; the data stands in it as JSON, and a script shows it as text
//! ```
//!
//! No text of the document becomes markup: it reaches the page only within a JSON string, in which `<` is escaped, and the
//! script puts it in place as text. The page names no other resource and works from a file.
//!
//! Must not know: OpenAPI, the disk, the terminal.

mod data;
mod describe;
mod known;
mod page;
mod snippets;
#[cfg(test)]
mod tests;

pub use page::page;
pub use snippets::snippets;
