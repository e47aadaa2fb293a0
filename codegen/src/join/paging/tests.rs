//! Ways from page to page, by rules and by themselves.

use crate::config::Config;
use crate::model::{Item, PageEnd, Paging};
use crate::testing;

/// What the rules make of a list with these parameters and this answer.
fn paging(rules: &str, parameters: &str, answer: &str) -> Paging {
    let yaml = format!(
        "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      parameters: [{parameters}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {answer}}}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"
    );
    let config = Config::from_toml(rules).expect("settings");
    let model = testing::model(&yaml, &config);
    let Item::Resource(resource) = testing::item(&model, "pets::PetsResource") else {
        panic!("no handle")
    };
    resource.methods[0].operation.paging.clone()
}

const AFTER: &str = "{name: after, in: query, schema: {type: string}}";
const PETS: &str = "{type: array, items: {$ref: '#/components/schemas/Pet'}}";

fn envelope(beside: &str) -> String {
    format!("{{type: object, properties: {{pets: {PETS}, {beside}}}}}")
}

#[test]
fn the_first_rule_that_fits_holds() {
    let rules = "
[[client.pages]]
next = \"/meta/next\"
parameter = \"after\"
[[client.pages]]
url = \"/next_url\"
[[client.pages]]
last = \"/id\"
parameter = \"after\"
[[client.pages]]
offset = \"skip\"
";
    let token = envelope("meta: {type: object, properties: {next: {type: string}}}");
    let after = || "after".to_owned();
    let from = "/meta/next".to_owned();
    assert_eq!(
        paging(rules, AFTER, &token),
        Paging::Token { from, to: after() }
    );
    let from = "/next_url".to_owned();
    let url = envelope("next_url: {type: string, nullable: true}");
    assert_eq!(paging(rules, "", &url), Paging::Url { from });
    let from = "/id".to_owned();
    assert_eq!(
        paging(rules, AFTER, PETS),
        Paging::Last { from, to: after() }
    );
    let skip = "{name: skip, in: query, schema: {type: integer}}";
    let parameter = "skip".to_owned();
    assert_eq!(
        paging(rules, skip, &envelope("n: {type: integer}")),
        Paging::Offset { parameter }
    );
    // neither the parameter, nor anything to page through
    assert_eq!(paging(rules, "", &token), Paging::None);
    assert_eq!(
        paging(rules, AFTER, "{$ref: '#/components/schemas/Pet'}"),
        Paging::None
    );
    assert_eq!(
        paging(rules, AFTER, &envelope(&format!("more: {PETS}"))),
        Paging::None
    );
}

#[test]
fn rules_that_fit_nothing_are_found() {
    let yaml = format!(
        "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /pets:
    get:
      parameters: [{AFTER}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {PETS}}}}}}}}}
    put:
      parameters: [{{name: skip, in: query, schema: {{type: integer}}}}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {PETS}}}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"
    );
    let rules = "
[[client.pages]]
last = \"/id\"
parameter = \"after\"
[[client.pages]]
last = \"/ident\"
parameter = \"after\"
[[client.pages]]
offset = \"skip\"
";
    let config = Config::from_toml(rules).expect("settings");
    let (graph, _) = testing::names(&yaml, &config);
    assert_eq!(super::unused(&graph, &config.client.pages), [1, 2]);
}

/// A query parameter.
fn query(name: &str, ty: &str) -> String {
    format!("{{name: {name}, in: query, schema: {{type: {ty}}}}}")
}

#[test]
fn what_frameworks_do_is_recognised() {
    let owned = str::to_owned;
    let (text, number) = ("string", "integer");
    let token = |from: &str, to: &str| Paging::Token {
        from: owned(from),
        to: owned(to),
    };
    let url = |from: &str| Paging::Url { from: owned(from) };
    let offset = |parameter: &str| Paging::Offset {
        parameter: owned(parameter),
    };
    let page = |parameter: &str| Paging::Page {
        parameter: owned(parameter),
        first: 1,
    };
    let sized = |name: &str| format!("{}, {}", query(name, number), query("limit", number));
    for (parameters, beside, want) in [
        (
            query("cursor", text),
            "meta: {type: object, properties: {next_cursor: {type: string, nullable: true}}}",
            token("/meta/next_cursor", "cursor"),
        ),
        (
            query("pageToken", text),
            "nextPageToken: {type: string}",
            token("/nextPageToken", "pageToken"),
        ),
        (
            query("cursor", text),
            "cursor: {type: string}",
            token("/cursor", "cursor"),
        ),
        (
            query("page", number),
            "next_page: {type: integer}",
            token("/next_page", "page"),
        ),
        // Django REST Framework
        (
            sized("page"),
            "count: {type: integer}, next: {type: string, format: uri, nullable: true}",
            url("/next"),
        ),
        (
            "".to_owned(),
            "links: {type: object, properties: {next: {type: string, format: uri}}}",
            url("/links/next"),
        ),
        (sized("offset"), "total: {type: integer}", offset("offset")),
        (sized("$skip"), "total: {type: integer}", offset("$skip")),
        (sized("page"), "total: {type: integer}", page("page")),
        (
            sized("pageNumber"),
            "total: {type: integer}",
            page("pageNumber"),
        ),
        // nothing takes it, or it may be something else
        (
            query("limit", number),
            "next_cursor: {type: string}",
            Paging::None,
        ),
        (
            query("page", number),
            "total: {type: integer}",
            Paging::None,
        ),
        (
            query("offset", text),
            "total: {type: integer}",
            Paging::None,
        ),
        (query("sort", text), "total: {type: integer}", Paging::None),
        ("".to_owned(), "next: {type: string}", Paging::None),
    ] {
        let found = paging("", &parameters, &envelope(beside));
        assert_eq!(found, want, "{parameters} {beside}");
        let found = paging(
            "[client]\npaging = 'none'\n",
            &parameters,
            &envelope(beside),
        );
        assert_eq!(found, Paging::None);
    }
    assert_eq!(paging("", &sized("page"), PETS), page("page"));
    let from_zero = "{name: page, in: query, schema: {type: integer, default: 0}}, {name: size, in: query, schema: {type: integer}}";
    let parameter = owned("page");
    assert_eq!(
        paging("", from_zero, PETS),
        Paging::Page {
            parameter,
            first: 0
        }
    );
}

#[test]
fn rules_come_before_what_is_recognised() {
    let parameters = format!(
        "{}, {}, {}",
        query("page", "integer"),
        query("limit", "integer"),
        query("after", "string")
    );
    let rule = "[[client.pages]]\nlast = '/id'\nparameter = 'after'\n";
    let (from, to) = ("/id".to_owned(), "after".to_owned());
    assert_eq!(paging(rule, &parameters, PETS), Paging::Last { from, to });
}

/// Verb, way, whether in the body, and the place of the items, of the one operation of a document.
fn whole(
    rules: &str,
    verb: &str,
    body: &str,
    headers: &str,
    answer: &str,
) -> (Paging, bool, Vec<String>) {
    let body = match body {
        "" => String::new(),
        body => format!(
            "requestBody: {{required: true, content: {{application/json: {{schema: {{type: object, properties: {{{body}}}}}}}}}}}, "
        ),
    };
    let yaml = format!(
        "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /pets:
    {verb}: {{tags: [pets], operationId: listPets, {body}responses: {{'200': {{description: ok, headers: {{{headers}}}, content: {{application/json: {{schema: {answer}}}}}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"
    );
    let config = Config::from_toml(rules).expect("settings");
    let model = testing::model(&yaml, &config);
    let Item::Resource(resource) = testing::item(&model, "pets::PetsResource") else {
        panic!("no handle")
    };
    let operation = &resource.methods[0].operation;
    (
        operation.paging.clone(),
        operation.pages_in_body,
        operation.page_items.clone(),
    )
}

#[test]
fn headers_and_bodies() {
    let link = "link: {schema: {type: string}}";
    assert_eq!(
        whole("", "get", "", link, PETS),
        (Paging::Link, false, vec![])
    );
    let (offset, cursor) = (
        "offset: {type: integer}, limit: {type: integer}",
        "start_cursor: {type: string}",
    );
    let pets = vec!["pets".to_owned()];
    let answer = envelope("next_cursor: {type: string}");
    let parameter = "offset".to_owned();
    assert_eq!(
        whole("", "post", offset, "", &answer),
        (Paging::Offset { parameter }, true, pets.clone())
    );
    let (from, to) = ("/next_cursor".to_owned(), "start_cursor".to_owned());
    assert_eq!(
        whole("", "post", cursor, "", &answer),
        (Paging::Token { from, to }, true, pets)
    );
    // no list is read by these
    for verb in ["put", "patch", "delete"] {
        assert_eq!(whole("", verb, offset, "", &answer).0, Paging::None);
    }
}

#[test]
fn items_have_a_place() {
    let next = "next: {type: string, format: uri}";
    let more = format!("more: {PETS}");
    let data = format!("data: {PETS}");
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    for (rules, answer, want) in [
        ("", envelope(next), keys(&["pets"])),
        // of several, what is called as lists are
        ("", envelope(&format!("{next}, {data}")), keys(&["data"])),
        ("", envelope(&format!("{next}, {more}")), keys(&[])),
        (
            "[[client.pages]]\nurl = '/next'\nitems = '/more'\n",
            envelope(&format!("{next}, {more}")),
            keys(&["more"]),
        ),
        // an object within
        (
            "",
            format!(
                "{{type: object, properties: {{{next}, result: {{type: object, properties: {{n: {{type: integer}}, pets: {PETS}}}}}}}}}"
            ),
            keys(&["result", "pets"]),
        ),
    ] {
        let (paging, _, items) = whole(rules, "get", "", "", &answer);
        assert_eq!(items, want, "{answer}");
        assert_eq!(paging == Paging::None, want.is_empty(), "{answer}");
    }
}

/// What says that a page is the last, of a list with these settings, parameters and properties beside the items.
fn end(rules: &str, parameters: &str, beside: &str) -> Option<PageEnd> {
    let answer = envelope(beside);
    let yaml = format!(
        "
openapi: 3.0.0
info: {{title: T, version: '1'}}
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      parameters: [{parameters}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {answer}}}}}}}}}
components: {{schemas: {{Pet: {{type: object, properties: {{id: {{type: string}}}}}}}}}}
"
    );
    let config = Config::from_toml(rules).expect("settings");
    let model = testing::model(&yaml, &config);
    let Item::Resource(resource) = testing::item(&model, "pets::PetsResource") else {
        panic!("no handle")
    };
    resource.methods[0].operation.page_end.clone()
}

#[test]
fn the_last_page_is_told_by_flags_and_numbers() {
    let page = format!(
        "{}, {}",
        query("page", "integer"),
        query("limit", "integer")
    );
    let offset = format!(
        "{}, {}",
        query("offset", "integer"),
        query("limit", "integer")
    );
    let cursor = query("cursor", "string");
    let more = |pointer: &str| Some(PageEnd::More(pointer.to_owned()));
    let last = |pointer: &str| Some(PageEnd::Last(pointer.to_owned()));
    let pages = |pointer: &str| Some(PageEnd::Pages(pointer.to_owned()));
    let inner = "meta: {type: object, properties: {has_next: {type: boolean}}}";
    let both = "hasNextPage: {type: boolean}, total_pages: {type: integer}";
    for (parameters, beside, want) in [
        (&page, "has_next: {type: boolean}", more("/has_next")),
        (&page, inner, more("/meta/has_next")),
        (&page, both, more("/hasNextPage")),
        (&page, "total_pages: {type: integer}", pages("/total_pages")),
        (&page, "last_page: {type: integer}", pages("/last_page")),
        (&offset, "isLast: {type: boolean}", last("/isLast")),
        (&offset, "last: {type: boolean}", last("/last")),
        // known anyway, another type, of no use to the way, or something else
        (&page, "has_more: {type: boolean}", None),
        (&page, "has_next: {type: string}", None),
        (&offset, "total_pages: {type: integer}", None),
        (&offset, "total: {type: integer}", None),
        (
            &cursor,
            "next: {type: string, format: uri}, has_next: {type: boolean}",
            None,
        ),
    ] {
        assert_eq!(end("", parameters, beside), want, "{parameters} {beside}");
    }
    let token = "cursor: {type: string}, hasMore: {type: boolean}";
    assert_eq!(end("", &cursor, token), more("/hasMore"));
    // a rule has the last word, where the answer has what it says
    let rule = "[[client.pages]]\npage = 'page'\nend = 'last:/closed'\n";
    assert_eq!(end(rule, &page, "closed: {type: boolean}"), last("/closed"));
    assert_eq!(end(rule, &page, both), more("/hasNextPage"));
}
