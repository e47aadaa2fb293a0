//! Example code that calls operations.

use super::known::Known;
use crate::model::{InPath, Item, Method, Model, Type, rust_ident};

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

impl<'a> Known<'a> {
    /// A function that calls an operation.
    pub(super) fn snippet(&self, resource: &str, method: &'a Method) -> Option<String> {
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
            let ty = match self.index.in_path(&param.ty) {
                InPath::Text => "&str".to_owned(),
                InPath::Value | InPath::Converted => self.source(&param.ty),
                InPath::Borrowed => format!("&{}", self.source(&param.ty)),
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
            Type::Tuple(items) => {
                crate::model::tuple(items.iter().map(|item| self.source(item)).collect())
            }
            Type::Nullable(inner) => around("Option", inner),
            Type::Boxed(inner) => around("Box", inner),
            Type::Map(inner) => shown("Map", inner),
            Type::List(inner) => shown("List", inner),
            Type::Expandable(inner) => shown("Expandable", inner),
            Type::Emptyable(inner) => shown("Emptyable", inner),
            Type::Range(inner) => shown("RangeQueryParam", inner),
            other => {
                let name = crate::model::type_name(other);
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
