//! `cargo xtask`: the commands of castiron for this checkout, and `bench`, which measures them.

#![forbid(unsafe_code)]

mod args;
mod bench;

use std::path::Path;
use std::process::ExitCode;

use castiron::{Console, Program};

use args::{Cli, Command};

/// As in `castiron`.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let runtime = castiron::absolute(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        Path::new("../runtime"),
    );
    let program = Program::new("cargo xtask").with_runtime(runtime);
    let cli: Cli = castiron::parse(&program);
    let console = Console::new(&cli.output, &program);
    console.end(match &cli.command {
        Command::Castiron(command) => castiron::run(command, &console),
        Command::Bench(args) => bench::run(args, &console).map_err(castiron::Failure::from),
    })
}
