//! The styles against the examples of the specification: OpenAPI 3.2, Parameter Object, "Style Examples".

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

#[test]
fn what_is_undefined_is_not_written() {
    for value in ["[]", "{}"] {
        for style in [
            S::form,
            S::form_exploded,
            S::space_delimited,
            S::pipe_delimited,
        ] {
            assert_eq!(in_query(style, value), "", "{style:?}");
        }
        for style in [S::form, S::form_exploded, S::cookie, S::cookie_exploded] {
            assert_eq!(in_cookie(style, value), "", "{style:?}");
        }
        // nothing in a path is refused by the client
        for style in [
            S::simple,
            S::simple_exploded,
            S::label,
            S::label_exploded,
            S::matrix,
        ] {
            assert_eq!(path("color", style, &json(value)), None, "{style:?}");
        }
        assert_eq!(header(&json(value), false), None);
    }
    assert_eq!(in_query(S::deep_object, "{}"), "");
    assert_eq!(in_query(S::form, "[\"\"]"), "color=");
}

#[test]
fn values_are_encoded_and_separators_are_not() {
    let values = [
        r#""a,b c""#,
        r#"["a,b","c|d e"]"#,
        r#"{"r&":"a=b","g h":true}"#,
    ];
    for (style, expected) in [
        (
            S::form,
            [
                "color=a%2Cb%20c",
                "color=a%2Cb,c%7Cd%20e",
                "color=r%26,a%3Db,g%20h,true",
            ],
        ),
        (
            S::form_exploded,
            [
                "color=a%2Cb%20c",
                "color=a%2Cb&color=c%7Cd%20e",
                "r%26=a%3Db&g%20h=true",
            ],
        ),
        (
            S::space_delimited,
            [
                "color=a%2Cb%20c",
                "color=a%2Cb%20c%7Cd%20e",
                "color=r%26%20a%3Db%20g%20h%20true",
            ],
        ),
        (
            S::deep_object,
            [
                "color=a%2Cb%20c",
                "color[0]=a%2Cb&color[1]=c%7Cd%20e",
                "color[r%26]=a%3Db&color[g%20h]=true",
            ],
        ),
        (
            S::form_reserved,
            [
                "color=a,b%20c",
                "color=a,b,c%7Cd%20e",
                "color=r%26,a=b,g%20h,true",
            ],
        ),
        (
            S::deep_object_reserved,
            [
                "color=a,b%20c",
                "color[0]=a,b&color[1]=c%7Cd%20e",
                "color[r%26]=a=b&color[g%20h]=true",
            ],
        ),
    ] {
        assert_eq!(
            values.map(|value| in_query(style, value)),
            expected,
            "{style:?}"
        );
    }
    for (style, expected) in [
        (
            S::simple,
            ["a%2Cb%20c", "a%2Cb,c%7Cd%20e", "r%26,a%3Db,g%20h,true"],
        ),
        (
            S::simple_reserved,
            ["a,b%20c", "a,b,c%7Cd%20e", "r&,a=b,g%20h,true"],
        ),
        (
            S::matrix_exploded,
            [
                ";color=a%2Cb%20c",
                ";color=a%2Cb;color=c%7Cd%20e",
                ";r%26=a%3Db;g%20h=true",
            ],
        ),
    ] {
        assert_eq!(
            values.map(|value| in_path(style, value)),
            expected,
            "{style:?}"
        );
    }
    // names of parameters are encoded as well
    let mut out = Vec::new();
    query(
        &mut out,
        "na me",
        S::form_reserved,
        &json(r#""a&b#c%[]+d/%2F""#),
    );
    assert_eq!(text(out), "na%20me=a%26b%23c%25%5B%5D%2Bd/%2F");
}

#[test]
fn objects_within_objects() {
    let value = r#"{"a":{"b":["c d",{"e":"/"}]},"f":[]}"#;
    assert_eq!(
        in_query(S::deep_object, value),
        "color[a][b][0]=c%20d&color[a][b][1][e]=%2F&color[f]="
    );
    assert_eq!(
        in_query(S::deep_object_reserved, value),
        "color[a][b][0]=c%20d&color[a][b][1][e]=/&color[f]="
    );
    assert_eq!(in_query(S::form, "[[1],null]"), "color=%5B1%5D,");
}

#[test]
fn whole_query_strings() {
    let whole = |style, value| {
        let mut out = Vec::new();
        querystring(&mut out, style, &json(value));
        text(out)
    };
    let value = r#"{"a b":["c","d&"],"e":{"f":[1]},"g":""}"#;
    assert_eq!(whole(S::form, value), "a%20b=c&a%20b=d%26&e[f][0]=1&g=");
    assert_eq!(
        whole(S::json, r#"{"a":[1,"é"]}"#),
        "%7B%22a%22%3A%5B1%2C%22%C3%A9%22%5D%7D"
    );
    assert_eq!(
        whole(S::simple, r#""$.a[?(@.b==1)]""#),
        "%24.a%5B%3F%28%40.b%3D%3D1%29%5D"
    );
    assert_eq!(whole(S::form, "{}"), "");
}

#[test]
fn objects_of_a_form_are_json() {
    let objects = r#"[{"a":1},{"a":"b"}]"#;
    for (value, expected) in [
        (VALUES[0], "color="),
        (VALUES[1], "color=blue"),
        (VALUES[2], "color=blue&color=black&color=brown"),
        (
            VALUES[3],
            "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
        ),
        (
            objects,
            "color=%7B%22a%22%3A1%7D&color=%7B%22a%22%3A%22b%22%7D",
        ),
    ] {
        assert_eq!(in_query(S::form_json, value), expected, "{value}");
    }
}
