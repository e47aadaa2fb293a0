//! The writer and the styles.

use super::*;
use crate::layout::Style;
use crate::{Json, Map};

#[test]
fn json() {
    assert_eq!(
        to_string(&vec![0.1f64, 10.0, 1e300, -0.0, f64::NAN]),
        "[0.1,10,1e+300,-0.0,null]"
    );
    assert_eq!(to_string(&0.1f32), "0.1");
    assert_eq!(to_string(&u64::MAX), "18446744073709551615");
    assert_eq!(
        to_string(&"a\"\\\n\u{1}é/\u{2028}"),
        serde_json::to_string("a\"\\\n\u{1}é/\u{2028}").unwrap()
    );
    assert_eq!(to_string(&()), "{}");
    assert_eq!(to_string(&vec![Some(Box::new(true)), None]), "[true,null]");
    assert_eq!(
        to_string(&Map::from([("a\"b", vec!["x"])])),
        r#"{"a\"b":["x"]}"#
    );
}

#[test]
fn nested_forms() {
    let form = |json: &str| to_form(&json.parse::<Json>().unwrap());
    assert_eq!(
        form(r#"{"a":{"b":[{"c":"d e"}]},"x":1}"#),
        "a[b][0][c]=d%20e&x=1"
    );
    assert_eq!(form(r#"{"a":[],"b":null,"c":"","d":{}}"#), "a=&b=&c=");
    assert_eq!(
        form(r#"{"a[b]":{"c&d":"é=+"}}"#),
        "a%5Bb%5D[c%26d]=%C3%A9%3D%2B"
    );
    assert_eq!(form("{}"), "");
}

fn query(style: Style, json: &str) -> String {
    let mut out = Vec::new();
    style::query(&mut out, "na me", style, &json.parse::<Json>().unwrap());
    text(out)
}

#[test]
fn styles() {
    let (array, object, scalar) = ("[\"a,b\",2]", r#"{"r":1,"g h":true}"#, "\"x/y\"");
    for (style, expected) in [
        (
            Style::form,
            ["na%20me=a%2Cb,2", "na%20me=r,1,g%20h,true", "na%20me=x%2Fy"],
        ),
        (
            Style::form_exploded,
            ["na%20me=a%2Cb&na%20me=2", "r=1&g%20h=true", "na%20me=x%2Fy"],
        ),
        (
            Style::space_delimited,
            [
                "na%20me=a%2Cb%202",
                "na%20me=r%201%20g%20h%20true",
                "na%20me=x%2Fy",
            ],
        ),
        (
            Style::pipe_delimited,
            [
                "na%20me=a%2Cb%7C2",
                "na%20me=r%7C1%7Cg%20h%7Ctrue",
                "na%20me=x%2Fy",
            ],
        ),
        (
            Style::deep_object,
            [
                "na%20me[0]=a%2Cb&na%20me[1]=2",
                "na%20me[r]=1&na%20me[g%20h]=true",
                "na%20me=x%2Fy",
            ],
        ),
        (
            Style::brackets,
            [
                "na%20me[0]=a%2Cb&na%20me[1]=2",
                "na%20me[r]=1&na%20me[g%20h]=true",
                "na%20me=x%2Fy",
            ],
        ),
        (
            Style::json,
            [
                "na%20me=%5B%22a%2Cb%22%2C2%5D",
                "na%20me=%7B%22r%22%3A1%2C%22g%20h%22%3Atrue%7D",
                "na%20me=%22x%2Fy%22",
            ],
        ),
        (
            Style::form_reserved,
            ["na%20me=a,b,2", "na%20me=r,1,g%20h,true", "na%20me=x/y"],
        ),
        (
            Style::form_exploded_reserved,
            ["na%20me=a,b&na%20me=2", "r=1&g%20h=true", "na%20me=x/y"],
        ),
    ] {
        assert_eq!(
            [array, object, scalar].map(|json| query(style, json)),
            expected,
            "{style:?}"
        );
    }
    assert_eq!(query(Style::form, "[]"), "");
    assert_eq!(query(Style::form_exploded, "[]"), "");
    assert_eq!(query(Style::form, "[[1],null]"), "na%20me=%5B1%5D,");
    assert_eq!(
        query(Style::form_reserved, "\"a&b#c%[]+d\""),
        "na%20me=a%26b%23c%25%5B%5D%2Bd"
    );
}

#[test]
fn headers_cookies_and_segments() {
    let json = |text: &str| text.parse::<Json>().unwrap();
    assert_eq!(style::header(&json(r#"["a b",1]"#), true), "a b,1");
    assert_eq!(style::header(&json(r#"{"a":1}"#), false), "a,1");
    assert_eq!(style::header(&json(r#"{"a":1,"b":"c"}"#), true), "a=1,b=c");
    assert_eq!(style::cookie(&json("\"a;b\"")), "a%3Bb");
    assert_eq!(
        style::segment(&json(r#"["a/b",1]"#)).as_deref(),
        Some("a%2Fb,1")
    );
    assert_eq!(style::segment(&json("\"\"")), None);
    assert_eq!(style::segment(&json("null")), None);
}

#[test]
fn path_styles() {
    use crate::Style::{label, label_exploded, matrix, matrix_exploded, simple_exploded};
    let path = |how, text: &str| style::path("k", how, &text.parse::<Json>().unwrap()).unwrap();
    for (how, scalar, list, object) in [
        (simple_exploded, "a%2Fb", "3,4", "R=1,G=2"),
        (label, ".a%2Fb", ".3,4", ".R,1,G,2"),
        (label_exploded, ".a%2Fb", ".3.4", ".R=1.G=2"),
        (matrix, ";k=a%2Fb", ";k=3,4", ";k=R,1,G,2"),
        (matrix_exploded, ";k=a%2Fb", ";k=3;k=4", ";R=1;G=2"),
    ] {
        assert_eq!(path(how, r#""a/b""#), scalar);
        assert_eq!(path(how, "[3,4]"), list);
        assert_eq!(path(how, r#"{"R":1,"G":2}"#), object);
    }
}
