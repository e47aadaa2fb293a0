//! The program that makes the calls: written beside the generated crate, compiled and run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use castiron_tests::cargo;
use castiron_tests::crates::{self, put, shown};
use serde_json::Value;

use crate::calls::Cast;
use crate::report::Outcome;
use crate::sample::Extent;

/// A request: the call's number, its extent, its path arguments and its params.
pub(crate) type Request = (usize, Extent, Vec<Value>, Value);

/// Writes the crate and its program.
pub(crate) fn write(folder: &Path, cast: &Cast, runtime: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| shown(folder, &error))?;
    }
    let name = "api";
    let krate = folder.join(name);
    for (path, text) in &cast.files {
        if path != "Cargo.toml" {
            put(&krate.join(path), text)?;
        }
    }
    let binary = "[[bin]]\nname = \"calls\"\npath = \"src/bin/calls.rs\"\n";
    let manifest = crates::manifest(name, binary, "\"ureq\"");
    put(
        &krate.join("Cargo.toml"),
        &(manifest + "bytes = \"1\"\nhttp = \"1\"\nserde_json = \"1\"\n"),
    )?;
    put(&krate.join("src/bin/calls.rs"), &source(cast))?;
    let runtime = fs::canonicalize(runtime).map_err(|error| shown(runtime, &error))?;
    crates::workspace(folder, &[name.to_owned()], &runtime)
}

/// What is the same in every program.
///
/// Its transport goes to one port of this machine, wherever a request wants to go.
const PROGRAM: &str = r#"#![allow(deprecated)]
use api_api as api;
use castiron_runtime::{BlockingBody, BlockingTransport, Call, Decode, Error, Response, TransportError, ureq::Ureq};

struct Local(Ureq, String);

impl BlockingTransport for Local {
    fn send(&self, mut request: http::Request<bytes::Bytes>) -> Result<http::Response<BlockingBody>, TransportError> {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let uri = format!("http://127.0.0.1:{}{path}", self.1);
        *request.uri_mut() = uri.parse().expect("what was a URI is one on another host");
        self.0.send(request)
    }
}

fn read<T: Decode>(text: &str) -> Result<T, String> {
    castiron_runtime::from_str(text).map_err(|error| format!("unsent {error}: {text}"))
}

fn done<T>(answer: Result<Response<T>, Error>) -> Result<(), String> {
    match answer {
        Ok(_) => Ok(()),
        Err(Error::Decode(error)) => Err(format!("undecoded {error:?}")),
        Err(Error::Api(error)) => Err(format!("refused {} {}", error.status(), String::from_utf8_lossy(error.raw_body()))),
        Err(error) => Err(format!("unsent {error}")),
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (port, requests) = (arguments.next().expect("a port"), arguments.next().expect("a file"));
    let client = CLIENT;
    let text = std::fs::read_to_string(requests).expect("a file");
    for line in text.lines() {
        let mut parts = line.split('\t');
        let mut next = || parts.next().unwrap_or_default();
        let (call, params) = (next().parse::<usize>().expect("a number"), next());
        let path: Vec<&str> = parts.collect();
        match CALLS[call](&client, &path, params) {
            Ok(()) => println!("ok"),
            Err(error) => println!("{}", error.replace('\n', " ")),
        }
    }
}
"#;

fn source(cast: &Cast) -> String {
    let client = "api::client::Client";
    let made = format!(
        "{client}::builder(\"key\").base_url(\"http://127.0.0.1\").retries(0)\
         .blocking_transport(Local(Ureq::new(), port)).build().expect(\"a client\")"
    );
    let mut out = PROGRAM.replace("CLIENT", &made).replace("Call, ", "");
    for (index, call) in cast.calls.iter().enumerate() {
        out.push_str(&format!(
            "\nfn call{index}(client: &{client}, path: &[&str], params: &str) -> Result<(), String> {{\n    let _ = (path, params);\n{}}}\n",
            call.source
        ));
    }
    out.push_str(&format!(
        "\ntype Made = fn(&{client}, &[&str], &str) -> Result<(), String>;\nstatic CALLS: &[Made] = &["
    ));
    for index in 0..cast.calls.len() {
        out.push_str(&format!("call{index}, "));
    }
    out.push_str("];\n");
    out
}

/// Compiles the program; gives its path.
pub(crate) fn build(folder: &Path, target: &Path) -> Result<PathBuf, String> {
    let target = std::path::absolute(target).map_err(|error| shown(target, &error))?;
    let output = cargo::output(folder, &target, &["build", "--bin", "calls"], &[])
        .map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "{}: the program does not compile\n{}",
            folder.display(),
            cargo::printed(&output)
        ));
    }
    let built = target
        .join("debug/calls")
        .with_extension(std::env::consts::EXE_EXTENSION);
    let kept = folder.join("calls");
    fs::copy(&built, &kept).map_err(|error| shown(&built, &error))?;
    std::path::absolute(&kept).map_err(|error| shown(&kept, &error))
}

/// Makes the requests to a server of this machine.
pub(crate) fn run(
    program: &Path,
    folder: &Path,
    port: u16,
    requests: &[Request],
) -> Result<Vec<Outcome>, String> {
    let lines: String = requests
        .iter()
        .map(|(call, _, path, params)| {
            let path: String = path.iter().map(|value| format!("\t{value}")).collect();
            format!("{call}\t{params}{path}\n")
        })
        .collect();
    let file = folder.join("requests.tsv");
    put(&file, &lines)?;
    let output = Command::new(program)
        .arg(port.to_string())
        .arg(&file)
        .output()
        .map_err(|error| shown(program, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let outcomes: Vec<Outcome> = text.lines().map(Outcome::read).collect();
    if outcomes.len() == requests.len() {
        return Ok(outcomes);
    }
    Err(format!(
        "the program ended early: {}",
        String::from_utf8_lossy(&output.stderr)
    ))
}
