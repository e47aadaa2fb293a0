//! Whether castiron can be trusted with documents that somebody else wrote, and generated crates with any server.
//!
//! ```text
//! inject     payloads in every string of good documents: no text becomes code
//! fuzz       random changes by fixed seeds: no input ends the process, and what goes out comes back
//! ```
//!
//! Tests take a sample; `castiron-trust` takes as much as it is told to.

pub mod fuzz;
pub mod inject;
mod tree;
