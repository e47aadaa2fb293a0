//! A program that uses everything in a crate, each thing at its own path.

use std::collections::{HashMap, HashSet};

use castiron_codegen::model::{
    Item, Method, Model, Namespace, Object, Presence, Scalar, Type, rust_ident,
};

mod names;
mod probes;

use names::{Names, has_item};
use probes::{Probes, QUESTIONS};

/// What programs call the crate.
pub const KRATE: &str = "old";

/// A program for a crate, line by line: every use is a function on a line of its own.
#[derive(Clone)]
pub struct Uses {
    /// What every program begins with.
    head: Vec<String>,
    /// The paths of all items.
    pub paths: Vec<String>,
    /// The paths of the types of data among them.
    pub data: Vec<String>,
    /// Second paths → the first one of what they lead to.
    pub links: HashMap<String, String>,
    /// What must compile: all paths, all fields, all variants, all methods with their required arguments.
    pub certain: Vec<String>,
    /// What may compile: conversions, literals, further ways to make and to call things. What the compiler lets pass is a
    /// use like the others.
    pub probes: Probes,
}

impl Uses {
    /// The program for a crate: what is certain, and the probes.
    #[must_use]
    pub fn text(&self, krate: &str) -> String {
        self.program(krate, self.lines())
    }

    /// What is certain, and the probes.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        let probes = self.probes.all.iter().map(|probe| &probe.line);
        self.certain.iter().chain(probes)
    }

    /// What is certain, and the questions.
    #[must_use]
    pub fn questions(&self, krate: &str) -> String {
        self.program(krate, self.certain.iter().chain(&self.probes.questions))
    }

    /// A program of these lines.
    pub fn program<'s>(&'s self, krate: &str, lines: impl Iterator<Item = &'s String>) -> String {
        let all = self.head.iter().chain(lines);
        let text: String = all.map(|line| format!("{line}\n")).collect();
        text.replacen("use CRATE as old;", &format!("use {krate} as old;"), 1)
    }

    /// Which of a program's own lines, from 0, these are, counted from 1 with what goes before.
    pub fn own(&self, lines: &[usize]) -> HashSet<usize> {
        let before = self.head.len() + 1;
        let own = lines.iter().filter_map(|line| line.checked_sub(before));
        own.collect()
    }

    /// Leaves out the probes whose question is on these lines, counted from 1.
    pub fn answered(&mut self, lines: &[usize]) {
        let (no, certain) = (self.own(lines), self.certain.len());
        let probes = &mut self.probes.all;
        probes.retain(|probe| !no.contains(&(certain + probe.question)));
    }

    /// Leaves out the probes on these lines, counted from 1. The lines that are certain and don't compile.
    pub fn without(&mut self, lines: &[usize]) -> Vec<String> {
        let refused = self.own(lines);
        let mut number = self.certain.len();
        self.probes.all.retain(|_| {
            number += 1;
            !refused.contains(&(number - 1))
        });
        let wrong = self.certain.iter().enumerate();
        wrong
            .filter(|(at, _)| refused.contains(at))
            .map(|(_, line)| line.clone())
            .collect()
    }
}

/// Writes the uses of a crate: every path is named, what can be made is made, every field read, every variant matched and
/// every method called; what the map shows as code is called as it is. They are compiled, never run.
#[must_use]
pub fn uses(model: &Model) -> Uses {
    let mut program = Program {
        names: Names::new(model, KRATE),
        paths: Vec::new(),
        data: Vec::new(),
        links: HashMap::new(),
        uses: Vec::new(),
        probes: Probes::default(),
        is_second: false,
    };
    let head = [
        "#![allow(warnings)]",
        "use CRATE as old;",
        "use castiron_runtime as rt;",
        "fn main() {}",
        "fn any<T>() -> T { unreachable!() }",
        "fn answers<T, P, S>(_: rt::Call<T, P, S>) {}",
        "fn copy<T: Copy>() {} fn eq<T: Eq>() {} fn ord<T: Ord>() {} fn hash<T: std::hash::Hash>() {}",
    ];
    program.namespace(&model.root, &mut Vec::new());
    let snippets = castiron_codegen::atlas::snippets(model, KRATE);
    for (at, snippet) in snippets.iter().enumerate() {
        let line = snippet.replace('\n', " ");
        let module = format!("mod snippet{at} {{ use super::*; {line} }}");
        program.uses.push(module);
    }
    Uses {
        head: head
            .into_iter()
            .chain(QUESTIONS)
            .map(str::to_owned)
            .collect(),
        paths: program.paths,
        data: program.data,
        links: program.links,
        certain: program.uses,
        probes: program.probes,
    }
}

struct Program<'a> {
    names: Names<'a>,
    paths: Vec<String>,
    data: Vec<String>,
    links: HashMap<String, String>,
    /// Lines that must compile.
    uses: Vec<String>,
    /// Lines that may compile; those that do are uses.
    probes: Probes,
    /// Whether an item is used by a second path of it. What it holds is then named by no path: it has others there.
    is_second: bool,
}

impl<'a> std::ops::Deref for Program<'a> {
    type Target = Names<'a>;

    fn deref(&self) -> &Names<'a> {
        &self.names
    }
}

impl<'a> Program<'a> {
    fn ty(&self, ty: &'a Type) -> String {
        let around = |wrapper: &str, inner: &'a Type| format!("{wrapper}<{}>", self.ty(inner));
        match ty {
            Type::Item(path) => self.item_path(path),
            Type::Array(inner) => around("Vec", inner),
            Type::Tuple(items) => {
                let items: String = items.iter().map(|item| self.ty(item) + ", ").collect();
                format!("({items})")
            }
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
        let line = format!("fn f{}({arguments}) {{ {body} }}", self.uses.len());
        self.uses.push(line);
    }

    fn namespace(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        for item in &namespace.items {
            let path = self.path([at.as_slice(), &[item.ident()]].concat());
            self.paths.push(path.clone());
            if !matches!(item, Item::Params(_) | Item::Resource(_) | Item::Group(_)) {
                self.data.push(path.clone());
            }
            self.one(item, &path);
        }
        for link in &namespace.links {
            let path = [at.as_slice(), &[&link.ident]].concat();
            for rest in self.below(&link.target) {
                self.second([path.as_slice(), &rest].concat());
            }
            self.second(path);
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.namespace(child, at);
            at.pop();
        }
    }

    /// Uses a path that leads to something that lies elsewhere.
    fn second(&mut self, path: Vec<&'a str>) {
        let shown = self.path(path.clone());
        self.paths.push(shown.clone());
        // beside a function, as it may be a module
        self.function("", &format!("use {shown} as used;"));
        if let Some((item, lies)) = self.led(path) {
            self.links.insert(shown.clone(), lies);
            self.is_second = true;
            self.one(item, &shown);
            self.is_second = false;
        }
    }

    fn one(&mut self, item: &'a Item, path: &str) {
        if !self.is_second {
            self.probe_item(item, path);
        }
        let value = format!("x: {path}");
        match item {
            Item::Object(object) => self.object(object, path),
            Item::Params(params) => self.object(&params.object, path),
            Item::Enum(item) => {
                let known = item.variants.iter().map(|variant| variant.ident.as_str());
                let arms = known.map(|ident| format!("{path}::{} => {{}} ", rust_ident(ident)));
                let mut arms: String = arms.collect();
                if !item.closed {
                    arms += &format!("{path}::{}(_) => {{}} ", rust_ident(&item.catch_all));
                }
                self.function(&value, &format!("match x {{ {arms} _ => {{}} }}"));
            }
            Item::Union(item) => self.match_union(item, path),
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
                Presence::Required if is_tag || field.tag.is_some() => {}
                Presence::Required | Presence::Nullable | Presence::Lenient => required.push(ty),
                // `new` and `clone` are set by other names
                Presence::Optional if !["new", "clone"].contains(&field.ident.as_str()) => {
                    setters += &format!(".{name}(any::<{}>())", self.ty(&field.ty));
                }
                Presence::Optional | Presence::OptionalNullable => {}
            }
        }
        for extra in &object.extra {
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
                // the texts of formats and the unions are converted into
                Type::Scalar(scalar)
                    if scalar.is_text() || matches!(scalar, Scalar::Timestamp | Scalar::Number) =>
                {
                    format!("any::<{}>()", self.ty(&param.ty))
                }
                Type::Item(path) if matches!(self.item(path), Some(Item::Union(_))) => {
                    format!("any::<{}>()", self.ty(&param.ty))
                }
                _ => format!("any::<&{}>()", self.ty(&param.ty)),
            });
        }
        if let Some(params) = method.params.as_ref().filter(|params| params.required) {
            given.push(format!("any::<{}>()", self.item_path(&params.path)));
        }
        let (name, answer) = (rust_ident(&method.ident), self.ty(&method.answer));
        let call = format!("x.{name}({})", given.join(", "));
        self.probe_method(method, path, &call);
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
