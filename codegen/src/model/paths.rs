//! Lookups by path: where an item is defined, which paths lead to it, and the type behind an alias.

use std::collections::HashMap;

use crate::media::is_json;

use super::{Branch, Field, Guard, Item, Model, Namespace, Object, Paging, Scalar, Type, Union};

/// A model with its items found by path.
pub(crate) struct Paths<'a> {
    /// Items by the path at which they lie.
    items: HashMap<Vec<&'a str>, &'a Item>,
    /// The items that operations answer page by page: their paths, and the properties that lead to what they list.
    pages: HashMap<Vec<&'a str>, &'a [String]>,
    /// Enums of several answers of which one is a page: that one.
    answers: HashMap<Vec<&'a str>, &'a Branch>,
    /// Re-exported path → the path at which it lies.
    reexported: Replacements<'a>,
    /// Re-exported or linked path → the path that it leads to.
    leads_to: Replacements<'a>,
    /// The same, backwards.
    shown_as: Replacements<'a>,
    /// How far each union is from what each kind of literal converts to: the half of `Paths` in `making` finds and reads it.
    pub(super) literals: HashMap<Vec<&'a str>, [Option<usize>; 3]>,
}

/// The one branch of an enum of answers that is JSON.
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
    /// Finds everything that a model shows.
    pub(crate) fn new(model: &'a Model) -> Self {
        let mut paths = Self {
            items: HashMap::new(),
            pages: HashMap::new(),
            answers: HashMap::new(),
            reexported: Replacements::default(),
            leads_to: Replacements::default(),
            shown_as: Replacements::default(),
            literals: HashMap::new(),
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

    /// The branch of an enum of answers that is answered page by page, with its media type.
    pub(crate) fn page_among(&self, path: &[&'a str]) -> Option<(&'a Branch, &'a str)> {
        let branch = *self.answers.get(path)?;
        match &branch.guard {
            Guard::Answer { media_type, .. } => Some((branch, media_type.as_deref()?)),
            _ => None,
        }
    }

    /// Where an object is answered page by page: the fields that lead to its items, outermost first, with the type of an
    /// item.
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

    /// The path at which an item lies.
    pub(crate) fn real(&self, path: &'a [String]) -> Vec<&'a str> {
        self.leads_to
            .replace(path.iter().map(String::as_str).collect())
    }

    /// The path at which a name lies: that of an item, or of a link to one.
    ///
    /// A link keeps its name, as it says what the item is to its owner.
    pub(crate) fn lies(&self, path: &'a [String]) -> Vec<&'a str> {
        self.reexported
            .replace(path.iter().map(String::as_str).collect())
    }

    /// The shortest public path of an item, given where it lies.
    pub(crate) fn public(&self, real: Vec<&'a str>) -> Vec<&'a str> {
        self.shown_as.replace(real)
    }

    /// Where a path leads in the end, public or not: the path at which the item or module lies.
    pub(crate) fn lead<'s>(&'s self, path: Vec<&'s str>) -> Vec<&'s str> {
        self.leads_to.replace(path)
    }

    /// The item that lies at a path.
    pub(crate) fn at<'s>(&'s self, real: &[&'s str]) -> Option<&'a Item> {
        let items: &HashMap<Vec<&'s str>, &'a Item> = &self.items;
        items.get(real).copied()
    }

    /// All items, each with the path at which it lies.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Vec<&'a str>, &'a Item)> {
        self.items.iter().map(|(path, item)| (path, *item))
    }

    /// The item at a path.
    pub(crate) fn item(&self, path: &'a [String]) -> Option<&'a Item> {
        self.items.get(&self.real(path)).copied()
    }

    /// The type behind aliases. Aliases that lead back to themselves stand for one of themselves.
    pub(crate) fn behind_aliases(&self, ty: &'a Type) -> &'a Type {
        let mut at = ty;
        // Brent's algorithm: in a ring, a remembered type is met again, if it is remembered for long enough
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

    /// Whether two types are, or may be, the same to the compiler.
    pub(crate) fn may_be_same(&self, a: &'a Type, b: &'a Type) -> bool {
        match (self.behind_aliases(a), self.behind_aliases(b)) {
            (Type::Custom(_), _) | (_, Type::Custom(_)) => true,
            (Type::Item(a), Type::Item(b)) => self.real(a) == self.real(b),
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

/// Beginnings of paths and what stands for them, segment by segment: most paths are told from all of them by their first one.
#[derive(Default)]
struct Replacements<'a> {
    inside: HashMap<&'a str, Self>,
    /// What stands for the path that leads here.
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

    /// The shortest beginning that is listed: what stands for it, and how many segments are behind it.
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

    /// Replaces the beginning of a path for as long as one is listed. A ring of replacements ends where it is met again.
    fn replace<'s>(&self, mut path: Vec<&'s str>) -> Vec<&'s str>
    where
        'a: 's,
    {
        // What was put in, each with the number of segments that stood behind it, and still do. The segments before those come
        // from the replacement alone: if they begin with the same again, they do so for ever.
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
