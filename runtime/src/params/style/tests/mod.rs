//! The styles against the examples of the specification: OpenAPI 3.2, Parameter Object, "Style Examples".

mod values;

use super::*;
use crate::Style as S;

/// The values of the examples: empty, a text, a list, an object.
const VALUES: [&str; 4] = [
    r#""""#,
    r#""blue""#,
    r#"["blue","black","brown"]"#,
    r#"{"R":100,"G":200,"B":150}"#,
];

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

fn in_query(style: Style, value: &str) -> String {
    let mut out = Vec::new();
    query(&mut out, "color", style, &json(value));
    text(out)
}

fn in_path(style: Style, value: &str) -> String {
    path("color", style, &json(value)).unwrap_or_default()
}

fn in_cookie(style: Style, value: &str) -> String {
    cookies("color", style, &json(value)).join("; ")
}

#[test]
fn the_examples_of_the_specification_in_a_query() {
    for (style, expected) in [
        (
            S::form,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            S::form_exploded,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
        (
            S::space_delimited,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (
            S::pipe_delimited,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        // brackets are written as they stand, as nearly every server wants them; the specification encodes them
        (
            S::deep_object,
            [
                "color=",
                "color=blue",
                "color[0]=blue&color[1]=black&color[2]=brown",
                "color[R]=100&color[G]=200&color[B]=150",
            ],
        ),
        (
            S::json,
            [
                "color=%22%22",
                "color=%22blue%22",
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ],
        ),
    ] {
        assert_eq!(
            VALUES.map(|value| in_query(style, value)),
            expected,
            "{style:?}"
        );
    }
}

#[test]
fn the_examples_of_the_specification_in_a_path() {
    for (style, expected) in [
        (
            S::simple,
            ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
        ),
        (
            S::simple_exploded,
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
        (
            S::label,
            [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        ),
        (
            S::label_exploded,
            [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (
            S::matrix,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            S::matrix_exploded,
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ],
        ),
        (
            S::json,
            [
                "%22%22",
                "%22blue%22",
                "%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ],
        ),
    ] {
        assert_eq!(
            VALUES.map(|value| in_path(style, value)),
            expected,
            "{style:?}"
        );
    }
    // `simple` in the shorter form that most paths use
    assert_eq!(
        VALUES.map(|value| segment(&json(value)).unwrap_or_default()),
        VALUES.map(|value| in_path(S::simple, value))
    );
}

#[test]
fn the_examples_of_the_specification_in_a_header() {
    for (explode, expected) in [
        (false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ] {
        let header = |value| header(&json(value), explode).unwrap();
        assert_eq!(VALUES.map(header), expected, "{explode}");
    }
    assert_eq!(
        header(&json(r#""a b, é/""#), true).as_deref(),
        Some("a b, é/")
    );
    assert_eq!(
        header_json(&json(r#"{"a":["é😀"]}"#)),
        r#"{"a":["\u00e9\ud83d\ude00"]}"#
    );
}

#[test]
fn the_examples_of_the_specification_in_a_cookie() {
    for (style, expected) in [
        (
            S::form,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            S::form_exploded,
            [
                "color=",
                "color=blue",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
            ],
        ),
        (
            S::cookie,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            S::cookie_exploded,
            [
                "color=",
                "color=blue",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
            ],
        ),
    ] {
        assert_eq!(
            VALUES.map(|value| in_cookie(style, value)),
            expected,
            "{style:?}"
        );
    }
    assert_eq!(in_cookie(S::form, r#""a b;c/%""#), "color=a%20b%3Bc%2F%25");
    assert_eq!(
        in_cookie(S::form_reserved, r#""a b;c/%2f%""#),
        "color=a%20b%3Bc/%2f%25"
    );
    assert_eq!(in_cookie(S::cookie, r#""a b;c/%""#), "color=a b%3Bc/%");
    assert_eq!(in_cookie(S::json, r#"{"a":1}"#), "color=%7B%22a%22%3A1%7D");
}
