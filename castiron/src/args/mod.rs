//! The arguments of the command line. `{castiron}` stands for the name of the program, see `program`.

use std::path::PathBuf;

use castiron_codegen::limits::{Limit, Limits};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::runtime::RuntimeArgs;

mod chosen;
mod compare;

pub use chosen::{Chosen, Specs};
pub use compare::{DiffArgs, DiffFormat, Impact, Only};

/// Generates Rust types, params and a client from an OpenAPI document.
#[derive(Debug, Parser)]
#[command(
    name = "castiron",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
#[command(
    after_help = "Exit status: 0 success, 1 drift (--check) or a denied change (diff --deny), 2 error; on errors \
                  nothing on disk has changed."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub output: Output,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a castiron.toml with settings detected in a document
    #[command(after_long_help = "Examples:\n  \
        {castiron} init\n      from openapi.yaml, api/openapi.json or the like\n  \
        {castiron} init petstore.yaml --out crates/petstore\n  \
        {castiron} init pets.yaml shop.yaml\n      one crate of both\n  \
        {castiron} init petstore.yaml --types-only --dry-run\n      print it instead of writing it")]
    Init(InitArgs),
    /// Generate a crate from a document, or check that it is up to date
    #[command(after_long_help = "Examples:\n  \
        {castiron} codegen\n      all crates in castiron.toml\n  \
        {castiron} codegen --check\n      write nothing; exit status 1 if anything would change\n  \
        {castiron} codegen petstore.yaml --out ../petstore\n      a standalone crate from another document\n  \
        {castiron} codegen github.json --out gh --include tag:issues --exclude operation:issues/lock\n      \
        some operations, with the types that they need\n  \
        curl --fail https://api.example.com/openapi.json | {castiron} codegen - --out api\n      \
        a document from standard input")]
    #[command(aliases = ["gen", "generate"])]
    Codegen(CodegenArgs),
    /// Print the intermediate model as JSON
    #[command(after_long_help = "Examples:\n  \
        {castiron} model | jq '.root.children[].ident'\n  \
        {castiron} model petstore.yaml > model.json")]
    Model(ModelArgs),
    /// Compare two versions of a document: what changes in the Rust API, and which version bump it needs
    #[command(after_long_help = "Examples:\n  \
        {castiron} diff old.yaml new.yaml\n  \
        {castiron} diff old.json new.json --deny major\n      exit status 1 if a change may break programs")]
    Diff(DiffArgs),
    /// Write an HTML page for browsing and searching the generated API
    Map(MapArgs),
    /// Print statistics about the generated API, and what to fix in the document first
    Stats(StatsArgs),
    /// List the operations and schemas of a document with their selectors
    #[command(after_long_help = "Examples:\n  \
        {castiron} list\n      the document in castiron.toml\n  \
        {castiron} list github.json --only tags\n  \
        {castiron} list github.json --include tag:issues\n      with marks at what the selection excludes")]
    List(ListArgs),
    /// List the documents that references name by URL and that are not at hand, and where to put them
    #[command(
        after_long_help = "Each line is a URL, a space, and a path. Examples:\n  \
        {castiron} fetch-list\n      for the document in castiron.toml\n  \
        {castiron} fetch-list | while read -r url path; do\n      \
        curl --fail --location --create-dirs --output \"$path\" \"$url\"; done"
    )]
    FetchList(FetchListArgs),
    /// Print the JSON Schema of castiron.toml, for editors
    Schema,
    /// Print a completion script for bash, elvish, fish, PowerShell or zsh
    #[command(after_long_help = "Examples:\n  \
        {castiron} completions bash > ~/.local/share/bash-completion/completions/castiron\n  \
        {castiron} completions zsh > ~/.zfunc/_castiron\n  \
        {castiron} completions fish > ~/.config/fish/completions/castiron.fish\n  \
        {castiron} completions powershell >> $PROFILE")]
    Completions(CompletionsArgs),
    /// Print a man page
    #[command(after_long_help = "Examples:\n  \
        {castiron} man > ~/.local/share/man/man1/castiron.1\n  \
        {castiron} man codegen > ~/.local/share/man/man1/castiron-codegen.1")]
    Man(ManArgs),
    /// Explain a diagnostic code, such as C0102; without a code, list all
    Explain(ExplainArgs),
}

/// Options of the output.
#[derive(Args, Debug)]
pub struct Output {
    /// Print only errors
    #[arg(
        long,
        short,
        global = true,
        help_heading = "Output",
        conflicts_with = "verbose"
    )]
    pub quiet: bool,
    /// Print notes, untyped fields and every file too
    #[arg(long, short, global = true, help_heading = "Output")]
    pub verbose: bool,
    /// When to use colors
    #[arg(
        long,
        global = true,
        help_heading = "Output",
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub color: ColorChoice,
    /// Format of messages: text, or one JSON object on standard output
    #[arg(
        long,
        global = true,
        help_heading = "Output",
        value_name = "FORMAT",
        default_value = "human"
    )]
    pub message_format: MessageFormat,
}

/// When to use colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Format of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Text for people
    Human,
    /// JSON for programs
    Json,
}

/// What becomes a feature of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FeaturesChoice {
    /// Each handle, with what only it and a few others need
    Resources,
}

/// Options for reading a document.
#[derive(Args, Clone, Debug, Default)]
pub struct Reading {
    /// Settings file [default: castiron.toml for its own documents, else bundled settings that match the API]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Generate only these: tag:NAME, path:TEMPLATE, operation:ID, schema:NAME, "VERB /path" or an operationId; `*` matches
    /// any text
    #[arg(long, value_name = "SELECTOR")]
    pub include: Vec<String>,
    /// Exclude these (same selectors as --include)
    #[arg(long, value_name = "SELECTOR")]
    pub exclude: Vec<String>,
    /// Generate the types of component schemas without operations, instead of what castiron.toml includes
    #[arg(long, conflicts_with = "include")]
    pub types_only: bool,
    /// OpenAPI Overlay to apply, after those in castiron.toml; repeatable, applied in order
    #[arg(long = "overlay", value_name = "FILE")]
    pub overlays: Vec<PathBuf>,
    /// Allow references to files in this folder [default: the document's folder]
    #[arg(long, value_name = "DIR")]
    pub allow_root: Option<PathBuf>,
    /// Local copy of a document that is referenced by URL: URL=FILE, or URL-PREFIX=DIR
    #[arg(long, value_name = "URL=PATH", value_parser = mapped_url)]
    pub reference: Vec<(String, PathBuf)>,
    /// Generate the rest of a document with unresolvable references (`true`), or refuse it (`false`)
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub repair_references: Option<bool>,
    /// What becomes a Cargo feature of the crate, beside the features of the runtime
    #[arg(long, value_name = "BY")]
    pub features: Option<FeaturesChoice>,
    /// Change a limit on the size of documents, such as combined=100000; the guide lists the names
    #[arg(long, value_name = "NAME=N", value_parser = Limits::parse)]
    pub limit: Vec<(Limit, usize)>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
}

/// `init`
#[derive(Args, Debug)]
pub struct InitArgs {
    /// The document, or several that become one crate [default: the only one found in the usual places]
    #[arg(value_name = "FILE")]
    pub words: Vec<PathBuf>,
    /// The documents that are named as such.
    #[command(flatten)]
    pub specs: Specs,
    /// Folder of the generated crate [default: a new folder]
    #[arg(long, short, alias = "output", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Name of the crate [default: the name of its folder]
    #[arg(long)]
    pub name: Option<String>,
    /// Generate types only, without operations
    #[arg(long)]
    pub types_only: bool,
    /// Print castiron.toml instead of writing it
    #[arg(long)]
    pub dry_run: bool,
    /// Overwrite an existing castiron.toml
    #[arg(long)]
    pub force: bool,
}

/// `codegen`
#[derive(Args, Debug)]
pub struct CodegenArgs {
    /// What to generate
    #[command(flatten)]
    pub chosen: Chosen,
    /// Check that the crate is up to date: list missing, changed and stray files, and exit with status 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// List the files that would change without writing them
    #[arg(long, conflicts_with = "check")]
    pub dry_run: bool,
    /// Bump the crate's version in castiron.toml according to the changes in its document
    #[arg(long, conflicts_with_all = ["check", "dry_run"])]
    pub bump: bool,
    /// Add an entry with the changes to this changelog
    #[arg(long, value_name = "FILE", conflicts_with_all = ["check", "dry_run"])]
    pub changelog: Option<PathBuf>,
    /// Git revision that --bump and --changelog compare with
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub since: String,
    /// Folder of the crate, created if missing [default: the one in castiron.toml]
    #[arg(long, short, alias = "output", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Name of the crate [default: the name of its folder]
    #[arg(long)]
    pub name: Option<String>,
    /// Make the crate a member of the surrounding workspace: no `[workspace]` in its Cargo.toml
    #[arg(long)]
    pub member: bool,
    /// The runtime of the crate
    #[command(flatten)]
    pub runtime: RuntimeArgs,
    /// Options for reading the document
    #[command(flatten)]
    pub reading: Reading,
}

/// `model`
#[derive(Args, Debug)]
pub struct ModelArgs {
    /// What is meant
    #[command(flatten)]
    pub chosen: Chosen,
    /// Options for reading the document
    #[command(flatten)]
    pub reading: Reading,
}

/// `map`
#[derive(Args, Debug)]
pub struct MapArgs {
    /// What is meant
    #[command(flatten)]
    pub chosen: Chosen,
    /// Output file, `-` for standard output [default: map.html]
    #[arg(long, short, alias = "output", value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Crate name used in paths and snippets [default: the one in castiron.toml, or `api`]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Highlight changes since this document: a file, or REVISION:FILE
    #[arg(long, value_name = "OLD")]
    pub diff: Option<String>,
    /// Options for reading the document
    #[command(flatten)]
    pub reading: Reading,
}

/// `stats`
#[derive(Args, Debug)]
pub struct StatsArgs {
    /// What is meant
    #[command(flatten)]
    pub chosen: Chosen,
    /// Options for reading the document
    #[command(flatten)]
    pub reading: Reading,
}

/// `list`
#[derive(Args, Debug)]
pub struct ListArgs {
    /// What is meant
    #[command(flatten)]
    pub chosen: Chosen,
    /// List only these
    #[arg(long, value_name = "WHAT")]
    pub only: Option<Listed>,
    /// Options for reading the document
    #[command(flatten)]
    pub reading: Reading,
}

/// `fetch-list`
#[derive(Args, Debug)]
pub struct FetchListArgs {
    /// What is meant
    #[command(flatten)]
    pub chosen: Chosen,
    /// Options for reading the document
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
    /// Command to print the page of [default: castiron itself]
    pub command: Option<String>,
}

/// `explain`
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The code, such as C0102
    pub code: Option<String>,
}

/// A URL or a prefix of URLs, and the path that replaces it. A URL may contain `=`, the path may not.
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
