//! `[schemas]`

use serde::Deserialize as _;

use super::super::forms;
use super::super::grammar::{ANY_NUMBER, Form, Key, Kind, Word, Wrong};
use crate::nearest::nearest;
use crate::shape::FormatRule;

const NAMES: Kind = Kind::List(&Kind::Text(&forms::NAME), ANY_NUMBER);

/// `[schemas]`
pub(crate) static SCHEMAS: &[Key] = &[
    Key::new(
        "tag-properties",
        "Properties whose one listed value tells objects apart",
        NAMES,
    ),
    Key::new(
        "metadata-properties",
        "Maps of string to string whose keys a request can unset",
        NAMES,
    ),
    Key::new(
        "secret-properties",
        "Strings that `Debug` hides, beside those of `format: password`",
        NAMES,
    ),
    Key::new(
        "list-envelopes",
        "Whether `{ object: \"list\", data, has_more, url }` is a `List<T>`",
        Kind::Flag,
    ),
    Key::new(
        "empty-string-clears",
        "Whether a union with the empty string is an `Emptyable<T>`",
        Kind::Flag,
    ),
    Key::new(
        "ranges",
        "Whether a union of a number and `gt`, `gte`, `lt`, `lte` is a `RangeQueryParam<T>`",
        Kind::Flag,
    ),
    Key::new(
        "any-resource",
        "JSON pointers of schemas that stand for any resource",
        Kind::List(&Kind::Text(&forms::POINTER), ANY_NUMBER),
    ),
    Key::new(
        "absent-is-null",
        "Whether a required nullable property counts as null where it is missing",
        Kind::Flag,
    ),
    Key::new(
        "keep-undeclared",
        "Which objects keep properties that they don't declare, in a map",
        Kind::Word(KEEP),
    ),
    Key::new(
        "decode-defaults",
        "Whether a missing property of an answer has the `default` of its schema",
        Kind::Flag,
    ),
    Key::new(
        "tolerant",
        "Whether required properties of answers may be missing: in all schemas, or in these",
        LOOSENED,
    ),
    Key::new(
        "null-is-empty",
        "Whether lists and maps of answers may be null where they are empty: in all schemas, or in these",
        LOOSENED,
    ),
    Key::new(
        "formats",
        "What a `format` is read as",
        Kind::Map(&forms::FORMAT, &FORMAT_RULE),
    ),
];

/// All schemas, or some.
const LOOSENED: Kind = Kind::Either(&[
    Kind::Flag,
    Kind::List(&Kind::Text(&forms::SCHEMA), ANY_NUMBER),
]);

const KEEP: &[Word] = &[
    ("typed", "those with a schema for `additionalProperties`"),
    (
        "stated",
        "those whose document mentions `additionalProperties`",
    ),
    ("always", "all that don't forbid them"),
];

/// What a format is read as: another format, or a type.
pub(super) const FORMAT_RULE: Kind = Kind::Checked(
    &Kind::Either(&[Kind::Text(&READ_AS), Kind::Table(OWN_TYPE)]),
    rule,
);

static READ_AS: Form = Form {
    what: "a format, such as `date-time`, or the whole path of a type, such as `std::net::IpAddr`",
    good: &["string", "std::net::IpAddr"],
    #[cfg(test)]
    bad: &["", "strin", "a b::C", "nowhere::Type"],
    pattern: "\\S",
    check: |_| Ok(()),
};

static OWN_TYPE: &[Key] = &[
    Key::new("type", "The whole path of the type", Kind::Text(&TYPE)).required(),
    Key::new(
        "via",
        "How its values are read and written",
        Kind::Word(VIA),
    ),
    Key::new(
        "crate",
        "The name of its crate, where it is not the first of the path",
        Kind::Text(&CRATE),
    ),
    Key::new(
        "version",
        "The version of its crate",
        Kind::Text(&super::super::forms::VERSION_REQ),
    ),
    Key::new(
        "path",
        "The folder of its crate, relative to the generated one",
        Kind::Text(&forms::CRATE_PATH),
    ),
    Key::new(
        "features",
        "The features of its crate",
        Kind::List(&Kind::Text(&FEATURE), ANY_NUMBER),
    ),
    Key::new(
        "default-features",
        "Whether the default features of its crate are switched on too",
        Kind::Flag,
    ),
    Key::new(
        "hash",
        "Whether it is `Eq` and `Hash`, for the setting `types.hash`",
        Kind::Flag,
    ),
];

const VIA: &[Word] = &[
    ("serde", "by serde's `Serialize` and `DeserializeOwned`"),
    ("text", "as a string, by `Display` and `FromStr`"),
    ("castiron", "by the runtime's `Encode` and `Decode`"),
];

static TYPE: Form = Form {
    what: "the whole path of a type, such as `std::net::IpAddr`",
    good: &["std::net::IpAddr", "std::string::String"],
    #[cfg(test)]
    bad: &["", "a b", "crate::Own"],
    pattern: "\\S",
    check: |path| match syn::parse_str::<syn::TypePath>(path) {
        Ok(ty)
            if ty
                .path
                .segments
                .first()
                .is_some_and(|first| first.ident != "crate") =>
        {
            Ok(())
        }
        Ok(_) => Err(Wrong::why(
            "this path doesn't begin with the name of a crate",
        )),
        Err(error) => Err(Wrong::why(error.to_string())),
    },
};

pub(super) static CRATE: Form = Form {
    what: "the name of a crate",
    good: &["shop-types"],
    #[cfg(test)]
    bad: &["", "shop types", "_"],
    pattern: "^[_-]*[A-Za-z0-9][A-Za-z0-9_-]*$",
    check: |name| match name.contains(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    {
        true => Ok(()),
        false => Err(Wrong::default()),
    },
};

pub(super) static FEATURE: Form = Form {
    what: "the name of a feature",
    good: &["serde"],
    #[cfg(test)]
    bad: &["", "a b"],
    pattern: "^[^\\s]+$",
    check: |name| match !name.is_empty() && !name.contains(char::is_whitespace) {
        true => Ok(()),
        false => Err(Wrong::default()),
    },
};

/// Decides by what reads the rule, which alone knows paths and crates.
fn rule(value: &toml::Value) -> Result<(), Wrong> {
    let Err(error) = FormatRule::deserialize(value.clone()) else {
        return Ok(());
    };
    let wrong = Wrong::why(error.message().lines().next().unwrap_or_default());
    match value.as_str() {
        Some(word) if !word.contains("::") => {
            let wrong =
                Wrong::why("expected a format that castiron knows, or the whole path of a type");
            Err(
                wrong.help(match nearest(word, FormatRule::WORDS.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("formats are {}", FormatRule::WORDS.join(", ")),
                }),
            )
        }
        _ => Err(wrong),
    }
}
