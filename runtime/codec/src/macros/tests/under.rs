//! Unions whose variants hold what an object's only property does.

use crate as rt;
use rt::{Json, Limits, blank, from_slice_with, from_str, to_form, to_string};

#[derive(Clone, Debug, PartialEq)]
struct Run {
    pid: i64,
}
rt::object!(Run { pid: required "pid" });

#[derive(Clone, Debug, PartialEq)]
enum State {
    Running(Run),
    Failed(Option<String>),
    Not(Box<State>),
    Idle,
    Unrecognized(Json),
}
rt::union!(State { [Idle = "Idle"], Running in "running", Failed in "say \"hi\"", Not in "not"; Unrecognized });

#[test]
fn what_the_property_holds_is_read_and_written() {
    for (text, value) in [
        (r#"{"running":{"pid":7}}"#, State::Running(Run { pid: 7 })),
        (r#"{"say \"hi\"":"x"}"#, State::Failed(Some("x".into()))),
        (r#"{"say \"hi\"":null}"#, State::Failed(None)),
        (
            r#"{"not":{"not":"Idle"}}"#,
            State::Not(Box::new(State::Not(Box::new(State::Idle)))),
        ),
    ] {
        assert_eq!(from_str::<State>(text).as_ref(), Ok(&value));
        assert_eq!(to_string(&value), text);
    }
    let spaced = from_str::<State>(" { \"running\" : { \"pid\" : 7 } } ");
    assert_eq!(spaced, Ok(State::Running(Run { pid: 7 })));
    assert_eq!(to_form(&State::Running(Run { pid: 7 })), "running[pid]=7");
}

#[test]
fn what_has_other_properties_is_kept_whole() {
    for text in [
        r#"{"running":{"pid":7},"since":1}"#,
        r#"{"running":{"pid":7},"running":{"pid":8}}"#,
        r#"{"newer":{}}"#,
        "{}",
        r#""Busy""#,
        "[1]",
    ] {
        let State::Unrecognized(json) = from_str(text).expect("any value") else {
            panic!("{text}");
        };
        assert_eq!(from_str::<Json>(text), Ok(json));
    }
}

#[test]
fn errors_name_the_place() {
    let message = |text: &str| from_str::<State>(text).unwrap_err().to_string();
    assert_eq!(
        message(r#"{"not":{"running":{"pid":"x"}}}"#),
        "not.running.pid: expected an integer, found a string (line 1, column 26)"
    );
    assert!(message(r#"{"running":{"pid":7}"#).contains("line 1"));
    let deep = format!(
        "{}\"Idle\"{}",
        "{\"not\":".repeat(10_000),
        "}".repeat(10_000)
    );
    assert!(from_slice_with::<State>(deep.as_bytes(), Limits::default()).is_err());
}

#[test]
fn the_blank_value_is_the_first_variant() {
    assert_eq!(to_string(&blank::<State>()), r#""Idle""#);
}
