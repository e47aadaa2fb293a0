//! Where a document can be changed.

use std::fmt;

use super::hand::entries;
use crate::tree::Tree;

/// Verbs that path items are searched for.
pub(super) const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// A place in a document, by its steps from the root.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place(pub(super) Vec<Step>);

/// One step into a tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// As a JSON pointer.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|step| match step {
            Step::Key(key) => write!(f, "/{}", key.replace('~', "~0").replace('/', "~1")),
            Step::Index(at) => write!(f, "/{at}"),
        })
    }
}

impl Place {
    /// What stands at the place.
    pub(super) fn at<'t>(&self, tree: &'t Tree) -> Option<&'t Tree> {
        self.0.iter().try_fold(tree, |tree, step| match step {
            Step::Key(key) => tree.get(key),
            Step::Index(at) => match tree {
                Tree::Array(list) => list.get(*at),
                _ => None,
            },
        })
    }

    /// The same, to change it.
    pub(super) fn at_mut<'t>(&self, tree: &'t mut Tree) -> Option<&'t mut Tree> {
        self.0.iter().try_fold(tree, |tree, step| match step {
            Step::Key(key) => tree.get_mut(key),
            Step::Index(at) => match tree {
                Tree::Array(list) => list.get_mut(*at),
                _ => None,
            },
        })
    }

    /// The keys of a place that is reached by keys alone.
    pub(super) fn keys(&self) -> Vec<&str> {
        let keys = self.0.iter().map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Index(_) => "",
        });
        keys.collect()
    }

    /// The last key.
    pub(super) fn last(&self) -> &str {
        self.keys().last().copied().unwrap_or_default()
    }

    pub(super) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn is_path(&self) -> bool {
        matches!(self.keys().as_slice(), ["paths", _])
    }

    pub(super) fn is_operation(&self) -> bool {
        matches!(self.keys().as_slice(), ["paths", _, method] if METHODS.contains(method))
    }

    /// Whether it is a schema of the components.
    pub(super) fn is_component(&self) -> bool {
        matches!(self.keys().as_slice(), ["components", "schemas", _])
    }

    /// Whether it is a property of a schema.
    pub(super) fn is_property(&self) -> bool {
        let keys = self.keys();
        keys.len() >= 5 && keys.get(keys.len() - 2) == Some(&"properties")
    }
}

/// The document, every path and operation, every schema below the components.
pub(super) fn all(document: &Tree) -> Vec<Place> {
    let key = |name: &str| Step::Key(name.to_owned());
    let mut out = vec![Place(Vec::new())];
    for (path, item) in entries(document, "paths") {
        out.push(Place(vec![key("paths"), key(path)]));
        for method in METHODS.iter().filter(|method| item.get(method).is_some()) {
            out.push(Place(vec![key("paths"), key(path), key(method)]));
        }
    }
    if let Some(components) = document.get("components") {
        for (name, schema) in entries(components, "schemas") {
            let mut place = Place(vec![key("components"), key("schemas"), key(name)]);
            schema_places(schema, &mut place, &mut out);
        }
    }
    out
}

fn schema_places(schema: &Tree, place: &mut Place, out: &mut Vec<Place>) {
    out.push(place.clone());
    for (name, property) in entries(schema, "properties") {
        let steps = [Step::Key("properties".to_owned()), Step::Key(name.clone())];
        below(property, steps.to_vec(), place, out);
    }
    if let Some(items) = schema.get("items") {
        below(items, vec![Step::Key("items".to_owned())], place, out);
    }
    for list in ["allOf", "oneOf", "anyOf"] {
        if let Some(Tree::Array(parts)) = schema.get(list) {
            for (at, part) in parts.iter().enumerate() {
                let steps = vec![Step::Key(list.to_owned()), Step::Index(at)];
                below(part, steps, place, out);
            }
        }
    }
}

fn below(schema: &Tree, steps: Vec<Step>, place: &mut Place, out: &mut Vec<Place>) {
    let length = place.0.len();
    place.0.extend(steps);
    schema_places(schema, place, out);
    place.0.truncate(length);
}
