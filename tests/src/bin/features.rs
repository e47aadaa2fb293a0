//! `cargo run -p castiron-tests --bin features -- DOCUMENT [SETTINGS]`: a document is cast with a feature a handle, and each
//! feature is compiled alone, without a warning.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Runtime};
use castiron_codegen::source::Disk;
use castiron_tests::{alone, cargo, casting, expectations, workspace};

fn main() -> ExitCode {
    match run() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<usize, String> {
    let mut arguments = std::env::args().skip(1);
    let document = PathBuf::from(arguments.next().ok_or("name a document")?);
    let settings = match arguments.next() {
        Some(file) => std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?,
        None => String::new(),
    };
    let config = Config::from_toml(&format!("features = \"resources\"\n{settings}"));
    let config = config.map_err(|error| error.to_string())?;
    let options = EmitOptions {
        name: "alone".to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    let document = document.canonicalize().map_err(|error| error.to_string())?;
    let files = casting::cast_from(&Disk, &document, &config, &options)?;
    let root = Path::new(&workspace()).join("target/tmp/alone");
    expectations::replace(&root.join("alone"), &files);
    cargo::workspace(&root, &["alone"]);
    let features = alone::features(&files["Cargo.toml"]);
    let failed = alone::failing(&root, "alone", &features);
    for one in &failed {
        println!("{one}");
    }
    println!("{} features, {} fail", features.len(), failed.len());
    Ok(failed.len())
}
