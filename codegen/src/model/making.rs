//! How user code creates values: constructors of structs, conversions into unions. `emit` prints them, and `diff` checks that
//! they still exist.

use std::collections::VecDeque;

use crate::hash::Map;
use crate::tally::one_more;

use super::{Branch, EnumKind, Field, Item, Object, Paths, Presence, Scalar, Type, Union};

/// How programs create a struct.
pub(crate) struct Making<'a> {
    /// The arguments of `new`, if there is one.
    pub(crate) new: Option<Vec<&'a Field>>,
    /// Whether it implements `Default`.
    pub(crate) default: bool,
    /// Whether optional fields have setters.
    pub(crate) setters: bool,
}

/// How a method takes a value in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InPath {
    /// As `&str`.
    Text,
    /// By value.
    Value,
    /// As anything that converts into it: a text or a number.
    Converted,
    /// By reference.
    Borrowed,
}

/// Constructors with more arguments are hard to read: tests and servers then set fields of a blank value.
const MOST_ARGUMENTS: usize = 6;

/// Kinds of literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Written {
    /// `"text"`
    Text,
    /// `1`
    Integer,
    /// `1.5`
    Float,
}

/// The types and literals that convert into a union.
pub(crate) struct Conversions<'a> {
    /// The branches whose types convert.
    pub(crate) branches: Vec<&'a Branch>,
    /// The branch that arrays convert into.
    pub(crate) array: Option<&'a Branch>,
    /// The branches that arrays convert into by what is in them, if there are several.
    pub(crate) arrays: Vec<&'a Branch>,
    /// The literals that convert.
    pub(crate) literals: Vec<Meant<'a>>,
}

/// A literal that can only mean one thing in a union.
pub(crate) struct Meant<'a> {
    /// The literal.
    pub(crate) written: Written,
    /// The branches that are a single value of the literal's kind, which the literal may be.
    pub(crate) units: Vec<&'a Branch>,
    /// The branch that any other literal means, if any: otherwise it is a value that the document does not list.
    pub(crate) branch: Option<&'a Branch>,
    /// Whether the branch holds the literal's own type, so that it converts anyway.
    pub(crate) is_own: bool,
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
    pub(super) fn find_literals(&self) -> Map<Vec<&'a str>, [Option<usize>; 3]> {
        let mut all: Map<Vec<&'a str>, [Option<usize>; 3]> = Map::default();
        for written in Written::ALL {
            let mut queue: VecDeque<(&[&'a str], usize)> = VecDeque::new();
            let mut holders: Map<Vec<&str>, Vec<&[&'a str]>> = Map::default();
            for (path, item) in self.all() {
                let Item::Union(union) = item else { continue };
                if union.branches.iter().any(|branch| written.is_unit(branch)) {
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

    /// How programs create a struct.
    pub(crate) fn making(&self, object: &'a Object) -> Making<'a> {
        let arguments: Vec<&'a Field> = (object.fields.iter())
            .filter(|field| field.presence.is_needed() && !self.is_tag(field))
            .collect();
        let is_empty = arguments.is_empty();
        // the tag is left, which nobody needs to set
        let has_tag = object.fields.iter().any(|field| field.tag.is_some());
        let has_new = object.constructible
            || (1..=MOST_ARGUMENTS).contains(&arguments.len())
            || (is_empty && has_tag);
        Making {
            new: has_new.then_some(arguments),
            default: is_empty,
            setters: object.constructible,
        }
    }

    /// Whether a field need not be set: it has only one value, or a tag is written by default.
    pub(crate) fn is_tag(&self, field: &'a Field) -> bool {
        field.tag.is_some()
            || field.presence == Presence::Required
                && matches!(self.behind_aliases(&field.ty), Type::Item(path)
                if matches!(self.item(path), Some(Item::Tag(_))))
    }

    /// The types and literals that convert into a union. `path` is the union's path.
    pub(crate) fn conversions(&self, union: &'a Union, path: &[&'a str]) -> Conversions<'a> {
        let branches = self.convertible(union, path);
        let is_list = |branch: &&&'a Branch| {
            matches!(self.behind_aliases(branch.ty.unboxed()), Type::Array(_))
        };
        let lists: Vec<&'a Branch> = branches.iter().filter(is_list).copied().collect();
        let (array, arrays) = match lists.as_slice() {
            [one] => (Some(*one), Vec::new()),
            _ => (None, lists),
        };
        let mut literals = Vec::new();
        for written in Written::ALL {
            let branch = (union.branches.iter())
                .filter(|branch| branch.is_held())
                .filter_map(|branch| Some((written.distance(self, &branch.ty)?, branch)))
                .min_by_key(|(distance, _)| *distance)
                .map(|(_, branch)| branch);
            let units = union.branches.iter();
            let units: Vec<_> = units.filter(|branch| written.is_unit(branch)).collect();
            if branch.is_some() || !units.is_empty() {
                let mut own = branches.iter();
                literals.push(Meant {
                    written,
                    units,
                    branch,
                    is_own: own.any(|branch| written.is_own(self, &branch.ty)),
                });
            }
        }
        Conversions {
            branches,
            array,
            arrays,
            literals,
        }
    }

    /// The branches whose type is unambiguous, so that it converts into the union. `path` is the union's path.
    fn convertible(&self, union: &'a Union, path: &[&'a str]) -> Vec<&'a Branch> {
        // an item only equals itself; all other types are compared with the few others
        let mut items: Map<Vec<&'a str>, usize> = Map::default();
        let mut others: Vec<&'a Branch> = Vec::new();
        let mut has_custom = false;
        for branch in &union.branches {
            match self.behind_aliases(branch.ty.unboxed()) {
                Type::Item(held) => one_more(items.entry(self.real(held)).or_default()),
                ty => {
                    has_custom |= matches!(ty, Type::Custom(_));
                    others.push(branch);
                }
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
                    !has_custom && held != path && items.get(&held) == Some(&1)
                }
                // a type under a property is not identified by the type alone
                _ if branch.under().is_some() => false,
                Type::Scalar(Scalar::Json | Scalar::Unit) => false,
                Type::Nullable(_) | Type::Custom(_) => false,
                _ => is_alone(branch),
            })
            .collect()
    }

    /// How a method takes a value of a type in the path.
    pub(crate) fn in_path(&self, ty: &'a Type) -> InPath {
        match self.behind_aliases(ty) {
            Type::Scalar(Scalar::String) => InPath::Text,
            Type::Scalar(
                Scalar::Bool
                | Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::F32
                | Scalar::F64,
            ) => InPath::Value,
            Type::Scalar(scalar)
                if scalar.is_text() || matches!(scalar, Scalar::Timestamp | Scalar::Number) =>
            {
                InPath::Converted
            }
            Type::Item(path) if matches!(self.item(path), Some(Item::Union(_))) => {
                InPath::Converted
            }
            _ => InPath::Borrowed,
        }
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
    const ALL: [Self; 3] = [Self::Text, Self::Integer, Self::Float];

    /// Whether a branch is a single value of the literal's kind.
    fn is_unit(self, branch: &Branch) -> bool {
        let value = branch.unit().map(serde_json::from_str::<serde_json::Value>);
        let Some(Ok(value)) = value else { return false };
        match self {
            Self::Text => value.is_string(),
            Self::Integer => value.is_i64(),
            // no number with a fraction is compared
            Self::Float => false,
        }
    }

    /// Whether a type is that of the literal.
    fn is_own<'a>(self, paths: &Paths<'a>, ty: &'a Type) -> bool {
        let own = match self {
            // no field has the type `&str`
            Self::Text => return false,
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
            && self != Self::Float
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
                    Self::Float => false,
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
        }
    }
}
