//! Finds every reference that the root document reaches, and its target.

use std::collections::VecDeque;

use super::super::grammar::{Child, Kind};
use super::super::node::Node;
use super::super::pointer::Path;
use super::super::version::a;
use super::collected::{Collected, Found, Known, Outcome, Repaired, Target};
use super::context::{Context, Loss};
use super::identity::Identities;
use super::repair::Repair;
use super::resolve;
use super::sections::component;
use super::trees::Trees;
use super::walk::{NoText, Walk, Walked};
use crate::diagnostic::{Code, Diagnostic, FileId, Place, Severity};

/// A part of a tree that is still to be walked.
struct Job {
    file: FileId,
    pointer: String,
    kind: Kind,
    each: bool,
}

/// Walks the root document and everything that it reaches.
pub(super) fn collect(root: Node, context: &mut Context<'_>) -> Collected {
    let known = Known::of(&root);
    let mut identities = Identities::default();
    let text = context.files.get(FileId::ROOT);
    identities.learn(FileId::ROOT, &root, text.map_or("", |file| file.text()));
    let mut all = Collected::new(Trees::new(root, context), identities, known);
    let mut queue = VecDeque::from([Job {
        file: FileId::ROOT,
        pointer: String::new(),
        kind: Kind::Document,
        each: false,
    }]);
    while let Some(job) = queue.pop_front() {
        let Some(walked) = references(&all, &job) else {
            continue;
        };
        all.bases.extend(walked.bases);
        for no_text in walked.no_texts {
            all.has_no_texts = true;
            report(no_text, job.file, context);
        }
        for found in walked.found {
            follow(&mut all, found, &mut queue, context);
        }
    }
    all
}

/// The references in a part of a tree.
fn references(all: &Collected, job: &Job) -> Option<Walked> {
    let resource = all.resource_of(job.file, &job.pointer);
    let node = all.trees.get(job.file)?.at(&job.pointer)?;
    let mut walk = Walk::new(all, job.file, Path::at(&job.pointer));
    if job.each {
        walk.child(node, Child::Each(job.kind), &resource);
    } else {
        walk.object(node, job.kind, &resource);
    }
    Some(walk.end())
}

/// Says that a `$ref` is no text.
fn report(no_text: NoText, file: FileId, context: &mut Context<'_>) {
    let NoText {
        pointer,
        kind,
        value,
    } = no_text;
    let place = context.origin(file, &pointer);
    let message = format!("a reference must be a string, this is {}", a(value));
    let mut diagnostic = Diagnostic::error(Code::WrongType, place, message);
    if value == "null" {
        diagnostic = diagnostic.help("in YAML `#` begins a comment: put the reference in quotes");
    }
    context.broken(Loss::of(kind), false, diagnostic);
}

/// Resolves a reference, once for each site, and says what is wrong with it, once for each place.
fn follow(all: &mut Collected, found: Found, queue: &mut VecDeque<Job>, context: &mut Context<'_>) {
    let Found {
        site,
        pointer,
        mapping,
        rebased,
        dynamic,
    } = found;
    let is_first = dynamic && !all.has_generics;
    all.has_generics |= dynamic;
    let place = context.origin(site.file, &pointer);
    let place = match (mapping, dynamic) {
        (true, _) => place,
        (_, true) => place.child("$dynamicRef"),
        _ => place.child("$ref"),
    };
    if is_first && !context.version.is_json_schema() {
        let message = "`$dynamicRef` is of OpenAPI 3.1";
        let warning = Diagnostic::warning(Code::OtherVersion, place.clone(), message);
        let warning = warning.label("understood, here and elsewhere");
        context.diagnostics.push(warning);
    }
    let kind = site.kind;
    let outcome = match all.outcomes.get(&site) {
        Some(outcome) => outcome.clone(),
        None => {
            let outcome = match resolve::resolve(all, &site, context) {
                Ok(meant) => {
                    let target = Target {
                        file: meant.spot.0,
                        pointer: meant.spot.1.clone(),
                        kind: match meant.repaired {
                            Some(Repaired {
                                repair: Repair::Wrap,
                                ..
                            }) => Kind::Schema,
                            _ => kind,
                        },
                        each: site.each,
                        is_converted: matches!(
                            meant.repaired,
                            Some(Repaired {
                                repair: Repair::AsIs,
                                ..
                            })
                        ),
                        name: String::new(),
                        replaces: false,
                    };
                    if let Some(repaired) = meant.repaired {
                        all.repaired.insert(site.clone(), repaired);
                    }
                    outcome(all, target, queue)
                }
                Err(diagnostic) => Outcome::Broken(diagnostic),
            };
            all.outcomes.insert(site.clone(), outcome.clone());
            outcome
        }
    };
    if let Outcome::Broken(diagnostic) = outcome {
        let loss = match mapping || site.each {
            true => Loss::LeftOut,
            false => Loss::of(kind),
        };
        // nothing is made of those
        let is_harmless = mapping || dynamic || matches!(kind, Kind::Example | Kind::Link);
        context.broken(
            loss,
            is_harmless,
            Diagnostic {
                place,
                ..diagnostic
            },
        );
        return;
    }
    if rebased {
        context
            .diagnostics
            .push(in_the_schema_around(place.clone()));
    }
    if let Some(repaired) = all.repaired.get(&site) {
        let warning = repaired.warning.clone();
        context.diagnostics.push(Diagnostic { place, ..warning });
    }
}

/// What is said of `#/$defs/…` where the document has no such definition, but a schema around the reference has.
fn in_the_schema_around(place: Place) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        Code::WrongReference,
        place,
        "this reference starts at the document, which has no such definition",
    )
    .label("resolved in the schema around it")
    .help("give that schema an `$id`, or write the whole pointer")
}

fn outcome(all: &mut Collected, target: Target, queue: &mut VecDeque<Job>) -> Outcome {
    // what is taken for another kind of thing can't stay among those of its own
    let is_in_place = component(&target.pointer)
        .and_then(|(section, _)| Kind::of_section(section))
        .is_some_and(|kind| kind == target.kind);
    if target.file == FileId::ROOT && target.is_component() && is_in_place {
        return Outcome::Component(format!("#{}", target.pointer));
    }
    let before = all.targets.len();
    let job = Job {
        file: target.file,
        pointer: target.pointer.clone(),
        kind: target.kind,
        each: target.each,
    };
    let index = all.add(target);
    if all.targets.len() > before {
        queue.push_back(job);
    }
    Outcome::Target(index)
}
