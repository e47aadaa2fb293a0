//! `cargo xtask`: the command line of castiron, a thin face over `castiron_codegen`.

#![forbid(unsafe_code)]

mod args;
mod bench;
mod codegen;
mod console;
mod diff;
mod explain;
mod input;
mod model;
mod paths;
mod project;
mod report;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command};
use console::Console;

/// How a command ended. The numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Done = 0,
    /// What is there is not what should be: `--check` found drift, or `diff` a change that was not to be.
    Drift = 1,
    /// Nothing could be generated. What is on disk is as it was.
    Failed = 2,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::new(&cli.output);
    let outcome = match &cli.command {
        Command::Codegen(args) => codegen::run(args, &console),
        Command::Model(args) => model::run(args, &console),
        Command::Diff(args) => diff::run(args, &console),
        Command::Bench(args) => bench::run(args, &console),
        Command::Explain(args) => Ok(explain::run(args, &console)),
    };
    let outcome = outcome.unwrap_or_else(|message| {
        console.error(&message);
        Outcome::Failed
    });
    ExitCode::from(outcome as u8)
}
