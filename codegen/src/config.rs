//! The settings for an API, beside its document.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;

pub use crate::name::{Grouping, NameConfig, OperationOverride};
pub use crate::prose::ProseOptions;
pub use crate::select::Selection;
pub use crate::shape::{
    Dependency, FormatRule, KeepUndeclared, KnownFormat, Loosened, OwnType, ShapeConfig, Via,
};

pub use crate::derive::{DeriveRule, TypesConfig};
pub use crate::features::FeaturesBy;
use crate::model::PageEnd;
use crate::settings::{self, Origin, SettingsError};

/// The settings of an API: `castiron.toml` for the workspace's own document, a file given by `--config`, or one of the
/// bundled files.
///
/// ```
/// use castiron_codegen::Castiron;
/// use castiron_codegen::config::Config;
/// use castiron_codegen::source::Memory;
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
/// let config = Config::read("[names.types]\nPet = \"Animal\"\n", "settings.toml")?;
/// let output = Castiron::new("api.yaml").config(config).generate_from(&source)?;
/// assert!(output.generated.files.values().any(|text| text.contains("pub struct Animal")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    /// Where each setting was made, for messages.
    #[serde(skip)]
    pub origin: Origin,
    /// How schemas are read.
    pub schemas: ShapeConfig,
    /// Derives and attributes of generated types, and types that replace them.
    pub types: TypesConfig,
    /// How names are chosen.
    pub names: NameConfig,
    /// How descriptions become documentation.
    pub docs: ProseOptions,
    /// The headers, parameters and paging of the client.
    pub client: ClientConfig,
    /// Which operations and types are generated.
    pub select: Selection,
    /// What becomes a Cargo feature of the crate, beside the features of the runtime.
    pub features: Option<FeaturesBy>,
}

/// Settings of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ClientConfig {
    /// The header with the version of the API. Its value is `version`, by default the document's version.
    pub version_header: Option<String>,
    /// The value of the version header.
    pub version: Option<String>,
    /// The header that names the account on whose behalf a request is made.
    pub account_header: Option<String>,
    /// The header that marks repetitions of one request; only with it are requests that change something repeated.
    pub idempotency_header: Option<String>,
    /// The header of an answer that names the request.
    pub request_id_header: Option<String>,
    /// JSON pointers into an error body.
    pub error: ErrorConfig,
    /// Paging of answers that are plain arrays.
    pub paging: Option<Paging>,
    /// Rules for paging where answers wrap their lists in objects: the first rule that fits an operation applies.
    pub pages: Vec<PageRule>,
    /// Properties of multipart bodies that are files, where the document only calls them strings.
    pub files: Vec<String>,
    /// The base URL; by default the document's first server.
    pub server: Option<String>,
    /// Parameters that belong to the client: headers, query parameters and variables of paths, by name.
    pub parameters: Vec<String>,
    /// `VERB /path/template` (or `operationId`) → what the document does not say about it.
    pub operations: BTreeMap<String, ClientOperation>,
    /// Whether a body with required properties is required where a request has nothing else. `None` means yes, with a
    /// warning.
    pub infer_required_bodies: Option<bool>,
    /// How objects in forms are written where the document does not say.
    pub form_objects: FormObjects,
    /// The property of a body that is `true` to request a stream, such as `stream`.
    pub stream_property: Option<String>,
    /// The text that ends a stream, such as `[DONE]`.
    pub stream_end: Option<String>,
}

/// What the document does not say about an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ClientOperation {
    /// Its answer, instead of the documented one.
    pub answer: Option<AnswerAs>,
}

/// How an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerAs {
    /// Any JSON.
    Json,
    /// A text.
    Text,
    /// Bytes.
    Bytes,
    /// Nothing.
    Nothing,
}

/// How objects in forms are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormObjects {
    /// As JSON (OpenAPI 3.0 and 3.1, Encoding Object, `contentType`).
    #[default]
    Json,
    /// With names in brackets: `a[b]=1`.
    Brackets,
}

/// Paging of arrays.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Paging {
    /// By the `Link` header (RFC 8288): `link`.
    Link,
    /// By a query parameter that takes the number of a page, from 1: `page:PARAMETER`.
    Page(String),
    /// Only by rules: nothing is recognised by itself: `none`.
    None,
}

impl FromStr for Paging {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once(':') {
            None if text == "link" => Ok(Self::Link),
            None if text == "none" => Ok(Self::None),
            Some(("page", parameter)) if !parameter.trim().is_empty() => {
                Ok(Self::Page(parameter.to_owned()))
            }
            _ => Err(()),
        }
    }
}

impl TryFrom<String> for Paging {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
            .map_err(|()| "neither `link`, `none` nor `page:PARAMETER`")
    }
}

/// A rule for paging. It fits an operation if the pointers of the rule exist in the answer, and if the operation takes the
/// rule's parameter in the query or as a property of its JSON body.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum PageRule {
    /// A token in the answer.
    Next {
        /// JSON pointer into the answer, such as `/meta/next`.
        next: String,
        /// The query parameter that takes it.
        parameter: String,
        /// Where the answer has the items, if that needs to be said: a JSON pointer.
        #[serde(default)]
        items: Option<String>,
        /// What says that a page is the last: `more:`, `last:` or `pages:`, and a JSON pointer.
        #[serde(default)]
        end: Option<String>,
    },
    /// The URL of the next page in the answer.
    Url {
        /// JSON pointer into the answer.
        url: String,
        /// Where the answer has the items, if that needs to be said: a JSON pointer.
        #[serde(default)]
        items: Option<String>,
    },
    /// A value of the last item.
    Last {
        /// JSON pointer into an item, such as `/id`.
        last: String,
        /// The query parameter that takes it.
        parameter: String,
        /// Where the answer has the items, if that needs to be said: a JSON pointer.
        #[serde(default)]
        items: Option<String>,
        /// What says that a page is the last: `more:`, `last:` or `pages:`, and a JSON pointer.
        #[serde(default)]
        end: Option<String>,
    },
    /// The number of a page, from 1.
    Page {
        /// The query parameter that takes it.
        page: String,
        /// Where the answer has the items, if that needs to be said: a JSON pointer.
        #[serde(default)]
        items: Option<String>,
        /// What says that a page is the last: `more:`, `last:` or `pages:`, and a JSON pointer.
        #[serde(default)]
        end: Option<String>,
    },
    /// The number of items to pass over.
    Offset {
        /// The query parameter that takes it.
        offset: String,
        /// Where the answer has the items, if that needs to be said: a JSON pointer.
        #[serde(default)]
        items: Option<String>,
        /// What says that a page is the last: `more:`, `last:` or `pages:`, and a JSON pointer.
        #[serde(default)]
        end: Option<String>,
    },
}

impl PageRule {
    /// The pointer to the items in the answer, if the rule has one.
    #[must_use]
    pub fn items(&self) -> Option<&str> {
        let (Self::Next { items, .. }
        | Self::Url { items, .. }
        | Self::Last { items, .. }
        | Self::Page { items, .. }
        | Self::Offset { items, .. }) = self;
        items.as_deref()
    }

    /// What says that a page is the last, if the rule says so.
    #[must_use]
    pub fn end(&self) -> Option<PageEnd> {
        match self {
            Self::Next { end, .. }
            | Self::Last { end, .. }
            | Self::Page { end, .. }
            | Self::Offset { end, .. } => end.as_deref()?.parse().ok(),
            // the last page has no URL
            Self::Url { .. } => None,
        }
    }
}

/// JSON pointers into an error body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ErrorConfig {
    /// The message, such as `/error/message`.
    pub message: Option<String>,
    /// The error code, such as `/error/code`.
    pub code: Option<String>,
    /// The class of error, such as `/error/type`.
    pub kind: Option<String>,
}

/// The bundled settings, by their names.
const BUNDLED: &[(&str, &str)] = &[
    ("discord", include_str!("../config/discord.toml")),
    ("github", include_str!("../config/github.toml")),
    ("intercom", include_str!("../config/intercom.toml")),
    ("kubernetes", include_str!("../config/kubernetes.toml")),
    ("openai", include_str!("../config/openai.toml")),
    ("stripe", include_str!("../config/stripe.toml")),
    ("twilio", include_str!("../config/twilio.toml")),
];

impl Config {
    /// Reads settings from the text of a TOML file.
    ///
    /// # Errors
    ///
    /// If the text is not valid TOML, or has an unknown setting or an invalid value: each with its line.
    pub fn from_toml(text: &str) -> Result<Self, SettingsError> {
        Self::read(text, "castiron.toml")
    }

    /// As [`Config::from_toml`], with the name of the file for messages.
    ///
    /// # Errors
    ///
    /// As [`Config::from_toml`].
    pub fn read(text: &str, name: &str) -> Result<Self, SettingsError> {
        settings::config(text, name)
    }

    /// The bundled settings for a document, by its title or by the host of one of its servers; with their name.
    ///
    /// # Errors
    ///
    /// As [`Config::from_toml`]; a test ensures that this does not happen.
    pub fn bundled<'a>(
        title: &str,
        servers: impl IntoIterator<Item = &'a str>,
    ) -> Result<Option<(&'static str, Self)>, SettingsError> {
        settings::bundled(BUNDLED, title, &servers.into_iter().collect::<Vec<_>>())
    }

    /// Names and texts of all bundled settings.
    pub fn all_bundled() -> BTreeMap<&'static str, &'static str> {
        BUNDLED.iter().copied().collect()
    }

    /// Selects the types of component schemas, instead of what was included so far: `--types-only`.
    pub fn only_types(&mut self) {
        self.select.include.clear();
        self.add_selectors(&["schema:*".to_owned()], &[]);
    }

    /// Adds the selectors of `--include` and `--exclude`.
    pub fn add_selectors(&mut self, include: &[String], exclude: &[String]) {
        self.origin.add_selectors(
            (self.select.include.len(), include),
            (self.select.exclude.len(), exclude),
        );
        self.select.include.extend(include.iter().cloned());
        self.select.exclude.extend(exclude.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first title that bundled settings are for.
    fn title(text: &str) -> String {
        let table: toml::Table = text.parse().expect("TOML");
        table["titles"][0].as_str().expect("a title").to_owned()
    }

    #[test]
    fn bundled_settings_are_read() {
        for (name, text) in BUNDLED {
            let config = Config::bundled(&title(text), []);
            assert!(
                config.is_ok(),
                "{name}: {}",
                config
                    .err()
                    .map(|error| error.to_string())
                    .unwrap_or_default()
            );
        }
    }

    #[test]
    fn settings_are_laid_over_bundled_ones() {
        let text = "extends = \"stripe\"\n[schemas]\nsecret-properties = [\"pin\"]\n";
        let config = Config::from_toml(text).expect("settings");
        assert_eq!(config.schemas.secret_properties, ["pin"]);
        assert_eq!(config.schemas.metadata_properties, ["metadata"]);
        assert_eq!(
            config.client.version_header.as_deref(),
            Some("Stripe-Version")
        );
        let error = Config::from_toml("extends = \"stripes\"").err();
        assert!(error.is_some_and(|error| error.to_string().contains("did you mean `stripe`?")));
    }

    #[test]
    fn unknown_keys_are_refused_with_their_line() {
        let error = Config::from_toml("[names]\ngruping = \"tag\"\n")
            .expect_err("an unknown key")
            .to_string();
        assert!(
            error.contains("castiron.toml:2:1") && error.contains("gruping"),
            "{error}"
        );
    }
}
