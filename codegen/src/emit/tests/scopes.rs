//! Names inside a module.

use super::*;

#[test]
fn names_that_clash() {
    let fields = vec![
        field("a", "a", Type::Scalar(Scalar::String), Presence::Optional),
        field("b", "b", Type::Scalar(Scalar::I64), Presence::Optional),
        field(
            "c",
            "c",
            Type::Map(boxed(Type::Array(boxed(Type::Scalar(Scalar::Json))))),
            Presence::Required,
        ),
    ];
    let names = ["String", "Option", "Map", "Vec", "Into"];
    let mut items = vec![Item::Object(object("Clash", fields, true))];
    items.extend(names.map(|name| {
        Item::Alias(Alias {
            ident: name.to_owned(),
            meta: Meta::default(),
            ty: Type::Scalar(Scalar::Unit),
        })
    }));
    let none = Tag {
        ident: "None".to_owned(),
        meta: Meta::default(),
        json: "null".to_owned(),
    };
    items.push(Item::Tag(none));
    let inner = Namespace {
        ident: "i64".to_owned(),
        ..Namespace::default()
    };
    let got = module(items, vec![inner]);
    for line in [
        "    pub a: ::std::option::Option<::std::string::String>,\n",
        "    pub b: ::std::option::Option<::core::primitive::i64>,\n",
        "    pub c: crate::rt::Map<::std::vec::Vec<Json>>,\n",
        "            a: ::std::option::Option::None,\n",
        "    pub fn a(mut self, value: impl ::std::convert::Into<::std::string::String>) -> Self {\n",
        "pub mod i64 {}\n",
        "crate::rt::tag!(None = (json \"null\"));\n",
    ] {
        assert!(got.contains(line), "{line}in\n{got}");
    }
}
