//! Whether generated types mean what the document says: every example that is valid under its own schema must decode
//! into the type that was generated for the schema, and encode back to the same JSON value.
//!
//! ```text
//! examples   document → values          every `example`, `examples` and `default`, with the place of its schema
//! judge      value, schema → bool       the `jsonschema` crate, on the document as its author wrote it
//! driver     types, values → crate      the generated crate with a program that decodes and encodes
//! compare    value, value → verdict     the same, keys lost, or something else
//! ```
//!
//! `castiron-meaning FILE…` or `castiron-meaning --index INDEX`; exit status 0 when as many values as `--least` asks
//! for come back.

mod cast;
mod compare;
mod driver;
mod examples;
mod judge;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use report::{Report, Tally};

/// Checks examples of documents against the types that are generated for them.
#[derive(Debug, Parser)]
struct Args {
    /// OpenAPI documents.
    documents: Vec<PathBuf>,
    /// A list of documents: the first column of a table, relative to its folder.
    #[arg(long)]
    index: Option<PathBuf>,
    /// Only documents of the list whose path holds this text.
    #[arg(long, default_value = "")]
    only: String,
    /// Where crates are written and compiled.
    #[arg(long, default_value = "target/meaning")]
    out: PathBuf,
    /// The folder of the runtime.
    #[arg(long, default_value = "runtime")]
    runtime: PathBuf,
    /// How many documents are compiled at once.
    #[arg(long, default_value_t = 8)]
    batch: usize,
    /// Casts objects that say nothing of further properties as if they allowed them.
    #[arg(long)]
    keep_undeclared: bool,
    /// Fails when fewer percent of the valid values come back.
    #[arg(long, default_value_t = 0.0)]
    least: f64,
    /// How many failures are shown for each document.
    #[arg(long, default_value_t = 10)]
    show: usize,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Checks all documents; whether enough came back.
fn run(args: &Args) -> Result<bool, String> {
    let documents = documents(args)?;
    let runtime = std::fs::canonicalize(&args.runtime)
        .map_err(|error| format!("{}: {error}", args.runtime.display()))?;
    let mut whole = Tally::default();
    for (number, batch) in documents.chunks(args.batch.max(1)).enumerate() {
        let folder = args.out.join(format!("batch{number}"));
        let mut cast = Vec::new();
        for path in batch {
            match cast::cast(path, args.keep_undeclared) {
                Ok(found) => cast.push(found),
                Err(message) => {
                    println!("{}: {message}", shown(path));
                    whole.refused += 1;
                }
            }
        }
        driver::write(&folder, &cast, &runtime)?;
        driver::build(&folder, &args.out.join("target"))?;
        for (index, one) in cast.iter().enumerate() {
            let answers = driver::run(&folder, &args.out.join("target"), index)?;
            let report = Report::new(one, &answers);
            report.print(args.show);
            whole.add(&report.tally);
        }
    }
    println!("\nall {} documents: {whole}", documents.len());
    Ok(whole.percent() >= args.least && whole.broken == 0)
}

/// The documents that were asked for.
fn documents(args: &Args) -> Result<Vec<PathBuf>, String> {
    let mut documents = args.documents.clone();
    if let Some(index) = &args.index {
        let text = std::fs::read_to_string(index)
            .map_err(|error| format!("{}: {error}", index.display()))?;
        let folder = index.parent().unwrap_or(Path::new("."));
        let listed = text
            .lines()
            .skip(1)
            .filter_map(|line| line.split('\t').next());
        documents.extend(
            listed
                .filter(|path| path.contains(&args.only))
                .map(|path| folder.join(path)),
        );
    }
    if documents.is_empty() {
        return Err("name documents, or a list of them with --index".to_owned());
    }
    Ok(documents)
}

/// A document's name for people.
fn shown(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
    format!("{}/{name}", folder.to_string_lossy())
}
