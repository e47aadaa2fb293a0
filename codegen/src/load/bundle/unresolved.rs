//! Messages about references that can't be resolved.

use super::super::grammar::Kind;
use super::super::node::Node;
use super::super::pointer;
use super::sections::component;
use crate::diagnostic::{Code, Diagnostic, FileId, Place, Severity};
use crate::nearest::nearest;

/// Among so few names what is near is looked for in any case.
const FEW: usize = 100;

/// A reference that leads to something else than is needed.
pub(super) fn wrong(needed: Kind, severity: Severity, what: &str) -> Diagnostic {
    Diagnostic::new(
        severity,
        Code::WrongReference,
        nowhere(),
        format!(
            "this reference points to {what}, expected {}",
            article(needed)
        ),
    )
    .label("wrong kind of component")
}

/// There is no such step from a place.
pub(super) fn missing(
    node: Option<&Node>,
    at: &str,
    step: &str,
    remaining: &str,
    helps: bool,
) -> Diagnostic {
    let name = pointer::unescape(step.strip_prefix('/').unwrap_or(step)).into_owned();
    let there = node.and_then(Node::as_object);
    let near = (there.filter(|object| helps || object.len() < FEW))
        .and_then(|object| nearest(&name, object.keys()));
    let label = match component(&format!("{at}{step}")) {
        Some((section, _)) if remaining.is_empty() => match Kind::of_section(section) {
            Some(kind) => format!("no {} of this name", kind.noun()),
            None => "no such place".to_owned(),
        },
        _ => format!("there is no `{name}`"),
    };
    let help = near.map(|near| {
        let mut pointer = at.to_owned();
        pointer::push(&mut pointer, near);
        format!("there is `#{pointer}{remaining}`")
    });
    dangling(&label, help)
}

pub(super) fn dangling(label: &str, help: Option<String>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        Code::DanglingReference,
        nowhere(),
        "this reference points to something that does not exist",
    )
    .label(label);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// A place that the caller replaces: one text may stand in many places.
pub(super) fn nowhere() -> Place {
    Place::value(FileId::ROOT, "")
}

/// A kind with its article.
pub(super) fn article(kind: Kind) -> String {
    match kind {
        Kind::Example | Kind::Operation | Kind::Encoding => format!("an {}", kind.noun()),
        Kind::Components => kind.noun().to_owned(),
        kind => format!("a {}", kind.noun()),
    }
}
