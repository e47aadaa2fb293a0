//! `[package]`: what of a `Cargo.toml` can be set.

use super::super::forms;
use super::super::grammar::{ANY_NUMBER, Form, Key, Kind, Word, Wrong};

/// A value that the workspace gives.
const INHERITED: Kind = Kind::Table(&[Key::new(
    "workspace",
    "Whether the value is that of the workspace",
    Kind::Checked(&Kind::Flag, only_true),
)
.required()]);

/// A key that says something by being there.
pub(super) fn only_true(value: &toml::Value) -> Result<(), Wrong> {
    match value.as_bool() {
        Some(true) => Ok(()),
        _ => Err(Wrong::why("this can only be `true`").help("remove the key, or give a value")),
    }
}

/// A key whose value is of this kind or that of the workspace.
macro_rules! inherited {
    ($name:literal, $doc:literal, $kind:expr) => {
        Key::new($name, $doc, Kind::Either(&[$kind, INHERITED]))
    };
}

/// `[package]`, in the order of a `Cargo.toml`.
pub(crate) static PACKAGE: &[Key] = &[
    inherited!("version", "The version of the crate", Kind::Text(&VERSION)),
    inherited!("edition", "The edition of Rust", Kind::Word(EDITIONS)),
    inherited!(
        "rust-version",
        "The oldest Rust that compiles the crate",
        Kind::Text(&RUST_VERSION)
    ),
    inherited!(
        "authors",
        "The authors",
        Kind::List(&Kind::Text(&AUTHOR), ANY_NUMBER)
    ),
    inherited!(
        "description",
        "The description, where it is not made of the document's title",
        Kind::Text(&DESCRIPTION)
    ),
    inherited!(
        "documentation",
        "The URL of the documentation",
        Kind::Text(&forms::URL)
    ),
    inherited!(
        "readme",
        "The path of the readme, relative to the crate",
        Kind::Text(&forms::CRATE_PATH)
    ),
    inherited!(
        "homepage",
        "The URL of the project",
        Kind::Text(&forms::URL)
    ),
    inherited!(
        "repository",
        "The URL of the source code",
        Kind::Text(&forms::URL)
    ),
    inherited!(
        "license",
        "The license, as an SPDX expression",
        Kind::Text(&LICENSE)
    ),
    inherited!(
        "license-file",
        "The path of the license, relative to the crate",
        Kind::Text(&forms::CRATE_PATH)
    ),
    inherited!(
        "keywords",
        "Up to five keywords",
        Kind::List(&Kind::Text(&KEYWORD), 5)
    ),
    inherited!(
        "categories",
        "Up to five categories of crates.io",
        Kind::List(&Kind::Text(&CATEGORY), 5)
    ),
    Key::new(
        "publish",
        "Whether the crate can be published, or the registries that it can be published to",
        Kind::Either(&[
            Kind::Flag,
            Kind::List(&Kind::Text(&REGISTRY), ANY_NUMBER),
            INHERITED,
        ]),
    ),
    Key::new(
        "lints",
        "Lints",
        Kind::Table(&[Key::new(
            "workspace",
            "Whether the lints of the workspace apply",
            Kind::Flag,
        )]),
    ),
];

const EDITIONS: &[Word] = &[("2021", "Rust 2021"), ("2024", "Rust 2024")];

static VERSION: Form = Form {
    what: "a version, such as `1.2.0`",
    good: &["1.2.0", "0.1.0-rc.1"],
    #[cfg(test)]
    bad: &["", "1.2", "v1.2.0", "01.2.0"],
    pattern: "^\\d+\\.\\d+\\.\\d+([-+].+)?$",
    check: |version| match semver::Version::parse(version) {
        Ok(_) => Ok(()),
        Err(error) => {
            let bare = version.trim_start_matches('v');
            let meant = [bare.to_owned(), format!("{bare}.0"), format!("{bare}.0.0")];
            let meant = meant
                .iter()
                .find(|text| semver::Version::parse(text).is_ok());
            let help = meant.map(|meant| format!("did you mean `{meant}`?"));
            Err(Wrong {
                why: error.to_string(),
                help,
            })
        }
    },
};

static RUST_VERSION: Form = Form {
    what: "a version of Rust, such as `1.89`",
    good: &["1.89", "1.90.1"],
    #[cfg(test)]
    bad: &["", "stable", ">=1.89", "1.2.3.4"],
    pattern: "^\\d+(\\.\\d+){1,2}$",
    check: |version| {
        let parts: Vec<_> = version.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        match (2..=3).contains(&parts.len()) && parts.iter().all(is_number) {
            true => Ok(()),
            false => Err(Wrong::default()),
        }
    },
};

static AUTHOR: Form = Form {
    what: "a name, as in `Ada <ada@example.com>`",
    good: &["Ada <ada@example.com>"],
    #[cfg(test)]
    bad: &[""],
    pattern: "\\S",
    check: not_empty,
};

static DESCRIPTION: Form = Form {
    what: "a text",
    good: &["Types and client of the shop"],
    #[cfg(test)]
    bad: &[""],
    pattern: "\\S",
    check: not_empty,
};

static LICENSE: Form = Form {
    what: "an SPDX expression, such as `MIT OR Apache-2.0`",
    good: &[
        "MIT OR Apache-2.0",
        "(MIT AND Apache-2.0) OR LicenseRef-Own",
    ],
    #[cfg(test)]
    bad: &["", "MIT, Apache-2.0", "MIT / Apache-2.0!"],
    pattern: "^[A-Za-z0-9.+()\\s:-]+$",
    check: |text| {
        not_empty(text)?;
        match text
            .chars()
            .find(|c| !(c.is_ascii_alphanumeric() || "-.+(): ".contains(*c)))
        {
            Some(c) => Err(Wrong::why(format!("an SPDX expression can't hold {c:?}"))
                .help("join licenses by `OR` and `AND`")),
            None => Ok(()),
        }
    },
};

static KEYWORD: Form = Form {
    what: "a keyword: a letter or digit, then up to 19 letters, digits, `-`, `_` or `+`",
    good: &["openapi"],
    #[cfg(test)]
    bad: &["", "two words", "-x", "a-keyword-that-is-too-long"],
    pattern: "^[A-Za-z0-9][A-Za-z0-9_+-]{0,19}$",
    check: |word| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
        let starts = word.starts_with(|c: char| c.is_ascii_alphanumeric());
        match starts && word.len() <= 20 && word.chars().all(is_plain) {
            true => Ok(()),
            false => Err(Wrong::default()),
        }
    },
};

static CATEGORY: Form = Form {
    what: "a category of crates.io, such as `api-bindings`",
    good: &["api-bindings", "web-programming::http-client"],
    #[cfg(test)]
    bad: &["", "API bindings"],
    pattern: "^[a-z0-9:-]+$",
    check: |text| match !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-:".contains(c))
    {
        true => Ok(()),
        false => Err(Wrong::default()),
    },
};

static REGISTRY: Form = Form {
    what: "the name of a registry",
    good: &["internal"],
    #[cfg(test)]
    bad: &["", "a b"],
    pattern: "^[A-Za-z0-9_-]+$",
    check: |name| match !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    {
        true => Ok(()),
        false => Err(Wrong::default()),
    },
};

fn not_empty(text: &str) -> Result<(), Wrong> {
    match text.trim() {
        "" => Err(Wrong::why("this is empty")),
        _ => Ok(()),
    }
}

/// Decides whether cargo takes a name for a package that is a library, with the reason why not.
pub(crate) fn package_name(name: &str) -> Result<(), Wrong> {
    not_empty(name)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if let Some(c) = name.chars().find(|c| !is_plain(*c)) {
        let why = Wrong::why(format!("the name of a crate can't hold {c:?}"));
        let meant: String = name
            .chars()
            .map(|c| if is_plain(c) { c } else { '-' })
            .collect();
        let meant = meant.trim_matches('-');
        return Err(match package_name(meant) {
            Ok(()) => why.help(format!("did you mean `{meant}`?")),
            Err(_) => why,
        });
    }
    let reason = match name {
        _ if name.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
            "the name of a crate begins with a letter"
        }
        "std" | "core" | "alloc" | "test" | "proc_macro" | "proc-macro" => {
            "a crate of this name comes with Rust"
        }
        "_" => "this is no name",
        _ if syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err() => {
            "this is a keyword of Rust"
        }
        "deps" | "examples" | "build" | "incremental" => "cargo has a folder of this name",
        // what the generated code calls other crates by
        "castiron-runtime" | "castiron_runtime" | "castiron-codec" | "castiron_codec" => {
            "the runtime has this name"
        }
        _ if is_device(name) => "Windows has a device of this name",
        _ => return Ok(()),
    };
    Err(Wrong::why(reason).help(format!(
        "another name, such as `{}-api`",
        name.trim_matches(['-', '_'])
    )))
}

fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = |stem: &str| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| (b'1'..=b'9').contains(&b)))
    };
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn names_that_cargo_refuses() {
        for (name, why) in [
            ("my crate!", "can't hold ' '"),
            ("std", "comes with Rust"),
            ("type", "a keyword of Rust"),
            ("2nd", "begins with a letter"),
            ("", "this is empty"),
            ("über", "can't hold 'ü'"),
            ("deps", "a folder of this name"),
            ("nul", "a device of this name"),
            ("com1", "a device of this name"),
        ] {
            let wrong = package_name(name).expect_err(name);
            assert!(wrong.why.contains(why), "{name}: {wrong:?}");
        }
        for name in [
            "pets", "my-crate", "my_crate", "r2", "com10", "types", "_private",
        ] {
            assert_eq!(package_name(name), Ok(()), "{name}");
        }
        let help = package_name("my crate!").expect_err("refused").help;
        assert_eq!(help.as_deref(), Some("did you mean `my-crate`?"));
    }
}
