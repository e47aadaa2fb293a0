//! Uses of which the compiler decides whether they are any: conversions, literals, further ways to make and call things.

use castiron_codegen::model::{Item, Method, Object, Presence, Type, Union, rust_ident};

use super::Program;

/// What programs write.
const LITERALS: [&str; 4] = ["\"text\"", "7i64", "1.5f64", "true"];

impl<'a> Program<'a> {
    fn probe(&mut self, arguments: &str, body: &str) {
        let line = format!("fn p{}({arguments}) {{ {body} }}", self.probes.len());
        self.probes.push(line);
    }

    pub(super) fn probe_item(&mut self, item: &'a Item, path: &str) {
        match item {
            Item::Object(object) => self.probe_object(object, path),
            Item::Params(params) => self.probe_object(&params.object, path),
            Item::Enum(item) => {
                self.probe("", &format!("let _: {path} = \"text\".into();"));
                self.probe("", &format!("let _: {path} = String::new().into();"));
                self.probe("", &format!("let _: {path} = 7i64.into();"));
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
                self.probe("", &format!("let _: {path} = any::<{ty}>().into();"));
            }
            Item::Alias(_) | Item::Tag(_) => {}
            Item::Resource(_) | Item::Group(_) => return,
        }
        for bound in ["copy", "eq", "ord", "hash"] {
            self.probe("", &format!("{bound}::<{path}>();"));
        }
    }

    fn probe_union(&mut self, union: &'a Union, path: &str) {
        for branch in &union.branches {
            let ty = match &branch.ty {
                Type::Boxed(inner) => inner,
                ty => ty,
            };
            let ty = self.ty(ty);
            self.probe("", &format!("let _: {path} = any::<{ty}>().into();"));
        }
        for literal in LITERALS
            .into_iter()
            .chain(["[\"text\"]", "[7i64]", "[1.5f64]"])
        {
            self.probe("", &format!("let _: {path} = {literal}.into();"));
        }
        let arms = union
            .branches
            .iter()
            .map(|branch| format!("{path}::{}(_) => {{}} ", rust_ident(&branch.ident)));
        let (arms, rest): (String, _) = (arms.collect(), rust_ident(&union.catch_all));
        self.probe(
            &format!("x: {path}"),
            &format!("match x {{ {arms} {path}::{rest}(_) => {{}} }}"),
        );
    }

    fn probe_object(&mut self, object: &'a Object, path: &str) {
        self.probe("", &format!("let _: {path} = Default::default();"));
        let needed = object.fields.iter().filter(|field| {
            let is_tag = matches!(self.behind(&field.ty), Type::Item(path)
                if matches!(self.item(path), Some(Item::Tag(_))));
            !(matches!(
                field.presence,
                Presence::Optional | Presence::OptionalNullable
            ) || (field.presence == Presence::Required && is_tag))
        });
        let types: Vec<String> = needed.map(|field| self.ty(&field.ty)).collect();
        let given: Vec<String> = types.iter().map(|ty| format!("any::<{ty}>()")).collect();
        self.probe("", &format!("let _ = {path}::new({});", given.join(", ")));
        // a literal in place of each argument
        for at in 0..given.len() {
            for literal in LITERALS {
                let mut given = given.clone();
                literal.clone_into(&mut given[at]);
                self.probe("", &format!("let _ = {path}::new({});", given.join(", ")));
            }
        }
        for field in &object.fields {
            let (name, ty) = (rust_ident(&field.ident), self.ty(&field.ty));
            if matches!(
                field.presence,
                Presence::Optional | Presence::OptionalNullable
            ) {
                let given = [format!("any::<{ty}>()"), format!("any::<Option<{ty}>>()")];
                for given in given
                    .iter()
                    .map(String::as_str)
                    .chain(LITERALS)
                    .chain(["[\"text\"]", "[7i64]"])
                {
                    self.probe(
                        &format!("x: {path}"),
                        &format!("let _: {path} = x.{name}({given});"),
                    );
                }
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
