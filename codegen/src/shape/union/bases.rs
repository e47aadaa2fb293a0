//! Inheritance: a schema with a `discriminator` that others include by `allOf`, without a list of them.
//!
//! Where such a schema is used, any of its children may stand (OpenAPI 3.0, "Models with Polymorphism Support"). It
//! becomes a union of them; what the children include is the object that the schema itself describes.

use std::collections::{HashMap, HashSet};

use openapiv3::{ReferenceOr, Schema};

use super::raw::{Join, JoinBranch, Meet, Raw};
use crate::graph::{Meta, Shape, TypeId, Use};
use crate::shape::schema::form::Form;
use crate::shape::schema::keywords::Keywords;
use crate::shape::shaper::{Shaper, Site};

/// The components that include others by `allOf`, by the name of what they include.
pub(in crate::shape) fn children<'a>(
    schemas: &[(&'a String, &'a ReferenceOr<Schema>)],
) -> HashMap<&'a str, Vec<&'a str>> {
    let mut bases: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, schema) in schemas {
        let ReferenceOr::Item(schema) = schema else {
            continue;
        };
        for part in Keywords::of(schema).all_of {
            if let ReferenceOr::Reference { reference } = part
                && let Some(base) = reference.strip_prefix("#/components/schemas/")
            {
                bases.entry(base).or_default().push(name);
            }
        }
    }
    bases
}

impl Shaper<'_> {
    /// A component's form; that of a base with its children where it has a `discriminator` and does not list them.
    pub(in crate::shape) fn with_children(
        &mut self,
        id: TypeId,
        schema: &Schema,
        form: Form,
    ) -> Form {
        let keywords = Keywords::of(schema);
        if keywords.data.discriminator.is_none()
            || !keywords.one_of.is_empty()
            || !keywords.any_of.is_empty()
        {
            return form;
        }
        let name = self.graph[id].component.clone().unwrap_or_default();
        let descendants = self.descendants(&name);
        if descendants.is_empty() {
            return form;
        }
        let pointer = self.graph[id].pointer.clone();
        let site = Site::root(&pointer, false);
        let Some(discriminator) = self.discriminator(&keywords, &site) else {
            return form;
        };
        let own = self.node(Shape::Any, &site);
        self.put(own, form);
        let mapped: HashSet<TypeId> = discriminator.mapping.iter().map(|(_, id)| *id).collect();
        let mut branches: Vec<JoinBranch> = descendants
            .into_iter()
            // A schema that others include and that no text of the tag stands for is a step on the way to them.
            .filter(|(child, leaf)| *leaf || mapped.contains(child))
            .map(|(child, _)| self.branch(child, Some(child)))
            .collect();
        if branches.len() < 2 {
            // One child beside what the base itself says.
            self.graph.types[own.0 as usize].meta.title = Some("Base".to_owned());
            let base = self.branch(own, None);
            branches.push(base);
        }
        let join = Join {
            branches,
            discriminator: Some(discriminator.clone()),
            several: false,
            children: true,
            expandable: false,
        };
        let union = self.node(Shape::Any, &site);
        self.raw.insert(union, Raw::Join(join));
        let parts = [own, union]
            .map(|ty| Use {
                ty,
                nullable: false,
            })
            .to_vec();
        Form::Raw(Raw::Meet(Meet {
            parts,
            required: Vec::new(),
            discriminator: Some(discriminator),
        }))
    }

    fn branch(&self, id: TypeId, origin: Option<TypeId>) -> JoinBranch {
        JoinBranch {
            ty: Use {
                ty: id,
                nullable: false,
            },
            origin,
            meta: Meta::default(),
            pointer: self.graph[id].pointer.clone(),
        }
    }

    /// What includes a component, directly or by way of others, by name; and whether nothing includes it in turn.
    fn descendants(&self, name: &str) -> Vec<(TypeId, bool)> {
        let mut found: HashSet<&str> = HashSet::new();
        let mut stack: Vec<&str> = vec![name];
        while let Some(name) = stack.pop() {
            for child in self.bases.get(name).into_iter().flatten() {
                if found.insert(child) {
                    stack.push(child);
                }
            }
        }
        found.remove(name);
        let mut found: Vec<&str> = found.into_iter().collect();
        found.sort_unstable();
        found
            .into_iter()
            .filter_map(|name| Some((*self.components.get(name)?, !self.bases.contains_key(name))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::shape::testing::schemas;

    const PETS: &str = "
Pet: {type: object, required: [petType], properties: {petType: {type: string}}, discriminator: {propertyName: petType, mapping: {cat: Cat, dog: '#/components/schemas/Dog'}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {huntingSkill: {type: string}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {packSize: {type: integer}}}]}
Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {properties: {age: {type: integer}}}]}
Home: {properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}";

    #[test]
    fn a_base_is_any_of_its_children() {
        let shaped = schemas(PETS);
        assert_eq!(
            shaped.component("Pet"),
            "(Cat if petType=cat | Dog if petType=dog | Puppy if petType=Puppy)",
            "{:?}",
            shaped.codes()
        );
        assert_eq!(
            shaped.component("Puppy"),
            "{petType: Plain, packSize?: I64, age?: I64}"
        );
        assert_eq!(
            shaped.component("Cat"),
            "{petType: Plain, huntingSkill?: Plain}"
        );
        assert_eq!(shaped.component("Home"), "{pets?: [Pet]}");
    }

    #[test]
    fn one_child_stands_beside_its_base() {
        let shaped = schemas(
            "A: {properties: {k: {type: string}}, discriminator: {propertyName: k}}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: string}}}]}",
        );
        assert_eq!(shaped.component("A"), "(B if k=B | {k?: Plain})");
    }

    #[test]
    fn a_base_without_children_is_an_object() {
        let shaped =
            schemas("A: {properties: {k: {type: string}}, discriminator: {propertyName: k}}");
        assert_eq!(shaped.component("A"), "{k?: Plain}");
    }
}
