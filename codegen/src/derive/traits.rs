//! Which types can implement which traits, and which field prevents it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{EnumKind, Item, Paths, Scalar, Type};

/// A trait that can be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trait {
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Copy,
    /// One of another crate, of which no more is known than that the standard library's plain types have it.
    Other,
}

impl Trait {
    /// The trait of a derive as settings write it.
    pub(super) fn of(derive: &str) -> Self {
        match derive.rsplit("::").next().unwrap_or(derive).trim() {
            _ if derive.contains("::") && !derive.trim_start_matches("::").starts_with("std::") => {
                Self::Other
            }
            "Eq" => Self::Eq,
            "Hash" => Self::Hash,
            "PartialOrd" => Self::PartialOrd,
            "Ord" => Self::Ord,
            "Copy" => Self::Copy,
            _ => Self::Other,
        }
    }

    /// Whether an item has the trait without asking for it.
    pub(super) fn is_given(self, item: &Item) -> bool {
        match item {
            Item::Tag(_) => matches!(self, Self::Eq | Self::Hash | Self::Copy),
            Item::Enum(item) => match (self, item.kind) {
                (Self::Copy, _) => item.closed,
                (
                    Self::Eq | Self::Hash,
                    EnumKind::String | EnumKind::Integer | EnumKind::Number,
                ) => true,
                (Self::PartialOrd | Self::Ord, EnumKind::String) => true,
                _ => false,
            },
            _ => false,
        }
    }

    fn allows(self, scalar: Scalar) -> bool {
        let is_plain = matches!(
            scalar,
            Scalar::Bool | Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64 | Scalar::Unit
        );
        let is_float = matches!(scalar, Scalar::F32 | Scalar::F64);
        match self {
            Self::Eq | Self::Hash => !is_float,
            Self::PartialOrd => is_float || self::Trait::Ord.allows(scalar),
            Self::Ord => {
                is_plain
                    || matches!(
                        scalar,
                        Scalar::String
                            | Scalar::Timestamp
                            | Scalar::Date
                            | Scalar::DateTime
                            | Scalar::Time
                            | Scalar::Duration
                            | Scalar::Uuid
                            | Scalar::Uri
                    )
            }
            Self::Copy => is_plain || is_float || scalar == Scalar::Timestamp,
            Self::Other => is_plain || is_float || scalar == Scalar::String,
        }
    }
}

/// What forbids a trait: the field or variant, and the type that lacks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forbidden {
    pub(super) part: String,
    pub(super) lacking: String,
}

/// Takes the items out of `asked` that can't have a trait, though all others of `asked` had it, and says what forbids it.
pub(super) fn forbidden<'a>(
    index: &Paths<'a>,
    which: Trait,
    asked: &mut BTreeSet<Vec<&'a str>>,
) -> BTreeMap<Vec<&'a str>, Forbidden> {
    let mut found = BTreeMap::new();
    loop {
        let check = Check {
            index,
            which,
            asked,
        };
        let refused: Vec<_> = (asked.iter())
            .filter_map(|path| Some((path.clone(), check.item(index.at(path)?)?)))
            .collect();
        if refused.is_empty() {
            return found;
        }
        for (path, why) in refused {
            asked.remove(&path);
            found.insert(path, why);
        }
    }
}

struct Check<'i, 'a> {
    index: &'i Paths<'a>,
    which: Trait,
    asked: &'i BTreeSet<Vec<&'a str>>,
}

impl<'a> Check<'_, 'a> {
    /// What forbids the trait of an item.
    fn item(&self, item: &'a Item) -> Option<Forbidden> {
        let of = |part: &str, ty: &'a Type| {
            let lacking = self.ty(ty)?;
            let part = part.to_owned();
            Some(Forbidden { part, lacking })
        };
        let object = |object: &'a crate::model::Object| {
            let map = object.extra.iter().find_map(|extra| {
                let of_map = self.wrapper(Wrapper::Map, &extra.ty);
                Some(Forbidden {
                    part: format!("field `{}`", extra.ident),
                    lacking: of_map?,
                })
            });
            (object.fields.iter())
                .find_map(|field| of(&format!("field `{}`", field.ident), &field.ty))
                .or(map)
        };
        match item {
            Item::Object(item) => object(item),
            Item::Params(item) => object(&item.object),
            Item::Newtype(item) => of("content", &item.ty),
            Item::Union(item) => (item.branches.iter())
                .find_map(|branch| of(&format!("variant `{}`", branch.ident), &branch.ty))
                .or_else(|| {
                    of(
                        &format!("variant `{}`", item.catch_all),
                        &Type::Scalar(Scalar::Json),
                    )
                }),
            Item::Enum(item) if self.which == Trait::Copy && !item.closed => Some(Forbidden {
                part: format!("variant `{}`", item.catch_all),
                lacking: "a string".to_owned(),
            }),
            Item::Enum(item) if item.kind == EnumKind::Number => of(
                &format!("variant `{}`", item.catch_all),
                &Type::Scalar(Scalar::Number),
            ),
            Item::Enum(item) if item.kind == EnumKind::Value && !item.closed => of(
                &format!("variant `{}`", item.catch_all),
                &Type::Scalar(Scalar::Json),
            ),
            Item::Enum(_) | Item::Tag(_) | Item::Alias(_) | Item::Resource(_) | Item::Group(_) => {
                None
            }
        }
    }

    /// The type that lacks the trait, in a type.
    fn ty(&self, ty: &'a Type) -> Option<String> {
        match self.index.behind_aliases(ty) {
            Type::Scalar(scalar) => (!self.which.allows(*scalar)).then(|| format!("`{scalar:?}`")),
            Type::Item(path) => {
                let real = self.index.real(path);
                let has = self.asked.contains(&real)
                    || self
                        .index
                        .at(&real)
                        .is_some_and(|item| self.which.is_given(item));
                (!has).then(|| format!("`{}`", self.index.public(real).join("::")))
            }
            Type::Array(inner) => self.wrapper(Wrapper::Std, inner),
            Type::Boxed(inner) => self.wrapper(Wrapper::Std, inner),
            Type::Nullable(inner) => self.ty(inner),
            Type::Tuple(items) => items.iter().find_map(|item| self.ty(item)),
            Type::Map(inner) => self.wrapper(Wrapper::Map, inner),
            Type::List(inner)
            | Type::Expandable(inner)
            | Type::Emptyable(inner)
            | Type::Range(inner) => self.wrapper(Wrapper::Runtime, inner),
            // its author knows what it has
            Type::Custom(custom) => match self.which {
                Trait::Other if custom.wrapper.is_some() => Some(format!("`{}`", custom.path)),
                _ => None,
            },
        }
    }

    fn wrapper(&self, wrapper: Wrapper, inner: &'a Type) -> Option<String> {
        let allows = match (self.which, wrapper) {
            (Trait::Eq | Trait::Hash, _) => true,
            (Trait::Copy, _) => false,
            (Trait::PartialOrd | Trait::Ord | Trait::Other, wrapper) => wrapper == Wrapper::Std,
        };
        if allows {
            self.ty(inner)
        } else {
            Some(wrapper.what().to_owned())
        }
    }
}

/// What lies around a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapper {
    Std,
    Map,
    Runtime,
}

impl Wrapper {
    fn what(self) -> &'static str {
        match self {
            Self::Std => "a value on the heap",
            Self::Map => "a map",
            Self::Runtime => "a type of the runtime",
        }
    }
}
