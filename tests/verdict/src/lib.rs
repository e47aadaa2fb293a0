//! Whether `castiron diff` is right.
//!
//! ```text
//! corpus    folder → documents         the shared documents, read as trees
//! tree      tree → text                the same document in other words: YAML for JSON, every map reversed
//! same      document → changes         what `diff` says of a document and one that says the same: it must be nothing
//! ```

pub mod corpus;
pub mod same;
pub mod tree;
