//! Settings files: `castiron.toml`, what `--config` names, and what comes with castiron.
//!
//! ```text
//! read      text → table → Config
//! bundled   settings that come with castiron, found for a document
//! grammar   what may be in a file, as data; `keys` holds the tables, `forms` what strings have to be like
//! check     text → diagnostics, each at its line
//! layers    which file a setting came from, where several are laid over each other
//! project   `castiron.toml` → the crates that it describes
//! schema    the tables as a JSON Schema, for editors
//! ```
//! What passes the check is read into [`Config`](crate::config::Config) by serde. Must not know: documents, the disk.

mod bundled;
mod check;
mod error;
mod forms;
mod grammar;
mod keys;
mod layers;
mod project;
mod read;
mod schema;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use bundled::bundled;
pub(crate) use check::dotted;
pub use error::SettingsError;
pub use layers::Origin;
pub use project::{CrateSettings, ProjectSettings, RuntimeSettings, check_name, folder_name};
pub(crate) use read::config;
pub use text::Text;

/// The JSON Schema of a settings file, for editors.
///
/// ```
/// let schema = castiron_codegen::settings::schema();
/// assert!(schema["properties"]["spec"].is_object());
/// ```
#[must_use]
pub fn schema() -> serde_json::Value {
    schema::schema("castiron.toml", keys::PROJECT)
}
