//! Whether `castiron diff` is right.
//!
//! ```text
//! corpus    folder → documents         the shared documents, read as trees
//! tree      tree → text                the same document in other words: YAML for JSON, every map reversed
//! cut       tree → tree                some of the paths of a large document, and what they need
//! edit      tree → trees               single changes of every kind
//! program   model → program            uses everything in a crate, each thing at its own path
//! compile   documents → cases          what `diff` says of a change, and what the compiler says
//! same      document → changes         what `diff` says of a document and one that says the same: it must be nothing
//! versions  documents → cases          what `diff` says of each item of a new version, and what the compiler says
//! ```

pub mod compile;
pub mod corpus;
pub mod cut;
pub mod edit;
pub mod program;
pub mod same;
pub mod tree;
pub mod versions;
