//! The conversions into unions, each decided once: from the types that a union holds, and from arrays and literals. `emit`
//! prints them, and `diff` checks that they still exist.

use std::collections::VecDeque;

use crate::hash::Map;
use crate::tally::one_more;

use super::{Branch, EnumKind, Item, Paths, Scalar, Type, Union};

/// Kinds of literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Written {
    /// `"text"`
    Text,
    /// `1`
    Integer,
    /// `1.5`
    Float,
    /// `[a, b]`
    Array,
}

/// One conversion into a union.
pub(crate) struct Conversion<'a> {
    /// What converts.
    pub(crate) given: Given<'a>,
    /// What it becomes.
    pub(crate) becomes: Becomes<'a>,
}

/// What converts into a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given<'a> {
    /// A type.
    Type(&'a Type),
    /// Arrays of whatever converts into a type.
    ArrayOf(&'a Type),
    /// Arrays of a type, where only that tells lists apart.
    Array(&'a Type),
    /// Arrays of `&str`, where only that tells lists apart.
    Texts,
    /// `&str`
    Text,
    /// `i64`
    Integer,
    /// `f64`
    Float,
}

/// What is made of a value.
pub(crate) enum Becomes<'a> {
    /// The branch that holds it.
    Held(&'a Branch),
    /// A branch that is a single value.
    Unit(&'a Branch),
    /// The branch that holds a list of what is in it.
    List(&'a Branch),
    /// The branch that holds what it converts into.
    Within(&'a Branch),
    /// One of the branches that are a single value, if it is that, else what is in the other branch, if there is one, else a
    /// value that the document does not list.
    OneOf(Vec<&'a Branch>, Option<&'a Branch>),
    /// What the conversion from its own type makes of it, a branch: it is only known to be a literal as well.
    Itself(Option<&'a Branch>),
}

impl<'a> Becomes<'a> {
    /// The branch, if it is always the same unless the value is a single one.
    pub(crate) fn branch(&self) -> Option<&'a Branch> {
        match self {
            Self::Held(branch) | Self::Unit(branch) | Self::List(branch) | Self::Within(branch) => {
                Some(branch)
            }
            Self::OneOf(_, branch) | Self::Itself(branch) => *branch,
        }
    }
}

impl Given<'_> {
    /// The kind of literal, if it is one.
    pub(crate) fn written(&self) -> Option<Written> {
        match self {
            Self::Type(_) => None,
            Self::ArrayOf(_) | Self::Array(_) | Self::Texts => Some(Written::Array),
            Self::Text => Some(Written::Text),
            Self::Integer => Some(Written::Integer),
            Self::Float => Some(Written::Float),
        }
    }
}

/// What a literal can mean in one type.
enum Meaning<'a> {
    /// The type itself.
    Itself,
    /// Something in the union at a path.
    Within(Vec<&'a str>),
}

impl<'a> Paths<'a> {
    /// The number of unions between each union and the type that each kind of literal converts to. Every union is visited
    /// once: from those that hold that type outwards.
    pub(super) fn find_literals(&self) -> Map<Vec<&'a str>, [Option<usize>; 4]> {
        let mut all: Map<Vec<&'a str>, [Option<usize>; 4]> = Map::default();
        for written in Written::ALL {
            let mut queue: VecDeque<(&[&'a str], usize)> = VecDeque::new();
            let mut holders: Map<Vec<&str>, Vec<&[&'a str]>> = Map::default();
            for (path, item) in self.all() {
                let Item::Union(union) = item else { continue };
                if union.branches.iter().any(|branch| written.is_unit(branch))
                    || written == Written::Array && !self.lists(union, path).is_empty()
                {
                    queue.push_back((path, 1));
                    continue;
                }
                for branch in union.branches.iter().filter(|one| one.is_held()) {
                    match written.meaning(self, &branch.ty) {
                        Some(Meaning::Itself) => queue.push_back((path, 1)),
                        Some(Meaning::Within(inner)) => {
                            holders.entry(inner).or_default().push(path);
                        }
                        None => {}
                    }
                }
            }
            while let Some((path, distance)) = queue.pop_front() {
                let known = match all.get_mut(path) {
                    Some(known) => known,
                    None => all.entry(path.to_vec()).or_default(),
                };
                let Some(known) = known.get_mut(written as usize) else {
                    continue;
                };
                if known.is_none() {
                    *known = Some(distance);
                    let holders = holders.remove(path).unwrap_or_default();
                    queue.extend(
                        holders
                            .into_iter()
                            .map(|holder| (holder, distance.saturating_add(1))),
                    );
                }
            }
        }
        all
    }

    /// The conversions into a union, in the order in which they are printed. `path` is the union's path.
    pub(crate) fn conversions(&self, union: &'a Union, path: &[&'a str]) -> Vec<Conversion<'a>> {
        let branches = self.convertible(union, path);
        let mut all: Vec<Conversion<'a>> = (branches.iter())
            .map(|branch| Conversion {
                given: Given::Type(branch.ty.unboxed()),
                becomes: match branch.unit() {
                    Some(_) => Becomes::Unit(branch),
                    None => Becomes::Held(branch),
                },
            })
            .collect();
        self.arrays(union, path, &mut all);
        let literals = [
            (Written::Text, Given::Text),
            (Written::Integer, Given::Integer),
            (Written::Float, Given::Float),
        ];
        for (written, given) in literals {
            let branch = self.nearest(union, written);
            let units = union.branches.iter();
            let units: Vec<_> = units.filter(|branch| written.is_unit(branch)).collect();
            let mut own = branches.iter();
            let becomes = match branch {
                None if units.is_empty() => continue,
                _ if own.any(|branch| written.is_own(self, &branch.ty)) => Becomes::Itself(branch),
                Some(branch) if units.is_empty() => Becomes::Within(branch),
                branch => Becomes::OneOf(units, branch),
            };
            all.push(Conversion { given, becomes });
        }
        all
    }

    /// The branch in which a literal means something, by way of the fewest unions.
    fn nearest(&self, union: &'a Union, written: Written) -> Option<&'a Branch> {
        (union.branches.iter())
            .filter(|branch| branch.is_held())
            .filter_map(|branch| Some((written.distance(self, &branch.ty)?, branch)))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, branch)| branch)
    }

    /// The conversions from arrays: into the lists of a union, else into those of the nearest union within it.
    fn arrays(&self, union: &'a Union, path: &[&'a str], out: &mut Vec<Conversion<'a>>) {
        let mut lists = self.lists(union, path);
        let mut within = None;
        let mut at = union;
        while lists.is_empty() {
            let Some(branch) = self.nearest(at, Written::Array) else {
                return;
            };
            within.get_or_insert(branch);
            let Type::Item(held) = self.behind_aliases(branch.ty.unboxed()) else {
                return;
            };
            let held = self.real(held);
            let Some(Item::Union(inner)) = self.at(&held) else {
                return;
            };
            lists = self.lists(inner, &held);
            at = inner;
        }
        let is_only = lists.len() == 1;
        for branch in lists {
            let Type::Array(element) = self.behind_aliases(branch.ty.unboxed()) else {
                continue;
            };
            let is_text = *self.behind_aliases(element) == Type::Scalar(Scalar::String);
            let given = match is_only {
                true => [Some(Given::ArrayOf(element)), None],
                false => [Some(Given::Array(element)), is_text.then_some(Given::Texts)],
            };
            out.extend(given.into_iter().flatten().map(|given| Conversion {
                given,
                becomes: match within {
                    Some(branch) => Becomes::Within(branch),
                    None => Becomes::List(branch),
                },
            }));
        }
    }

    /// The branches that are lists and convert.
    fn lists(&self, union: &'a Union, path: &[&'a str]) -> Vec<&'a Branch> {
        let is_list = |branch: &&'a Branch| {
            matches!(self.behind_aliases(branch.ty.unboxed()), Type::Array(_))
        };
        if !union.branches.iter().any(|branch| is_list(&branch)) {
            return Vec::new();
        }
        let mut branches = self.convertible(union, path);
        branches.retain(is_list);
        branches
    }

    /// The branches whose type is unambiguous, so that it converts into the union. `path` is the union's path.
    fn convertible(&self, union: &'a Union, path: &[&'a str]) -> Vec<&'a Branch> {
        // an item only equals itself; all other types are compared with the few others
        let mut items: Map<Vec<&'a str>, usize> = Map::default();
        let mut others: Vec<&'a Branch> = Vec::new();
        for branch in &union.branches {
            match self.behind_aliases(branch.ty.unboxed()) {
                Type::Item(held) => one_more(items.entry(self.real(held)).or_default()),
                // a type of another crate is none of this one's or of the runtime, and does not convert itself
                Type::Custom(custom) if !custom.is_of_std() => {}
                _ => others.push(branch),
            }
        }
        let is_alone = |branch: &'a Branch| {
            let mut same = (others.iter()).filter(|other| self.may_be_same(&other.ty, &branch.ty));
            same.next().is_some() && same.next().is_none()
        };
        (union.branches.iter())
            .filter(|branch| match self.behind_aliases(branch.ty.unboxed()) {
                // the union itself is boxed
                Type::Item(held) => {
                    let held = self.real(held);
                    held != path && items.get(&held) == Some(&1)
                }
                // a type under a property is not identified by the type alone
                _ if branch.under().is_some() => false,
                Type::Scalar(Scalar::Json | Scalar::Unit) => false,
                Type::Nullable(_) | Type::Custom(_) => false,
                _ => is_alone(branch),
            })
            .collect()
    }

    fn is_enum(&self, ty: &'a Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Item(path) => matches!(self.item(path), Some(Item::Enum(_))),
            _ => false,
        }
    }
}

impl Written {
    /// All of them.
    const ALL: [Self; 4] = [Self::Text, Self::Integer, Self::Float, Self::Array];

    /// Whether a branch is a single value of the literal's kind.
    fn is_unit(self, branch: &Branch) -> bool {
        let value = branch.unit().map(serde_json::from_str::<serde_json::Value>);
        let Some(Ok(value)) = value else { return false };
        match self {
            Self::Text => value.is_string(),
            Self::Integer => value.is_i64(),
            // no number with a fraction is compared, and no list is a single value
            Self::Float | Self::Array => false,
        }
    }

    /// Whether a type is that of the literal.
    fn is_own<'a>(self, paths: &Paths<'a>, ty: &'a Type) -> bool {
        let own = match self {
            // no field has the type `&str` or `[T; N]`
            Self::Text | Self::Array => return false,
            Self::Integer => Scalar::I64,
            Self::Float => Scalar::F64,
        };
        *paths.behind_aliases(ty.unboxed()) == Type::Scalar(own)
    }

    /// The number of unions between a type and the type that the literal converts to inside it, if any: a `From` converts
    /// it. The nearest is used, so that no union is created by way of itself.
    fn distance<'a>(self, paths: &Paths<'a>, ty: &'a Type) -> Option<usize> {
        match self.meaning(paths, ty)? {
            Meaning::Itself => Some(0),
            Meaning::Within(union) => *paths.literals.get(&union)?.get(self as usize)?,
        }
    }

    /// The meaning of the literal in a type.
    fn meaning<'a>(self, paths: &Paths<'a>, ty: &'a Type) -> Option<Meaning<'a>> {
        let mut ty = paths.behind_aliases(ty.unboxed());
        // an enum has a name of its own
        while let Type::Emptyable(inner) = ty
            && matches!(self, Self::Text | Self::Integer)
            && !paths.is_enum(inner)
        {
            ty = paths.behind_aliases(inner.unboxed());
        }
        let is_meant = match ty {
            Type::Scalar(scalar) => self.is_own(paths, ty) || self.is_meant_as(*scalar),
            Type::Expandable(_) => self == Self::Text,
            Type::Item(path) => match paths.item(path) {
                Some(Item::Enum(item)) if item.closed => false,
                Some(Item::Enum(item)) => match self {
                    Self::Text => item.kind == EnumKind::String,
                    Self::Integer => {
                        matches!(item.kind, EnumKind::Integer | EnumKind::Number)
                    }
                    Self::Float | Self::Array => false,
                },
                Some(Item::Union(_)) => return Some(Meaning::Within(paths.real(path))),
                _ => false,
            },
            _ => false,
        };
        is_meant.then_some(Meaning::Itself)
    }

    fn is_meant_as(self, scalar: Scalar) -> bool {
        match self {
            Self::Text => scalar.is_text(),
            Self::Integer => matches!(scalar, Scalar::Timestamp | Scalar::Number),
            Self::Float => scalar == Scalar::Number,
            Self::Array => false,
        }
    }
}
