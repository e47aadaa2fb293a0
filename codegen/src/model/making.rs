//! How user code creates values: constructors of structs, and arguments in the path. `emit` prints them, and `diff` checks that
//! they still exist.

use super::{Field, Item, Object, Paths, Presence, Scalar, Type};

/// How programs create a struct.
pub(crate) struct Making<'a> {
    /// The arguments of `new`, if there is one.
    pub(crate) new: Option<Vec<&'a Field>>,
    /// Whether it implements `Default`.
    pub(crate) default: bool,
    /// Whether optional fields have setters.
    pub(crate) setters: bool,
}

/// How a method takes a value in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InPath {
    /// As `&str`.
    Text,
    /// By value.
    Value,
    /// As anything that converts into it: a text or a number.
    Converted,
    /// By reference.
    Borrowed,
}

/// Constructors with more arguments are hard to read: tests and servers then set fields of a blank value.
const MOST_ARGUMENTS: usize = 6;

impl<'a> Paths<'a> {
    /// How programs create a struct.
    pub(crate) fn making(&self, object: &'a Object) -> Making<'a> {
        let arguments: Vec<&'a Field> = (object.fields.iter())
            .filter(|field| field.presence.is_needed() && !self.is_tag(field))
            .collect();
        let is_empty = arguments.is_empty();
        // the tag is left, which nobody needs to set
        let has_tag = object.fields.iter().any(|field| field.tag.is_some());
        let has_new = object.constructible
            || (1..=MOST_ARGUMENTS).contains(&arguments.len())
            || (is_empty && has_tag);
        Making {
            new: has_new.then_some(arguments),
            default: is_empty,
            setters: object.constructible,
        }
    }

    /// Whether a field need not be set: it has only one value, or a tag is written by default.
    pub(crate) fn is_tag(&self, field: &'a Field) -> bool {
        field.tag.is_some()
            || field.presence == Presence::Required
                && matches!(self.behind_aliases(&field.ty), Type::Item(path)
                if matches!(self.item(path), Some(Item::Tag(_))))
    }

    /// How a method takes a value of a type in the path.
    pub(crate) fn in_path(&self, ty: &'a Type) -> InPath {
        match self.behind_aliases(ty) {
            Type::Scalar(Scalar::String) => InPath::Text,
            Type::Scalar(
                Scalar::Bool
                | Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::F32
                | Scalar::F64,
            ) => InPath::Value,
            Type::Scalar(scalar)
                if scalar.is_text() || matches!(scalar, Scalar::Timestamp | Scalar::Number) =>
            {
                InPath::Converted
            }
            Type::Item(path) if matches!(self.item(path), Some(Item::Union(_))) => {
                InPath::Converted
            }
            _ => InPath::Borrowed,
        }
    }
}
