//! One tree out of many files.
//!
//! Every reference is followed once. What it leads to, if it is not a component of the root document already, becomes
//! one: a whole file, a part of one, or a part of the root document that stands outside `components`. Path items and
//! media types, for which 3.0 has no section, are written out where they are used.
//!
//! ```text
//! collect   walk the root, then all that it reaches; each reference is resolved to a target
//! names     all targets get names at once, from their own paths, whatever the order of the document
//! rewrite   references are changed to point at the components; targets move there
//! cycles    references that only lead to references
//! ```

use std::path::Path;

use super::files::Files;
use super::node::{Node, Object};
use super::origin::Origins;
use super::version::SpecVersion;
use super::{LoadOptions, pointer};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Place, Severity};
use crate::source::Source;

mod collect;
mod cycles;
mod identity;
mod names;
mod reference;
mod resolve;
mod rewrite;
#[cfg(test)]
mod tests;
mod trees;
mod walk;
mod written_out;

/// What bundling needs besides the root's tree.
pub(super) struct Context<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) path: &'a Path,
    pub(super) options: &'a LoadOptions,
    pub(super) version: &'a SpecVersion,
    pub(super) files: &'a mut Files,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) origins: &'a mut Origins,
}

/// Makes one tree of the root document and all that it refers to.
pub(super) fn bundle(mut root: Node, context: &mut Context<'_>) -> Node {
    if *context.version == SpecVersion::V2 {
        sections(&mut root, context.origins);
    }
    let mut collected = collect::collect(root, context);
    names::assign(&mut collected, context.files);
    let mut root = rewrite::rewrite(&mut collected, context);
    cycles::cut(&mut root, context);
    root
}

/// Moves the sections of Swagger 2.0 to where 3.0 has them. References to the old places still find them.
fn sections(root: &mut Node, origins: &mut Origins) {
    let Some(root) = root.as_object_mut() else {
        return;
    };
    let mut components = Object::new();
    for (old, new) in SECTIONS {
        if let Some(section) = root.remove(old) {
            origins.set(
                pointer::of(&["components", new]),
                Place::value(FileId::ROOT, pointer::of(&[old])),
            );
            components.insert(new, section);
        }
    }
    if !components.is_empty() {
        root.insert("components", components);
    }
}

/// The sections of Swagger 2.0 and those of 3.0 that they become.
const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// The pointer of 3.0 for one of Swagger 2.0.
fn modern(pointer: &str) -> Option<String> {
    SECTIONS.iter().find_map(|(old, new)| {
        let rest = pointer.strip_prefix('/')?.strip_prefix(old)?;
        rest.starts_with('/')
            .then(|| format!("/components/{new}{rest}"))
    })
}

/// A reference that can't be followed. One that leads nowhere within what was read is an error. A file that is not
/// there may only not have been delivered with the document: that is repaired, as is what nothing depends on, and
/// everything if the caller asked for it.
fn broken(context: &mut Context<'_>, harmless: bool, mut diagnostic: Diagnostic) {
    let missing = diagnostic.code == Code::UnreadableFile;
    if harmless || missing || context.options.repair_references {
        diagnostic.severity = Severity::Warning;
        if diagnostic.help.is_none() {
            diagnostic.help = Some("what it stands for was left empty".to_owned());
        }
    }
    context.diagnostics.push(diagnostic);
}
