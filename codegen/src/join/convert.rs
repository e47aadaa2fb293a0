//! Converts uses of schemas to types of fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{
    IntegerFormat, NumberFormat, OwnFormat, Shape, StringFormat, TypeGraph, TypeId, TypeNode, Use,
};
use crate::model::{Custom, ItemPath, Presence, Scalar, Type, Wrapper};
use crate::name::Names;
use crate::shape::{FormatRule, Via, formats};

/// Converts uses to types.
#[derive(Clone, Copy)]
pub(super) struct Convert<'a> {
    pub graph: &'a TypeGraph,
    pub names: &'a Names,
    /// The configured types of formats.
    pub formats: &'a BTreeMap<String, FormatRule>,
    /// Slots (owner, index of the property or branch) that need a `Box`.
    pub boxes: &'a BTreeSet<(u32, u32)>,
    /// Types of the user that replace components.
    pub replaced: &'a BTreeMap<TypeId, Type>,
    /// Wrappers that are types of their own: [`TypeGraph::knots`].
    pub knots: &'a BTreeSet<TypeId>,
    /// The module of the owner and the name of the property, for types that are named after it there.
    pub near: Option<(&'a ItemPath, &'a str)>,
}

/// A type and whether it is nullable.
pub(super) struct Converted {
    pub ty: Type,
    pub nullable: bool,
}

impl<'a> Convert<'a> {
    /// The same, for types inside a property or parameter of this name.
    pub(super) fn near(self, module: Option<&'a ItemPath>, name: &'a str) -> Self {
        Self {
            near: module.map(|module| (module, name)),
            ..self
        }
    }

    /// The type of a use that is on the heap or not owned, and so needs no `Box`.
    pub(super) fn plain(self, ty: Use) -> Converted {
        self.step(ty, false)
    }

    /// The type of a property or branch: boxed if it is part of a cycle.
    pub(super) fn slot(self, owner: TypeId, slot: usize, ty: Use) -> Converted {
        self.step(ty, self.boxes.contains(&(owner.0, slot as u32)))
    }

    /// The type of a field and its presence.
    pub(super) fn field(
        self,
        owner: TypeId,
        slot: usize,
        ty: Use,
        required: bool,
    ) -> (Type, Presence) {
        let converted = self.slot(owner, slot, ty);
        (converted.ty, Presence::new(required, converted.nullable))
    }

    fn element(self, ty: Use) -> Box<Type> {
        let Converted { ty, nullable } = self.step(ty, false);
        // any JSON value includes null
        Box::new(if nullable && ty != Type::Scalar(Scalar::Json) {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        })
    }

    fn step(self, ty: Use, boxed: bool) -> Converted {
        let id = self.names.same.get(&ty.ty).copied().unwrap_or(ty.ty);
        let of = |t: Type| Converted {
            ty: t,
            nullable: ty.nullable,
        };
        if let Some(ty) = self.replaced.get(&id) {
            return of(ty.clone());
        }
        if let Some(path) = self.names.types.get(&id)
            && self.is_item(id)
        {
            let local = self.near.and_then(|(module, name)| {
                self.names.local.get(&(module.clone(), name.to_owned(), id))
            });
            let item = Type::Item(local.unwrap_or(path).clone());
            return of(if boxed {
                Type::Boxed(Box::new(item))
            } else {
                item
            });
        }
        self.shape(&self.graph[id].shape, ty.nullable, boxed)
    }

    /// The inlined type of a node, even if it has a name.
    pub(super) fn spelled(self, id: TypeId) -> Converted {
        self.shape(&self.graph[id].shape, false, false)
    }

    fn shape(self, shape: &Shape, nullable: bool, boxed: bool) -> Converted {
        let of = |ty| Converted { ty, nullable };
        match shape {
            Shape::Any => Converted {
                ty: Type::Scalar(Scalar::Json),
                nullable: false,
            },
            Shape::Boolean => of(Type::Scalar(Scalar::Bool)),
            Shape::Integer(IntegerFormat::Own(format))
            | Shape::Number(NumberFormat::Own(format))
            | Shape::String(StringFormat::Own(format)) => of(self.own(*format, shape)),
            Shape::Integer(format) => of(Type::Scalar(integer(*format))),
            Shape::Number(format) => of(Type::Scalar(number(*format))),
            Shape::String(format) => of(Type::Scalar(string(*format))),
            Shape::Metadata(param) => of(Type::Scalar(if *param {
                Scalar::MetadataParam
            } else {
                Scalar::Metadata
            })),
            Shape::Array(inner) => of(Type::Array(self.element(*inner))),
            Shape::Tuple(items) => of(Type::Tuple(
                items.iter().map(|item| *self.element(*item)).collect(),
            )),
            Shape::Map(inner) => of(Type::Map(self.element(*inner))),
            Shape::List(inner) => of(Type::List(self.element(*inner))),
            Shape::Expandable(inner) => of(Type::Expandable(Box::new(self.step(*inner, false).ty))),
            Shape::Emptyable(inner) => of(Type::Emptyable(Box::new(self.step(*inner, boxed).ty))),
            Shape::Range(inner) => of(Type::Range(Box::new(self.step(*inner, boxed).ty))),
            Shape::Alias(inner) => {
                let inner = self.step(*inner, boxed);
                Converted {
                    ty: inner.ty,
                    nullable: nullable || inner.nullable,
                }
            }
            // these always have names in a valid graph
            Shape::Constant(_) | Shape::Enum(_) | Shape::Object(_) | Shape::Union(_) => {
                of(Type::Scalar(Scalar::Json))
            }
        }
    }

    /// The configured type of a format.
    fn own(self, format: OwnFormat, shape: &Shape) -> Type {
        let Some(own) = formats::at(self.formats, format) else {
            return Type::Scalar(Scalar::Json);
        };
        let wrapper = match own.via {
            Via::Castiron => None,
            Via::Text if matches!(shape, Shape::String(_)) => Some(Wrapper::Text),
            Via::Serde | Via::Text => Some(Wrapper::Serde),
        };
        Type::Custom(Custom {
            path: own.path.clone(),
            wrapper,
            hash: own.hash,
        })
    }

    /// Whether a node with a path is a type of its own, rather than an inlined alias.
    pub(super) fn is_item(self, id: TypeId) -> bool {
        match &self.graph[id].shape {
            Shape::Object(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Constant(_) => true,
            _ => self.knots.contains(&id),
        }
    }

    /// Whether a node is only an alias of itself: nothing is known about its values.
    pub(super) fn is_nothing(self, id: TypeId) -> bool {
        let next = |_, node: &TypeNode| match node.shape {
            Shape::Alias(inner) | Shape::Emptyable(inner) | Shape::Range(inner) => Some(inner),
            _ => None,
        };
        let ty = Use {
            ty: id,
            nullable: false,
        };
        self.knots.contains(&id) && self.graph.follow(ty, next).is_none()
    }
}

fn integer(format: IntegerFormat) -> Scalar {
    match format {
        IntegerFormat::I32 => Scalar::I32,
        IntegerFormat::I64 => Scalar::I64,
        IntegerFormat::U32 => Scalar::U32,
        IntegerFormat::U64 => Scalar::U64,
        IntegerFormat::Big => Scalar::Number,
        IntegerFormat::UnixTime => Scalar::Timestamp,
        // these have user types, unless the settings are not those of the graph
        IntegerFormat::Own(_) => Scalar::Number,
    }
}

fn number(format: NumberFormat) -> Scalar {
    match format {
        NumberFormat::Float => Scalar::F32,
        NumberFormat::Double => Scalar::F64,
        NumberFormat::Exact | NumberFormat::Decimal | NumberFormat::Own(_) => Scalar::Number,
    }
}

fn string(format: StringFormat) -> Scalar {
    match format {
        StringFormat::Plain | StringFormat::Own(_) => Scalar::String,
        StringFormat::Secret => Scalar::Secret,
        StringFormat::Date => Scalar::Date,
        StringFormat::DateTime => Scalar::DateTime,
        StringFormat::Time => Scalar::Time,
        StringFormat::Duration => Scalar::Duration,
        StringFormat::Uuid => Scalar::Uuid,
        StringFormat::Uri => Scalar::Uri,
        StringFormat::Decimal => Scalar::Decimal,
        StringFormat::Base64 => Scalar::Base64,
        StringFormat::Base64Url => Scalar::Base64Url,
        StringFormat::Binary => Scalar::Binary,
    }
}

/// A number among other values keeps all its digits: a float would round integers.
pub(super) fn exact(ty: Type) -> Type {
    match ty {
        Type::Scalar(Scalar::F32 | Scalar::F64) => Type::Scalar(Scalar::Number),
        other => other,
    }
}

/// Raw bytes are only possible in multipart bodies and responses; in JSON they become strings.
pub(super) fn outside_of_forms(ty: Type) -> Type {
    match ty {
        Type::Scalar(Scalar::Binary) => Type::Scalar(Scalar::String),
        Type::Array(inner) => Type::Array(Box::new(outside_of_forms(*inner))),
        Type::Map(inner) => Type::Map(Box::new(outside_of_forms(*inner))),
        Type::Tuple(items) => Type::Tuple(items.into_iter().map(outside_of_forms).collect()),
        other => other,
    }
}

/// The type of a value outside of multipart bodies, where there are no raw bytes.
pub(super) fn in_text(ty: Type) -> Type {
    match ty {
        Type::Scalar(Scalar::Binary) => Type::Scalar(Scalar::String),
        other => other,
    }
}
