//! The arguments of `diff`.

use clap::{Args, ValueEnum};

use super::Reading;

/// `diff`
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The document as it was: a file, or REVISION:FILE for what git keeps of it, such as main:openapi.yaml
    #[arg(required_unless_present_any = ["schema", "since"])]
    pub old: Option<String>,
    /// The document as it is; else the one that castiron.toml names
    pub new: Option<String>,
    /// Exit with 1 when there is a change of this impact or a graver one
    #[arg(long, value_name = "IMPACT")]
    pub deny: Option<Impact>,
    /// Compare the documents of castiron.toml with what git keeps of them in this revision: of all crates, or of those
    /// that `--crate` names
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["old", "new"])]
    pub since: Option<String>,
    /// The crate of castiron.toml whose settings apply; else the one that one of the documents belongs to
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Vec<String>,
    /// Show only these, one or several: major, split, minor, patch, api, wire, documentation
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub only: Vec<Only>,
    /// How changes are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Print the JSON schema of `--format json` and exit
    #[arg(long)]
    pub schema: bool,
    /// How the documents are read
    #[command(flatten)]
    pub reading: Reading,
}

/// How changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people on a terminal
    Text,
    /// For a changelog or a comment on a pull request
    Markdown,
    /// For programs; `--schema` prints its schema
    Json,
}

/// Which changes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Programs may have to be changed
    Major,
    /// One type became several, or several one
    Split,
    /// Something new, or something that differs at run time
    Minor,
    /// Documentation only
    Patch,
    /// What shows in the Rust API
    Api,
    /// What is sent, received or accepted in another way while the Rust API stays as it is
    Wire,
    /// What is documented in other words
    Documentation,
}

/// What a change means for the crate's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Impact {
    /// Documentation only
    Patch,
    /// Something new, or something that differs at run time
    Minor,
    /// One type became several, or several one; counts as minor for the version
    Split,
    /// Programs may have to be changed
    Major,
}
