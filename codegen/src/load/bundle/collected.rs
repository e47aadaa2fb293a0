//! The result of collecting: references, their targets, and the targets that become components.

use std::collections::HashMap;

use super::super::grammar::Kind;
use super::super::node::{Node, Object};
use super::identity::{Identities, Spot};
use super::meant::InAnyCase;
use super::repair::Repair;
use super::trees::Trees;
use crate::diagnostic::{Diagnostic, FileId};
use crate::hash::{Map, Set};

/// All that was found.
pub(super) struct Collected {
    pub(super) trees: Trees,
    pub(super) identities: Identities,
    pub(super) known: Known,
    pub(super) outcomes: HashMap<Site, Outcome>,
    /// References that were understood although they lead to another kind of thing, and what is said about them.
    pub(super) repaired: HashMap<Site, Repaired>,
    /// Names of components by what they are in lower case, once a reference asked for one.
    pub(super) in_any_case: InAnyCase,
    pub(super) targets: Vec<Target>,
    /// The resources that references are resolved against although they stand in another one, by the place of the object
    /// that holds the reference.
    pub(super) bases: HashMap<Spot, String>,
    /// Whether there are dynamic references.
    pub(super) has_generics: bool,
    /// Whether there are references that are no text.
    pub(super) has_no_texts: bool,
    index: HashMap<(FileId, String, Kind, bool), usize>,
}

/// What decides where a reference leads: its text, the file and the resource that it stands in, and the kind that is
/// needed there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Site {
    pub(super) file: FileId,
    pub(super) resource: String,
    pub(super) kind: Kind,
    /// Whether a whole map or list of that kind is needed, such as all properties of a schema.
    pub(super) each: bool,
    /// Whether `name` and `in` stand beside the reference, so that all but the schema of a parameter is there.
    pub(super) named: bool,
    pub(super) text: String,
}

/// Where a reference leads.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// To a component of the root document.
    Component(String),
    /// To something that becomes a component, or is written out.
    Target(usize),
    /// Nowhere.
    Broken(Diagnostic),
}

/// A reference to another kind of thing than is needed, that was understood nevertheless.
#[derive(Clone, Debug)]
pub(super) struct Repaired {
    pub(super) warning: Diagnostic,
    pub(super) repair: Repair,
}

/// Something that a reference leads to and that is no component yet.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) file: FileId,
    pub(super) pointer: String,
    pub(super) kind: Kind,
    /// Whether it is a map or list of that kind.
    pub(super) each: bool,
    /// Whether it is written as another kind of thing than the one that it is taken as.
    pub(super) is_converted: bool,
    /// The name it gets in its section.
    pub(super) name: String,
    /// Whether the component of that name is a reference to this target, which takes its place.
    pub(super) replaces: bool,
}

impl Target {
    /// Whether it becomes a component; otherwise it is written out where it is used.
    pub(super) fn is_component(&self) -> bool {
        !self.each && !self.kind.is_written_out()
    }
}

/// The components that the root document has.
#[derive(Default)]
pub(super) struct Known(Map<&'static str, Set<Box<str>>>);

impl Known {
    pub(super) fn of(root: &Node) -> Self {
        let mut known = Self::default();
        for (section, node) in root
            .get("components")
            .and_then(Node::as_object)
            .into_iter()
            .flat_map(Object::iter)
        {
            if let (Some(section), Some(names)) = (
                Kind::of_section(section).and_then(Kind::section),
                node.as_object(),
            ) {
                known
                    .0
                    .insert(section, names.keys().map(Into::into).collect());
            }
        }
        known
    }

    pub(super) fn names(&self, section: &str) -> Option<&Set<Box<str>>> {
        self.0.get(section)
    }

    /// Whether a reference of the root document is `#/components/<section>/<name>` with nothing to decode, of the
    /// right section and with a name that exists. Nearly all are.
    pub(super) fn is_plain(&self, kind: Kind, text: &str) -> bool {
        let Some(section) = kind.section() else {
            return false;
        };
        if kind.is_written_out() {
            return false;
        }
        text.strip_prefix("#/components/")
            .and_then(|rest| rest.strip_prefix(section)?.strip_prefix('/'))
            .is_some_and(|name| {
                !name.contains(['~', '%', '/'])
                    && self.names(section).is_some_and(|s| s.contains(name))
            })
    }
}

/// One reference that was found.
pub(super) struct Found {
    pub(super) site: Site,
    pub(super) pointer: String,
    /// Whether it stands in the mapping of a discriminator.
    pub(super) mapping: bool,
    /// Whether it is resolved against the schema around it, as the document has no such definition.
    pub(super) rebased: bool,
    /// Whether it is dynamic, so that a use may resolve it even if this place can't.
    pub(super) dynamic: bool,
}

impl Collected {
    /// What references lead to, by the number that it was found under.
    #[expect(
        clippy::indexing_slicing,
        reason = "only the list itself gives numbers, and nothing is taken away from it"
    )]
    pub(super) fn target(&self, index: usize) -> &Target {
        &self.targets[index]
    }

    pub(super) fn new(trees: Trees, identities: Identities, known: Known) -> Self {
        Self {
            trees,
            identities,
            known,
            outcomes: HashMap::new(),
            repaired: HashMap::new(),
            in_any_case: InAnyCase::new(),
            targets: Vec::new(),
            bases: HashMap::new(),
            has_generics: false,
            has_no_texts: false,
            index: HashMap::new(),
        }
    }

    /// What decides where the reference in an object leads, or that in the place of a map or list of such objects.
    pub(super) fn site(&self, holder: Holder<'_>, object: &Object, text: &str) -> Site {
        let Holder {
            file,
            path,
            resource,
            kind,
            each,
        } = holder;
        let base = match self.bases.is_empty() {
            true => None,
            false => self.bases.get(&(file, path.to_owned())),
        };
        Site {
            file,
            resource: base.map_or(resource, String::as_str).to_owned(),
            kind,
            each,
            named: kind == Kind::Parameter
                && !each
                && object.str("name").is_some()
                && object.str("in").is_some(),
            text: text.to_owned(),
        }
    }

    /// The pointer of the resource that a place belongs to.
    pub(super) fn resource_of(&self, file: FileId, pointer: &str) -> String {
        let mut head = pointer;
        while !self.identities.is_empty() {
            if self.identities.is_resource(&(file, head.to_owned())) {
                return head.to_owned();
            }
            match head.rsplit_once('/') {
                Some((shorter, _)) => head = shorter,
                None => break,
            }
        }
        String::new()
    }

    /// The index of this target; a new one is added, and is the last then.
    pub(super) fn add(&mut self, target: Target) -> usize {
        let key = (
            target.file,
            target.pointer.clone(),
            target.kind,
            target.each,
        );
        let next = self.targets.len();
        let index = *self.index.entry(key).or_insert(next);
        if index == next {
            self.targets.push(target);
        }
        index
    }

    /// The target of this kind at a place.
    pub(super) fn is_target(&self, file: FileId, pointer: &str, kind: Kind) -> Option<usize> {
        // Looked up for every object of a walk, so the common case must not allocate.
        if self.targets.is_empty() {
            return None;
        }
        self.index
            .get(&(file, pointer.to_owned(), kind, false))
            .copied()
    }
}

/// An object that holds a reference, or a map or list of such objects in whose place a reference stands.
#[derive(Clone, Copy)]
pub(super) struct Holder<'a> {
    pub(super) file: FileId,
    /// Its pointer in the file.
    pub(super) path: &'a str,
    /// The resource around it.
    pub(super) resource: &'a str,
    pub(super) kind: Kind,
    pub(super) each: bool,
}
