//! Values that hold no others: scalars and enums of values.

use castiron_codegen::model::{Enum, EnumKind, Scalar};
use serde_json::Value;

use super::{Miss, Read, State};

/// An error below a value that has no properties of its own.
pub(super) fn below(miss: Miss) -> Miss {
    match miss {
        Miss::Bad(_) => Miss::Bad(None),
        other => other,
    }
}

pub(super) fn plain(value: &Value) -> Read {
    Read {
        written: value.clone(),
        item: None,
        unknown: false,
    }
}

/// What no branch of a union reads.
pub(super) fn unknown(value: &Value) -> Read {
    Read {
        unknown: true,
        ..plain(value)
    }
}

pub(super) fn enumeration(item: &Enum, value: &Value, state: &mut State) -> Result<Read, Miss> {
    let fits = match item.kind {
        EnumKind::String => value.is_string(),
        EnumKind::Integer => value.is_i64(),
        EnumKind::Number => value.is_number(),
        EnumKind::Value => true,
    };
    if !fits {
        return Err(Miss::Bad(None));
    }
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    if item.variants.iter().all(|variant| variant.wire != text) {
        state.misfit += 1;
    }
    Ok(plain(value))
}

pub(super) fn fits(scalar: Scalar, value: &Value) -> bool {
    match scalar {
        Scalar::Bool => value.is_boolean(),
        Scalar::I32 | Scalar::I64 | Scalar::Timestamp => value.is_i64(),
        Scalar::U32 | Scalar::U64 => value.is_u64(),
        Scalar::F32 | Scalar::F64 | Scalar::Number => value.is_number(),
        Scalar::Json | Scalar::Unit => true,
        Scalar::Metadata | Scalar::MetadataParam => value.is_object(),
        _ => value.is_string(),
    }
}
