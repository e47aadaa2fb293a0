//! `blanks DOCUMENT…`: whether the blank value of every type of real documents is read back as it was written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::emit::{self, EmitOptions, Runtime};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Disk;
use castiron_tests::{cargo, expectations, made, workspace};

fn main() {
    let folder = workspace().join("target/blanks");
    let (mut types, mut wrong) = (0, 0);
    for (number, path) in std::env::args().skip(1).map(PathBuf::from).enumerate() {
        match blanks(&path, &folder, number) {
            Ok((count, printed)) => {
                types += count;
                wrong += printed.lines().filter(|line| line.contains("::")).count();
                println!("{}: {count} types\n{printed}", path.display());
            }
            Err(why) => println!("{}: {why}", path.display()),
        }
    }
    println!("{types} types, of which {wrong} have no blank value that comes back");
    if wrong > 0 {
        std::process::exit(1);
    }
}

/// The number of types of a document, and what the program says of them.
fn blanks(path: &Path, folder: &Path, number: usize) -> Result<(usize, String), String> {
    let loaded = load(&Disk, path, &LoadOptions::default());
    let refused = loaded.diagnostics.has_errors();
    let document = loaded.document.filter(|_| !refused).ok_or("refused")?;
    let title = &document.api.info.title;
    let bundled = Config::bundled(title, document.servers()).map_err(|error| error.to_string())?;
    let config = bundled.map_or_else(Config::default, |(_, config)| config);
    let (model, diagnostics) = castiron_codegen::model(&document, &config);
    if diagnostics.has_errors() {
        return Err("refused".to_owned());
    }
    let name = format!("blanks{number}");
    let runtime = workspace().join("runtime");
    let options = EmitOptions {
        name: name.clone(),
        runtime: Runtime::Path(runtime.clone()),
        ..EmitOptions::default()
    };
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (file, text) in emit::emit(&model, &options) {
        files.insert(format!("{name}/{file}"), text);
    }
    let program = made::program(&[(name.clone(), &model)]);
    files.insert(format!("{name}/examples/blanks.rs"), program);
    expectations::replace(folder, &files);
    cargo::workspace(folder, &[&name]);
    let run = ["run", "--package", &name, "--example", "blanks"];
    let target = folder.join("target");
    let output = cargo::output(folder, &target, &run, &[]).map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(cargo::printed(&output));
    }
    let count = made::types(&model).len();
    Ok((count, String::from_utf8_lossy(&output.stdout).into_owned()))
}
