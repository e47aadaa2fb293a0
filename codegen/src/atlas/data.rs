//! What the page knows of a model.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};

use crate::diff::Diff;
use crate::diff::usage::{held, items as items_of};
use crate::emit::index::Index;
use crate::model::{
    Field, Item, Meta, Method, Model, Namespace, Object, Paging, Presence, Scalar, Type, rust_ident,
};
use crate::stats::Stats;

/// The model as JSON for the page.
pub(super) fn data(model: &Model, krate: &str, diff: Option<&Diff>) -> Value {
    let known = Known::new(model, krate);
    let stats = Stats::of(model);
    let cyclic: BTreeSet<&String> = stats.cycles.iter().flatten().collect();
    let users = known.users();
    let items: Vec<Value> = known
        .list
        .iter()
        .enumerate()
        .map(|(at, (path, item))| {
            let mut value = known.item(item);
            value["p"] = json!(path);
            if !users[at].is_empty() {
                value["u"] = json!(users[at]);
            }
            if cyclic.contains(path) {
                value["c"] = json!(true);
            }
            value
        })
        .collect();
    let links: Vec<Value> = known
        .links
        .iter()
        .map(|(path, at)| json!([path, at]))
        .collect();
    json!({
        "title": model.api.title,
        "version": model.api.version,
        "doc": model.api.doc,
        "crate": krate,
        "servers": model.api.servers,
        "items": items,
        "links": links,
        "stats": {
            "operations": stats.operations, "structs": stats.objects, "params": stats.params, "enums": stats.enums,
            "unions": stats.unions, "fields": stats.fields, "untyped": stats.untyped, "deprecated": stats.deprecated,
            "cycles": stats.cycles.len(),
        },
        "diff": diff.map(changes),
    })
}

fn changes(diff: &Diff) -> Value {
    let mut by_item: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for change in &diff.changes {
        let detail = match change.detail.as_str() {
            "" => format!("{:?}", change.kind).to_lowercase(),
            detail => detail.to_owned(),
        };
        let value = json!([
            change.impact,
            change.member,
            detail,
            change.kind,
            change.instead
        ]);
        by_item.entry(&change.item).or_default().push(value);
    }
    json!(by_item)
}

/// A function for every operation that calls it, as source code: the snippets of the page. `krate` is the crate's name.
pub fn snippets(model: &Model, krate: &str) -> Vec<String> {
    let known = Known::new(model, krate);
    let resources = known.list.iter().filter_map(|(path, item)| match item {
        Item::Resource(resource) => Some((path, resource)),
        _ => None,
    });
    resources
        .flat_map(|(path, resource)| {
            resource
                .methods
                .iter()
                .filter_map(|method| known.snippet(path, method))
        })
        .collect()
}

/// Items with numbers.
struct Known<'a> {
    krate: &'a str,
    index: Index<'a>,
    /// Public path and item, in order.
    list: Vec<(String, &'a Item)>,
    /// Where an item lies → its number.
    numbers: HashMap<Vec<&'a str>, usize>,
    /// Second paths of items.
    links: Vec<(String, usize)>,
    /// Public path of a handle → the calls that lead to it from the client.
    handles: HashMap<String, String>,
    client: Option<String>,
}

impl<'a> Known<'a> {
    fn new(model: &'a Model, krate: &'a str) -> Self {
        let mut known = Self {
            krate,
            index: Index::new(model),
            list: Vec::new(),
            numbers: HashMap::new(),
            links: Vec::new(),
            handles: HashMap::new(),
            client: None,
        };
        let mut reals = Vec::new();
        known.collect(&model.root, &mut Vec::new(), &mut reals);
        reals.sort_by(|a, b| a.0.cmp(&b.0));
        for (at, (path, real, item)) in reals.into_iter().enumerate() {
            known.list.push((path, item));
            known.numbers.insert(real, at);
        }
        known.second(&model.root, &mut Vec::new());
        let client = known.list.iter().find_map(|(path, item)| match item {
            Item::Group(group) if group.client => Some(path.clone()),
            _ => None,
        });
        if let Some(client) = client {
            known.reach(&client, "client".to_owned());
            known.client = Some(client);
        }
        known
    }

    fn collect(
        &self,
        namespace: &'a Namespace,
        at: &mut Vec<&'a str>,
        out: &mut Vec<(String, Vec<&'a str>, &'a Item)>,
    ) {
        for item in &namespace.items {
            let real = [at.as_slice(), &[item.ident()]].concat();
            out.push((self.index.public(real.clone()).join("::"), real, item));
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.collect(child, at, out);
            at.pop();
        }
    }

    fn second(&mut self, namespace: &'a Namespace, at: &mut Vec<&'a str>) {
        for link in &namespace.links {
            if let Some(number) = self.numbers.get(&self.index.real(&link.target)) {
                let path = self
                    .index
                    .public([at.as_slice(), &[link.ident.as_str()]].concat());
                self.links.push((path.join("::"), *number));
            }
        }
        for child in &namespace.children {
            at.push(&child.ident);
            self.second(child, at);
            at.pop();
        }
    }

    /// Notes by which calls handles are reached.
    fn reach(&mut self, path: &str, call: String) {
        if self.handles.insert(path.to_owned(), call.clone()).is_some() {
            return;
        }
        let found = self.list.iter().find(|(known, _)| known == path);
        let Some((_, Item::Group(group))) = found else {
            return;
        };
        for member in &group.members {
            let target = self
                .index
                .public(self.index.real(&member.target))
                .join("::");
            self.reach(&target, format!("{call}.{}()", rust_ident(&member.ident)));
        }
    }

    /// For each item, those that hold it, and the handles whose methods send or answer it.
    fn users(&self) -> Vec<BTreeSet<usize>> {
        let mut users = vec![BTreeSet::new(); self.list.len()];
        for (at, (_, item)) in self.list.iter().enumerate() {
            let mut held: Vec<Vec<&str>> = held(item)
                .into_iter()
                .flat_map(|ty| items_of(ty, &self.index))
                .collect();
            if let Item::Resource(resource) = item {
                for method in &resource.methods {
                    let errors = method.errors.iter().map(|(_, ty)| ty);
                    let types = errors
                        .chain([&method.answer])
                        .chain(method.path.iter().map(|param| &param.ty));
                    held.extend(types.flat_map(|ty| items_of(ty, &self.index)));
                    held.extend(
                        method
                            .params
                            .iter()
                            .map(|params| self.index.real(&params.path)),
                    );
                }
            }
            for path in held {
                if let Some(number) = self.numbers.get(&path) {
                    users[*number].insert(at);
                }
            }
        }
        users
    }

    fn item(&self, item: &'a Item) -> Value {
        match item {
            Item::Object(object) => self.object("struct", object),
            Item::Params(params) => self.object("params", &params.object),
            Item::Enum(item) => {
                let variants = item.variants.iter();
                let variants =
                    variants.map(|one| row(&one.ident, &format!("{:?}", one.wire), "", &one.meta));
                let mut value = about("enum", &item.meta);
                value["f"] = variants.collect();
                value["r"] = json!(item.catch_all);
                value
            }
            Item::Union(item) => {
                let branches = item.branches.iter();
                let branches =
                    branches.map(|one| row(&one.ident, &self.ty(&one.ty), "", &one.meta));
                let mut value = about("union", &item.meta);
                value["f"] = branches.collect();
                value["r"] = json!(item.catch_all);
                value
            }
            Item::Alias(alias) => {
                let mut value = about("alias", &alias.meta);
                value["t"] = json!(self.ty(&alias.ty));
                value
            }
            Item::Newtype(alias) => {
                let mut value = about("newtype", &alias.meta);
                value["t"] = json!(self.ty(&alias.ty));
                value
            }
            Item::Tag(tag) => {
                let mut value = about("constant", &tag.meta);
                value["t"] = json!(tag.json);
                value
            }
            Item::Resource(resource) => {
                let mut value = about("resource", &resource.meta);
                value["m"] = resource
                    .methods
                    .iter()
                    .map(|method| self.method(method))
                    .collect();
                value
            }
            Item::Group(group) => {
                let members = group.members.iter();
                let mut value = about(if group.client { "client" } else { "group" }, &group.meta);
                let meta = Meta::default();
                value["f"] = members
                    .map(|one| {
                        row(
                            &one.ident,
                            &self.reference(&one.target),
                            "",
                            &Meta {
                                doc: one.doc.clone(),
                                ..meta.clone()
                            },
                        )
                    })
                    .collect();
                value
            }
        }
    }

    fn object(&self, kind: &str, object: &'a Object) -> Value {
        let mut value = about(kind, &object.meta);
        let fields = object.fields.iter().map(|field| self.field(field));
        let extra = object.extra.iter().map(|extra| {
            row(
                &extra.ident,
                &format!("Map<{}>", self.ty(&extra.ty)),
                "further properties",
                &extra.meta,
            )
        });
        value["f"] = fields.chain(extra).collect();
        if object.constructible {
            value["n"] = json!(true);
        }
        value
    }

    fn field(&self, field: &'a Field) -> Value {
        let (before, after, presence) = match field.presence {
            Presence::Required => ("", "", "required"),
            Presence::Nullable | Presence::Lenient => ("Option<", ">", "nullable"),
            Presence::Optional => ("Option<", ">", "optional"),
            Presence::OptionalNullable => ("Option<Option<", ">>", "optional, nullable"),
        };
        let mut value = row(
            &field.ident,
            &format!("{before}{}{after}", self.ty(&field.ty)),
            presence,
            &field.meta,
        );
        if let Value::Array(row) = &mut value {
            row.push(json!(if field.wire == field.ident {
                ""
            } else {
                field.wire.as_str()
            }));
            row.push(json!(field.ty.is_untyped()));
        }
        value
    }

    /// A type as text, with `{number}` for an item.
    fn ty(&self, ty: &'a Type) -> String {
        let around = |wrapper: &str, inner: &'a Type| format!("{wrapper}<{}>", self.ty(inner));
        match ty {
            Type::Item(path) => self.reference(path),
            Type::Array(inner) => around("Vec", inner),
            Type::Map(inner) => around("Map", inner),
            Type::List(inner) => around("List", inner),
            Type::Expandable(inner) => around("Expandable", inner),
            Type::Emptyable(inner) => around("Emptyable", inner),
            Type::Range(inner) => around("RangeQueryParam", inner),
            Type::Nullable(inner) => around("Option", inner),
            Type::Boxed(inner) => around("Box", inner),
            other => crate::diff::type_name(other),
        }
    }

    fn reference(&self, path: &'a [String]) -> String {
        match self.numbers.get(&self.index.real(path)) {
            Some(number) => format!("{{{number}}}"),
            None => path.join("::"),
        }
    }

    fn method(&self, method: &'a Method) -> Value {
        let handle = self.list.iter().find(|(_, item)| match item {
            Item::Resource(resource) => {
                resource.methods.iter().any(|one| std::ptr::eq(one, method))
            }
            _ => false,
        });
        let snippet = handle.and_then(|(path, _)| self.snippet(path, method));
        let operation = &method.operation;
        let errors = method
            .errors
            .iter()
            .map(|(status, ty)| json!([status, self.ty(ty)]));
        let path = method
            .path
            .iter()
            .map(|param| json!([param.ident, self.ty(&param.ty), param.doc]));
        json!({
            "n": method.ident,
            "d": method.meta.doc,
            "x": method.meta.deprecated.is_some(),
            "v": operation.verb,
            "t": operation.template,
            "i": operation.id,
            "a": path.collect::<Vec<_>>(),
            "q": method.params.as_ref().map(|params| json!([self.reference(&params.path), params.required])),
            "r": self.ty(&method.answer),
            "e": errors.collect::<Vec<_>>(),
            "g": operation.paging != Paging::None,
            "b": method.answer == Type::Scalar(Scalar::Binary),
            "s": snippet,
        })
    }

    /// A function that calls an operation.
    fn snippet(&self, resource: &str, method: &'a Method) -> Option<String> {
        let (calls, client) = (self.handles.get(resource)?, self.client.as_ref()?);
        let krate = self.krate;
        let mut arguments = vec![format!("client: &{krate}::{}", path_text(client))];
        let mut given = Vec::new();
        for param in &method.path {
            let name = rust_ident(&param.ident);
            let name = if name == "client" {
                "client_".to_owned()
            } else {
                name
            };
            let ty = match self.index.behind_aliases(&param.ty) {
                Type::Scalar(Scalar::String) => "&str".to_owned(),
                Type::Scalar(
                    Scalar::Bool
                    | Scalar::I32
                    | Scalar::I64
                    | Scalar::U32
                    | Scalar::U64
                    | Scalar::F32
                    | Scalar::F64,
                ) => self.source(&param.ty),
                _ => format!("&{}", self.source(&param.ty)),
            };
            arguments.push(format!("{name}: {ty}"));
            given.push(name);
        }
        let mut after = "";
        if let Some(params) = &method.params {
            let name = if given.iter().any(|name| name == "params") {
                "params_"
            } else {
                "params"
            };
            let ty = self.index.public(self.index.real(&params.path)).join("::");
            arguments.push(format!("{name}: {krate}::{}", path_text(&ty)));
            if params.required {
                given.push(name.to_owned());
            } else {
                after = if name == "params" {
                    ".params(params)"
                } else {
                    ".params(params_)"
                };
            }
        }
        let answer = self.source(&method.answer);
        let name = rust_ident(&method.ident);
        Some(format!(
            "async fn {name}(\n    {},\n) -> Result<{krate}::runtime::Response<{answer}>, {krate}::runtime::Error> {{\n    \
             {calls}.{name}({}){after}.await\n}}",
            arguments.join(",\n    "),
            given.join(", ")
        ))
    }

    /// A type as source code outside of the crate.
    fn source(&self, ty: &'a Type) -> String {
        let krate = self.krate;
        let around = |wrapper: &str, inner: &'a Type| format!("{wrapper}<{}>", self.source(inner));
        let shown = |wrapper: &str, inner: &'a Type| {
            format!("{krate}::runtime::{wrapper}<{}>", self.source(inner))
        };
        match ty {
            Type::Item(path) => {
                let public = self.index.public(self.index.real(path)).join("::");
                format!("{krate}::{}", path_text(&public))
            }
            Type::Array(inner) => around("Vec", inner),
            Type::Nullable(inner) => around("Option", inner),
            Type::Boxed(inner) => around("Box", inner),
            Type::Map(inner) => shown("Map", inner),
            Type::List(inner) => shown("List", inner),
            Type::Expandable(inner) => shown("Expandable", inner),
            Type::Emptyable(inner) => shown("Emptyable", inner),
            Type::Range(inner) => shown("RangeQueryParam", inner),
            other => {
                let name = crate::diff::type_name(other);
                let is_plain =
                    name.starts_with(char::is_lowercase) || name == "String" || name == "()";
                if is_plain {
                    name
                } else {
                    format!("{krate}::runtime::{name}")
                }
            }
        }
    }
}

/// A public path as source code.
fn path_text(path: &str) -> String {
    path.split("::")
        .map(rust_ident)
        .collect::<Vec<_>>()
        .join("::")
}

fn about(kind: &str, meta: &Meta) -> Value {
    let mut value = json!({ "k": kind });
    if !meta.doc.is_empty() {
        value["d"] = json!(meta.doc);
    }
    if meta.deprecated.is_some() {
        value["x"] = json!(true);
    }
    if !meta.pointer.is_empty() {
        value["l"] = json!(meta.pointer);
    }
    value
}

/// Name, type or value, presence, documentation, whether it is deprecated.
fn row(name: &str, ty: &str, presence: &str, meta: &Meta) -> Value {
    json!([name, ty, presence, meta.doc, meta.deprecated.is_some()])
}
