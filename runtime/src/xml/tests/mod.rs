//! Values in XML: the examples of the specification, both ways, and XML that is none.

mod sorts;

use super::XmlValue::{Any, Boolean, List, Map, Number, Object, Open, Scalar, Text};
use super::{Xml, XmlNode, XmlValue, is_xml, tree};
use crate::{Bytes, Json};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

fn read(root: XmlNode, xml: &str) -> Result<String, String> {
    super::to_json(&root, xml.as_bytes())
        .map(|json| String::from_utf8(json.to_vec()).unwrap())
        .map_err(|error| error.to_string())
}

fn written(root: XmlNode, json: &str) -> Result<String, String> {
    super::from_json(&root, json.as_bytes())
        .map(|xml| String::from_utf8(xml.to_vec()).unwrap())
        .map(|xml| xml.strip_prefix(DECLARATION).unwrap().to_owned())
        .map_err(|error| error.to_string())
}

/// JSON and XML that are the same value, both ways.
#[track_caller]
fn same(root: XmlNode, json: &str, xml: &str) {
    assert_eq!(written(root, json).as_deref(), Ok(xml));
    assert_eq!(read(root, xml).as_deref(), Ok(json));
}

#[test]
fn the_examples_of_the_specification() {
    let animals = |value| XmlNode::element("root", value);
    // names of properties, and others
    static A0: XmlValue = Object(&[("animals", false, XmlNode::element("animal", &A1))]);
    static A1: XmlValue = Text;
    same(
        animals(&A0),
        r#"{"animals":"cat"}"#,
        "<root><animal>cat</animal></root>",
    );
    // attribute, prefix and namespace
    static PERSON_0: XmlValue = Object(&[
        ("id", true, XmlNode::attribute("id", &PERSON_1)),
        (
            "name",
            false,
            XmlNode::element("name", &PERSON_2)
                .namespace("sample", "https://example.com/schema/sample"),
        ),
    ]);
    static PERSON_1: XmlValue = Number;
    static PERSON_2: XmlValue = Text;

    same(
        XmlNode::element("Person", &PERSON_0),
        r#"{"id":123,"name":"example"}"#,
        concat!(
            r#"<Person id="123"><sample:name xmlns:sample="https://example.com/schema/sample">example"#,
            "</sample:name></Person>"
        ),
    );
    // arrays: not wrapped, and wrapped
    static B0: XmlValue = Object(&[("animals", false, XmlNode::none(&B1))]);
    static B1: XmlValue = List(XmlNode::element("animal", &B2));
    static B2: XmlValue = Text;
    same(
        animals(&B0),
        r#"{"animals":["a","b"]}"#,
        "<root><animal>a</animal><animal>b</animal></root>",
    );
    static C0: XmlValue = Object(&[("animals", false, XmlNode::element("aliens", &C1))]);
    static C1: XmlValue = List(XmlNode::element("animal", &C2));
    static C2: XmlValue = Text;
    same(
        animals(&C0),
        r#"{"animals":["a","b"]}"#,
        "<root><aliens><animal>a</animal><animal>b</animal></aliens></root>",
    );
    // the text of an element (3.2), and a CDATA section
    static D0: XmlValue = Object(&[
        ("unit", false, XmlNode::attribute("unit", &D1)),
        ("value", true, XmlNode::text(&D2)),
    ]);
    static D1: XmlValue = Text;
    static D2: XmlValue = Number;
    same(
        animals(&D0),
        r#"{"unit":"kg","value":7.5}"#,
        r#"<root unit="kg">7.5</root>"#,
    );
    static E0: XmlValue = Object(&[("code", true, XmlNode::cdata(&E1))]);
    static E1: XmlValue = Text;
    same(
        animals(&E0),
        r#"{"code":"a < b && c ]]> d"}"#,
        "<root><![CDATA[a < b && c ]]]]><![CDATA[> d]]></root>",
    );
    // an object without a node of its own (3.2)
    static F0: XmlValue = Object(&[("inner", true, XmlNode::none(&F1))]);
    static F1: XmlValue = Object(&[
        ("a", false, XmlNode::attribute("a", &F2)),
        ("b", false, XmlNode::element("b", &F2)),
    ]);
    static F2: XmlValue = Text;
    same(
        animals(&F0),
        r#"{"inner":{"a":"1","b":"2"}}"#,
        r#"<root a="1"><b>2</b></root>"#,
    );
    // maps, and what an object doesn't declare
    static G0: XmlValue = Map(XmlNode::element("", &G1));
    static G1: XmlValue = Boolean;
    same(
        animals(&G0),
        r#"{"x":true,"y":false}"#,
        "<root><x>true</x><y>false</y></root>",
    );
    static H0: XmlValue = Open(
        &[("a", false, XmlNode::element("A", &H1))],
        XmlNode::element("", &H1),
    );
    static H1: XmlValue = Text;
    same(
        animals(&H0),
        r#"{"a":"1","b":"2"}"#,
        "<root><A>1</A><b>2</b></root>",
    );
    // types that hold themselves
    static I0: XmlValue = Object(&[
        ("next", false, XmlNode::element("next", &I0)),
        ("x", false, XmlNode::element("x", &I1)),
    ]);
    static I1: XmlValue = Scalar;
    same(
        animals(&I0),
        r#"{"next":{"next":{"x":1}},"x":"one"}"#,
        "<root><next><next><x>1</x></next></next><x>one</x></root>",
    );
    static J0: XmlValue = Object(&[("n", false, XmlNode::element("n", &J1))]);
    static J1: XmlValue = Number;
    same(
        animals(&J0),
        r#"{"n":null}"#,
        "<root><n xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></root>",
    );
}

#[test]
fn a_namespace_is_declared_where_it_does_not_hold_yet() {
    static DEEP_0: XmlValue = Object(&[
        (
            "inner",
            false,
            XmlNode::element("inner", &DEEP_0).namespace("a", "urn:a"),
        ),
        (
            "other",
            false,
            XmlNode::element("other", &DEEP_1).namespace("", "urn:b"),
        ),
    ]);
    static DEEP_1: XmlValue = Text;

    let root = XmlNode::element("root", &DEEP_0).namespace("a", "urn:a");
    assert_eq!(
        written(root, r#"{"inner":{},"other":"x"}"#).as_deref(),
        Ok(r#"<a:root xmlns:a="urn:a"><a:inner/><other xmlns="urn:b">x</other></a:root>"#)
    );
    // prefixes are up to who writes
    assert_eq!(
        read(
            root,
            r#"<root xmlns="urn:a"><b:inner xmlns:b="urn:a"/></root>"#
        )
        .as_deref(),
        Ok(r#"{"inner":{}}"#)
    );
}

#[test]
fn what_is_read_is_what_the_schema_says() {
    static ALL_0: XmlValue = Object(&[
        ("text", false, XmlNode::element("text", &ALL_1)),
        ("number", false, XmlNode::element("number", &ALL_2)),
        ("flag", false, XmlNode::element("flag", &ALL_3)),
        ("list", true, XmlNode::none(&ALL_4)),
        ("may", false, XmlNode::none(&ALL_5)),
        ("any", false, XmlNode::element("any", &ALL_6)),
    ]);
    static ALL_1: XmlValue = Text;
    static ALL_2: XmlValue = Number;
    static ALL_3: XmlValue = Boolean;
    static ALL_4: XmlValue = List(XmlNode::element("item", &ALL_2));
    static ALL_5: XmlValue = List(XmlNode::element("may", &ALL_2));
    static ALL_6: XmlValue = Any;

    for (xml, json) in [
        ("<r/>", r#"{"list":[]}"#),
        ("<r><text> 007 </text></r>", r#"{"text":" 007 ","list":[]}"#),
        (
            "<r><text>&lt;&#65;&#x42;&amp;<![CDATA[<c>]]><!-- d -->e</text></r>",
            r#"{"text":"<AB&<c>e","list":[]}"#,
        ),
        (
            "<r><number> +007.50 </number></r>",
            r#"{"number":7.50,"list":[]}"#,
        ),
        ("<r><number>-0</number></r>", r#"{"number":-0,"list":[]}"#),
        (
            "<r><number>many</number></r>",
            r#"{"number":"many","list":[]}"#,
        ),
        ("<r><number/></r>", r#"{"number":null,"list":[]}"#),
        ("<r><flag>1</flag></r>", r#"{"flag":true,"list":[]}"#),
        (
            "<r><item>1</item><x/><item>2</item></r>",
            r#"{"list":[1,2]}"#,
        ),
        (
            "<r><any a='1'><b>2</b><b/><c>3</c></any></r>",
            r#"{"list":[],"any":{"a":"1","b":["2",""],"c":"3"}}"#,
        ),
        (
            "\u{feff}<?xml version='1.0'?><!DOCTYPE r><r><!-- x --></r>\n",
            r#"{"list":[]}"#,
        ),
    ] {
        assert_eq!(
            read(XmlNode::element("r", &ALL_0), xml).as_deref(),
            Ok(json),
            "{xml}"
        );
    }
}

#[test]
fn any_text_comes_back() {
    static PLACES_0: XmlValue = Object(&[
        ("element", true, XmlNode::element("element", &PLACES_1)),
        (
            "attribute",
            true,
            XmlNode::attribute("attribute", &PLACES_1),
        ),
        ("cdata", true, XmlNode::element("wrapped", &PLACES_2)),
    ]);
    static PLACES_1: XmlValue = Text;
    static PLACES_2: XmlValue = Object(&[("text", true, XmlNode::cdata(&PLACES_1))]);

    let mut text = String::new();
    for c in [
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]>",
        "ä",
        "\u{1f980}",
        "&amp;",
        "<!--",
        "  ",
        "\t",
        "\n",
    ] {
        text.push_str(c);
        let json = Json::Object(crate::Map::from_iter([
            ("element".to_owned(), Json::String(text.clone())),
            ("attribute".to_owned(), Json::String(text.clone())),
            (
                "cdata".to_owned(),
                Json::Object(crate::Map::from_iter([(
                    "text".to_owned(),
                    Json::String(text.clone()),
                )])),
            ),
        ]));
        let json = String::from_utf8(crate::to_vec(&json)).unwrap();
        let xml = written(XmlNode::element("r", &PLACES_0), &json).unwrap();
        assert_eq!(
            read(XmlNode::element("r", &PLACES_0), &xml).unwrap(),
            json,
            "{xml}"
        );
    }
}

#[test]
fn what_is_no_xml_is_an_error() {
    let deep = format!("{}{}", "<a>".repeat(200), "</a>".repeat(200));
    for xml in [
        "",
        "text",
        "<a>",
        "</a>",
        "<a></b>",
        "<a/><b/>",
        "<a b></a>",
        "<a b='&x;'/>",
        "<a>&x;</a>",
        "<a>&#0;</a>",
        "<a",
        // entities of one's own are not known, and so don't grow
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        &deep,
    ] {
        let parsed = tree::parse(xml.as_bytes());
        assert!(parsed.is_err(), "{xml:?}: {parsed:?}");
    }
    assert!(tree::parse(b"<a>\xff</a>").is_err());
}

#[test]
fn names_and_characters_that_xml_has_not_are_errors() {
    let root = |value| XmlNode::element("r", value);
    for name in ["a b", "", "1a", "a><b", "a:b", "a\"", "-"] {
        let json = format!("{{{}:1}}", crate::to_string(&Json::String(name.to_owned())));
        static A0: XmlValue = Map(XmlNode::element("", &A1));
        static A1: XmlValue = Number;
        let error = written(root(&A0), &json).unwrap_err();
        assert!(error.contains("name"), "{error}");
    }
    static B0: XmlValue = Text;
    let error = written(root(&B0), r#""a\u0000b""#).unwrap_err();
    assert!(error.contains("XML can't have"), "{error}");
    // what a document says is text, wherever it stands
    let root = root(&C0).namespace("", "\"><x/>");
    static C0: XmlValue = Text;
    assert_eq!(
        written(root, "\"\"").as_deref(),
        Ok(r#"<r xmlns="&quot;&gt;&lt;x/&gt;"/>"#)
    );
}

#[test]
fn the_status_and_the_media_type_say_whether_a_body_is_xml() {
    for (media_type, expected) in [
        ("application/xml", true),
        ("Text/XML; charset=utf-8", true),
        ("application/atom+xml", true),
        ("application/json", false),
        ("text/xmlish", false),
        ("", false),
        ("ß", false),
    ] {
        assert_eq!(is_xml(media_type), expected, "{media_type}");
    }
    static XML: Xml = Xml::new().answers(&[
        ("200", "application/xml", XmlNode::element("a", &Text)),
        (
            "200",
            "application/vnd.n+xml",
            XmlNode::element("n", &Number),
        ),
        ("4XX", "text/xml", XmlNode::element("b", &Number)),
    ]);
    let json = |status: u16, media_type, body: &'static str| {
        let status = http::StatusCode::from_u16(status).unwrap();
        let json = XML.json_of(status, media_type, &Bytes::from_static(body.as_bytes()));
        json.unwrap()
            .map(|json| String::from_utf8(json.to_vec()).unwrap())
    };
    let one = "<x>1</x>";
    assert_eq!(json(200, Some("text/xml"), one).as_deref(), Some("\"1\""));
    let number = json(200, Some("application/vnd.N+xml; v=1"), one);
    assert_eq!(number.as_deref(), Some("1"));
    assert_eq!(json(201, Some("text/xml"), one).as_deref(), Some("\"1\""));
    assert_eq!(json(404, Some("text/xml"), one).as_deref(), Some("1"));
    assert_eq!(json(200, None, one).as_deref(), Some("\"1\""));
    assert_eq!(json(200, Some("application/json"), one), None);
    assert_eq!(json(500, Some("text/xml"), one), None);
    assert_eq!(json(200, Some("text/xml"), ""), None);
}
