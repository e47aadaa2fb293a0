//! Settings for how schemas are read.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::formats::FormatRule;
use crate::load::pointer;

/// Settings for how schemas are read. The defaults suit any API; conventions of a single API belong in the configuration of
/// that API.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct ShapeConfig {
    /// Properties whose single-valued enums distinguish objects: they become constants, and unions prefer them as tags.
    pub tag_properties: Vec<String>,
    /// Properties that are the API's metadata: maps of string to string, whose keys requests can unset.
    pub metadata_properties: Vec<String>,
    /// Properties whose value must not be printed, in addition to those of `format: password`.
    pub secret_properties: Vec<String>,
    /// Schemas, by JSON pointer, that mean any resource but are only declared as objects: one of all components that are
    /// marked as resources and have a tag property.
    pub any_resource: Vec<String>,
    /// Types for values of `format`, which take precedence over the built-in table.
    pub formats: BTreeMap<String, FormatRule>,
    /// Whether `{ object: "list", data, has_more, url }` is one page of a list.
    pub list_envelopes: bool,
    /// Whether a union with the empty string is a value that the empty string clears.
    pub empty_string_clears: bool,
    /// Which objects with properties keep undeclared ones.
    pub keep_undeclared: KeepUndeclared,
    /// Whether a union of a scalar and an object of `gt`, `gte`, `lt`, `lte` is a range.
    pub ranges: bool,
    /// Whether a missing property that is required and nullable is read as null.
    pub absent_is_null: bool,
    /// Whether required properties of responses may be missing, because servers of other versions than the document's omit
    /// some. For all schemas, or for some.
    pub tolerant: Loosened,
    /// Which lists and maps of responses may be null instead of empty, as from servers written in Go: by the schema that has
    /// them, or by their own pointer.
    pub null_is_empty: Loosened,
    /// Whether decoding fills in the `default` of an optional property that is missing.
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

/// The schemas whose responses are read more tolerantly than the document requires.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Loosened {
    /// For all, or for none.
    All(bool),
    /// These schemas and their unnamed parts: components, and JSON pointers of schemas and properties.
    These(Vec<String>),
}

impl Default for Loosened {
    fn default() -> Self {
        Self::All(false)
    }
}

impl Loosened {
    /// Whether it applies to anything.
    #[must_use]
    pub fn is_any(&self) -> bool {
        match self {
            Self::All(all) => *all,
            Self::These(these) => !these.is_empty(),
        }
    }

    /// Whether it applies to a schema or property with this pointer, or to the component of this name.
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
    /// Only those with a type for them: `additionalProperties` with a schema.
    Typed,
    /// Those whose document mentions them: `additionalProperties` with a schema, or `true`.
    Stated,
    /// All except those with `additionalProperties: false`: a document that does not mention additional properties allows
    /// them.
    Always,
}
