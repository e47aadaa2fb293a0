//! Compares the old and the new item at one path.

use super::change::Impact;
use super::changes::{Changes, Found};
use super::{choices, handles, objects, said, side};
use crate::model::{Item, spelled};

/// Compares two items that one path leads to.
pub(super) fn compare<'a>(old: &'a Item, new: &'a Item, path: &str, changes: &mut Changes<'a>) {
    match (old, new) {
        (Item::Object(old), Item::Object(new)) => objects::object(old, new, path, changes),
        (Item::Params(old), Item::Params(new)) => objects::params(old, new, path, changes),
        (Item::Enum(old), Item::Enum(new)) => choices::enumeration(old, new, changes),
        (Item::Union(old), Item::Union(new)) => choices::union(old, new, path, changes),
        (Item::Alias(old), Item::Alias(new)) | (Item::Newtype(old), Item::Newtype(new)) => {
            said::meta(&old.meta, &new.meta, None, changes);
            said::types(&old.ty, &new.ty, None, (&old.meta, &new.meta), changes);
        }
        (Item::Tag(old), Item::Tag(new)) => choices::tag(old, new, changes),
        (Item::Resource(old), Item::Resource(new)) => handles::resource(old, new, changes),
        (Item::Group(old), Item::Group(new)) => handles::group(old, new, changes),
        (Item::Alias(alias), new) => {
            // a name for another type, and now that type itself
            let was = spelled(&alias.ty, &|path| changes.was(path));
            if was != changes.new.canonical(path) {
                another_kind(alias.ident.as_str(), new, changes);
            }
        }
        (old, new) => another_kind(old.ident(), new, changes),
    }
}

fn another_kind(ident: &str, new: &Item, changes: &mut Changes<'_>) {
    let what = side::what(new);
    let article = if what.starts_with(['a', 'e', 'u']) {
        "an"
    } else {
        "a"
    };
    changes.push(
        Found::api(Impact::Major, format!("is {article} {what} now"))
            .instead(format!("`{ident}` as {article} {what}")),
    );
}
