//! Schemas: one schema of the document becomes one shape, or a combination that is resolved later.
//!
//! ```text
//! keywords       all keywords of a schema in one struct
//! says           what the keywords mean in combination
//! form           classifies a schema: a reference, a combination, or a shape of its own
//! base           the shape of a schema that combines no others
//! discriminator  the schemas that it maps to
//! parts          the unnamed parts of a component's `allOf`
//! object         objects, maps and arrays
//! one_way        `readOnly` and `writeOnly` of what a property refers to
//! order          the order of required properties
//! enums          lists of plain values
//! listed         lists of arrays and objects
//! scalar         strings, numbers and booleans, with their formats and bounds
//! bound          bounds of numbers
//! resources      schemas for "any resource of the API"
//! ```

mod base;
pub(super) mod bound;
mod discriminator;
mod enums;
pub(super) mod form;
pub(super) mod keywords;
mod listed;
mod object;
mod one_way;
pub(super) mod order;
pub(super) mod parts;
mod resources;
pub(super) mod says;
mod scalar;
