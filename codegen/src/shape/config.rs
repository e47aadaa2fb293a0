//! Settings for how schemas are read.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::formats::FormatRule;
use crate::load::pointer;

/// What a user can say about how schemas are read. The defaults hold for any API; what is the convention of one API
/// belongs into the configuration of that API.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct ShapeConfig {
    /// Properties whose single-valued enums tell objects apart: they become constants, and a union looks at them first.
    pub tag_properties: Vec<String>,
    /// Properties that are the API's metadata: maps of string to string, whose keys requests can unset.
    pub metadata_properties: Vec<String>,
    /// Properties whose text must not be shown, beside those of `format: password`.
    pub secret_properties: Vec<String>,
    /// Schemas, by JSON pointer, that stand for any resource where the document only says that they are objects: one of
    /// all components that it marks as resources and that say what they are in a tag property.
    pub any_resource: Vec<String>,
    /// What a `format` is read as, before the built-in table is asked.
    pub formats: BTreeMap<String, FormatRule>,
    /// Whether `{ object: "list", data, has_more, url }` is one page of a list.
    pub list_envelopes: bool,
    /// Whether a union with the empty string is a value that the empty string clears.
    pub empty_string_clears: bool,
    /// Which objects with properties keep what they do not declare.
    pub keep_undeclared: KeepUndeclared,
    /// Whether a union of a scalar and an object of `gt`, `gte`, `lt`, `lte` is a range.
    pub ranges: bool,
    /// Whether a property that must be there and may be null counts as null where it is missing.
    pub absent_is_null: bool,
    /// Whether what an answer must have may be missing all the same: servers of other versions than the document's
    /// leave properties out. For all schemas, or for some.
    pub tolerant: Loosened,
    /// Which lists and maps of answers may be null in place of being empty, as those of servers written in Go are: by the
    /// schema that has them, or their own place.
    pub null_is_empty: Loosened,
    /// Whether a property that may be left out and is has the `default` that its schema gives it, once it is read.
    pub decode_defaults: bool,
}

impl Default for ShapeConfig {
    fn default() -> Self {
        Self {
            tag_properties: vec!["object".to_owned()],
            metadata_properties: Vec::new(),
            secret_properties: Vec::new(),
            any_resource: Vec::new(),
            formats: BTreeMap::new(),
            list_envelopes: true,
            empty_string_clears: true,
            keep_undeclared: KeepUndeclared::Stated,
            ranges: true,
            absent_is_null: false,
            tolerant: Loosened::default(),
            null_is_empty: Loosened::default(),
            decode_defaults: false,
        }
    }
}

/// For which schemas answers are read more loosely than their document says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Loosened {
    /// For all, or for none.
    All(bool),
    /// For these, and what they hold without a name: components, and JSON pointers of schemas and properties.
    These(Vec<String>),
}

impl Default for Loosened {
    fn default() -> Self {
        Self::All(false)
    }
}

impl Loosened {
    /// Whether it is for anything.
    #[must_use]
    pub fn is_any(&self) -> bool {
        match self {
            Self::All(all) => *all,
            Self::These(these) => !these.is_empty(),
        }
    }

    /// Whether it is for a schema or property at this place, or for the component of this name.
    #[must_use]
    pub fn is_for(&self, component: Option<&str>, place: &str) -> bool {
        match self {
            Self::All(all) => *all,
            Self::These(these) => these.iter().any(|one| {
                let lies_in = |outer: &str| {
                    place
                        .strip_prefix(outer)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                match one.starts_with('/') {
                    true => lies_in(one),
                    false => {
                        component == Some(one)
                            || lies_in(&pointer::of(&["components", "schemas", one]))
                    }
                }
            }),
        }
    }
}

/// Which objects keep properties that they do not declare, in a map beside their fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeepUndeclared {
    /// Only those that say what their values are: `additionalProperties` with a schema.
    Typed,
    /// Those whose document speaks of them: `additionalProperties` with a schema, or `true`.
    Stated,
    /// All but those with `additionalProperties: false`: a document that says nothing of further properties allows
    /// them as well.
    Always,
}
