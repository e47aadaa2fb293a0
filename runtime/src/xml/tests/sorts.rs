//! Arrays whose items differ, and values of several sorts.

use super::super::XmlValue::{Either, List, Number, Object, Open, Text, Tuple};
use super::super::{XmlNode, XmlValue};
use super::{read, same};

#[test]
fn items_have_values_of_their_own() {
    static PAIR: &[XmlNode] = &[
        XmlNode::element("p", &ITEMS_1),
        XmlNode::element("q", &ITEMS_2),
    ];
    static ITEMS_0: XmlValue = Tuple(PAIR);
    static ITEMS_1: XmlValue = Text;
    static ITEMS_2: XmlValue = Number;

    let root = XmlNode::element("root", &ITEMS_0);
    same(root, r#"["1",2]"#, "<root><p>1</p><q>2</q></root>");
    // not wrapped, among other elements
    static AMONG_0: XmlValue = Object(&[
        ("pair", true, XmlNode::none(&AMONG_3)),
        ("more", false, XmlNode::element("more", &AMONG_1)),
    ]);
    static AMONG_1: XmlValue = Text;
    static AMONG_2: XmlValue = Number;
    static AMONG_3: XmlValue = Tuple(&[
        XmlNode::element("pair", &AMONG_1),
        XmlNode::element("pair", &AMONG_2),
    ]);

    let xml = "<root><pair>1</pair><pair>2</pair><more>3</more></root>";
    same(
        XmlNode::element("root", &AMONG_0),
        r#"{"pair":["1",2],"more":"3"}"#,
        xml,
    );
    // one too many is for the type to refuse
    let xml = "<root><p>1</p><q>2</q><q>3</q></root>";
    assert_eq!(read(root, xml).as_deref(), Ok(r#"["1",2,"3"]"#));
}

#[test]
fn an_element_with_parts_is_another_than_one_with_text() {
    static VALUES_0: XmlValue = Object(&[("a", true, XmlNode::element("a", &VALUES_1))]);
    static VALUES_1: XmlValue = Either(&VALUES_2, &VALUES_3);
    static VALUES_2: XmlValue = Object(&[
        ("n", false, XmlNode::element("n", &VALUES_3)),
        ("id", false, XmlNode::attribute("id", &VALUES_3)),
    ]);
    static VALUES_3: XmlValue = Number;
    static VALUES_4: XmlValue = Either(&VALUES_5, &VALUES_6);
    static VALUES_5: XmlValue = List(XmlNode::element("item", &VALUES_3));
    static VALUES_6: XmlValue = Text;

    let root = XmlNode::element("root", &VALUES_0);
    for (json, xml) in [
        (r#"{"a":7}"#, "<root><a>7</a></root>"),
        (r#"{"a":{"n":7}}"#, "<root><a><n>7</n></a></root>"),
        (r#"{"a":{"id":7}}"#, "<root><a id=\"7\"/></root>"),
    ] {
        same(root, json, xml);
    }
    let root = XmlNode::element("root", &VALUES_4);
    for (json, xml) in [
        (r#""7""#, "<root>7</root>"),
        ("[7,8]", "<root><item>7</item><item>8</item></root>"),
    ] {
        same(root, json, xml);
    }
}

#[test]
fn further_properties_of_several_sorts() {
    static VALUES_0: XmlValue = Open(
        &[("a", true, XmlNode::element("a", &VALUES_3))],
        XmlNode::element("", &VALUES_1),
    );
    static VALUES_1: XmlValue = Either(&VALUES_2, &VALUES_3);
    static VALUES_2: XmlValue = Object(&[("n", true, XmlNode::element("n", &VALUES_3))]);
    static VALUES_3: XmlValue = Number;

    same(
        XmlNode::element("root", &VALUES_0),
        r#"{"a":1,"x-b":2,"x-c":{"n":3}}"#,
        "<root><a>1</a><x-b>2</x-b><x-c><n>3</n></x-c></root>",
    );
}
