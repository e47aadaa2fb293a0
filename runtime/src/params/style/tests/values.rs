//! Which values are written, and how they are encoded.

use super::*;

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
