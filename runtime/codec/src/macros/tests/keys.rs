//! Keys as senders may write them.

use super::session;
use crate as rt;
use rt::from_str;

#[test]
fn keys_in_every_guise() {
    let spaced = "\n{ \"id\" : \"a\" , \"x\\\"y\":1,\t\"object\"\r\n:\n\"identity.session\" ,\"t\\u0079pe\":\"document\",\
        \"created\" :\n1 , \"é\": {} , \"client_secret\":null }";
    let session: session::Session = from_str(spaced).unwrap();
    assert_eq!(session.r#type, session::Type::Document);
    assert_eq!(session.more.keys().collect::<Vec<_>>(), ["x\"y", "é"]);
    for broken in [
        r#"{"id":"a",}"#,
        r#"{,"id":"a"}"#,
        r#"{"id" "a"}"#,
        r#"{"id":"a" "object":1}"#,
        r#"{"id":}"#,
        r#"{"id"#,
        r#"{"id":"a"]"#,
        r#"{"id":"a""#,
        r#"{"id":"a",,"object":1}"#,
        r#"{id:1}"#,
        r#"{"id":"a","object"#,
    ] {
        let error = from_str::<session::Session>(broken).unwrap_err();
        assert_eq!(
            error.kind(),
            rt::DecodeErrorKind::Syntax,
            "{broken}: {error}"
        );
        let (line, column) = error.position().unwrap();
        assert!(line == 1 && column <= broken.len() + 1, "{broken}: {error}");
    }
}

/// Names that JSON writes with escapes, and one that it may.
mod odd {
    use crate as rt;

    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Odd {
        pub quoted: i64,
        pub lines: Option<i64>,
        pub accent: Option<i64>,
        pub more: rt::Map<i64>,
    }

    rt::object!(Odd { quoted: required "a\\\"b\\\\", lines: optional "\\n\\u0001", accent: optional "é", more: extra });
}

#[test]
fn names_that_need_escapes() {
    let text = r#"{"a\"b\\":1,"\n\u0001":2,"é":3}"#;
    let value = odd::Odd {
        quoted: 1,
        lines: Some(2),
        accent: Some(3),
        more: rt::Map::new(),
    };
    assert_eq!(from_str::<odd::Odd>(text).unwrap(), value);
    let otherwise = r#"{"\u00e9":3,"\u000a\u0001":2, "\u0061\u0022b\u005c":1}"#;
    assert_eq!(from_str::<odd::Odd>(otherwise).unwrap(), value);
    assert_eq!(rt::to_string(&value), text);
    assert_eq!(rt::to_form(&value), "a%22b%5C=1&%0A%01=2&%C3%A9=3");
    let error = from_str::<odd::Odd>("{}").unwrap_err();
    assert_eq!(error.message(), "missing property `a\"b\\`");
    let error = from_str::<odd::Odd>(r#"{"a\"b\\":true}"#).unwrap_err();
    assert_eq!(error.path(), r#"["a\"b\\"]"#);
}

#[test]
fn objects_of_which_nothing_is_written() {
    let none = odd::Odd::default();
    assert_eq!(rt::to_string(&none), r#"{"a\"b\\":0}"#);
    let mut more = none.clone();
    more.more.insert("z".to_owned(), 1);
    more.more.insert("\"".to_owned(), 2);
    let text = r#"{"a\"b\\":0,"z":1,"\"":2}"#;
    assert_eq!(rt::to_string(&more), text);
    assert_eq!(from_str::<odd::Odd>(text).unwrap(), more);
    assert_eq!(rt::to_string(&all::Optional::default()), "{}");
    let mut extra = all::Optional::default();
    extra.more.insert("a".to_owned(), Vec::new());
    assert_eq!(rt::to_string(&extra), r#"{"a":[]}"#);
    assert_eq!(
        rt::to_string(&vec![all::Optional::default(), extra]),
        r#"[{},{"a":[]}]"#
    );
}

/// An object that may be empty.
mod all {
    use crate as rt;

    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Optional {
        pub one: Option<String>,
        pub more: rt::Map<Vec<i64>>,
    }

    rt::object!(Optional { one: optional "one", more: extra });
}
