//! The sections of `components`, and those of Swagger 2.0 that become them.

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::super::pointer;
use super::super::version::{Level, SpecVersion};
use super::context::Context;
use crate::diagnostic::{Code, Diagnostic, FileId, Place};

/// What stands under the mark of a keyword that is taken as the version means it that has it.
const UNDERSTOOD: &str = "understood";

/// Moves the sections of Swagger 2.0 to where 3.0 has them, in a document of any version. References to the old places
/// still find them. What a section of `components` has under the same name stays where it is, and so does the old one, which
/// references can still lead to.
pub(super) fn move_into_components(root: &mut Node, context: &mut Context<'_>) {
    let Some(root) = root.as_object_mut() else {
        return;
    };
    let is_old = *context.version == SpecVersion::V2;
    if is_old && root.contains("components") {
        let message = format!("`components` is of {}", Level::V3_0);
        warn(context, &["components"], message, UNDERSTOOD.to_owned());
    }
    for (old, new) in SECTIONS {
        if !is_old && root.contains(old) {
            let message = format!("`{old}` is of {}", Level::V2);
            let label = format!("understood, as a part of `components/{new}`");
            warn(context, &[old], message, label);
        }
        let Some(section) = root.remove(old) else {
            continue;
        };
        let there = components(root).and_then(|components| components.get_mut(new));
        match (section, there) {
            (Node::Object(section), Some(Node::Object(there))) => {
                let left = add(section, there, (old, new), context);
                if !left.is_empty() {
                    root.insert(old, left);
                }
            }
            (section, None) => {
                let place = Place::value(FileId::ROOT, pointer::of(&[old]));
                context
                    .origins
                    .set(pointer::of(&["components", new]), place);
                if let Some(components) = components(root) {
                    components.insert(new, section);
                }
            }
            (section, Some(_)) => {
                root.insert(old, section);
            }
        }
    }
}

/// The components, made where there are none.
fn components(root: &mut Object) -> Option<&mut Object> {
    if !root.contains("components") {
        root.insert("components", Object::new());
    }
    root.get_mut("components")?.as_object_mut()
}

/// Adds the entries of a section to those of another. Returns those of which there is another one by the same name.
fn add(
    section: Object,
    there: &mut Object,
    (old, new): (&str, &str),
    context: &mut Context<'_>,
) -> Object {
    let mut left = Object::new();
    for (name, entry) in section {
        match there.get(&name) {
            None => {
                let place = Place::value(FileId::ROOT, pointer::of(&[old, &name]));
                let to = pointer::of(&["components", new, &name]);
                context.origins.set(to, place);
                there.insert(name, entry);
            }
            Some(other) if *other == entry => {}
            Some(_) => {
                let message = format!("`components/{new}` has another `{name}`");
                let label = format!("only references to `#/{old}/{name}` lead to this one");
                warn(context, &[old, &name], message, label);
                left.insert(name, entry);
            }
        }
    }
    left
}

/// Warns of a key of the root document.
fn warn(context: &mut Context<'_>, keys: &[&str], message: String, label: String) {
    let place = Place::key(FileId::ROOT, pointer::of(keys));
    let warning = Diagnostic::warning(Code::OtherVersion, place, message).label(label);
    context.diagnostics.push(warning);
}

/// Whether a reference to an old place in the root document leads to where the thing is now.
pub(super) fn has_moved(fragment: &str, new: &str, tree: &Node, context: &Context<'_>) -> bool {
    match *context.version == SpecVersion::V2 {
        true => tree.at(fragment).is_none(),
        false => context.origins.place(new).pointer == fragment,
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
