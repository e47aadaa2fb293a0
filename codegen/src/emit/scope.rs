//! How one module refers to types of the model, the runtime and the standard library.

use std::collections::BTreeSet;

use proc_macro2::Ident;

use super::ast::{self, From};
use super::comments::Comments;
use super::index::Index;
use super::shown::{CLIENT, is_client};
use super::tokens::ident;
use crate::hash::Set;
use crate::model::{Item, Namespace, Presence, Scalar, Type};

/// One module, and what its items came to use of the runtime.
pub(super) struct Scope<'a> {
    pub(super) index: &'a Index<'a>,
    /// The documentation of the module's items.
    pub(super) comments: Comments,
    /// The module's path.
    path: Vec<&'a str>,
    /// Names of types and modules in the module.
    types: Set<&'a str>,
    /// Names of constants and functions: unit and tuple structs.
    values: Set<&'a str>,
    /// What is to be imported from the runtime.
    imports: BTreeSet<&'static str>,
    /// Whether no short name is known.
    is_anywhere: bool,
    /// Whether it is the client's module.
    is_client: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(index: &'a Index<'a>, namespace: &'a Namespace, path: &[&'a str]) -> Self {
        let children = namespace.children.iter().map(|child| child.ident.as_str());
        let shown = namespace
            .reexports
            .iter()
            .flat_map(|reexport| reexport.names.iter())
            .chain(namespace.links.iter().map(|link| &link.ident))
            .map(String::as_str);
        let is_value = |item: &&Item| matches!(item, Item::Tag(_) | Item::Newtype(_));
        let values = namespace.items.iter().filter(is_value).map(Item::ident);
        Self {
            index,
            comments: Comments::new(index.start(path)),
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
            is_anywhere: false,
            is_client: is_client(namespace),
        }
    }

    /// A scope that knows no short names: all types are named by their whole paths, which hold anywhere.
    ///
    /// The path is that of the module that they are to be valid in.
    pub(super) fn anywhere(index: &'a Index<'a>, path: &[&'a str]) -> Self {
        Self {
            index,
            comments: Comments::new(index.start(path)),
            path: path.to_vec(),
            types: Set::default(),
            values: Set::default(),
            imports: BTreeSet::new(),
            is_anywhere: true,
            is_client: false,
        }
    }

    /// The imports that the printed items ask for: `use crate::rt::{…};`
    pub(super) fn imports(&self) -> Option<syn::Item> {
        if self.imports.is_empty() {
            return None;
        }
        let mut start = self.start();
        start.push(ident(self.index.runtime));
        let names = self.imports.iter().map(|name| ident(name)).collect();
        let vis = syn::Visibility::Inherited;
        Some(ast::import(Vec::new(), vis, start, names))
    }

    /// A type of the runtime: imported, or by its path where the module has something of that name.
    pub(super) fn runtime(&mut self, name: &'static str) -> syn::Path {
        if self.is_anywhere || self.types.contains(name) {
            return self.runtime_path(name);
        }
        if self.is_client && CLIENT.contains(&name) {
            // its module re-exports it
            return ast::name(name);
        }
        self.imports.insert(name);
        ast::name(name)
    }

    /// A thing of the runtime by its path.
    pub(super) fn runtime_path(&self, name: &str) -> syn::Path {
        ast::path(
            From::Here,
            self.start()
                .into_iter()
                .chain([ident(self.index.runtime), ident(name)]),
        )
    }

    /// Something of the generated crate's root by its path.
    pub(super) fn root_path(&self, name: &str) -> syn::Path {
        ast::path(From::Here, self.start().into_iter().chain([ident(name)]))
    }

    /// A type or trait of the standard library's prelude: by its name, or by its path where that is taken.
    pub(super) fn std(&self, module: &str, name: &str) -> syn::Path {
        if self.is_anywhere || self.types.contains(name) {
            return ast::path(From::Extern, ["std", module, name].map(ident));
        }
        ast::name(name)
    }

    /// A primitive type: by its name, or by its path where a module has that name.
    pub(super) fn primitive(&self, name: &str) -> syn::Path {
        if self.is_anywhere || self.types.contains(name) {
            return ast::path(From::Extern, ["core", "primitive", name].map(ident));
        }
        ast::name(name)
    }

    /// `Some` or `None`.
    pub(super) fn option(&self, name: &str) -> syn::Path {
        if self.values.contains(name) || self.types.contains(name) {
            return ast::path(From::Extern, ["std", "option", "Option", name].map(ident));
        }
        ast::name(name)
    }

    /// The path of an item: relative where it lies in this module or below, else from the crate root.
    pub(super) fn item(&self, path: &'a [String]) -> syn::Path {
        let real = self.index.lies(path);
        let public = self.index.public(real.clone());
        let given: Vec<_> = path.iter().map(String::as_str).collect();
        let near = [&real, &public, &given]
            .into_iter()
            .filter_map(|path| self.relative(path));
        let (is_far, segments) = match near.min_by_key(|below| below.len()) {
            Some(below) => (false, below.to_vec()),
            None => (true, public),
        };
        let start = if is_far { self.start() } else { Vec::new() };
        ast::path(
            From::Here,
            start.into_iter().chain(segments.into_iter().map(ident)),
        )
    }

    /// How a path begins that leads to an item elsewhere.
    fn start(&self) -> Vec<Ident> {
        self.index.start(&self.path).segments()
    }

    fn relative<'p>(&self, path: &'p [&'a str]) -> Option<&'p [&'a str]> {
        if self.is_anywhere {
            return None;
        }
        path.strip_prefix(self.path.as_slice())
            .filter(|below| !below.is_empty())
    }

    /// A type.
    pub(super) fn ty(&mut self, ty: &'a Type) -> syn::Type {
        let path = match ty {
            Type::Scalar(Scalar::Unit) => return ast::unit_type(),
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Item(path) => self.item(path),
            Type::Array(inner) => ast::generic(self.std("vec", "Vec"), self.ty(inner)),
            Type::Tuple(items) => {
                return ast::tuple_type(items.iter().map(|item| self.ty(item)).collect());
            }
            Type::Map(inner) => self.wrapped("Map", inner),
            Type::List(inner) => self.wrapped("List", inner),
            Type::Expandable(inner) => self.wrapped("Expandable", inner),
            Type::Emptyable(inner) => self.wrapped("Emptyable", inner),
            Type::Range(inner) => self.wrapped("RangeQueryParam", inner),
            Type::Nullable(inner) => {
                let inner = self.ty(inner);
                return self.optional(inner);
            }
            Type::Boxed(inner) => ast::generic(self.std("boxed", "Box"), self.ty(inner)),
            Type::Custom(custom) => match syn::parse_str::<syn::Type>(&custom.path) {
                Ok(ty) => match custom.wrapper {
                    Some(wrapper) => ast::generic(self.runtime(wrapper.name()), ty),
                    None => return ty,
                },
                Err(_) => self.runtime("Json"),
            },
        };
        ast::path_type(path)
    }

    /// `Option<T>`
    pub(super) fn optional(&self, inner: syn::Type) -> syn::Type {
        ast::path_type(ast::generic(self.std("option", "Option"), inner))
    }

    /// The type of a field: the presence around the type.
    pub(super) fn field(&mut self, ty: &'a Type, presence: Presence) -> syn::Type {
        let inner = self.ty(ty);
        match presence {
            Presence::Required => inner,
            Presence::Nullable | Presence::Lenient | Presence::Optional => self.optional(inner),
            Presence::OptionalNullable => self.optional(self.optional(inner)),
        }
    }

    /// A type of the runtime around another type.
    pub(super) fn wrapped(&mut self, wrapper: &'static str, inner: &'a Type) -> syn::Path {
        ast::generic(self.runtime(wrapper), self.ty(inner))
    }

    fn scalar(&mut self, scalar: Scalar) -> syn::Path {
        match scalar {
            Scalar::Bool => self.primitive("bool"),
            Scalar::I32 => self.primitive("i32"),
            Scalar::I64 => self.primitive("i64"),
            Scalar::U32 => self.primitive("u32"),
            Scalar::U64 => self.primitive("u64"),
            Scalar::F32 => self.primitive("f32"),
            Scalar::F64 => self.primitive("f64"),
            Scalar::String => self.std("string", "String"),
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
            Scalar::Base64Url => self.runtime("Base64Url"),
            Scalar::Binary => self.runtime("Binary"),
            Scalar::Metadata => self.runtime("Metadata"),
            Scalar::MetadataParam => self.runtime("MetadataParam"),
            Scalar::Json | Scalar::Unit => self.runtime("Json"),
            Scalar::Streamed => self.runtime("OnlyStream"),
        }
    }
}
