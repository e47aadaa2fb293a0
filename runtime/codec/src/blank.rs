//! Placeholder values of any type.

use crate::{Decode, Reader};

/// The least value of a type: what must be there is there (an empty string, zero, `false`, the first listed value, the
/// first branch), what may be missing is not. Tests set the fields that matter to them.
///
/// It is made by the table that the type is read by, so that no type costs anything more for it.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Account { pub id: String, pub email: Option<String>, pub age: i64 }
/// castiron_codec::object!(Account { id: required "id", email: optional "email", age: required "age" });
///
/// let mut account: Account = castiron_codec::blank();
/// account.age = 30;
/// assert_eq!(castiron_codec::to_string(&account), r#"{"id":"","age":30}"#);
/// ```
///
/// # Panics
///
/// Where the type holds one of another crate that reads none of the usual values, or one whose own
/// [`Decode`] refuses what is least of the values that it asks for.
#[must_use]
#[track_caller]
#[cfg_attr(
    not(test),
    expect(
        clippy::panic,
        reason = "documented: for tests, where a type is at fault that is not ours"
    )
)]
pub fn blank<T: Decode>() -> T {
    match T::decode(&mut Reader::blank()) {
        Ok(value) => value,
        Err(error) => panic!("the type has no blank value: {error}"),
    }
}

#[cfg(test)]
// the macros make `pub` items, as a generated crate needs
#[allow(unreachable_pub)]
mod tests {
    use crate as rt;
    use crate::{Base64, Date, DateTime, Emptyable, Expandable, Json, List, Map, Number, Text};
    use crate::{RangeQueryParam, Secret, Serde, Timestamp, Uuid, blank, to_string};

    #[derive(Clone, Debug, PartialEq)]
    struct Everything {
        kind: Kind,
        size: Size,
        odd: Odd,
        state: State,
        names: Vec<String>,
        by_name: Map<i64>,
        list: List<Inner>,
        inner: Box<Inner>,
        tree: Tree,
        note: Option<String>,
        nothing: Option<String>,
        either: Option<Option<String>>,
        rest: Map<Json>,
    }
    rt::object!(Everything {
        kind: required "kind", size: required "size", odd: required "odd", state: required "state",
        names: required "names", by_name: required "by_name", list: required "list", inner: required "inner",
        tree: required "tree", note: nullable "note", nothing: optional "nothing", either: maybe "either", rest: extra,
    });

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    struct Kind;
    rt::tag!(Kind = "everything");

    #[derive(Clone, Debug, PartialEq)]
    enum Size {
        N5,
        Unrecognized(i64),
    }
    rt::integer_enum!(Size { N5 = 5; Unrecognized });

    #[derive(Clone, Debug, PartialEq)]
    enum Odd {
        Half,
        Unrecognized(Json),
    }
    rt::value_enum!(Odd { Half = "0.5"; Unrecognized });

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum State {
        Off,
        On,
    }
    rt::string_enum!(State { Off = "off", On = "on" });

    #[derive(Clone, Debug, PartialEq)]
    struct Inner {
        id: Expandable<i64>,
        at: RangeQueryParam<Timestamp>,
        file: Base64,
        cleared: Emptyable<String>,
        secret: Secret,
        day: Date,
        exact: Number,
        any: Json,
        flag: bool,
        small: u8,
        part: f64,
    }
    rt::object!(Inner {
        id: required "id", at: required "at", file: required "file", cleared: required "cleared",
        secret: required "secret", day: required "day", exact: required "exact", any: required "any",
        flag: required "flag", small: required "small", part: required "part",
    });

    #[derive(Clone, Debug, PartialEq)]
    enum Tree {
        Fork(Fork),
        Leaf(i64),
        Unrecognized(Json),
    }
    rt::union!(Tree { Fork: object, Leaf: integer; Unrecognized });

    #[derive(Clone, Debug, PartialEq)]
    struct Fork {
        left: Box<Tree>,
        right: Box<Tree>,
    }
    rt::object!(Fork { left: required "left", right: required "right" });

    #[test]
    fn what_must_be_there_is() {
        let inner = r#"{"id":"","at":0,"file":"","cleared":"","secret":"","day":"1970-01-01","exact":0,"any":null,"flag":false,"small":0,"part":0}"#;
        let value: Everything = blank();
        let text = to_string(&value);
        let expected = format!(
            r#"{{"kind":"everything","size":5,"odd":0.5,"state":"off","names":[],"by_name":{{}},"list":{{"data":[],"has_more":false}},"inner":{inner},"tree":{{"left":0,"right":0}},"note":null}}"#
        );
        assert_eq!(text, expected);
        // what is made reads as what it is
        assert_eq!(rt::from_str::<Everything>(&text).expect("a value"), value);
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Term {
        Sum(Sum),
        Group(Group),
        Const(Const),
        Unrecognized(Json),
    }
    rt::union!(Term {
        Sum: object("kind" = "sum"), Group: object("kind" = "group"), Const: object("kind" = "const");
        Unrecognized
    });

    #[derive(Clone, Debug, PartialEq)]
    struct Sum {
        kind: String,
        terms: (Box<Term>, Box<Term>),
    }
    rt::object!(Sum { kind: required "kind", terms: required "terms" });

    #[derive(Clone, Debug, PartialEq)]
    struct Group {
        of: Box<Part>,
    }
    rt::object!(Group { of: required "of" });

    #[derive(Clone, Debug, PartialEq)]
    struct Const {
        value: i64,
    }
    rt::object!(Const { value: required "value" });

    /// A union that is nothing but what holds it.
    #[derive(Clone, Debug, PartialEq)]
    enum Part {
        Term(Box<Term>),
        Unrecognized(Json),
    }
    rt::union!(Part { Term: any; Unrecognized });

    #[derive(Clone, Debug, PartialEq)]
    enum Endless {
        Again(Again),
        Unrecognized(Json),
    }
    rt::union!(Endless { Again: object; Unrecognized });

    #[derive(Clone, Debug, PartialEq)]
    struct Again {
        all: (Box<Endless>, Box<Endless>),
    }
    rt::object!(Again { all: required "all" });

    #[test]
    fn unions_that_hold_themselves_end_in_a_branch_that_does_not() {
        let constant = Box::new(Term::Const(Const { value: 0 }));
        let terms = (constant.clone(), constant.clone());
        let kind = String::new();
        assert_eq!(blank::<Term>(), Term::Sum(Sum { kind, terms }));
        // what leads through another union, too
        let Part::Term(term) = blank::<Part>() else {
            panic!("no term")
        };
        assert_eq!(*term, blank::<Term>());
        assert_eq!(to_string(&blank::<Endless>()), r#"{"all":[null,null]}"#);
    }

    #[test]
    fn types_of_other_crates() {
        assert_eq!(
            blank::<Serde<std::net::IpAddr>>().into_inner().to_string(),
            "0.0.0.0"
        );
        assert_eq!(blank::<Text<i64>>().into_inner(), 0);
        assert_eq!(blank::<Serde<Option<i64>>>().into_inner(), Some(0));
        assert_eq!(blank::<DateTime>().as_str(), "1970-01-01T00:00:00Z");
        assert_eq!(blank::<Uuid>().as_str().len(), 36);
        assert_eq!(to_string(&blank::<()>()), "{}");
    }

    #[test]
    #[should_panic(expected = "none of the usual values")]
    fn a_type_that_reads_nothing_usual() {
        let map = blank::<Serde<std::collections::BTreeMap<String, i64>>>();
        assert!(map.is_empty());
        let _ = blank::<Serde<(bool, bool)>>();
    }
}
