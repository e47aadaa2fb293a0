//! `[names]`

use super::super::forms;
use super::super::grammar::{ANY_NUMBER, Key, Kind, Word};

/// `[names]`
pub(crate) static NAMES: &[Key] = &[
    Key::new(
        "grouping",
        "What the handles of the client are made of",
        Kind::Word(GROUPING),
    ),
    Key::new(
        "no-handles",
        "Tags that are no handles: their operations go by their paths",
        Kind::List(&Kind::Text(&forms::NAME), ANY_NUMBER),
    ),
    Key::new(
        "drop-prefix",
        "The word that the ids of the document begin with and methods don't; empty for none",
        Kind::Text(&forms::PREFIX),
    ),
    Key::new(
        "second-level",
        "Handles with a second level, by the methods that give them",
        Kind::List(&Kind::Text(&forms::METHOD), ANY_NUMBER),
    ),
    Key::new(
        "handles",
        "A handle, by the methods that give it, and the name of its type",
        Kind::Map(&forms::TYPE_PATH, &Kind::Text(&forms::TYPE)),
    ),
    Key::new(
        "empty-params",
        "Whether every operation has a params type, even without parameters",
        Kind::Flag,
    ),
    Key::new(
        "distinct",
        "Whether types that are the same in everything stay types of their own",
        Kind::Flag,
    ),
    Key::new(
        "elements",
        "The name of an array, and what one of its elements is called",
        Kind::Map(&forms::NAME, &Kind::Text(&forms::METHOD)),
    ),
    Key::new(
        "types",
        "A component, or the JSON pointer of a schema, and the path of its type",
        Kind::Map(&forms::COMPONENT, &Kind::Text(&forms::TYPE_PATH)),
    ),
    Key::new(
        "operations",
        "An `operationId`, or verb and path, and where the operation goes",
        Kind::Map(&forms::OPERATION, &Kind::Table(OPERATION)),
    ),
];

const GROUPING: &[Word] = &[
    (
        "auto",
        "annotations where there are any, else tags, else resources, else paths",
    ),
    (
        "annotation",
        "each class that the document's vendor annotations name",
    ),
    ("tag", "the first tag of each operation"),
    ("resource", "the component that an operation answers with"),
    ("path", "the first fixed segment of the path"),
    (
        "collection",
        "the last segment of the path that is a plural",
    ),
];

static OPERATION: &[Key] = &[
    Key::new(
        "resource",
        "The class whose handle has the method, or the handle: `devices`, `dcim.devices`",
        Kind::Text(&forms::TYPE_PATH),
    ),
    Key::new(
        "method",
        "The name of the method",
        Kind::Text(&forms::METHOD),
    ),
    Key::new(
        "params",
        "The name of the params type",
        Kind::Text(&forms::TYPE),
    ),
];
