//! What can be said on the command line. `{castiron}` stands for the name of the program, see `program`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::runtime::RuntimeArgs;

mod compare;

pub use compare::{DiffArgs, DiffFormat, Impact, Only};

/// Casts Rust types, params and a client from an OpenAPI document.
#[derive(Debug, Parser)]
#[command(
    name = "castiron",
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
    pub command: Command,
    #[command(flatten)]
    pub output: Output,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a castiron.toml to begin with, from what a document says of its API
    #[command(after_long_help = "Examples:\n  \
        {castiron} init\n      the document is openapi.yaml, api/openapi.json or the like\n  \
        {castiron} init petstore.yaml --out crates/petstore\n  \
        {castiron} init petstore.yaml --types-only --dry-run\n      print it, and write nothing")]
    Init(InitArgs),
    /// Generate a crate from a document, or check that it is up to date
    #[command(after_long_help = "Examples:\n  \
        {castiron} codegen\n      what castiron.toml says\n  \
        {castiron} codegen --check\n      the same without writing; exit status 1 when something would change\n  \
        {castiron} codegen --spec petstore.yaml --out ../petstore\n      a crate of its own from any other document\n  \
        {castiron} codegen --spec github.json --out gh --include tag:issues --exclude operation:issues/lock\n      \
        a part of it, with the types that the part needs\n  \
        curl --fail https://api.example.com/openapi.json | {castiron} codegen --spec - --out api\n      \
        a document from standard input")]
    Codegen(CodegenArgs),
    /// Print the intermediate model as JSON
    #[command(after_long_help = "Examples:\n  \
        {castiron} model | jq '.root.children[].ident'\n  \
        {castiron} model --spec petstore.yaml > model.json")]
    Model(ModelArgs),
    /// Compare what two versions of a document give: what changes in the Rust API, and what that means for its version
    #[command(after_long_help = "Examples:\n  \
        {castiron} diff old.yaml new.yaml\n  \
        {castiron} diff old.json new.json --deny major\n      exit status 1 when programs may have to be changed")]
    Diff(DiffArgs),
    /// Write a map of the crate: one HTML page to search and look around in
    Map(MapArgs),
    /// Count what a document gives, and say what to mend in it first
    Stats(StatsArgs),
    /// List the operations and schemas of a document with the selector that each needs
    #[command(after_long_help = "Examples:\n  \
        {castiron} list\n      of the document that castiron.toml names\n  \
        {castiron} list --spec github.json --only tags\n  \
        {castiron} list --spec github.json --include tag:issues\n      what a selection leaves out is marked")]
    List(ListArgs),
    /// Print the JSON Schema of castiron.toml, for editors
    Schema,
    /// Print a script that completes arguments, for bash, elvish, fish, PowerShell or zsh
    #[command(after_long_help = "Examples:\n  \
        {castiron} completions bash > ~/.local/share/bash-completion/completions/castiron\n  \
        {castiron} completions zsh > ~/.zfunc/_castiron\n  \
        {castiron} completions fish > ~/.config/fish/completions/castiron.fish\n  \
        {castiron} completions powershell >> $PROFILE")]
    Completions(CompletionsArgs),
    /// Print the manual as a man page
    #[command(after_long_help = "Examples:\n  \
        {castiron} man > ~/.local/share/man/man1/castiron.1\n  \
        {castiron} man codegen > ~/.local/share/man/man1/castiron-codegen.1")]
    Man(ManArgs),
    /// Explain a diagnostic's code, such as C0102; all of them when none is named
    Explain(ExplainArgs),
}

/// How things are said.
#[derive(Args, Debug)]
pub struct Output {
    /// Say nothing but errors
    #[arg(
        long,
        short,
        global = true,
        help_heading = "Output",
        conflicts_with = "verbose"
    )]
    pub quiet: bool,
    /// Say more: notes, untyped fields, every file
    #[arg(long, short, global = true, help_heading = "Output")]
    pub verbose: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        help_heading = "Output",
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub color: ColorChoice,
    /// For people on a terminal, or one JSON object on standard output for programs
    #[arg(
        long,
        global = true,
        help_heading = "Output",
        value_name = "FORMAT",
        default_value = "human"
    )]
    pub message_format: MessageFormat,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// For whom messages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

/// How a document is read.
#[derive(Args, Clone, Debug, Default)]
pub struct Reading {
    /// Settings for the API (TOML); else castiron.toml for its own document, or bundled ones found by the title
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Generate only these: tag:NAME, path:TEMPLATE, operation:ID, schema:NAME, "VERB /path" or an operationId; * stands
    /// for any text
    #[arg(long, value_name = "SELECTOR")]
    pub include: Vec<String>,
    /// Leave these out
    #[arg(long, value_name = "SELECTOR")]
    pub exclude: Vec<String>,
    /// An OpenAPI Overlay to apply to the document, after those of castiron.toml; several are applied in order
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// Folder that files referred to may come from; else the document's own
    #[arg(long, value_name = "DIR")]
    pub allow_root: Option<PathBuf>,
    /// Where the copy of a document lies that references name by URL: URL=FILE, or the beginning of URLs=DIR
    #[arg(long, value_name = "URL=PATH", value_parser = mapped_url)]
    pub reference: Vec<(String, PathBuf)>,
    /// Whether a reference that can't be resolved costs only the part that needs it; `false` refuses such documents
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub repair_references: Option<bool>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
}

impl Reading {
    /// Whether a reference that can't be resolved costs only the part that needs it: so it is unless refused.
    #[must_use]
    pub fn repairs(&self) -> bool {
        self.repair_references.unwrap_or(true)
    }
}

/// `init`
#[derive(Args, Debug)]
pub struct InitArgs {
    /// The document; else the only one that lies where documents mostly do
    #[arg(value_name = "SPEC")]
    pub spec: Option<PathBuf>,
    /// The folder for the crate; else one that is not there yet
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The crate's name; else that of its folder
    #[arg(long)]
    pub name: Option<String>,
    /// Types without operations
    #[arg(long)]
    pub types_only: bool,
    /// Print the file, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write over a castiron.toml that is there
    #[arg(long)]
    pub force: bool,
}

/// `codegen`
#[derive(Args, Debug)]
pub struct CodegenArgs {
    /// Crates of castiron.toml, by their names; else all of them
    #[arg(value_name = "CRATE", conflicts_with = "spec")]
    pub crates: Vec<String>,
    /// Compare only: list what is missing, changed or stray, and exit with 1 if anything is
    #[arg(long)]
    pub check: bool,
    /// Say which files would change, and write nothing
    #[arg(long, conflicts_with = "check")]
    pub dry_run: bool,
    /// Raise the crate's version in castiron.toml by what its document changes
    #[arg(long, conflicts_with_all = ["check", "dry_run", "spec"])]
    pub bump: bool,
    /// Write what the document changes to a changelog, above its other entries
    #[arg(long, value_name = "FILE", conflicts_with_all = ["check", "dry_run", "spec"])]
    pub changelog: Option<PathBuf>,
    /// The revision of git whose document --bump and --changelog compare with
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub since: String,
    /// The document, OpenAPI 3.x or Swagger 2.0, JSON or YAML, - for standard input; else the one that castiron.toml
    /// names
    #[arg(long, value_name = "FILE", requires = "out")]
    pub spec: Option<PathBuf>,
    /// The crate's folder, made if it is not there
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The crate's name; else that of its folder
    #[arg(long)]
    pub name: Option<String>,
    /// The crate is a member of a workspace around it: its Cargo.toml gets no `[workspace]` of its own
    #[arg(long)]
    pub member: bool,
    /// The runtime that the crate stands on
    #[command(flatten)]
    pub runtime: RuntimeArgs,
    /// How the document is read
    #[command(flatten)]
    pub reading: Reading,
}

/// `model`
#[derive(Args, Debug)]
pub struct ModelArgs {
    /// A crate of castiron.toml, by its name
    #[arg(value_name = "CRATE")]
    pub name: Option<String>,
    /// The document, - for standard input; else the one that castiron.toml names
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// How the document is read
    #[command(flatten)]
    pub reading: Reading,
}

/// `map`
#[derive(Args, Debug)]
pub struct MapArgs {
    /// The document; else the one that castiron.toml names
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// The crate of castiron.toml whose document it is
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,
    /// The page; else `map.html` in the current folder, or standard output for `-`
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The name by which programs call the crate, for paths and snippets; else that of castiron.toml, or `api`
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Mark what changed since this document: a file, or REVISION:FILE
    #[arg(long, value_name = "OLD")]
    pub diff: Option<String>,
    /// How the document is read
    #[command(flatten)]
    pub reading: Reading,
}

/// `stats`
#[derive(Args, Debug)]
pub struct StatsArgs {
    /// The document; else the one that castiron.toml names
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// The crate of castiron.toml whose document it is
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,
    /// How the document is read
    #[command(flatten)]
    pub reading: Reading,
}

/// `list`
#[derive(Args, Debug)]
pub struct ListArgs {
    /// A crate of castiron.toml, by its name
    #[arg(value_name = "CRATE")]
    pub name: Option<String>,
    /// The document, - for standard input; else the one that castiron.toml names
    #[arg(long, value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// List these alone
    #[arg(long, value_name = "WHAT")]
    pub only: Option<Listed>,
    /// How the document is read
    #[command(flatten)]
    pub reading: Reading,
}

/// What `list` lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Tags, with the number of their operations
    Tags,
    /// Operations
    Operations,
    /// Schemas
    Schemas,
}

/// `completions`
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Args, Debug)]
pub struct ManArgs {
    /// The command whose page is printed; else that of the program
    pub command: Option<String>,
}

/// `explain`
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The code, such as C0102
    pub code: Option<String>,
}

/// A URL, or the beginning of some, and the path that stands for it. A URL may hold `=` itself, a path on the right may not.
fn mapped_url(text: &str) -> Result<(String, PathBuf), String> {
    match text.rsplit_once('=') {
        Some((url, path)) if url.contains("://") && !path.is_empty() => {
            Ok((url.to_owned(), path.into()))
        }
        _ => Err("write the URL, `=`, and a folder or file".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
