//! Structs whose undeclared properties are sorted by patterns of their names.

use crate as rt;
use rt::{Json, Map, blank, from_str, to_form, to_string};

#[derive(Clone, Debug, PartialEq)]
struct Mixed {
    id: String,
    size: Option<i64>,
    texts: Map<String>,
    numbers: Map<i64>,
    rest: Map<bool>,
}
rt::sorted!(Mixed {
    id: required "id",
    size: optional "s_size",
    @ texts: "^s_",
    @ numbers: "^(?:i_|s_)",
    .. rest,
});

#[derive(Clone, Debug, PartialEq)]
struct Pair {
    texts: Map<String>,
    numbers: Map<i64>,
}
rt::sorted!(Pair { @ texts: "a", @ numbers: "b" });

#[derive(Clone, Debug, PartialEq)]
enum Either {
    Pair(Pair),
    Mixed(Mixed),
    Unrecognized(Json),
}
rt::union!(Either { Pair: object, Mixed: object(has "id"); Unrecognized });

#[test]
fn each_pattern_has_its_map() {
    let text = r#"{"id":"m","s_size":3,"s_a":"x","i_b":7,"other":true}"#;
    let mixed: Mixed = from_str(text).unwrap();
    assert_eq!((mixed.id.as_str(), mixed.size), ("m", Some(3)));
    assert_eq!(mixed.texts["s_a"], "x");
    assert_eq!(mixed.numbers["i_b"], 7);
    assert!(mixed.rest["other"]);
    assert_eq!(to_string(&mixed), text);
    assert_eq!(to_form(&mixed), "id=m&s_size=3&s_a=x&i_b=7&other=true");
    // sorted, whatever the order was
    let turned = r#"{"other":false,"i_b":7,"s_b":"y","id":"m","s_a":"x"}"#;
    let mixed: Mixed = from_str(turned).unwrap();
    assert_eq!(
        to_string(&mixed),
        r#"{"id":"m","s_b":"y","s_a":"x","i_b":7,"other":false}"#
    );
    assert_eq!(to_string(&blank::<Mixed>()), r#"{"id":""}"#);
}

#[test]
fn what_does_not_fit_has_its_place() {
    let error = |text: &str| from_str::<Mixed>(text).unwrap_err().to_string();
    assert_eq!(
        error(r#"{"id":"m","s_a":1}"#),
        "s_a: expected a string, found 1 (line 1, column 17)"
    );
    assert_eq!(
        error(r#"{"id":"m","x":1}"#),
        "x: expected a boolean, found 1 (line 1, column 15)"
    );
    assert_eq!(
        error(r#"{"s_a":"x"}"#),
        "missing property `id` (line 1, column 1)"
    );
}

#[test]
fn names_that_match_nothing_are_passed_over() {
    let pair: Pair = from_str(r#"{"a":"x","c":[1],"ab":"y","b":2}"#).unwrap();
    assert_eq!(to_string(&pair), r#"{"a":"x","ab":"y","b":2}"#);
    assert_eq!(to_string(&from_str::<Pair>("{}").unwrap()), "{}");
}

#[test]
fn in_a_union() {
    let read = |text: &str| from_str::<Either>(text).unwrap();
    assert!(matches!(read(r#"{"a":"x"}"#), Either::Pair(_)));
    assert!(matches!(read(r#"{"id":"x","i_a":1}"#), Either::Mixed(_)));
}
