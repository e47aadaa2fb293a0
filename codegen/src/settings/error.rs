//! Errors in a settings file.

use std::fmt;

use super::layers::Origin;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Look, Place};

/// A settings file that can't be used. Shows as its diagnostics do, each at its line.
#[derive(Clone)]
pub struct SettingsError {
    /// What is wrong.
    pub diagnostics: Diagnostics,
    /// The text that the diagnostics point into.
    pub origin: Origin,
}

impl SettingsError {
    pub(super) fn new(diagnostics: Diagnostics, origin: Origin) -> Self {
        Self {
            diagnostics,
            origin,
        }
    }

    /// The tables allow what the types refuse; a test makes sure that it does not happen.
    pub(super) fn unreadable(error: &toml::de::Error, origin: Origin) -> Self {
        let mut diagnostics = Diagnostics::new();
        let place = Place::value(FileId::SETTINGS, "");
        let message = format!("the settings can't be read: {}", error.message());
        diagnostics.push(Diagnostic::error(Code::BadConfig, place, message));
        Self::new(diagnostics, origin)
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.diagnostics.render(&self.origin, &Look::default());
        f.write_str(text.trim_end())
    }
}

impl fmt::Debug for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for SettingsError {}

impl From<SettingsError> for String {
    fn from(error: SettingsError) -> Self {
        error.to_string()
    }
}
