//! `discriminator`, and the schemas that it maps to.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::keywords::Keywords;
use crate::diagnostic::Code;
use crate::graph::TypeId;
use crate::shape::annotation::extension;
use crate::shape::shaper::{Shaper, Site, below};
use crate::shape::union::raw::Discriminator;

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
            ReferenceOr::Item(part) => Some((part, below(&at, &["allOf", &index.to_string()]))),
            ReferenceOr::Reference { .. } => None,
        }));
        Some((schema, at))
    })
}

impl Shaper<'_> {
    /// `discriminator`, with its mapping resolved.
    pub(in crate::shape) fn discriminator(
        &mut self,
        keywords: &Keywords<'_>,
        site: &Site<'_>,
    ) -> Option<Discriminator> {
        let openapiv3::Discriminator {
            property_name,
            mapping,
            extensions,
        } = keywords.data.discriminator.as_ref()?;
        let mut resolved = Vec::with_capacity(mapping.len());
        let default = extensions
            .get(extension::DEFAULT_MAPPING)
            .and_then(Value::as_str)
            .and_then(|target| self.mapped(target));
        for (text, target) in mapping {
            match self.mapped(target) {
                Some(id) => resolved.push((text.clone(), id)),
                None => self.warn(
                    Code::BadDiscriminator,
                    &below(site.pointer, &["discriminator", "mapping", text]),
                    format!("the discriminator maps `{text}` to `{target}`, which is not a schema of this document"),
                ),
            }
        }
        Some(Discriminator {
            property: property_name.clone(),
            mapping: resolved,
            default,
        })
    }

    /// Resolves a target in a mapping: a reference, or the name of a component.
    pub(in crate::shape) fn mapped(&self, target: &str) -> Option<TypeId> {
        self.target(target)
            .or_else(|| self.components.get(target).copied())
    }
}
