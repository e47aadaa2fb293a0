//! Parts of schemas and operations that do not affect the shape: annotations, and notes for the documentation.
//!
//! ```text
//! extension   the names of the extension keys that are read
//! hints       translates vendor keywords to neutral hints
//! notes       constraints that no type expresses, as Markdown for the documentation
//! ```

pub(super) mod extension;
pub(super) mod hints;
pub(super) mod notes;
