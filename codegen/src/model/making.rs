//! How programs make values: constructors of structs, conversions into unions. The printer writes them, a comparison asks
//! whether they are still there.

use crate::tally::one_more;
use std::collections::HashMap;

use super::{Branch, EnumKind, Field, Item, Object, Paths, Presence, Scalar, Type, Union};

/// How programs make a struct.
pub(crate) struct Making<'a> {
    /// What `new` takes, where there is one.
    pub(crate) new: Option<Vec<&'a Field>>,
    /// Whether there is a `Default`.
    pub(crate) default: bool,
    /// Whether what may be left out has setters.
    pub(crate) setters: bool,
}

/// A constructor of more arguments reads badly: tests and servers set fields of a blank value then.
const MOST_ARGUMENTS: usize = 6;

/// What programs write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Written {
    /// `"text"`
    Text,
    /// `1`
    Integer,
    /// `1.5`
    Float,
}

/// What converts into a union.
pub(crate) struct Conversions<'a> {
    /// The branches whose types convert.
    pub(crate) branches: Vec<&'a Branch>,
    /// The branch into which arrays convert.
    pub(crate) array: Option<&'a Branch>,
    /// The literals that convert.
    pub(crate) literals: Vec<Meant<'a>>,
}

/// A literal that can only mean one branch of a union.
pub(crate) struct Meant<'a> {
    /// The literal.
    pub(crate) written: Written,
    /// The branch.
    pub(crate) branch: &'a Branch,
    /// Whether the branch holds the literal's own type, so that it converts anyway.
    pub(crate) is_own: bool,
}

/// No union lies deeper in others where a literal is meant for it.
const DEPTH: u8 = 4;

impl<'a> Paths<'a> {
    /// How programs make a struct.
    pub(crate) fn making(&self, object: &'a Object) -> Making<'a> {
        let arguments: Vec<&'a Field> = (object.fields.iter())
            .filter(|field| field.presence.is_needed() && !self.is_tag(field))
            .collect();
        let is_empty = arguments.is_empty();
        // a blank value has no tag
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

    /// Whether nobody needs to give a field: it has one value only, or a tag is written unless another one is set.
    pub(crate) fn is_tag(&self, field: &'a Field) -> bool {
        field.tag.is_some()
            || field.presence == Presence::Required
                && matches!(self.behind_aliases(&field.ty), Type::Item(path)
                if matches!(self.item(path), Some(Item::Tag(_))))
    }

    /// What converts into a union. `path` is where it lies.
    pub(crate) fn conversions(&self, union: &'a Union, path: &[&'a str]) -> Conversions<'a> {
        let branches = self.convertible(union, path);
        let is_list = |branch: &&&'a Branch| {
            matches!(self.behind_aliases(branch.ty.unboxed()), Type::Array(_))
        };
        let mut lists = branches.iter().filter(is_list);
        let array = match (lists.next(), lists.next()) {
            (Some(branch), None) => Some(*branch),
            _ => None,
        };
        let mut literals = Vec::new();
        for written in [Written::Text, Written::Integer, Written::Float] {
            let found = (union.branches.iter())
                .filter_map(|branch| Some((written.distance(self, &branch.ty, DEPTH)?, branch)))
                .min_by_key(|(distance, _)| *distance);
            if let Some((_, branch)) = found {
                let mut own = branches.iter();
                literals.push(Meant {
                    written,
                    branch,
                    is_own: own.any(|branch| written.is_own(self, &branch.ty)),
                });
            }
        }
        Conversions {
            branches,
            array,
            literals,
        }
    }

    /// The branches of a union that a value of their type can only mean, so that it converts into the union. `path` is where
    /// the union lies.
    fn convertible(&self, union: &'a Union, path: &[&'a str]) -> Vec<&'a Branch> {
        // an item is the same as itself alone; what is no item is compared with the few others
        let mut items: HashMap<Vec<&'a str>, usize> = HashMap::new();
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
    /// Whether a type is that of the literal.
    fn is_own<'a>(self, paths: &Paths<'a>, ty: &'a Type) -> bool {
        let own = match self {
            // a `&str` is no type of a field
            Self::Text => return false,
            Self::Integer => Scalar::I64,
            Self::Float => Scalar::F64,
        };
        *paths.behind_aliases(ty.unboxed()) == Type::Scalar(own)
    }

    /// How many unions lie between a type and what the literal is meant for in it, if it can be meant as one: a `From` makes
    /// it of the literal. The nearest is taken, so that no union is made by way of itself.
    fn distance<'a>(self, paths: &Paths<'a>, ty: &'a Type, depth: u8) -> Option<u8> {
        let is_near = match paths.behind_aliases(ty.unboxed()) {
            Type::Scalar(scalar) => self.is_own(paths, ty) || self.is_meant_as(*scalar),
            Type::Expandable(_) => self == Self::Text,
            // an enum says by its own name what it is
            Type::Emptyable(inner) if self != Self::Float && !paths.is_enum(inner) => {
                return self.distance(paths, inner, depth);
            }
            Type::Item(path) => match paths.item(path) {
                Some(Item::Enum(item)) if item.closed => false,
                Some(Item::Enum(item)) => match self {
                    Self::Text => item.kind == EnumKind::String,
                    Self::Integer => item.kind == EnumKind::Integer,
                    Self::Float => false,
                },
                Some(Item::Union(item)) => {
                    let depth = depth.checked_sub(1)?;
                    let branches = item.branches.iter();
                    let nearest = branches
                        .filter_map(|b| self.distance(paths, &b.ty, depth))
                        .min();
                    return nearest.map(|distance| distance.saturating_add(1));
                }
                _ => false,
            },
            _ => false,
        };
        is_near.then_some(0)
    }

    fn is_meant_as(self, scalar: Scalar) -> bool {
        match self {
            Self::Text => scalar.is_text(),
            Self::Integer => matches!(scalar, Scalar::Timestamp | Scalar::Number),
            Self::Float => scalar == Scalar::Number,
        }
    }
}
