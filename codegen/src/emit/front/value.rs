//! Prints the values in the example program as user code.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::index::Index;
use super::super::tokens::{ident, text};
use crate::model::{Field, InPath, Item, Object, Presence, Scalar, Type};

/// How deep objects are written out in an argument; those that lie deeper are blank. A choice of output: a longer argument makes
/// no first example.
const DEPTH: u8 = 3;

/// What an example is written with: names of types that it imports.
pub(super) struct Values<'a, 'i> {
    index: &'i Index<'a>,
    krate: &'i str,
    /// Last name → public path, of what is imported.
    imports: BTreeMap<String, Vec<String>>,
    /// Last names that several paths have, or that are taken.
    taken: BTreeSet<String>,
}

impl<'a, 'i> Values<'a, 'i> {
    /// For an example in which these names mean something already.
    pub(super) fn new(index: &'i Index<'a>, krate: &'i str, taken: &[&str]) -> Self {
        Self {
            index,
            krate,
            imports: BTreeMap::new(),
            taken: taken.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// `use` lines of what was named.
    pub(super) fn imports(&self) -> Vec<TokenStream> {
        let krate = ident(self.krate);
        let paths = self.imports.values().map(|path| {
            let path = path.iter().map(|name| ident(name));
            quote!(use #krate::#(#path)::*;)
        });
        paths.collect()
    }

    /// A type of the crate by its name, which is imported, or by its path where the name means something else.
    fn named(&mut self, path: &[&str]) -> TokenStream {
        let path: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
        let Some(last) = path.last() else {
            return TokenStream::new();
        };
        let name = ident(last);
        if self.imports.get(last) == Some(&path) {
            return quote!(#name);
        }
        if self.taken.insert(last.clone()) {
            self.imports.insert(last.clone(), path.clone());
            return quote!(#name);
        }
        let (krate, path) = (ident(self.krate), path.iter().map(|name| ident(name)));
        quote!(#krate::#(#path)::*)
    }

    fn runtime(&mut self, name: &str) -> TokenStream {
        self.named(&["runtime", name])
    }

    /// The item of a path by its name.
    pub(super) fn item(&mut self, real: Vec<&'a str>) -> TokenStream {
        let public = self.index.public(real);
        self.named(&public)
    }

    /// An argument of a method's path: `name` says what it is.
    pub(super) fn in_path(&mut self, name: &str, ty: &'a Type) -> Option<TokenStream> {
        match self.index.in_path(ty) {
            InPath::Text | InPath::Value | InPath::Converted => self.given(name, ty, DEPTH),
            InPath::Borrowed => {
                let value = self.exact(name, ty, DEPTH)?;
                Some(quote!(&#value))
            }
        }
    }

    /// Params, or another object: made by what makes it.
    pub(super) fn object(
        &mut self,
        real: Vec<&'a str>,
        object: &'a Object,
        depth: u8,
    ) -> Option<TokenStream> {
        let given = match (self.index.making(object).new, depth.checked_sub(1)) {
            (Some(fields), Some(depth)) => {
                let given = fields.into_iter().map(|field| self.given_to(field, depth));
                Some(given.collect::<Option<Vec<_>>>()?)
            }
            (Some(fields), None) if fields.is_empty() => Some(Vec::new()),
            _ => None,
        };
        let name = self.item(real);
        match given {
            Some(given) => Some(quote!(#name::new(#(#given),*))),
            None => {
                let blank = self.runtime("blank");
                Some(quote!(#blank::<#name>()))
            }
        }
    }

    fn given_to(&mut self, field: &'a Field, depth: u8) -> Option<TokenStream> {
        if matches!(field.presence, Presence::Nullable | Presence::Lenient) {
            return match self.index.behind_aliases(&field.ty) {
                Type::Scalar(Scalar::String) => {
                    let name = text(&field.wire);
                    Some(quote!(#name))
                }
                _ => Some(quote!(None)),
            };
        }
        self.given(&field.wire, &field.ty, depth)
    }

    /// An argument of a constructor (see `given`).
    pub(super) fn given(&mut self, name: &str, ty: &'a Type, depth: u8) -> Option<TokenStream> {
        match self.index.behind_aliases(ty) {
            Type::Array(element) => {
                let element = self.given(name, element, depth)?;
                Some(quote!([#element]))
            }
            Type::Map(element) => {
                let element = self.given(name, element, depth)?;
                Some(quote!([("key", #element)]))
            }
            Type::Tuple(items) => {
                let items: Option<Vec<_>> = (items.iter())
                    .map(|item| self.given(name, item, depth))
                    .collect();
                let items = items?;
                Some(quote!((#(#items,)*)))
            }
            Type::Scalar(Scalar::Metadata) => Some(quote!([("key", "value")])),
            Type::Scalar(scalar) => self.scalar(name, *scalar),
            Type::Expandable(_) => {
                let name = text(name);
                Some(quote!(#name))
            }
            Type::Emptyable(inner) | Type::Range(inner) => self.given_itself(name, inner, depth),
            Type::Boxed(inner) => self.given(name, inner, depth),
            Type::Nullable(_) => Some(quote!(None)),
            Type::List(_) | Type::Custom(_) => None,
            item @ Type::Item(_) => self.exact(name, item, depth),
        }
    }

    /// A value of which the compiler must know the type, as several would do.
    fn given_itself(&mut self, name: &str, ty: &'a Type, depth: u8) -> Option<TokenStream> {
        match self.index.behind_aliases(ty) {
            Type::Item(_) | Type::Scalar(_) => self.given(name, ty, depth),
            _ => None,
        }
    }

    /// A text or number that converts into a scalar, or a scalar itself.
    fn scalar(&mut self, name: &str, scalar: Scalar) -> Option<TokenStream> {
        match scalar {
            scalar if scalar.is_text() => {
                let example = text(spoken(scalar).unwrap_or(name));
                Some(quote!(#example))
            }
            Scalar::Timestamp => {
                let ty = self.runtime("Timestamp");
                Some(quote!(#ty::new(1_600_000_000)))
            }
            Scalar::Json => {
                let ty = self.runtime("Json");
                Some(quote!(#ty::Null))
            }
            Scalar::Number
            | Scalar::Base64
            | Scalar::Base64Url
            | Scalar::Binary
            | Scalar::MetadataParam => {
                let blank = self.runtime("blank");
                let ty = self.runtime(runtime_name(scalar)?);
                Some(quote!(#blank::<#ty>()))
            }
            Scalar::Metadata | Scalar::Unit | Scalar::Streamed => None,
            scalar => plain(scalar),
        }
    }

    /// A value of just this type, where the compiler knows that it has to be of it.
    pub(super) fn exact(&mut self, name: &str, ty: &'a Type, depth: u8) -> Option<TokenStream> {
        match self.index.behind_aliases(ty) {
            Type::Scalar(scalar) => {
                let value = self.scalar(name, *scalar)?;
                Some(
                    match spoken(*scalar).is_some() || *scalar == Scalar::String {
                        true => quote!(#value.into()),
                        false => value,
                    },
                )
            }
            Type::Array(inner) => {
                let inner = self.exact(name, inner, depth)?;
                Some(quote!(vec![#inner]))
            }
            Type::Tuple(items) => {
                let items: Option<Vec<_>> = (items.iter())
                    .map(|item| self.exact(name, item, depth))
                    .collect();
                let items = items?;
                Some(quote!((#(#items,)*)))
            }
            Type::Boxed(inner) => {
                let inner = self.exact(name, inner, depth)?;
                Some(quote!(Box::new(#inner)))
            }
            Type::Nullable(_) => Some(quote!(None)),
            Type::Item(path) => self.of_item(name, self.index.real(path), depth),
            Type::Map(_)
            | Type::List(_)
            | Type::Expandable(_)
            | Type::Emptyable(_)
            | Type::Range(_)
            | Type::Custom(_) => None,
        }
    }

    fn of_item(&mut self, name: &str, real: Vec<&'a str>, depth: u8) -> Option<TokenStream> {
        match self.index.at(&real)? {
            Item::Object(object) => self.object(real, object, depth),
            Item::Enum(item) => {
                let value = item
                    .variants
                    .iter()
                    .find(|one| one.meta.deprecated.is_none());
                let value = ident(&value.or(item.variants.first())?.ident);
                let name = self.item(real);
                Some(quote!(#name::#value))
            }
            Item::Union(union) => {
                let below = depth.checked_sub(1)?;
                // the first that can be written down
                let (variant, value) = union.branches.iter().find_map(|branch| {
                    let is_unit = branch.unit().is_some();
                    let value = match &branch.ty {
                        Type::Scalar(Scalar::Unit) => None,
                        _ if is_unit => None,
                        ty => Some(self.exact(name, ty, below)?),
                    };
                    Some((ident(&branch.ident), value))
                })?;
                let name = self.item(real);
                let value = value.map(|value| quote!((#value)));
                Some(quote!(#name::#variant #value))
            }
            Item::Newtype(inner) => {
                let inner = self.exact(name, &inner.ty, depth.checked_sub(1)?)?;
                let name = self.item(real);
                Some(quote!(#name(#inner)))
            }
            Item::Tag(_) => Some(self.item(real)),
            Item::Alias(_) | Item::Params(_) | Item::Resource(_) | Item::Group(_) => None,
        }
    }
}

/// A literal of a type of the language.
fn plain(scalar: Scalar) -> Option<TokenStream> {
    match scalar {
        Scalar::Bool => Some(quote!(true)),
        Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64 => {
            let one = Literal::u64_unsuffixed(1);
            Some(quote!(#one))
        }
        Scalar::F32 | Scalar::F64 => Some(quote!(1.5)),
        _ => None,
    }
}

/// A text of a form that means something to its type.
fn spoken(scalar: Scalar) -> Option<&'static str> {
    Some(match scalar {
        Scalar::Date => "2024-02-29",
        Scalar::DateTime => "2024-02-29T12:00:00Z",
        Scalar::Time => "12:00:00Z",
        Scalar::Duration => "PT1H",
        Scalar::Uuid => "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        Scalar::Uri => "https://example.com",
        Scalar::Decimal => "9.99",
        Scalar::Secret => "secret",
        _ => return None,
    })
}

fn runtime_name(scalar: Scalar) -> Option<&'static str> {
    Some(match scalar {
        Scalar::Number => "Number",
        Scalar::Base64 => "Base64",
        Scalar::Base64Url => "Base64Url",
        Scalar::Binary => "Binary",
        Scalar::MetadataParam => "MetadataParam",
        _ => return None,
    })
}
