//! `diff`: what a new version of a document changes in the Rust API.
//!
//! ```text
//! run        arguments → exit status    two documents, or those of all crates against what git keeps of them
//! sides      names → models             the two documents, read under the settings of one crate
//! history    REVISION:FILE → document   what git keeps
//! shown      changes → changes          those that are asked for, with their places, in words
//! text, markdown, json                  how they are written
//! bump       changes → version          `codegen --bump` and `--changelog`
//! ```

pub(crate) mod bump;
mod history;
mod json;
mod markdown;
mod run;
mod shown;
mod sides;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use run::run;
pub(crate) use sides::{Named, Side};
