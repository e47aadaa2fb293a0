//! The arguments of `diff`.

use clap::{Args, ValueEnum};

use super::Reading;
use crate::failure::Failure;
use crate::quote::word;

/// `diff`
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The old document: a file, or REVISION:FILE for a version in git, such as main:openapi.yaml
    #[arg(required_unless_present_any = ["schema", "since", "from"])]
    pub old: Option<String>,
    /// The new document [default: the one in castiron.toml]
    pub new: Option<String>,
    /// The old document, as without `--from`
    #[arg(long, alias = "old", value_name = "OLD")]
    pub from: Option<String>,
    /// The new document, as without `--to`
    #[arg(long, aliases = ["new", "spec"], value_name = "NEW")]
    pub to: Option<String>,
    /// Exit with status 1 if any change has at least this impact
    #[arg(long, value_name = "IMPACT")]
    pub deny: Option<Impact>,
    /// Compare the documents in castiron.toml with their versions in this git revision, for all crates or those given by
    /// `--crate`
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["old", "new", "from", "to"])]
    pub since: Option<String>,
    /// The crate in castiron.toml whose settings apply [default: the one that uses either document]
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Vec<String>,
    /// Show only these kinds of changes, separated by commas: major, split, minor, patch, api, wire, documentation
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub only: Vec<Only>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Print the JSON schema of `--format json` and exit
    #[arg(long)]
    pub schema: bool,
    /// How the documents are read
    #[command(flatten)]
    pub reading: Reading,
}

impl DiffArgs {
    /// The names of the old document and of the new one: those of options, and words for what no option names.
    ///
    /// # Errors
    /// Where there are three.
    pub(crate) fn documents(&self) -> Result<[Option<&str>; 2], Failure> {
        let mut words = self.old.iter().chain(&self.new);
        let old = self.from.as_ref().or_else(|| words.next());
        let new = self.to.as_ref().or_else(|| words.next());
        match words.next() {
            Some(third) => Err(format!(
                "`diff` compares two documents, and {} is a third; write `diff OLD NEW`",
                word(third)
            )
            .into()),
            None => Ok([old, new].map(|name| name.map(String::as_str))),
        }
    }
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
    /// May break programs that use the crate
    Major,
    /// One type became several, or several became one
    Split,
    /// Additions, and changes in behavior at run time
    Minor,
    /// Documentation only
    Patch,
    /// Changes to the Rust API
    Api,
    /// Changes to what is sent, received or accepted without a change to the Rust API
    Wire,
    /// Changes to the documentation
    Documentation,
}

/// What a change means for the crate's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Impact {
    /// Documentation only
    Patch,
    /// Additions, and changes in behavior at run time
    Minor,
    /// One type became several, or several became one; counts as minor for the version
    Split,
    /// May break programs that use the crate
    Major,
}
