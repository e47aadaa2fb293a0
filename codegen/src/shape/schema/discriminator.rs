//! `discriminator`, and the schemas that it maps to.

use serde_json::Value;

use super::keywords::Keywords;
use crate::diagnostic::Code;
use crate::graph::TypeId;
use crate::shape::annotation::extension;
use crate::shape::shaper::{Shaper, Site, below};
use crate::shape::union::raw::Discriminator;

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
