//! The reader and the types of the standard library.

mod mutations;

use super::*;
use crate::{Json, Map};

fn error<T: Decode + std::fmt::Debug>(text: &str) -> String {
    from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn integers() {
    assert_eq!(
        from_str::<Vec<i64>>("[0,-1,10.0,1e3,-9223372036854775808]").unwrap(),
        [0, -1, 10, 1000, i64::MIN]
    );
    assert_eq!(
        from_str::<Vec<u64>>("[18446744073709551615,2.0]").unwrap(),
        [u64::MAX, 2]
    );
    assert_eq!(from_str::<u8>("255").unwrap(), 255);
    assert_eq!(
        error::<i64>("1.5"),
        "expected an integer, found 1.5 (line 1, column 1)"
    );
    assert_eq!(
        error::<i64>("9223372036854775808"),
        "9223372036854775808 is out of range (line 1, column 1)"
    );
    assert_eq!(error::<u64>("-1"), "-1 is out of range (line 1, column 1)");
    assert_eq!(
        error::<i32>(" 2147483648"),
        "2147483648 is out of range (line 1, column 2)"
    );
    assert_eq!(
        error::<u64>("\"1\""),
        "expected an integer, found a string (line 1, column 1)"
    );
    assert!(from_str::<i64>("01").is_err());
}

#[test]
fn floats() {
    assert_eq!(
        from_str::<Vec<f64>>("[1,-2.5,1e300]").unwrap(),
        [1.0, -2.5, 1e300]
    );
    assert_eq!(from_str::<f32>("0.1").unwrap(), 0.1);
    assert_eq!(
        error::<f64>("null"),
        "expected a number, found null (line 1, column 1)"
    );
    assert!(from_str::<f64>("NaN").is_err());
}

#[test]
fn other_scalars() {
    assert_eq!(from_str::<String>(r#""a\u00e9\n\"""#).unwrap(), "aé\n\"");
    assert_eq!(from_str::<Box<str>>("\"x\"").unwrap().as_ref(), "x");
    assert_eq!(
        from_str::<Vec<Option<bool>>>("[true,null,false]").unwrap(),
        [Some(true), None, Some(false)]
    );
    assert_eq!(
        error::<bool>("1"),
        "expected a boolean, found 1 (line 1, column 1)"
    );
    assert_eq!(
        error::<String>("true"),
        "expected a string, found true (line 1, column 1)"
    );
    assert!(from_str::<String>("\"\u{1}\"").is_err());
    assert!(from_str::<String>(r#""\ud800""#).is_err());
}

#[test]
fn what_is_no_json() {
    for text in [
        "",
        " ",
        "nul",
        "[1,]",
        "[1 2]",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "1 2",
        "[",
        "{",
        "\"",
        "'a'",
        "+1",
    ] {
        let error = from_str::<Json>(text).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Syntax, "{text}: {error}");
        assert!(from_str::<()>(text).is_err(), "{text}");
    }
}

#[test]
fn bytes() {
    assert_eq!(from_slice::<i64>(b"\xef\xbb\xbf7").unwrap(), 7);
    let error = from_slice::<String>(b"\n\"\xff\"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the text is not UTF-8 (line 2, column 2)"
    );
}

#[test]
fn limits() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(from_str::<Json>(&nested(128)).is_ok());
    let error = from_str::<Json>(&nested(129)).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::TooDeep);
    assert!(error.path().starts_with("[0][0]"));
    let shallow = Limits {
        depth: 2,
        ..Limits::default()
    };
    assert!(from_slice_with::<Json>(b"[[1]]", shallow).is_ok());
    assert!(from_slice_with::<Json>(b"[[[1]]]", shallow).is_err());
    let little = Limits {
        stack: 2000,
        ..Limits::default()
    };
    assert!(from_slice_with::<Json>(nested(100).as_bytes(), little).is_err());
    // what is passed over has a limit too
    assert_eq!(
        from_str::<()>(&nested(100_000)).unwrap_err().kind(),
        DecodeErrorKind::TooDeep
    );
}

#[test]
fn maps() {
    let map: Map<i64> = from_str(r#"{"b":1,"a":2,"b":3}"#).unwrap();
    assert_eq!(
        map.iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect::<Vec<_>>(),
        [("b", 3), ("a", 2)]
    );
    assert_eq!(
        error::<Map<i64>>(r#"{"a b":"x"}"#),
        "[\"a b\"]: expected an integer, found a string (line 1, column 8)"
    );
}

#[test]
fn strings_are_not_shown() {
    assert!(!error::<i64>("\"sk_live_123\"").contains("sk_live"));
}

#[test]
fn media_types() {
    for json in [
        "application/json",
        "application/json; charset=utf-8",
        "application/problem+json",
        "text/json",
    ] {
        assert!(is_json(json), "{json}");
    }
    assert!(!is_json("text/plain") && !is_json("application/jsonl"));
}

/// A string is read as serde_json reads it, whatever stands where in it and behind it.
#[test]
fn strings_of_every_length() {
    let ends = [
        "\"",
        "\\n\"",
        "\\\"x\"",
        "\\u00e9\"",
        "é\"",
        "\u{1}\"",
        "\u{7f}\"",
        "",
        "\\",
    ];
    for length in 0..=26 {
        for end in ends {
            for more in ["", " ", "         "] {
                let text = format!("\"{}{end}{more}", &"abcdefghijklmnopqrstuvwxyz"[..length]);
                let expected = serde_json::from_str::<String>(&text).ok();
                assert_eq!(from_str::<String>(&text).ok(), expected, "{text:?}");
                let listed = format!("[{text},{text}]");
                let expected = serde_json::from_str::<Vec<String>>(&listed).ok();
                assert_eq!(
                    from_str::<Vec<String>>(&listed).ok(),
                    expected,
                    "{listed:?}"
                );
            }
        }
    }
}

/// What begins no value has no kind, and what begins one has that of the value.
#[test]
fn kinds() {
    for (text, kind) in [
        ("null", Some(Kind::Null)),
        ("true", Some(Kind::Boolean)),
        ("false", Some(Kind::Boolean)),
        ("-1", Some(Kind::Number)),
        ("7", Some(Kind::Number)),
        ("\"a\"", Some(Kind::String)),
        ("[]", Some(Kind::Array)),
        ("{}", Some(Kind::Object)),
        ("x", None),
        ("}", None),
        (",", None),
        ("", None),
    ] {
        /// Says of which kind a value is, without reading it.
        #[derive(Debug)]
        struct Begins;
        impl Decode for Begins {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let kind = reader.kind()?;
                Err(DecodeError::new(
                    DecodeErrorKind::Value,
                    format!("{kind:?}"),
                ))
            }
        }
        let error = from_str::<Begins>(text).unwrap_err();
        let found = (error.kind() == DecodeErrorKind::Value).then(|| error.to_string());
        match kind {
            Some(kind) => assert!(
                found.is_some_and(|found| found.starts_with(&format!("{kind:?}"))),
                "{text}"
            ),
            None => assert_eq!(error.kind(), DecodeErrorKind::Syntax, "{text}"),
        }
    }
}

/// Lists end as JSON does: a comma is followed by a value.
#[test]
fn commas_of_lists() {
    for text in ["[1,]", "[1, ]", "[1,,2]", "[,1]", "[1 2]", "[1,2", "[1,"] {
        let numbers = from_str::<Vec<i64>>(text).unwrap_err();
        let any = from_str::<Vec<Json>>(text).unwrap_err();
        assert_eq!(numbers.kind(), any.kind(), "{text}");
        assert_eq!(numbers.kind(), DecodeErrorKind::Syntax, "{text}: {numbers}");
    }
    assert_eq!(from_str::<Vec<i64>>("[ 1 , 2 ]").unwrap(), [1, 2]);
}

/// A tag that is written as JSON is the same value, however that is spelled.
#[test]
fn tags_of_any_json() {
    let texts = [
        ["{\"a\":1,\"b\":[]}", "{ \"b\": [], \"a\": 1.0 }"],
        ["[1,\"x\"]", " [1e0, \"\\u0078\"]"],
        ["null", " null "],
        ["\"x\"", "\"\\u0078\""],
        ["{}", "{ }"],
    ];
    for (at, known) in texts.iter().enumerate() {
        for (with, spelled) in texts.iter().enumerate() {
            for text in spelled {
                let is = JsonText(known[0]).is(text);
                assert_eq!(is, at == with, "{} {text}", known[0]);
            }
        }
    }
    assert!(!JsonText("{}").is("{"));
}
