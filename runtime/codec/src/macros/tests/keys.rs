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
