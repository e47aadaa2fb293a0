//! Settings files: `castiron.toml`, what `--config` names, and what comes with castiron.
//!
//! ```text
//! grammar   what may be in a file, as data; `keys` holds the tables, `forms` what strings have to be like
//! check     text → diagnostics, each at its line
//! layers    which file a setting came from, where several are laid over each other
//! project   `castiron.toml` → the crates that it describes
//! schema    the tables as a JSON Schema, for editors
//! ```
//! What passes the check is read into [`Config`](crate::config::Config) by serde. Must not know: documents, the disk.

mod check;
mod error;
mod forms;
mod grammar;
mod keys;
mod layers;
mod schema;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use toml::de::DeTable;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Part, Place};
use layers::Layer;

pub(crate) use check::dotted;
pub use error::SettingsError;
pub use layers::Origin;
pub use text::Text;

use keys::{BUNDLED, SETTINGS};
use layers::lay_over;

/// A settings file that passed the check.
pub(crate) struct Parsed {
    /// What it holds.
    pub(crate) table: toml::Table,
    /// Its text, with places.
    pub(crate) text: Arc<Text>,
}

/// Reads a text that may hold `keys`.
pub(crate) fn parse(
    text: &str,
    name: &str,
    file: FileId,
    keys: &'static [grammar::Key],
) -> Result<Parsed, SettingsError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut diagnostics = Diagnostics::new();
    for error in &errors {
        let mut bytes = error.span().unwrap_or_default();
        if bytes.is_empty() {
            // what is missing is missing behind this
            bytes = text::floor(text, bytes.start.saturating_sub(1))..bytes.start;
        }
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let place = Place {
            file,
            pointer: String::new(),
            part: Part::Bytes {
                start: offset(bytes.start),
                end: offset(bytes.end),
            },
        };
        let error = Diagnostic::error(Code::BadConfig, place, "this is not valid TOML")
            .label(error.message());
        diagnostics.push(error);
    }
    let places = Arc::new(Text::new(name, text, tree.get_ref()));
    if errors.is_empty() {
        check::check(tree.get_ref(), keys, file, &mut diagnostics);
    }
    if diagnostics.has_errors() {
        return Err(SettingsError::new(
            diagnostics,
            Origin::of(Layer::own(file, places)),
        ));
    }
    match toml::from_str(text) {
        Ok(table) => Ok(Parsed {
            table,
            text: places,
        }),
        Err(error) => Err(SettingsError::unreadable(
            &error,
            Origin::of(Layer::own(file, places)),
        )),
    }
}

/// The JSON Schema of a settings file, for editors.
#[must_use]
pub fn schema() -> serde_json::Value {
    schema::schema("castiron.toml", SETTINGS)
}

/// The settings of one API, from the text of a file.
pub(crate) fn config(text: &str, name: &str) -> Result<Config, SettingsError> {
    let parsed = parse(text, name, FileId::SETTINGS, SETTINGS)?;
    read(parsed.table, Layer::own(FileId::SETTINGS, parsed.text))
}

/// The bundled settings, of those with these names and texts, that are for a document of this title or these servers.
pub(crate) fn bundled(
    all: &[(&'static str, &'static str)],
    title: &str,
    servers: &[&str],
) -> Result<Option<(&'static str, Config)>, SettingsError> {
    let hosts: Vec<&str> = servers.iter().filter_map(|server| host(server)).collect();
    let mut by_host = None;
    for (name, text) in all {
        let parsed = parse(text, &bundled_name(name), FileId::BUNDLED, BUNDLED)?;
        let has = |key: &str, fits: &dyn Fn(&str) -> bool| {
            let list = parsed.table.get(key).and_then(toml::Value::as_array);
            list.is_some_and(|list| list.iter().filter_map(toml::Value::as_str).any(fits))
        };
        if has("titles", &|known| known == title.trim()) {
            return read(parsed.table, Layer::shared(FileId::BUNDLED, parsed.text))
                .map(|config| Some((*name, config)));
        }
        if by_host.is_none()
            && has("hosts", &|pattern| {
                hosts.iter().any(|host| is_host(pattern, host))
            })
        {
            by_host = Some((*name, parsed));
        }
    }
    let found = by_host.map(|(name, parsed)| {
        read(parsed.table, Layer::shared(FileId::BUNDLED, parsed.text)).map(|config| (name, config))
    });
    found.transpose()
}

/// What bundled settings are called in messages.
fn bundled_name(name: &str) -> String {
    format!("bundled settings `{name}`")
}

/// The host of a URL.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    host.split(':').next()
}

/// Whether a host is what a pattern says: `api.example.com`, or `*.example.com` for all below.
fn is_host(pattern: &str, host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    match pattern.strip_prefix('*') {
        Some(below) => host.ends_with(below),
        None => host == pattern,
    }
}

/// Settings that passed the check, laid over those that they extend.
fn read(table: toml::Table, layer: Layer) -> Result<Config, SettingsError> {
    let mut origin = Origin::of(layer);
    let mut whole = toml::Table::new();
    if let Some(name) = table.get("extends").and_then(toml::Value::as_str) {
        let text = Config::all_bundled().get(name).copied().unwrap_or_default();
        let base = parse(text, &bundled_name(name), FileId::BUNDLED, BUNDLED)?;
        whole = base.table;
        origin.under(Layer::shared(FileId::BUNDLED, base.text));
    }
    lay_over(&mut whole, table);
    for key in ["titles", "hosts", "extends"] {
        whole.remove(key);
    }
    match whole.try_into::<Config>() {
        Ok(config) => Ok(Config { origin, ..config }),
        Err(error) => Err(SettingsError::unreadable(&error, origin)),
    }
}
