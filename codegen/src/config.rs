//! What can be decided for an API beside its document.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::name::NameConfig;
use crate::prose::ProseOptions;
use crate::shape::ShapeConfig;

/// The settings of an API: `castiron.toml` for the workspace's own document, a file given by `--config`, or one of the
/// bundled files.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Config {
    /// Whether the settings come with castiron: they are for every version of a document, so that some may find nothing
    /// in one of them.
    #[serde(skip)]
    pub bundled: bool,
    /// The title of the document that the settings are for; bundled files are found by it.
    pub title: Option<String>,
    /// The name of bundled settings that these are added to: what is said here counts more, key by key.
    pub extends: Option<String>,
    /// How schemas are read.
    pub schemas: ShapeConfig,
    /// How names are chosen.
    pub names: NameConfig,
    /// How descriptions become documentation.
    pub docs: ProseOptions,
    /// What the client says and expects.
    pub client: ClientConfig,
    /// Which operations and types are generated.
    pub select: crate::select::Selection,
}

/// What the client says and expects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ClientConfig {
    /// A header that carries the API's version. Its value is the document's version, unless the pair says otherwise.
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
    /// How lists that are no envelopes of their own go on: `link`, or `page:PARAMETER`.
    pub paging: Option<String>,
    /// How lists go on where the document's envelopes are its own: the first rule that fits an operation holds.
    pub pages: Vec<PageRule>,
    /// Properties of multipart bodies that are files, where the document only calls them strings.
    pub files: Vec<String>,
    /// The base URL, where it is not the document's first server.
    pub server: Option<String>,
}

/// How lists of one form go on. A rule fits an operation whose answer has what it points at, and which takes its
/// parameter in the query.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum PageRule {
    /// A token in the answer.
    Next {
        /// JSON pointer into the answer, such as `/meta/next`.
        next: String,
        /// The query parameter that takes it.
        parameter: String,
    },
    /// The URL of the next page in the answer.
    Url {
        /// JSON pointer into the answer.
        url: String,
    },
    /// A value of the last item.
    Last {
        /// JSON pointer into an item, such as `/id`.
        last: String,
        /// The query parameter that takes it.
        parameter: String,
    },
    /// The number of a page, from 1.
    Page {
        /// The query parameter that takes it.
        page: String,
    },
    /// The number of items to pass over.
    Offset {
        /// The query parameter that takes it.
        offset: String,
    },
}

/// JSON pointers into an error body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ErrorConfig {
    /// The text for people, such as `/error/message`.
    pub message: Option<String>,
    /// The code for programs, such as `/error/code`.
    pub code: Option<String>,
    /// The class of error, such as `/error/type`.
    pub kind: Option<String>,
}

/// The bundled settings, by the title of their document.
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
    /// A message with line and column when the text is no TOML, or has a key that there is not; another one when it
    /// extends settings that there are not.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let own: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let Some(name) = &own.extends else {
            return Ok(own);
        };
        let bundled = BUNDLED.iter().find(|(known, _)| known == name);
        let Some((_, bundled)) = bundled else {
            let known: Vec<_> = BUNDLED.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "`extends` names `{name}`, but bundled are only: {}",
                known.join(", ")
            ));
        };
        let read = |text: &str| toml::from_str::<toml::Table>(text).map_err(|e| e.to_string());
        let mut table = read(bundled)?;
        lay_over(&mut table, read(text)?);
        table.try_into().map_err(|error| error.to_string())
    }

    /// The bundled settings for a document of this title, with the name of their file.
    ///
    /// # Errors
    ///
    /// As [`Config::from_toml`]; a test makes sure that it does not happen.
    pub fn bundled(title: &str) -> Result<Option<(&'static str, Self)>, String> {
        for (name, text) in BUNDLED {
            let config = Self {
                bundled: true,
                ..Self::from_toml(text)?
            };
            if config.title.as_deref() == Some(title.trim()) {
                return Ok(Some((name, config)));
            }
        }
        Ok(None)
    }

    /// Names and texts of all bundled settings.
    pub fn all_bundled() -> BTreeMap<&'static str, &'static str> {
        BUNDLED.iter().copied().collect()
    }
}

/// Puts the entries of one table over those of another; tables in them are joined, anything else is replaced.
fn lay_over(table: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(toml::Value::Table(table)), toml::Value::Table(over)) => lay_over(table, over),
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_settings_are_read() {
        for (name, text) in BUNDLED {
            let config = Config::from_toml(text);
            assert!(
                config.is_ok(),
                "{name}: {}",
                config.err().unwrap_or_default()
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
        assert!(error.is_some_and(|error| error.contains("openai, stripe")));
    }

    #[test]
    fn unknown_keys_are_refused_with_their_line() {
        let error = Config::from_toml("[names]\ngruping = \"tag\"\n")
            .err()
            .unwrap_or_default();
        assert!(
            error.contains("line 2") && error.contains("gruping"),
            "{error}"
        );
    }
}
