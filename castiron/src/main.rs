//! The program `castiron`.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use castiron::Program;

fn main() -> ExitCode {
    castiron::main(&Program::default())
}
