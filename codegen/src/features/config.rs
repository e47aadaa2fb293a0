//! Settings for features.

use serde::Deserialize;

/// What the features of a crate are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeaturesBy {
    /// The handles of the client.
    Resources,
}
