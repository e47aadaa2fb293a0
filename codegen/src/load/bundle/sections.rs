//! The sections of `components`, and those of Swagger 2.0 that become them.

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::super::origin::Origins;
use super::super::pointer;
use crate::diagnostic::{FileId, Place};

/// Moves the sections of Swagger 2.0 to where 3.0 has them. References to the old places still find them.
pub(super) fn move_into_components(root: &mut Node, origins: &mut Origins) {
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

/// Old and new.
const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// The pointer of 3.0 for one of Swagger 2.0.
pub(super) fn modern(pointer: &str) -> Option<String> {
    SECTIONS.iter().find_map(|(old, new)| {
        let rest = pointer.strip_prefix('/')?.strip_prefix(old)?;
        rest.starts_with('/')
            .then(|| format!("/components/{new}{rest}"))
    })
}

/// The section and the name (still escaped) of a component's pointer.
pub(super) fn component(pointer: &str) -> Option<(&str, &str)> {
    let (section, name) = pointer.strip_prefix("/components/")?.split_once('/')?;
    (!name.contains('/') && Kind::of_section(section).is_some()).then_some((section, name))
}
