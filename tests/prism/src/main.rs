//! Whether generated clients send what the document asks for: every operation is called against Prism, a server that
//! validates requests by the document and answers from it, and that nobody here wrote.
//!
//! ```text
//! spec      text → document            as its author wrote it, references followed
//! calls     document → model → calls   the generated method of each operation, with the types that it takes
//! sample    schema → value             what a request holds: once the required fields only, once all
//! narrow    schema → schema            what Prism makes of an answer, as a special case of what the document says
//! cut       document → document        the operations under test, for Prism to load; answers narrowed
//! program   calls → crate              the generated crate with a program that makes the calls
//! server    document → 127.0.0.1       Prism itself
//! report    outcomes → table           counts, and the reason of everything else
//! ```
//!
//! `castiron-prism --prism PROGRAM FILE…`; exit status 0 when as many calls as `--least` asks for went well.

mod calls;
mod cut;
mod narrow;
mod pattern;
mod program;
mod report;
mod sample;
mod scalar;
mod server;
mod spec;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use serde_json::{Map, Value};

use calls::Call;
use report::{Outcome, Report};
use sample::Extent;
use spec::Spec;

/// Calls the operations of documents against Prism.
#[derive(Debug, Parser)]
struct Args {
    /// OpenAPI documents, each perhaps with a number of operations: `openapi.yaml=50`. They are spread over the document.
    #[arg(required = true)]
    documents: Vec<String>,
    /// The `prism` program.
    #[arg(long)]
    prism: PathBuf,
    /// Where crates are written and compiled.
    #[arg(long, default_value = "target/prism")]
    out: PathBuf,
    /// The folder of the runtime.
    #[arg(long, default_value = "runtime")]
    runtime: PathBuf,
    /// How many operations one server has to load.
    #[arg(long, default_value_t = 40)]
    chunk: usize,
    /// Fails when fewer percent of the calls of a document go well.
    #[arg(long, default_value_t = 0.0)]
    least: f64,
    /// How many failures are shown for each document.
    #[arg(long, default_value_t = 20)]
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

/// Calls the operations of all documents; whether enough went well.
fn run(args: &Args) -> Result<bool, String> {
    let mut enough = true;
    for (number, document) in args.documents.iter().enumerate() {
        let (path, most) = match document.rsplit_once('=') {
            Some((path, most)) => (
                path,
                most.parse()
                    .map_err(|_| format!("{document}: `={most}` is not a number"))?,
            ),
            None => (document.as_str(), usize::MAX),
        };
        let report = one(args, number, &PathBuf::from(path), most)?;
        report.print(args.show);
        enough &= report.percent() >= args.least;
    }
    Ok(enough)
}

/// Calls the operations of one document.
fn one(args: &Args, number: usize, path: &std::path::Path, most: usize) -> Result<Report, String> {
    let spec = Spec::read(path)?;
    let cast = calls::cast(path, most)?;
    let mut report = Report::new(path, cast.total, cast.calls.len());
    let folder = args.out.join(format!("document{number}"));
    program::write(&folder, &cast, &args.runtime)?;
    let binary = program::build(&folder, &args.out.join("target"))?;
    for (chunk, calls) in cast.calls.chunks(args.chunk.max(1)).enumerate() {
        let cut = folder.join(format!("cut{chunk}.json"));
        let document = cut::cut(&spec, calls);
        std::fs::write(&cut, document.to_string())
            .map_err(|error| format!("{}: {error}", cut.display()))?;
        let server = server::start(&args.prism, &cut)?;
        let mut requests = Vec::new();
        for (index, call) in calls.iter().enumerate() {
            for extent in [Extent::Required, Extent::All] {
                match request(&spec, call, extent) {
                    Ok((path, params)) => {
                        requests.push((chunk * args.chunk + index, extent, path, params));
                    }
                    Err(reason) => report.add(call, extent, Outcome::Unsampled(reason)),
                }
            }
        }
        let answers = program::run(&binary, &folder, server.port(), &requests)?;
        for ((index, extent, _, params), outcome) in requests.iter().zip(answers) {
            report.add(&cast.calls[*index], *extent, outcome.judged(params));
        }
    }
    Ok(report)
}

/// The values of a request: path arguments in their order, and params, all as JSON.
fn request(spec: &Spec, call: &Call, extent: Extent) -> Result<(Vec<Value>, Value), String> {
    let is_form = ["application/x-www-form-urlencoded", "multipart/form-data"]
        .iter()
        .any(|form| (call.body)(form));
    let sampler = sample::Sampler::new(spec, is_form);
    let texts = sample::Sampler::of_parameters(spec);
    let operation = spec.operation(&call.pointer)?;
    let mut path = Vec::new();
    for name in &call.path {
        let schema = operation.parameter(name, "path");
        path.push(match schema {
            Some(schema) => texts.value(&schema, extent)?,
            // not declared: any text
            None => "x".into(),
        });
    }
    let mut params = Map::new();
    let body = operation.body(&call.body);
    let whole = match &body {
        Some(schema) => Some(sampler.value(schema, extent)?),
        None => None,
    };
    for field in &call.fields {
        let value = match field.place {
            calls::Place::Parameter(place) => {
                if !field.required && extent == Extent::Required {
                    continue;
                }
                operation
                    .parameter(&field.wire, place)
                    .map(|schema| texts.value(&schema, extent))
                    .transpose()?
            }
            calls::Place::Property => whole.as_ref().and_then(|all| all.get(&field.wire)).cloned(),
            calls::Place::Whole if field.required || extent == Extent::All => whole.clone(),
            calls::Place::Whole => None,
        };
        if let Some(value) = value {
            params.insert(field.wire.clone(), value);
        }
    }
    Ok((path, params.into()))
}
