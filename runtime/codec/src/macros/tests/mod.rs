//! Items in the form in which they are generated, used as a program would.

// the macros make `pub` items, as a generated crate needs
#![allow(unreachable_pub)]

use crate as rt;
use rt::{
    Emptyable, Expandable, Json, List, Map, Metadata, Secret, Timestamp, from_str, to_string,
};

mod enums;
mod forms;
mod keys;
mod numbers;
mod presence;
mod sorted;
mod trial;
mod under;
mod units;

mod session {
    use crate as rt;

    #[derive(Clone, Debug, PartialEq)]
    pub(super) struct Session {
        pub id: String,
        pub object: ObjectTag,
        pub client_secret: Option<rt::Secret>,
        pub created: rt::Timestamp,
        pub last_error: Option<LastError>,
        pub report: Option<rt::Expandable<super::Report>>,
        pub r#type: Type,
        pub url: Option<Option<String>>,
        pub more: rt::Map<rt::Json>,
    }

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub(super) struct ObjectTag;

    #[derive(Clone, Debug, PartialEq)]
    pub(super) struct LastError {
        pub code: Option<last_error::Code>,
        pub at: Option<Box<Session>>,
    }

    pub(super) mod last_error {
        #[derive(Clone, Debug, PartialEq)]
        pub(in super::super) enum Code {
            Abandoned,
            ConsentDeclined,
            Unrecognized(Box<str>),
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub(super) enum Type {
        Document,
        IdNumber,
        Unrecognized(Box<str>),
    }

    rt::object!(Session {
        id: required "id", object: required "object", client_secret: lenient "client_secret",
        created: required "created", last_error: lenient "last_error", report: optional "report",
        r#type: required "type", url: maybe "url", more: extra,
    });
    rt::tag!(ObjectTag = "identity.session");
    rt::object!(LastError { code: lenient "code", at: optional "at" });
    rt::string_enum!(last_error::Code { Abandoned = "abandoned", ConsentDeclined = "consent_declined"; Unrecognized });
    rt::string_enum!(Type { Document = "document", IdNumber = "id_number"; Unrecognized });
}

#[derive(Clone, Debug, PartialEq)]
struct Report {}
rt::object!(Report {});

#[derive(Clone, Debug, PartialEq)]
struct Names(Vec<String>);
rt::newtype!(Names);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Deleted;
rt::tag!(Deleted = true);
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Seven;
rt::tag!(Seven = 7);
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Odd;
rt::tag!(Odd = (json "[1.0]"));

#[derive(Clone, Debug, PartialEq)]
struct Account {
    id: String,
}
rt::object!(Account { id: required "id" });
#[derive(Clone, Debug, PartialEq)]
struct Card {
    last4: String,
}
rt::object!(Card { last4: required "last4" });

#[derive(Clone, Debug, PartialEq)]
enum Source {
    Account(Box<Account>),
    Card(Card),
    Gone(Map<Json>),
    Text(String),
    Count(i64),
    Rate(f64),
    Items(Vec<String>),
    Keyed(Map<i64>),
    Flag(bool),
    Unrecognized(Json),
}
rt::union!(Source {
    Account: object("object" = "account"),
    Card: object("object" = "card" | "credit_card"),
    Gone: object("deleted" = true),
    Text: string, Count: integer, Rate: number, Items: array, Keyed: object(has "a", "b"), Flag: boolean;
    Unrecognized
});

#[derive(Clone, Debug, PartialEq)]
enum Guess {
    Account(Account),
    Card(Card),
    Unrecognized(Json),
}
rt::union!(Guess { Account: object, Card: object; Unrecognized });

const SESSION: &str = r#"{"id":"vs_1","object":"identity.session","client_secret":"s3","created":5,"last_error":{"code":"odd"},"report":"vr_1","type":"document","url":null,"zip":[1.0],"zap":{}}"#;

#[test]
fn a_session_is_read_and_written_back() {
    let session: session::Session = from_str(SESSION).unwrap();
    assert_eq!(session.client_secret, Some(Secret::new("s3")));
    assert_eq!(session.created, Timestamp::new(5));
    let code = session.last_error.as_ref().unwrap().code.clone().unwrap();
    assert_eq!(code, session::last_error::Code::Unrecognized("odd".into()));
    assert_eq!(session.report, Some(Expandable::Id("vr_1".into())));
    assert_eq!(session.r#type, session::Type::Document);
    assert_eq!(session.url, Some(None));
    assert_eq!(session.more.keys().collect::<Vec<_>>(), ["zip", "zap"]);
    assert_eq!(to_string(&session), SESSION);
    assert!(!format!("{session:?}").contains("s3"));
}

#[test]
fn any_order_and_the_last_of_equal_keys() {
    let text = r#"{"type":"id_number","last_error":{"code":null},"created":1,"created":2,"url":"u","url":null,
        "report":{"x":1},"last_error":null,"client_secret":null,"object":"identity.session","id":"a"}"#;
    let session: session::Session = from_str(text).unwrap();
    assert_eq!(
        (session.created, &session.last_error, &session.url),
        (2.into(), &None, &Some(None))
    );
    assert_eq!(
        session.report,
        Some(Expandable::Object(Box::new(Report {})))
    );
    assert!(session.more.is_empty());
}

#[test]
fn null_and_absent() {
    let base = r#"{"id":"a","object":"identity.session","created":1,"type":"document""#;
    let absent: session::Session = from_str(&format!("{base}}}")).unwrap();
    assert_eq!(
        (&absent.client_secret, &absent.report, &absent.url),
        (&None, &None, &None)
    );
    assert_eq!(
        to_string(&absent),
        r#"{"id":"a","object":"identity.session","client_secret":null,"created":1,"last_error":null,"type":"document"}"#
    );
    let null: session::Session = from_str(&format!("{base},\"report\":null}}")).unwrap();
    assert_eq!(null, absent);
}

#[test]
fn errors_name_the_place() {
    let error = |text: &str| {
        from_str::<List<session::Session>>(text)
            .unwrap_err()
            .to_string()
    };
    let broken = SESSION.replace("\"odd\"", "12");
    assert_eq!(
        error(&format!("{{\"data\":[{SESSION},\n{broken}]}}")),
        "data[1].last_error.code: expected a string, found 12 (line 2, column 96)"
    );
    assert_eq!(
        error(r#"{"data":[{"id":"a","object":"charge"}]}"#),
        "data[0].object: expected \"identity.session\", found \"charge\" (line 1, column 29)"
    );
    assert_eq!(
        error(r#"{"data":[{"id":"a","type":"x","client_secret":null}]}"#),
        "data[0]: missing properties `object`, `created` (line 1, column 10)"
    );
    assert_eq!(
        error(r#"{"data":[{"id":null}]}"#),
        "data[0].id: expected a string, found null (line 1, column 16)"
    );
    assert_eq!(error("{}"), "missing property `data` (line 1, column 1)");
    assert_eq!(
        error("[1]"),
        "expected an object, found an array (line 1, column 1)"
    );
    assert_eq!(
        error(r#"{"data":[]"#),
        "EOF while parsing an object (line 1, column 11)"
    );
    assert_eq!(error(""), "EOF while parsing a value (line 1, column 1)");
}

#[test]
fn tags() {
    assert_eq!(to_string(&from_str::<Deleted>("true").unwrap()), "true");
    assert_eq!(to_string(&from_str::<Seven>("7").unwrap()), "7");
    assert_eq!(to_string(&from_str::<Odd>(" [ 1.0 ] ").unwrap()), "[1.0]");
    assert_eq!(
        from_str::<Deleted>("false").unwrap_err().message(),
        "expected true, found false"
    );
    assert_eq!(
        from_str::<session::ObjectTag>(r#""identity.\u0073ession""#),
        Ok(session::ObjectTag)
    );
}

#[test]
fn unions() {
    let read = |text: &str| from_str::<Source>(text).unwrap();
    let account = Source::Account(Box::new(Account { id: "a".into() }));
    assert_eq!(read(r#"{"id":"a","object":"account"}"#), account);
    assert_eq!(
        read(r#"{"object":"credit_card","last4":"4242"}"#),
        Source::Card(Card {
            last4: "4242".into()
        })
    );
    assert!(matches!(read(r#"{"x":1,"deleted":true}"#), Source::Gone(_)));
    assert_eq!(read("\"x\""), Source::Text("x".into()));
    assert_eq!(read("3"), Source::Count(3));
    assert_eq!(read("3.0"), Source::Rate(3.0));
    assert_eq!(read("[\"x\"]"), Source::Items(vec!["x".into()]));
    assert_eq!(
        read(r#"{"b":1,"a":2}"#),
        Source::Keyed(Map::from([("a", 2), ("b", 1)]))
    );
    assert_eq!(read("false"), Source::Flag(false));
    assert_eq!(read("null"), Source::Unrecognized(Json::Null));
    let other = r#"{"object":"bank","n":1.0}"#;
    assert_eq!(to_string(&read(other)), other);
    let error = from_str::<Source>(r#"{"object":"card"}"#).unwrap_err();
    assert_eq!(error.message(), "missing property `last4`");
}

#[test]
fn guesses() {
    assert!(matches!(
        from_str::<Guess>(r#"{"last4":"1"}"#).unwrap(),
        Guess::Card(_)
    ));
    let error = from_str::<Vec<Guess>>(r#"[{"last4":1}]"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "[0]: fits no form of the value; as Account: missing property `id`; \
         as Card: last4: expected a string, found 1 (line 1, column 2)"
    );
}

#[test]
fn serde_json_reads_and_writes() {
    let session: session::Session = serde_json::from_str(SESSION).unwrap();
    assert_eq!(session, from_str(SESSION).unwrap());
    assert_eq!(serde_json::to_string(&session).unwrap(), SESSION);
    let value: serde_json::Value = serde_json::from_str(SESSION).unwrap();
    assert_eq!(
        serde_json::from_value::<session::Session>(value.clone()).unwrap(),
        session
    );
    assert_eq!(
        serde_json::from_reader::<_, session::Session>(SESSION.as_bytes()).unwrap(),
        session
    );
    assert_eq!(serde_json::to_value(&session).unwrap(), value);
    let error = serde_json::from_str::<Vec<Account>>("[{\"id\":1}]").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("id: expected a string, found 1"),
        "{error}"
    );
    let lossless: Json = serde_json::from_str("[1.00,123456789012345678901234567890]").unwrap();
    assert_eq!(
        lossless.to_string(),
        "[1.00,123456789012345678901234567890]"
    );
}

#[test]
fn other_formats_read_and_write() {
    let session: session::Session = from_str(SESSION).unwrap();
    let yaml = serde_yaml::to_string(&session).unwrap();
    assert_eq!(
        serde_yaml::from_str::<session::Session>(&yaml).unwrap(),
        session
    );
    assert_eq!(
        serde_yaml::from_str::<Map<i64>>("1: 2\nx: 3").unwrap(),
        Map::from([("1", 2), ("x", 3)])
    );
    assert_eq!(
        serde_yaml::from_str::<Vec<Vec<i64>>>("[[], [1, 2], []]").unwrap(),
        [vec![], vec![1, 2], vec![]]
    );
    let metadata: Metadata = serde_yaml::from_str("{}").unwrap();
    assert!(metadata.is_empty());
}

#[test]
fn the_rest() {
    assert_eq!(
        from_str::<Names>("[\"a\"]").unwrap(),
        Names(vec!["a".into()])
    );
    assert_eq!(to_string(&Report {}), "{}");
    from_str::<()>("[{}]").unwrap();
    let cleared: Emptyable<Names> = from_str("\"\"").unwrap();
    assert_eq!(cleared, Emptyable::Empty);
    let mut deep = String::from("{}");
    for _ in 0..60 {
        deep = format!(
            r#"{{"id":"a","object":"identity.session","created":1,"type":"document","last_error":{{"at":{deep}}}}}"#
        );
    }
    let error = from_str::<session::Session>(&deep).unwrap_err();
    assert!(
        matches!(
            error.kind(),
            rt::DecodeErrorKind::Missing | rt::DecodeErrorKind::TooDeep
        ),
        "{error}"
    );
}
