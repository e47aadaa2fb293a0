//! A node whose shape still depends on other nodes.

use crate::graph::{Meta, TypeId, Use};
use crate::shape::schema::keywords::Kind;

/// A node whose shape still depends on others.
#[derive(Clone, Debug)]
pub(in crate::shape) enum Raw {
    /// All of several schemas at once.
    Meet(Meet),
    /// One of several schemas.
    Join(Join),
}

/// All of several schemas at once: `allOf`, and keywords beside `oneOf` and `anyOf`.
#[derive(Clone, Debug)]
pub(in crate::shape) struct Meet {
    /// The schemas.
    pub(in crate::shape) parts: Vec<Use>,
    /// Required properties in addition to those of the parts.
    pub(in crate::shape) required: Vec<String>,
    /// The property that distinguishes the members of this base.
    pub(in crate::shape) discriminator: Option<Discriminator>,
    /// Whether it is always a type of its own, even if it adds nothing to one of its parts: a member of a family.
    pub(in crate::shape) is_own: bool,
}

/// One of several schemas: `oneOf` and `anyOf`.
#[derive(Clone, Debug)]
pub(in crate::shape) struct Join {
    /// The schemas, without null.
    pub(in crate::shape) branches: Vec<JoinBranch>,
    /// `discriminator`
    pub(in crate::shape) discriminator: Option<Discriminator>,
    /// Whether several may match at once (`anyOf`).
    pub(in crate::shape) several: bool,
    /// Whether a string is the identifier of the other branches.
    pub(in crate::shape) expandable: bool,
}

/// A branch of a [`Join`].
#[derive(Clone, Debug)]
pub(in crate::shape) struct JoinBranch {
    /// Its schema.
    pub(in crate::shape) ty: Use,
    /// The component that it refers to.
    pub(in crate::shape) origin: Option<TypeId>,
    /// Its annotations.
    pub(in crate::shape) meta: Meta,
    /// Its JSON pointer.
    pub(in crate::shape) pointer: String,
}

/// `discriminator`, its mapping resolved to nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::shape) struct Discriminator {
    /// `propertyName`
    pub(in crate::shape) property: String,
    /// Tag values and their schemas.
    pub(in crate::shape) mapping: Vec<(String, TypeId)>,
    /// The schema for all other values (`defaultMapping` of 3.2).
    pub(in crate::shape) default: Option<TypeId>,
}

/// A `type` without anything else, where other schemas decide the shape.
#[derive(Clone, Debug)]
pub(in crate::shape) struct Claim {
    /// `type`
    pub(in crate::shape) kind: Kind,
    /// The pointer of the schema that states it.
    pub(in crate::shape) pointer: String,
    /// The schemas that must all match; of each list, one.
    pub(in crate::shape) parts: Vec<Vec<Use>>,
}
