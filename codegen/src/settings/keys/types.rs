//! `[types]`

use serde::Deserialize as _;

use super::super::forms;
use super::super::grammar::{ANY_NUMBER, Form, Key, Kind, Wrong};
use super::schemas::{CRATE, FEATURE, FORMAT_RULE};
use crate::derive::DeriveRule;
use crate::shape::FormatRule;

/// `[types]`
pub(crate) static TYPES: &[Key] = &[
    Key::new(
        "exhaustive",
        "Whether structs and enums can be made and matched in full, without `#[non_exhaustive]`",
        Kind::Flag,
    ),
    Key::new(
        "closed-enums",
        "Whether enums have the listed values alone: others are errors, and the enums are `Copy`",
        Kind::Flag,
    ),
    Key::new(
        "hash",
        "Whether types are `Eq` and `Hash` where all that they hold is",
        Kind::Flag,
    ),
    Key::new(
        "derive",
        "Derives and attributes for the types that a pattern matches",
        Kind::List(&Kind::Checked(&Kind::Table(DERIVE), rule), ANY_NUMBER),
    ),
    Key::new(
        "replace",
        "Types of one's own in the places of components",
        Kind::Map(&forms::NAME, &Kind::Checked(&FORMAT_RULE, own)),
    ),
];

static DERIVE: &[Key] = &[
    Key::new(
        "types",
        "Names of types, or their paths; `*` stands for any text",
        Kind::List(&Kind::Text(&PATTERN), ANY_NUMBER),
    )
    .required(),
    Key::new(
        "derive",
        "Traits of the language by name, others by the path of their macro",
        Kind::List(&Kind::Text(&TRAIT), ANY_NUMBER),
    ),
    Key::new(
        "attributes",
        "Attributes as they are written in Rust",
        Kind::List(&Kind::Text(&ATTRIBUTE), ANY_NUMBER),
    ),
    Key::new(
        "fields",
        "Fields and variants that get the attributes instead of the types; `*` stands for any text",
        Kind::List(&Kind::Text(&FIELD), ANY_NUMBER),
    ),
    Key::new(
        "crate",
        "The name of the crate that they need, where it is not the first of the path",
        Kind::Text(&CRATE),
    ),
    Key::new(
        "version",
        "The version of that crate",
        Kind::Text(&forms::VERSION_REQ),
    ),
    Key::new(
        "path",
        "The folder of that crate, relative to the generated one",
        Kind::Text(&forms::CRATE_PATH),
    ),
    Key::new(
        "features",
        "The features of that crate",
        Kind::List(&Kind::Text(&FEATURE), ANY_NUMBER),
    ),
    Key::new(
        "default-features",
        "Whether the default features of that crate are switched on too",
        Kind::Flag,
    ),
];

static PATTERN: Form = Form {
    what: "the name or path of a type, in which `*` stands for any text",
    good: &["Pet", "pets::*", "*Params"],
    #[cfg(test)]
    bad: &["", "a b"],
    pattern: "^[^\\s]+$",
    check: |text| match !text.is_empty() && !text.contains(char::is_whitespace) {
        true => Ok(()),
        false => Err(Wrong::default()),
    },
};

static FIELD: Form = Form {
    what: "the name of a field or variant, in which `*` stands for any text",
    good: &["id", "Unrecognized", "*_at"],
    #[cfg(test)]
    bad: &["", "a b"],
    pattern: "^[^\\s]+$",
    check: PATTERN.check,
};

static TRAIT: Form = Form {
    what: "a trait of the language, such as `Ord`, or the path of a derive macro, such as `schemars::JsonSchema`",
    good: &["Ord", "schemars::JsonSchema"],
    #[cfg(test)]
    bad: &[
        "",
        "a b",
        "Clone",
        "std::fmt::Debug",
        "Default",
        "JsonSchema",
        "crate::Own",
        "serde::Serialize",
    ],
    pattern: "\\S",
    check: |text| {
        let path: syn::Path =
            syn::parse_str(text).map_err(|error| Wrong::why(error.to_string()))?;
        let segments = path.segments.iter();
        let names: Vec<String> = segments.map(|segment| segment.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["crate" | "self" | "super", ..] => Err(Wrong::why(
                "this path doesn't begin with the name of a crate",
            )),
            [name] | ["std" | "core" | "alloc", .., name] => of_language(name),
            ["serde" | "serde_derive", .., "Serialize" | "Deserialize"] => {
                Err(Wrong::why("every type has this trait"))
            }
            _ => Ok(()),
        }
    },
};

/// Decides whether a trait of the language can be derived.
fn of_language(name: &str) -> Result<(), Wrong> {
    Err(Wrong::why(match name {
        "Eq" | "Hash" | "PartialOrd" | "Ord" | "Copy" => return Ok(()),
        "Clone" | "Debug" | "PartialEq" => "every type has this trait",
        "Default" => {
            "types without required fields implement this trait; `runtime::blank()` creates a value of any type"
        }
        _ => "a derive of a crate is given by its whole path",
    }))
}

static ATTRIBUTE: Form = Form {
    what: "an attribute, such as `#[must_use]`",
    good: &["#[must_use]", "#[derive(Eq, schemars::JsonSchema)]"],
    #[cfg(test)]
    bad: &[
        "",
        "must_use",
        "#[a] struct A;",
        "#[derive(Clone)]",
        "#[cfg_attr(test, derive(Debug))]",
    ],
    pattern: "^#\\[",
    check: |text| match DeriveRule::attribute(text) {
        Some(_) => {
            let mut derives = DeriveRule::derived(text).into_iter();
            derives.try_for_each(|derive| {
                (TRAIT.check)(&derive)
                    .map_err(|wrong| Wrong::why(format!("`{derive}`: {}", wrong.why)))
            })
        }
        None => Err(Wrong::default()),
    },
};

/// Decides whether the crate of a rule's derives can be found.
fn rule(value: &toml::Value) -> Result<(), Wrong> {
    let Ok(rule) = DeriveRule::deserialize(value.clone()) else {
        return Ok(());
    };
    if rule.attributes.is_empty() && !rule.fields.is_empty() {
        return Err(Wrong::why(
            "`fields` get the `attributes` of a rule, and this one has none",
        ));
    }
    let is_derive = |text: &String| !DeriveRule::derived(text).is_empty();
    if !rule.fields.is_empty() && rule.attributes.iter().any(is_derive) {
        return Err(Wrong::why(
            "`fields` can't derive traits: types do, by a rule without `fields`",
        ));
    }
    match rule.clone().joined().crate_name() {
        Some(name) if rule.version.is_none() && rule.path.is_none() => Err(Wrong::why(format!(
            "the crate `{name}` needs a `version` or a `path`"
        ))),
        _ => Ok(()),
    }
}

/// A component is replaced by a type, not read as a format.
fn own(value: &toml::Value) -> Result<(), Wrong> {
    match FormatRule::deserialize(value.clone()) {
        Ok(FormatRule::Known(_)) => Err(Wrong::why(
            "expected the whole path of a type, such as `geo::Point`",
        )),
        _ => Ok(()),
    }
}
