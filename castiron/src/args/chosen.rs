//! The crates and documents that a command line names.

use std::path::PathBuf;

use clap::Args;

/// The crates and documents that a command line names, by position or by option: both mean the same.
#[derive(Args, Clone, Debug, Default)]
pub struct Chosen {
    /// Crates in castiron.toml, or documents, `-` for standard input [default: what castiron.toml describes]
    #[arg(value_name = "CRATE|FILE")]
    pub words: Vec<PathBuf>,
    /// The documents that are named as such.
    #[command(flatten)]
    pub specs: Specs,
    /// The crate in castiron.toml, whose settings apply
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Vec<String>,
}

/// The documents that a command line names by option.
#[derive(Args, Clone, Debug, Default)]
pub struct Specs {
    /// The document: OpenAPI 3.x or Swagger 2.0, JSON or YAML; repeatable, the first one leads
    #[arg(
        long,
        short_alias = 'i',
        aliases = ["document", "file", "input"],
        value_name = "FILE"
    )]
    pub spec: Vec<PathBuf>,
}
