//! The commands of castiron: the terminal, the disk and `castiron.toml` around [`castiron_codegen`].
//!
//! The program `castiron` is one line that calls [`main`]. A repository that wants a command of its own, such as
//! `cargo xtask codegen`, calls the same with the name that its people know the command by:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! fn main() -> ExitCode {
//!     castiron::main(&castiron::Program::new("cargo xtask"))
//! }
//! ```
//!
//! A program with further commands flattens [`Command`] into its own, parses it by [`parse`] and calls [`run`].

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

mod again;
mod args;
mod chosen;
mod codegen;
mod console;
mod diff;
mod explain;
mod failure;
mod fetch_list;
mod here;
mod init;
mod input;
mod kept;
mod list;
mod map;
mod model;
mod paths;
mod program;
mod project;
mod quote;
mod report;
mod runtime;
mod shell;
mod source;
mod stats;
mod target;
mod ways;
mod written_by;

use std::process::ExitCode;

use args::Cli;

pub use args::{
    Chosen, CodegenArgs, ColorChoice, Command, DiffArgs, DiffFormat, ExplainArgs, FeaturesChoice,
    Impact, InitArgs, MapArgs, MessageFormat, ModelArgs, Only, Output, Reading, Specs, StatsArgs,
};
pub use console::Console;
pub use failure::Failure;
pub use here::Here;
pub use paths::{absolute, relative};
pub use program::{Program, parse};
pub use project::{Crate, Project};
pub use runtime::{Choice, RuntimeArgs};

/// How a command ended. The numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All is well.
    Done = 0,
    /// What is there is not what should be: `--check` found drift, or `diff` a change that was not to be.
    Drift = 1,
    /// Nothing could be generated. What is on disk is as it was.
    Failed = 2,
}

impl Outcome {
    /// The word for it in what programs read.
    fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Drift => "drift",
            Self::Failed => "failed",
        }
    }
}

/// Reads the command line, does what it says, and ends with the status for it.
pub fn main(program: &Program) -> ExitCode {
    let cli: Cli = parse(program);
    let console = Console::new(&cli.output, program);
    console.end(run(&cli.command, &console))
}

/// Runs one command.
///
/// # Errors
/// What no place in a document belongs to, for [`Console::end`]. Everything else is printed already.
pub fn run(command: &Command, console: &Console) -> Result<Outcome, Failure> {
    match command {
        Command::Init(args) => init::run(args, console),
        Command::Codegen(args) => codegen::run(args, console),
        Command::Model(args) => model::run(args, console),
        Command::Diff(args) => diff::run(args, console),
        Command::Map(args) => map::run(args, console),
        Command::Stats(args) => stats::run(args, console),
        Command::List(args) => list::run(args, console),
        Command::FetchList(args) => fetch_list::run(args, console),
        Command::Schema => Ok(shell::schema(console)),
        Command::Completions(args) => shell::completions(args, console),
        Command::Man(args) => shell::man(args, console),
        Command::Explain(args) => Ok(explain::run(args, console)),
    }
}
