//! A map of a generated crate: one HTML page for exploring it.
//!
//! ```text
//! known      Model → numbers     items with numbers, their users, the calls that lead to handles
//! describe   Item → JSON         fields, variants, operations; types as text with numbers of items in it
//! snippets   Method → Rust       a function that calls an operation
//! data       Model → JSON        all of it
//! page       JSON → HTML         a fixed page with the data in it as JSON, which a script shows as text
//! ```
//!
//! No text from the document becomes markup: it is only in a JSON string, in which `<` is escaped, and the script inserts it
//! as text. The page loads no other resource and works from a file.
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
