//! Graph and names, joined: the model.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::Convert;
use super::items::*;
use super::prose::{self, Writer};
use super::types::{ItemPath, Presence, Scalar, Type};
use super::{api, direction, layout, operations, recursion, same};
use crate::config::Config;
use crate::graph::{EnumValue, ObjectShape, Shape, TypeGraph, TypeId, UnionBranch, UnionShape};
use crate::name::Names;

/// Joins the graph and its names.
pub fn build(graph: &TypeGraph, names: &Names, config: &Config) -> Model {
    let recursion = recursion::recursion(graph, names);
    let words = prose::words(graph, names);
    let links = |word: &str| words.get(word).cloned();
    let convert = Convert {
        graph,
        names,
        formats: &config.schemas.formats,
        boxes: &recursion.boxes,
        near: None,
    };
    let builder = Builder {
        graph,
        names,
        config,
        convert,
        writer: Writer::new(config, &links),
        loosened: &recursion.loosened,
        made: direction::made(graph),
        uploads: direction::uploads(graph),
        tolerated: config.schemas.tolerant.then(|| direction::answered(graph)),
    };
    let mut items: BTreeMap<ItemPath, Item> = BTreeMap::new();
    for (id, path) in &names.types {
        items.insert(path.clone(), builder.item(*id, path));
    }
    operations::items(&builder, &mut items);
    let api = api::api(&builder);
    let mut links = builder.links(&items);
    if !config.names.distinct {
        same::unite(names, &mut items, &mut links);
    }
    Model {
        api,
        root: layout::layout(names, items, links, &builder.writer),
    }
}

/// What the parts of the builder share.
pub(super) struct Builder<'a> {
    pub graph: &'a TypeGraph,
    pub names: &'a Names,
    pub config: &'a Config,
    pub convert: Convert<'a>,
    pub writer: Writer<'a>,
    loosened: &'a BTreeSet<(u32, u32)>,
    /// Types that the caller makes: what params and bodies hold.
    made: BTreeSet<TypeId>,
    /// Types that are whole multipart bodies, which carry bytes as they are.
    uploads: BTreeSet<TypeId>,
    /// Types that answers hold, where nothing is certain to be in them.
    tolerated: Option<BTreeSet<TypeId>>,
}

impl Builder<'_> {
    fn item(&self, id: TypeId, path: &[String]) -> Item {
        let node = &self.graph[id];
        let ident = path.last().cloned().unwrap_or_default();
        let meta = self.writer.meta(&node.meta, &node.pointer);
        match &node.shape {
            Shape::Object(object) => Item::Object(self.object(id, ident, meta, object)),
            Shape::Enum(values) => Item::Enum(self.enumeration(id, ident, meta, values)),
            Shape::Union(union) => Item::Union(self.union(id, ident, meta, union)),
            Shape::Constant(value) => Item::Tag(Tag {
                ident,
                meta: self.tag_meta(meta, value),
                json: value.to_string(),
            }),
            _ => {
                if self.convert.is_nothing(id) {
                    let ty = Type::Scalar(Scalar::Json);
                    return Item::Alias(Alias { ident, meta, ty });
                }
                let ty = self.convert.spelled(id).ty;
                let alias = Alias { ident, meta, ty };
                if self.convert.is_item(id) {
                    Item::Newtype(alias)
                } else {
                    Item::Alias(alias)
                }
            }
        }
    }

    fn tag_meta(&self, meta: Meta, value: &serde_json::Value) -> Meta {
        Meta {
            doc: format!("Always `{}`.", value.to_string().replace('`', "'")),
            ..meta
        }
    }

    fn object(&self, id: TypeId, ident: String, meta: Meta, object: &ObjectShape) -> Object {
        let idents = self
            .names
            .fields
            .get(&id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut fields = Vec::with_capacity(object.properties.len());
        for (slot, (property, ident)) in object.properties.iter().zip(idents).enumerate() {
            let loosened = self.loosened.contains(&(id.0, slot as u32));
            let convert = self.convert.near(self.names.homes.get(&id), &property.wire);
            let (ty, presence) =
                convert.field(id, slot, property.ty, property.required && !loosened);
            // constants say what an object is
            let constant = matches!(self.graph[property.ty.ty].shape, Shape::Constant(_));
            let presence = match presence {
                Presence::Required if self.is_tolerated(id) && !constant => Presence::Optional,
                Presence::Nullable
                    if self.config.schemas.absent_is_null || self.is_tolerated(id) =>
                {
                    Presence::Lenient
                }
                presence => presence,
            };
            fields.push(Field {
                ident: ident.clone(),
                wire: property.wire.clone(),
                ty: match self.uploads.contains(&id) {
                    true => ty,
                    false => outside_of_forms(ty),
                },
                presence,
                default: (presence == Presence::Optional && self.config.schemas.decode_defaults)
                    .then(|| super::defaults::default(self.graph, property))
                    .flatten(),
                meta: self.writer.property(property, loosened),
            });
        }
        // identifier and kind first, as every reader looks for them first
        fields.sort_by_key(|field| match field.wire.as_str() {
            "id" => 0,
            "object" => 1,
            _ => 2,
        });
        let extra = object
            .additional
            .zip(idents.get(object.properties.len()))
            .map(|(ty, ident)| {
                let converted = self.convert.plain(ty);
                let ty = if converted.nullable {
                    Type::Nullable(Box::new(converted.ty))
                } else {
                    converted.ty
                };
                Extra {
                    ident: ident.clone(),
                    ty: outside_of_forms(ty),
                    meta: Meta {
                        doc: "Properties that the document does not name.".to_owned(),
                        ..Meta::default()
                    },
                }
            });
        Object {
            ident,
            meta,
            fields,
            extra,
            constructible: self.made.contains(&id),
        }
    }

    /// Whether the properties of a type may be missing whatever the document says. A type that no operation reaches is
    /// taken for one of an answer.
    fn is_tolerated(&self, id: TypeId) -> bool {
        self.tolerated
            .as_ref()
            .is_some_and(|answered| answered.contains(&id) || !self.made.contains(&id))
    }

    fn enumeration(&self, id: TypeId, ident: String, meta: Meta, values: &[EnumValue]) -> Enum {
        let kind = if values.iter().all(|v| v.value.is_string()) {
            EnumKind::String
        } else if values.iter().all(|v| v.value.is_i64()) {
            EnumKind::Integer
        } else {
            EnumKind::Value
        };
        let (variants, catch_all) = self.variants(id);
        let variants = values
            .iter()
            .zip(variants)
            .map(|(value, ident)| Variant {
                ident: ident.clone(),
                wire: match (&value.value, kind) {
                    (serde_json::Value::String(text), EnumKind::String) => text.clone(),
                    (value, _) => value.to_string(),
                },
                meta: self.writer.value(value),
            })
            .collect();
        Enum {
            ident,
            meta,
            kind,
            variants,
            catch_all,
        }
    }

    fn union(&self, id: TypeId, ident: String, meta: Meta, union: &UnionShape) -> Union {
        let (variants, catch_all) = self.variants(id);
        let branches = union
            .branches
            .iter()
            .zip(variants)
            .enumerate()
            .map(|(slot, (branch, ident))| {
                let converted = self.convert.slot(id, slot, branch.ty);
                Branch {
                    ident: ident.clone(),
                    ty: outside_of_forms(converted.ty),
                    guard: self.guard(branch, branch.ty.ty, 0),
                    meta: self.writer.meta(&branch.meta, ""),
                }
            })
            .collect();
        Union {
            ident,
            meta,
            branches,
            catch_all,
        }
    }

    /// Identifiers of variants, and of the catch-all after them.
    fn variants(&self, id: TypeId) -> (&[String], String) {
        match self
            .names
            .variants
            .get(&id)
            .and_then(|all| all.split_last())
        {
            Some((catch_all, variants)) => (variants, catch_all.clone()),
            None => (&[], "Unrecognized".to_owned()),
        }
    }

    /// Which values a branch is for.
    fn guard(&self, branch: &UnionBranch, id: TypeId, depth: u8) -> Guard {
        match &self.graph[id].shape {
            Shape::Any => Guard::Any,
            Shape::Boolean => Guard::Boolean,
            Shape::Integer(_) => Guard::Integer,
            Shape::Number(_) => Guard::Number,
            Shape::String(_) => Guard::String,
            Shape::Constant(value) => of_value(value),
            Shape::Enum(values) => {
                let first = values.first().map(|v| of_value(&v.value));
                let same = values.iter().all(|v| Some(of_value(&v.value)) == first);
                first.filter(|_| same).unwrap_or(Guard::Any)
            }
            Shape::Array(_) => Guard::Array,
            Shape::Map(_) | Shape::Metadata(_) | Shape::Object(_) | Shape::List(_) => {
                demand(branch)
            }
            Shape::Alias(inner) if depth < 64 => self.guard(branch, inner.ty, depth + 1),
            Shape::Union(_) if !branch.tags.is_empty() => demand(branch),
            Shape::Union(union) if depth < 64 => {
                let inner = union
                    .branches
                    .iter()
                    .map(|inner| self.guard(inner, inner.ty.ty, depth + 1));
                common(inner.collect())
            }
            Shape::Alias(_)
            | Shape::Union(_)
            | Shape::Expandable(_)
            | Shape::Emptyable(_)
            | Shape::Range(_) => Guard::Any,
        }
    }

    /// Whether the values of a use are arrays.
    pub(super) fn is_array(&self, ty: crate::graph::Use) -> bool {
        let mut at = ty.ty;
        for _ in 0..64 {
            match self.graph[at].shape {
                Shape::Alias(next) | Shape::Emptyable(next) => at = next.ty,
                Shape::Array(_) => return true,
                _ => return false,
            }
        }
        false
    }
}

/// The guard of a branch that is a union itself: what all its branches have in common.
fn common(guards: Vec<Guard>) -> Guard {
    let objects = guards
        .iter()
        .all(|guard| matches!(guard, Guard::Object { .. }));
    match guards.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other == first) => first.clone(),
        Some(_) if objects => Guard::Object {
            tags: Vec::new(),
            keys: Vec::new(),
        },
        _ => Guard::Any,
    }
}

/// What an object must hold to belong to a branch.
fn demand(branch: &UnionBranch) -> Guard {
    let literal = |value: &serde_json::Value| match value {
        serde_json::Value::Bool(value) => Some(Literal::Boolean(*value)),
        serde_json::Value::Number(number) => number.as_i64().map(Literal::Integer),
        serde_json::Value::String(text) => Some(Literal::String(text.clone())),
        _ => None,
    };
    let tag = |(name, values): &(String, Vec<serde_json::Value>)| {
        let values: Option<Vec<_>> = values.iter().map(literal).collect();
        // a tag without values would let nothing in
        Some((name.clone(), values.filter(|values| !values.is_empty())?))
    };
    Guard::Object {
        tags: branch.tags.iter().filter_map(tag).collect(),
        keys: branch.keys.clone(),
    }
}

fn of_value(value: &serde_json::Value) -> Guard {
    match value {
        serde_json::Value::Null => Guard::Null,
        serde_json::Value::Bool(_) => Guard::Boolean,
        serde_json::Value::Number(n) if n.is_f64() => Guard::Number,
        serde_json::Value::Number(_) => Guard::Integer,
        serde_json::Value::String(_) => Guard::String,
        serde_json::Value::Array(_) => Guard::Array,
        serde_json::Value::Object(_) => Guard::Object {
            tags: Vec::new(),
            keys: Vec::new(),
        },
    }
}

/// Raw bytes stand in multipart bodies and answers alone; in JSON they can only be text.
pub(super) fn outside_of_forms(ty: Type) -> Type {
    match ty {
        Type::Scalar(Scalar::Binary) => Type::Scalar(Scalar::String),
        Type::Array(inner) => Type::Array(Box::new(outside_of_forms(*inner))),
        Type::Map(inner) => Type::Map(Box::new(outside_of_forms(*inner))),
        other => other,
    }
}
