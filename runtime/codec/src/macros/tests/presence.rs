//! Absent, null and value, kept apart as far as the document does.

use crate as rt;
use rt::{Json, from_str, to_string};

#[derive(Clone, Debug, PartialEq)]
struct All {
    required: i64,
    nullable: Option<i64>,
    optional: Option<i64>,
    maybe: Option<Option<i64>>,
    any: Option<Json>,
}
rt::object!(All {
    required: required "required", nullable: nullable "nullable", optional: optional "optional", maybe: maybe "maybe",
    any: maybe "any",
});

#[test]
fn absent_null_and_value() {
    for text in [
        r#"{"required":1,"nullable":null}"#,
        r#"{"required":1,"nullable":2}"#,
        r#"{"required":1,"nullable":null,"optional":3}"#,
        r#"{"required":1,"nullable":null,"maybe":null}"#,
        r#"{"required":1,"nullable":null,"maybe":4}"#,
        r#"{"required":1,"nullable":null,"any":null}"#,
        r#"{"required":1,"nullable":null,"any":{}}"#,
    ] {
        let value: All = from_str(text).unwrap();
        assert_eq!(to_string(&value), text);
    }
    let error = |text: &str| from_str::<All>(text).unwrap_err().to_string();
    assert_eq!(
        error("{}"),
        "missing properties `required`, `nullable` (line 1, column 1)"
    );
    assert_eq!(
        error(r#"{"required":1}"#),
        "missing property `nullable` (line 1, column 1)"
    );
    assert_eq!(
        error(r#"{"required":null,"nullable":1}"#),
        "required: expected an integer, found null (line 1, column 13)"
    );
}

#[derive(Clone, Debug, PartialEq)]
struct Filled {
    list: Vec<i64>,
    map: rt::Map<String>,
}
rt::object!(Filled { list: filled "list", map: filled "map" });

#[test]
fn null_may_stand_for_what_is_empty() {
    let value: Filled = from_str(r#"{"list":null,"map":null}"#).unwrap();
    assert_eq!((value.list.len(), value.map.len()), (0, 0));
    assert_eq!(to_string(&value), r#"{"list":[],"map":{}}"#);
    // the last of equal keys counts
    let value: Filled = from_str(r#"{"list":[1],"list":null,"map":{"a":"b"}}"#).unwrap();
    assert_eq!((value.list.len(), value.map.len()), (0, 1));
    let error = from_str::<Filled>(r#"{"list":[]}"#)
        .unwrap_err()
        .to_string();
    assert_eq!(error, "missing property `map` (line 1, column 1)");
    assert!(from_str::<Filled>(r#"{"list":{},"map":{}}"#).is_err());
}

#[derive(Clone, Debug, PartialEq)]
struct Cat {
    kind: String,
    size: Size,
    lives: i64,
}
rt::object!(Cat { kind: told "kind" = "\"cat\"", size: told "size" = "\"small\"", lives: required "lives" });

#[derive(Clone, Debug, PartialEq)]
enum Size {
    Large,
    Small,
    Unrecognized(Box<str>),
}
rt::string_enum!(Size { Large = "large", Small = "small"; Unrecognized });

/// A tag is told by the document where there is no text, and read where there is one.
#[test]
fn a_tag_of_a_blank_value_is_its_own() {
    let cat: Cat = rt::blank();
    assert_eq!(
        to_string(&cat),
        r#"{"kind":"cat","size":"small","lives":0}"#
    );
    let other = r#"{"kind":"tiger","size":"large","lives":9}"#;
    assert_eq!(to_string(&from_str::<Cat>(other).unwrap()), other);
    let error = from_str::<Cat>(r#"{"size":"small","lives":9}"#).unwrap_err();
    assert!(
        error.to_string().contains("missing property `kind`"),
        "{error}"
    );
}
