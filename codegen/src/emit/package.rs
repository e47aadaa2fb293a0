//! The settings for the `Cargo.toml` of a generated crate.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Settings for the `Cargo.toml` of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Package {
    /// Keys of `[package]` with their values.
    #[serde(flatten)]
    pub keys: BTreeMap<String, PackageValue>,
    /// Lints.
    pub lints: Lints,
}

/// Lints of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Lints {
    /// Whether the lints of the workspace apply.
    pub workspace: bool,
}

/// The value of a key of `[package]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum PackageValue {
    /// A string.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// Several strings.
    List(Vec<String>),
    /// Whatever the workspace says.
    Inherited {
        /// Always true.
        workspace: bool,
    },
}
