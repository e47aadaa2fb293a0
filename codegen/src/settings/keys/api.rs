//! `[client]`

use super::super::forms;
use super::super::grammar::{ANY_NUMBER, Key, Kind, Variant, Word};

/// `[client]`
pub(crate) static CLIENT: &[Key] = &[
    Key::new(
        "server",
        "The base URL, where it is not the document's first server",
        Kind::Text(&forms::SERVER),
    ),
    Key::new(
        "version-header",
        "The header that carries the API's version",
        Kind::Text(&forms::HEADER),
    ),
    Key::new(
        "version",
        "The value of the version header, where it is not the document's version",
        Kind::Text(&forms::HEADER_VALUE),
    ),
    Key::new(
        "account-header",
        "The header that names the account on whose behalf a request is made",
        Kind::Text(&forms::HEADER),
    ),
    Key::new(
        "idempotency-header",
        "The header that marks repetitions of a request, so that a `POST` can be repeated",
        Kind::Text(&forms::HEADER),
    ),
    Key::new(
        "request-id-header",
        "The header of an answer that names the request",
        Kind::Text(&forms::HEADER),
    ),
    Key::new(
        "parameters",
        "Headers, query parameters and variables of paths that belong to the client, by name",
        Kind::List(&Kind::Text(&forms::CLIENT_PARAMETER), ANY_NUMBER),
    ),
    Key::new(
        "operations",
        "An `operationId`, or verb and path, and what the document doesn't say of it",
        Kind::Map(&forms::OPERATION, &Kind::Table(OPERATION)),
    ),
    Key::new(
        "infer-required-bodies",
        "Whether a body with required properties is required where a request has nothing else",
        Kind::Flag,
    ),
    Key::new(
        "form-objects",
        "How objects in forms are written where the document has no `encoding`",
        Kind::Word(FORM_OBJECTS),
    ),
    Key::new(
        "files",
        "Properties of multipart bodies that are files, where the document calls them strings",
        Kind::List(&Kind::Text(&forms::NAME), ANY_NUMBER),
    ),
    Key::new(
        "stream-property",
        "The property of a body that is `true` where a stream is wanted",
        Kind::Text(&forms::NAME),
    ),
    Key::new(
        "stream-end",
        "The text that ends a stream in place of an item, such as `[DONE]`",
        Kind::Text(&forms::STREAM_END),
    ),
    Key::new("paging", "How arrays go on", Kind::Text(&forms::PAGING)),
    Key::new(
        "pages",
        "How lists go on; the first rule that fits an operation counts",
        Kind::Rules(PAGES),
    ),
    Key::new(
        "error",
        "JSON pointers into the body of an error",
        Kind::Table(ERROR),
    ),
];

static OPERATION: &[Key] = &[Key::new(
    "answer",
    "What it answers, in place of what the document says",
    Kind::Word(ANSWER),
)];

const ANSWER: &[Word] = &[
    ("json", "any JSON; text that is none is a string"),
    ("text", "a text"),
    ("bytes", "bytes"),
    ("nothing", "nothing that is read"),
];

const FORM_OBJECTS: &[Word] = &[
    ("json", "as JSON, as OpenAPI says"),
    ("brackets", "with names in brackets, such as `a[b]=1`"),
];

static ERROR: &[Key] = &[
    Key::new(
        "message",
        "The text for people",
        Kind::Text(&forms::POINTER),
    ),
    Key::new("code", "The code for programs", Kind::Text(&forms::POINTER)),
    Key::new("kind", "The class of error", Kind::Text(&forms::POINTER)),
];

const TAKES: Key = Key::new(
    "parameter",
    "the parameter that takes it, of the query or of a JSON body",
    Kind::Text(&forms::PARAMETER),
)
.required();

const ITEMS: Key = Key::new(
    "items",
    "where the answer has the items, if there are several arrays",
    Kind::Text(&forms::POINTER),
);

const END: Key = Key::new(
    "end",
    "What says that a page is the last",
    Kind::Text(&forms::PAGE_END),
);

static PAGES: &[Variant] = &[
    Variant {
        keys: &[
            Key::new("next", "A token in the answer", Kind::Text(&forms::POINTER)),
            TAKES,
            ITEMS,
            END,
        ],
    },
    Variant {
        keys: &[
            Key::new(
                "url",
                "The URL of the next page in the answer",
                Kind::Text(&forms::POINTER),
            ),
            ITEMS,
        ],
    },
    Variant {
        keys: &[
            Key::new(
                "last",
                "A value of the last item",
                Kind::Text(&forms::POINTER),
            ),
            TAKES,
            ITEMS,
            END,
        ],
    },
    Variant {
        keys: &[
            Key::new(
                "page",
                "The query parameter that takes the number of a page",
                Kind::Text(&forms::PARAMETER),
            ),
            ITEMS,
            END,
        ],
    },
    Variant {
        keys: &[
            Key::new(
                "offset",
                "The query parameter that takes the number of items to pass over",
                Kind::Text(&forms::PARAMETER),
            ),
            ITEMS,
            END,
        ],
    },
];
