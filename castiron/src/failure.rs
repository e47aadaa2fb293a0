//! Why a command failed.

use std::fmt;

use castiron_codegen::settings::SettingsError;

/// Why a command could not do what it was asked for, for [`Console::end`](crate::Console::end).
#[derive(Debug)]
pub enum Failure {
    /// What no place in a file belongs to.
    Message(String),
    /// A settings file, with the lines at fault.
    Settings(SettingsError),
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

impl From<&str> for Failure {
    fn from(message: &str) -> Self {
        Self::Message(message.to_owned())
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::Settings(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(message) => f.write_str(message),
            Self::Settings(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for String {
    fn from(failure: Failure) -> Self {
        failure.to_string()
    }
}
