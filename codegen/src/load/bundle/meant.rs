//! Suggests a target for dangling references: the one component with the name at their end.

use std::collections::HashMap;

use super::super::grammar::Kind;
use super::super::node::Node;
use super::super::pointer;
use super::reference::decode;
use super::unresolved::nowhere;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// What documents call the sections of their components, this version's, another's, or by mistake.
const SECTIONS: [&str; 17] = [
    "component",
    "components",
    "definitions",
    "$defs",
    "model",
    "models",
    "schema",
    "schemas",
    "parameter",
    "parameters",
    "response",
    "responses",
    "requestbody",
    "requestbodies",
    "header",
    "headers",
    "examples",
];

/// By section, the names of its components in lower case: the one that is written so, where it is only one.
pub(super) type InAnyCase = HashMap<&'static str, HashMap<String, Option<String>>>;

/// The only component that a reference can mean, by its name, as the text of a reference: `#/definitions/Pet` in a document
/// that has its schemas in `components`, or a name in the wrong case.
pub(super) fn meant(
    root: &Node,
    in_any_case: &mut InAnyCase,
    kind: Kind,
    text: &str,
) -> Option<String> {
    let (file, fragment) = text.trim().split_once('#').unwrap_or((text.trim(), ""));
    let is_file = file.contains('.') || file.contains(':');
    let path = match (file, fragment) {
        ("", path) => path,
        // a pointer, or a name, without its `#`
        (path, "") if !is_file => path,
        _ => return None,
    };
    let path = path.trim_matches(['/', '#', ' ']);
    let (before, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_section = |step: &str| SECTIONS.contains(&step.to_lowercase().as_str());
    if name.is_empty()
        || !before
            .split('/')
            .all(|step| step.is_empty() || is_section(step))
    {
        return None;
    }
    let name = decode(name);
    let name = pointer::unescape(&name);
    let section = kind.section()?;
    let components = root.get("components")?.get(section)?.as_object()?;
    let name = match components.contains(&name) {
        true => name.into_owned(),
        false => {
            let names = in_any_case.entry(section).or_insert_with(|| {
                let mut names = HashMap::new();
                for key in components.keys() {
                    let only = names.entry(key.to_lowercase());
                    only.and_modify(|only| *only = None)
                        .or_insert_with(|| Some(key.to_owned()));
                }
                names
            });
            names.get(&name.to_lowercase())?.clone()?
        }
    };
    Some(format!("#{}", pointer::of(&["components", section, &name])))
}

/// What is said of such a reference. The place is still to be filled in.
pub(super) fn said(label: String) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::WrongReference,
        nowhere(),
        "this reference points to something that does not exist",
    )
    .label(label)
}
