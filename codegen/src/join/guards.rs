//! The tag values and keys by which decoding selects the branch of a union.

use std::collections::{BTreeSet, HashMap};

use crate::graph::{Shape, TypeGraph, TypeId, UnionBranch};
use crate::model::{Counted, Guard, Literal};

/// The common guards of unions, each computed once.
#[derive(Debug)]
pub(super) struct Guards<'a> {
    common: HashMap<TypeId, Guard>,
    /// Required properties that may be missing, because no finite value could hold them: by type and index.
    loosened: &'a BTreeSet<(u32, u32)>,
}

impl<'a> Guards<'a> {
    /// Finds the common guards of all unions, nested ones first.
    pub(super) fn new(graph: &TypeGraph, loosened: &'a BTreeSet<(u32, u32)>) -> Self {
        let mut guards = Self {
            common: HashMap::new(),
            loosened,
        };
        let mut met = graph.per_type(false);
        for start in graph.ids() {
            let mut stack = vec![(start, false)];
            while let Some((id, is_known)) = stack.pop() {
                let Shape::Union(union) = &graph[id].shape else {
                    continue;
                };
                if is_known {
                    let all = union.branches.iter();
                    let common = common(all.map(|branch| guards.kind(graph, branch)).collect());
                    guards.common.insert(id, common);
                } else if !std::mem::replace(&mut met[id], true) {
                    stack.push((id, true));
                    let inner = union.branches.iter();
                    stack.extend(inner.map(|branch| (end(graph, branch.ty.ty), false)));
                }
            }
        }
        guards
    }

    /// The values that select a branch.
    pub(super) fn of(&self, graph: &TypeGraph, branch: &UnionBranch) -> Guard {
        match &graph[end(graph, branch.ty.ty)].shape {
            Shape::Constant(value) if branch.unit => Guard::Value(value.to_string()),
            _ => self.kind(graph, branch),
        }
    }

    /// The same; of a single value its JSON type.
    fn kind(&self, graph: &TypeGraph, branch: &UnionBranch) -> Guard {
        if let Some(property) = &branch.under {
            return Guard::Under(property.wire.clone());
        }
        let id = end(graph, branch.ty.ty);
        match &graph[id].shape {
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
            Shape::Array(_) | Shape::Tuple(_) => Guard::Array,
            Shape::Map(_) | Shape::Metadata(_) | Shape::Object(_) | Shape::List(_) => {
                demand(graph, branch, self.keys(graph, branch))
            }
            Shape::Union(_) if !branch.tags.is_empty() => {
                demand(graph, branch, branch.keys.clone())
            }
            Shape::Union(_) => self.common.get(&id).cloned().unwrap_or(Guard::Any),
            Shape::Alias(_) | Shape::Expandable(_) | Shape::Emptyable(_) | Shape::Range(_) => {
                Guard::Any
            }
        }
    }

    /// The properties that a value of a branch has in any case, of those that tell it apart.
    fn keys(&self, graph: &TypeGraph, branch: &UnionBranch) -> Vec<String> {
        let id = end(graph, branch.ty.ty);
        let (mut keys, Shape::Object(object)) = (branch.keys.clone(), &graph[id].shape) else {
            return branch.keys.clone();
        };
        let slots = self.loosened.range((id.0, 0)..=(id.0, u32::MAX));
        for (_, slot) in slots {
            let property = object.properties.get(*slot as usize);
            keys.retain(|key| property.is_none_or(|property| property.wire != *key));
        }
        keys
    }
}

/// The target of an alias; no alias refers to another.
fn end(graph: &TypeGraph, id: TypeId) -> TypeId {
    match graph[id].shape {
        Shape::Alias(next) => next.ty,
        _ => id,
    }
}

/// The guard of a branch that is itself a union: what all its branches have in common.
fn common(guards: Vec<Guard>) -> Guard {
    let objects = guards.iter().all(|guard| {
        matches!(
            guard,
            Guard::Object { .. } | Guard::Several(_) | Guard::Under(_)
        )
    });
    match guards.split_first() {
        // a union matches whole objects, not the property around its value
        Some((Guard::Under(_), _)) if objects => Guard::Object {
            tags: Vec::new(),
            keys: Vec::new(),
        },
        Some((first, rest)) if rest.iter().all(|other| other == first) => first.clone(),
        Some(_) if objects => Guard::Object {
            tags: Vec::new(),
            keys: Vec::new(),
        },
        _ => Guard::Any,
    }
}

/// The properties that select a branch.
fn demand(graph: &TypeGraph, branch: &UnionBranch, keys: Vec<String>) -> Guard {
    let literal = |value: &serde_json::Value| match value {
        serde_json::Value::Bool(value) => Some(Literal::Boolean(*value)),
        serde_json::Value::Number(number) => number.as_i64().map(Literal::Integer),
        serde_json::Value::String(text) => Some(Literal::String(text.clone())),
        _ => None,
    };
    let are_two = keys.len() > 1 || keys.len() == branch.keys.len();
    if branch.two_keys && are_two {
        return several(graph, branch, &keys);
    }
    let tag = |(name, values): &(String, Vec<serde_json::Value>)| {
        let values: Option<Vec<_>> = values.iter().map(literal).collect();
        // without values, the property is not there
        Some((name.clone(), values?))
    };
    Guard::Object {
        tags: branch.tags.iter().filter_map(tag).collect(),
        keys,
    }
}

/// The properties of which any two select a branch. Any JSON includes `null`.
fn several(graph: &TypeGraph, branch: &UnionBranch, keys: &[String]) -> Guard {
    let properties = match &graph[end(graph, branch.ty.ty)].shape {
        Shape::Object(object) => object.properties.as_slice(),
        _ => &[],
    };
    let keeps_null = |name: &String| {
        let mut found = properties.iter().filter(|property| property.wire == *name);
        found.any(|property| graph.behind(property.ty).nullable || graph.is_any(property.ty))
    };
    let counted = |name: &String| Counted {
        name: name.clone(),
        nullable: keeps_null(name),
    };
    Guard::Several(keys.iter().map(counted).collect())
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
