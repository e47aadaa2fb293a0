//! Types as text.

use crate::model::{Presence, Spelling, Type, spelled};

/// The type of a field, with its presence.
pub(super) fn field<'a>(of: &'a Type, presence: Presence, path: Spelling<'_, 'a>) -> String {
    let inner = spelled(of, path);
    match presence {
        Presence::Required => inner,
        Presence::Nullable | Presence::Lenient | Presence::Optional => format!("Option<{inner}>"),
        Presence::OptionalNullable => format!("Option<Option<{inner}>>"),
    }
}
