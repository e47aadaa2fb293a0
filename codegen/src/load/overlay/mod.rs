//! OpenAPI Overlays (1.0 and 1.1) on the root document, before anything else sees it.
//!
//! ```text
//! action   overlay file → actions                 what is wrong in an overlay is reported at its line
//! query    JSONPath (RFC 9535) → JSON pointers
//! merge    actions on the tree
//! brought  where the author wrote what stands in the tree now: in the document, or in an overlay
//! ```

mod action;
mod brought;
mod merge;
mod query;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::files::Files;
use super::node::Node;
use super::options::LoadOptions;
use super::read;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::limits::Limit;
use crate::source::Source;

pub(super) use brought::Brought;

/// Applies overlays to a tree, in order. `None` if one of them can't be understood; a diagnostic says why.
pub(super) fn apply(
    mut root: Node,
    source: &dyn Source,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<(Node, Brought)> {
    let mut brought = Brought::default();
    let mut is_sound = true;
    for path in &options.overlays {
        let Some(actions) = open(path, source, options, files, diagnostics) else {
            is_sound = false;
            continue;
        };
        for action in &actions {
            is_sound &= merge::apply(action, &mut root, &mut brought, diagnostics).is_some();
        }
    }
    is_sound.then_some((root, brought))
}

/// The actions of an overlay file.
fn open(
    path: &Path,
    source: &dyn Source,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<action::Action>> {
    let name = path.display().to_string();
    let bytes = match source.read(path, options.limits.of(Limit::FileBytes) as u64) {
        Ok(bytes) => bytes,
        Err(error) => {
            let id = files.unread(path, name);
            let message = format!("the overlay can't be read: {error}");
            diagnostics.push(Diagnostic::error(
                Code::UnreadableFile,
                Place::value(id, ""),
                message,
            ));
            return None;
        }
    };
    let (id, tree) = read::file(bytes, path, name, files, diagnostics);
    action::actions(&tree?, id, diagnostics)
}
