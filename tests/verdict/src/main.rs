//! `castiron-verdict same FILE…`: whether `diff` finds nothing where nothing has changed.

use std::path::PathBuf;
use std::process::ExitCode;

use castiron_verdict::compile::{Case, Plan};
use castiron_verdict::{compile, corpus, same, versions};
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
    /// Makes single changes to documents, and compares what `diff` says with what the compiler says
    Changes {
        #[command(flatten)]
        documents: Documents,
        /// How many changes of each kind are made to a document
        #[arg(long, default_value_t = 3)]
        of_each: usize,
        /// Only kinds of changes that hold this text
        #[arg(long, default_value = "")]
        kinds: String,
        /// Keep one of so many paths of each document, and what it needs
        #[arg(long, default_value_t = 1)]
        part: usize,
        /// Generate with these settings instead of those that are bundled for an API
        #[arg(long)]
        settings: Option<PathBuf>,
        /// Compare each document with the next one instead of changing it
        #[arg(long)]
        versions: bool,
        /// Where crates are written and compiled
        #[arg(long, default_value = "target/verdict")]
        out: PathBuf,
        /// Fails when fewer percent of the verdicts are right
        #[arg(long, default_value_t = 99.0)]
        least: f64,
    },
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
        Command::Changes {
            documents,
            of_each,
            kinds,
            part,
            settings,
            versions: versions_of_one,
            out,
            least,
        } => settings
            .map(|path| std::fs::read_to_string(path).map_err(|error| error.to_string()))
            .transpose()
            .and_then(|settings| {
                let plan = Plan {
                    of_each,
                    kinds,
                    part,
                    settings,
                };
                let all = documents.all()?;
                match versions_of_one {
                    true => versions::versions(&all, &plan, &out),
                    false => compile::single(&all, &plan, &out),
                }
            })
            .map(|cases| report(&cases) >= least),
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

/// Prints right and wrong by kind, and every wrong verdict; how many percent are right.
fn report(cases: &[Case]) -> f64 {
    let mut kinds: Vec<(&str, usize, usize)> = Vec::new();
    for case in cases {
        let kind = case.change.0.as_str();
        let right = usize::from(case.is_right());
        match kinds.iter_mut().find(|(known, ..)| *known == kind) {
            Some((_, sum, all)) => (*sum, *all) = (*sum + right, *all + 1),
            None => kinds.push((kind, right, 1)),
        }
        if !case.is_right() {
            let impact = case
                .impact
                .map_or("nothing".to_owned(), |impact| impact.to_string());
            let compiler = match case.compiles {
                _ if case.wrong.is_some() => case.wrong.unwrap_or_default(),
                Some(true) => "compiles",
                Some(false) => "does not compile",
                None => "the new crate does not compile",
            };
            println!(
                "wrong: {kind} at {} {}: {impact}, {compiler}; {}",
                case.document.display(),
                case.change.1,
                case.detail
            );
        }
    }
    for (kind, right, all) in &kinds {
        println!("{right:>5} of {all:<5} {kind}");
    }
    let right = cases.iter().filter(|case| case.is_right()).count();
    let percent = 100.0 * right as f64 / cases.len().max(1) as f64;
    println!("{right:>5} of {:<5} in all, {percent:.1} %", cases.len());
    percent
}
