//! Objects, maps and arrays.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::form::Form;
use super::keywords::Keywords;
use super::order::Order;
use super::says::{is_never, says_nothing};
use crate::diagnostic::Code;
use crate::graph::{ObjectShape, PatternShape, Property, Shape, Untyped, Use};
use crate::hash::Set;
use crate::pattern;
use crate::shape::annotation::{extension, hints, notes};
use crate::shape::config::KeepUndeclared;
use crate::shape::shaper::{Shaper, Site, below, item};
use crate::shape::union::raw::{Join, JoinBranch, Raw};

impl Shaper<'_> {
    /// The form of an object schema.
    pub(super) fn object(&mut self, keywords: &Keywords<'_>, site: &Site<'_>) -> Form {
        let (patterns, additional) = match self.patterns(keywords, site) {
            Some((patterns, rest)) => (patterns, rest),
            None => (Vec::new(), self.additional(keywords, site)),
        };
        let none = IndexMap::new();
        let properties = match keywords.properties {
            None if !patterns.is_empty() => Some(&none),
            properties => properties,
        };
        let Some(properties) = properties else {
            let shape = match (additional, keywords.additional) {
                (Some(values), _) => Shape::Map(values),
                (None, Some(AdditionalProperties::Any(false))) => {
                    Shape::Object(ObjectShape::default())
                }
                // `properties: {}` declares that there are none; without the keyword nothing is known.
                (None, None) if (self.input.has)(&below(site.pointer, &["properties"])) => {
                    Shape::Object(ObjectShape::default())
                }
                (None, _) => {
                    let pointer = below(site.pointer, &["additionalProperties"]);
                    let why = match keywords.additional {
                        Some(_) => Untyped::Additional,
                        None => Untyped::Object,
                    };
                    Shape::Map(self.held(keywords, &site.inner(&pointer), why))
                }
            };
            return Form::Shape(shape, keywords.required.to_vec());
        };
        let mut object = ObjectShape {
            properties: Vec::with_capacity(properties.len()),
            additional,
            patterns,
        };
        let required: Set<&str> = keywords.required.iter().map(String::as_str).collect();
        for (name, schema) in properties {
            // `false`: the property is not allowed.
            if is_never(schema) {
                continue;
            }
            let pointer = below(site.pointer, &["properties", name]);
            let edge = self.boxed_edge(schema, &site.of_property(&pointer, name));
            let one_way = self.one_way(schema);
            object.properties.push(Property {
                required: required.contains(name.as_str()),
                name: match schema {
                    ReferenceOr::Item(schema) => hints::property(&schema.schema_data.extensions),
                    ReferenceOr::Reference { .. } => None,
                },
                read_only: one_way.read,
                write_only: one_way.write,
                meta: edge.meta,
                element: edge.element,
                ..Property::new(name.clone(), edge.ty, pointer)
            });
        }
        let mut order = Order::default();
        order.require(keywords.required);
        order.apply(&mut object.properties);
        let mut loose = Vec::new();
        for name in keywords.required {
            if !properties.contains_key(name) {
                loose.push(name.clone());
            }
        }
        Form::Shape(Shape::Object(object), loose)
    }

    /// The types of properties by name pattern, and of all others, if there is more than one kind: a single pattern without
    /// others is a map.
    fn patterns(
        &mut self,
        keywords: &Keywords<'_>,
        site: &Site<'_>,
    ) -> Option<(Vec<PatternShape>, Option<Use>)> {
        let texts = keywords
            .extension(extension::PATTERN_PROPERTIES)?
            .as_array()?;
        let texts: Vec<&str> = texts.iter().filter_map(|text| text.as_str()).collect();
        let has_rest = keywords.extension(extension::PATTERN_REST).is_some();
        let Some(AdditionalProperties::Schema(schema)) = keywords.additional else {
            return None;
        };
        let pointer = below(site.pointer, &["additionalProperties"]);
        let several = match &**schema {
            _ if texts.len().saturating_add(usize::from(has_rest)) < 2 => None,
            ReferenceOr::Item(schema) => Some(Keywords::of(schema).any_of),
            ReferenceOr::Reference { .. } => return None,
        };
        if several.is_none() && keywords.properties.is_none() {
            return None;
        }
        let mut understood = Vec::with_capacity(texts.len());
        for text in &texts {
            let Some(pattern) = pattern::parse(text) else {
                let message = format!(
                    "the pattern `{text}` is not understood; all properties that are not declared are in one map"
                );
                self.warn(Code::NotExpressed, site.pointer, message);
                return None;
            };
            understood.push(pattern);
        }
        let mut out = Vec::with_capacity(texts.len());
        for (at, (text, pattern)) in texts.iter().zip(understood).enumerate() {
            let (schema, pointer) = match several {
                Some(schemas) => (schemas.get(at)?, item(&pointer, "anyOf", at)),
                None => (&**schema, pointer.clone()),
            };
            // `false`: no name may match it
            if !is_never(schema) {
                out.push(PatternShape {
                    text: (*text).to_owned(),
                    pattern,
                    note: format!("Properties whose names match {}.", notes::code(text)),
                    ty: self.edge(schema, &site.inner(&pointer)).ty,
                });
            }
        }
        let rest = several.filter(|_| has_rest).and_then(<[_]>::last);
        let rest = rest.filter(|rest| !is_never(rest)).map(|rest| {
            let pointer = item(&pointer, "anyOf", texts.len());
            self.edge(rest, &site.inner(&pointer)).ty
        });
        Some((out, rest))
    }

    /// The type of undeclared properties, if the document declares it.
    fn additional(&mut self, keywords: &Keywords<'_>, site: &Site<'_>) -> Option<Use> {
        let pointer = below(site.pointer, &["additionalProperties"]);
        let site = site.inner(&pointer);
        let beside = keywords.properties.is_some();
        let keep = self.config.keep_undeclared;
        let Some(additional) = keywords.additional else {
            return (beside && keep == KeepUndeclared::Always)
                .then(|| self.any(&site, Untyped::Additional));
        };
        match additional {
            AdditionalProperties::Any(true) if beside && keep != KeepUndeclared::Typed => {
                Some(self.any(&site, Untyped::Additional))
            }
            AdditionalProperties::Any(_) => None,
            AdditionalProperties::Schema(schema) if is_never(schema) => None,
            AdditionalProperties::Schema(schema)
                if beside && says_nothing(schema) && keep == KeepUndeclared::Typed =>
            {
                None
            }
            AdditionalProperties::Schema(schema) => Some(self.edge(schema, &site).ty),
        }
    }

    /// The shape of an array.
    pub(super) fn array(&mut self, keywords: &Keywords<'_>, site: &Site<'_>) -> Shape {
        let pointer = below(site.pointer, &["items"]);
        let site = site.inner(&pointer);
        let items = match keywords.items {
            Some(items) if is_never(items) => None,
            Some(ReferenceOr::Item(items)) => {
                match (pinned(keywords, items), positions(keywords, items)) {
                    (Some((branches, length)), _) => {
                        let (items, types) = self.positional(branches, &site);
                        let last = types.last().copied();
                        let rest = std::iter::repeat_n(last, length.saturating_sub(types.len()));
                        let all = types.iter().copied().map(Some).chain(rest);
                        self.tuples
                            .insert(items.ty, all.flatten().take(length).collect());
                        Some(items)
                    }
                    (None, Some(branches)) => Some(self.positional(branches, &site).0),
                    (None, None) => Some(self.schema(items, &site).ty),
                }
            }
            Some(items @ ReferenceOr::Reference { .. }) => Some(self.boxed_edge(items, &site).ty),
            None => None,
        };
        Shape::Array(items.unwrap_or_else(|| self.held(keywords, &site, Untyped::Items)))
    }

    /// Items whose schemas depend on their position: a union of all of them, and the type of each.
    fn positional(&mut self, schemas: &[ReferenceOr<Schema>], site: &Site<'_>) -> (Use, Vec<Use>) {
        let mut branches = Vec::with_capacity(schemas.len());
        for (index, schema) in schemas.iter().enumerate() {
            let pointer = item(site.pointer, "anyOf", index);
            let edge = self.edge(schema, &site.inner(&pointer));
            let origin = self.graph[edge.ty.ty]
                .component
                .is_some()
                .then_some(edge.ty.ty);
            branches.push(JoinBranch {
                ty: edge.ty,
                origin,
                meta: edge.meta,
                pointer,
            });
        }
        let types = branches.iter().map(|branch| branch.ty).collect();
        let join = Join {
            branches,
            discriminator: None,
            several: false,
            expandable: false,
        };
        let id = self.node(Shape::Any, site);
        self.raw.insert(id, Raw::Join(join));
        let items = Use {
            ty: id,
            nullable: false,
        };
        (items, types)
    }
}

/// The schemas of items by position, without that of the rest if it is empty: an array of pairs is not an array of anything.
fn positions<'a>(keywords: &Keywords<'_>, items: &'a Schema) -> Option<&'a [ReferenceOr<Schema>]> {
    let count = keywords.extension(extension::PREFIX_ITEMS)?.as_u64()?;
    let branches = Keywords::of(items).any_of;
    let (first, rest) = branches.split_at_checked(usize::try_from(count).ok()?)?;
    let silent = rest.iter().all(|rest| says_nothing(rest) || is_never(rest));
    (silent && !first.is_empty()).then_some(first)
}

/// The schemas of a tuple's items, including that of the rest if there is one, and the number of items.
fn pinned<'a>(
    keywords: &Keywords<'_>,
    items: &'a Schema,
) -> Option<(&'a [ReferenceOr<Schema>], usize)> {
    let number = |key: &str| usize::try_from(keywords.extension(key)?.as_u64()?).ok();
    let (length, count) = (number(extension::TUPLE)?, number(extension::PREFIX_ITEMS)?);
    let branches = Keywords::of(items).any_of;
    let used = branches.get(..length.min(branches.len()))?;
    let is_whole = length <= count || branches.len() > count;
    (is_whole && !used.is_empty() && length <= MOST_ITEMS).then_some((used, length))
}

/// The largest tuple that implements comparison and `Debug` in Rust.
const MOST_ITEMS: usize = 12;
