//! A program that uses everything in a crate, each thing at its own path.

use std::collections::HashMap;

use castiron_codegen::model::{
    Item, Method, Model, Namespace, Object, Presence, Scalar, Type, rust_ident,
};

/// Writes the program: it names every path, makes what can be made, reads every field, matches every variant and calls every
/// method. It is compiled, never run.
#[must_use]
pub fn write(model: &Model, krate: &str) -> String {
    let mut program = Program {
        krate,
        items: HashMap::new(),
        shown_as: HashMap::new(),
        shown: HashMap::new(),
        leads_to: HashMap::new(),
        out: String::new(),
        number: 0,
        is_second: false,
    };
    program.collect(&model.root, &mut Vec::new());
    program.out += "#![allow(warnings)]\nuse castiron_runtime as rt;\n\
        fn any<T>() -> T { unreachable!() }\n\
        fn answers<T, P, S>(_: rt::Call<T, P, S>) {}\n";
    program.namespace(&model.root, &mut Vec::new());
    program.out += "fn main() {}\n";
    program.out
}

struct Program<'a> {
    krate: &'a str,
    items: HashMap<Vec<&'a str>, &'a Item>,
    /// Where something lies → where it is re-exported.
    shown_as: HashMap<Vec<&'a str>, Vec<&'a str>>,
    /// The same, backwards.
    shown: HashMap<Vec<&'a str>, Vec<&'a str>>,
    /// Re-exports and links → what they lead to.
    leads_to: HashMap<Vec<&'a str>, Vec<&'a str>>,
    out: String,
    number: usize,
    /// Whether an item is used by a second path of it. What it holds is then named by no path: it has others there.
    is_second: bool,
}

type Paths<'a> = HashMap<Vec<&'a str>, Vec<&'a str>>;

fn replaced<'a>(mut path: Vec<&'a str>, by: &Paths<'a>) -> Vec<&'a str> {
    for _ in 0..32 {
        let found = (1..=path.len()).find_map(|to| Some((to, by.get(&path[..to])?)));
        let Some((length, target)) = found else { break };
        path = [target.as_slice(), &path[length..]].concat();
    }
    path
}

impl<'a> Program<'a> {
    fn collect(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        let below = |at: &[&'a str], names: &[&'a str]| [at, names].concat();
        for item in &namespace.items {
            self.items.insert(below(at, &[item.ident()]), item);
        }
        for one in &namespace.reexports {
            for name in &one.names {
                let (shown, real) = (below(at, &[name]), below(at, &[&one.module, name]));
                self.shown_as.insert(real.clone(), shown.clone());
                self.shown.insert(shown.clone(), real.clone());
                self.leads_to.insert(shown, real);
            }
        }
        for link in &namespace.links {
            let target = link.target.iter().map(String::as_str).collect();
            self.leads_to.insert(below(at, &[&link.ident]), target);
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.collect(child, at);
            at.pop();
        }
    }

    /// How users write a path.
    fn path(&self, path: Vec<&'a str>) -> String {
        let public = replaced(replaced(path, &self.shown), &self.shown_as);
        public
            .into_iter()
            .fold(self.krate.to_owned(), |out, ident| {
                out + "::" + &rust_ident(ident)
            })
    }

    fn item_path(&self, path: &'a [String]) -> String {
        self.path(path.iter().map(String::as_str).collect())
    }

    /// The type behind aliases.
    fn behind(&self, mut ty: &'a Type) -> &'a Type {
        for _ in 0..32 {
            match ty {
                Type::Item(path) => match self.item(path) {
                    Some(Item::Alias(alias)) => ty = &alias.ty,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    fn item(&self, path: &'a [String]) -> Option<&'a Item> {
        let real = replaced(path.iter().map(String::as_str).collect(), &self.leads_to);
        self.items.get(&real).copied()
    }

    fn ty(&self, ty: &'a Type) -> String {
        let around = |wrapper: &str, inner: &'a Type| format!("{wrapper}<{}>", self.ty(inner));
        match ty {
            Type::Item(path) => self.item_path(path),
            Type::Array(inner) => around("Vec", inner),
            Type::Map(inner) => around("rt::Map", inner),
            Type::List(inner) => around("rt::List", inner),
            Type::Expandable(inner) => around("rt::Expandable", inner),
            Type::Emptyable(inner) => around("rt::Emptyable", inner),
            Type::Range(inner) => around("rt::RangeQueryParam", inner),
            Type::Nullable(inner) => around("Option", inner),
            Type::Boxed(inner) => around("Box", inner),
            Type::Custom(custom) => custom.path.clone(),
            Type::Scalar(scalar) => match scalar {
                Scalar::Unit => "()".to_owned(),
                Scalar::String => "String".to_owned(),
                Scalar::Bool
                | Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::F32
                | Scalar::F64 => format!("{scalar:?}").to_lowercase(),
                other => format!("rt::{other:?}"),
            },
        }
    }

    /// The type by which a value is read.
    fn read(&self, ty: &'a Type) -> String {
        match self.is_second && has_item(ty) {
            true => "_".to_owned(),
            false => self.ty(ty),
        }
    }

    fn field(&self, ty: &'a Type, presence: Presence) -> String {
        let inner = self.read(ty);
        match presence {
            Presence::Required => inner,
            Presence::OptionalNullable => format!("Option<Option<{inner}>>"),
            _ => format!("Option<{inner}>"),
        }
    }

    fn function(&mut self, arguments: &str, body: &str) {
        self.number += 1;
        self.out += &format!("fn f{}({arguments}) {{ {body} }}\n", self.number);
    }

    fn namespace(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        for item in &namespace.items {
            let path = self.path([at.as_slice(), &[item.ident()]].concat());
            self.one(item, &path);
        }
        for link in &namespace.links {
            // beside a function, as a link may be a module
            let path = self.path([at.as_slice(), &[&link.ident]].concat());
            self.function("", &format!("use {path} as used;"));
            if let Some(item) = self.item(&link.target) {
                self.is_second = true;
                self.one(item, &path);
                self.is_second = false;
            }
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.namespace(child, at);
            at.pop();
        }
    }

    fn one(&mut self, item: &'a Item, path: &str) {
        let value = format!("x: {path}");
        match item {
            Item::Object(object) => self.object(object, path),
            Item::Params(params) => self.object(&params.object, path),
            Item::Enum(item) => {
                let known = item.variants.iter().map(|variant| variant.ident.as_str());
                let arms = known.map(|ident| format!("{path}::{} => {{}} ", rust_ident(ident)));
                let arms: String = arms.collect();
                let rest = rust_ident(&item.catch_all);
                self.function(
                    &value,
                    &format!("match x {{ {arms} {path}::{rest}(_) => {{}} _ => {{}} }}"),
                );
            }
            Item::Union(item) => {
                let arms = item.branches.iter().map(|branch| {
                    let (ident, ty) = (rust_ident(&branch.ident), self.read(&branch.ty));
                    format!("{path}::{ident}(v) => {{ let _: {ty} = v; }} ")
                });
                let arms: String = arms.collect();
                let rest = rust_ident(&item.catch_all);
                self.function(
                    &value,
                    &format!("match x {{ {arms} {path}::{rest}(_) => {{}} _ => {{}} }}"),
                );
            }
            Item::Alias(alias) => {
                let ty = self.read(&alias.ty);
                self.function(&value, &format!("let _: {ty} = x;"));
            }
            Item::Newtype(alias) => {
                let ty = self.read(&alias.ty);
                self.function(&value, &format!("let _: {ty} = x.0;"));
            }
            Item::Tag(_) => self.function("", &format!("let _: {path} = {path};")),
            Item::Resource(resource) if !self.is_second => {
                for method in &resource.methods {
                    self.method(method, path);
                }
            }
            Item::Resource(_) => {}
            Item::Group(group) => {
                for member in &group.members {
                    let (name, target) =
                        (rust_ident(&member.ident), self.item_path(&member.target));
                    self.function(
                        &format!("x: &{path}"),
                        &format!("let _: {target} = x.{name}();"),
                    );
                }
            }
        }
    }

    fn object(&mut self, object: &'a Object, path: &str) {
        let mut required = Vec::new();
        let mut setters = String::new();
        for field in &object.fields {
            let (name, ty) = (
                rust_ident(&field.ident),
                self.field(&field.ty, field.presence),
            );
            self.function(&format!("x: {path}"), &format!("let _: {ty} = x.{name};"));
            let is_tag = matches!(self.behind(&field.ty), Type::Item(path)
                if matches!(self.item(path), Some(Item::Tag(_))));
            match field.presence {
                Presence::Required if is_tag => {}
                Presence::Required | Presence::Nullable | Presence::Lenient => required.push(ty),
                // `new` and `clone` are set by other names
                Presence::Optional if !["new", "clone"].contains(&field.ident.as_str()) => {
                    setters += &format!(".{name}(any::<{}>())", self.ty(&field.ty));
                }
                Presence::Optional | Presence::OptionalNullable => {}
            }
        }
        if let Some(extra) = &object.extra {
            let (name, ty) = (rust_ident(&extra.ident), self.read(&extra.ty));
            self.function(
                &format!("x: {path}"),
                &format!("let _: rt::Map<{ty}> = x.{name};"),
            );
        }
        // arguments that convert have to be of a type that is named
        if object.constructible && !self.is_second {
            let given = required.iter().map(|ty| format!("any::<{ty}>()"));
            let given: Vec<String> = given.collect();
            self.function(
                "",
                &format!(
                    "let _: {path} = {path}::new({}){setters};",
                    given.join(", ")
                ),
            );
        }
    }

    fn method(&mut self, method: &'a Method, path: &str) {
        let mut given = Vec::new();
        for param in &method.path {
            let ty = self.behind(&param.ty);
            given.push(match ty {
                Type::Scalar(Scalar::String) => "any::<&str>()".to_owned(),
                Type::Scalar(
                    Scalar::Bool
                    | Scalar::I32
                    | Scalar::I64
                    | Scalar::U32
                    | Scalar::U64
                    | Scalar::F32
                    | Scalar::F64,
                ) => format!("any::<{}>()", self.ty(&param.ty)),
                _ => format!("any::<&{}>()", self.ty(&param.ty)),
            });
        }
        if let Some(params) = method.params.as_ref().filter(|params| params.required) {
            given.push(format!("any::<{}>()", self.item_path(&params.path)));
        }
        let (name, answer) = (rust_ident(&method.ident), self.ty(&method.answer));
        let call = format!("x.{name}({})", given.join(", "));
        self.function(
            &format!("x: &{path}"),
            &format!("answers::<{answer}, _, _>({call});"),
        );
        if let Some(params) = method.params.as_ref().filter(|params| !params.required) {
            let params = self.item_path(&params.path);
            self.function(
                &format!("x: &{path}"),
                &format!("answers::<{answer}, _, _>({call}.params(any::<{params}>()));"),
            );
        }
    }
}

/// Whether a type names an item of the crate.
fn has_item(ty: &Type) -> bool {
    match ty {
        Type::Item(_) => true,
        Type::Array(inner)
        | Type::Map(inner)
        | Type::List(inner)
        | Type::Expandable(inner)
        | Type::Emptyable(inner)
        | Type::Range(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => has_item(inner),
        Type::Scalar(_) | Type::Custom(_) => false,
    }
}
