//! Counts the contents of a model.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::analyse::{Edge, components};
pub use crate::graph::{Cause, Untyped};
use crate::hash::Map;
use crate::model::{Item, ItemPath, Meta, Model, Namespace, Params, Paths, Type, held, items};

/// Counts of a model's contents.
///
/// ```
/// use castiron_codegen::Castiron;
/// use castiron_codegen::source::Memory;
/// use castiron_codegen::stats::Stats;
///
/// let source = Memory::new().with(
///     "api.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet: { type: object, required: [name], properties: { name: { type: string } } }
/// ",
/// );
/// let stats: Stats = Castiron::new("api.yaml").generate_from(&source)?.generated.stats;
/// assert_eq!(stats.objects, 1);
/// # Ok::<(), castiron_codegen::Refused>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Structs that are not params.
    pub objects: usize,
    /// Enums of plain values.
    pub enums: usize,
    /// Enums of other types.
    pub unions: usize,
    /// Params.
    pub params: usize,
    /// Handles with operations.
    pub resources: usize,
    /// Operations.
    pub operations: usize,
    /// Operations with an XML body, for which programs need the feature `xml`.
    pub xml: usize,
    /// Fields of objects and params.
    pub fields: usize,
    /// Fields and responses whose type is any JSON.
    pub untyped: usize,
    /// JSON pointers of the untyped ones, sorted.
    pub untyped_at: Vec<String>,
    /// The reasons why they are untyped: JSON pointers of schemas by reason, each schema once.
    pub untyped_schemas: BTreeMap<Untyped, Vec<String>>,
    /// How many schemas these are, by whose decision it is that they are untyped.
    pub untyped_causes: BTreeMap<Cause, usize>,
    /// Listed values of enums.
    pub variants: usize,
    /// Aliases of types.
    pub aliases: usize,
    /// Additional paths of items and modules.
    pub links: usize,
    /// Items, fields, values and operations that the document deprecates.
    pub deprecated: usize,
    /// The paths of items with the most segments, the deepest first: at most twenty.
    pub deepest: Vec<ItemPath>,
    /// The longest identifiers of items, the longest first: at most twenty.
    pub longest: Vec<String>,
    /// Recursive items: each cycle as the public paths of its members.
    pub cycles: Vec<Vec<String>>,
}

/// So many paths and names are listed.
const LISTED: usize = 20;

impl Stats {
    /// Counts a model. `untyped` are the places of its document without a type.
    pub fn of(model: &Model, untyped: BTreeMap<String, Untyped>) -> Self {
        Self::with(model, &Paths::new(model), untyped)
    }

    /// The same, with the model's paths.
    pub(crate) fn with<'a>(
        model: &'a Model,
        paths: &Paths<'a>,
        untyped: BTreeMap<String, Untyped>,
    ) -> Self {
        let mut stats = Self::default();
        for (pointer, why) in untyped {
            let count = stats.untyped_causes.entry(why.cause()).or_default();
            *count = count.saturating_add(1);
            stats.untyped_schemas.entry(why).or_default().push(pointer);
        }
        stats.namespace(&model.root);
        stats.untyped_at.sort();
        let mut items = Vec::new();
        list(&model.root, &mut Vec::new(), &mut items);
        let all = items.iter().map(|(path, _)| (Reverse(path.len()), path));
        let owned = |path: &Vec<&str>| path.iter().map(|ident| (*ident).to_owned()).collect();
        stats.deepest = least(all).map(|(_, path)| owned(path)).collect();
        let idents = items.iter().map(|(_, item)| item.ident());
        let all = idents.map(|ident| (Reverse(ident.len()), ident));
        stats.longest = least(all).map(|(_, ident)| ident.to_owned()).collect();
        stats.cycles = cycles(&items, paths);
        stats
    }

    fn namespace(&mut self, namespace: &Namespace) {
        self.links = self.links.saturating_add(namespace.links.len());
        for item in &namespace.items {
            self.deprecations(item);
            match item {
                Item::Object(object) => {
                    self.objects = self.objects.saturating_add(1);
                    self.fields(&object.fields);
                }
                Item::Params(params) => {
                    self.params = self.params.saturating_add(1);
                    self.fields(&params.object.fields);
                }
                Item::Enum(item) => {
                    self.enums = self.enums.saturating_add(1);
                    self.variants = self.variants.saturating_add(item.variants.len());
                }
                Item::Union(_) => self.unions = self.unions.saturating_add(1),
                Item::Resource(resource) => {
                    self.resources = self.resources.saturating_add(1);
                    self.operations = self.operations.saturating_add(resource.methods.len());
                    for method in &resource.methods {
                        let is_xml = method.operation.xml.is_some();
                        self.xml = self.xml.saturating_add(usize::from(is_xml));
                        self.ty(&method.answer, &method.meta.pointer);
                    }
                }
                Item::Alias(_) | Item::Newtype(_) => self.aliases = self.aliases.saturating_add(1),
                Item::Tag(_) | Item::Group(_) => {}
            }
        }
        for child in &namespace.children {
            self.namespace(child);
        }
    }

    fn deprecations(&mut self, item: &Item) {
        let metas: Vec<&Meta> = match item {
            Item::Object(object) | Item::Params(Params { object, .. }) => {
                let fields = object.fields.iter().map(|field| &field.meta);
                fields.chain([&object.meta]).collect()
            }
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| &variant.meta);
                variants.chain([&item.meta]).collect()
            }
            Item::Resource(item) => item.methods.iter().map(|method| &method.meta).collect(),
            Item::Union(item) => vec![&item.meta],
            Item::Alias(item) | Item::Newtype(item) => vec![&item.meta],
            Item::Tag(_) | Item::Group(_) => Vec::new(),
        };
        let deprecated = metas.iter().filter(|meta| meta.deprecated.is_some());
        self.deprecated = self.deprecated.saturating_add(deprecated.count());
    }

    fn fields(&mut self, fields: &[crate::model::Field]) {
        self.fields = self.fields.saturating_add(fields.len());
        for field in fields {
            self.ty(&field.ty, &field.meta.pointer);
        }
    }

    fn ty(&mut self, ty: &Type, pointer: &str) {
        if ty.is_untyped() {
            self.untyped = self.untyped.saturating_add(1);
            self.untyped_at.push(pointer.to_owned());
        }
    }
}

/// Items that hold themselves, directly or through others: the strongly connected components of what holds what.
fn cycles<'a>(paths: &[(Vec<&'a str>, &'a Item)], index: &Paths<'a>) -> Vec<Vec<String>> {
    let numbers: Map<&[&str], usize> = paths
        .iter()
        .enumerate()
        .map(|(at, (path, _))| (path.as_slice(), at))
        .collect();
    let mut edges = Vec::new();
    for (from, (_, item)) in paths.iter().enumerate() {
        let held = held(item).into_iter().flat_map(|ty| items(ty, index));
        let targets = held.filter_map(|path| numbers.get(path.as_slice()));
        edges.extend(targets.map(|to| Edge {
            from: from as u32,
            slot: 0,
            to: *to as u32,
        }));
    }
    let component = components(paths.len(), &edges);
    // a component without an edge inside of it is a single item that does not hold itself
    let mut circles: BTreeMap<u32, Vec<usize>> = edges
        .iter()
        .filter_map(|edge| {
            let from = component.get(edge.from as usize)?;
            (component.get(edge.to as usize)? == from).then(|| (*from, Vec::new()))
        })
        .collect();
    for (one, number) in component.iter().enumerate() {
        if let Some(members) = circles.get_mut(number) {
            members.push(one);
        }
    }
    let mut out: Vec<Vec<String>> = circles
        .into_values()
        .map(|members| {
            let public = members
                .iter()
                .filter_map(|one| paths.get(*one))
                .map(|(path, _)| index.public(path.clone()).join("::"));
            let mut public: Vec<String> = public.collect();
            public.sort();
            public
        })
        .collect();
    out.sort();
    out
}

/// The least of some things, as many as are listed, in order.
fn least<T: Ord>(things: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let mut least = BTreeSet::new();
    for thing in things {
        let is_full = least.len() == LISTED;
        if is_full && least.last().is_some_and(|last| *last <= thing) {
            continue;
        }
        if least.insert(thing) && is_full {
            least.pop_last();
        }
    }
    least.into_iter()
}

fn list<'a>(
    namespace: &'a Namespace,
    at: &mut Vec<&'a str>,
    out: &mut Vec<(Vec<&'a str>, &'a Item)>,
) {
    for item in &namespace.items {
        out.push(([at.as_slice(), &[item.ident()]].concat(), item));
    }
    for child in &namespace.children {
        at.push(&child.ident);
        list(child, at, out);
        at.pop();
    }
}
