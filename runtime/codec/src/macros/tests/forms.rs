//! Unions of unions: what each of them takes, what it leaves to the one around it, and that reading ends.

use crate as rt;
use rt::{DecodeErrorKind, Json, from_str, to_string};

macro_rules! objects {
    ($($name:ident { $($field:ident: $presence:ident $wire:literal $ty:ty),* })*) => {
        $(
            #[derive(Clone, Debug, PartialEq)]
            struct $name { $($field: $ty),* }
            rt::object!($name { $($field: $presence $wire),* });
        )*
    };
}

macro_rules! unions {
    ($($name:ident { $($branch:ident($ty:ty): $guard:ident $(($($demand:tt)*))?),* })*) => {
        $(
            #[derive(Clone, Debug, PartialEq)]
            enum $name { $($branch($ty),)* Unrecognized(Json) }
            rt::union!($name { $($branch: $guard $(($($demand)*))?),*; Unrecognized });
        )*
    };
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Opened;
rt::tag!(Opened = "door.opened");

#[derive(Clone, Debug, Default, PartialEq)]
struct Closed;
rt::tag!(Closed = "door.closed");

objects! {
    OpenedBy { kind: required "kind" Opened, by: required "by" String }
    ClosedBy { kind: required "kind" Closed, by: required "by" String }
    OpenedEvent { data: required "data" OpenedBy }
    ClosedEvent { data: required "data" ClosedBy }
    Feed { events: required "events" Vec<Event> }
    Runs { legs: required "legs" i64 }
    Swims { fins: required "fins" i64 }
    Drives { wheels: required "wheels" i64 }
    Whole { id: required "id" i64, name: optional "name" Option<String>, size: optional "size" Option<i64> }
    Short { id: required "id" i64, name: optional "name" Option<String> }
    Left { op: required "op" String, side: optional "side" Option<Box<Term>>, left: optional "left" Option<i64> }
    Right { op: required "op" String, side: optional "side" Option<Box<Term>>, right: optional "right" Option<i64> }
}

unions! {
    Event { Opened(OpenedEvent): object, Closed(ClosedEvent): object }
    Animal { Runs(Runs): object(has "legs"), Swims(Swims): object(has "fins") }
    Mover { Animal(Animal): object, Drives(Drives): object(has "wheels") }
    Sized { Whole(Whole): object, Short(Short): object }
    Wrapped { Sized(Sized): object, Name(String): string }
    Term { Left(Left): object, Right(Right): object }
    Looped { Looped(Box<Looped>): any }
    Ping { Pong(Box<Pong>): object, Name(String): string }
    Pong { Ping(Box<Ping>): object }
}

#[derive(Clone, Debug, PartialEq)]
struct Ring(Box<Ring>);
rt::newtype!(Ring);

#[derive(Clone, Debug, PartialEq)]
struct Chain(Vec<Chain>);
rt::newtype!(Chain);

/// What tells the branches apart may lie within them.
#[test]
fn a_new_constant_within_the_branches_is_a_new_form() {
    let read = |text: &str| from_str::<Event>(text).unwrap();
    assert!(matches!(
        read(r#"{"data":{"kind":"door.opened","by":"x"}}"#),
        Event::Opened(_)
    ));
    let text = r#"{"data":{"kind":"door.locked","by":"x","at":1}}"#;
    let event = read(text);
    assert!(matches!(event, Event::Unrecognized(_)));
    assert_eq!(to_string(&event), text);
    // what surrounds the union is read as ever
    let feed = format!(r#"{{"events":[{{"data":{{"kind":"door.closed","by":"y"}}}},{text}]}}"#);
    let read: Feed = from_str(&feed).unwrap();
    assert!(matches!(
        read.events[..],
        [Event::Closed(_), Event::Unrecognized(_)]
    ));
    assert_eq!(to_string(&read), feed);
    // a known constant beside a bad value is an error
    let error = from_str::<Event>(r#"{"data":{"kind":"door.opened","by":1}}"#).unwrap_err();
    assert_eq!(error.path(), "data.by", "{error}");
}

#[test]
fn what_no_branch_knows_is_unknown_to_the_outermost_union() {
    let read = |text: &str| from_str::<Mover>(text).unwrap();
    assert!(matches!(
        read(r#"{"legs":4}"#),
        Mover::Animal(Animal::Runs(_))
    ));
    assert!(matches!(read(r#"{"wheels":4}"#), Mover::Drives(_)));
    assert!(matches!(read(r#"{"wings":2}"#), Mover::Unrecognized(_)));
    assert!(matches!(
        from_str::<Animal>(r#"{"wings":2}"#).unwrap(),
        Animal::Unrecognized(_)
    ));
    let many: Vec<Mover> = from_str(r#"[{"wings":2},{"fins":1,"wings":0},{"wheels":3}]"#).unwrap();
    assert!(matches!(
        many[..],
        [
            Mover::Unrecognized(_),
            Mover::Animal(Animal::Swims(_)),
            Mover::Drives(_)
        ]
    ));
}

#[test]
fn a_poorer_branch_does_not_take_what_it_would_lose() {
    let read = |text: &str| from_str::<Sized>(text);
    assert!(matches!(
        read(r#"{"id":1,"size":2}"#).unwrap(),
        Sized::Whole(_)
    ));
    for text in [
        r#"{"id":1,"size":"large"}"#,
        r#"{"size":"large","id":1,"name":"x"}"#,
        r#"{"id":1,"size":"large","other":true}"#,
    ] {
        let error = read(text).unwrap_err();
        assert_eq!(error.path(), "size", "{error}");
        let error = from_str::<Wrapped>(text).unwrap_err();
        assert_eq!(error.path(), "size", "{error}");
    }
    // both fail by the same
    let error = read(r#"{"id":"1","size":2}"#).unwrap_err();
    assert_eq!(error.path(), "id", "{error}");
}

/// A type that is its own branch reads nothing, however often it is asked.
#[test]
fn a_type_that_leads_to_itself_ends_in_an_error() {
    for text in ["1", "{}", "[1]", r#"{"a":{"b":[]}}"#] {
        let error = from_str::<Looped>(text).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::TooDeep, "{error}");
        let error = from_str::<Ring>(text).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::TooDeep, "{error}");
    }
    let error = from_str::<Ping>("{}").unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::TooDeep, "{error}");
    assert_eq!(
        from_str::<Ping>(r#""a""#).unwrap(),
        Ping::Name("a".to_owned())
    );
    // where a bracket lies between, it is another place
    let chain: Chain = from_str("[[],[[]]]").unwrap();
    assert_eq!(to_string(&chain), "[[],[[]]]");
    let error = from_str::<Chain>(&"[".repeat(1_000)).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::TooDeep, "{error}");
}

/// Each level may be either of two types, and what decides it lies at the bottom: were every combination tried, this
/// would not end before the sun does.
#[test]
fn trials_within_trials_are_made_once() {
    for leaf in [
        r#"{"op":"x","right":1}"#,
        r#"{"op":"x","odd":1}"#,
        r#"{"op":1}"#,
        r#"{"op":"x","left":"bad"}"#,
    ] {
        let mut text = leaf.to_owned();
        for _ in 0..100 {
            text = format!(r#"{{"op":"o","side":{text},"more":0}}"#);
        }
        let read = from_str::<Term>(&text);
        match leaf.contains("bad") || leaf.contains(":1}") && !leaf.contains('x') {
            true => assert!(read.is_err(), "{leaf}"),
            false => assert!(read.is_ok(), "{leaf}: {read:?}"),
        }
    }
}

/// Runs, lists of this, or any other value.
#[derive(Clone, Debug, PartialEq)]
enum Open {
    Runs(Runs),
    List(Vec<Open>),
    Other(Json),
}
rt::union!(Open { Runs: object, List: array; Other: any });

#[test]
fn an_open_union_takes_what_no_branch_holds_as_a_whole() {
    let kept = |text: &str| {
        let value: Open = from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(to_string(&value), text);
        value
    };
    assert_eq!(kept(r#"{"legs":2}"#), Open::Runs(Runs { legs: 2 }));
    for other in [
        r#"{"legs":2,"arms":2}"#,
        r#"{"legs":"2"}"#,
        "{}",
        "null",
        "1.50",
    ] {
        assert!(matches!(kept(other), Open::Other(_)), "{other}");
    }
    let Open::List(list) = kept(r#"[{"legs":2},[{"legs":null}],7]"#) else {
        panic!("a list")
    };
    assert_eq!(list[0], Open::Runs(Runs { legs: 2 }));
    assert!(matches!(&list[1], Open::List(inner) if matches!(inner[..], [Open::Other(_)])));
    assert!(matches!(list[2], Open::Other(_)));
    // what is no JSON is an error all the same
    assert!(from_str::<Open>(r#"{"legs":}"#).is_err());
}
