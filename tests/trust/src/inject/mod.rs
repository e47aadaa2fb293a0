//! No text becomes code: a payload in the place of any string or key of a document leaves the same items as harmless
//! words there, or the document is refused with a place.

mod crates;
mod payloads;
mod places;
mod settings;
mod skeleton;
mod subject;

pub use crates::{Outcome, Tally, components, each_file, own, run};
pub use payloads::{PAYLOADS, Payload};
pub use places::{Spot, spots};
pub use settings::{overlay, package, settings};
pub use skeleton::{Skeleton, hidden_controls};
pub use subject::{Cast, Refusal, Subject};
