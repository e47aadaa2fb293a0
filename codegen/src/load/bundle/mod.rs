//! Bundles many files into one tree.
//!
//! Every reference is resolved once. A target that is not already a component of the root document becomes one: a whole
//! file, a part of a file, or a part of the root document outside of `components`. Path items, media types and all other
//! objects that 3.0 has no references for are inlined.
//!
//! ```text
//! sections  moves those of Swagger 2.0 into `components`, whatever the version
//! collect   walks the root and everything it reaches; resolves each reference to a target
//! names     names all targets at once, from their own paths, independent of the order of the document
//! rewrite   points references at the components; moves targets there
//! generic   instantiates templates for each use, after which the three passes before it run again
//! unused    removes templates that only copies were made of
//! cycles    finds references that only lead to references
//! ```
//! Shared: `collected` (the results), `trees` (files, each read once), `identities` (`$id` and anchors), `walk` (visits
//! everything that can hold a reference), `locate` (from a reference to a place), `resolve` (to its target), `repair`
//! (references to the wrong kind of component), `similar` (files whose names are written differently).

use super::node::Node;

mod collect;
mod collected;
mod context;
mod cycles;
mod dynamic;
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
mod unused;
mod walk;
mod written_out;

use collected::Collected;
pub(super) use context::Context;
pub(super) use locate::copy_of;
pub(super) use reference::{Reference, is_url, normal};

/// Makes one tree of the root document and all that it refers to.
pub(super) fn bundle(mut root: Node, context: &mut Context<'_>) -> Node {
    sections::move_into_components(&mut root, context);
    let (mut root, collected) = plain(root, context);
    if collected.has_generics {
        generic::instantiate(&mut root, context);
        unused::remove(&mut root, &collected.known);
        root = plain(root, context).0;
    }
    cycles::cut(&mut root, context);
    root
}

/// Makes one tree in which all references but dynamic ones lead to components.
fn plain(root: Node, context: &mut Context<'_>) -> (Node, Collected) {
    let mut collected = collect::collect(root, context);
    names::assign(&mut collected, context.files);
    let root = rewrite::rewrite(&mut collected, context);
    (root, collected)
}
