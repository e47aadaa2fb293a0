//! Types as Rust source text.

use super::{Scalar, Type};

/// Prints the path of an item.
pub(crate) type Spelling<'s, 'a> = &'s dyn Fn(&'a [String]) -> String;

/// A type as users would write it.
pub(crate) fn spelled<'a>(of: &'a Type, path: Spelling<'_, 'a>) -> String {
    let around = |wrapper: &str, inner: &'a Type| format!("{wrapper}<{}>", spelled(inner, path));
    match of {
        Type::Scalar(scalar) => scalar_name(*scalar).to_owned(),
        Type::Item(of) => path(of),
        Type::Array(inner) => around("Vec", inner),
        Type::Tuple(items) => tuple(items.iter().map(|item| spelled(item, path)).collect()),
        Type::Map(inner) => around("Map", inner),
        Type::List(inner) => around("List", inner),
        Type::Expandable(inner) => around("Expandable", inner),
        Type::Emptyable(inner) => around("Emptyable", inner),
        Type::Range(inner) => around("RangeQueryParam", inner),
        Type::Nullable(inner) => around("Option", inner),
        Type::Boxed(inner) => around("Box", inner),
        Type::Custom(custom) => {
            let path = custom.path.trim_start_matches("::");
            match custom.wrapper {
                Some(wrapper) => format!("{}<{path}>", wrapper.name()),
                None => path.to_owned(),
            }
        }
    }
}

/// A tuple of these types.
pub(crate) fn tuple(items: Vec<String>) -> String {
    match items.as_slice() {
        [one] => format!("({one},)"),
        items => format!("({})", items.join(", ")),
    }
}

/// A type without items, as its users write it.
pub(crate) fn type_name(of: &Type) -> String {
    spelled(of, &|path| path.join("::"))
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::U32 => "u32",
        Scalar::U64 => "u64",
        Scalar::F32 => "f32",
        Scalar::F64 => "f64",
        Scalar::Number => "Number",
        Scalar::String => "String",
        Scalar::Secret => "Secret",
        Scalar::Timestamp => "Timestamp",
        Scalar::Date => "Date",
        Scalar::DateTime => "DateTime",
        Scalar::Time => "Time",
        Scalar::Duration => "Duration",
        Scalar::Uuid => "Uuid",
        Scalar::Uri => "Uri",
        Scalar::Decimal => "Decimal",
        Scalar::Base64 => "Base64",
        Scalar::Base64Url => "Base64Url",
        Scalar::Binary => "Binary",
        // an alias of the runtime
        Scalar::Metadata => "Map<String>",
        Scalar::MetadataParam => "MetadataParam",
        Scalar::Json => "Json",
        Scalar::Unit => "()",
        Scalar::Streamed => "OnlyStream",
    }
}
