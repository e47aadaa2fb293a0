//! How things are named inside one module: types of the model, of the runtime and of the standard library.

use std::collections::{BTreeSet, HashSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::index::Index;
use super::library::EXPORTS;
use super::tokens::ident;
use crate::model::{Item, Namespace, Presence, Scalar, Type};

/// One module, and what its items came to use of the runtime.
pub(super) struct Scope<'a> {
    pub(super) index: &'a Index<'a>,
    /// The module's path.
    path: Vec<&'a str>,
    /// Names of types and modules in the module.
    types: HashSet<&'a str>,
    /// Names of constants and functions: unit and tuple structs.
    values: HashSet<&'a str>,
    /// What is to be imported from the runtime.
    imports: BTreeSet<&'static str>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(index: &'a Index<'a>, namespace: &'a Namespace, path: &[&'a str]) -> Self {
        let children = namespace.children.iter().map(|child| child.ident.as_str());
        let shown = namespace
            .reexports
            .iter()
            .flat_map(|reexport| reexport.names.iter().map(String::as_str));
        let is_value = |item: &&Item| matches!(item, Item::Tag(_) | Item::Newtype(_));
        let values = namespace.items.iter().filter(is_value).map(Item::ident);
        Self {
            index,
            path: path.to_vec(),
            types: namespace
                .items
                .iter()
                .map(Item::ident)
                .chain(children)
                .chain(shown.clone())
                .collect(),
            values: values.chain(shown).collect(),
            imports: BTreeSet::new(),
        }
    }

    /// The imports that the printed items ask for: `use crate::rt::{…};`
    pub(super) fn imports(&self) -> Option<TokenStream> {
        let runtime = ident(self.index.runtime);
        let names: Vec<_> = self.imports.iter().map(|name| ident(name)).collect();
        match names.as_slice() {
            [] => None,
            [name] => Some(quote!(use crate::#runtime::#name;)),
            names => Some(quote!(use crate::#runtime::{#(#names),*};)),
        }
    }

    /// A type of the runtime: imported, or by its path where the module has something of that name.
    pub(super) fn runtime(&mut self, name: &'static str) -> TokenStream {
        if self.types.contains(name) {
            return self.runtime_path(name);
        }
        if self.path.is_empty() {
            // the crate root re-exports these, so they are in scope already
            let is_shown = EXPORTS.contains(&name);
            let ident = ident(name);
            return if is_shown {
                quote!(#ident)
            } else {
                self.runtime_path(name)
            };
        }
        self.imports.insert(name);
        let name = ident(name);
        quote!(#name)
    }

    /// A thing of the runtime by its path.
    pub(super) fn runtime_path(&self, name: &str) -> TokenStream {
        let (runtime, name) = (ident(self.index.runtime), ident(name));
        quote!(crate::#runtime::#name)
    }

    /// A type or trait of the standard library's prelude: by its name, or by its path where that is taken.
    pub(super) fn std(&self, module: &str, name: &str) -> TokenStream {
        let is_taken = self.types.contains(name);
        let (module, name) = (ident(module), ident(name));
        if is_taken {
            quote!(::std::#module::#name)
        } else {
            quote!(#name)
        }
    }

    /// A primitive type: by its name, or by its path where a module has that name.
    pub(super) fn primitive(&self, name: &str) -> TokenStream {
        let is_taken = self.types.contains(name);
        let name = ident(name);
        if is_taken {
            quote!(::core::primitive::#name)
        } else {
            quote!(#name)
        }
    }

    /// `Some` or `None`.
    pub(super) fn option(&self, name: &str) -> TokenStream {
        let is_taken = self.values.contains(name) || self.types.contains(name);
        let name = ident(name);
        if is_taken {
            quote!(::std::option::Option::#name)
        } else {
            quote!(#name)
        }
    }

    /// The path of an item: relative where it lies in this module or below, else from the crate root.
    pub(super) fn item(&self, path: &'a [String]) -> TokenStream {
        let real = self.index.real(path);
        let (is_crate, segments) = match self.relative(&real) {
            Some(below) => (false, below.to_vec()),
            None => {
                let public = self.index.public(real);
                match self.relative(&public) {
                    Some(below) => (false, below.to_vec()),
                    None => (true, public),
                }
            }
        };
        let segments = segments.into_iter().map(ident);
        if is_crate {
            quote!(crate::#(#segments)::*)
        } else {
            quote!(#(#segments)::*)
        }
    }

    fn relative<'p>(&self, path: &'p [&'a str]) -> Option<&'p [&'a str]> {
        path.strip_prefix(self.path.as_slice())
            .filter(|below| !below.is_empty())
    }

    /// A type.
    pub(super) fn ty(&mut self, ty: &'a Type) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Item(path) => self.item(path),
            Type::Array(inner) => {
                let vec = self.std("vec", "Vec");
                let inner = self.ty(inner);
                quote!(#vec<#inner>)
            }
            Type::Map(inner) => self.wrapped("Map", inner),
            Type::List(inner) => self.wrapped("List", inner),
            Type::Expandable(inner) => self.wrapped("Expandable", inner),
            Type::Emptyable(inner) => self.wrapped("Emptyable", inner),
            Type::Range(inner) => self.wrapped("RangeQueryParam", inner),
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                self.optional(inner)
            }
            Type::Boxed(inner) => {
                let boxed = self.std("boxed", "Box");
                let inner = self.ty(inner);
                quote!(#boxed<#inner>)
            }
            Type::Custom(path) => match syn::parse_str::<syn::Type>(path) {
                Ok(ty) => quote!(#ty),
                Err(_) => self.runtime("Json"),
            },
        }
    }

    /// `Option<T>`
    pub(super) fn optional(&self, inner: TokenStream) -> TokenStream {
        let option = self.std("option", "Option");
        quote!(#option<#inner>)
    }

    /// The type of a field: the presence around the type.
    pub(super) fn field(&mut self, ty: &'a Type, presence: Presence) -> TokenStream {
        let inner = self.ty(ty);
        match presence {
            Presence::Required => inner,
            Presence::Nullable | Presence::Optional => self.optional(inner),
            Presence::OptionalNullable => {
                let inner = self.optional(inner);
                self.optional(inner)
            }
        }
    }

    fn wrapped(&mut self, wrapper: &'static str, inner: &'a Type) -> TokenStream {
        let wrapper = self.runtime(wrapper);
        let inner = self.ty(inner);
        quote!(#wrapper<#inner>)
    }

    fn scalar(&mut self, scalar: Scalar) -> TokenStream {
        match scalar {
            Scalar::Bool => self.primitive("bool"),
            Scalar::I32 => self.primitive("i32"),
            Scalar::I64 => self.primitive("i64"),
            Scalar::U32 => self.primitive("u32"),
            Scalar::U64 => self.primitive("u64"),
            Scalar::F32 => self.primitive("f32"),
            Scalar::F64 => self.primitive("f64"),
            Scalar::String => self.std("string", "String"),
            Scalar::Unit => quote!(()),
            Scalar::Number => self.runtime("Number"),
            Scalar::Secret => self.runtime("Secret"),
            Scalar::Timestamp => self.runtime("Timestamp"),
            Scalar::Date => self.runtime("Date"),
            Scalar::DateTime => self.runtime("DateTime"),
            Scalar::Time => self.runtime("Time"),
            Scalar::Duration => self.runtime("Duration"),
            Scalar::Uuid => self.runtime("Uuid"),
            Scalar::Uri => self.runtime("Uri"),
            Scalar::Decimal => self.runtime("Decimal"),
            Scalar::Base64 => self.runtime("Base64"),
            Scalar::Binary => self.runtime("Binary"),
            Scalar::Metadata => self.runtime("Metadata"),
            Scalar::MetadataParam => self.runtime("MetadataParam"),
            Scalar::Json => self.runtime("Json"),
        }
    }
}
