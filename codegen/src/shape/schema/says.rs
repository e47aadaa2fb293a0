//! What the keywords of a schema mean in combination.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::keywords::{Keywords, Kind};
use super::listed::compound;
use super::scalar;
use crate::graph::{Shape, StringFormat, Untyped};
use crate::shape::ShapeConfig;
use crate::shape::annotation::extension;

impl<'a> Keywords<'a> {
    /// `const`
    pub(in crate::shape) fn constant(&self) -> Option<&'a Value> {
        self.extension(extension::CONST)
    }

    /// Whether it describes its values, apart from `type` alone, `required`, and combinations.
    pub(in crate::shape) fn has_base(&self) -> bool {
        self.properties.is_some()
            || self.items.is_some()
            || !self.enumeration.is_empty()
            || self.format.is_some()
            || matches!(self.additional, Some(AdditionalProperties::Schema(_)))
            || self.constant().is_some()
    }

    /// Whether it combines other schemas.
    pub(in crate::shape) fn combines(&self) -> bool {
        !self.all_of.is_empty() || !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// Whether it only requires or forbids properties.
    pub(in crate::shape) fn is_constraint(&self) -> bool {
        !self.has_base()
            && self.all_of.is_empty()
            && matches!(self.kind, None | Some(Kind::Object))
            && (!self.required.is_empty() || self.not.is_some())
            && self.one_of.iter().chain(self.any_of).all(is_constraint)
    }

    /// Whether it allows any value, and only annotates.
    pub(in crate::shape) fn is_vacuous(&self) -> bool {
        !self.has_base()
            && !self.combines()
            && self.kind.is_none()
            && self.required.is_empty()
            && self.not.is_none()
            && self.pattern.is_none()
            && self.min_length.is_none()
            && self.max_length.is_none()
            && self.minimum.is_none()
            && self.maximum.is_none()
            && self.multiple_of.is_none()
            && self.min_items.is_none()
            && self.max_items.is_none()
            && !self.unique_items
            && self.min_properties.is_none()
            && self.max_properties.is_none()
    }

    /// Whether no value matches it.
    pub(in crate::shape) fn is_never(&self) -> bool {
        self.extension(extension::NEVER).is_some()
    }

    /// Whether it allows only `null`.
    pub(in crate::shape) fn is_null(&self) -> bool {
        self.kind == Some(Kind::Null)
            || self.constant() == Some(&Value::Null)
            || (!self.enumeration.is_empty() && self.enumeration.iter().all(Value::is_null))
    }
}

/// Whether no value matches a schema.
pub(in crate::shape) fn is_never<T: std::borrow::Borrow<Schema>>(schema: &ReferenceOr<T>) -> bool {
    match schema {
        ReferenceOr::Item(schema) => schema
            .borrow()
            .schema_data
            .extensions
            .contains_key(extension::NEVER),
        ReferenceOr::Reference { .. } => false,
    }
}

/// Whether a schema is `{}`, or only annotates.
pub(super) fn says_nothing(schema: &ReferenceOr<Schema>) -> bool {
    match schema {
        ReferenceOr::Item(schema) => Keywords::of(schema).is_vacuous(),
        ReferenceOr::Reference { .. } => false,
    }
}

/// Whether a schema only requires properties.
pub(in crate::shape) fn is_constraint(schema: &ReferenceOr<Schema>) -> bool {
    match schema {
        ReferenceOr::Item(schema) => Keywords::of(schema).is_constraint(),
        ReferenceOr::Reference { .. } => false,
    }
}

/// The format of a schema that is only a string: no enum, no combination.
pub(in crate::shape) fn string_alone(
    schema: &Schema,
    config: &ShapeConfig,
) -> Option<StringFormat> {
    let keywords = Keywords::of(schema);
    let is_alone = keywords.constant().is_none()
        && keywords.enumeration.is_empty()
        && [keywords.one_of, keywords.all_of, keywords.any_of]
            .iter()
            .all(|schemas| schemas.is_empty());
    match keywords.kind.or_else(|| implied(&keywords)) {
        Some(Kind::String) if is_alone => match scalar::shape(Kind::String, &keywords, config) {
            Shape::String(format) => Some(format),
            _ => None,
        },
        _ => None,
    }
}

/// The `type` that other keywords imply: documents often leave it out. A format or another keyword of scalars implies nothing
/// if the schema's own default or example is of another type.
pub(in crate::shape) fn implied(keywords: &Keywords<'_>) -> Option<Kind> {
    implied_compound(keywords)
        .or_else(|| implied_scalar(keywords).filter(|kind| is_borne_out(*kind, keywords)))
        .or_else(|| compound(keywords))
}

fn implied_compound(keywords: &Keywords<'_>) -> Option<Kind> {
    if keywords.properties.is_some()
        || keywords.additional.is_some()
        || !keywords.required.is_empty()
        || keywords.min_properties.is_some()
        || keywords.max_properties.is_some()
        || extension::OF_OBJECTS
            .iter()
            .any(|key| keywords.extension(key).is_some())
    {
        Some(Kind::Object)
    } else if keywords.items.is_some()
        || keywords.extension(extension::PREFIX_ITEMS).is_some()
        || keywords.extension(extension::CONTAINS).is_some()
        || keywords.min_items.is_some()
        || keywords.max_items.is_some()
        || keywords.unique_items
    {
        Some(Kind::Array)
    } else {
        None
    }
}

fn implied_scalar(keywords: &Keywords<'_>) -> Option<Kind> {
    if let Some(format) = keywords.format {
        scalar::kind_of_format(format)
    } else if keywords.pattern.is_some()
        || keywords.min_length.is_some()
        || keywords.max_length.is_some()
        || extension::CONTENT
            .iter()
            .any(|key| keywords.extension(key).is_some())
    {
        Some(Kind::String)
    } else if keywords.minimum.is_some()
        || keywords.maximum.is_some()
        || keywords.multiple_of.is_some()
    {
        Some(Kind::Number)
    } else {
        None
    }
}

/// Whether neither the default nor an example is of another type than the scalar that other keywords imply.
fn is_borne_out(kind: Kind, keywords: &Keywords<'_>) -> bool {
    let values = [&keywords.data.default, &keywords.data.example];
    let mut values = values.into_iter().flatten().filter(|one| !one.is_null());
    values.all(|value| match kind {
        Kind::String => value.is_string(),
        Kind::Number => value.is_number(),
        // `1.0` is one as well
        Kind::Integer => value.as_f64().is_some_and(|value| value.fract() == 0.0),
        Kind::Boolean => value.is_boolean(),
        Kind::Object | Kind::Array | Kind::Null => true,
    })
}

/// Why the values of a schema have no type, if they have none.
pub(in crate::shape) fn untyped(keywords: &Keywords<'_>) -> Untyped {
    if keywords.extension(extension::UNRESOLVED).is_some() {
        Untyped::Reference
    } else if keywords.is_null() {
        Untyped::Null
    } else if !keywords.enumeration.is_empty() {
        Untyped::Values
    } else if keywords.not.is_some() || keywords.extension(extension::IF).is_some() {
        Untyped::Keywords
    } else {
        Untyped::Anything
    }
}

#[cfg(test)]
mod tests {
    use super::Keywords;

    /// Each keyword that describes values is more than a constraint on objects, and more than a description.
    #[test]
    fn keywords_of_values() {
        for (text, has) in [
            ("{properties: {a: {type: string}}}", true),
            ("{items: {type: string}}", true),
            ("{type: array, items: {type: string}}", true),
            ("{type: string, enum: [a]}", true),
            ("{type: string, format: date}", true),
            ("{additionalProperties: {type: string}}", true),
            ("{type: string}", false),
            ("{type: object}", false),
            ("{description: a}", false),
            ("{}", false),
        ] {
            let required = text.replacen('{', "{required: [a], ", 1);
            for (text, requires) in [(text, false), (required.as_str(), true)] {
                let schema = serde_yaml::from_str(text).expect("a schema");
                let keywords = Keywords::of(&schema);
                assert_eq!(keywords.has_base(), has, "{text}");
                let only_requires = requires && !has && !text.contains("string");
                assert_eq!(keywords.is_constraint(), only_requires, "{text}");
                let is_vacuous = !requires && !has && !text.contains("type");
                assert_eq!(keywords.is_vacuous(), is_vacuous, "{text}");
            }
        }
    }

    /// A keyword that bounds values of one type says something, whatever else is said beside it, and is no other way of
    /// writing `null`.
    #[test]
    fn bounds_are_no_annotations() {
        for beside in [
            "",
            "nullable: true, ",
            "description: a, ",
            "nullable: true, title: a, ",
        ] {
            let vacuous = |keyword: &str| {
                let schema = serde_yaml::from_str(&format!("{{{beside}{keyword}}}"));
                Keywords::of(&schema.expect("a schema")).is_vacuous()
            };
            assert!(vacuous(""), "{beside}");
            for bound in [
                "minLength: 1",
                "maxLength: 1",
                "pattern: a",
                "minimum: 1",
                "maximum: 1",
                "multipleOf: 2",
                "minItems: 1",
                "maxItems: 1",
                "uniqueItems: true",
                "minProperties: 1",
                "maxProperties: 1",
            ] {
                assert!(!vacuous(bound), "{beside}{bound}");
            }
            assert!(vacuous("uniqueItems: false"), "{beside}");
        }
    }
}
