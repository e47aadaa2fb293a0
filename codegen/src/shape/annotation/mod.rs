//! What documents say about schemas and operations apart from their shape: annotations, and notes for the documentation.
//!
//! ```text
//! extension   the names of the extension keys that are read
//! hints       vendor keywords, as neutral hints
//! notes       what no type can say: lines of Markdown for the documentation
//! ```

pub(super) mod extension;
pub(super) mod hints;
pub(super) mod notes;
