//! Reasons why values have no type.

use serde::{Deserialize, Serialize};

/// Why the values of a schema have no type.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Untyped {
    /// The schema allows any value: `{}`, `true`, only a description, or a missing schema.
    #[default]
    Anything,
    /// The values of an object without `properties` and `additionalProperties`.
    Object,
    /// The values of properties that `additionalProperties` allows without a schema.
    Additional,
    /// The items of an array without `items`.
    Items,
    /// A reference that could not be resolved.
    Reference,
    /// A property that `required` lists and no schema declares.
    Undeclared,
    /// Values of a property that the branches of a union declare as different objects, or as other unions.
    Differs,
    /// Only `null` is allowed.
    Null,
    /// An `enum` that lists arrays or objects of different kinds.
    Values,
    /// Keywords that no type can express, such as `not`.
    Keywords,
    /// An infinite chain of references, or of nested schemas.
    Endless,
    /// Settings treat the response as any JSON.
    Settings,
}

/// Whose decision it is that values have no type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The document allows any value, so that no generator could have a type for it: `{}`, `type: object` or `type: array` alone,
    /// `additionalProperties: true`, the name of a required property without a schema; or settings say so.
    Stated,
    /// The document is broken here: a reference that leads nowhere, or only to itself. There is a warning for each.
    Broken,
    /// The document allows only `null`: there is nothing to type.
    Null,
    /// The generator has no type for what the document says.
    Left,
}

impl Untyped {
    /// Whose decision it is.
    #[must_use]
    pub fn cause(self) -> Cause {
        match self {
            Self::Anything
            | Self::Object
            | Self::Additional
            | Self::Items
            | Self::Undeclared
            | Self::Settings => Cause::Stated,
            Self::Reference | Self::Endless => Cause::Broken,
            Self::Null => Cause::Null,
            Self::Differs | Self::Values | Self::Keywords => Cause::Left,
        }
    }

    /// The reason as a phrase that follows a number.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Anything => "schemas that allow any value (`{}`)",
            Self::Object => "objects without `properties`",
            Self::Additional => "`additionalProperties` of any kind",
            Self::Items => "arrays without `items`",
            Self::Reference => "references that could not be resolved",
            Self::Undeclared => "properties in `required` that no schema declares",
            Self::Differs => "unions whose branches declare a property as different objects",
            Self::Null => "schemas that only `null` fits",
            Self::Values => "`enum`s of arrays or objects of several kinds",
            Self::Keywords => "schemas with keywords that no type can express",
            Self::Endless => "schemas that only lead to themselves",
            Self::Settings => "answers that settings treat as any JSON",
        }
    }
}
