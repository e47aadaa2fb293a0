//! Unions whose branches several values fit: the branch wins that knows most of the value.

use crate as rt;
use rt::{Json, from_str, to_string};

macro_rules! objects {
    ($($name:ident { $($field:ident: $presence:ident $wire:literal $ty:ty),* })*) => {
        $(
            #[derive(Clone, Debug, PartialEq)]
            struct $name { $($field: $ty),* }
            rt::object!($name { $($field: $presence $wire),* });
        )*
    };
}

objects! {
    Small { a: optional "a" Option<i64> }
    Large { a: optional "a" Option<i64>, b: optional "b" Option<Vec<Small>> }
    Strict { c: required "c" i64 }
    Listed { kind: optional "kind" Option<Kind> }
    Live { live: optional "live" Option<bool>, n: optional "n" Option<i64> }
    Dead { live: optional "live" Option<bool> }
    All { a: optional "a" Option<i64>, c: optional "c" Option<i64>, kind: optional "kind" Option<Kind> }
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    A,
    Unrecognized(Box<str>),
}
rt::string_enum!(Kind { A = "a"; Unrecognized });

#[derive(Clone, Debug, PartialEq)]
enum Vague {
    Small(Small),
    Large(Large),
    Strict(Strict),
    Listed(Listed),
    Unrecognized(Json),
}
rt::union!(Vague { Small: object, Large: object, Strict: object, Listed: object; Unrecognized });

#[derive(Clone, Debug, PartialEq)]
enum Told {
    Live(Live),
    Dead(Dead),
    Unrecognized(Json),
}
rt::union!(Told {
    Live: object("live" = true, "n" = 1 | 2),
    Dead: object("live" = false);
    Unrecognized
});

#[test]
fn the_branch_that_knows_most() {
    let read = |text: &str| from_str::<Vague>(text).unwrap();
    assert_eq!(read(r#"{"a":1}"#), Vague::Small(Small { a: Some(1) }));
    assert!(matches!(read(r#"{"a":1,"b":[]}"#), Vague::Large(_)));
    assert!(matches!(
        read(r#"{"a":1,"b":[{"x":2}],"y":1}"#),
        Vague::Large(_)
    ));
    assert!(matches!(read(r#"{"c":1}"#), Vague::Strict(_)));
    assert!(matches!(read(r#"{"kind":"a"}"#), Vague::Listed(_)));
    // as little known to all: the first
    assert!(matches!(read(r#"{"z":1}"#), Vague::Small(_)));
    // what follows is read from the right place
    let list: Vec<Vague> = from_str(r#"[{"a":1,"z":2},{"c":3},{"b":[],"z":{}},{"a":4}]"#).unwrap();
    assert_eq!(to_string(&list), r#"[{"a":1},{"c":3},{"b":[]},{"a":4}]"#);
    let error = from_str::<Vague>(r#"{"a":"x","kind":1}"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("fits no form of the value; as Small: a: expected an integer"),
        "{error}"
    );
    assert!(
        error.contains("; as Strict: missing property `c`"),
        "{error}"
    );
}

objects! {
    Loose { kind: optional "kind" Option<String> }
    Whole { kind: optional "kind" Option<Kind>, a: optional "a" Option<i64> }
    Measured { kind: optional "kind" Option<Kind>, size: optional "size" Option<Size> }
    Known { kind: optional "kind" Option<Kind>, size: optional "size" Option<i64> }
}

#[derive(Clone, Debug, PartialEq)]
enum Size {
    N1,
    Unrecognized(i64),
}
rt::integer_enum!(Size { N1 = 1; Unrecognized });

#[derive(Clone, Debug, PartialEq)]
enum Lossy {
    Loose(Loose),
    Whole(Whole),
    Unrecognized(Json),
}
rt::union!(Lossy { Loose: object, Whole: object; Unrecognized });

#[derive(Clone, Debug, PartialEq)]
enum Open {
    Measured(Measured),
    Known(Known),
    Any(Json),
}
rt::union!(Open { Measured: object, Known: object; Any: any });

/// A branch that keeps a property is better than one that knows a value: what is written back is the whole.
#[test]
fn values_that_are_lost_weigh_more_than_values_that_are_not_listed() {
    let read = |text: &str| from_str::<Lossy>(text).unwrap();
    assert!(matches!(read(r#"{"kind":"new"}"#), Lossy::Loose(_)));
    let text = r#"{"kind":"quite a long one that is not listed","a":1}"#;
    assert!(matches!(read(text), Lossy::Whole(_)));
    assert_eq!(to_string(&read(text)), text);
}

#[test]
fn values_that_are_not_listed_leave_a_typed_branch_before_any_value() {
    let read = |text: &str| from_str::<Open>(text).unwrap();
    assert!(matches!(
        read(r#"{"kind":"a","size":1}"#),
        Open::Measured(_)
    ));
    assert!(matches!(read(r#"{"kind":"a","size":2}"#), Open::Known(_)));
    // one that is not listed is better than two
    assert!(matches!(read(r#"{"kind":"b","size":2}"#), Open::Known(_)));
    assert!(matches!(
        read(r#"{"kind":"b","size":1}"#),
        Open::Measured(_)
    ));
    assert!(matches!(read(r#"{"kind":"a","more":1}"#), Open::Any(_)));
    // what follows is read from the right place
    let text = r#"[{"kind":"b"},{"more":[{}]},{"kind":"b","size":2},7]"#;
    assert_eq!(to_string(&from_str::<Vec<Open>>(text).unwrap()), text);
}

#[test]
fn tags_that_are_no_texts() {
    let read = |text: &str| from_str::<Told>(text).unwrap();
    assert!(matches!(read(r#"{"live":true,"n":2}"#), Told::Live(_)));
    assert!(matches!(read(r#"{"live":false}"#), Told::Dead(_)));
    assert!(matches!(
        read(r#"{"live":true,"n":3}"#),
        Told::Unrecognized(_)
    ));
    assert!(matches!(read(r#"{"live":"true"}"#), Told::Unrecognized(_)));
    // a tag that is not there says nothing against a branch
    assert!(matches!(read(r#"{"live":true}"#), Told::Live(_)));
    assert!(matches!(read("{}"), Told::Live(_)));
}

#[derive(Clone, Debug, PartialEq)]
enum Any {
    Small(Small),
    Strict(Strict),
    Listed(Listed),
    Several(All),
    Unrecognized(Json),
}
rt::union!(Any {
    Small: object(has "a"),
    Strict: object(has "c"),
    Listed: object(has "kind"),
    Several: several("a", "c", "kind");
    Unrecognized
});

#[test]
fn what_fits_several_branches() {
    let read = |text: &str| from_str::<Any>(text).unwrap();
    assert!(matches!(read(r#"{"a":1}"#), Any::Small(_)));
    assert!(matches!(read(r#"{"kind":"a","x":1}"#), Any::Listed(_)));
    for text in [
        r#"{"a":1,"c":2}"#,
        r#"{"c":2,"kind":"a"}"#,
        r#"{"a":1,"c":2,"kind":"a"}"#,
    ] {
        assert!(matches!(read(text), Any::Several(_)), "{text}");
        assert_eq!(to_string(&read(text)), text);
    }
    assert!(matches!(read(r#"{"x":1}"#), Any::Unrecognized(_)));
}

#[test]
fn null_counts_where_it_is_kept() {
    #[derive(Clone, Debug, PartialEq)]
    struct All {
        a: Option<i32>,
        b: Option<Option<i32>>,
        x: Option<i32>,
    }
    rt::object!(All { a: optional "a", b: maybe "b", x: optional "x" });
    #[derive(Clone, Debug, PartialEq)]
    enum Any {
        Small(Small),
        Several(All),
        Unrecognized(Json),
    }
    rt::union!(Any {
        Small: object(has "x"),
        Several: several("a", "b" or null, "x");
        Unrecognized
    });
    let read = |text: &str| from_str::<Any>(text).unwrap();
    for text in [r#"{"a":1,"b":null}"#, r#"{"b":null,"x":2}"#] {
        assert!(matches!(read(text), Any::Several(_)), "{text}");
        assert_eq!(to_string(&read(text)), text);
    }
    for text in [
        r#"{"a":null,"b":1}"#,
        r#"{"a":null,"b":null}"#,
        // the last of equal keys is read
        r#"{"a":1,"b":1,"a":null}"#,
    ] {
        assert!(matches!(read(text), Any::Unrecognized(_)), "{text}");
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Sized {
    Text(String),
    Small(i32),
    Large(u64),
    Unrecognized(Json),
}
rt::union!(Sized { Text: string, Small: integer, Large: integer; Unrecognized });

#[test]
fn what_no_branch_can_hold_is_kept() {
    let read = |text: &str| from_str::<Sized>(text).unwrap();
    assert_eq!(read("7"), Sized::Small(7));
    assert_eq!(read("4294967296"), Sized::Large(4_294_967_296));
    for text in ["-2147483649", "18446744073709551616"] {
        assert!(matches!(read(text), Sized::Unrecognized(_)), "{text}");
        assert_eq!(to_string(&read(text)), text);
    }
}

objects! {
    Absent { x: optional "x" Option<i64> }
    Cleared { x: nullable "x" Option<i64> }
}

#[derive(Clone, Debug, PartialEq)]
enum Either {
    Absent(Absent),
    Cleared(Cleared),
    Unrecognized(Json),
}
rt::union!(Either { Absent: object, Cleared: object; Unrecognized });

/// Of two branches that take null, the one that writes it back is chosen.
#[test]
fn null_goes_to_the_branch_that_has_a_place_for_it() {
    for text in [r#"{"x":null}"#, r#"{"x":1}"#, "{}"] {
        let value: Either = from_str(text).unwrap();
        assert_eq!(to_string(&value), text, "{value:?}");
    }
}

objects! {
    Lit { mode: required "mode" String, live: optional "live" Option<bool>, n: optional "n" Option<i64> }
    Dark { mode: required "mode" String, live: optional "live" Option<bool>, n: optional "n" Option<String> }
    Plain { c: required "c" i64, n: optional "n" Option<i64> }
}

#[derive(Clone, Debug, PartialEq)]
enum Second {
    Lit(Lit),
    Dark(Dark),
    Plain(Plain),
    Unrecognized(Json),
}
rt::union!(Second {
    Lit: object("mode" = "light", "live" = true),
    Dark: object("mode" = "light", "live" = false),
    Plain: object;
    Unrecognized
});

/// A second tag tells apart what the first one has told from others: what lacks only the second may still be one of these.
#[test]
fn a_value_that_lacks_one_of_its_tags() {
    let read = |text: &str| from_str::<Second>(text).unwrap();
    assert!(matches!(read(r#"{"mode":"light","n":1}"#), Second::Lit(_)));
    assert!(matches!(
        read(r#"{"mode":"light","n":"x"}"#),
        Second::Dark(_)
    ));
    assert!(matches!(
        read(r#"{"mode":"light","live":false}"#),
        Second::Dark(_)
    ));
    assert!(matches!(read(r#"{"c":1}"#), Second::Plain(_)));
    // the other branch has another value of the first tag
    assert!(matches!(
        read(r#"{"mode":"heavy","c":1}"#),
        Second::Plain(_)
    ));
    // of two that lose something, the one that loses less
    assert!(matches!(
        read(r#"{"mode":"light","c":1,"n":1}"#),
        Second::Lit(_)
    ));
    let error = from_str::<Second>(r#"{"mode":"light","n":[]}"#)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("fits no form of the value; as Lit: n: expected an integer"),
        "{error}"
    );
}
