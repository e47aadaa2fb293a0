use std::path::Path;

use super::{Suggestions, suggest};
use crate::config::Config;
use crate::load::{LoadOptions, load};
use crate::source::Memory;

fn suggested(paths: &str, schemas: &str) -> Suggestions {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Library, version: '1'}}\nservers: [{{url: 'https://library.example'}}]\npaths:\n{paths}\ncomponents:\n  schemas:\n{schemas}\n"
    );
    let loaded = load(
        &Memory::new().with("a.yaml", text),
        Path::new("a.yaml"),
        &LoadOptions::default(),
    );
    let document = loaded
        .document
        .unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let suggestions = suggest(&document);
    // what is suggested can be said
    let toml = suggestions.to_toml();
    let config = Config::from_toml(&toml).unwrap_or_else(|error| panic!("{toml}\n{error}"));
    let (_, diagnostics) = crate::model(&document, &config);
    let unused: Vec<_> = diagnostics
        .iter()
        .filter(|d| d.code == crate::diagnostic::Code::UnusedConfig)
        .collect();
    assert!(unused.is_empty(), "{toml}\n{unused:?}");
    suggestions
}

/// All but names, which every document decides.
fn shown(suggestions: &Suggestions) -> Vec<String> {
    let line = |setting: &super::Suggestion| {
        let keys: Vec<_> = setting
            .keys
            .iter()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        format!("{}: {}", setting.table, keys.join(", "))
    };
    let settings = suggestions.settings.iter();
    let others = settings.filter(|setting| !setting.table.starts_with("names"));
    others.map(line).collect()
}

/// A list of books with these parameters, whose answer has this beside the books.
fn list(parameters: &str, beside: &str) -> String {
    format!(
        "  /books:\n    get:\n      parameters: [{parameters}]\n      responses:\n        '200':\n          description: ok\n          content:\n            application/json:\n              schema: {{type: object, properties: {{books: {{type: array, items: {{$ref: '#/components/schemas/Book'}}}}, {beside}}}}}\n"
    )
}

fn query(name: &str) -> String {
    format!("{{name: {name}, in: query, schema: {{type: string}}}}")
}

fn number(name: &str) -> String {
    format!("{{name: {name}, in: query, schema: {{type: integer}}}}")
}

const BOOK: &str = "    Book: {type: object, properties: {id: {type: string}}}";

#[test]
fn ways_of_paging_that_are_not_sure() {
    for (parameters, beside, want) in [
        (
            number("offset"),
            "total: {type: integer}",
            Some("[client.pages]: offset = \"offset\""),
        ),
        (
            number("page"),
            "total: {type: integer}",
            Some("[client.pages]: page = \"page\""),
        ),
        (
            String::new(),
            "next_url: {type: string}",
            Some("[client.pages]: url = \"/next_url\""),
        ),
        (query("sort"), "total: {type: integer}", None),
        // nothing takes it
        (query("limit"), "next_cursor: {type: string}", None),
        // recognised without settings
        (query("cursor"), "next_cursor: {type: string}", None),
        (
            format!("{}, {}", number("page"), number("per_page")),
            "total: {type: integer}",
            None,
        ),
    ] {
        let found = shown(&suggested(&list(&parameters, beside), BOOK));
        assert_eq!(
            found.first().map(String::as_str),
            want,
            "{parameters} {beside}"
        );
    }
}

#[test]
fn parameters_of_nearly_all_operations() {
    let parameter = |name: &str, place: &str| {
        format!("{{name: {name}, in: {place}, required: true, schema: {{type: string}}}}")
    };
    let shared = [
        parameter("org", "path"),
        parameter("revision", "header"),
        parameter("api-version", "query"),
    ];
    let path = |number: usize, parameters: &[String]| {
        format!(
            "  /orgs/{{org}}/books{number}/{{id}}:\n    get:\n      parameters: [{}]\n      responses: {{'204': {{description: ok}}}}\n",
            parameters.join(", ")
        )
    };
    let own = parameter("id", "path");
    let with: Vec<String> = shared.iter().chain([&own]).cloned().collect();
    let paths: String = (0..10).map(|number| path(number, &with)).collect();
    let want = "client: parameters = [\"api-version\", \"org\", \"revision\"]";
    assert_eq!(shown(&suggested(&paths, BOOK)), [want]);
    // one of eleven is nearly all, three of thirteen are not; few operations say nothing
    let lonely = |number: usize| {
        (20..20 + number)
            .map(|at| {
                format!("  /books{at}:\n    get: {{responses: {{'204': {{description: ok}}}}}}\n")
            })
            .collect::<String>()
    };
    assert_eq!(
        shown(&suggested(&(paths.clone() + &lonely(1)), BOOK)),
        [want]
    );
    assert_eq!(shown(&suggested(&(paths + &lonely(3)), BOOK)), [""; 0]);
    assert_eq!(shown(&suggested(&path(0, &with), BOOK)), [""; 0]);
}

#[test]
fn headers_errors_and_secrets() {
    let paths = "  /books:
    post:
      parameters:
        - {name: X-Idempotency-Key, in: header, schema: {type: string}}
        - {name: Library-Version, in: header, schema: {type: string, default: '2024-05-01'}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses:
        '200': {description: ok}
        default: {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
";
    let schemas = "    Book: {type: object, properties: {clientSecret: {type: string}, page_token: {type: string}, password: {type: string, format: password}}}
    Fault: {type: object, properties: {error: {type: object, properties: {message: {type: string}, code: {type: integer}, type: {type: string}}}}}";
    assert_eq!(
        shown(&suggested(paths, schemas)),
        [
            "schemas: secret-properties = [\"clientSecret\"]",
            "client: idempotency-header = \"X-Idempotency-Key\"",
            "client: version-header = \"Library-Version\", version = \"2024-05-01\"",
            "client.error: message = \"/error/message\", code = \"/error/code\", kind = \"/error/type\"",
        ]
    );
}

#[test]
fn a_document_without_conventions_suggests_no_more_than_its_names() {
    let paths = "  /books:\n    get: {responses: {'204': {description: ok}}}\n";
    assert_eq!(
        suggested(paths, BOOK).to_toml(),
        "
[names]
# decided by all of the document, and kept here: an API that grows renames nothing
grouping = \"path\"
no-handles = []
drop-prefix = \"\"
second-level = []
"
    );
}
