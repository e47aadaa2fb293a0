//! `castiron.toml`: what is generated, and how.

use super::super::forms;
use super::super::grammar::{ANY_NUMBER, Form, Key, Kind, Variant, Wrong};
use super::package::{PACKAGE, only_true, package_name};

const PATHS: Kind = Kind::List(&Kind::Text(&forms::PATH), ANY_NUMBER);
const MODULE_NAMES: Kind = Kind::List(&Kind::Text(&MODULE), ANY_NUMBER);
const DOCUMENTS: Kind = Kind::Either(&[Kind::Text(&forms::PATH), PATHS]);
const SPEC: Key = Key::new(
    "spec",
    "The document, relative to this file; several become one crate with the types that they share",
    DOCUMENTS,
);
const OUT: Key = Key::new(
    "out",
    "The folder of the crate, relative to this file",
    Kind::Text(&forms::PATH),
);
const NAME: Key = Key::new(
    "name",
    "The name of the crate, where it is not that of its folder",
    Kind::Text(&CRATE_NAME),
);
const OVERLAYS: Key = Key::new(
    "overlays",
    "OpenAPI Overlays that are applied to the document in this order, relative to this file",
    PATHS,
);
const MODULES: Key = Key::new(
    "modules",
    "Modules of your own in the `src` of the crate, which the generated `lib.rs` declares",
    MODULE_NAMES,
);
const PACKAGE_KEY: Key = Key::new(
    "package",
    "What is set in the `Cargo.toml` of the crate",
    Kind::Table(PACKAGE),
);
const RUNTIME_TABLE: Kind = Kind::Checked(&Kind::Rule(RUNTIME_FORMS), one_reference);
const RUNTIME: Key = Key::new(
    "runtime",
    "Where the crate finds the runtime",
    RUNTIME_TABLE,
);

const COPIES: Kind = Kind::Map(&forms::URL, &Kind::Text(&forms::PATH));
const REFERENCES: Key = Key::new(
    "references",
    "Where copies of documents lie that references name by URL: the beginning of URLs, and a file or folder",
    COPIES,
);
const REPAIR: Key = Key::new(
    "repair-references",
    "Whether a reference that can't be resolved costs only the part that needs it",
    Kind::Flag,
);

const LIMIT_LIST: Kind = Kind::List(&Kind::Text(&forms::LIMIT), ANY_NUMBER);
const LIMITS: Key = Key::new(
    "limits",
    "How much the document may come to, where that is not the default: a name, `=` and a number",
    LIMIT_LIST,
);

/// A `castiron.toml`.
pub(crate) static PROJECT: &[Key] = &[
    SPEC,
    OUT,
    NAME,
    OVERLAYS,
    MODULES,
    PACKAGE_KEY,
    RUNTIME,
    REFERENCES,
    REPAIR,
    LIMITS,
    super::EXTENDS,
    super::SCHEMAS_KEY,
    super::TYPES_KEY,
    super::NAMES_KEY,
    super::DOCS_KEY,
    super::CLIENT_KEY,
    super::SELECT_KEY,
    super::FEATURES_KEY,
    Key::new(
        "crate",
        "Several crates, each with its document and its settings",
        Kind::Tables(CRATE),
    ),
];

/// One of several crates.
pub(crate) static CRATE: &[Key] = &[
    SPEC.required(),
    OUT.required(),
    NAME,
    OVERLAYS,
    MODULES,
    PACKAGE_KEY,
    RUNTIME,
    REFERENCES,
    REPAIR,
    LIMITS,
    super::EXTENDS,
    super::SCHEMAS_KEY,
    super::TYPES_KEY,
    super::NAMES_KEY,
    super::DOCS_KEY,
    super::CLIENT_KEY,
    super::SELECT_KEY,
    super::FEATURES_KEY,
];

static RUNTIME_FORMS: &[Variant] = &[
    Variant {
        keys: &[Key::new(
            "version",
            "A version requirement, for a registry",
            Kind::Text(&forms::VERSION_REQ),
        )],
    },
    Variant {
        keys: &[
            Key::new("git", "The URL of a git repository", Kind::Text(&GIT)),
            Key::new(
                "rev",
                "A commit of the git repository",
                Kind::Text(&REVISION),
            ),
            Key::new("tag", "A tag of the git repository", Kind::Text(&REVISION)),
        ],
    },
    Variant {
        keys: &[Key::new(
            "path",
            "The folder of the runtime, relative to this file",
            Kind::Text(&forms::PATH),
        )],
    },
    Variant {
        keys: &[Key::new(
            "embedded",
            "The sources of the runtime are written into the crate",
            Kind::Checked(&Kind::Flag, only_true),
        )],
    },
];

/// A commit or a tag, not both.
fn one_reference(table: &toml::Value) -> Result<(), Wrong> {
    match (table.get("rev"), table.get("tag")) {
        (Some(_), Some(_)) => Err(Wrong::why("`rev` and `tag` exclude each other")),
        _ => Ok(()),
    }
}

static CRATE_NAME: Form = Form {
    what: "the name of a crate",
    good: &["pets-api", "pets"],
    #[cfg(test)]
    bad: &["", "my crate!", "std", "type"],
    pattern: "^[A-Za-z_][A-Za-z0-9_-]*$",
    check: package_name,
};

static MODULE: Form = Form {
    what: "the name of a module",
    good: &["ext"],
    #[cfg(test)]
    bad: &["", "my ext", "ext.rs", "self", "type"],
    pattern: "^[\\p{L}_][\\p{L}\\p{N}_]*$",
    check: |name| match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => Ok(()),
        Err(_) => (forms::METHOD.check)(name).and(Err(Wrong::why("this is a keyword of Rust"))),
    },
};

static GIT: Form = Form {
    what: "the URL of a git repository",
    good: &[
        "https://git.example.com/castiron.git",
        "ssh://git@example.com/castiron.git",
    ],
    #[cfg(test)]
    bad: &["", "a b"],
    pattern: "^\\S+$",
    check: word,
};

static REVISION: Form = Form {
    what: "a commit or tag",
    good: &["v0.1.0"],
    #[cfg(test)]
    bad: &["", "a b"],
    pattern: "^\\S+$",
    check: word,
};

fn word(text: &str) -> Result<(), Wrong> {
    match !text.is_empty() && !text.contains(char::is_whitespace) {
        true => Ok(()),
        false => Err(Wrong::default()),
    }
}
