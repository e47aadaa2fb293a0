//! Resolves a reference from its string to its target in a file.

use std::collections::HashMap;
use std::path::PathBuf;

use super::super::grammar::{Child, Kind, child_at};
use super::super::node::Node;
use super::super::version::{SpecVersion, a};
use super::collected::{Collected, Repaired, Site};
use super::context::Context;
use super::identity::Spot;
use super::meant;
use super::reference::{Fragment, Reference, decode, is_url};
use super::repair::{Repair, guess};
use super::sections::{component, modern};
use super::unresolved::{article, dangling, missing, nowhere, wrong};
use crate::diagnostic::{Code, Diagnostic, FileId, Severity};

/// So many unresolved references get a suggestion; more of them would help nobody.
const HELPED: usize = 100;

/// What a reference was found to mean.
pub(super) struct Meant {
    pub(super) spot: Spot,
    /// Set if it leads to another kind of thing than is needed, and was understood nevertheless.
    pub(super) repaired: Option<Repaired>,
}

impl From<Spot> for Meant {
    fn from(spot: Spot) -> Self {
        Self {
            spot,
            repaired: None,
        }
    }
}

/// The place that a reference means. The place of each diagnostic is still to be filled in.
pub(super) fn resolve(
    all: &mut Collected,
    site: &Site,
    context: &mut Context<'_>,
) -> Result<Meant, Diagnostic> {
    let from = (site.file, site.resource.clone());
    let located = locate(all, &from, &site.text, context).and_then(|spot| {
        match all.trees.get(spot.0).and_then(|tree| tree.at(&spot.1)) {
            Some(_) => Ok(spot),
            None => Err(dangling("no such place", None)),
        }
    });
    let spot = match located {
        Ok(spot) => spot,
        Err(error) => return named(all, site, context).ok_or(error),
    };
    let Some(found) = all.trees.get(spot.0).and_then(|tree| tree.at(&spot.1)) else {
        return Err(dangling("no such place", None));
    };
    if site.each {
        return match found {
            Node::Object(_) | Node::Array(_) => Ok(spot.into()),
            other => Err(wrong(site.kind, Severity::Error, &a(other.kind()))),
        };
    }
    if site.kind == Kind::Plain {
        return Ok(spot.into());
    }
    if spot.0 == FileId::ROOT && spot.1.is_empty() && site.kind != Kind::Example {
        return Err(wrong(site.kind, Severity::Error, "the whole document"));
    }
    if let Some(kind) = kind_of(all, &spot, found).filter(|kind| *kind != site.kind) {
        if site.kind == Kind::Example && component(&spot.1).is_none() {
            return Ok(spot.into());
        }
        let Some(repair) = Repair::of(site.kind, kind, found, site.named) else {
            return Err(wrong(site.kind, Severity::Error, &article(kind)));
        };
        let warning =
            wrong(site.kind, Severity::Warning, &article(kind)).label(repair.label(site.kind));
        let spot = match &repair {
            Repair::Within(inner) => Way::from(spot, inner).follow(all, context)?,
            Repair::Wrap | Repair::AsIs | Repair::Named => spot,
        };
        return Ok(Meant {
            spot,
            repaired: Some(Repaired { warning, repair }),
        });
    }
    let fits = match found {
        Node::Object(_) => true,
        Node::Bool(_) => matches!(site.kind, Kind::Schema | Kind::Example),
        // An empty schema in YAML.
        Node::Null => site.kind == Kind::Example || site.kind == Kind::Schema && !spot.1.is_empty(),
        _ => site.kind == Kind::Example,
    };
    match fits {
        true => Ok(spot.into()),
        false => Err(wrong(site.kind, Severity::Error, &a(found.kind()))),
    }
}

/// What a reference to where there is nothing means, where only one thing can be meant.
fn named(all: &mut Collected, site: &Site, context: &mut Context<'_>) -> Option<Meant> {
    let from = (site.file, site.resource.clone());
    let root = (FileId::ROOT, String::new());
    let meant = |spot, warning| {
        let repair = Repair::Named;
        Meant {
            spot,
            repaired: Some(Repaired { warning, repair }),
        }
    };
    // a path as Windows writes it
    let slashes = site.text.replace('\\', "/");
    if slashes != site.text
        && let Ok(spot) = locate(all, &from, &slashes, context)
    {
        return Some(meant(spot, meant::said(format!("treated as `{slashes}`"))));
    }
    let mut text = site.text.as_str();
    // the document itself, by the name of its file
    if let Some((file, _)) = text.split_once('#').filter(|(file, _)| !file.is_empty())
        && resource(all, &from, file, context).is_ok_and(|at| at == root)
    {
        text = text.get(file.len()..)?;
    }
    let tree = all.trees.get(FileId::ROOT)?;
    let only = meant::meant(tree, &mut all.in_any_case, site.kind, text)?;
    if site.each || (only == site.text && from == root) {
        return None;
    }
    let spot = locate(all, &root, &only, context).ok()?;
    let noun = site.kind.noun();
    let label = format!("treated as `{only}`, the only {noun} of this name");
    Some(meant(spot, meant::said(label)))
}

/// What kind of thing stands at a place: by the place, where the file is an OpenAPI document; else by its keys.
fn kind_of(all: &Collected, spot: &Spot, found: &Node) -> Option<Kind> {
    if spot.0 == FileId::ROOT
        && let Some((section, _)) = component(&spot.1)
    {
        return Kind::of_section(section);
    }
    let tree = all.trees.get(spot.0)?;
    let is_document = spot.0 == FileId::ROOT
        || ["openapi", "swagger", "components"]
            .iter()
            .any(|key| tree.get(key).is_some());
    let by_place = match is_document {
        true => child_at(tree, &spot.1),
        false => None,
    };
    match by_place {
        Some(Child::One(kind)) => Some(kind),
        Some(Child::Each(_)) => None,
        None => guess(found),
    }
}

/// The place that the text of a reference means, seen from a resource.
fn locate(
    all: &mut Collected,
    from: &Spot,
    text: &str,
    context: &mut Context<'_>,
) -> Result<Spot, Diagnostic> {
    let mut way = Way::default();
    way.enter(all, from, text, context)?;
    way.follow(all, context)
}

/// The resource that the part before the `#` names.
fn resource(
    all: &mut Collected,
    from: &Spot,
    uri: &str,
    context: &mut Context<'_>,
) -> Result<Spot, Diagnostic> {
    if uri.is_empty() {
        return Ok(from.clone());
    }
    if let Some(spot) = all.identities.resource(from, uri) {
        return Ok(spot.clone());
    }
    let known = context.files.iter().len();
    let opened = if !is_url(uri) || uri.starts_with("file:") {
        all.trees.open(from.0, uri, context)
    } else if let Some(copy) = copy_of(uri, context) {
        all.trees.open_path(&copy, context)
    } else if let Some(id) = all.trees.beside(uri, context) {
        learn(all, id, context);
        return match all.identities.resource(from, uri) {
            Some(spot) => Ok(spot.clone()),
            None => Err(remote(uri)),
        };
    } else {
        return Err(remote(uri));
    };
    let id = opened.map_err(|no| {
        let message = match no.code {
            Code::OutsideRoot => "this reference leads out of the document's folder",
            _ => "this reference points to a file that can't be read",
        };
        let diagnostic = Diagnostic::error(no.code, nowhere(), message).label(no.label);
        match no.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    })?;
    if context.files.iter().len() > known {
        learn(all, id, context);
    }
    Ok((id, String::new()))
}

/// Learns the names that a file gives to itself and its parts.
fn learn(all: &mut Collected, id: FileId, context: &Context<'_>) {
    if let (Some(tree), Some(file)) = (all.trees.get(id), context.files.get(id)) {
        all.identities.learn(id, tree, file.text());
    }
}

/// The copy of a document that is named by URL.
fn copy_of(uri: &str, context: &Context<'_>) -> Option<PathBuf> {
    let uri = uri.split_once('?').map_or(uri, |(path, _)| path);
    let urls = context.options.urls.iter();
    let (prefix, copy) = urls
        .filter(|(prefix, _)| {
            uri.strip_prefix(prefix.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('/') || prefix.ends_with('/')
            })
        })
        .max_by_key(|(prefix, _)| prefix.len())?;
    let rest = uri.get(prefix.len()..)?.trim_start_matches('/');
    Some(match rest {
        "" => copy.clone(),
        rest => copy.join(&*decode(rest)),
    })
}

/// A URL of which there is no copy.
fn remote(uri: &str) -> Diagnostic {
    let folder = uri
        .rfind('/')
        .map_or(uri, |end| uri.get(..=end).unwrap_or(uri));
    Diagnostic::error(
        Code::RemoteReference,
        nowhere(),
        "this reference is a URL, and nothing is downloaded",
    )
    .label("not followed")
    .help(format!(
        "save a copy (`curl -fsSLO {uri}`) and say where copies are, by `--reference {folder}=DIR` or in castiron.toml: \
         `[references]` with `\"{folder}\" = \"DIR\"`"
    ))
}

/// A pointer that is followed from a place, through whatever references it meets.
#[derive(Clone, Default)]
struct Way {
    at: Spot,
    /// What is still to be followed from there, the nearest last. Each begins with a slash, or is empty.
    rest: Vec<String>,
    /// Where else it may go on if this leads nowhere, the last one first.
    others: Vec<(Spot, Vec<String>)>,
    /// The references that were followed, each with how much was left behind it. One that is met again with no less to
    /// follow leads round and round.
    met: HashMap<Spot, usize>,
}

impl Way {
    fn from(at: Spot, pointer: &str) -> Self {
        Self {
            at,
            rest: vec![pointer.to_owned()],
            ..Self::default()
        }
    }

    /// Goes to where the text of a reference begins.
    fn enter(
        &mut self,
        all: &mut Collected,
        from: &Spot,
        text: &str,
        context: &mut Context<'_>,
    ) -> Result<(), Diagnostic> {
        let reference = Reference::parse(text);
        let base = resource(all, from, &reference.resource, context)?;
        match &reference.fragment {
            Fragment::Anchor(anchor) => match all.identities.anchor(&base, anchor) {
                Some(pointer) => self.at = (base.0, pointer.to_owned()),
                None => {
                    return Err(dangling(
                        "no anchor of this name",
                        Some(format!(
                            "a pointer begins with a slash: `#/{anchor}`; an anchor is declared by `$anchor: {anchor}`"
                        )),
                    ));
                }
            },
            Fragment::Pointer(fragment) => {
                let old = (base.0 == FileId::ROOT && *context.version == SpecVersion::V2)
                    .then(|| modern(fragment))
                    .flatten();
                self.rest
                    .push(old.unwrap_or_else(|| fragment.clone().into_owned()));
                // Authors often forget that `$id` changes what `#` means.
                if !base.1.is_empty() {
                    let whole = (base.0, String::new());
                    self.others.push((whole, self.rest.clone()));
                }
                self.at = base;
            }
        }
        Ok(())
    }

    /// Follows it to its end.
    fn follow(
        mut self,
        all: &mut Collected,
        context: &mut Context<'_>,
    ) -> Result<Spot, Diagnostic> {
        loop {
            let error = match self.step(all, context.helped < HELPED) {
                Ok(None) => return Ok(self.at),
                Ok(Some(text)) => {
                    let from = (self.at.0, all.resource_of(self.at.0, &self.at.1));
                    match self.enter(all, &from, &text, context) {
                        Ok(()) => continue,
                        Err(error) => error,
                    }
                }
                Err(error) => error,
            };
            match self.others.pop() {
                Some((at, rest)) => (self.at, self.rest) = (at, rest),
                None => {
                    context.helped = context.helped.saturating_add(1);
                    return Err(error);
                }
            }
        }
    }

    /// Goes on to the next reference that has to be followed, whose text is the answer; none at the end.
    fn step(&mut self, all: &Collected, helps: bool) -> Result<Option<String>, Diagnostic> {
        let file = self.at.0;
        loop {
            let node = all.trees.get(file).and_then(|tree| tree.at(&self.at.1));
            let onward = node.and_then(|node| node.as_object()?.str("$ref"));
            let rest = self.rest.last().map(String::as_str).unwrap_or_default();
            let Some(inner) = rest.strip_prefix('/') else {
                if self.rest.pop().is_some() && !self.rest.is_empty() {
                    continue;
                }
                // A component that is a reference keeps its name; anything else is only a step on the way.
                let is_component = file == FileId::ROOT && component(&self.at.1).is_some();
                let alone = node
                    .and_then(Node::as_object)
                    .is_some_and(|object| object.len() == 1);
                return match onward {
                    Some(text) if alone && !is_component => self.meet(text).map(Some),
                    _ => Ok(None),
                };
            };
            let end = inner
                .find('/')
                .map_or(rest.len(), |end| end.saturating_add(1));
            let (step, remaining) = rest.split_at(end);
            if node.and_then(|node| node.at(step)).is_some() {
                self.at.1.push_str(step);
                let remaining = remaining.to_owned();
                self.rest.pop();
                self.rest.push(remaining);
                continue;
            }
            if let Some(text) = onward {
                return self.meet(text).map(Some);
            }
            return Err(missing(node, &self.at.1, step, remaining, helps));
        }
    }

    /// A reference that has to be followed.
    fn meet(&mut self, text: &str) -> Result<String, Diagnostic> {
        let left = self.rest.iter().map(String::len).sum();
        match self.met.insert(self.at.clone(), left) {
            Some(before) if before <= left => Err(Diagnostic::error(
                Code::ReferenceCycle,
                nowhere(),
                "this reference leads back to itself and never to a value",
            )
            .label("the cycle begins here")),
            _ => Ok(text.to_owned()),
        }
    }
}
