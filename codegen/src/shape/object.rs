//! Objects, maps and arrays.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde::Deserialize as _;
use serde_json::Value;

use super::extension;
use super::keywords::Keywords;
use super::schema::Form;
use super::walk::{Shaper, Site, below, item};
use crate::graph::{ObjectShape, Property, Shape, TypeId, Use};

impl Shaper<'_> {
    /// What a schema of type object is.
    pub(super) fn object(&mut self, keywords: &Keywords<'_>, site: &Site<'_>) -> Form {
        let additional = self.additional(keywords, site);
        let Some(properties) = keywords.properties else {
            let shape = match (additional, keywords.additional) {
                (Some(values), _) => Shape::Map(values),
                (None, Some(AdditionalProperties::Any(false))) => {
                    Shape::Object(ObjectShape::default())
                }
                // `properties: {}` says that there are none; without the keyword nothing is said.
                (None, None) if (self.input.has)(&below(site.pointer, &["properties"])) => {
                    Shape::Object(ObjectShape::default())
                }
                (None, _) => {
                    let pointer = below(site.pointer, &["additionalProperties"]);
                    Shape::Map(self.any(&site.inner(&pointer)))
                }
            };
            return Form::Shape(shape, keywords.required.to_vec());
        };
        let mut object = ObjectShape {
            properties: Vec::with_capacity(properties.len()),
            additional,
        };
        for (name, schema) in properties {
            let pointer = below(site.pointer, &["properties", name]);
            let edge = self.boxed_edge(schema, &site.of_property(&pointer, name));
            object.properties.push(Property {
                wire: name.clone(),
                ty: edge.ty,
                required: false,
                read_only: edge.read_only,
                write_only: edge.write_only,
                meta: edge.meta,
                element: edge.element,
                pointer,
            });
        }
        let mut loose = Vec::new();
        for name in keywords.required {
            match properties.get_index_of(name) {
                Some(index) => object.properties[index].required = true,
                None => loose.push(name.clone()),
            }
        }
        Form::Shape(Shape::Object(object), loose)
    }

    /// The values of undeclared properties, where the document says what they are.
    fn additional(&mut self, keywords: &Keywords<'_>, site: &Site<'_>) -> Option<Use> {
        let mut values: Vec<Use> = Vec::new();
        if let Some(AdditionalProperties::Schema(schema)) = keywords.additional
            && !(keywords.properties.is_some() && says_nothing(schema))
        {
            let pointer = below(site.pointer, &["additionalProperties"]);
            values.push(self.edge(schema, &site.inner(&pointer)).ty);
        }
        if let Some(Value::Object(patterns)) = keywords.extension(extension::PATTERN_PROPERTIES) {
            for (pattern, schema) in patterns {
                let pointer = below(site.pointer, &["patternProperties", pattern]);
                values.extend(self.foreign(schema, &site.inner(&pointer)));
            }
        }
        self.one_of(values, site)
    }

    /// What an array is.
    pub(super) fn array(&mut self, keywords: &Keywords<'_>, site: &Site<'_>) -> Shape {
        let mut values: Vec<Use> = Vec::new();
        if let Some(Value::Array(schemas)) = keywords.extension(extension::PREFIX_ITEMS) {
            for (index, schema) in schemas.iter().enumerate() {
                let pointer = item(site.pointer, "prefixItems", index);
                values.extend(self.foreign(schema, &site.inner(&pointer)));
            }
        }
        if let Some(items) = keywords.items {
            let pointer = below(site.pointer, &["items"]);
            values.push(self.boxed_edge(items, &site.inner(&pointer)).ty);
        }
        let pointer = below(site.pointer, &["items"]);
        Shape::Array(
            self.one_of(values, site)
                .unwrap_or_else(|| self.any(&site.inner(&pointer))),
        )
    }

    /// A schema that travels in an extension, as JSON.
    pub(super) fn foreign(&mut self, schema: &Value, site: &Site<'_>) -> Option<Use> {
        match schema {
            Value::Bool(false) => None,
            Value::Bool(true) => Some(self.any(site)),
            schema => match ReferenceOr::<Schema>::deserialize(schema) {
                Ok(schema) => Some(self.edge(&schema, site).ty),
                Err(error) => {
                    let message =
                        format!("this schema can't be read and is taken as any value: {error}");
                    self.warn(crate::diagnostic::Code::BadSchema, site.pointer, message);
                    Some(self.any(site))
                }
            },
        }
    }

    /// One of several schemas that have no order among them.
    fn one_of(&mut self, mut values: Vec<Use>, site: &Site<'_>) -> Option<Use> {
        values.dedup();
        if values.len() < 2 {
            return values.pop();
        }
        let branches = values
            .into_iter()
            .map(|ty| super::raw::JoinBranch {
                ty,
                origin: self.if_component(ty.ty),
                meta: crate::graph::Meta::default(),
                pointer: self.graph[ty.ty].pointer.clone(),
            })
            .collect();
        let join = super::raw::Join {
            branches,
            discriminator: None,
            several: false,
            expandable: false,
        };
        let id = self.node(Shape::Any, site);
        self.raw.insert(id, super::raw::Raw::Join(join));
        Some(Use {
            ty: id,
            nullable: false,
        })
    }

    fn if_component(&self, id: TypeId) -> Option<TypeId> {
        self.graph[id].component.is_some().then_some(id)
    }
}

/// Whether a schema is `{}`, or only describes.
fn says_nothing(schema: &ReferenceOr<Schema>) -> bool {
    match schema {
        ReferenceOr::Item(schema) => Keywords::of(schema).is_vacuous(),
        ReferenceOr::Reference { .. } => false,
    }
}
