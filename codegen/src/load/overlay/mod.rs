//! OpenAPI Overlays (1.0 and 1.1), applied to the documents of a crate before all other steps.
//!
//! ```text
//! action   overlay file → actions                 errors in an overlay are reported at their line
//! extends  whether the overlay is for the document
//! query    JSONPath (RFC 9535) → JSON pointers
//! merge    applies actions to the tree
//! brought  where each value in the tree came from: the document, or an overlay
//! ```

mod action;
mod brought;
mod extends;
mod merge;
mod query;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::files::Files;
use super::node::Node;
use super::options::LoadOptions;
use super::read;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::limits::Limit;
use crate::source::Source;
use crate::tally::one_more;

pub(super) use brought::Brought;

/// Applies overlays to a tree, in order. `None` if one of them can't be understood; a diagnostic says why.
pub(super) fn apply(
    mut root: Node,
    document: &Path,
    source: &dyn Source,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<(Node, Brought)> {
    let mut brought = Brought::default();
    let mut is_sound = true;
    for path in &options.overlays {
        let Some(overlay) = open(path, source, options, files, diagnostics) else {
            is_sound = false;
            continue;
        };
        let applied = extends::Applied {
            overlay: path,
            document,
            root: &root,
        };
        if let Some(extends) = &overlay.extends
            && applied.is_for_another(extends, source, options)
        {
            let place = Place::value(overlay.file, action::EXTENDS);
            let message = format!("this overlay is for another document: `{extends}`");
            let warning = Diagnostic::warning(Code::BadOverlay, place, message);
            diagnostics.push(warning.label("applied all the same"));
        }
        for action in &overlay.actions {
            is_sound &= merge::apply(action, &mut root, &mut brought, diagnostics).is_some();
        }
    }
    is_sound.then_some((root, brought))
}

/// What is said of several documents, in which overlays are read once for each: what is wrong with an overlay is said once; that
/// an action changes nothing only where it changes none of them, that an overlay is for another only where it is for none.
pub(super) fn once(
    all: Diagnostics,
    options: &LoadOptions,
    files: &Files,
) -> impl Iterator<Item = Diagnostic> {
    let overlays: BTreeSet<String> = match options.beside.as_slice() {
        [] => BTreeSet::new(),
        _ => (options.overlays.iter())
            .map(|path| path.display().to_string())
            .collect(),
    };
    let documents = options.beside.len().saturating_add(1);
    let about = |one: &Diagnostic| {
        let name = files.get(one.place.file)?.name();
        let place = || (name.to_owned(), one.place.pointer.clone(), one.place.part);
        overlays.contains(name).then(place)
    };
    let all: Vec<Diagnostic> = all.into_iter().collect();
    let mut times = BTreeMap::new();
    let kept: Vec<bool> = (all.iter())
        .map(|one| {
            let Some(place) = about(one) else { return true };
            let times = times.entry((place, one.message.clone())).or_default();
            one_more(times);
            let of_each = one.code == Code::UnusedAction && one.place.pointer.ends_with("/target")
                || one.place.pointer == action::EXTENDS;
            *times == if of_each { documents } else { 1 }
        })
        .collect();
    let kept = all.into_iter().zip(kept);
    kept.filter_map(|(one, is_kept)| is_kept.then_some(one))
}

/// What an overlay file holds.
fn open(
    path: &Path,
    source: &dyn Source,
    options: &LoadOptions,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<action::Overlay> {
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
    action::overlay(&tree?, id, diagnostics)
}
