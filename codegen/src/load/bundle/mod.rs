//! Bundles many files into one tree.
//!
//! Every reference is resolved once. A target that is not already a component of the root document becomes one: a whole
//! file, a part of a file, or a part of the root document outside of `components`. Path items, media types and all other
//! objects that 3.0 has no references for are inlined.
//!
//! ```text
//! sections  moves those of Swagger 2.0 into `components`
//! generic   instantiates templates for each use
//! collect   walks the root and everything it reaches; resolves each reference to a target
//! names     names all targets at once, from their own paths, independent of the order of the document
//! rewrite   points references at the components; moves targets there
//! cycles    finds references that only lead to references
//! ```
//! Shared: `collected` (the results), `trees` (files, each read once), `identities` (`$id` and anchors), `walk` (visits
//! everything that can hold a reference), `locate` (from a reference to a place), `resolve` (to its target), `repair`
//! (references to the wrong kind of component), `similar` (files whose names are written differently).

use super::node::Node;
use super::version::SpecVersion;

mod collect;
mod collected;
mod context;
mod cycles;
mod generic;
mod identity;
mod locate;
mod lost;
mod meant;
mod names;
mod reference;
mod repair;
mod resolve;
mod rewrite;
mod sections;
mod similar;
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
