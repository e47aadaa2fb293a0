//! Uses of which the compiler decides whether they are any: conversions, literals, further ways to make and call things.
//!
//! A large crate has some hundred thousand of them, and an error about a missing `From` makes the compiler look at every
//! implementation of it. So the compiler first answers questions that are cheap where the answer is no, one for all probes
//! that are alike; only what holds then is tried line by line.

use std::collections::HashMap;

use castiron_codegen::model::{
    Branch, Item, Method, Object, Presence, Scalar, Type, Union, rust_ident,
};

use super::Program;

/// Constants that are true of a type that has a trait, without an error where it hasn't: an inherent constant of a type goes
/// before one of a trait, where its bounds hold.
pub(super) const QUESTIONS: [&str; 8] = [
    "struct Is<U, T>(U, T); struct Has<T>(T);",
    "trait Not { const INTO: bool = false; const DEFAULT: bool = false; const COPY: bool = false; const EQ: bool = false; \
     const ORD: bool = false; const HASH: bool = false; } impl<U, T> Not for Is<U, T> {} impl<T> Not for Has<T> {}",
    "impl<U: Into<T>, T> Is<U, T> { const INTO: bool = true; }",
    "impl<T: Default> Has<T> { const DEFAULT: bool = true; }",
    "impl<T: Copy> Has<T> { const COPY: bool = true; }",
    "impl<T: Eq> Has<T> { const EQ: bool = true; }",
    "impl<T: Ord> Has<T> { const ORD: bool = true; }",
    "impl<T: std::hash::Hash> Has<T> { const HASH: bool = true; }",
];

/// Whether a variant holds something.
fn holds(branch: &Branch) -> bool {
    branch.unit().is_none() && branch.ty != Type::Scalar(Scalar::Unit)
}

/// A use that may compile.
#[derive(Clone)]
pub struct Probe {
    /// The use.
    pub line: String,
    /// Which question must hold before it is tried.
    pub question: usize,
}

/// Probes, and what is asked before them.
#[derive(Clone, Default)]
pub struct Probes {
    /// Lines that compile where the answer is yes.
    pub questions: Vec<String>,
    /// The probes.
    pub all: Vec<Probe>,
    /// What is asked already, by what it asks.
    asked: HashMap<String, usize>,
}

impl Probes {
    fn add(&mut self, line: String, key: String, question: String) {
        let next = self.questions.len();
        let number = *self.asked.entry(key).or_insert(next);
        if number == next {
            self.questions.push(question);
        }
        self.all.push(Probe {
            line,
            question: number,
        });
    }
}

/// What programs write, and its type.
const LITERALS: [(&str, &str); 4] = [
    ("\"text\"", "&str"),
    ("7i64", "i64"),
    ("1.5f64", "f64"),
    ("true", "bool"),
];
/// The same in lists.
const LISTS: [(&str, &str); 3] = [
    ("[\"text\"]", "[&str; 1]"),
    ("[7i64]", "[i64; 1]"),
    ("[1.5f64]", "[f64; 1]"),
];

impl<'a> Program<'a> {
    fn line(&self, arguments: &str, body: &str) -> String {
        format!("fn p{}({arguments}) {{ {body} }}", self.probes.all.len())
    }

    /// A use that is like no other.
    fn probe(&mut self, arguments: &str, body: &str) {
        self.probe_like(arguments, body, format!("{arguments} {body}"));
    }

    /// A use that compiles where the others of its kind do.
    fn probe_like(&mut self, arguments: &str, body: &str, kind: String) {
        let line = self.line(arguments, body);
        self.probes.add(line.clone(), kind, line);
    }

    /// A use of something that a constant tells.
    fn probe_where(&mut self, arguments: &str, body: &str, holds: &str) {
        let line = self.line(arguments, body);
        let question = format!("const _: () = assert!({holds});");
        self.probes.add(line, holds.to_owned(), question);
    }

    fn probe_into(&mut self, value: &str, given: &str, path: &str) {
        let holds = format!("Is::<{given}, {path}>::INTO");
        self.probe_where("", &format!("let _: {path} = {value}.into();"), &holds);
    }

    /// A literal where a value of a type is taken.
    fn probe_literal(
        &mut self,
        arguments: &str,
        body: &str,
        taken: (&'a Type, Presence),
        given: (&str, &str),
    ) {
        let ((ty, presence), (value, literal)) = (taken, given);
        let named = self.ty(ty);
        match ty {
            Type::Item(_) => {
                self.probe_where(arguments, body, &format!("Is::<{literal}, {named}>::INTO"));
            }
            _ => self.probe_like(arguments, body, format!("{value} {presence:?} {named}")),
        }
    }

    pub(super) fn probe_item(&mut self, item: &'a Item, path: &str) {
        match item {
            Item::Object(object) => self.probe_object(object, path),
            Item::Params(params) => self.probe_object(&params.object, path),
            Item::Enum(item) => {
                self.probe_into("\"text\"", "&str", path);
                self.probe_into("String::new()", "String", path);
                self.probe_into("7i64", "i64", path);
                self.probe(&format!("x: &{path}"), "let _: &str = x.as_str();");
                // without the arm for all others
                let known = item.variants.iter().map(|variant| variant.ident.as_str());
                let arms: String = known
                    .map(|ident| format!("{path}::{} => {{}} ", rust_ident(ident)))
                    .collect();
                self.probe(&format!("x: {path}"), &format!("match x {{ {arms} }}"));
                let rest = rust_ident(&item.catch_all);
                self.probe(
                    &format!("x: {path}"),
                    &format!("match x {{ {arms} {path}::{rest}(_) => {{}} }}"),
                );
            }
            Item::Union(union) => self.probe_union(union, path),
            Item::Newtype(alias) => {
                let ty = self.ty(&alias.ty);
                self.probe("", &format!("let _ = {path}(any::<{ty}>());"));
                self.probe_into(&format!("any::<{ty}>()"), &ty, path);
            }
            Item::Alias(_) | Item::Tag(_) => {}
            Item::Resource(_) | Item::Group(_) => return,
        }
        for bound in ["copy", "eq", "ord", "hash"] {
            let holds = format!("Has::<{path}>::{}", bound.to_uppercase());
            self.probe_where("", &format!("{bound}::<{path}>();"), &holds);
        }
    }

    /// Matches every variant, and gives what it holds its type.
    pub(super) fn match_union(&mut self, union: &'a Union, path: &str) {
        let arms = union.branches.iter().map(|branch| {
            let ident = rust_ident(&branch.ident);
            if !holds(branch) {
                return format!("{path}::{ident} => {{}} ");
            }
            let ty = self.read(&branch.ty);
            format!("{path}::{ident}(v) => {{ let _: {ty} = v; }} ")
        });
        let (arms, rest): (String, _) = (arms.collect(), rust_ident(&union.catch_all));
        self.function(
            &format!("x: {path}"),
            &format!("match x {{ {arms} {path}::{rest}(_) => {{}} _ => {{}} }}"),
        );
    }

    fn probe_union(&mut self, union: &'a Union, path: &str) {
        for branch in &union.branches {
            if branch.ty == Type::Scalar(Scalar::Unit) {
                continue;
            }
            let ty = match &branch.ty {
                Type::Boxed(inner) => inner,
                ty => ty,
            };
            let ty = self.ty(ty);
            self.probe_into(&format!("any::<{ty}>()"), &ty, path);
        }
        for (literal, ty) in LITERALS.into_iter().chain(LISTS) {
            self.probe_into(literal, ty, path);
        }
        let arm = |branch: &Branch| {
            let held = if holds(branch) { "(_)" } else { "" };
            format!("{path}::{}{held} => {{}} ", rust_ident(&branch.ident))
        };
        let arms = union.branches.iter().map(arm);
        let (arms, rest): (String, _) = (arms.collect(), rust_ident(&union.catch_all));
        self.probe(
            &format!("x: {path}"),
            &format!("match x {{ {arms} {path}::{rest}(_) => {{}} }}"),
        );
    }

    fn probe_object(&mut self, object: &'a Object, path: &str) {
        let holds = format!("Has::<{path}>::DEFAULT");
        self.probe_where("", &format!("let _: {path} = Default::default();"), &holds);
        let needed = object.fields.iter().filter(|field| {
            let is_tag = matches!(self.behind(&field.ty), Type::Item(path)
                if matches!(self.item(path), Some(Item::Tag(_))));
            !(matches!(
                field.presence,
                Presence::Optional | Presence::OptionalNullable
            ) || (field.presence == Presence::Required && is_tag))
        });
        let needed: Vec<_> = needed.collect();
        let types: Vec<String> = needed.iter().map(|field| self.ty(&field.ty)).collect();
        let given: Vec<String> = types.iter().map(|ty| format!("any::<{ty}>()")).collect();
        self.probe("", &format!("let _ = {path}::new({});", given.join(", ")));
        // a literal in place of each argument
        for (at, field) in needed.iter().enumerate().filter(|_| object.constructible) {
            for literal in LITERALS {
                let mut given = given.clone();
                literal.0.clone_into(&mut given[at]);
                let made = format!("let _ = {path}::new({});", given.join(", "));
                self.probe_literal("", &made, (&field.ty, field.presence), literal);
            }
        }
        let is_set = |presence| matches!(presence, Presence::Optional | Presence::OptionalNullable);
        for field in object.fields.iter().filter(|field| is_set(field.presence)) {
            let (name, ty) = (rust_ident(&field.ident), self.ty(&field.ty));
            let argument = format!("x: {path}");
            let set = |given: &str| format!("let _: {path} = x.{name}({given});");
            for given in [format!("any::<{ty}>()"), format!("any::<Option<{ty}>>()")] {
                let kind = format!("{given} {:?} {}", field.presence, object.constructible);
                self.probe_like(&argument, &set(&given), kind);
            }
            for literal in LITERALS.into_iter().chain(LISTS) {
                let taken = (&field.ty, field.presence);
                self.probe_literal(&argument, &set(literal.0), taken, literal);
            }
        }
        // all fields, as only a type says that is exhaustive
        let fields: Vec<String> = object
            .fields
            .iter()
            .map(|field| rust_ident(&field.ident))
            .collect();
        let extra = object.extra.iter().map(|extra| rust_ident(&extra.ident));
        let all: Vec<String> = fields.into_iter().chain(extra).collect();
        self.probe(
            &format!("x: {path}"),
            &format!("let {path} {{ {} }} = x;", all.join(", ")),
        );
    }

    pub(super) fn probe_method(&mut self, method: &'a Method, path: &str, call: &str) {
        let argument = format!("x: &{path}");
        self.probe(&argument, &format!("let _ = {call}.all();"));
        self.probe(&argument, &format!("let _ = {call}.all_blocking();"));
        if let Some(params) = method.params.as_ref().filter(|params| params.sole_body)
            && let Some(Item::Params(params)) = self.item(&params.path)
            && let Some(field) = params.sole_body.and_then(|at| params.object.fields.get(at))
        {
            let (name, ty) = (rust_ident(&method.ident), self.ty(&field.ty));
            let path_arguments = method.path.len();
            if path_arguments == 0 {
                self.probe(&argument, &format!("let _ = x.{name}(any::<{ty}>());"));
            }
        }
    }
}
