//! The program `castiron`.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use castiron::Program;

fn main() -> ExitCode {
    castiron::with_room(|| castiron::main(&Program::default()))
}
