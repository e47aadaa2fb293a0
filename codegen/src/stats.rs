//! Counts of what is in a model.

use serde::Serialize;

use crate::model::{Item, Model, Namespace, Type};

/// Counts of what is in a model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Structs that are not params.
    pub objects: usize,
    /// Enums of plain values.
    pub enums: usize,
    /// Enums of other types.
    pub unions: usize,
    /// Params.
    pub params: usize,
    /// Handles with operations.
    pub resources: usize,
    /// Operations.
    pub operations: usize,
    /// Fields of objects and params.
    pub fields: usize,
    /// Fields and answers whose type is any JSON.
    pub untyped: usize,
    /// JSON pointers of the untyped ones, sorted.
    pub untyped_at: Vec<String>,
}

impl Stats {
    /// Counts a model.
    pub fn of(model: &Model) -> Self {
        let mut stats = Self::default();
        stats.namespace(&model.root);
        stats.untyped_at.sort();
        stats
    }

    fn namespace(&mut self, namespace: &Namespace) {
        for item in &namespace.items {
            match item {
                Item::Object(object) => {
                    self.objects += 1;
                    self.fields(&object.fields);
                }
                Item::Params(params) => {
                    self.params += 1;
                    self.fields(&params.object.fields);
                }
                Item::Enum(_) => self.enums += 1,
                Item::Union(_) => self.unions += 1,
                Item::Resource(resource) => {
                    self.resources += 1;
                    self.operations += resource.methods.len();
                    for method in &resource.methods {
                        self.ty(&method.answer, &method.meta.pointer);
                    }
                }
                Item::Alias(_) | Item::Newtype(_) | Item::Tag(_) | Item::Group(_) => {}
            }
        }
        namespace
            .children
            .iter()
            .for_each(|child| self.namespace(child));
    }

    fn fields(&mut self, fields: &[crate::model::Field]) {
        self.fields += fields.len();
        for field in fields {
            self.ty(&field.ty, &field.meta.pointer);
        }
    }

    fn ty(&mut self, ty: &Type, pointer: &str) {
        if ty.is_untyped() {
            self.untyped += 1;
            self.untyped_at.push(pointer.to_owned());
        }
    }
}
