//! One tree out of many files.
//!
//! Every reference is followed once. What it leads to, if it is not a component of the root document already, becomes
//! one: a whole file, a part of one, or a part of the root document that stands outside `components`. Path items,
//! media types and all else that 3.0 has no references for is written out where it is used.
//!
//! ```text
//! sections  those of Swagger 2.0 move into `components`
//! generic   templates with a part of their own for each use
//! collect   walk the root, then all that it reaches; each reference is resolved to a target
//! names     all targets get names at once, from their own paths, whatever the order of the document
//! rewrite   references are changed to point at the components; targets move there
//! cycles    references that only lead to references
//! ```
//! What is shared: `collected` (what was found), `trees` (files, read once), `identities` (`$id` and anchors), `walk` (over
//! everything that can hold a reference), `resolve` (from a reference to its target), `repair` (references to another kind of
//! thing than is needed).

use super::node::Node;
use super::version::SpecVersion;

mod collect;
mod collected;
mod context;
mod cycles;
mod generic;
mod identity;
mod lost;
mod meant;
mod names;
mod reference;
mod repair;
mod resolve;
mod rewrite;
mod sections;
#[cfg(test)]
mod tests;
mod trees;
mod unresolved;
mod walk;
mod written_out;

pub(super) use context::Context;

/// Makes one tree of the root document and all that it refers to.
pub(super) fn bundle(mut root: Node, context: &mut Context<'_>) -> Node {
    if *context.version == SpecVersion::V2 {
        sections::move_into_components(&mut root, context.origins);
    }
    generic::instantiate(&mut root, context);
    let mut collected = collect::collect(root, context);
    names::assign(&mut collected, context.files);
    let mut root = rewrite::rewrite(&mut collected, context);
    cycles::cut(&mut root, context);
    root
}
