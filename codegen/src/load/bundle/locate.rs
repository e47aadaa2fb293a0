//! Locates what the text of a reference means: opens the file or finds the resource, and follows the pointer.

use std::collections::HashMap;
use std::path::PathBuf;

use super::super::node::Node;
use super::super::options::LoadOptions;
use super::collected::Collected;
use super::context::Context;
use super::identity::Spot;
use super::reference::{Fragment, Reference, is_url, join, normal};
use super::sections::{component, has_moved, modern};
use super::unresolved::{dangling, missing, nowhere};
use crate::diagnostic::{Code, Diagnostic, FileId};

/// So many unresolved references get a suggestion; more of them would help nobody.
const HELPED: usize = 100;

/// The place that the text of a reference means, seen from a resource.
pub(super) fn locate(
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
pub(super) fn resource(
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
        let opened = all.trees.open(from.0, uri, context);
        if opened.is_err()
            && let Some(url) = url_beside(from.0, uri, context)
            && let Some(copy) = copy_of(&url, context.options)
        {
            context.files.miss(&url, Some(copy));
        }
        opened
    } else if let Some(copy) = copy_of(uri, context.options) {
        let opened = all.trees.open_path(&copy, context);
        if opened.is_err() {
            context.files.miss(&normal(uri), Some(copy));
        }
        opened
    } else if let Some(id) = all.trees.beside(uri, context) {
        learn(all, id, context);
        return match all.identities.resource(from, uri) {
            Some(spot) => Ok(spot.clone()),
            None => Err(remote(uri)),
        };
    } else {
        context.files.miss(&normal(uri), None);
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
pub(in crate::load) fn copy_of(uri: &str, options: &LoadOptions) -> Option<PathBuf> {
    let uri = uri.split_once('?').map_or(uri, |(path, _)| path);
    let uri = normal(uri);
    let copies = options.urls.iter();
    let copies = copies.filter_map(|(prefix, copy)| {
        let prefix = normal(prefix);
        let rest = uri.strip_prefix(&*prefix)?;
        let is_below = rest.is_empty() || rest.starts_with('/') || prefix.ends_with('/');
        is_below.then_some((rest.trim_start_matches('/'), copy))
    });
    // the longest prefix
    let (rest, copy) = copies.min_by_key(|(rest, _)| rest.len())?;
    Some(match rest {
        "" => copy.clone(),
        rest => copy.join(rest),
    })
}

/// The URL of a file that the copy of a document refers to by its path.
fn url_beside(from: FileId, uri: &str, context: &Context<'_>) -> Option<String> {
    let path = context.files.get(from)?.path();
    let mut bases = context.options.urls.iter().filter_map(|(prefix, copy)| {
        let inner = path
            .strip_prefix(context.source.canonical(copy).ok()?)
            .ok()?;
        let inner: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
        Some(match inner.is_empty() {
            true => prefix.clone(),
            false => format!("{}/{}", prefix.trim_end_matches('/'), inner.join("/")),
        })
    });
    let base = bases.next()?;
    Some(normal(&join(&base, uri)).into_owned())
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
pub(super) struct Way {
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
    pub(super) fn from(at: Spot, pointer: &str) -> Self {
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
                        "no anchor of this name, or several",
                        Some(format!(
                            "a pointer begins with a slash: `#/{anchor}`; an anchor is declared by `$anchor: {anchor}`"
                        )),
                    ));
                }
            },
            Fragment::Pointer(fragment) => {
                let tree = all.trees.get(base.0).filter(|_| base.0 == FileId::ROOT);
                let new = tree.zip(modern(fragment));
                let new = new.filter(|(tree, new)| has_moved(fragment, new, tree, context));
                self.rest.push(match new {
                    Some((_, new)) => new,
                    None => fragment.clone().into_owned(),
                });
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
    pub(super) fn follow(
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
                // A component that is a reference keeps its name; anything else is only a step on the way, also what binds
                // a dynamic anchor to another schema.
                let is_component = file == FileId::ROOT && component(&self.at.1).is_some();
                let alone = node.and_then(Node::as_object).is_some_and(|object| {
                    object
                        .keys()
                        .all(|key| matches!(key, "$ref" | "$dynamicAnchor"))
                });
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
