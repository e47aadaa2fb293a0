//! Expressions, statements and functions.

use proc_macro2::{Ident, Literal, Span};
use syn::punctuated::Punctuated;
use syn::token;

use super::{ident, path_type, public};

/// A path as an expression.
pub(in crate::emit) fn path_expr(path: syn::Path) -> syn::Expr {
    syn::Expr::Path(syn::ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

fn lit(lit: syn::Lit) -> syn::Expr {
    syn::Expr::Lit(syn::ExprLit {
        attrs: Vec::new(),
        lit,
    })
}

/// `"value"`
pub(in crate::emit) fn text(value: &str) -> syn::Expr {
    lit(syn::Lit::Str(syn::LitStr::new(value, Span::call_site())))
}

/// A literal.
pub(in crate::emit) fn literal(literal: Literal) -> syn::Expr {
    lit(syn::Lit::new(literal))
}

/// `&value`
pub(in crate::emit) fn reference(value: syn::Expr) -> syn::Expr {
    syn::Expr::Reference(syn::ExprReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        mutability: None,
        expr: Box::new(value),
    })
}

/// `&[items]`
pub(in crate::emit) fn slice(items: impl Iterator<Item = syn::Expr>) -> syn::Expr {
    reference(syn::Expr::Array(syn::ExprArray {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elems: items.collect(),
    }))
}

/// `function(argument)`, or `function()`
pub(in crate::emit) fn call(function: syn::Path, argument: Option<syn::Expr>) -> syn::Expr {
    calls(function, argument.into_iter().collect())
}

/// `function(arguments)`
pub(in crate::emit) fn calls(function: syn::Path, arguments: Vec<syn::Expr>) -> syn::Expr {
    syn::Expr::Call(syn::ExprCall {
        attrs: Vec::new(),
        func: Box::new(path_expr(function)),
        paren_token: Default::default(),
        args: Punctuated::from_iter(arguments),
    })
}

/// `receiver.method(arguments)`
pub(in crate::emit) fn method_call(
    receiver: syn::Expr,
    method: &str,
    arguments: Vec<syn::Expr>,
) -> syn::Expr {
    syn::Expr::MethodCall(syn::ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: ident(method),
        turbofish: None,
        paren_token: Default::default(),
        args: Punctuated::from_iter(arguments),
    })
}

/// `self`
pub(in crate::emit) fn self_expr() -> syn::Expr {
    path_expr(syn::Path::from(Ident::from(token::SelfValue::default())))
}

/// `Self`
pub(in crate::emit) fn self_path() -> syn::Path {
    syn::Path::from(Ident::from(token::SelfType::default()))
}

/// `value.field`
pub(in crate::emit) fn field_of(value: syn::Expr, field: Ident) -> syn::Expr {
    syn::Expr::Field(syn::ExprField {
        attrs: Vec::new(),
        base: Box::new(value),
        dot_token: Default::default(),
        member: syn::Member::Named(field),
    })
}

/// `static NAME: T = value;`
pub(in crate::emit) fn static_item(name: &str, ty: syn::Type, value: syn::Expr) -> syn::Stmt {
    syn::Stmt::Item(syn::Item::Static(syn::ItemStatic {
        attrs: Vec::new(),
        vis: syn::Visibility::Inherited,
        static_token: Default::default(),
        mutability: syn::StaticMutability::None,
        ident: ident(name),
        colon_token: Default::default(),
        ty: Box::new(ty),
        eq_token: Default::default(),
        expr: Box::new(value),
        semi_token: Default::default(),
    }))
}

/// `self.field = value;`
pub(in crate::emit) fn assign(field: Ident, value: syn::Expr) -> syn::Stmt {
    let field = field_of(self_expr(), field);
    let assign = syn::Expr::Assign(syn::ExprAssign {
        attrs: Vec::new(),
        left: Box::new(field),
        eq_token: Default::default(),
        right: Box::new(value),
    });
    syn::Stmt::Expr(assign, Some(Default::default()))
}

/// `Self { field: value, … }`
pub(in crate::emit) fn self_literal(fields: Vec<(Ident, syn::Expr)>) -> syn::Expr {
    struct_literal(self_path(), fields)
}

/// `Path { field: value, … }`
pub(in crate::emit) fn struct_literal(
    path: syn::Path,
    fields: Vec<(Ident, syn::Expr)>,
) -> syn::Expr {
    let fields = fields.into_iter().map(|(name, value)| {
        // `name: name` is written `name`
        let is_same = matches!(&value, syn::Expr::Path(path) if path.path.is_ident(&name));
        let colon_token = (!is_same).then(Default::default);
        syn::FieldValue {
            attrs: Vec::new(),
            member: syn::Member::Named(name),
            colon_token,
            expr: value,
        }
    });
    syn::Expr::Struct(syn::ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        brace_token: Default::default(),
        fields: fields.collect(),
        dot2_token: None,
        rest: None,
    })
}

/// A function in an `impl`.
pub(in crate::emit) struct Function {
    pub(in crate::emit) attrs: Vec<syn::Attribute>,
    pub(in crate::emit) name: Ident,
    /// Whether it is `pub`, which the functions of traits are not.
    pub(in crate::emit) is_public: bool,
    pub(in crate::emit) arguments: Vec<syn::FnArg>,
    pub(in crate::emit) returns: syn::Type,
    pub(in crate::emit) body: Vec<syn::Stmt>,
}

/// `&self`
pub(in crate::emit) fn ref_self() -> syn::FnArg {
    syn::FnArg::Receiver(syn::Receiver {
        attrs: Vec::new(),
        reference: Some((Default::default(), None)),
        mutability: None,
        self_token: Default::default(),
        colon_token: None,
        ty: Box::new(super::reference_type(path_type(self_path()))),
    })
}

/// `mut self`
pub(in crate::emit) fn mut_self() -> syn::FnArg {
    syn::FnArg::Receiver(syn::Receiver {
        attrs: Vec::new(),
        reference: None,
        mutability: Some(Default::default()),
        self_token: Default::default(),
        colon_token: None,
        ty: Box::new(path_type(self_path())),
    })
}

/// `name: T`
pub(in crate::emit) fn argument(name: Ident, ty: syn::Type) -> syn::FnArg {
    let pat = syn::PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: name,
        subpat: None,
    };
    syn::FnArg::Typed(syn::PatType {
        attrs: Vec::new(),
        pat: Box::new(syn::Pat::Ident(pat)),
        colon_token: Default::default(),
        ty: Box::new(ty),
    })
}

impl Function {
    fn item(self) -> syn::ImplItem {
        let sig = syn::Signature {
            constness: None,
            asyncness: None,
            unsafety: None,
            abi: None,
            fn_token: Default::default(),
            ident: self.name,
            generics: Default::default(),
            paren_token: Default::default(),
            inputs: Punctuated::from_iter(self.arguments),
            variadic: None,
            output: syn::ReturnType::Type(Default::default(), Box::new(self.returns)),
        };
        syn::ImplItem::Fn(syn::ImplItemFn {
            attrs: self.attrs,
            vis: if self.is_public {
                public()
            } else {
                syn::Visibility::Inherited
            },
            defaultness: None,
            sig,
            block: syn::Block {
                brace_token: Default::default(),
                stmts: self.body,
            },
        })
    }
}

/// `impl Name { … }`, or `impl Trait for Name { … }`.
pub(in crate::emit) fn implementation(
    of: Option<syn::Path>,
    name: syn::Path,
    functions: Vec<Function>,
) -> syn::Item {
    syn::Item::Impl(syn::ItemImpl {
        attrs: Vec::new(),
        defaultness: None,
        unsafety: None,
        impl_token: Default::default(),
        generics: Default::default(),
        trait_: of.map(|path| (None, path, Default::default())),
        self_ty: Box::new(path_type(name)),
        brace_token: Default::default(),
        items: functions.into_iter().map(Function::item).collect(),
    })
}
