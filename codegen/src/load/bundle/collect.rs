//! Finding every reference that the root document reaches, and what it leads to.

use std::collections::{HashMap, HashSet, VecDeque};

use super::super::grammar::{Child, Kind};
use super::super::node::{Node, Object};
use super::super::pointer::Path;
use super::identity::{Identities, Spot};
use super::resolve;
use super::trees::Trees;
use super::walk::Walk;
use super::{Context, broken};
use crate::diagnostic::{Diagnostic, FileId, Place, Severity};

/// All that was found.
pub(super) struct Collected {
    pub(super) trees: Trees,
    pub(super) identities: Identities,
    pub(super) known: Known,
    pub(super) outcomes: HashMap<Site, Outcome>,
    /// References that were understood although they lead to another kind of thing, and what is said about them.
    pub(super) repaired: HashMap<Site, Repaired>,
    pub(super) targets: Vec<Target>,
    index: HashMap<(FileId, String, Kind, bool), usize>,
}

/// What decides where a reference leads: its text, the file and the resource that it stands in, and the kind that is
/// needed there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Site {
    pub(super) file: FileId,
    pub(super) resource: String,
    pub(super) kind: Kind,
    /// Whether a whole map of that kind is needed, such as all properties of a schema.
    pub(super) each: bool,
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

/// A reference to a schema where something that holds one is needed, or the other way round.
#[derive(Clone, Debug)]
pub(super) struct Repaired {
    pub(super) warning: Diagnostic,
    /// The reference is to stand as the schema of what is needed.
    pub(super) wrap: bool,
}

/// Something that a reference leads to and that is no component yet.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) file: FileId,
    pub(super) pointer: String,
    pub(super) kind: Kind,
    /// Whether it is a map of that kind.
    pub(super) each: bool,
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

/// A part of a tree that is still to be walked.
struct Job {
    file: FileId,
    pointer: String,
    kind: Kind,
    each: bool,
}

/// The components that the root document has.
#[derive(Default)]
pub(super) struct Known(HashMap<&'static str, HashSet<Box<str>>>);

impl Known {
    fn of(root: &Node) -> Self {
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

    pub(super) fn names(&self, section: &str) -> Option<&HashSet<Box<str>>> {
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
}

/// Walks the root document and everything that it reaches.
pub(super) fn collect(root: Node, context: &mut Context<'_>) -> Collected {
    let known = Known::of(&root);
    let mut identities = Identities::default();
    identities.learn(
        FileId::ROOT,
        &root,
        context
            .files
            .get(FileId::ROOT)
            .map_or("", |file| file.text()),
    );
    let mut all = Collected {
        trees: Trees::new(root, context),
        identities,
        known,
        outcomes: HashMap::new(),
        repaired: HashMap::new(),
        targets: Vec::new(),
        index: HashMap::new(),
    };
    let mut queue = VecDeque::from([Job {
        file: FileId::ROOT,
        pointer: String::new(),
        kind: Kind::Document,
        each: false,
    }]);
    while let Some(job) = queue.pop_front() {
        for found in all.references(&job) {
            all.follow(found, &mut queue, context);
        }
    }
    all
}

impl Collected {
    fn references(&self, job: &Job) -> Vec<Found> {
        let mut found = Vec::new();
        if let Some(node) = self
            .trees
            .get(job.file)
            .and_then(|tree| tree.at(&job.pointer))
        {
            let resource = self.resource_of(job.file, &job.pointer);
            let mut walk = Walk {
                all: self,
                file: job.file,
                path: Path::at(&job.pointer),
                found: &mut found,
            };
            if job.each {
                walk.child(node, Child::Each(job.kind), &resource);
            } else {
                walk.object(node, job.kind, &resource);
            }
        }
        found
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

    fn follow(&mut self, found: Found, queue: &mut VecDeque<Job>, context: &mut Context<'_>) {
        let Found {
            site,
            pointer,
            mapping,
        } = found;
        let place = Place::value(site.file, pointer);
        let place = if mapping { place } else { place.child("$ref") };
        let (kind, each) = (site.kind, site.each);
        let outcome = match self.outcomes.get(&site) {
            Some(outcome) => outcome.clone(),
            None => {
                let outcome = match resolve::resolve(self, &site, context) {
                    Ok(found) => {
                        let wrapped = found
                            .repaired
                            .as_ref()
                            .is_some_and(|repaired| repaired.wrap);
                        if let Some(repaired) = found.repaired {
                            self.repaired.insert(site.clone(), repaired);
                        }
                        let kind = if wrapped { Kind::Schema } else { kind };
                        self.outcome(found.spot, kind, each, queue)
                    }
                    Err(diagnostic) => Outcome::Broken(diagnostic),
                };
                self.outcomes.insert(site.clone(), outcome.clone());
                outcome
            }
        };
        let warning = self
            .repaired
            .get(&site)
            .map(|repaired| repaired.warning.clone());
        let say = match (outcome, warning) {
            (Outcome::Broken(diagnostic), _) | (_, Some(diagnostic)) => diagnostic,
            _ => return,
        };
        // Places were written in the words of 3.0 for root documents that are not.
        let place = match place.file {
            FileId::ROOT => Place {
                part: place.part,
                ..context.origins.place(&place.pointer)
            },
            _ => place,
        };
        let say = Diagnostic { place, ..say };
        if say.severity == Severity::Error {
            let harmless =
                mapping || matches!(kind, Kind::Example | Kind::Link | Kind::SecurityScheme);
            broken(context, harmless, say);
        } else {
            context.diagnostics.push(say);
        }
    }

    fn outcome(
        &mut self,
        spot: Spot,
        kind: Kind,
        each: bool,
        queue: &mut VecDeque<Job>,
    ) -> Outcome {
        let (file, pointer) = spot;
        let next = self.targets.len();
        let target = Target {
            file,
            pointer,
            kind,
            each,
            name: String::new(),
            replaces: false,
        };
        if file == FileId::ROOT && target.is_component() && component(&target.pointer).is_some() {
            return Outcome::Component(format!("#{}", target.pointer));
        }
        let index = *self
            .index
            .entry((file, target.pointer.clone(), kind, each))
            .or_insert(next);
        if index == next {
            queue.push_back(Job {
                file,
                pointer: target.pointer.clone(),
                kind,
                each,
            });
            self.targets.push(target);
        }
        Outcome::Target(index)
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

/// The section and the name (still escaped) of a component's pointer.
pub(super) fn component(pointer: &str) -> Option<(&str, &str)> {
    let (section, name) = pointer.strip_prefix("/components/")?.split_once('/')?;
    (!name.contains('/') && Kind::of_section(section).is_some()).then_some((section, name))
}
