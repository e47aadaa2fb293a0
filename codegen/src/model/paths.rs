//! Lookups by path: where an item is defined, which paths lead to it, and the type behind an alias.

use crate::hash::Map;
use crate::media::is_json;

use super::{Branch, Field, Guard, Item, Model, Namespace, Object, Paging, Scalar, Type, Union};

/// The segments of a short path.
const SHORT: usize = 8;

/// A model with its items indexed by path.
pub(crate) struct Paths<'a> {
    /// Items by the path of their definition.
    items: Map<Vec<&'a str>, &'a Item>,
    /// The items that paged operations return: their paths, and the properties that lead to the list.
    pages: Map<Vec<&'a str>, &'a [String]>,
    /// Enums of several response bodies, with the branch that is a page.
    answers: Map<Vec<&'a str>, &'a Branch>,
    /// Re-exported path → the path of the definition.
    reexported: Replacements<'a>,
    /// Re-exported or linked path → its target.
    leads_to: Replacements<'a>,
    /// The reverse.
    shown_as: Replacements<'a>,
    /// The distance of each union to the type that each kind of literal converts to; see `conversions`.
    pub(super) literals: Map<Vec<&'a str>, [Option<usize>; 4]>,
}

/// The only JSON branch of an enum of response bodies.
fn page_of(union: &Union) -> Option<&Branch> {
    let mut pages = union.branches.iter().filter(|branch| {
        let Guard::Answer { media_type, .. } = &branch.guard else {
            return false;
        };
        media_type.as_deref().is_some_and(is_json)
    });
    let only = pages.next()?;
    pages.next().is_none().then_some(only)
}

impl<'a> Paths<'a> {
    /// Indexes a model.
    pub(crate) fn new(model: &'a Model) -> Self {
        let mut paths = Self {
            items: Map::default(),
            pages: Map::default(),
            answers: Map::default(),
            reexported: Replacements::default(),
            leads_to: Replacements::default(),
            shown_as: Replacements::default(),
            literals: Map::default(),
        };
        paths.add(&model.root, &mut Vec::new());
        paths.find_pages(&model.root);
        paths.literals = paths.find_literals();
        paths
    }

    fn add(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        let below = |at: &[&'a str], names: &[&'a str]| [at, names].concat();
        for item in &namespace.items {
            self.items.insert(below(at, &[item.ident()]), item);
        }
        for reexport in &namespace.reexports {
            for name in &reexport.names {
                let (shown, real) = (below(at, &[name]), below(at, &[&reexport.module, name]));
                self.reexported.insert(&shown, real.clone());
                self.leads_to.insert(&shown, real.clone());
                self.shown_as.insert(&real, shown);
            }
        }
        for link in &namespace.links {
            let target = link.target.iter().map(String::as_str).collect();
            self.leads_to.insert(&below(at, &[&link.ident]), target);
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.add(child, at);
            at.pop();
        }
    }

    fn find_pages(&mut self, namespace: &'a Namespace) {
        for item in &namespace.items {
            let Item::Resource(resource) = item else {
                continue;
            };
            for method in &resource.methods {
                if method.operation.paging == Paging::None {
                    continue;
                }
                let items = &method.operation.page_items;
                let mut answer = self.behind_aliases(&method.answer);
                if let Type::Item(path) = answer
                    && let Some(Item::Union(union)) = self.item(path)
                    && let Some(branch) = page_of(union)
                {
                    self.answers.entry(self.real(path)).or_insert(branch);
                    answer = self.behind_aliases(&branch.ty);
                }
                if !items.is_empty()
                    && let Type::Item(path) = answer
                {
                    self.pages.entry(self.real(path)).or_insert(items);
                }
            }
        }
        for child in &namespace.children {
            self.find_pages(child);
        }
    }

    /// The branch of an enum of response bodies that is a page, with its media type.
    pub(crate) fn page_among(&self, path: &[&'a str]) -> Option<(&'a Branch, &'a str)> {
        let branch = *self.answers.get(path)?;
        match &branch.guard {
            Guard::Answer { media_type, .. } => Some((branch, media_type.as_deref()?)),
            _ => None,
        }
    }

    /// For an object that is a page: the fields that lead to its items, outermost first, with the type of an item.
    pub(crate) fn page(
        &self,
        path: &[&'a str],
        object: &'a Object,
    ) -> Option<(Vec<&'a Field>, &'a Type)> {
        let mut fields: Vec<&Field> = Vec::new();
        let mut object = object;
        for key in *self.pages.get(path)? {
            if let Some(last) = fields.last() {
                object = self.object(last)?;
            }
            fields.push(object.fields.iter().find(|field| &field.wire == key)?);
        }
        match self.behind_aliases(&fields.last()?.ty) {
            Type::Array(item) => Some((fields, &**item)),
            _ => None,
        }
    }

    /// The object that a field holds.
    fn object(&self, field: &'a Field) -> Option<&'a Object> {
        let ty = match self.behind_aliases(&field.ty) {
            Type::Boxed(inner) => self.behind_aliases(inner),
            ty => ty,
        };
        match ty {
            Type::Item(path) => match self.item(path)? {
                Item::Object(object) => Some(object),
                _ => None,
            },
            _ => None,
        }
    }

    /// The path of an item's definition.
    pub(crate) fn real(&self, path: &'a [String]) -> Vec<&'a str> {
        self.leads_to
            .replace(path.iter().map(String::as_str).collect())
    }

    /// The path of a name: of an item, or of a link to one.
    ///
    /// A link keeps its name, which describes the item to its owner.
    pub(crate) fn lies(&self, path: &'a [String]) -> Vec<&'a str> {
        self.reexported
            .replace(path.iter().map(String::as_str).collect())
    }

    /// The shortest public path of an item, from the path of its definition.
    pub(crate) fn public(&self, real: Vec<&'a str>) -> Vec<&'a str> {
        self.shown_as.replace(real)
    }

    /// The target of a path, public or not: the path where the item or module is defined.
    pub(crate) fn lead<'s>(&'s self, path: Vec<&'s str>) -> Vec<&'s str> {
        self.leads_to.replace(path)
    }

    /// The item defined at a path.
    pub(crate) fn at<'s>(&'s self, real: &[&'s str]) -> Option<&'a Item> {
        let items: &Map<Vec<&'s str>, &'a Item> = &self.items;
        items.get(real).copied()
    }

    /// All items, each with the path of its definition.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Vec<&'a str>, &'a Item)> {
        self.items.iter().map(|(path, item)| (path, *item))
    }

    /// The item at a path.
    pub(crate) fn item(&self, path: &'a [String]) -> Option<&'a Item> {
        // most paths are those of definitions, and short: looked up without a list of their segments on the heap
        let mut short = [""; SHORT];
        if let Some(segments) = short.get_mut(..path.len()) {
            for (segment, name) in segments.iter_mut().zip(path) {
                *segment = name;
            }
            if self.leads_to.find(segments).is_none() {
                return self.items.get(&*segments).copied();
            }
        }
        self.items.get(&self.real(path)).copied()
    }

    /// The type behind aliases. A cycle of aliases resolves to one of them.
    pub(crate) fn behind_aliases(&self, ty: &'a Type) -> &'a Type {
        let mut at = ty;
        // Brent's algorithm: in a cycle, a remembered type is met again if it is remembered for long enough
        let (mut remembered, mut steps, mut remember_for) = (ty, 0usize, 1usize);
        while let Type::Item(path) = at
            && let Some(Item::Alias(alias)) = self.item(path)
        {
            at = &alias.ty;
            if std::ptr::eq(at, remembered) {
                break;
            }
            steps = steps.saturating_add(1);
            if steps == remember_for {
                (remembered, steps) = (at, 0);
                remember_for = remember_for.saturating_mul(2);
            }
        }
        at
    }

    /// Whether the compiler treats, or may treat, two types as the same.
    pub(crate) fn may_be_same(&self, a: &'a Type, b: &'a Type) -> bool {
        match (self.behind_aliases(a), self.behind_aliases(b)) {
            (Type::Custom(_), _) | (_, Type::Custom(_)) => true,
            (Type::Item(a), Type::Item(b)) => a == b || self.real(a) == self.real(b),
            (Type::Scalar(Scalar::Metadata), Type::Map(_))
            | (Type::Map(_), Type::Scalar(Scalar::Metadata)) => true,
            (Type::Array(a), Type::Array(b))
            | (Type::Map(a), Type::Map(b))
            | (Type::List(a), Type::List(b))
            | (Type::Expandable(a), Type::Expandable(b))
            | (Type::Emptyable(a), Type::Emptyable(b))
            | (Type::Range(a), Type::Range(b))
            | (Type::Nullable(a), Type::Nullable(b))
            | (Type::Boxed(a), Type::Boxed(b)) => self.may_be_same(a, b),
            (Type::Tuple(a), Type::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.may_be_same(a, b))
            }
            (Type::Boxed(a), b) | (b, Type::Boxed(a)) => self.may_be_same(a, b),
            (a, b) => a == b,
        }
    }
}

/// Path prefixes and their replacements, segment by segment: for most paths the first segment decides that none matches.
#[derive(Default)]
struct Replacements<'a> {
    inside: Map<&'a str, Self>,
    /// The replacement of the path that ends here.
    target: Option<Vec<&'a str>>,
}

impl<'a> Replacements<'a> {
    fn insert(&mut self, path: &[&'a str], target: Vec<&'a str>) {
        let mut at = self;
        for segment in path {
            at = at.inside.entry(segment).or_default();
        }
        at.target = Some(target);
    }

    /// The shortest listed prefix: its replacement, and the number of remaining segments.
    fn find<'r>(&'r self, path: &[&str]) -> Option<(&'r Vec<&'a str>, usize)> {
        let mut at = self;
        for (rest, segment) in (0..path.len()).rev().zip(path) {
            at = at.inside.get::<str>(segment)?;
            if let Some(target) = &at.target {
                return Some((target, rest));
            }
        }
        None
    }

    /// Replaces listed prefixes until none is left. A cycle of replacements ends where it is met again.
    fn replace<'s>(&self, mut path: Vec<&'s str>) -> Vec<&'s str>
    where
        'a: 's,
    {
        // The replacements so far, each with the number of segments that followed it, and still do. The segments before
        // those come only from the replacement: if they begin with the same one again, they always will.
        let mut replaced: Vec<(&Vec<&'a str>, usize)> = Vec::new();
        loop {
            let Some((target, rest)) = self.find(&path) else {
                return path;
            };
            while replaced.pop_if(|(_, behind)| *behind > rest).is_some() {}
            // the target of a beginning is its own, in one place
            if replaced
                .iter()
                .any(|(other, _)| std::ptr::eq(*other, target))
            {
                return path;
            }
            replaced.push((target, rest));
            let target: &[&'s str] = target;
            let last = path.get(path.len().saturating_sub(rest)..);
            path = [target, last.unwrap_or_default()].concat();
        }
    }
}
