//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Casts Rust types, params and a client from an OpenAPI document.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
#[command(
    after_help = "Exit status: 0 all is well, 1 drift (--check) or a change that was denied (diff), 2 nothing \
                        could be generated; then nothing on disk has changed."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate a crate from a document, or check that it is up to date
    #[command(after_long_help = "Examples:\n  \
        cargo xtask codegen\n      what castiron.toml says\n  \
        cargo xtask codegen --check\n      the same without writing; exit status 1 when something would change\n  \
        cargo xtask codegen --spec petstore.yaml --out ../petstore\n      a crate of its own from any other document\n  \
        cargo xtask codegen --spec github.json --out gh --include tag:issues --exclude operation:issues/lock\n      \
        a part of it, with the types that the part needs")]
    Codegen(CodegenArgs),
    /// Print the intermediate model as JSON
    #[command(after_long_help = "Examples:\n  \
        cargo xtask model | jq '.root.children[].ident'\n  \
        cargo xtask model --spec petstore.yaml > model.json")]
    Model(ModelArgs),
    /// Compare what two versions of a document give: what changes in the Rust API, and what that means for its version
    #[command(after_long_help = "Examples:\n  \
        cargo xtask diff old.yaml new.yaml\n  \
        cargo xtask diff old.json new.json --deny major\n      exit status 1 when programs may have to be changed")]
    Diff(DiffArgs),
    /// Measure how long generating takes, and compiling what was generated; prints Markdown
    #[command(after_long_help = "Examples:\n  \
        cargo run --release --package xtask -- bench --spec a.json --spec b.yaml\n  \
        cargo run --release --package xtask -- bench --compile a.json --against ../other/crate")]
    Bench(BenchArgs),
    /// Explain a diagnostic's code, such as C0102; all of them when none is named
    Explain(ExplainArgs),
}

/// How things are said.
#[derive(Args, Debug)]
pub(crate) struct Output {
    /// Say nothing but errors
    #[arg(
        long,
        short,
        global = true,
        help_heading = "Output",
        conflicts_with = "verbose"
    )]
    pub(crate) quiet: bool,
    /// Say more: notes, untyped fields, every file
    #[arg(long, short, global = true, help_heading = "Output")]
    pub(crate) verbose: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        help_heading = "Output",
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub(crate) color: ColorChoice,
    /// For people on a terminal, or one JSON object on standard output for programs
    #[arg(
        long,
        global = true,
        help_heading = "Output",
        value_name = "FORMAT",
        default_value = "human"
    )]
    pub(crate) message_format: MessageFormat,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// For whom messages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

/// How a document is read.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Reading {
    /// Settings for the API (TOML); else castiron.toml for its own document, or bundled ones found by the title
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Generate only these: tag:NAME, path:TEMPLATE, operation:ID, schema:NAME, "VERB /path" or an operationId; * stands
    /// for any text
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) include: Vec<String>,
    /// Leave these out
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) exclude: Vec<String>,
    /// Folder that files referred to may come from; else the document's own
    #[arg(long, value_name = "DIR")]
    pub(crate) allow_root: Option<PathBuf>,
    /// Take a reference that leads nowhere as any value, with a warning
    #[arg(long)]
    pub(crate) repair_references: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,
}

/// `codegen`
#[derive(Args, Debug)]
pub(crate) struct CodegenArgs {
    /// Compare only: list what is missing, changed or stray, and exit with 1 if anything is
    #[arg(long)]
    pub(crate) check: bool,
    /// The document, OpenAPI 3.x or Swagger 2.0, JSON or YAML; else the one that castiron.toml names
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) spec: Option<PathBuf>,
    /// The crate's folder, made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The crate's name; else that of its folder
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The runtime crate's folder; else the one of this checkout
    #[arg(long, value_name = "DIR", conflicts_with = "runtime_version")]
    pub(crate) runtime: Option<PathBuf>,
    /// Take the runtime from the registry, in this version
    #[arg(long, value_name = "REQUIREMENT")]
    pub(crate) runtime_version: Option<String>,
    /// The crate is a member of a workspace around it: its Cargo.toml gets no `[workspace]` of its own
    #[arg(long)]
    pub(crate) member: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `model`
#[derive(Args, Debug)]
pub(crate) struct ModelArgs {
    /// The document; else the one that castiron.toml names
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `diff`
#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// The document as it was
    pub(crate) old: PathBuf,
    /// The document as it is
    pub(crate) new: PathBuf,
    /// Exit with 1 when there is a change of this impact or a graver one
    #[arg(long, value_name = "IMPACT")]
    pub(crate) deny: Option<Impact>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// What a change means for the crate's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Impact {
    /// Nothing that a program can tell at compile time
    Patch,
    /// Something new
    Minor,
    /// Programs may have to be changed
    Major,
}

/// `bench`
#[derive(Args, Debug)]
pub(crate) struct BenchArgs {
    /// A document; else the one that castiron.toml names
    #[arg(long = "spec", value_name = "FILE")]
    pub(crate) specs: Vec<PathBuf>,
    /// How often each generation is measured; the median counts
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    pub(crate) runs: usize,
    /// Also compile the crate of this document
    #[arg(long, value_name = "FILE")]
    pub(crate) compile: Option<PathBuf>,
    /// A crate to compile in turns with it
    #[arg(long, value_name = "DIR", requires = "compile")]
    pub(crate) against: Option<PathBuf>,
    /// Also build a program that reads and writes a list of this type, which both crates have:
    /// identity::VerificationSession
    #[arg(long, value_name = "PATH", requires = "compile")]
    pub(crate) program: Option<String>,
    /// What is compiled; all of it takes many minutes
    #[arg(
        long,
        value_name = "WHAT",
        value_enum,
        value_delimiter = ',',
        default_value = "check,build,release,program"
    )]
    pub(crate) only: Vec<Compiling>,
    /// How often each compilation is measured, after one that does not count
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

/// `explain`
#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The code, such as C0102
    pub(crate) code: Option<String>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
