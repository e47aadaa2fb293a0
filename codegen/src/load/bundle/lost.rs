//! The placeholder for a reference that could not be followed.

use super::super::node::{Node, Object};

/// The key of an untyped value in the place of a reference that could not be resolved; its value is the reference.
pub(super) const UNRESOLVED: &str = "x-castiron-unresolved";

/// The key of what is left out in the place of such a reference, until what surrounds it is complete.
pub(super) const LEFT_OUT: &str = "x-castiron-left-out";

/// Whether a value is such a mark.
pub(super) fn is_left_out(node: &Node) -> bool {
    node.as_object()
        .is_some_and(|object| object.len() == 1 && object.contains(LEFT_OUT))
}

/// Removes what is left out of an object or a map. A component stays, as nothing, because others may refer to it.
pub(super) fn leave_out(object: &mut Object, is_section: bool) {
    let lost: Vec<String> = object
        .iter()
        .filter(|(_, node)| is_left_out(node))
        .map(|(key, _)| key.to_owned())
        .collect();
    for key in lost {
        if is_section {
            object.insert(key, Node::Null);
        } else {
            object.remove(&key);
        }
    }
}
