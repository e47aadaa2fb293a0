//! The arguments of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Casts Rust types, params and a client from an OpenAPI document.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) output: castiron::Output,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Castiron(Box<castiron::Command>),
    /// Measure generation and compile times, and print them as Markdown
    #[command(after_long_help = "Examples:\n  \
        cargo run --release --package xtask -- bench --spec a.json --spec b.yaml\n  \
        cargo run --release --package xtask -- bench --compile a.json --against ../other/crate")]
    Bench(BenchArgs),
}

/// `bench`
#[derive(Args, Debug)]
pub(crate) struct BenchArgs {
    /// A document [default: the one in castiron.toml]
    #[arg(long = "spec", value_name = "FILE")]
    pub(crate) specs: Vec<PathBuf>,
    /// Number of runs of each generation; the median is reported
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    pub(crate) runs: usize,
    /// Also compile the crate generated from this document
    #[arg(long, value_name = "FILE")]
    pub(crate) compile: Option<PathBuf>,
    /// A crate to compile in turns, as the baseline
    #[arg(long, value_name = "DIR", requires = "compile")]
    pub(crate) against: Option<PathBuf>,
    /// Also build a program that reads and writes a list of this type, which both crates have:
    /// identity::VerificationSession
    #[arg(long, value_name = "PATH", requires = "compile")]
    pub(crate) program: Option<String>,
    /// What to compile; everything takes many minutes
    #[arg(
        long,
        value_name = "WHAT",
        value_enum,
        value_delimiter = ',',
        default_value = "check,build,release,program"
    )]
    pub(crate) only: Vec<Compiling>,
    /// Number of runs of each compilation, after a warm-up
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    pub(crate) compile_runs: usize,
    /// Write the tables to a file too: between `<!-- bench: begin -->` and `<!-- bench: end -->` where it has these
    /// lines, else as the whole file
    #[arg(long, value_name = "FILE")]
    pub(crate) write: Option<PathBuf>,
    /// Where crates and what is compiled of them go; else a folder among the temporary ones
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,
}

/// What `bench` compiles.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compiling {
    /// `cargo check`
    Check,
    /// `cargo build`
    Build,
    /// `cargo build --release`
    Release,
    /// The program on top of the crate
    Program,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
