//! Builds frequent syntax nodes directly. Parsing them from tokens took more than half of the time of this pass.

mod chain;
mod code;
mod uses;

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::token;

use super::tokens::ident;
pub(super) use chain::Chain;
pub(super) use code::*;
pub(super) use uses::*;

/// Where a path starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// In the module: `a::b`.
    Here,
    /// Outside the crate: `::a::b`.
    Extern,
}

/// A path of identifiers.
pub(super) fn path(from: From, segments: impl IntoIterator<Item = Ident>) -> syn::Path {
    syn::Path {
        leading_colon: (from == From::Extern).then(<token::PathSep>::default),
        segments: segments.into_iter().map(syn::PathSegment::from).collect(),
    }
}

/// A path of one identifier.
pub(super) fn name(name: &str) -> syn::Path {
    syn::Path::from(ident(name))
}

/// A path as a type.
pub(super) fn path_type(path: syn::Path) -> syn::Type {
    syn::Type::Path(syn::TypePath { qself: None, path })
}

/// A path with a type in angle brackets behind its last segment.
pub(super) fn generic(mut path: syn::Path, inner: syn::Type) -> syn::Path {
    if let Some(last) = path.segments.last_mut() {
        last.arguments = angle_brackets(syn::GenericArgument::Type(inner));
    }
    path
}

/// A path with types in angle brackets behind its last segment.
pub(super) fn generics(mut path: syn::Path, inner: Vec<syn::Type>) -> syn::Path {
    if let Some(last) = path.segments.last_mut() {
        let inner = inner.into_iter().map(syn::GenericArgument::Type);
        last.arguments = syn::PathArguments::AngleBracketed(brackets(inner));
    }
    path
}

/// The same with one type, as it is written in expressions: `Path::<T>`
pub(super) fn generic_expr(mut path: syn::Path, inner: syn::Type) -> syn::Path {
    if let Some(last) = path.segments.last_mut() {
        let mut arguments = brackets([syn::GenericArgument::Type(inner)]);
        arguments.colon2_token = Some(Default::default());
        last.arguments = syn::PathArguments::AngleBracketed(arguments);
    }
    path
}

/// A path with another segment: `path::name`
pub(super) fn below(mut path: syn::Path, name: Ident) -> syn::Path {
    path.segments.push(name.into());
    path
}

fn angle_brackets(argument: syn::GenericArgument) -> syn::PathArguments {
    syn::PathArguments::AngleBracketed(brackets([argument]))
}

fn brackets(
    arguments: impl IntoIterator<Item = syn::GenericArgument>,
) -> syn::AngleBracketedGenericArguments {
    syn::AngleBracketedGenericArguments {
        colon2_token: None,
        lt_token: Default::default(),
        args: Punctuated::from_iter(arguments),
        gt_token: Default::default(),
    }
}

/// `&T`
pub(super) fn reference_type(inner: syn::Type) -> syn::Type {
    syn::Type::Reference(syn::TypeReference {
        and_token: Default::default(),
        lifetime: None,
        mutability: None,
        elem: Box::new(inner),
    })
}

/// `impl Bound`
pub(super) fn impl_trait(bound: syn::Path) -> syn::Type {
    syn::Type::ImplTrait(syn::TypeImplTrait {
        impl_token: Default::default(),
        bounds: Punctuated::from_iter([syn::TypeParamBound::Trait(syn::TraitBound {
            paren_token: None,
            modifier: syn::TraitBoundModifier::None,
            lifetimes: None,
            path: bound,
        })]),
    })
}

/// `impl Iterator<Item = T>`, the trait being given.
pub(super) fn impl_iterator(mut iterator: syn::Path, item: syn::Type) -> syn::Type {
    if let Some(last) = iterator.segments.last_mut() {
        last.arguments = angle_brackets(syn::GenericArgument::AssocType(syn::AssocType {
            ident: ident("Item"),
            generics: None,
            eq_token: Default::default(),
            ty: item,
        }));
    }
    impl_trait(iterator)
}

/// `()`
pub(super) fn unit_type() -> syn::Type {
    tuple_type(Vec::new())
}

/// `(A, B)`, or `(A,)`
pub(super) fn tuple_type(items: Vec<syn::Type>) -> syn::Type {
    let mut elems = Punctuated::new();
    for item in items {
        elems.push_value(item);
        elems.push_punct(Default::default());
    }
    syn::Type::Tuple(syn::TypeTuple {
        paren_token: Default::default(),
        elems,
    })
}

fn attribute(meta: syn::Meta) -> syn::Attribute {
    syn::Attribute {
        pound_token: Default::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: Default::default(),
        meta,
    }
}

/// `#[doc = "…"]`, which is printed as `///…`.
pub(super) fn doc(line: &str) -> syn::Attribute {
    named_value("doc", line)
}

/// `#[name]`
pub(super) fn flag(flag: &str) -> syn::Attribute {
    attribute(syn::Meta::Path(name(flag)))
}

/// `#[name(…)]`
pub(super) fn list(list: &str, tokens: proc_macro2::TokenStream) -> syn::Attribute {
    attribute(syn::Meta::List(syn::MetaList {
        path: name(list),
        delimiter: syn::MacroDelimiter::Paren(Default::default()),
        tokens,
    }))
}

/// `pub`
pub(super) fn public() -> syn::Visibility {
    syn::Visibility::Public(Default::default())
}

/// `pub name: T`, or `pub T` without a name.
pub(super) fn field(attrs: Vec<syn::Attribute>, name: Option<Ident>, ty: syn::Type) -> syn::Field {
    let colon_token = name.is_some().then(Default::default);
    syn::Field {
        attrs,
        vis: public(),
        mutability: syn::FieldMutability::None,
        ident: name,
        colon_token,
        ty,
    }
}

/// `pub struct Name { … }`
pub(super) fn structure(
    attrs: Vec<syn::Attribute>,
    name: &str,
    fields: Vec<syn::Field>,
) -> syn::Item {
    let named = Punctuated::from_iter(fields);
    syn::Item::Struct(syn::ItemStruct {
        attrs,
        vis: public(),
        struct_token: Default::default(),
        ident: ident(name),
        generics: Default::default(),
        fields: syn::Fields::Named(syn::FieldsNamed {
            brace_token: Default::default(),
            named,
        }),
        semi_token: None,
    })
}

/// `Name` or `Name(T)`
pub(super) fn variant(
    attrs: Vec<syn::Attribute>,
    name: &str,
    held: Option<syn::Type>,
) -> syn::Variant {
    let fields = match held {
        None => syn::Fields::Unit,
        Some(ty) => {
            let field = syn::Field {
                vis: syn::Visibility::Inherited,
                ..field(Vec::new(), None, ty)
            };
            let unnamed = Punctuated::from_iter([field]);
            syn::Fields::Unnamed(syn::FieldsUnnamed {
                paren_token: Default::default(),
                unnamed,
            })
        }
    };
    syn::Variant {
        attrs,
        ident: ident(name),
        fields,
        discriminant: None,
    }
}

/// `pub enum Name { … }`
pub(super) fn enumeration(
    attrs: Vec<syn::Attribute>,
    name: &str,
    variants: Vec<syn::Variant>,
) -> syn::Item {
    syn::Item::Enum(syn::ItemEnum {
        attrs,
        vis: public(),
        enum_token: Default::default(),
        ident: ident(name),
        generics: Default::default(),
        brace_token: Default::default(),
        variants: Punctuated::from_iter(variants),
    })
}

/// `pub type Name = T;`
pub(super) fn alias(attrs: Vec<syn::Attribute>, name: &str, ty: syn::Type) -> syn::Item {
    syn::Item::Type(syn::ItemType {
        attrs,
        vis: public(),
        type_token: Default::default(),
        ident: ident(name),
        generics: Default::default(),
        eq_token: Default::default(),
        ty: Box::new(ty),
        semi_token: Default::default(),
    })
}
