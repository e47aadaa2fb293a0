//! Structs, params, enums and their tables.

use super::*;

#[test]
fn an_object() {
    use Presence::*;
    let mut pet = object(
        "Pet",
        vec![
            field("id", "id", Type::Scalar(Scalar::String), Required),
            field("r#type", "type", Type::Scalar(Scalar::I64), Nullable),
            field("type", "kind", item(&["pets", "pet", "Kind"]), Optional),
            field(
                "owner",
                "owner",
                Type::Expandable(boxed(item(&["people", "Person"]))),
                OptionalNullable,
            ),
            field(
                "parent",
                "parent",
                Type::Boxed(boxed(item(&["pets", "Pet"]))),
                Optional,
            ),
        ],
        false,
    );
    pet.meta.doc = "A pet.\n\nLives.".to_owned();
    pet.fields[0].meta.doc = "Its name.".to_owned();
    pet.fields.remove(1);
    check(
        &module(vec![Item::Object(pet)], vec![]),
        r#"use crate::rt::Expandable;

/// A pet.
///
/// Lives.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Pet {
    /// Its name.
    pub id: String,
    pub r#type: Option<pet::Kind>,
    pub owner: Option<Option<Expandable<crate::people::Person>>>,
    pub parent: Option<Box<Pet>>,
}

impl Pet {
    /// Creates a value with the required fields.
    #[inline]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            r#type: None,
            owner: None,
            parent: None,
        }
    }
}

// How the types above are read and written.

crate::rt::object!(Pet {
    id: required "id",
    r#type: optional "kind",
    owner: maybe "owner",
    parent: optional "parent",
});
"#,
    );
}

#[test]
fn an_inner_namespace_follows_its_owner() {
    let code = Item::Enum(Enum {
        ident: "Code".to_owned(),
        meta: Meta::default(),
        kind: EnumKind::String,
        variants: vec![
            Variant {
                ident: "Lost".to_owned(),
                wire: "lo\"st".to_owned(),
                meta: meta("Gone."),
            },
            Variant {
                ident: "Found".to_owned(),
                wire: "found".to_owned(),
                meta: Meta::default(),
            },
        ],
        catch_all: "Unrecognized".to_owned(),
        closed: false,
    });
    let inner = Namespace {
        ident: "last_error".to_owned(),
        items: vec![code],
        ..Namespace::default()
    };
    let error = object(
        "LastError",
        vec![field(
            "code",
            "code",
            item(&["pets", "last_error", "Code"]),
            Presence::Nullable,
        )],
        false,
    );
    let items = vec![
        Item::Object(error),
        Item::Object(object("Other", vec![], false)),
    ];
    check(
        &module(items, vec![inner]),
        r#"use crate::rt::IntoNullable;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LastError {
    pub code: Option<last_error::Code>,
}

impl LastError {
    /// Creates a value with the required fields.
    #[inline]
    pub fn new(code: impl IntoNullable<last_error::Code>) -> Self {
        Self {
            code: IntoNullable::into_nullable(code),
        }
    }
}

/// Types in [`LastError`](crate::pets::LastError).
pub mod last_error {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Code {
        /// Gone.
        Lost,
        Found,
        /// A value that this version of the document does not list.
        Unrecognized(Box<str>),
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Other {}

impl Default for Other {
    #[inline]
    fn default() -> Self {
        crate::rt::blank()
    }
}

// How the types above are read and written.

crate::rt::object!(LastError { code: nullable "code" });

crate::rt::string_enum!(last_error::Code { Lost = "lo\"st", Found = "found"; Unrecognized });

crate::rt::object!(Other {});
"#,
    );
}

#[test]
fn params() {
    use Presence::*;
    let string = Type::Scalar(Scalar::String);
    let fields = vec![
        field("kind", "type", item(&["pets", "KindTag"]), Required),
        field("name", "name", string.clone(), Required),
        field("tags", "tags", Type::Array(boxed(string.clone())), Required),
        field("age", "age", Type::Scalar(Scalar::I64), Nullable),
        field("flag", "X-Flag", Type::Scalar(Scalar::Bool), Optional),
        field(
            "new",
            "new",
            Type::Emptyable(boxed(item(&["pets", "Other"]))),
            OptionalNullable,
        ),
    ];
    let mut object = object("PetCreateParams", fields, true);
    object.fields[4].meta = Meta {
        doc: "Short.\n\nLong.".to_owned(),
        deprecated: Some("Old.".to_owned()),
        ..Meta::default()
    };
    let places = vec![
        Place::Body,
        Place::Body,
        Place::Query(QueryStyle::FormExploded, true),
        Place::Query(QueryStyle::DeepObject, false),
        Place::Header(HeaderStyle::Simple),
        Place::WholeBody,
    ];
    let tag = Tag {
        ident: "KindTag".to_owned(),
        meta: Meta::default(),
        json: "\"pet\"".to_owned(),
    };
    check(
        &module(
            vec![
                Item::Params(Params {
                    object,
                    places,
                    sole_body: None,
                }),
                Item::Tag(tag),
            ],
            vec![],
        ),
        r#"use crate::rt::{Emptyable, IntoNullable};

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PetCreateParams {
    pub kind: KindTag,
    pub name: String,
    pub tags: Vec<String>,
    pub age: Option<i64>,
    /// Short.
    ///
    /// Long.
    #[deprecated(note = "Old.")]
    pub flag: Option<bool>,
    pub new: Option<Option<Emptyable<Other>>>,
}

impl PetCreateParams {
    /// Creates a value with the required fields.
    #[inline]
    pub fn new(
        name: impl Into<String>,
        tags: impl IntoIterator<Item = impl Into<String>>,
        age: impl IntoNullable<i64>,
    ) -> Self {
        Self {
            kind: KindTag,
            name: name.into(),
            tags: tags.into_iter().map(Into::into).collect(),
            age: IntoNullable::into_nullable(age),
            flag: None,
            new: None,
        }
    }

    /// Short.
    #[deprecated]
    #[inline]
    pub fn flag(mut self, value: bool) -> Self {
        self.flag = Some(value);
        self
    }

    pub fn with_new(mut self, value: impl IntoNullable<Emptyable<Other>>) -> Self {
        self.new = Some(IntoNullable::into_nullable(value));
        self
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KindTag;

// How the types above are read and written.

crate::rt::params!(PetCreateParams {
    kind: required "type" => body,
    name: required "name" => body,
    tags: required "tags" => query(form_exploded_reserved),
    age: nullable "age" => query(deep_object),
    flag: optional "X-Flag" => header,
    new: maybe "new" => whole_body,
});

crate::rt::tag!(KindTag = "pet");
"#,
    );
}
