//! `castiron-verdict same FILE…`: whether `diff` finds nothing where nothing has changed.

use std::path::PathBuf;
use std::process::ExitCode;

use castiron_verdict::{corpus, same};
use clap::{Args, Parser, Subcommand};

/// Checks what `castiron diff` says.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compares documents with themselves, with their twins in YAML and in other orders: there must be no change
    Same(Documents),
}

/// Which documents are taken.
#[derive(Args, Debug)]
struct Documents {
    /// OpenAPI documents
    documents: Vec<PathBuf>,
    /// A list of documents: the first column of a table, relative to its folder
    #[arg(long)]
    index: Option<PathBuf>,
    /// Only documents whose path holds this text
    #[arg(long, default_value = "")]
    only: String,
}

impl Documents {
    fn all(&self) -> Result<Vec<PathBuf>, String> {
        let mut all = self.documents.clone();
        if let Some(index) = &self.index {
            all.extend(corpus::listed(index)?);
        }
        all.retain(|path| path.to_string_lossy().contains(&self.only));
        Ok(all)
    }
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Same(documents) => same(&documents),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn same(documents: &Documents) -> Result<bool, String> {
    let (mut wrong, mut refused) = (0, 0);
    let all = documents.all()?;
    for path in &all {
        let name = path.display();
        match same::compare(path) {
            Err(message) => {
                refused += 1;
                println!("{name}: {}", message.lines().next().unwrap_or_default());
            }
            Ok(found) => {
                let found: Vec<_> = found.iter().filter(|one| !one.changes.is_empty()).collect();
                wrong += usize::from(!found.is_empty());
                for one in found {
                    println!("{name} {}: {} changes", one.how, one.changes.len());
                    for change in one.changes.iter().take(5) {
                        let member = change.member.as_deref().unwrap_or_default();
                        println!(
                            "    {} {}.{member}: {}",
                            change.impact, change.item, change.detail
                        );
                    }
                }
            }
        }
    }
    println!(
        "{} documents: {wrong} with changes, {refused} refused",
        all.len()
    );
    Ok(wrong == 0)
}
