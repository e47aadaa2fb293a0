//! A document and others that say the same: `diff` must find nothing.

use std::path::Path;

use castiron_codegen::diff::{Change, diff};
use castiron_codegen::model::Model;

use crate::corpus;

/// What was found between a document and one that says the same.
pub struct Found {
    /// How the other one was made.
    pub how: &'static str,
    /// The changes; none where all is well.
    pub changes: Vec<Change>,
}

/// Compares a document with itself, with its twins in JSON and YAML, and with itself in two other orders of every map.
///
/// # Errors
/// When the document, or one of the others, can't be generated.
pub fn compare(path: &Path) -> Result<Vec<Found>, String> {
    let original = corpus::model(path)?;
    let tree = corpus::tree(path)?;
    let same = |how, other: &Model| Found {
        how,
        changes: diff(&original, other).changes,
    };
    let mut found = vec![same("itself", &corpus::model(path)?)];
    let others = [
        ("as JSON", tree.json()),
        ("as YAML", tree.yaml()),
        ("by the alphabet", tree.sorted().json()),
        ("backwards", tree.backwards().json()),
    ];
    for (how, text) in others {
        let other = corpus::model_of(path, text).map_err(|error| format!("{how}: {error}"))?;
        found.push(same(how, &other));
    }
    Ok(found)
}
