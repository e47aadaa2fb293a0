//! Reading text: what JSON and YAML mean, and what is refused.

use serde_json::{Value, json};

use super::super::node::Number;
use super::*;

fn value(text: &str) -> Value {
    parse(text, None)
        .unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
        .node
        .to_json()
}

#[test]
fn yaml_is_read_as_its_authors_mean_it() {
    for (text, want) in [
        (
            "a: on\nb: yes\nc: no\nd: off",
            json!({"a": "on", "b": "yes", "c": "no", "d": "off"}),
        ),
        (
            "a: true\nb: null\nc: ~\nd:",
            json!({"a": true, "b": null, "c": null, "d": null}),
        ),
        (
            "200: ok\ntrue: b\nnull: c\n1.10: d",
            json!({"200": "ok", "true": "b", "null": "c", "1.10": "d"}),
        ),
        (
            "d: 2020-01-02\nt: 2020-01-02T03:04:05Z",
            json!({"d": "2020-01-02", "t": "2020-01-02T03:04:05Z"}),
        ),
        (
            "a: 12e3\nb: 0x10\nc: 1_000\nd: 007",
            json!({"a": 12000.0, "b": 16, "c": "1_000", "d": "007"}),
        ),
        ("a: &x {b: 1}\nc: *x", json!({"a": {"b": 1}, "c": {"b": 1}})),
        (
            "a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3",
            json!({"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}}),
        ),
        (
            "a: &a {p: 1}\nb: &b {p: 2, q: 2}\nc: {<<: [*a, *b], r: 3}",
            json!({"a": {"p": 1}, "b": {"p": 2, "q": 2}, "c": {"p": 1, "q": 2, "r": 3}}),
        ),
        ("<<: 5", json!({"<<": 5})),
        ("a: !tag b\nc: !!str 5", json!({"a": "b", "c": "5"})),
        (
            "\"a\": 'x'\r\nb: |\r\n  l1\r\n  l2\r\n",
            json!({"a": "x", "b": "l1\nl2\n"}),
        ),
        ("a: .inf\nb: .nan", json!({"a": "inf", "b": "NaN"})),
        ("", json!(null)),
        ("# nothing\n", json!(null)),
        ("{a: 1, b: [x, y]}", json!({"a": 1, "b": ["x", "y"]})),
    ] {
        assert_eq!(value(text), want, "{text}");
    }
}

#[test]
fn the_content_decides_when_the_name_lies() {
    assert_eq!(
        parse("a: 1", Some(Format::Json)).unwrap().format,
        Format::Yaml
    );
    assert_eq!(
        parse("{\"a\": 1}", Some(Format::Yaml)).unwrap().format,
        Format::Json
    );
    assert_eq!(parse(" [1]", None).unwrap().format, Format::Json);
    // The message of the parser that the name asks for.
    let error = parse("{\"a\": 1,, }", Some(Format::Json)).unwrap_err();
    assert_eq!(error.at.start, 8, "{error:?}");
}

#[test]
fn numbers_lose_nothing() {
    for (text, want) in [
        ("[9223372036854775807]", Number::Int(i64::MAX)),
        ("[-9223372036854775808]", Number::Int(i64::MIN)),
        ("[18446744073709551615]", Number::UInt(u64::MAX)),
        ("[0.1]", Number::Float(0.1)),
        ("[1e5]", Number::Float(1e5)),
    ] {
        let Node::Array(items) = parse(text, None).unwrap().node else {
            panic!("{text}")
        };
        assert_eq!(items, [Node::Number(want)], "{text}");
    }
    // Too large for this stage: the digits come from the text afterwards.
    assert_eq!(
        parse("[1, 123456789012345678901234567890]", None)
            .unwrap()
            .rounded,
        ["/1"]
    );
    let yaml = parse("- 1\n- 123456789012345678901234567890\n", None).unwrap();
    assert_eq!(
        yaml.node.at("/1"),
        Some(&Node::Number(Number::Big(
            "123456789012345678901234567890".into()
        )))
    );
}

#[test]
fn the_last_of_equal_keys_counts() {
    for text in [
        "{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}",
        "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n",
    ] {
        let mut parsed = parse(text, None).unwrap();
        parsed.duplicates.sort();
        assert_eq!(pointers(&parsed), ["/a", "/b/c"]);
        assert_eq!(parsed.node.to_json(), json!({"a": 3, "b": {"c": 2}}));
    }
    let many: String = (0..30).map(|n| format!("k{n}: 1\n")).collect();
    assert_eq!(
        pointers(&parse(&format!("{many}k7: 2\n"), None).unwrap()),
        ["/k7"]
    );
}

#[test]
fn several_documents_are_noticed() {
    let parsed = parse("a: 1\n---\nb: 2\n", None).unwrap();
    assert!(parsed.more);
    assert_eq!(parsed.node.to_json(), json!({"a": 1}));
    assert!(!parse("---\na: 1\n", None).unwrap().more);
}

#[test]
fn depth_and_aliases_are_bounded() {
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(50_000),
        "- ".repeat(5_000),
        "a: {".repeat(2_000),
    ] {
        assert!(parse(&text, None).is_err());
    }
    let deep = format!("{}1{}", "[".repeat(500), "]".repeat(500));
    assert_eq!(parse(&deep, None).unwrap_err().cause, Cause::Depth);
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..10 {
        let list = vec![format!("*a{}", n - 1); 10].join(", ");
        bomb.push_str(&format!("a{n}: &a{n} [{list}]\n"));
    }
    assert_eq!(parse(&bomb, None).unwrap_err().cause, Cause::Aliases);
    assert!(parse("a: &a [*a]", None).is_err());
}

#[test]
fn errors_say_where() {
    let text = "{\"a\": 1,\n \"b\": }";
    let error = parse(text, Some(Format::Json)).unwrap_err();
    assert_eq!(text[error.at].chars().next(), Some('}'));
    for (text, line) in [
        ("a: 1\nb: [1, 2\nc: 3\n", 2),
        ("a: 'x\n", 1),
        ("a:\n\t- b\n", 2),
        ("{\"a\": 1} x", 1),
        ("? [a]\n: b\n", 1),
    ] {
        let error = parse(text, None).unwrap_err();
        assert_eq!(
            text[..error.at.start].matches('\n').count() + 1,
            line,
            "{text}: {error:?}"
        );
        assert!(!error.message.contains(" at line "), "{error:?}");
    }
}

#[test]
fn equal_keys_share_their_text() {
    let Node::Array(items) = parse("[{\"type\": 1}, {\"type\": 2}]", None).unwrap().node else {
        panic!()
    };
    let keys: Vec<_> = items
        .iter()
        .filter_map(Node::as_object)
        .map(|object| object.entries()[0].0.clone())
        .collect();
    assert!(std::sync::Arc::ptr_eq(&keys[0], &keys[1]));
}

fn pointers(parsed: &Parsed) -> Vec<&str> {
    let duplicates = parsed.duplicates.iter();
    duplicates.map(|found| found.pointer.as_str()).collect()
}

/// The parts of an API that were given in two pieces, as happens when documents are put together: nothing of them is lost.
#[test]
fn what_is_given_twice_is_joined() {
    let text = "paths:
  /a: {get: {x: 1}}
  /b: {get: {x: 2}}
  /a: {post: {x: 3}}
components: {schemas: {A: {type: string}}}
definitions: {A: {}}
components: {schemas: {B: {type: string}}, responses: {}}
paths:
  /b: {get: {x: 2}, put: {}}
  /c: {get: {responses: {200: {}, 200: {x: 4}}}}
";
    let parsed = parse(text, None).unwrap();
    let want = serde_json::json!({
        "paths": {
            "/a": {"get": {"x": 1}, "post": {"x": 3}},
            "/b": {"get": {"x": 2}, "put": {}},
            "/c": {"get": {"responses": {"200": {"x": 4}}}},
        },
        "components": {"schemas": {"A": {"type": "string"}, "B": {"type": "string"}}, "responses": {}},
        "definitions": {"A": {}},
    });
    assert_eq!(parsed.node.to_json(), want);
    let mut found: Vec<_> = parsed
        .duplicates
        .iter()
        .map(|found| (found.pointer.as_str(), found.outcome))
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            ("/components", Twice::Joined),
            ("/paths", Twice::Joined),
            ("/paths/~1a", Twice::Joined),
            ("/paths/~1c/get/responses/200", Twice::Last),
        ]
    );
    for (text, pointer) in [
        (
            "paths: {/a: {get: {x: 1}}, /a: {get: {x: 2}}}",
            "/paths/~1a",
        ),
        (
            "components: {schemas: {A: {x: 1}}}\ncomponents: {schemas: {A: {x: 2}}}",
            "/components",
        ),
    ] {
        let parsed = parse(text, None).unwrap();
        let found = &parsed.duplicates[0];
        assert_eq!(
            (found.pointer.as_str(), found.outcome),
            (pointer, Twice::Collides)
        );
    }
}

#[test]
fn nearly_json() {
    for (text, what) in [
        ("{\"a\": 1, // one\n\"b\": 2}", (9, Relaxed::Comment)),
        ("{\"a\": [1,], \"b\": 2}", (8, Relaxed::TrailingComma)),
    ] {
        let parsed = parse(text, Some(Format::Json)).unwrap();
        assert_eq!(parsed.relaxed, [what], "{text}");
        assert_eq!(parsed.node.get("b").unwrap().to_json(), 2);
    }
    for text in [
        "{\"a\": 1 \"b\": 2}",
        "{\"a\": 1,, }",
        "{// open",
        "{'a': 1}",
        "{\"a\": }",
    ] {
        assert!(parse(text, Some(Format::Json)).is_err(), "{text}");
    }
}

/// Brackets are counted one by one, wherever they stand among the parts that are looked at together.
#[test]
fn open_brackets_are_counted_in_any_text() {
    let simply = |text: &str| {
        let (mut open, mut line_start) = (0usize, true);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ if line_start && byte.is_ascii_alphanumeric() => open = 0,
                _ => {}
            }
            if open > super::OPEN_BRACKETS {
                return Some(at);
            }
            line_start = byte == b'\n';
        }
        None
    };
    let pieces = ["[", "{", "]", "}", "\n", "\na", " ", "word", "é"];
    for seed in 0..200usize {
        let mut state = seed.wrapping_mul(2_654_435_761) + 1;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        let mut text = String::new();
        for _ in 0..20 {
            let piece = pieces[random(pieces.len())];
            text.push_str(&piece.repeat(random(if seed % 2 == 0 { 3_000 } else { 90 })));
        }
        assert_eq!(super::too_many_brackets(&text), simply(&text), "{seed}");
    }
}
