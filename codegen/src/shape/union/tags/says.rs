//! The constant properties of types, collected once per type.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use super::look::{compared, end};
use crate::graph::{ObjectShape, Shape, TypeGraph, TypeId, Use};

/// The listed values in one branch.
#[derive(Debug, Default)]
pub(super) struct Says {
    /// Properties with listed values, in order.
    pub(super) listed: Vec<(String, Vec<Value>)>,
    /// Indices into `listed`.
    places: HashMap<String, usize>,
    /// The required ones among them.
    pub(super) required: HashSet<String>,
    /// Those that are enums, which may gain values.
    pub(super) open: HashSet<String>,
}

/// The values of one property in several branches, each once: a value that many branches of branches have would otherwise
/// double with each union around them.
#[derive(Default)]
struct Listed {
    list: Vec<Value>,
    known: HashSet<Value>,
}

impl Listed {
    fn extend(&mut self, values: &[Value]) {
        for value in values {
            if self.known.insert(value.clone()) {
                self.list.push(value.clone());
            }
        }
    }
}

impl Says {
    /// How many values it lists.
    pub(super) fn count(&self) -> usize {
        self.listed.iter().map(|(_, values)| values.len()).sum()
    }

    /// The possible values of a property, if they are listed.
    pub(super) fn values(&self, property: &str) -> Option<&Vec<Value>> {
        Some(&self.listed.get(*self.places.get(property)?)?.1)
    }

    fn add(&mut self, name: &str, values: Vec<Value>) {
        self.places.insert(name.to_owned(), self.listed.len());
        self.listed.push((name.to_owned(), values));
    }

    fn object(graph: &TypeGraph, object: &ObjectShape) -> Self {
        let mut says = Self::default();
        for property in object.properties.iter().filter(|one| !one.partial) {
            let (values, is_open): (Option<Vec<Value>>, bool) =
                match &graph[end(graph, property.ty)].shape {
                    Shape::Constant(value) => (compared(value).map(|value| vec![value]), false),
                    Shape::Enum(values) => {
                        let all = values.iter().map(|value| compared(&value.value));
                        (all.collect(), values.len() > 1)
                    }
                    _ => continue,
                };
            if is_open {
                says.open.insert(property.wire.clone());
            }
            let Some(values) = values else { continue };
            if property.required {
                says.required.insert(property.wire.clone());
            }
            says.add(&property.wire, values);
        }
        says
    }
}

/// The listed values in all branches, by node.
#[derive(Debug, Default)]
pub(super) struct Sayings(HashMap<TypeId, Rc<Says>>);

impl Sayings {
    /// Collects the listed values of a node: an object, or a union whose branches are known.
    pub(super) fn learn(&mut self, graph: &TypeGraph, id: TypeId) {
        if self.0.contains_key(&id) {
            return;
        }
        let says = match &graph[id].shape {
            Shape::Object(object) => Says::object(graph, object),
            // Properties that all branches list.
            Shape::Union(union)
                if union
                    .branches
                    .iter()
                    .all(|branch| self.knows(graph, branch.ty)) =>
            {
                let mut counts: HashMap<String, (usize, usize, Listed)> = HashMap::new();
                let mut whole = Says::default();
                for branch in &union.branches {
                    let says = self.of(graph, branch.ty);
                    whole.open.extend(says.open.iter().cloned());
                    // what the branch does not declare comes from a discriminator
                    let is_required =
                        |name| says.required.contains(name) || says.values(name).is_none();
                    let tags = branch
                        .tags
                        .iter()
                        .map(|(name, values)| (name, values, is_required(name)));
                    let listed = (says.listed.iter())
                        .filter(|(name, _)| branch.tags.iter().all(|(tag, _)| tag != name))
                        .map(|(name, values)| (name, values, says.required.contains(name)));
                    for (name, values, required) in tags.chain(listed) {
                        let (count, musts, all) = counts.entry(name.clone()).or_default();
                        *count = count.saturating_add(1);
                        *musts = musts.saturating_add(usize::from(required));
                        all.extend(values);
                    }
                }
                let branches = union.branches.len();
                let mut names: Vec<_> = counts.into_iter().collect();
                names.sort_unstable_by(|a, b| a.0.cmp(&b.0));
                for (name, (count, musts, values)) in names {
                    if count == branches {
                        if musts == branches {
                            whole.required.insert(name.clone());
                        }
                        whole.add(&name, values.list);
                    }
                }
                whole
            }
            _ => return,
        };
        self.0.insert(id, Rc::new(says));
    }

    fn knows(&self, graph: &TypeGraph, ty: Use) -> bool {
        self.0.contains_key(&end(graph, ty))
    }

    /// The listed values in a branch; empty if it is neither object nor union.
    pub(super) fn of(&self, graph: &TypeGraph, ty: Use) -> Rc<Says> {
        self.0.get(&end(graph, ty)).cloned().unwrap_or_default()
    }
}
