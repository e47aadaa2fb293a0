//! Parses a settings file.

use std::sync::Arc;

use toml::de::DeTable;

use super::grammar::Key;
use super::keys::{BUNDLED, SETTINGS};
use super::layers::{Layer, lay_over};
use super::text::Text;
use super::{Origin, SettingsError, check};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Part, Place};
use crate::text::floor;

/// A settings file that passed the check.
pub(super) struct Parsed {
    /// What it holds.
    pub(super) table: toml::Table,
    /// Its text, with places.
    pub(super) text: Arc<Text>,
}

/// Reads a text that may hold `keys`.
pub(super) fn parse(
    text: &str,
    name: &str,
    file: FileId,
    keys: &'static [Key],
) -> Result<Parsed, SettingsError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut diagnostics = Diagnostics::new();
    for error in &errors {
        let mut bytes = error.span().unwrap_or_default();
        if bytes.is_empty() {
            // what is missing is missing behind this
            bytes = floor(text, bytes.start.saturating_sub(1))..bytes.start;
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

/// The settings of one API, from the text of a file.
pub(crate) fn config(text: &str, name: &str) -> Result<Config, SettingsError> {
    let parsed = parse(text, name, FileId::SETTINGS, SETTINGS)?;
    read(
        parsed.table,
        Origin::of(Layer::own(FileId::SETTINGS, parsed.text)),
    )
}

/// Settings that passed the check, laid over those that they extend.
pub(super) fn read(table: toml::Table, mut origin: Origin) -> Result<Config, SettingsError> {
    let mut whole = toml::Table::new();
    if let Some(name) = table.get("extends").and_then(toml::Value::as_str) {
        let text = Config::all_bundled().get(name).copied().unwrap_or_default();
        let base = parse(text, &bundled_name(name), FileId::BUNDLED, BUNDLED)?;
        whole = base.table;
        origin.under(Layer::own(FileId::BUNDLED, base.text).for_several());
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

/// The name of bundled settings in messages.
pub(super) fn bundled_name(name: &str) -> String {
    format!("bundled settings `{name}`")
}
