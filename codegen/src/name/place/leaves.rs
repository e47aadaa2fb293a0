//! Finds the types in an owner's own module, and the strings that they are named after.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::found::{Found, Leaf};
use super::{kind::kind, telling};
use crate::graph::{
    AnswerHead, ObjectShape, PatternShape, Property, Shape, TypeGraph, TypeId, UnionBranch,
    UnionShape, Use,
};
use crate::name::{class::Classes, words};

/// An unnamed union whose branches are being walked.
struct Open<'a> {
    id: TypeId,
    union: &'a UnionShape,
    text: String,
    /// What was found inside each of the branches so far.
    inside: Vec<Vec<usize>>,
}

/// Finds leaves.
#[derive(Clone, Copy)]
pub(super) struct Leaves<'a> {
    graph: &'a TypeGraph,
    classes: &'a Classes,
}

impl<'a> Leaves<'a> {
    /// For a graph.
    pub(super) fn of(graph: &'a TypeGraph, classes: &'a Classes) -> Self {
        Self { graph, classes }
    }

    /// The types that belong to a type.
    pub(super) fn owned_by(self, id: TypeId) -> Vec<Leaf> {
        let mut out = Vec::new();
        match &self.graph[id].shape {
            Shape::Object(object) => {
                for property in &object.properties {
                    self.property(property, &mut out);
                }
                for (pattern, name) in object.patterns.iter().zip(patterns(self.graph, object)) {
                    self.walk(pattern.ty, &words::singular(&name), None, &mut out);
                }
                if let Some(additional) = object.additional {
                    self.walk(additional, "value", None, &mut out);
                }
            }
            Shape::Union(union) if self.graph[id].component.is_some() || tagged(union) => {
                self.branches_of(union, &mut out);
            }
            // its branches are placed beside it
            Shape::Union(_) => {}
            Shape::Tuple(items) => self.items(items, "item", &mut out),
            shape => {
                if let Some(inner) = shape.inner() {
                    self.walk(inner, "item", None, &mut out);
                }
            }
        }
        out
    }

    /// The types inside a property.
    pub(super) fn property(self, property: &Property, out: &mut Vec<Leaf>) {
        self.walk(
            property.ty,
            property.called(),
            property.element.as_deref(),
            out,
        );
    }

    /// The types at the end of a use, named after `text`; elements of arrays after `element`, or the singular.
    pub(super) fn walk(self, ty: Use, text: &str, element: Option<&str>, out: &mut Vec<Leaf>) {
        let from = out.len();
        self.within(ty.ty, text, element, out);
        out.iter_mut()
            .skip(from)
            .for_each(|leaf| text.clone_into(&mut leaf.root));
    }

    /// The types of several response bodies of an operation: the enum of all of them, and the types inside each, named after
    /// what distinguishes it.
    pub(super) fn several(self, ty: Use, heads: &[AnswerHead], base: &str, out: &mut Vec<Leaf>) {
        out.push(Leaf::new(ty.ty, format!("{base}_response")));
        let Shape::Union(union) = &self.graph[ty.ty].shape else {
            return;
        };
        for (branch, head) in union.branches.iter().zip(heads) {
            let text = format!("{base}_{}_response", head.name);
            self.walk(branch.ty, &text, None, out);
        }
    }

    /// Walks through arrays and the like, and through unnamed unions, to the types inside, at any depth.
    fn within(self, id: TypeId, text: &str, element: Option<&str>, out: &mut Vec<Leaf>) {
        // visited unnamed types: they may be recursive
        let mut met = BTreeSet::new();
        let mut unions: Vec<Open<'a>> = Vec::new();
        unions.extend(self.step(id, text, element, &mut met, out));
        let mut found = Found::default();
        while let Some(open) = unions.last_mut() {
            if let Some(branch) = open.union.branches.get(open.inside.len()) {
                let mut leaves = Vec::new();
                let inner = match self.is_nothing(branch) {
                    true => None,
                    false => self.step(branch.ty.ty, &open.text, None, &mut met, &mut leaves),
                };
                open.inside.push(found.leaves(leaves));
                unions.extend(inner);
            } else if let Some(open) = unions.pop() {
                let parts = self.union(open, &mut found);
                match unions.last_mut().and_then(|above| above.inside.last_mut()) {
                    Some(above) => above.extend(parts),
                    None => found.gather(parts, out),
                }
            }
        }
    }

    /// Walks through arrays and the like to the types inside. Returns an unnamed union.
    fn step(
        self,
        id: TypeId,
        text: &str,
        element: Option<&str>,
        met: &mut BTreeSet<TypeId>,
        out: &mut Vec<Leaf>,
    ) -> Option<Open<'a>> {
        let (mut id, mut text, mut expandable) = (id, Cow::Borrowed(text), false);
        let mut element = element;
        loop {
            let node = &self.graph[id];
            let marks = self.classes.marks[id];
            if marks.standalone {
                // a part is re-exported from each of its owners
                if marks.part {
                    out.push(Leaf::new(id, text.into_owned()));
                }
                return None;
            }
            if marks.nominal {
                if let Some(name) = &node.hints.name
                    && node.component.is_none()
                {
                    text = Cow::Borrowed(name);
                }
                match &node.shape {
                    // a recursive one is met again inside itself
                    Shape::Union(union) if node.component.is_none() => {
                        // placed with its first branch, see `package`
                        let is_placed = expandable
                            && super::of_components(self.graph, self.classes, id).is_some();
                        return (met.insert(id) && !is_placed).then(|| Open {
                            id,
                            union,
                            text: text.into_owned(),
                            inside: Vec::with_capacity(union.branches.len()),
                        });
                    }
                    Shape::Constant(_) if !node.hints.listed => {
                        out.push(Leaf::new(id, format!("{text}_tag")))
                    }
                    _ => out.push(Leaf::new(id, text.into_owned())),
                }
                return None;
            }
            if !met.insert(id) {
                return None;
            }
            match &node.shape {
                Shape::Array(inner) | Shape::List(inner) => {
                    let stated = element.take().or(node.hints.element.as_deref());
                    let key = stated.unwrap_or(&text);
                    text = match (self.classes.elements.get(key), stated) {
                        (Some(given), _) => Cow::Borrowed(given),
                        (None, Some(stated)) => Cow::Borrowed(stated),
                        (None, None) => Cow::Owned(words::singular(&text)),
                    };
                    (id, expandable) = (inner.ty, false);
                }
                Shape::Expandable(inner) => (id, expandable) = (inner.ty, true),
                Shape::Tuple(items) => {
                    self.items(items, &words::singular(&text), out);
                    return None;
                }
                shape => match shape.inner() {
                    Some(inner) => (id, expandable) = (inner.ty, false),
                    None => return None,
                },
            }
        }
    }

    /// The types inside the items of a tuple. A single one is named after the tuple; several include their positions.
    fn items(self, items: &[Use], text: &str, out: &mut Vec<Leaf>) {
        let mut leaves: Vec<(usize, Vec<Leaf>)> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let mut inside = Vec::new();
            self.within(item.ty, text, None, &mut inside);
            if !inside.is_empty() {
                leaves.push((at, inside));
            }
        }
        let is_alone = leaves.len() == 1;
        for (at, inside) in leaves {
            let place = PLACES.get(at).filter(|_| !is_alone);
            out.extend(inside.into_iter().map(|leaf| match place {
                Some(place) => Leaf {
                    text: format!("{place}_{}", leaf.text),
                    ..leaf
                },
                None => leaf,
            }));
        }
    }

    /// An unnamed union in a property.
    ///
    /// If only one branch needs a name, and the others are plain values, it takes the property's name, and the union's name
    /// lists the alternatives. Otherwise the name of each branch includes what distinguishes it.
    fn union(self, open: Open<'a>, found: &mut Found) -> Vec<usize> {
        let Open {
            id,
            union,
            text,
            inside,
        } = open;
        // documents that mark their resources have always had these names, and so have their generators: a branch for what
        // fits several others changes none of them
        let is_marked = self.classes.is_marked();
        let written = || {
            let all = union.branches.iter().zip(&inside);
            all.filter(|(branch, _)| !(is_marked && branch.several))
        };
        let named = written().filter(|(_, leaves)| !leaves.is_empty()).count();
        // a single value needs a name as well: that of its variant
        let has_values = union.branches.iter().any(|branch| branch.unit);
        let others: Vec<&str> = written()
            .filter(|(_, leaves)| leaves.is_empty())
            .map(|(branch, _)| self.kind(branch.ty.ty))
            .collect();
        // what a reference misses may be an object once it is mended
        let is_missing = |ty: Use| self.graph[ty.ty].hints.missing.is_some();
        let are_plain = (others.iter()).all(|kind| !matches!(*kind, "object" | "variant"))
            && !union.branches.iter().any(|branch| is_missing(branch.ty));
        let own = |text: String| vec![Leaf::new(id, text)];
        match named {
            _ if tagged(union) => found.leaves(own(text)),
            0 => found.leaves(own(text)),
            1 if (are_plain || is_marked) && !has_values => {
                let mut out = Vec::new();
                for (parts, branch) in inside.into_iter().zip(&union.branches) {
                    let told = match &branch.meta.title {
                        Some(title) if is_marked && branch.several => format!("_{title}"),
                        _ => String::new(),
                    };
                    out.extend(found.branch(told, parts));
                }
                out.extend(found.leaves(own(format!("{text}_or_{}", others.join("_or_")))));
                out
            }
            _ => {
                let mut out = found.leaves(own(text));
                let told: Vec<String> = if is_marked {
                    let mut position = 0_usize;
                    let branches = union.branches.iter().zip(&inside);
                    let numbers = branches.map(|(branch, parts)| {
                        let is_named = !parts.is_empty() || branch.unit;
                        position = position.saturating_add(usize::from(is_named));
                        match &branch.meta.title {
                            Some(title) if branch.several => format!("_{title}"),
                            _ => position.to_string(),
                        }
                    });
                    numbers.collect()
                } else {
                    let told = telling(self.graph, union).into_iter();
                    told.map(|told| format!("_{told}")).collect()
                };
                for (parts, told) in inside.into_iter().zip(told) {
                    out.extend(found.branch(told, parts));
                }
                out
            }
        }
    }

    /// The types in a union's own module: the branches of a named union, or of one with tags.
    fn branches_of(self, union: &UnionShape, out: &mut Vec<Leaf>) {
        let told = union.branches.iter().zip(telling(self.graph, union));
        for (branch, text) in told.filter(|(branch, _)| !self.is_nothing(branch)) {
            self.walk(branch.ty, &text, None, out);
        }
    }

    /// Whether a branch is a single value that has no name: it has no type of its own.
    fn is_nothing(self, branch: &UnionBranch) -> bool {
        branch.unit && self.graph[branch.ty.ty].component.is_none()
    }

    /// The kind of an unnamed branch, in one word.
    pub(super) fn kind(self, id: TypeId) -> &'static str {
        kind(self.graph, id)
    }
}

/// Names of tuple items by position.
const PLACES: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// The names of an object's maps: from the literal letters in their patterns, else from their values.
pub(crate) fn patterns(graph: &TypeGraph, object: &ObjectShape) -> Vec<String> {
    let name = |one: &PatternShape| {
        let texts = one.pattern.texts.join("_");
        match texts.chars().any(char::is_alphabetic) {
            true => texts,
            false => {
                let end = graph.behind(one.ty).ty;
                let held = graph[end].component.as_deref();
                words::plural(held.unwrap_or_else(|| kind(graph, end)))
            }
        }
    };
    object.patterns.iter().map(name).collect()
}

/// Whether tags distinguish the branches of a union: values of properties, or the only properties themselves.
pub(super) fn tagged(union: &UnionShape) -> bool {
    // one for values that lack the tags of the others changes nothing about these
    let lacks = |branch: &&UnionBranch| branch.tags.iter().any(|(_, values)| values.is_empty());
    let mut branches = union.branches.iter().filter(|branch| !lacks(branch));
    union.branches.iter().any(|branch| branch.under.is_some())
        || branches.all(|branch| !branch.tag_texts().is_empty())
}
