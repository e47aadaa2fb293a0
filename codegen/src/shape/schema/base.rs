//! The form of a schema that combines no others.

use serde_json::Value;

use super::form::Form;
use super::keywords::{Keywords, Kind};
use super::says::implied;
use super::scalar;
use crate::graph::{Meta, Shape, Untyped};
use crate::shape::shaper::{Shaper, Site, below};

impl Shaper<'_> {
    /// The form of a schema that combines nothing.
    pub(super) fn base(
        &mut self,
        keywords: &Keywords<'_>,
        site: &Site<'_>,
        nullable: &mut bool,
        meta: &mut Meta,
    ) -> Form {
        if let Some(value) = keywords.constant() {
            return Form::shape(Shape::Constant(value.clone()));
        }
        if !keywords.enumeration.is_empty()
            && let Some(shape) = self.enumeration(keywords, site, nullable, meta)
        {
            return Form::shape(shape);
        }
        match keywords.kind.or_else(|| implied(keywords)) {
            Some(Kind::Object) => self.object(keywords, site),
            Some(Kind::Array) => Form::shape(self.array(keywords, site)),
            Some(Kind::Null) => Form::shape(Shape::Constant(Value::Null)),
            Some(kind) => Form::shape(scalar::shape(kind, keywords, self.config)),
            // `properties: {}`
            None if (self.input.has)(&below(site.pointer, &["properties"])) => {
                self.object(keywords, site)
            }
            None => Form::shape(Shape::Any),
        }
    }

    /// The shape of a `type` without any other keyword.
    pub(super) fn untyped(&mut self, kind: Option<Kind>, site: &Site<'_>) -> Shape {
        match kind {
            Some(Kind::Object) => Shape::Map(self.any(site, Untyped::Object)),
            Some(Kind::Array) => Shape::Array(self.any(site, Untyped::Items)),
            Some(Kind::String) => Shape::String(crate::graph::StringFormat::Plain),
            Some(Kind::Number) => Shape::Number(crate::graph::NumberFormat::Double),
            Some(Kind::Integer) => Shape::Integer(crate::graph::IntegerFormat::I64),
            Some(Kind::Boolean) => Shape::Boolean,
            Some(Kind::Null) => Shape::Constant(Value::Null),
            None => Shape::Any,
        }
    }
}
