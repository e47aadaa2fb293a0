//! Schemas for "any resource of the API".

use openapiv3::{ReferenceOr, Schema, SchemaKind, Type};

use super::keywords::Keywords;
use crate::load::pointer;
use crate::shape::annotation::hints;
use crate::shape::shaper::{Shaper, Site};

impl Shaper<'_> {
    /// The union of all resources, for a schema that the configuration lists as any resource. `None` if the configuration
    /// does not list it, or the document marks fewer than two.
    pub(super) fn any_resource(&self, schema: &Schema, site: &Site<'_>) -> Option<Schema> {
        let mut named = self.config.any_resource.iter();
        if !named.any(|pointer| pointer == site.pointer) {
            return None;
        }
        let components = self.input.api.components.as_ref()?;
        let mut names: Vec<&String> = components
            .schemas
            .iter()
            .filter(|(_, schema)| schema.as_item().is_some_and(|s| self.is_tagged_resource(s)))
            .map(|(name, _)| name)
            .collect();
        names.sort_unstable();
        let one_of: Vec<_> = names
            .into_iter()
            .map(|name| ReferenceOr::Reference {
                reference: format!("#{}", pointer::of(&["components", "schemas", name])),
            })
            .collect();
        (one_of.len() > 1).then(|| Schema {
            schema_data: schema.schema_data.clone(),
            schema_kind: SchemaKind::OneOf { one_of },
        })
    }

    /// Whether a component is marked as a resource, and identifies itself by a property with one value.
    fn is_tagged_resource(&self, schema: &Schema) -> bool {
        let SchemaKind::Type(Type::Object(object)) = &schema.schema_kind else {
            return false;
        };
        hints::of(&schema.schema_data).resource.is_some()
            && self.config.tag_properties.iter().any(|tag| {
                let property = object.properties.get(tag).and_then(ReferenceOr::as_item);
                property.is_some_and(|property| {
                    let keywords = Keywords::of(property);
                    keywords.constant().is_some() || keywords.enumeration.len() == 1
                })
            })
    }
}
