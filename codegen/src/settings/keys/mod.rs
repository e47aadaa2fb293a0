//! The keys of a settings file, table by table.

mod api;
mod names;
mod package;
mod project;
mod schemas;
mod types;

use super::forms;
use super::grammar::{Key, Kind};

pub(crate) use api::CLIENT;
pub(crate) use names::NAMES;
pub(crate) use package::package_name;
pub(crate) use project::PROJECT;
pub(crate) use schemas::SCHEMAS;
pub(crate) use types::TYPES;

/// What a file given by `--config` holds: the settings of one API.
pub(crate) static SETTINGS: &[Key] = &[
    EXTENDS,
    SCHEMAS_KEY,
    TYPES_KEY,
    NAMES_KEY,
    DOCS_KEY,
    CLIENT_KEY,
    SELECT_KEY,
    FEATURES_KEY,
];

/// What a file that comes with castiron holds.
pub(crate) static BUNDLED: &[Key] = &[
    Key::new(
        "titles",
        "The titles of the documents that the settings are for",
        Kind::List(&Kind::Text(&forms::TITLE), 100),
    ),
    Key::new(
        "hosts",
        "The hosts of the servers that the settings are for",
        Kind::List(&Kind::Text(&forms::HOST), 100),
    ),
    EXTENDS,
    SCHEMAS_KEY,
    TYPES_KEY,
    NAMES_KEY,
    DOCS_KEY,
    CLIENT_KEY,
    SELECT_KEY,
    FEATURES_KEY,
];

pub(super) const EXTENDS: Key = Key::new(
    "extends",
    "Settings that come with castiron, to which these are added key by key",
    Kind::Text(&forms::BUNDLED),
);
pub(super) const SCHEMAS_KEY: Key =
    Key::new("schemas", "How schemas are read", Kind::Table(SCHEMAS));
pub(super) const TYPES_KEY: Key = Key::new(
    "types",
    "What generated types can do, and types in their places",
    Kind::Table(TYPES),
);
pub(super) const NAMES_KEY: Key = Key::new("names", "How names are chosen", Kind::Table(NAMES));
pub(super) const DOCS_KEY: Key = Key::new(
    "docs",
    "How descriptions become documentation",
    Kind::Table(DOCS),
);
pub(super) const CLIENT_KEY: Key = Key::new(
    "client",
    "What the client sends and expects",
    Kind::Table(CLIENT),
);
pub(super) const SELECT_KEY: Key = Key::new(
    "select",
    "Which operations and types are generated",
    Kind::Table(SELECT),
);

pub(super) const FEATURES_KEY: Key = Key::new(
    "features",
    "What the Cargo features of the crate are made of, beside those of the runtime",
    Kind::Word(&[(
        "resources",
        "each handle, with what only it and a few others need",
    )]),
);

static DOCS: &[Key] = &[Key::new(
    "base-url",
    "What links that begin with a slash are relative to",
    Kind::Text(&forms::URL),
)];

static SELECT: &[Key] = &[
    Key::new(
        "include",
        "Generate only these operations and schemas, with the types that they need",
        Kind::List(&Kind::Text(&forms::SELECTOR), super::grammar::ANY_NUMBER),
    ),
    Key::new(
        "exclude",
        "Leave these operations and schemas out",
        Kind::List(&Kind::Text(&forms::SELECTOR), super::grammar::ANY_NUMBER),
    ),
    Key::new(
        "prune",
        "Leave out types that no operation reaches, even when all operations stay",
        Kind::Flag,
    ),
];
