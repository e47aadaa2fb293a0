//! Where parameters go and how they look there.

use super::*;
use crate::{Binary, Emptyable, Map, MetadataParam, RangeQueryParam, Timestamp};

pub(super) fn request(
    operation: &'static Operation,
    params: impl rt::Params + 'static,
) -> http::Request<Bytes> {
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    Call::<Json, _>::new(&client, operation)
        .params(params)
        .into_request()
        .unwrap()
}

pub(super) fn body(request: &http::Request<Bytes>) -> &str {
    std::str::from_utf8(request.body()).unwrap()
}

#[test]
fn values_stay_in_their_segment() {
    static TWO: Operation = Operation::new("t", "GET", "/a/{x}{y}/b");
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    let path = |value: &str| {
        get_with(&client, value)
            .into_request()
            .map(|request| request.uri().path().to_owned())
    };
    assert_eq!(
        path("a/b?c#d%é .").unwrap(),
        "/base/v1/things/a%2Fb%3Fc%23d%25%C3%A9%20."
    );
    assert_eq!(path("...").unwrap(), "/base/v1/things/...");
    for value in ["", ".", ".."] {
        assert!(matches!(path(value), Err(Error::Build(_))), "{value:?}");
    }
    let two = |x: &str, y: &str| {
        Call::<Json>::new(&client, &TWO)
            .path("x", x)
            .path("y", y)
            .into_request()
    };
    assert_eq!(two("1", "/2").unwrap().uri().path(), "/base/a/1%2F2/b");
    assert!(two(".", ".").is_err());
    assert!(
        Call::<Json>::new(&client, &TWO)
            .path("x", 1)
            .into_request()
            .is_err()
    );
    let numbers = Call::<Json>::new(&client, &GET)
        .path("thing", vec![1, 2])
        .into_request()
        .unwrap();
    assert_eq!(numbers.uri().path(), "/base/v1/things/1,2");
}

fn get_with(client: &Client, value: &str) -> Call<Thing> {
    Call::new(client, &GET).path("thing", value)
}

#[derive(Clone, Debug, PartialEq)]
struct CreateParams {
    amount: i64,
    tags: Option<Vec<String>>,
    nested: Option<Map<Vec<Map<bool>>>>,
    metadata: Option<Emptyable<MetadataParam>>,
    note: Option<Emptyable<String>>,
    account: Option<String>,
    session: Option<String>,
    expand: Option<Vec<String>>,
    created: Option<RangeQueryParam<Timestamp>>,
    gone: Option<Option<i64>>,
}
rt::params!(CreateParams {
    amount: required "amount" => body, tags: optional "tags" => body, nested: optional "nested" => body,
    metadata: optional "metadata" => body, note: optional "note" => body,
    account: optional "X-Account" => header, session: optional "sid" => cookie(form),
    expand: optional "expand" => query(brackets), created: optional "created" => query(deep_object),
    gone: maybe "gone" => body,
});

fn create() -> CreateParams {
    CreateParams {
        amount: 5,
        tags: Some(vec![]),
        nested: Some(Map::from([("b", vec![Map::from([("c d", true)])])])),
        metadata: Some(Emptyable::Value(
            MetadataParam::from([("k", "v&w")]).unset("old"),
        )),
        note: Some(Emptyable::Empty),
        account: Some("acct".into()),
        session: Some("a; b".into()),
        expand: Some(vec!["data.customer".into(), "x".into()]),
        created: Some((Timestamp::new(3)..).into()),
        gone: Some(None),
    }
}

#[test]
fn forms() {
    let request = request(&CREATE, create());
    assert_eq!(
        body(&request),
        "amount=5&tags=&nested[b][0][c%20d]=true&metadata[k]=v%26w&metadata[old]=&note=&gone="
    );
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(
        request.uri().query(),
        Some("expand[0]=data.customer&expand[1]=x&created[gte]=3")
    );
    assert_eq!(request.headers()["x-account"], "acct");
    assert_eq!(request.headers()["cookie"], "sid=a%3B%20b");
}

#[test]
fn json() {
    static JSON: Operation = Operation::new("j", "POST", "/j").body(Body::Json);
    static MERGE: Operation =
        Operation::new("j", "PATCH", "/j").body(Body::JsonAs("application/merge-patch+json"));
    let expected = concat!(
        r#"{"amount":5,"tags":[],"nested":{"b":[{"c d":true}]},"#,
        r#""metadata":{"k":"v&w","old":""},"note":"","gone":null}"#
    );
    let json = request(&JSON, create());
    assert_eq!(body(&json), expected);
    assert_eq!(json.headers()["content-type"], "application/json");
    assert_eq!(
        request(&MERGE, create()).headers()["content-type"],
        "application/merge-patch+json"
    );
    let params: CreateParams =
        rt::from_str(r#"{"amount":5,"note":"","created":{"gt":1}}"#).unwrap();
    assert_eq!(params.note, Some(Emptyable::Empty));
}

#[test]
fn nothing_is_sent_where_nothing_is_set() {
    let plain = CreateParams {
        tags: None,
        nested: None,
        metadata: None,
        note: None,
        account: None,
        session: None,
        expand: None,
        created: None,
        gone: None,
        ..create()
    };
    let request = request(&CREATE, plain);
    assert_eq!((body(&request), request.uri().query()), ("amount=5", None));
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    let bare = Call::<Json>::new(&client, &CREATE).into_request().unwrap();
    assert!(bare.body().is_empty() && !bare.headers().contains_key("content-type"));
}

#[test]
fn a_body_that_must_be_there_is_an_empty_object() {
    static PATCH: Operation = Operation::new("p", "PATCH", "/p")
        .body(Body::JsonAs("application/merge-patch+json"))
        .empty_object();
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    let bare = Call::<Json>::new(&client, &PATCH).into_request().unwrap();
    assert_eq!(body(&bare), "{}");
    assert_eq!(
        bare.headers()["content-type"],
        "application/merge-patch+json"
    );
    let given = request(&PATCH, create());
    assert!(
        body(&given).starts_with(r#"{"amount":5,"#),
        "{}",
        body(&given)
    );
    let more = Call::<Json>::new(&client, &PATCH).extra("new", true);
    assert_eq!(body(&more.into_request().unwrap()), r#"{"new":true}"#);
}

#[test]
fn parameters_beside_those_of_the_document() {
    static JSON: Operation = Operation::new("j", "POST", "/j").body(Body::Json);
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    let form = Call::<Json, _>::new(&client, &CREATE).extra("items[0][plan]", "p&q");
    let form = form.params(create()).into_request().unwrap();
    let text = body(&form);
    assert!(
        text.ends_with("&gone=&items%5B0%5D%5Bplan%5D=p%26q"),
        "{text}"
    );
    let json = Call::<Json>::new(&client, &JSON).extra("new", vec![1, 2]);
    assert_eq!(body(&json.into_request().unwrap()), r#"{"new":[1,2]}"#);
    let query = get(&client).extra("new", true).into_request().unwrap();
    assert_eq!(query.uri().query(), Some("new=true"));
}

#[test]
fn headers_refuse_line_breaks() {
    let params = CreateParams {
        account: Some("a\r\nX-Evil: 1".into()),
        ..create()
    };
    let client: Client = Client::builder(&API, "k")
        .without_transport()
        .build()
        .unwrap();
    let outcome = Call::<Json, _>::new(&client, &CREATE)
        .params(params)
        .into_request();
    let error = outcome.unwrap_err().to_string();
    assert!(
        error.contains("`X-Account`") || error.contains("`x-account`"),
        "{error}"
    );
    assert!(!error.contains("Evil"));
    let options = RequestOptions::new().header("bad name", "x");
    assert!(get(&client).options(options).into_request().is_err());
}

#[derive(Clone, Debug, PartialEq)]
struct UploadParams {
    file: Binary,
    more: Vec<Binary>,
    purpose: String,
    tags: Vec<String>,
    link: Map<bool>,
}
rt::params!(UploadParams {
    file: required "file" => body, more: required "more" => body, purpose: required "pur\"pose" => body,
    tags: required "tags" => body, link: required "link" => body,
});

#[test]
fn multipart() {
    static PARTS: Operation = Operation::new("m", "POST", "/m").body(Body::Multipart);
    static BRACKETS: Operation = Operation::new("m", "POST", "/m").body(Body::MultipartBrackets);
    let params = UploadParams {
        file: Binary::new("--castiron-0000000000000006 in it")
            .file_name("a\"b\n.txt")
            .content_type("text/plain"),
        more: vec![Binary::new("1"), Binary::new("2").file_name("2")],
        purpose: "é".into(),
        tags: vec!["x".into(), "y".into()],
        link: Map::from([("create", true)]),
    };
    let request_parts = request(&PARTS, params.clone());
    let media_type = request_parts.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let text = body(&request_parts);
    let parts: Vec<_> = text.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 9);
    assert_eq!(
        parts[1],
        "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b%0A.txt\"\r\n\
         Content-Type: text/plain\r\n\r\n--castiron-0000000000000006 in it\r\n"
    );
    assert_eq!(
        parts[2],
        "\r\nContent-Disposition: form-data; name=\"more\"; filename=\"more\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n1\r\n"
    );
    assert!(parts[3].contains("filename=\"2\"\r\nContent-Type: application/octet-stream"));
    assert_eq!(
        parts[4],
        "\r\nContent-Disposition: form-data; name=\"pur%22pose\"\r\n\r\né\r\n"
    );
    assert!(parts[6].ends_with("\r\n\r\ny\r\n"));
    assert!(parts[7].ends_with("Content-Type: application/json\r\n\r\n{\"create\":true}\r\n"));
    assert_eq!(parts[8], "--\r\n");
    let brackets = request(&BRACKETS, params);
    assert!(body(&brackets).contains("name=\"link[create]\"\r\n\r\ntrue\r\n"));
    assert!(body(&brackets).contains("name=\"tags[1]\"\r\n\r\ny\r\n"));
}

#[derive(Clone, Debug, PartialEq)]
struct WholeParams {
    payload: Json,
}
rt::params!(WholeParams { payload: required "body" => whole_body });

#[derive(Clone, Debug, PartialEq)]
struct BytesParams {
    payload: Binary,
}
rt::params!(BytesParams { payload: required "body" => whole_body });

#[test]
fn bodies_as_a_whole() {
    static JSON: Operation = Operation::new("w", "PUT", "/w").body(Body::Json);
    static TEXT: Operation = Operation::new("w", "PUT", "/w").body(Body::TextAs("application/xml"));
    static BYTES: Operation = Operation::new("w", "PUT", "/w").body(Body::Binary);
    let sent = |operation, text: &str| {
        let request = request(
            operation,
            WholeParams {
                payload: text.parse().unwrap(),
            },
        );
        (
            request.headers()["content-type"]
                .to_str()
                .unwrap()
                .to_owned(),
            body(&request).to_owned(),
        )
    };
    assert_eq!(
        sent(&JSON, "[1.0]"),
        ("application/json".into(), "[1.0]".into())
    );
    assert_eq!(sent(&CREATE, r#"{"a":{"b":1}}"#).1, "a[b]=1");
    assert_eq!(
        sent(&TEXT, "\"<a/>\""),
        ("application/xml".into(), "<a/>".into())
    );
    let bytes = request(
        &BYTES,
        BytesParams {
            payload: Binary::new(vec![0, 255]).content_type("image/png"),
        },
    );
    assert_eq!(
        (
            bytes.headers()["content-type"].as_bytes(),
            &bytes.body()[..]
        ),
        (&b"image/png"[..], &[0, 255][..])
    );
}

#[test]
fn a_form_whose_objects_are_json() {
    static FORM: Operation = Operation::new("f", "POST", "/f").body(Body::FormJson);
    #[derive(Clone, Debug, PartialEq)]
    struct Whole {
        body: Json,
    }
    rt::params!(Whole { body: required "body" => whole_body });
    let json: Json = r#"{"a":1,"b":["x","y"],"c":{"d":true},"e":"f g"}"#.parse().unwrap();
    let request = request(&FORM, Whole { body: json });
    assert_eq!(body(&request), "a=1&b=x&b=y&c=%7B%22d%22%3Atrue%7D&e=f%20g");
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
}
