//! Suggests settings for conventions found in the names and shapes of a document.
//!
//! - `paging`: paging that is likely but not certain
//! - `parameters`: parameters that belong to the client
//! - `errors`: the properties of an error body that hold its message and code
//! - `headers`: idempotency keys and versions
//! - `names`: names that are decided by counting
//! - [`kept`]: settings that keep the names of an existing crate
//! - `secrets`: strings that must not be printed
//!
//! Must not know: any API by name. What is known about one is in its bundled settings, which are suggested as a whole.

mod errors;
mod headers;
pub mod kept;
mod names;
mod paging;
mod parameters;
mod print;
mod secrets;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::graph::{Shape, TypeGraph, Use};
use crate::load::{Document, pointer};
use crate::shape;

/// A suggested setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The table in TOML: `client.error`; `[client.pages]` for an entry of an array of tables.
    pub table: &'static str,
    /// Keys and their values in TOML.
    pub keys: Vec<(Cow<'static, str>, String)>,
    /// The reason for it in the document, as a sentence without a full stop.
    pub why: String,
    /// Whether the document is unambiguous; otherwise the user has to check.
    pub is_sure: bool,
}

/// The settings that a document suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Bundled settings for the API.
    pub extends: Option<&'static str>,
    /// Single settings, in the order of a settings file.
    pub settings: Vec<Suggestion>,
}

/// Suggests settings for a document. Settings in the bundled ones are not repeated, except those that they leave to the
/// document.
///
/// ```
/// use std::path::Path;
///
/// use castiron_codegen::load::{LoadOptions, load};
/// use castiron_codegen::source::Memory;
/// use castiron_codegen::suggest::suggest;
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: object, required: [name], properties: { name: { type: string } } }
/// ",
/// );
/// let loaded = load(&source, Path::new("api.yaml"), &LoadOptions::default());
/// let document = loaded.document.ok_or("errors")?;
/// assert_eq!(suggest(&document).extends, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn suggest(document: &Document) -> Suggestions {
    // they are tested to be sound
    let bundled = Config::bundled(&document.api.info.title, document.servers())
        .ok()
        .flatten();
    if let Some((name, config)) = bundled {
        let graph = shape::shape(
            document,
            &config.schemas,
            &config.types.replace,
            &mut Diagnostics::new(),
        );
        return Suggestions {
            extends: Some(name),
            settings: names::suggest(&graph, &config.names),
        };
    }
    let Config { schemas, types, .. } = Config::default();
    let graph = shape::shape(document, &schemas, &types.replace, &mut Diagnostics::new());
    let mut settings = Vec::new();
    settings.extend(secrets::suggest(&graph));
    let headers = headers::suggest(document, &graph);
    let version = headers.iter().flat_map(|one| &one.keys);
    let version = version.clone().find(|(key, _)| *key == "version-header");
    let version = version.map(|(_, name)| name.trim_matches(['"', '\'']).to_owned());
    settings.extend(headers);
    settings.extend(parameters::suggest(&graph, version.as_deref()));
    settings.extend(paging::suggest(&graph));
    settings.extend(errors::suggest(&graph));
    settings.extend(names::suggest(&graph, &Config::default().names));
    Suggestions {
        extends: None,
        settings,
    }
}

/// A name without its case and its separators: `next_cursor` and `nextCursor` are the same.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// JSON pointers of plain values in an object and in the objects that are its properties, with their types.
fn values(graph: &TypeGraph, ty: Use) -> Vec<(String, Use)> {
    let mut out = Vec::new();
    let Shape::Object(object) = &graph[graph.behind(ty).ty].shape else {
        return out;
    };
    for property in &object.properties {
        let outer = graph.behind(property.ty);
        match &graph[outer.ty].shape {
            Shape::Object(inner) => {
                let inner = inner.properties.iter().map(|inner| {
                    let pointer = pointer::of(&[&property.wire, &inner.wire]);
                    (pointer, graph.behind(inner.ty))
                });
                out.extend(inner);
            }
            _ => out.push((pointer::of(&[&property.wire]), outer)),
        }
    }
    out
}

/// The last key of a pointer, without case and separators.
fn last(of: &str) -> String {
    pointer::keys(of)
        .last()
        .map(|key| plain(&key))
        .unwrap_or_default()
}
