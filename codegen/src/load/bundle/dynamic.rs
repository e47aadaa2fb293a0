//! Dynamic and recursive references: what they lead to unless a schema further out says otherwise.

use super::super::node::{Node, Object};
use super::collected::Collected;
use crate::diagnostic::FileId;

/// The plain reference that a `$recursiveRef` or `$dynamicRef` at a place amounts to unless a schema further out overrides
/// it: for `#`, the component that it stands in; for an anchor, that of the component that it stands in, if it has one.
pub(super) fn plain(all: &Collected, key: &str, text: &str, at: (FileId, &str)) -> String {
    let (file, path) = at;
    let component = path
        .strip_prefix("/components/schemas/")
        .and_then(|rest| rest.split('/').next())
        .map(|name| format!("/components/schemas/{name}"));
    if key == "$recursiveRef" {
        return match component {
            Some(component) if text == "#" => format!("#{component}"),
            _ => text.to_owned(),
        };
    }
    let own = text.strip_prefix('#').and_then(|anchor| {
        let component = component.as_deref().unwrap_or_default();
        all.identities.within(file, component, anchor)
    });
    match own {
        Some(own) => {
            let resource = all.resource_of(file, path);
            format!("#{}", own.strip_prefix(&resource).unwrap_or(own))
        }
        None => text.to_owned(),
    }
}

/// Writes such a reference as a plain one. A dynamic one stays beside it, for the uses that override it; one that leads to
/// anything but a dynamic anchor is plain.
pub(super) fn keep(all: &Collected, object: &mut Object, at: (FileId, &str)) {
    for key in ["$dynamicRef", "$recursiveRef"] {
        let Some(Node::String(text)) = object.remove(key) else {
            continue;
        };
        let plain = plain(all, key, &text, at);
        if key == "$dynamicRef"
            && let Some((_, anchor)) = text.split_once('#')
            && all.identities.is_dynamic(anchor)
        {
            object.insert(key, format!("#{anchor}"));
        }
        object.insert("$ref", plain);
        return;
    }
}
