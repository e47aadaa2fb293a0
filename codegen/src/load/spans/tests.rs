//! Lines and columns, in both formats.

use super::*;
use crate::load::lines::byte_of;

/// The text that is marked for a pointer.
fn marked<'a>(text: &'a str, format: Format, pointer: &str, part: Part) -> Option<&'a str> {
    let (start, end) = Spans::of(text, format).find(pointer, part)?;
    text.get(start as usize..end as usize)
}

#[test]
fn json_keys_and_values() {
    let text = r#"{"a": {"b\"c": [1, "zwö", {"d": null}], "e~/": -1.5e3}, "f": "ü"}"#;
    for (pointer, key, value) in [
        ("/a", "\"a\"", "\"a\""),
        ("/a/b\"c/0", "1", "1"),
        ("/a/b\"c/1", "\"zwö\"", "\"zwö\""),
        ("/a/b\"c/2/d", "\"d\"", "null"),
        ("/a/e~0~1", "\"e~/\"", "-1.5e3"),
        ("/f", "\"f\"", "\"ü\""),
        // What is not there is marked where it is missing.
        ("/a/x/y", "\"a\"", "\"a\""),
        ("", "{", "{"),
    ] {
        assert_eq!(
            marked(text, Format::Json, pointer, Part::Key),
            Some(key),
            "key of {pointer}"
        );
        assert_eq!(
            marked(text, Format::Json, pointer, Part::Value),
            Some(value),
            "value of {pointer}"
        );
    }
}

#[test]
fn yaml_keys_and_values() {
    let text = "ä: 1\na:\n  b: 'x y'  # comment\n  c:\n  - \"z\"\n  - d: plain text   \n    e: |\n      block\n      more\n  200: ok\nf: {g: h}\n";
    for (pointer, key, value) in [
        ("/ä", "ä", "1"),
        ("/a", "a", "a"),
        ("/a/b", "b", "'x y'"),
        ("/a/c", "c", "c"),
        ("/a/c/0", "\"z\"", "\"z\""),
        ("/a/c/1/d", "d", "plain text"),
        ("/a/200", "200", "ok"),
        ("/f/g", "g", "h"),
    ] {
        assert_eq!(
            marked(text, Format::Yaml, pointer, Part::Key),
            Some(key),
            "key of {pointer}"
        );
        assert_eq!(
            marked(text, Format::Yaml, pointer, Part::Value),
            Some(value),
            "value of {pointer}"
        );
    }
    assert!(
        marked(text, Format::Yaml, "/a/c/1/e", Part::Value)
            .is_some_and(|text| text.contains("block"))
    );
}

#[test]
fn aliases_and_merges_lead_to_the_anchor() {
    let text = "base: &base\n  type: object\n  n: &n 5\nx: *base\ny:\n  <<: *base\n  own: 1\nz:\n  <<: [*base, {q: 7}]\nw: *n\n";
    for (pointer, value) in [
        ("/x/type", "object"),
        ("/y/type", "object"),
        ("/y/own", "1"),
        ("/z/type", "object"),
        ("/z/q", "7"),
        ("/w", "*n"),
    ] {
        assert_eq!(
            marked(text, Format::Yaml, pointer, Part::Value),
            Some(value),
            "{pointer}"
        );
    }
}

#[test]
fn the_last_of_equal_keys_is_meant() {
    assert_eq!(
        marked("{\"a\": 1, \"a\": 2}", Format::Json, "/a", Part::Value),
        Some("2")
    );
    assert_eq!(
        marked("a: 1\na: 2\n", Format::Yaml, "/a", Part::Value),
        Some("2")
    );
}

#[test]
fn no_text_makes_it_fail() {
    for text in [
        "",
        "{",
        "[1,",
        "{\"a",
        "{\"a\": \"\\",
        "{a",
        "&a",
        "*a",
        "- - -",
        "{{{{",
        "\u{feff}",
        "a: *b",
        "? [a]\n: b",
    ] {
        for format in [Format::Json, Format::Yaml] {
            for pointer in ["", "/a", "/0/0", "/a/b/c"] {
                let _ = marked(text, format, pointer, Part::Value);
                let _ = marked(text, format, pointer, Part::Key);
            }
        }
    }
    let deep = "[".repeat(100_000);
    let _ = Spans::of(&deep, Format::Json);
    let _ = Spans::of(&deep, Format::Yaml);
}

#[test]
fn bytes_of_lines_and_columns() {
    let text = "ab\ncü d\n";
    assert_eq!(byte_of(text, 1, 1, true), 0);
    assert_eq!(byte_of(text, 2, 1, true), 3);
    assert_eq!(byte_of(text, 2, 4, false), 7);
    assert_eq!(byte_of(text, 2, 3, true), 4, "never within a character");
    assert_eq!(byte_of(text, 9, 9, true), text.len());
}

#[test]
fn parts_given_twice_are_found_in_either() {
    for (text, format) in [
        ("p: {a: {x: 1}}\nq: 0\np: {a: {y: 2}, b: 3}\n", Format::Yaml),
        (
            "{\"p\": {\"a\": {\"x\": 1}}, // one\n\"q\": 0, \"p\": {\"a\": {\"y\": 2}, \"b\": 3,}}",
            Format::Json,
        ),
    ] {
        for (pointer, value) in [("/p/a/x", "1"), ("/p/a/y", "2"), ("/p/b", "3"), ("/q", "0")] {
            assert_eq!(
                marked(text, format, pointer, Part::Value),
                Some(value),
                "{pointer} of {text}"
            );
        }
    }
}
