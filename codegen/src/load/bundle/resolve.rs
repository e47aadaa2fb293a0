//! Resolves a reference from its string to its target in a file.

use super::super::grammar::{Child, Kind, child_at};
use super::super::node::Node;
use super::super::version::{SpecVersion, a};
use super::collected::{Collected, Repaired, Site};
use super::context::Context;
use super::identity::Spot;
use super::locate::{Way, locate, resource};
use super::meant;
use super::reference::{decode, encode, is_url};
use super::repair::{Repair, Understood, guess};
use super::sections::component;
use super::unresolved::{article, dangling, wrong};
use crate::diagnostic::{Diagnostic, FileId, Severity};

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
        Err(mut error) => {
            let several = &mut error.help;
            return named(all, site, context, several).ok_or(error);
        }
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
    // a header of Swagger 2.0 is written like a schema
    let is_alike = |kind| {
        kind == site.kind
            || (kind, site.kind) == (Kind::Schema, Kind::Header)
                && *context.version == SpecVersion::V2
                && component(&spot.1).is_none()
    };
    if let Some(kind) = kind_of(all, &spot, found).filter(|kind| !is_alike(*kind)) {
        if site.kind == Kind::Example && component(&spot.1).is_none() {
            return Ok(spot.into());
        }
        let Some(understood) = Understood::of(site.kind, kind, (found, &spot.1), site.named) else {
            return Err(wrong(site.kind, Severity::Error, &article(kind)));
        };
        let warning = wrong(site.kind, Severity::Warning, &article(kind)).label(understood.label);
        let spot = match understood.inner.as_str() {
            "" => spot,
            inner => Way::from(spot, inner).follow(all, context)?,
        };
        let repair = understood.repair;
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

/// What a reference to where there is nothing means, where only one thing can be meant. Of several files all are named.
fn named(
    all: &mut Collected,
    site: &Site,
    context: &mut Context<'_>,
    help: &mut Option<String>,
) -> Option<Meant> {
    let (spot, label) = match component_of(all, site, context) {
        Some(found) => found,
        None => file_of(all, site, context, help)?,
    };
    Some(Meant {
        spot,
        repaired: Some(Repaired {
            warning: meant::said(label),
            repair: Repair::Plain,
        }),
    })
}

/// The only file, and the place in it, that a reference can mean whose file does not exist; and what is said of it.
fn file_of(
    all: &mut Collected,
    site: &Site,
    context: &mut Context<'_>,
    help: &mut Option<String>,
) -> Option<(Spot, String)> {
    let from = (site.file, site.resource.clone());
    // a path as Windows writes it
    let slashes = site.text.replace('\\', "/");
    if slashes != site.text
        && let Ok(spot) = locate(all, &from, &slashes, context)
    {
        return Some((spot, format!("treated as `{slashes}`")));
    }
    let (file, fragment) = match slashes.find('#') {
        Some(end) => slashes.split_at_checked(end)?,
        None => (slashes.as_str(), ""),
    };
    if file.is_empty() || is_url(file) {
        return None;
    }
    let mut found = all.trees.similar(from.0, &decode(file), context);
    if found.len() > 1 {
        let names = found.iter().map(|name| format!("`{}`", encode(name)));
        let names = names.collect::<Vec<_>>().join(", ");
        *help = Some(format!("it can mean any of {names}"));
        return None;
    }
    let text = format!("{}{fragment}", encode(&found.pop()?));
    let spot = locate(all, &from, &text, context).ok()?;
    Some((
        spot,
        format!("treated as `{text}`, the only file of this name"),
    ))
}

/// The only component that a reference can mean, by its name; and what is said of it.
fn component_of(
    all: &mut Collected,
    site: &Site,
    context: &mut Context<'_>,
) -> Option<(Spot, String)> {
    let from = (site.file, site.resource.clone());
    let root = (FileId::ROOT, String::new());
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
    Some((
        spot,
        format!("treated as `{only}`, the only {noun} of this name"),
    ))
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
