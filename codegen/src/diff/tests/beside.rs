//! Parts of a struct other than its fields: maps of undeclared properties, and what is said of it.

use super::{check, item, pet, text};
use crate::model::*;

#[test]
fn what_lies_beside_the_fields() {
    let with = |extra: Option<(&str, Type)>, deprecated: bool, doc: &str| {
        let Item::Object(mut object) = pet(vec![], false) else {
            unreachable!("a pet is an object")
        };
        object.extra.extend(extra.map(|(ident, ty)| Extra {
            ident: ident.to_owned(),
            pattern: None,
            ty,
            meta: Meta::default(),
        }));
        object.meta.deprecated = deprecated.then(String::new);
        object.meta.doc = doc.to_owned();
        vec![Item::Object(object)]
    };
    let some = |ident| Some((ident, text()));
    check(
        with(None, false, ""),
        with(some("more"), true, "A pet."),
        &[
            "minor ~ struct Pet is deprecated now",
            "minor + struct Pet.more String",
            "patch ~ struct Pet is documented in other words",
        ],
    );
    check(
        with(some("more"), true, ""),
        with(Some(("rest", text())), false, ""),
        &[
            "major = struct Pet.more is `rest` now",
            "patch ~ struct Pet is no longer deprecated",
        ],
    );
    check(
        with(some("more"), false, ""),
        with(None, false, ""),
        &["major - struct Pet.more"],
    );
    check(
        with(some("more"), false, ""),
        with(Some(("more", item("Pet"))), false, ""),
        &["major ~ struct Pet.more `Pet` was `String`"],
    );
    let named = |pattern: &str| {
        let mut items = with(some("more"), false, "");
        if let Some(Item::Object(object)) = items.first_mut() {
            object.extra[0].pattern = Some(pattern.to_owned());
        }
        items
    };
    check(
        named("^x"),
        named("^y"),
        &[
            "minor ~ struct Pet.more takes names that match `^y` now, and took those that match `^x`",
        ],
    );
    check(
        named("^x"),
        with(some("more"), false, ""),
        &[
            "minor ~ struct Pet.more takes names that nothing else takes now, and took those that match `^x`",
        ],
    );
}
