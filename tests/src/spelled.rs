//! Types of a model as Rust source, for programs that are written beside a generated crate.

use castiron_codegen::model::{self, Scalar, Type};

/// A type as Rust source; the generated crate is `api`.
pub fn source(ty: &Type) -> String {
    let wrapped = |name: &str, inner: &Type| format!("castiron_runtime::{name}<{}>", source(inner));
    match ty {
        Type::Scalar(one) => scalar(*one).to_owned(),
        Type::Item(path) => model::rust_path(path).replacen("crate", "api", 1),
        Type::Array(inner) => format!("Vec<{}>", source(inner)),
        Type::Tuple(items) => {
            let items: String = items.iter().map(|item| source(item) + ", ").collect();
            format!("({items})")
        }
        Type::Map(inner) => wrapped("Map", inner),
        Type::List(inner) => wrapped("List", inner),
        Type::Expandable(inner) => wrapped("Expandable", inner),
        Type::Emptyable(inner) => wrapped("Emptyable", inner),
        Type::Range(inner) => wrapped("RangeQueryParam", inner),
        Type::Nullable(inner) => format!("Option<{}>", source(inner)),
        Type::Boxed(inner) => source(inner),
        Type::Custom(custom) => match custom.wrapper {
            Some(wrapper) => format!("castiron_runtime::{}<{}>", wrapper.name(), custom.path),
            None => custom.path.clone(),
        },
    }
}

fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::U32 => "u32",
        Scalar::U64 => "u64",
        Scalar::F32 => "f32",
        Scalar::F64 => "f64",
        Scalar::String => "String",
        Scalar::Number => "castiron_runtime::Number",
        Scalar::Secret => "castiron_runtime::Secret",
        Scalar::Timestamp => "castiron_runtime::Timestamp",
        Scalar::Date => "castiron_runtime::Date",
        Scalar::DateTime => "castiron_runtime::DateTime",
        Scalar::Time => "castiron_runtime::Time",
        Scalar::Duration => "castiron_runtime::Duration",
        Scalar::Uuid => "castiron_runtime::Uuid",
        Scalar::Uri => "castiron_runtime::Uri",
        Scalar::Decimal => "castiron_runtime::Decimal",
        Scalar::Base64 => "castiron_runtime::Base64",
        Scalar::Base64Url => "castiron_runtime::Base64Url",
        Scalar::Binary => "castiron_runtime::Binary",
        Scalar::Metadata => "castiron_runtime::Metadata",
        Scalar::MetadataParam => "castiron_runtime::MetadataParam",
        Scalar::Json => "castiron_runtime::Json",
        Scalar::Unit => "()",
        Scalar::Streamed => "OnlyStream",
    }
}
