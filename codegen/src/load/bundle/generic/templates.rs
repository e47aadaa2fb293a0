//! The schemas of a tree, and what they leave to those that refer to them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::super::super::grammar::{Child, Kind};
use super::super::super::node::{Node, Object};
use super::super::super::pointer::Path;
use super::scope::{Scope, bound, entered};

/// The tree as it was bundled, and what is known of its schemas.
pub(super) struct Templates {
    pub(super) tree: Node,
    /// All schemas that an anchor may stand for.
    bound: BTreeMap<String, BTreeSet<String>>,
    /// The anchors that a schema leaves open, itself or by what it refers to.
    needs: RefCell<HashMap<String, Rc<BTreeSet<String>>>>,
}

/// The place that a schema refers to.
pub(super) fn target(schema: &Object, scope: &Scope) -> Option<String> {
    let given = anchor(schema).and_then(|anchor| scope.get(anchor));
    let text = match given {
        Some(given) => return Some(given.clone()),
        None => schema.str("$ref")?,
    };
    Some(text.strip_prefix('#')?.to_owned())
}

/// The anchor that a schema refers to.
fn anchor(schema: &Object) -> Option<&str> {
    schema.str("$dynamicRef")?.strip_prefix('#')
}

impl Templates {
    pub(super) fn of(root: &Node) -> Self {
        let tree = root.clone();
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut path = Path::default();
        walk(
            &tree,
            Child::One(Kind::Document),
            &mut path,
            &mut |schema, at| {
                for (anchor, place) in bound(schema, at) {
                    all.entry(anchor.to_owned()).or_default().insert(place);
                }
            },
        );
        Self {
            bound: all,
            tree,
            needs: RefCell::default(),
        }
    }

    /// What of a scope makes a difference to the schema at a place.
    pub(super) fn given(&self, target: &str, scope: &Scope) -> Scope {
        if scope.is_empty() {
            return Scope::default();
        }
        let given = self.needed(target, scope);
        match given.is_empty() || self.is_same(target, &given) {
            true => Scope::default(),
            false => given,
        }
    }

    /// The part of a scope that a schema leaves to others.
    fn needed(&self, target: &str, scope: &Scope) -> Scope {
        let needs = self.needs(target);
        let all = scope.iter().filter(|(anchor, _)| needs.contains(*anchor));
        all.map(|(anchor, place)| (anchor.clone(), place.clone()))
            .collect()
    }

    /// The anchors that a schema leaves open, itself or by what it refers to.
    fn needs(&self, target: &str) -> Rc<BTreeSet<String>> {
        if let Some(needs) = self.needs.borrow().get(target) {
            return needs.clone();
        }
        let mut needs = BTreeSet::new();
        let mut met = HashSet::from([target.to_owned()]);
        let mut open = vec![target.to_owned()];
        while let Some(at) = open.pop() {
            self.within(&at, &mut |schema, _| {
                let mut go = |place: &str| {
                    if met.insert(place.to_owned()) {
                        open.push(place.to_owned());
                    }
                };
                if let Some(anchor) = anchor(schema) {
                    needs.insert(anchor.to_owned());
                    let places = self.bound.get(anchor).into_iter().flatten();
                    places.for_each(|place| go(place));
                }
                if let Some(place) = schema.str("$ref").and_then(|text| text.strip_prefix('#')) {
                    go(place);
                }
            });
        }
        let needs = Rc::new(needs);
        let mut all = self.needs.borrow_mut();
        all.insert(target.to_owned(), needs.clone());
        needs
    }

    /// Whether a schema says the same in a scope as it does without.
    fn is_same(&self, template: &str, given: &Scope) -> bool {
        let first = (template.to_owned(), given.clone(), Scope::default());
        let mut met = HashSet::from([first.clone()]);
        let mut open = vec![first];
        while let Some((at, given, without)) = open.pop() {
            let mut is_same = true;
            self.pairs(&at, [given, without], &mut |schema, [given, without]| {
                let targets = (target(schema, given), target(schema, without));
                let (Some(place), Some(other)) = targets else {
                    is_same &= targets.0 == targets.1;
                    return;
                };
                if place != other {
                    is_same = false;
                    return;
                }
                let pair = (self.needed(&place, given), self.needed(&place, without));
                let next = (place, pair.0, pair.1);
                if next.1 != next.2 && met.insert(next.clone()) {
                    open.push(next);
                }
            });
            if !is_same {
                return false;
            }
        }
        true
    }

    /// Visits the schemas in the one at a place.
    fn within(&self, at: &str, visit: &mut dyn FnMut(&Object, &str)) {
        if let Some(node) = self.tree.at(at) {
            walk(node, Child::One(Kind::Schema), &mut Path::at(at), visit);
        }
    }

    /// Visits the schemas in the one at a place, each with the two scopes that it has there.
    fn pairs(&self, at: &str, scopes: [Scope; 2], visit: &mut dyn FnMut(&Object, [&Scope; 2])) {
        let mut around: Vec<(String, [Scope; 2])> = vec![(String::new(), scopes)];
        self.within(at, &mut |schema, path| {
            while around.len() > 1 && around.last().is_some_and(|(head, _)| !is_below(path, head)) {
                around.pop();
            }
            let Some((_, scopes)) = around.last() else {
                return;
            };
            let inner = scopes
                .each_ref()
                .map(|scope| entered(&self.tree, schema, path, scope));
            visit(schema, inner.each_ref());
            around.push((path.to_owned(), inner));
        });
    }
}

/// Whether a pointer leads to a part of what another leads to.
fn is_below(pointer: &str, head: &str) -> bool {
    pointer
        .strip_prefix(head)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Visits the schemas of a tree, those around others first.
fn walk(node: &Node, child: Child, path: &mut Path, visit: &mut dyn FnMut(&Object, &str)) {
    match (child, node) {
        (Child::One(kind), Node::Object(object)) => {
            if kind == Kind::Schema {
                visit(object, path.as_str());
            }
            for (key, node) in object.iter() {
                if let Some(child) = kind.child(key, node) {
                    let mark = path.push(key);
                    walk(node, child, path, visit);
                    path.pop(mark);
                }
            }
        }
        (Child::Each(kind), Node::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                let mark = path.push_index(index);
                walk(item, Child::One(kind), path, visit);
                path.pop(mark);
            }
        }
        (Child::Each(kind), Node::Object(object)) => {
            for (key, item) in object.iter() {
                let mark = path.push(key);
                walk(item, Child::One(kind), path, visit);
                path.pop(mark);
            }
        }
        _ => {}
    }
}
