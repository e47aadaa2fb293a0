//! Which types can implement which traits, and which field prevents it.

use std::collections::BTreeMap;

use super::Asker;
use super::parts::Parts;
use crate::model::{EnumKind, Item, Object, Paths, Scalar, Type};

/// A trait that can be derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trait {
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Copy,
    /// One of another crate for enums whose variants hold nothing.
    Unit,
    /// One of another crate, of which no more is known than that the standard library's plain types have it.
    Other,
}

/// Derive macros of enums whose variants hold nothing, by crate and name.
const OF_UNITS: [(&str, &str); 7] = [
    ("clap", "ValueEnum"),
    ("enum_map", "Enum"),
    ("num_derive", "FromPrimitive"),
    ("num_derive", "ToPrimitive"),
    ("num_enum", "IntoPrimitive"),
    ("num_enum", "TryFromPrimitive"),
    ("strum", "VariantArray"),
];

/// Derive macros of traits that enums of plain values implement by themselves, and of which kinds; all kinds, if none is
/// listed.
const OF_ENUMS: [(&str, &str, &[EnumKind]); 6] = [
    ("Display", "Display", &[]),
    ("FromStr", "FromStr", PARSED),
    ("EnumString", "FromStr", PARSED),
    ("AsRef", "AsRef<str>", &[EnumKind::String]),
    ("AsRefStr", "AsRef<str>", &[EnumKind::String]),
    ("ToString", "ToString", &[]),
];

/// Enums that are parsed from text.
const PARSED: &[EnumKind] = &[EnumKind::String, EnumKind::Integer, EnumKind::Number];

impl Trait {
    /// The trait of a derive, as [`canonical`](super::canonical) writes it.
    pub(super) fn of(derive: &str) -> Self {
        match derive {
            "Eq" => Self::Eq,
            "Hash" => Self::Hash,
            "PartialOrd" => Self::PartialOrd,
            "Ord" => Self::Ord,
            "Copy" => Self::Copy,
            path if is_of_units(path) => Self::Unit,
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
                    Self::Eq | Self::Hash | Self::PartialOrd | Self::Ord,
                    EnumKind::String | EnumKind::Integer | EnumKind::Number,
                ) => true,
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
            Self::PartialOrd => is_float || Self::Ord.allows(scalar),
            Self::Ord => {
                is_plain
                    || matches!(
                        scalar,
                        Scalar::String
                            | Scalar::Number
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
            Self::Unit => false,
        }
    }
}

/// The traits that a derive needs beside it, as those of the language do, and the derive itself.
pub(super) fn with_supertraits(derive: &str) -> Vec<String> {
    let all: &[&str] = match derive {
        "Ord" => &["Eq", "PartialOrd", "Ord"],
        other => &[other],
    };
    all.iter().map(|&name| name.to_owned()).collect()
}

fn is_of_units(path: &str) -> bool {
    let segments = (path.split("::").next(), path.rsplit("::").next());
    (OF_UNITS.iter()).any(|(krate, name)| segments == (Some(krate), Some(name)))
}

/// What forbids a trait: the field or variant, and the type that lacks it; or that the type has the trait already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Forbidden {
    /// A field or a variant, and what it holds.
    Holds {
        part: String,
        lacking: String,
        /// The name of the field or variant.
        ident: String,
    },
    /// The trait that the type implements already.
    Has(&'static str),
}

/// Takes the items out of `asked` that can't have a trait, though all others of `asked` had it, and says what forbids it.
pub(super) fn forbidden<'a>(
    index: &Paths<'a>,
    derive: &str,
    parts: &Parts,
    asked: &mut BTreeMap<Vec<&'a str>, Asker>,
) -> BTreeMap<Vec<&'a str>, Forbidden> {
    let mut found = BTreeMap::new();
    loop {
        let check = |path: &Vec<&'a str>, asker: Asker| {
            let check = Check {
                index,
                derive,
                which: Trait::of(derive),
                parts,
                path,
                asker,
                asked,
            };
            check.item(index.at(path)?)
        };
        let refused: Vec<_> = (asked.iter())
            .filter_map(|(path, asker)| Some((path.clone(), check(path, *asker)?)))
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

/// The check of one item.
struct Check<'i, 'a> {
    index: &'i Paths<'a>,
    derive: &'i str,
    which: Trait,
    parts: &'i Parts,
    path: &'i [&'a str],
    asker: Asker,
    asked: &'i BTreeMap<Vec<&'a str>, Asker>,
}

impl<'a> Check<'_, 'a> {
    /// What forbids the trait of an item.
    fn item(&self, item: &'a Item) -> Option<Forbidden> {
        match item {
            Item::Object(item) => self.object(item),
            Item::Params(item) => self.object(&item.object),
            Item::Newtype(item) => self.part("content", "0", &item.ty),
            Item::Union(item) => {
                let rest = || self.variant(&item.catch_all, &Type::Scalar(Scalar::Json));
                let held = item.branches.iter().filter(|one| one.unit().is_none());
                held.into_iter()
                    .find_map(|branch| self.variant(&branch.ident, &branch.ty))
                    .or_else(rest)
            }
            Item::Enum(item) => {
                if let Some(has) = self.implemented(item.kind) {
                    return Some(Forbidden::Has(has));
                }
                let held = match item.kind {
                    EnumKind::String => &Type::Scalar(Scalar::String),
                    EnumKind::Integer => &Type::Scalar(Scalar::I64),
                    EnumKind::Number => &Type::Scalar(Scalar::Number),
                    EnumKind::Value => &Type::Scalar(Scalar::Json),
                };
                match item.closed {
                    true => None,
                    false => self.variant(&item.catch_all, held),
                }
            }
            Item::Tag(_) | Item::Alias(_) | Item::Resource(_) | Item::Group(_) => None,
        }
    }

    fn object(&self, object: &'a Object) -> Option<Forbidden> {
        let fields = object.fields.iter();
        fields
            .map(|field| (&field.ident, &field.ty, None))
            .chain((object.extra.iter()).map(|extra| (&extra.ident, &extra.ty, Some(Wrapper::Map))))
            .find_map(|(ident, ty, wrapper)| {
                let lacking = match wrapper {
                    Some(wrapper) => self.wrapper(wrapper, ty),
                    None => self.ty(ty),
                };
                self.holds(format!("field `{ident}`"), ident, lacking?)
            })
    }

    fn variant(&self, ident: &str, ty: &'a Type) -> Option<Forbidden> {
        self.holds(format!("variant `{ident}`"), ident, self.ty(ty)?)
    }

    fn part(&self, part: &str, ident: &str, ty: &'a Type) -> Option<Forbidden> {
        self.holds(part.to_owned(), ident, self.ty(ty)?)
    }

    /// Attributes tell a macro of another crate what to do with a part.
    fn holds(&self, part: String, ident: &str, lacking: String) -> Option<Forbidden> {
        let is_foreign = matches!(self.which, Trait::Other | Trait::Unit);
        let ident = ident.to_owned();
        (!is_foreign || !self.parts.has(self.path, &ident)).then_some(Forbidden::Holds {
            part,
            lacking,
            ident,
        })
    }

    /// The trait of the derive, if enums of this kind implement it.
    fn implemented(&self, kind: EnumKind) -> Option<&'static str> {
        let (_, name) = self.derive.rsplit_once("::")?;
        let mut own = OF_ENUMS.iter();
        let (_, has, _) = own.find(|(derive, _, kinds)| {
            *derive == name && (kinds.is_empty() || kinds.contains(&kind))
        })?;
        Some(has)
    }

    /// The type that lacks the trait, in a type.
    fn ty(&self, ty: &'a Type) -> Option<String> {
        if self.which == Trait::Unit {
            return Some("a value".to_owned());
        }
        match self.index.behind_aliases(ty) {
            Type::Scalar(scalar) => (!self.which.allows(*scalar)).then(|| format!("`{scalar:?}`")),
            Type::Item(path) => {
                let real = self.index.real(path);
                let has = self.asked.contains_key(&real)
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
            Type::Custom(custom) => {
                let lacks = match (self.which, custom.hash) {
                    (Trait::Other | Trait::Unit, _) => custom.wrapper.is_some(),
                    (Trait::Eq | Trait::Hash | Trait::Ord, Some(has)) => !has,
                    // whoever asks for a trait knows what the type has; a setting for all types doesn't
                    (_, None) => self.asker == Asker::All,
                    (Trait::PartialOrd | Trait::Copy, Some(_)) => false,
                };
                lacks.then(|| format!("`{}`", custom.path))
            }
        }
    }

    fn wrapper(&self, wrapper: Wrapper, inner: &'a Type) -> Option<String> {
        let allows = match (self.which, wrapper) {
            (Trait::Eq | Trait::Hash, _) => true,
            (Trait::Copy | Trait::Unit, _) => false,
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
