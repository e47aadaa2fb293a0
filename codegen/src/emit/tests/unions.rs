//! Unions.

use super::*;

#[test]
fn a_union() {
    let branch = |ident: &str, ty: Type, guard: Guard| Branch {
        ident: ident.to_owned(),
        ty,
        guard,
        meta: Meta::default(),
    };
    let tagged = |value: &str| Guard::Object {
        tags: vec![
            (
                "object".to_owned(),
                [value, "other"]
                    .map(|text| Literal::String(text.to_owned()))
                    .to_vec(),
            ),
            ("live".to_owned(), vec![Literal::Boolean(true)]),
        ],
        keys: vec!["id".to_owned()],
    };
    let union = Union {
        ident: "Source".to_owned(),
        meta: Meta::default(),
        branches: vec![
            branch(
                "Card",
                Type::Boxed(boxed(item(&["pets", "Card"]))),
                tagged("card"),
            ),
            branch("Text", Type::Scalar(Scalar::String), Guard::String),
            branch("Twin", Type::Scalar(Scalar::I64), Guard::Integer),
            branch("Other", Type::Scalar(Scalar::I64), Guard::Any),
        ],
        catch_all: "Unrecognized".to_owned(),
        open: None,
    };
    check(
        &module(vec![Item::Union(union)], vec![]),
        r#"use crate::rt::Json;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Source {
    Card(Box<Card>),
    Text(String),
    Twin(i64),
    Other(i64),
    /// A value that this version of the document does not list.
    Unrecognized(Json),
}

impl From<Card> for Source {
    fn from(value: Card) -> Self {
        Self::Card(Box::new(value))
    }
}

impl From<String> for Source {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Source {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl crate::rt::FromText for Source {}

impl From<i64> for Source {
    fn from(value: i64) -> Self {
        Self::Twin(value.into())
    }
}

impl crate::rt::FromInteger for Source {}

// How the types above are read and written.

crate::rt::union!(Source {
    Card: object("object" = "card" | "other", "live" = true, has "id"),
    Text: string,
    Twin: integer,
    Other: any;
    Unrecognized
});
"#,
    );
}
