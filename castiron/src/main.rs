//! The program `castiron`.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

use std::process::ExitCode;

use castiron::Program;

fn main() -> ExitCode {
    castiron::main(&Program::default())
}
