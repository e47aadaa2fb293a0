//! All pages of lists.

use super::*;

static CURSOR: Operation = Operation::new("GetThings", "GET", "/v1/things").paging(Paging::Cursor);

#[derive(Clone, Debug, Default, PartialEq)]
struct ListParams {
    ending_before: Option<String>,
    limit: Option<i64>,
}
rt::params!(ListParams {
    ending_before: optional "ending_before" => query(form), limit: optional "limit" => query(form),
});

fn ids(things: &[Thing]) -> Vec<&str> {
    things.iter().map(|thing| thing.id.as_str()).collect()
}

fn queries(memory: &Memory) -> Vec<String> {
    memory
        .requests()
        .iter()
        .map(|request| request.uri().query().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn forward_by_cursor() {
    for blocking in [false, true] {
        let memory = Memory::new();
        memory.answer(
            200,
            r#"{"object":"list","data":[{"id":"a"},{"id":"b"}],"has_more":true}"#,
        );
        memory.answer(200, r#"{"has_more":false,"data":[{"id":"c"}]}"#);
        let client = client(&memory);
        let call = Call::<List<Thing>, ListParams>::new(&client, &CURSOR);
        let call = call.params(ListParams {
            limit: Some(2),
            ..ListParams::default()
        });
        let things = if blocking {
            call.all_blocking().collect::<Result<Vec<_>, _>>().unwrap()
        } else {
            run(call.all().try_collect()).unwrap()
        };
        assert_eq!(ids(&things), ["a", "b", "c"]);
        assert_eq!(queries(&memory), ["limit=2", "limit=2&starting_after=b"]);
    }
}

#[test]
fn backward_by_cursor() {
    let memory = Memory::new();
    memory.answer(200, r#"{"data":[{"id":"c"},{"id":"d"}],"has_more":true}"#);
    memory.answer(200, r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":false}"#);
    let call = Call::<List<Thing>, ListParams>::new(&client(&memory), &CURSOR);
    let call = call.params(ListParams {
        ending_before: Some("e".into()),
        limit: None,
    });
    let things = run(call.all().try_collect()).unwrap();
    assert_eq!(ids(&things), ["d", "c", "b", "a"]);
    assert_eq!(queries(&memory), ["ending_before=e", "ending_before=c"]);
}

#[test]
fn a_limit_stops_early() {
    let memory = Memory::new();
    memory.answer(200, r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#);
    let mut pages = Call::<List<Thing>>::new(&client(&memory), &CURSOR)
        .all()
        .limit(2);
    assert_eq!(run(pages.try_next()).unwrap().unwrap().id, "a");
    assert_eq!(run(pages.try_next()).unwrap().unwrap().id, "b");
    assert!(run(pages.try_next()).unwrap().is_none());
    assert_eq!(memory.requests().len(), 1);
    let none = Call::<List<Thing>>::new(&client(&memory), &CURSOR)
        .all_blocking()
        .limit(0)
        .count();
    assert_eq!((none, memory.requests().len()), (0, 1));
}

#[test]
fn pages_are_a_stream_for_the_usual_adapters() {
    use futures_util::{StreamExt as _, TryStreamExt as _};

    let memory = Memory::new();
    memory.answer(200, r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#);
    memory.answer(200, r#"{"data":[{"id":"c"},{"id":"d"}],"has_more":true}"#);
    memory.answer(500, "");
    let things = Call::<List<Thing>>::new(&client(&memory), &CURSOR).all();
    let others = things.try_filter(|thing| std::future::ready(thing.id != "b"));
    let taken: Vec<_> = run(others.take(2).collect::<Vec<_>>());
    let taken: Vec<Thing> = taken.into_iter().map(Result::unwrap).collect();
    assert_eq!(ids(&taken), ["a", "c"]);
    // what was not asked for is not fetched
    assert_eq!(queries(&memory), ["", "starting_after=b"]);
}

#[test]
fn an_error_comes_after_what_came_before() {
    for blocking in [false, true] {
        let memory = Memory::new();
        memory.answer(200, r#"{"data":[{"id":"a"}],"has_more":true}"#);
        memory.answer(400, r#"{"error":{"message":"no"}}"#);
        let call = Call::<List<Thing>>::new(&client(&memory), &CURSOR);
        let outcomes: Vec<_> = if blocking {
            call.all_blocking().collect()
        } else {
            let mut pages = call.all();
            std::iter::from_fn(|| run(pages.try_next()).transpose()).collect()
        };
        assert_eq!(outcomes.len(), 2);
        assert_eq!(outcomes[0].as_ref().unwrap().id, "a");
        assert_eq!(
            outcomes[1].as_ref().unwrap_err().to_string(),
            "GetThings (GET /v1/things): 400 Bad Request: no"
        );
    }
}

#[test]
fn a_call_that_cannot_be_made_is_an_item() {
    let memory = Memory::new();
    let mut pages = Call::<List<Thing>>::new(&client(&memory), &GET).all_blocking();
    assert!(matches!(pages.next(), Some(Err(Error::Build(_)))));
    assert!(pages.next().is_none());
}

#[derive(Clone, Debug, PartialEq)]
struct Envelope {
    things: Option<Vec<Thing>>,
}
rt::object!(Envelope { things: optional "the things" });
rt::page!(Envelope { things "the things": Thing });

#[test]
fn tokens_numbers_and_links() {
    static TOKEN: Operation = Operation::new("t", "GET", "/t").paging(Paging::NextPage {
        param: "pg",
        pointer: "/meta/next",
    });
    static NUMBER: Operation = Operation::new("n", "GET", "/n").paging(Paging::Page {
        param: "page",
        first: 1,
    });
    static OFFSET: Operation =
        Operation::new("o", "GET", "/o").paging(Paging::Offset { param: "skip" });
    static LINK: Operation = Operation::new("l", "GET", "/l").paging(Paging::Link);

    let memory = Memory::new();
    memory.answer(200, r#"{"the things":[{"id":"a"}],"meta":{"next":"x y"}}"#);
    memory.answer(200, r#"{"the things":null,"meta":{"next":"z"}}"#);
    memory.answer(200, r#"{"the things":[{"id":"b"}],"meta":{"next":null}}"#);
    let things = run(Call::<Envelope>::new(&client(&memory), &TOKEN)
        .all()
        .try_collect())
    .unwrap();
    assert_eq!(ids(&things), ["a", "b"]);
    assert_eq!(queries(&memory), ["", "pg=x%20y", "pg=z"]);

    let memory = Memory::new();
    memory.answer(
        200,
        r#"{"the things":[],"meta":{"next":"x"},"has_more":false}"#,
    );
    let count = Call::<Envelope>::new(&client(&memory), &TOKEN)
        .all_blocking()
        .count();
    assert_eq!((count, memory.requests().len()), (0, 1));

    for (operation, expected) in [
        (&NUMBER, ["", "page=2", "page=3"]),
        (&OFFSET, ["", "skip=2", "skip=3"]),
    ] {
        let memory = Memory::new();
        memory.answer(200, r#"[{"id":"a"},{"id":"b"}]"#);
        memory.answer(200, r#"[{"id":"c"}]"#);
        memory.answer(200, "[]");
        let things = run(Call::<Vec<Thing>>::new(&client(&memory), operation)
            .all()
            .try_collect())
        .unwrap();
        assert_eq!(ids(&things), ["a", "b", "c"]);
        assert_eq!(queries(&memory), expected);
    }

    let memory = Memory::new();
    let next = |target: &str| format!("<{target}>; rel=\"next\"");
    memory.answer_with(
        200,
        &[("link", &next("https://api.example/base/l?cursor=2"))],
        r#"[{"id":"a"}]"#,
    );
    memory.answer_with(
        200,
        &[("link", &next("https://evil.example/l"))],
        r#"[{"id":"b"}]"#,
    );
    let outcomes: Vec<_> = Call::<Vec<Thing>>::new(&client(&memory), &LINK)
        .all_blocking()
        .collect();
    assert_eq!(outcomes.len(), 3);
    assert!(matches!(outcomes[2], Err(Error::Build(_))));
    assert_eq!(memory.requests().len(), 2);
    assert_eq!(
        memory.requests()[1].uri(),
        "https://api.example/base/l?cursor=2"
    );
}

#[test]
fn urls_in_the_body_and_last_items() {
    static URL: Operation = Operation::new("u", "GET", "/t").paging(Paging::NextUrl {
        pointer: "/meta/next",
    });
    static LAST: Operation = Operation::new("l", "GET", "/t").paging(Paging::LastItem {
        param: "after",
        pointer: "/id",
    });
    let memory = Memory::new();
    memory.answer(
        200,
        r#"{"the things":[{"id":"a"}],"meta":{"next":"/base/t?Page=1"}}"#,
    );
    memory.answer(
        200,
        r#"{"the things":[{"id":"b"}],"meta":{"next":"https://evil.example/t"}}"#,
    );
    let outcomes: Vec<_> = Call::<Envelope>::new(&client(&memory), &URL)
        .all_blocking()
        .collect();
    assert_eq!(outcomes.len(), 3);
    assert!(matches!(outcomes[2], Err(Error::Build(_))));
    assert_eq!(queries(&memory), ["", "Page=1"]);

    let memory = Memory::new();
    memory.answer(200, r#"[{"id":"a"},{"id":"b"}]"#);
    memory.answer(200, r#"[{"id":"c"}]"#);
    memory.answer(200, "[]");
    let call = Call::<Vec<Thing>>::new(&client(&memory), &LAST);
    let things = run(call.all().try_collect()).unwrap();
    assert_eq!(ids(&things), ["a", "b", "c"]);
    assert_eq!(queries(&memory), ["", "after=b", "after=c"]);
}

#[test]
fn a_circle_ends() {
    let memory = Memory::new();
    memory.respond(|_| {
        Ok(http::Response::new(Bytes::from(
            r#"{"data":[{"id":"a"}],"has_more":true}"#,
        )))
    });
    let count = Call::<List<Thing>>::new(&client(&memory), &CURSOR)
        .all_blocking()
        .count();
    assert_eq!((count, memory.requests().len()), (2, 2));
}

#[derive(Clone, Debug, Default, PartialEq)]
struct SearchParams {
    offset: Option<u64>,
    query: Option<String>,
}
rt::params!(SearchParams { offset: optional "offset" => body, query: optional "query" => body });

#[derive(Clone, Debug, PartialEq)]
struct Found {
    result: Option<Held>,
}
rt::object!(Found { result: optional "result" });
#[derive(Clone, Debug, PartialEq)]
struct Held {
    things: Vec<Thing>,
}
rt::object!(Held { things: required "things" });
rt::page!(Found { "/result/things" |page| page.result?.things => Thing });

#[test]
fn what_leads_on_may_be_in_the_body_and_items_may_lie_deeper() {
    static SEARCH: Operation = Operation::new("Search", "POST", "/search")
        .body(Body::Json)
        .paging(Paging::Offset { param: "offset" })
        .pages_in_body();
    static TOKEN: Operation = Operation::new("Search", "POST", "/search")
        .body(Body::Json)
        .paging(Paging::NextPage {
            param: "cursor",
            pointer: "/result/next",
        })
        .pages_in_body();
    let things = |operation: &'static Operation, params: SearchParams| {
        let memory = Memory::new();
        memory.answer(
            200,
            r#"{"result":{"things":[{"id":"a"},{"id":"b"}],"next":"n"}}"#,
        );
        memory.answer(200, r#"{"result":{"things":[{"id":"c"}]}}"#);
        memory.answer(200, "{}");
        let call = Call::<Found, SearchParams>::new(&client(&memory), operation).params(params);
        let things = call.all_blocking().collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!(ids(&things), ["a", "b", "c"]);
        let requests = memory.requests();
        let bodies = requests.iter().map(|request| {
            assert_eq!(request.uri().query(), None);
            String::from_utf8(request.body().to_vec()).unwrap()
        });
        bodies.collect::<Vec<_>>()
    };
    let query = SearchParams {
        offset: Some(4),
        query: Some("x".into()),
    };
    assert_eq!(
        things(&SEARCH, query),
        [
            r#"{"offset":4,"query":"x"}"#,
            r#"{"offset":6,"query":"x"}"#,
            r#"{"offset":7,"query":"x"}"#
        ]
    );
    let bodies = things(&TOKEN, SearchParams::default());
    assert_eq!(bodies, ["", r#"{"cursor":"n"}"#]);
}

#[test]
fn a_server_that_does_not_know_the_parameter_is_not_asked_for_ever() {
    for paging in [
        Paging::Page {
            param: "page",
            first: 1,
        },
        Paging::Offset { param: "skip" },
    ] {
        let operation: &'static Operation =
            Box::leak(Box::new(Operation::new("a", "GET", "/a").paging(paging)));
        let memory = Memory::new();
        for _ in 0..3 {
            memory.answer(200, r#"[{"id":"a"}]"#);
        }
        let call = Call::<Vec<Thing>>::new(&client(&memory), operation);
        let things = call.all_blocking().collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!((things.len(), memory.requests().len()), (2, 2));
    }
}

#[test]
fn a_page_says_that_it_is_the_last() {
    const PAGE: Paging = Paging::Page {
        param: "page",
        first: 1,
    };
    static MORE: Operation = Operation::new("m", "GET", "/t")
        .paging(PAGE)
        .page_end(PageEnd::More("/meta/has_next"));
    static LAST: Operation = Operation::new("l", "GET", "/t")
        .paging(PAGE)
        .page_end(PageEnd::Last("/is_last"));
    static PAGES: Operation = Operation::new("p", "GET", "/t")
        .paging(PAGE)
        .page_end(PageEnd::Pages("/total_pages"));
    for (operation, goes_on, ends) in [
        (
            &MORE,
            r#""meta":{"has_next":true}"#,
            r#""meta":{"has_next":false}"#,
        ),
        (&LAST, r#""is_last":false"#, r#""is_last":true"#),
        (&PAGES, r#""total_pages":2"#, r#""total_pages":2"#),
        // nobody is asked for a page after the only one
        (&PAGES, r#""total_pages":3,"x":1"#, r#""total_pages":"2""#),
    ] {
        let memory = Memory::new();
        memory.answer(
            200,
            format!(r#"{{"data":[{{"id":"a"}}],"has_more":true,{goes_on}}}"#),
        );
        memory.answer(
            200,
            format!(r#"{{"data":[{{"id":"b"}}],"has_more":true,{ends}}}"#),
        );
        let client = Client::anonymous(&API).blocking_transport(memory.clone());
        let client = client.build().unwrap();
        let things: Vec<_> = Call::<crate::List<Thing>>::new(&client, operation)
            .all_blocking()
            .map(|thing| thing.unwrap().id)
            .collect();
        assert_eq!((things.len(), memory.requests().len()), (2, 2), "{goes_on}");
    }
}
