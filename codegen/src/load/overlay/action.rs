//! Parses an overlay file (Overlay Specification 1.1, Schema).

use jsonpath_rust::parser::model::JpQuery;

use super::super::node::{Node, Object};
use super::query;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Place};
use crate::nearest::nearest;

/// One action of an overlay.
#[derive(Clone, Debug)]
pub(super) struct Action {
    /// Where it stands.
    pub(super) place: Place,
    /// The query as it is written.
    pub(super) target: String,
    /// What it is applied to.
    pub(super) query: JpQuery,
    /// What is done.
    pub(super) change: Change,
}

/// What is done to each target.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// It is removed from the object or the array that holds it.
    Remove,
    /// A value is merged into it, appended to it, or takes its place.
    Update(Node),
    /// So is a value that stands somewhere else in the document.
    Copy(JpQuery, String),
}

/// Keys of an action.
const KEYS: [&str; 5] = ["target", "description", "update", "copy", "remove"];

/// The pointer of what names the document that an overlay is for.
pub(super) const EXTENDS: &str = "/extends";

/// What an overlay consists of.
#[derive(Clone, Debug)]
pub(super) struct Overlay {
    /// The file.
    pub(super) file: FileId,
    /// A reference to the document that it is for, if it names one.
    pub(super) extends: Option<String>,
    /// Its actions, in order.
    pub(super) actions: Vec<Action>,
}

/// Reads an overlay. `None` if something in it can't be understood.
pub(super) fn overlay(node: &Node, file: FileId, diagnostics: &mut Diagnostics) -> Option<Overlay> {
    let root = Place::value(file, "");
    let mut reader = Reader {
        diagnostics,
        is_sound: true,
    };
    let Some(object) = node.as_object() else {
        reader.error(root, "this is not an overlay", "it is not an object");
        return None;
    };
    reader.version(object, &root);
    let extends = reader.extends(object, &root);
    let list = match object.get("actions") {
        Some(Node::Array(list)) => list.as_slice(),
        Some(_) => {
            reader.error(
                root.clone().child("actions"),
                "`actions` has the wrong type",
                "expected an array",
            );
            &[]
        }
        None => {
            reader.error(
                root.clone(),
                "`actions` is missing",
                "an overlay is a list of actions",
            );
            &[]
        }
    };
    let mut actions = Vec::new();
    for (at, node) in list.iter().enumerate() {
        let place = root.clone().child("actions").child(&at.to_string());
        actions.extend(reader.action(node, &place));
    }
    reader.is_sound.then_some(Overlay {
        file,
        extends,
        actions,
    })
}

struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    is_sound: bool,
}

impl Reader<'_> {
    fn error(&mut self, place: Place, message: impl Into<String>, label: impl Into<String>) {
        self.is_sound = false;
        self.diagnostics
            .push(Diagnostic::error(Code::BadOverlay, place, message).label(label));
    }

    fn version(&mut self, object: &Object, root: &Place) {
        let place = root.clone().child("overlay");
        let version = match object.get("overlay") {
            Some(Node::String(version)) => version.to_string(),
            // without quotes, `1.1` is a number
            Some(Node::Number(version)) => version.to_string(),
            Some(_) => {
                return self.error(
                    place,
                    "`overlay` has the wrong type",
                    "expected `1.0.0` or `1.1.0`",
                );
            }
            None => {
                let label = "an overlay begins with `overlay: 1.1.0`";
                return self.error(
                    root.clone(),
                    "this is not an overlay: `overlay` is missing",
                    label,
                );
            }
        };
        match version.split('.').take(2).collect::<Vec<_>>().as_slice() {
            ["1", "0" | "1"] | ["1"] => {}
            ["1", _] => {
                let message =
                    format!("version {version} of overlays is not known; this one is read as 1.1");
                self.diagnostics
                    .push(Diagnostic::warning(Code::OtherVersion, place, message));
            }
            _ => self.error(
                place,
                format!("version {version} of overlays is not known"),
                "expected `1.0.0` or `1.1.0`",
            ),
        }
    }

    /// The document that the overlay is for. Nothing is made of it, so what can't be read is no error.
    fn extends(&mut self, object: &Object, root: &Place) -> Option<String> {
        match object.get("extends")? {
            Node::String(extends) => Some(extends.to_string()),
            _ => {
                let place = root.clone().child("extends");
                let message = "`extends` has the wrong type";
                let warning = Diagnostic::warning(Code::BadOverlay, place, message);
                (self.diagnostics).push(warning.label("expected the URL of a document; ignored"));
                None
            }
        }
    }

    fn action(&mut self, node: &Node, place: &Place) -> Option<Action> {
        let Some(object) = node.as_object() else {
            self.error(
                place.clone(),
                "this is not an action",
                "expected an object with `target`",
            );
            return None;
        };
        for (key, _) in object
            .iter()
            .filter(|(key, _)| !KEYS.contains(key) && !key.starts_with("x-"))
        {
            let message = format!("an action has no `{key}`");
            let warning =
                Diagnostic::warning(Code::BadOverlay, place.clone().child(key).at_key(), message)
                    .label("ignored");
            let meant = nearest(key, KEYS.into_iter());
            self.diagnostics.push(match meant {
                Some(meant) => warning.help(format!("did you mean `{meant}`?")),
                None => warning,
            });
        }
        let target = match object.get("target") {
            Some(Node::String(target)) => target.to_string(),
            Some(_) => {
                self.error(
                    place.clone().child("target"),
                    "`target` has the wrong type",
                    "expected a JSONPath query",
                );
                return None;
            }
            None => {
                self.error(
                    place.clone(),
                    "`target` is missing",
                    "say what the action applies to",
                );
                return None;
            }
        };
        let query = self.query(&target, place.clone().child("target"))?;
        let change = self.change(object, place)?;
        Some(Action {
            place: place.clone(),
            target,
            query,
            change,
        })
    }

    fn query(&mut self, text: &str, place: Place) -> Option<JpQuery> {
        match query::parse(text) {
            Ok(query) => Some(query),
            Err(why) => {
                self.error(place, "this is not a JSONPath query (RFC 9535)", why);
                None
            }
        }
    }

    fn change(&mut self, object: &Object, place: &Place) -> Option<Change> {
        match object.get("remove") {
            Some(Node::Bool(true)) => return Some(Change::Remove),
            None | Some(Node::Bool(false)) => {}
            Some(_) => {
                self.error(
                    place.clone().child("remove"),
                    "`remove` has the wrong type",
                    "expected `true` or `false`",
                );
                return None;
            }
        }
        match (object.get("update"), object.get("copy")) {
            (Some(_), Some(_)) => {
                self.error(
                    place.clone().child("copy").at_key(),
                    "`update` and `copy` exclude each other",
                    "one action does one of them",
                );
                None
            }
            (Some(update), None) => Some(Change::Update(update.clone())),
            (None, Some(Node::String(from))) => {
                let query = self.query(from, place.clone().child("copy"))?;
                Some(Change::Copy(query, from.to_string()))
            }
            (None, Some(_)) => {
                self.error(
                    place.clone().child("copy"),
                    "`copy` has the wrong type",
                    "expected a JSONPath query",
                );
                None
            }
            (None, None) => {
                let warning = Diagnostic::warning(
                    Code::UnusedAction,
                    place.clone(),
                    "this action changes nothing",
                );
                self.diagnostics
                    .push(warning.label("it has neither `update` nor `copy` nor `remove: true`"));
                None
            }
        }
    }
}
