//! Whether the blank value of every type of a document is read back as it was written, by a program that is compiled for it.

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::emit::{self, EmitOptions, Runtime};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::Disk;

use crate::{cargo, expectations, made, workspace};

/// Which crate is made of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With all operations.
    Whole,
    /// The types of its components alone.
    Types,
    /// With a Cargo feature for each handle; all of them are switched on.
    Features,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Types, Self::Features];

    /// Settings, added to those of the document.
    fn settings(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Types => "[select]\ninclude = [\"schema:*\"]\n",
            Self::Features => "features = \"resources\"\n",
        }
    }
}

/// What became of the types of a document.
#[derive(Clone, Debug)]
pub struct Found {
    /// How many there are.
    pub types: usize,
    /// What the program says of those without a blank value that comes back, one a line.
    pub wrong: Vec<String>,
}

/// Compiles the crate of a document in a folder, with a program that makes a blank value of each type, and runs it.
///
/// # Errors
/// Where no crate is made of the document, and with what the compiler says where it does not compile.
///
/// # Panics
/// Where the disk refuses.
pub fn check(path: &Path, form: Form, folder: &Path, name: &str) -> Result<Found, String> {
    let loaded = load(&Disk, path, &LoadOptions::default());
    let refused = loaded.diagnostics.has_errors();
    let document = loaded.document.filter(|_| !refused).ok_or("refused")?;
    let title = &document.api.info.title;
    let bundled = Config::bundled(title, document.servers()).map_err(|error| error.to_string())?;
    let own = Config::from_toml(form.settings()).map_err(|error| error.to_string())?;
    let mut config = bundled.map_or_else(Config::default, |(_, config)| config);
    (config.select, config.features) = (own.select, own.features);
    let (model, diagnostics) = castiron_codegen::model(&document, &config);
    if diagnostics.has_errors() {
        return Err("refused".to_owned());
    }
    let types = made::types(&model).len();
    if types == 0 {
        return Ok(Found {
            types,
            wrong: Vec::new(),
        });
    }
    let options = EmitOptions {
        name: name.to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (file, text) in emit::emit(&model, &options) {
        files.insert(format!("{name}/{file}"), text);
    }
    let program = made::program(&[(name.to_owned(), &model)]);
    files.insert(format!("{name}/examples/blanks.rs"), program);
    std::fs::create_dir_all(folder).expect("a writable folder");
    expectations::replace(folder, &files);
    cargo::workspace(folder, &[name]);
    let mut run = vec!["run", "--package", name, "--example", "blanks"];
    if form == Form::Features && files[&format!("{name}/Cargo.toml")].contains("\nfull = [") {
        run.extend(["--features", "full"]);
    }
    let target = folder.join("target");
    let output = cargo::output(folder, &target, &run, &[]).map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(cargo::printed(&output));
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    let wrong = printed.lines().map(str::to_owned).collect();
    Ok(Found { types, wrong })
}
