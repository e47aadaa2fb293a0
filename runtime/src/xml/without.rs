//! Tests of XML operations without the feature `xml`.

use super::{Xml, XmlNode, XmlValue};
use crate as rt;
use crate::testing::Memory;
use crate::{Api, Binary, Body, Call, Client, Json, Operation};

static API: Api = Api::new("Tests", "1.0").server("https://api.example");
static XML: Xml = Xml::new()
    .request(XmlNode::element("a", &XmlValue::Text))
    .answers(&[(
        "200",
        "application/xml",
        XmlNode::element("a", &XmlValue::Text),
    )]);
static ONLY: Operation = Operation::new("GetA", "GET", "/a")
    .accept("application/xml")
    .xml(XML);
static BOTH: Operation = Operation::new("GetB", "GET", "/b")
    .accept("application/json, application/xml, text/csv")
    .xml(XML);
static SENT: Operation = Operation::new("PutA", "PUT", "/a")
    .body(Body::XmlAs("application/xml"))
    .accept("text/plain")
    .xml(XML);

#[derive(Clone, Debug, PartialEq)]
struct Params {
    body: String,
}
rt::params!(Params { body: required "body" => whole_body });

fn client(memory: &Memory) -> Client {
    let client = Client::builder(&API, "key").blocking_transport(memory.clone());
    client.build().unwrap()
}

/// No effect on the server whose answer nobody can read.
#[test]
fn nothing_is_sent_where_the_answer_cannot_be_read() {
    let memory = Memory::new();
    let client = client(&memory);
    let error = Call::<Json>::new(&client, &ONLY).send_blocking();
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("GetA") && error.contains("feature `xml`"),
        "{error}"
    );
    let error = Call::<String, Params>::new(&client, &SENT)
        .params(Params { body: "x".into() })
        .send_blocking();
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("PutA") && error.contains("feature `xml`"),
        "{error}"
    );
    assert_eq!(memory.requests().len(), 0);
}

#[test]
fn the_text_the_bytes_and_the_raw_answer_need_no_feature() {
    let memory = Memory::new();
    let client = client(&memory);
    for _ in 0..4 {
        memory.answer_with(200, &[("content-type", "application/xml")], "<a>x</a>");
    }
    let call = || Call::<Json>::new(&client, &ONLY);
    assert_eq!(
        *call().answer_as::<String>().send_blocking().unwrap(),
        "<a>x</a>"
    );
    let bytes = call().answer_as::<Binary>().send_blocking().unwrap();
    assert_eq!(bytes.as_ref(), b"<a>x</a>");
    call().answer_as::<()>().send_blocking().unwrap();
    assert_eq!(call().send_raw_blocking().unwrap().body(), "<a>x</a>");
    assert_eq!(memory.requests()[0].headers()["accept"], "application/xml");
}

/// Where there are other media types, the program works as if XML were not documented.
#[test]
fn other_media_types_are_asked_for_instead() {
    let memory = Memory::new();
    let client = client(&memory);
    memory.answer_with(200, &[("content-type", "application/json")], r#"{"b":1}"#);
    // a server that sends what nobody asked for
    memory.answer_with(200, &[("content-type", "application/xml")], "<a>x</a>");
    let call = || Call::<Json>::new(&client, &BOTH).send_blocking();
    assert_eq!(call().unwrap().to_string(), r#"{"b":1}"#);
    assert_eq!(
        memory.requests()[0].headers()["accept"],
        "application/json, text/csv"
    );
    let error = call().unwrap_err();
    assert!(error.to_string().contains("feature `xml`"), "{error}");
}
