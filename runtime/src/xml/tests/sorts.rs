//! Arrays whose items differ, and values of several sorts.

use super::super::XmlValue::{Either, List, Number, Object, Open, Text, Tuple};
use super::super::{XmlNode, XmlValue};
use super::{read, same};

#[test]
fn items_have_values_of_their_own() {
    const PAIR: &[XmlNode] = &[XmlNode::element("p", 1), XmlNode::element("q", 2)];
    const ITEMS: &[XmlValue] = &[Tuple(PAIR), Text, Number];
    let root = XmlNode::element("root", 0);
    same(ITEMS, root, r#"["1",2]"#, "<root><p>1</p><q>2</q></root>");
    // not wrapped, among other elements
    const AMONG: &[XmlValue] = &[
        Object(&[
            ("pair", true, XmlNode::none(3)),
            ("more", false, XmlNode::element("more", 1)),
        ]),
        Text,
        Number,
        Tuple(&[XmlNode::element("pair", 1), XmlNode::element("pair", 2)]),
    ];
    let xml = "<root><pair>1</pair><pair>2</pair><more>3</more></root>";
    same(AMONG, root, r#"{"pair":["1",2],"more":"3"}"#, xml);
    // one too many is for the type to refuse
    let xml = "<root><p>1</p><q>2</q><q>3</q></root>";
    assert_eq!(read(ITEMS, root, xml).as_deref(), Ok(r#"["1",2,"3"]"#));
}

#[test]
fn an_element_with_parts_is_another_than_one_with_text() {
    const VALUES: &[XmlValue] = &[
        Object(&[("a", true, XmlNode::element("a", 1))]),
        Either(2, 3),
        Object(&[
            ("n", false, XmlNode::element("n", 3)),
            ("id", false, XmlNode::attribute("id", 3)),
        ]),
        Number,
        Either(5, 6),
        List(XmlNode::element("item", 3)),
        Text,
    ];
    let root = XmlNode::element("root", 0);
    for (json, xml) in [
        (r#"{"a":7}"#, "<root><a>7</a></root>"),
        (r#"{"a":{"n":7}}"#, "<root><a><n>7</n></a></root>"),
        (r#"{"a":{"id":7}}"#, "<root><a id=\"7\"/></root>"),
    ] {
        same(VALUES, root, json, xml);
    }
    let root = XmlNode::element("root", 4);
    for (json, xml) in [
        (r#""7""#, "<root>7</root>"),
        ("[7,8]", "<root><item>7</item><item>8</item></root>"),
    ] {
        same(VALUES, root, json, xml);
    }
}

#[test]
fn further_properties_of_several_sorts() {
    const VALUES: &[XmlValue] = &[
        Open(
            &[("a", true, XmlNode::element("a", 3))],
            XmlNode::element("", 1),
        ),
        Either(2, 3),
        Object(&[("n", true, XmlNode::element("n", 3))]),
        Number,
    ];
    same(
        VALUES,
        XmlNode::element("root", 0),
        r#"{"a":1,"x-b":2,"x-c":{"n":3}}"#,
        "<root><a>1</a><x-b>2</x-b><x-c><n>3</n></x-c></root>",
    );
}
