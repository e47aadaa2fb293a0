//! The documentation of methods: arguments, error bodies, headers.

use super::headers;
use super::scope::Scope;
use crate::model::{Method, Scalar, Type};

/// The documentation of a method: its own, that of its arguments, and which bodies its errors have.
pub(super) fn doc<'a>(scope: &Scope<'a>, method: &'a Method) -> String {
    let mut out = method.meta.doc.trim_end().to_owned();
    let arguments = method
        .path
        .iter()
        .filter(|param| !param.doc.trim().is_empty());
    let arguments = arguments.map(|param| format!("- `{}`: {}", param.ident, param.doc.trim()));
    let errors =
        (method.errors.iter()).map(|(status, ty)| format!("- {status}: {}", body_doc(scope, ty)));
    let mut errors: Vec<String> = errors.collect();
    // the error body of the whole API is said on one line
    if let [(status, ty)] = &method.errors[..]
        && status == "default"
        && is_common(scope, ty)
    {
        out = format!("{out}\n\nErrors have the body {}.", body_doc(scope, ty));
        errors.clear();
    }
    if method.operation.xml.is_some() {
        out = format!("{out}\n\nA body of it is XML, which needs the feature `xml`.");
    }
    for (heading, list) in [
        ("", arguments.collect::<Vec<_>>()),
        (
            "# Errors\n\nBodies of errors by status, for `ApiError::body`:\n\n",
            errors,
        ),
        (
            "# Headers\n\nHeaders of the answer, and of errors:\n\n",
            headers::lines(&method.headers),
        ),
    ] {
        if !list.is_empty() {
            out = format!("{out}\n\n{heading}{}", list.join("\n"));
        }
    }
    out
}

/// Whether a type is the error body of the whole API.
fn is_common<'a>(scope: &Scope<'a>, ty: &'a Type) -> bool {
    let common = scope.index.api.error.as_ref();
    match ty {
        Type::Item(path) => {
            common.is_some_and(|common| scope.index.real(common) == scope.index.real(path))
        }
        _ => false,
    }
}

/// The type of a body, for documentation: a link, where it is the document's own.
fn body_doc<'a>(scope: &Scope<'a>, ty: &'a Type) -> String {
    let link = |path: &'a [String]| {
        let path = scope.index.public(scope.index.real(path));
        let name = path.last().copied().unwrap_or_default();
        (name.to_owned(), path.join("::"))
    };
    match ty {
        Type::Item(path) => {
            let (name, path) = link(path);
            format!("[`{name}`](crate::{path})")
        }
        Type::Array(inner) => match &**inner {
            Type::Item(path) => {
                let (name, path) = link(path);
                format!("[`Vec<{name}>`](crate::{path})")
            }
            _ => "`Vec`".to_owned(),
        },
        Type::Map(_) => "`Map`".to_owned(),
        Type::Scalar(Scalar::Binary) => "`Binary`".to_owned(),
        Type::Scalar(Scalar::String) => "`String`".to_owned(),
        _ => "`Json`".to_owned(),
    }
}
