//! Names for the branches of a union, from what distinguishes them.

use crate::tally::one_more;
use crate::text::head;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::kind::{brief, kind};
use crate::graph::{Shape, TypeGraph, TypeId, UnionBranch, UnionShape};
use crate::name::words;

/// Longer strings are cut between two words: a constant may be a whole sentence.
const LONGEST: usize = 44;

/// A unique string for each branch: the value of its tag, its title, one of several values of its tag, its only value, the
/// property that only it requires (or has), its kind of value, a constant of its own, or the content of a shared property;
/// finally its position. Among equal candidates the alphabetically first is used, because maps have no order.
pub(in crate::name) fn telling(graph: &TypeGraph, union: &UnionShape) -> Vec<String> {
    if let Some(names) = at_a_glance(graph, union) {
        return names;
    }
    let branches: Vec<Branch> = union
        .branches
        .iter()
        .map(|branch| Branch::of(graph, branch))
        .collect();
    let all = Counts::of(&branches);
    let mut required_of: HashMap<&Vec<String>, usize> = HashMap::new();
    let mut kinds: HashMap<&str, usize> = HashMap::new();
    for branch in &branches {
        one_more(required_of.entry(&branch.required).or_default());
        one_more(kinds.entry(branch.kind).or_default());
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut out: Vec<String> = Vec::with_capacity(branches.len());
    let each = branches.iter().zip(&union.branches).zip(tags(union));
    for (index, ((branch, shape), tag)) in each.enumerate() {
        let mut candidates = Vec::from(first(shape, branch.title.clone(), tag));
        candidates.push(branch.value.clone().map(short));
        // a required property counts as present as well
        let required = all.own(&branch.required, 2);
        let optional = all.own(&branch.properties, 1);
        let is_alone = required_of.get(&branch.required) == Some(&1);
        let few = (1..=2).contains(&branch.required.len()) && is_alone;
        let is_kind = kinds.get(branch.kind) == Some(&1);
        candidates.extend([
            required.first().filter(|_| required.len() == 1).cloned(),
            is_kind.then(|| branch.kind.to_owned()),
            required.first().cloned(),
            few.then(|| branch.required.join("_and_")),
            optional.first().cloned(),
        ]);
        let constants = branch.constants.iter().cloned();
        candidates.extend(constants.map(|text| Some(short(text))));
        let inner = all.own(&branch.inner, 1);
        candidates.extend(inner.into_iter().map(|inner| {
            let name = inner.rsplit('/').next();
            name.map(str::to_owned)
        }));
        candidates.extend([branch.element.clone(), Some(branch.kind.to_owned())]);
        let text = candidates
            .into_iter()
            .flatten()
            .find(|text| !taken.contains(&words::variant(text)))
            .unwrap_or_else(|| format!("{}{}", branch.kind, index.saturating_add(1)));
        taken.insert(words::variant(&text));
        out.push(text);
    }
    out
}

/// The names, if what stands at the branches is enough: what their types hold, which for a union of all types of a family
/// is the square of their number, isn't looked at.
fn at_a_glance(graph: &TypeGraph, union: &UnionShape) -> Option<Vec<String>> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let each = union.branches.iter().zip(tags(union));
    each.map(|(shape, tag)| {
        let mut texts = first(shape, title(graph, shape), tag).into_iter().flatten();
        texts.find(|text| taken.insert(words::variant(text)))
    })
    .collect()
}

/// The first candidates for the name of a branch.
fn first(shape: &UnionBranch, title: Option<String>, tag: Option<String>) -> [Option<String>; 4] {
    [
        // a tag that is a sentence makes no good name if there is a title
        shape.tag_name().filter(|name| name.len() <= LONGEST),
        title,
        tag,
        shape.under.as_ref().map(|property| property.wire.clone()),
    ]
}

/// The title of a branch.
fn title(graph: &TypeGraph, shape: &UnionBranch) -> Option<String> {
    match shape.under {
        Some(_) => brief(shape.meta.title.as_deref()),
        None => {
            let node = &graph[shape.ty.ty];
            let missing = node.hints.missing.as_deref().map(target);
            let stated = node.hints.name.clone();
            let title = || brief(node.meta.title.as_deref());
            stated.or_else(title).or_else(|| brief(missing))
        }
    }
}

/// The name of what a reference leads to: the branch keeps it once the reference is mended.
fn target(reference: &str) -> &str {
    reference.rsplit(['/', '#']).next().unwrap_or(reference)
}

/// A value of the tag of each branch; the beginning of a long one is enough if no other tag begins so.
fn tags(union: &UnionShape) -> Vec<Option<String>> {
    let tags = union.branches.iter();
    let tags: Vec<Option<String>> = tags
        .map(|shape| shape.tag_texts().into_iter().min())
        .collect();
    let shorter: Vec<Option<String>> = tags.iter().map(|tag| tag.clone().map(short)).collect();
    let mut counts: BTreeMap<&Option<String>, usize> = BTreeMap::new();
    for short in &shorter {
        one_more(counts.entry(short).or_default());
    }
    let each = tags.into_iter().zip(&shorter);
    each.map(|(tag, short)| match counts.get(short) {
        Some(1) => short.clone(),
        _ => tag,
    })
    .collect()
}

/// Drops the words that make a string too long.
fn short(text: String) -> String {
    if text.len() <= LONGEST {
        return text;
    }
    let ends = text.match_indices([' ', '_', '-']).map(|(at, _)| at);
    match ends.take_while(|at| *at <= LONGEST).last() {
        Some(end) if end > 0 => head(&text, end).to_owned(),
        _ => text,
    }
}

/// The number of branches that have each key.
struct Counts<'a>(BTreeMap<&'a str, usize>);

impl<'a> Counts<'a> {
    fn of(branches: &'a [Branch]) -> Self {
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        let objects = |branch: &&Branch| !branch.properties.is_empty();
        let many = branches.iter().filter(objects).count() > 2;
        // a branch with the properties of all others distinguishes none of them
        let properties = branches.iter().flat_map(|branch| &branch.properties);
        let properties: HashSet<&String> = properties.collect();
        let has_all = |whole: &Branch| {
            many && whole.properties.len() >= properties.len()
                && whole.properties.iter().collect::<HashSet<_>>().len() == properties.len()
        };
        let whole = branches.iter().filter(|branch| has_all(branch)).count();
        let counted = branches
            .iter()
            .filter(|branch| whole != 1 || !has_all(branch));
        for branch in counted {
            let properties = branch.required.iter().chain(&branch.properties);
            for key in properties.chain(&branch.inner) {
                one_more(counts.entry(key.as_str()).or_default());
            }
        }
        Self(counts)
    }

    /// The unique keys, in alphabetical order: names do not depend on the order of properties.
    fn own(&self, keys: &[String], times: usize) -> Vec<String> {
        let own = keys
            .iter()
            .filter(|key| self.0.get(key.as_str()) == Some(&times));
        let mut own: Vec<String> = own.cloned().collect();
        own.sort();
        own
    }
}

/// What may distinguish a branch from others.
struct Branch {
    kind: &'static str,
    title: Option<String>,
    value: Option<String>,
    properties: Vec<String>,
    required: Vec<String>,
    /// Constant strings among its properties.
    constants: Vec<String>,
    /// The types of its properties: `user/email`, and `labels/labels_string_list`. They include the property, so that the
    /// same property with another type distinguishes two branches.
    inner: Vec<String>,
    /// The elements of an array.
    element: Option<String>,
}

impl Branch {
    fn of(graph: &TypeGraph, shape: &UnionBranch) -> Self {
        let id = shape.ty.ty;
        let mut branch = Self {
            kind: kind(graph, id),
            title: title(graph, shape),
            value: None,
            properties: Vec::new(),
            required: Vec::new(),
            constants: Vec::new(),
            inner: Vec::new(),
            element: None,
        };
        if let Some(property) = &shape.under {
            branch.kind = "object";
            branch.properties.push(property.wire.clone());
            branch.required.push(property.wire.clone());
            branch.inner(graph, &property.wire, id);
            return branch;
        }
        let tags = shape.tags.iter().skip(1);
        let values = tags.filter_map(|(_, values)| values.first()?.as_str());
        branch.constants.extend(values.map(str::to_owned));
        match &graph[id].shape {
            Shape::Object(object) => {
                let mut seen = BTreeSet::new();
                let mut all: Vec<_> = object.properties.iter().collect();
                all.sort_by_key(|property| &property.wire);
                for property in all.into_iter().filter(|p| seen.insert(&p.wire)) {
                    branch.properties.push(property.wire.clone());
                    if property.required {
                        branch.required.push(property.wire.clone());
                    }
                    branch.constants.extend(value(graph, property.ty.ty));
                    branch.inner(graph, &property.wire, property.ty.ty);
                }
            }
            Shape::Array(inner) | Shape::List(inner) => {
                branch.element = Some(format!("{} list", called(graph, inner.ty)));
            }
            Shape::Constant(value) if shape.unit => branch.value = Some(words::of_value(value)),
            _ => branch.value = value(graph, id),
        }
        branch
    }

    /// Adds the type of a property.
    fn inner(&mut self, graph: &TypeGraph, wire: &str, id: TypeId) {
        if let Shape::Object(object) = &graph[id].shape {
            let required = object.properties.iter().filter(|inner| inner.required);
            self.inner
                .extend(required.map(|inner| format!("{wire}/{}", inner.wire)));
        }
        let what = match &graph[id].shape {
            Shape::Array(inner) | Shape::List(inner) => {
                format!("{} list", called(graph, inner.ty))
            }
            _ => called(graph, id),
        };
        self.inner.push(format!("{wire}/{wire} {what}"));
    }
}

/// The component or the kind of a type.
fn called(graph: &TypeGraph, id: TypeId) -> String {
    match &graph[id].component {
        Some(component) => component.replace('/', "_"),
        None => kind(graph, id).to_owned(),
    }
}

/// The only string that a type allows.
fn value(graph: &TypeGraph, id: TypeId) -> Option<String> {
    let node = &graph[id];
    let text = match &node.shape {
        // any other value is as much of this branch
        _ if node.hints.open => return None,
        Shape::Constant(value) => value.as_str()?,
        Shape::Enum(values) => match values.as_slice() {
            [only] => only.value.as_str()?,
            _ => return None,
        },
        _ => return None,
    };
    Some(text.to_owned())
}
