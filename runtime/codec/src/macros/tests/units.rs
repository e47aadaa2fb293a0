//! Unions of which some branches are a value each, and hold nothing.

use crate as rt;
use rt::{Json, blank, from_slice, from_str, to_form, to_string};

#[derive(Clone, Debug, PartialEq)]
struct Pair {
    a: i64,
    b: Option<Box<Level>>,
}
rt::object!(Pair { a: required "a", b: optional "b" });

#[derive(Clone, Debug, PartialEq)]
enum Level {
    Auto,
    Quoted,
    Zero,
    Minus,
    Half,
    On,
    Both,
    None,
    Pair(Pair),
    List(Vec<Level>),
    Unrecognized(Json),
}
rt::union!(Level {
    [
        Auto = "auto", Quoted = "say \"hi\"", Zero = 0, Minus = -7, Half = (json "0.5"), On = true,
        Both = (json "[\"a\", {\"b\": 1}]"), None = (json "{}")
    ],
    Pair: object, List: array; Unrecognized
});

#[derive(Clone, Debug, PartialEq)]
enum Outer {
    Off,
    Level(Level),
    Unrecognized(Json),
}
rt::union!(Outer { [Off = "off"], Level: any; Unrecognized });

#[derive(Clone, Debug, PartialEq)]
enum Only {
    A,
    One,
    Unrecognized(Json),
}
rt::union!(Only { [A = "a", One = 1]; Unrecognized });

#[test]
fn values_are_read_and_written() {
    for (text, value) in [
        (r#""auto""#, Level::Auto),
        (r#""say \"hi\"""#, Level::Quoted),
        ("0", Level::Zero),
        ("-7", Level::Minus),
        ("0.5", Level::Half),
        ("true", Level::On),
        (r#"["a",{"b":1}]"#, Level::Both),
        ("{}", Level::None),
        (r#"{"a":1}"#, Level::Pair(Pair { a: 1, b: None })),
        (
            r#"[0,["auto"]]"#,
            Level::List(vec![Level::Zero, Level::List(vec![Level::Auto])]),
        ),
        (
            r#"{"a":1,"b":"auto"}"#,
            Level::Pair(Pair {
                a: 1,
                b: Some(Box::new(Level::Auto)),
            }),
        ),
    ] {
        assert_eq!(from_str::<Level>(text).as_ref(), Ok(&value));
        assert_eq!(to_string(&value), text);
        assert_eq!(
            serde_json::from_str::<Level>(text).ok().as_ref(),
            Some(&value)
        );
        assert_eq!(serde_json::to_string(&value).ok().as_deref(), Some(text));
    }
    assert_eq!(to_form(&Level::Auto), "auto");
}

#[test]
fn other_spellings_are_the_same_values() {
    for (text, value) in [
        (r#" "\u0061uto" "#, Level::Auto),
        ("0.0", Level::Zero),
        ("-70e-1", Level::Minus),
        ("5e-1", Level::Half),
        (r#"[ "a", { "b" : 1 } ]"#, Level::Both),
        (" { } ", Level::None),
    ] {
        assert_eq!(from_str::<Level>(text), Ok(value), "{text}");
    }
}

#[test]
fn other_values_are_kept_by_the_outermost_union() {
    for text in [r#""other""#, "1", "0.25", "false", "null"] {
        let json: Json = from_str(text).expect("JSON");
        assert_eq!(from_str(text), Ok(Level::Unrecognized(json.clone())));
        assert_eq!(from_str(text), Ok(Outer::Unrecognized(json.clone())));
        assert_eq!(
            from_str(text),
            Ok(Only::Unrecognized(json.clone())).map(|other| match text {
                "1" => Only::One,
                _ => other,
            })
        );
        assert_eq!(
            to_string(&from_str::<Outer>(text).expect("any value")),
            text
        );
    }
    assert_eq!(from_str(r#""off""#), Ok(Outer::Off));
    assert_eq!(from_str(r#""auto""#), Ok(Outer::Level(Level::Auto)));
    assert_eq!(from_str(r#""a""#), Ok(Only::A));
}

#[test]
fn what_is_no_json_is_an_error() {
    for text in ["", "\"auto", "tru", "[\"a\", {\"b\": 1}", "{\"a\":1"] {
        assert!(from_str::<Level>(text).is_err(), "{text}");
        assert!(from_slice::<Outer>(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn the_blank_value_is_the_first_value() {
    assert_eq!(blank::<Level>(), Level::Auto);
    assert_eq!(blank::<Outer>(), Outer::Off);
    assert_eq!(blank::<Only>(), Only::A);
}
