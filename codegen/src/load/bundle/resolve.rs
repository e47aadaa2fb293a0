//! From the text of a reference to the place that it means.

use std::path::PathBuf;

use super::super::grammar::{Child, Kind, child_at};
use super::super::node::Node;
use super::super::pointer;
use super::super::version::{SpecVersion, a};
use super::collected::{Collected, Repaired, Site, component};
use super::context::Context;
use super::identity::Spot;
use super::reference::{Fragment, Reference, decode, is_url};
use super::repair::{Repair, guess};
use super::sections::modern;
use crate::diagnostic::{Code, Diagnostic, FileId, Place, Severity};
use crate::nearest::nearest;

/// How many references in a row are followed.
const HOPS: usize = 64;

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
    let spot = locate(all, &from, &site.text, HOPS, context)?;
    let found = all.trees.get(spot.0).and_then(|tree| tree.at(&spot.1));
    let Some(found) = found else {
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
            Repair::Within(inner) => descend(all, spot, inner, HOPS, context)?,
            Repair::Wrap | Repair::AsIs => spot,
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

/// A reference that leads to something else than is needed.
fn wrong(needed: Kind, severity: Severity, what: &str) -> Diagnostic {
    Diagnostic::new(
        severity,
        Code::WrongReference,
        nowhere(),
        format!(
            "this reference leads to {what}, where {} is needed",
            article(needed)
        ),
    )
    .label("not what is needed here")
}

/// Follows the text of a reference, seen from a resource.
fn locate(
    all: &mut Collected,
    from: &Spot,
    text: &str,
    hops: usize,
    context: &mut Context<'_>,
) -> Result<Spot, Diagnostic> {
    if hops == 0 {
        return Err(Diagnostic::error(
            Code::ReferenceCycle,
            nowhere(),
            "this reference leads back to itself and never to a value",
        )
        .label("begins a circle"));
    }
    let reference = Reference::parse(text);
    let base = resource(all, from, &reference.resource, context)?;
    match &reference.fragment {
        Fragment::Anchor(anchor) => match all.identities.anchor(&base, anchor) {
            Some(pointer) => Ok((base.0, pointer.to_owned())),
            None => Err(dangling(
                "no anchor of this name",
                Some(format!(
                    "a pointer begins with a slash: `#/{anchor}`; an anchor is declared by `$anchor: {anchor}`"
                )),
            )),
        },
        Fragment::Pointer(fragment) => {
            let old = (base.0 == FileId::ROOT && *context.version == SpecVersion::V2)
                .then(|| modern(fragment))
                .flatten();
            let fragment = old.as_deref().unwrap_or(fragment);
            match descend(all, base.clone(), fragment, hops, context) {
                // Authors often forget that `$id` changes what `#` means.
                Err(_) if !base.1.is_empty() => {
                    descend(all, (base.0, String::new()), fragment, hops, context)
                }
                found => found,
            }
        }
    }
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

/// Follows a pointer from a place. Where it meets a reference on its way, it goes on behind it.
fn descend(
    all: &mut Collected,
    base: Spot,
    fragment: &str,
    hops: usize,
    context: &mut Context<'_>,
) -> Result<Spot, Diagnostic> {
    let (file, mut at) = base;
    let mut rest = fragment;
    loop {
        let node = all.trees.get(file).and_then(|tree| tree.at(&at));
        let onward = node.and_then(|node| node.as_object()?.str("$ref"));
        if rest.is_empty() {
            // A component that is a reference keeps its name; anything else is only a step on the way.
            let is_component = file == FileId::ROOT && component(&at).is_some();
            let alone = node
                .and_then(Node::as_object)
                .is_some_and(|object| object.len() == 1);
            return match onward.map(str::to_owned) {
                Some(text) if alone && !is_component => {
                    let from = (file, all.resource_of(file, &at));
                    locate(all, &from, &text, hops - 1, context)
                }
                _ => Ok((file, at)),
            };
        }
        let key_end = rest[1..].find('/').map_or(rest.len(), |end| end + 1);
        let (step, remaining) = rest.split_at(key_end);
        if node.and_then(|node| node.at(step)).is_some() {
            at.push_str(step);
            rest = remaining;
            continue;
        }
        if let Some(text) = onward.map(str::to_owned) {
            let from = (file, all.resource_of(file, &at));
            let behind = locate(all, &from, &text, hops - 1, context)?;
            return descend(all, behind, rest, hops - 1, context);
        }
        let name = pointer::unescape(&step[1..]).into_owned();
        let there = node.and_then(Node::as_object);
        let near = there.and_then(|object| nearest(&name, object.keys()));
        let label = match component(&format!("{at}{step}")) {
            Some((section, _)) if remaining.is_empty() => match Kind::of_section(section) {
                Some(kind) => format!("no {} of this name", kind.noun()),
                None => "no such place".to_owned(),
            },
            _ => format!("there is no `{name}`"),
        };
        let help = near.map(|near| {
            let mut pointer = at.clone();
            pointer::push(&mut pointer, near);
            format!("there is `#{pointer}{remaining}`")
        });
        return Err(dangling(&label, help));
    }
}

fn dangling(label: &str, help: Option<String>) -> Diagnostic {
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
fn nowhere() -> Place {
    Place::value(FileId::ROOT, "")
}

/// A kind with its article.
fn article(kind: Kind) -> String {
    match kind {
        Kind::Example | Kind::Operation | Kind::Encoding => format!("an {}", kind.noun()),
        Kind::Components => kind.noun().to_owned(),
        kind => format!("a {}", kind.noun()),
    }
}
