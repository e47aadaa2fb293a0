//! Schemas: one schema of the document becomes one shape, or a combination that is resolved later.
//!
//! ```text
//! keywords       all keywords of a schema in one form
//! says           what they say when they are looked at together
//! form           what a schema is: a reference, a combination, or a shape of its own
//! discriminator  what it names
//! object         objects, maps and arrays
//! order          in which order required properties stand
//! enums          lists of plain values
//! scalar         strings, numbers and booleans, with their formats and bounds
//! bound          bounds of numbers
//! resources      schemas that stand for any resource of the API
//! ```

pub(super) mod bound;
mod discriminator;
mod enums;
pub(super) mod form;
pub(super) mod keywords;
mod object;
pub(super) mod order;
mod resources;
pub(super) mod says;
mod scalar;
