//! Items as JSON for the page.

use serde_json::{Value, json};

use super::known::Known;
use crate::json::put;
use crate::model::{
    Field, Guard, Item, Literal, Meta, Method, Object, Paging, Presence, Scalar, Type,
};

impl<'a> Known<'a> {
    /// All that the page shows of an item.
    pub(super) fn item(&self, item: &'a Item) -> Value {
        match item {
            Item::Object(object) => self.object("struct", object),
            Item::Params(params) => self.object("params", &params.object),
            Item::Enum(item) => {
                let variants = item.variants.iter();
                let variants =
                    variants.map(|one| row(&one.ident, &format!("{:?}", one.wire), "", &one.meta));
                let mut value = about("enum", &item.meta);
                put(&mut value, "f", variants.collect::<Value>());
                put(&mut value, "r", json!(item.catch_all));
                value
            }
            Item::Union(item) => {
                let branches = item.branches.iter();
                let branches = branches.map(|one| {
                    let ty = match one.unit() {
                        Some(_) => String::new(),
                        None => self.ty(&one.ty),
                    };
                    let mut value = row(&one.ident, &ty, "", &one.meta);
                    if let Value::Array(row) = &mut value {
                        row.push(json!(told(&one.guard)));
                    }
                    value
                });
                let mut value = about("union", &item.meta);
                put(&mut value, "f", branches.collect::<Value>());
                put(&mut value, "r", json!(item.catch_all));
                value
            }
            Item::Alias(alias) => {
                let mut value = about("alias", &alias.meta);
                put(&mut value, "t", json!(self.ty(&alias.ty)));
                value
            }
            Item::Newtype(alias) => {
                let mut value = about("newtype", &alias.meta);
                put(&mut value, "t", json!(self.ty(&alias.ty)));
                value
            }
            Item::Tag(tag) => {
                let mut value = about("constant", &tag.meta);
                put(&mut value, "t", json!(tag.json));
                value
            }
            Item::Resource(resource) => {
                let mut value = about("resource", &resource.meta);
                put(
                    &mut value,
                    "m",
                    resource
                        .methods
                        .iter()
                        .map(|method| self.method(method))
                        .collect::<Value>(),
                );
                value
            }
            Item::Group(group) => {
                let members = group.members.iter();
                let mut value = about(if group.client { "client" } else { "group" }, &group.meta);
                let meta = Meta::default();
                put(
                    &mut value,
                    "f",
                    members
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
                        .collect::<Value>(),
                );
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
        put(&mut value, "f", fields.chain(extra).collect::<Value>());
        if object.constructible {
            put(&mut value, "n", true);
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
        crate::model::spelled(ty, &|path| self.reference(path))
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
}

fn about(kind: &str, meta: &Meta) -> Value {
    let mut value = json!({ "k": kind });
    if !meta.doc.is_empty() {
        put(&mut value, "d", json!(meta.doc));
    }
    if meta.deprecated.is_some() {
        put(&mut value, "x", true);
    }
    if !meta.pointer.is_empty() {
        put(&mut value, "l", json!(meta.pointer));
    }
    value
}

/// What tells a branch from the others in JSON, where its type does not.
fn told(guard: &Guard) -> String {
    match guard {
        Guard::Value(json) => json.clone(),
        Guard::Under(key) => format!("{{{key:?}: …}}"),
        Guard::Object { tags, keys } => {
            let tags = tags.iter().map(|(name, values)| {
                let values: Vec<String> = values.iter().map(literal).collect();
                match values.is_empty() {
                    true => format!("no {name}"),
                    false => format!("{name}: {}", values.join(" or ")),
                }
            });
            let keys = keys.iter().map(|key| format!("has {key}"));
            tags.chain(keys).collect::<Vec<_>>().join(", ")
        }
        Guard::Several(keys) => {
            let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
            format!("has two of {}", names.join(", "))
        }
        Guard::Answer { status, media_type } => match media_type {
            Some(media_type) => format!("{status} {media_type}"),
            None => status.clone(),
        },
        Guard::Null
        | Guard::Boolean
        | Guard::Integer
        | Guard::Number
        | Guard::String
        | Guard::Array
        | Guard::Any => String::new(),
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::String(text) => format!("{text:?}"),
    }
}

/// Name, type or value, presence, documentation, whether it is deprecated; what it is in JSON may follow, where that is another.
fn row(name: &str, ty: &str, presence: &str, meta: &Meta) -> Value {
    json!([name, ty, presence, meta.doc, meta.deprecated.is_some()])
}
