//! `new` with the required fields, and a chainable setter for every other field.

use proc_macro2::Ident;
use syn::parse_quote;

use super::ast::{self, Function};
use super::docs;
use super::given::{Given, given, map};
use super::scope::Scope;
use super::tokens::{free, ident, text};
use crate::model::{Field, Meta, Object, Presence, Type};

/// The constructor of an object, and setters where callers send it. What the API sends is made by tests and servers, which
/// set fields.
pub(super) fn print<'a>(scope: &mut Scope<'a>, object: &'a Object, out: &mut Vec<syn::Item>) {
    let making = scope.index.making(object);
    if making.new.is_none() {
        if making.default {
            // it is made by the table that it is read by, which is there anyway
            let blank = ast::call(scope.runtime_path("blank"), None);
            out.push(default(scope, object, blank));
        }
        return;
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    let names = Names::new(object);
    for field in &object.fields {
        let name = ident(&field.ident);
        let value = match field.presence {
            Presence::Required | Presence::Nullable | Presence::Lenient => {
                match tag(scope, field) {
                    Some(tag) => tag,
                    None => {
                        let given = given(scope, &field.ty, field.presence, &name);
                        arguments.push(ast::argument(name.clone(), given.ty));
                        given.value
                    }
                }
            }
            Presence::Optional | Presence::OptionalNullable => {
                if making.setters {
                    setters.push(setter(scope, &names, field));
                }
                ast::path_expr(scope.option("None"))
            }
        };
        values.push((name, value));
    }
    for extra in &object.extra {
        let mut new = scope.runtime("Map");
        new.segments.push(ident("new").into());
        values.push((ident(&extra.ident), ast::call(new, None)));
        if making.setters {
            let given = map(scope, &extra.ty, ast::path_expr(ast::name("value")));
            setters.push(function(
                scope,
                names.setter(&extra.ident),
                &extra.ident,
                &extra.meta,
                given,
            ));
        }
    }
    let doc = if making.default {
        "Creates a value with no fields set."
    } else {
        "Creates a value with the required fields."
    };
    let mut attrs = scope.comments.doc(doc);
    // compiled where it is used, and only there: it would cost every user of the crate otherwise
    attrs.push(ast::flag("inline"));
    let new = Function {
        attrs,
        name: ident("new"),
        is_public: true,
        arguments,
        returns: ast::path_type(ast::self_path()),
        body: vec![syn::Stmt::Expr(ast::self_literal(values), None)],
    };
    out.push(ast::implementation(
        None,
        ast::name(&object.ident),
        std::iter::once(new).chain(setters).collect(),
    ));
    if making.default {
        let mut new = ast::self_path();
        new.segments.push(ident("new").into());
        out.push(default(scope, object, ast::call(new, None)));
    }
}

/// `impl Default`, by an expression.
fn default(scope: &Scope<'_>, object: &Object, value: syn::Expr) -> syn::Item {
    let function = Function {
        attrs: vec![ast::flag("inline")],
        name: ident("default"),
        is_public: false,
        arguments: Vec::new(),
        returns: ast::path_type(ast::self_path()),
        body: vec![syn::Stmt::Expr(value, None)],
    };
    let default = scope.std("default", "Default");
    ast::implementation(Some(default), ast::name(&object.ident), vec![function])
}

/// The setter of a field that may be left out.
fn setter<'a>(scope: &mut Scope<'a>, names: &Names<'_>, field: &'a Field) -> Function {
    let presence = match field.presence {
        Presence::OptionalNullable => Presence::Nullable,
        _ => Presence::Required,
    };
    let Given { ty, value } = given(scope, &field.ty, presence, &ident("value"));
    let value = ast::call(scope.option("Some"), Some(value));
    function(
        scope,
        names.setter(&field.ident),
        &field.ident,
        &field.meta,
        Given { ty, value },
    )
}

/// `pub fn name(mut self, value: T) -> Self { self.field = …; self }`
fn function(
    scope: &mut Scope<'_>,
    name: Ident,
    field: &str,
    meta: &Meta,
    given: Given,
) -> Function {
    let mut attrs = scope.comments.doc(docs::summary(&meta.doc));
    attrs.extend(meta.deprecated.as_ref().map(|_| ast::flag("deprecated")));
    if !matches!(given.ty, syn::Type::ImplTrait(_)) {
        attrs.push(ast::flag("inline"));
    }
    Function {
        attrs,
        name,
        is_public: true,
        arguments: vec![ast::mut_self(), ast::argument(ident("value"), given.ty)],
        returns: ast::path_type(ast::self_path()),
        body: vec![
            ast::assign(ident(field), given.value),
            syn::Stmt::Expr(ast::self_expr(), None),
        ],
    }
}

/// The tag of a type, or the only value of a required field whose type has just one.
fn tag<'a>(scope: &Scope<'a>, field: &'a Field) -> Option<syn::Expr> {
    if let Some(tag) = &field.tag {
        let tag = text(tag);
        return Some(parse_quote!(#tag.into()));
    }
    match scope.index.behind_aliases(&field.ty) {
        Type::Item(path) if scope.index.is_tag(field) => Some(ast::path_expr(scope.item(path))),
        _ => None,
    }
}

/// The names of the setters of one object.
struct Names<'a> {
    fields: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn new(object: &'a Object) -> Self {
        let extra = object.extra.iter().map(|extra| extra.ident.as_str());
        Self {
            fields: object
                .fields
                .iter()
                .map(|field| field.ident.as_str())
                .chain(extra)
                .collect(),
        }
    }

    /// A setter has its field's name; a field `new` or `clone` would hide what every type has.
    fn setter(&self, field: &str) -> Ident {
        if !matches!(field, "new" | "clone") {
            return ident(field);
        }
        ident(&free(&format!("with_{field}"), |name| {
            self.fields.contains(&name)
        }))
    }
}
