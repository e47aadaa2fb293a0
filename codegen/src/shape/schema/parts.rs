//! The unnamed parts of a component's `allOf`, which say of the component what it could say itself.

use openapiv3::{ReferenceOr, Schema};

use super::keywords::Keywords;

/// The schema that has the `discriminator` of a component: the component itself, or an unnamed part of its `allOf`, as
/// generators write what a component adds to its base. With the pointer from the component to it.
pub(in crate::shape) fn discriminated_part(schema: &Schema) -> Option<(&Schema, String)> {
    parts(schema).find(|(part, at)| {
        let keywords = Keywords::of(part);
        // that of a part with branches tells those apart
        let is_own = at.is_empty() || keywords.one_of.is_empty() && keywords.any_of.is_empty();
        is_own && keywords.data.discriminator.is_some()
    })
}

/// Whether a component lists the values of a property itself.
pub(in crate::shape) fn lists_values(schema: &Schema, property: &str) -> bool {
    parts(schema).any(|(part, _)| {
        let properties = Keywords::of(part).properties;
        let declared = properties.and_then(|properties| properties.get(property));
        declared.is_some_and(|declared| match declared {
            ReferenceOr::Item(declared) => !Keywords::of(declared).enumeration.is_empty(),
            ReferenceOr::Reference { .. } => false,
        })
    })
}

/// A schema and the unnamed parts of its `allOf`, each with the pointer from the schema to it.
fn parts(schema: &Schema) -> impl Iterator<Item = (&Schema, String)> {
    let mut stack = vec![(schema, String::new())];
    std::iter::from_fn(move || {
        let (schema, at) = stack.pop()?;
        let parts = Keywords::of(schema).all_of.iter().enumerate().rev();
        stack.extend(parts.filter_map(|(index, part)| match part {
            ReferenceOr::Item(part) => Some((part, format!("{at}/allOf/{index}"))),
            ReferenceOr::Reference { .. } => None,
        }));
        Some((schema, at))
    })
}
