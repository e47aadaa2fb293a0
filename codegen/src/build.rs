//! For build scripts: generates one file that a crate includes as a module.
//!
//! ```no_run
//! // all that `main` in build.rs needs
//! castiron_codegen::build::Module::new("openapi.yaml").generate();
//! ```
//!
//! ```ignore
//! // src/main.rs
//! mod api {
//!     include!(concat!(env!("OUT_DIR"), "/api.rs"));
//! }
//! ```
//!
//! The front page `api.md` is written beside it. It becomes the documentation of the module if the module starts with
//! `#[doc = include_str!(concat!(env!("OUT_DIR"), "/api.md"))]`.
//!
//! The crate needs `castiron-codegen` in its build dependencies and `castiron-runtime` in its dependencies. The module
//! allows all lints of the crate.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Look, Severity, Sources};
use crate::emit;
use crate::limits::Limit;
use crate::load::{Document, LoadOptions, load};
use crate::settings::Origin;
use crate::source::{Disk, Source};

/// A module to be generated from a document.
#[derive(Clone, Debug)]
pub struct Module {
    document: PathBuf,
    settings: Option<PathBuf>,
    file: String,
    options: LoadOptions,
}

/// The result of generating a module, including instructions for Cargo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The source of the module, or the errors as text.
    pub result: Result<String, String>,
    /// The module's front page, as Markdown; empty if there is no module.
    pub front: String,
    /// Warnings, one line each.
    pub warnings: Vec<String>,
    /// The files that were read: the document's, and the settings.
    pub files: BTreeSet<PathBuf>,
}

impl Module {
    /// Generates from this document. Relative paths start at the folder of the package.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            settings: None,
            file: "api.rs".to_owned(),
            options: LoadOptions::default(),
        }
    }

    /// Sets a settings file, with the keys of `castiron.toml` except those that choose what is generated where. By default,
    /// bundled settings for the document apply, if there are any.
    #[must_use]
    pub fn settings(mut self, file: impl Into<PathBuf>) -> Self {
        self.settings = Some(file.into());
        self
    }

    /// Sets the name of the file in `OUT_DIR`; the default is `api.rs`.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>) -> Self {
        self.file = name.into();
        self
    }

    /// Sets options for reading the document: where files may come from, whether warnings are errors.
    #[must_use]
    pub fn load_options(mut self, options: LoadOptions) -> Self {
        self.options = options;
        self
    }

    /// Writes the module into `OUT_DIR`, and tells cargo which files it depends on. Only for build scripts: prints errors,
    /// and ends the process with status 1.
    pub fn generate(&self) {
        let outcome = self.cast(&Disk);
        println!("{}", outcome.directives());
        let front = Path::new(&self.file).with_extension("md");
        let written = outcome.result.and_then(|text| {
            write(Path::new(&self.file), &text)?;
            write(&front, &outcome.front)
        });
        if let Err(error) = written {
            eprintln!("{}", error.trim_end());
            std::process::exit(1);
        }
    }

    /// Generates the module without writing anything.
    pub fn cast(&self, source: &dyn Source) -> Outcome {
        let mut files = BTreeSet::from([self.document.clone()]);
        files.extend(self.settings.clone());
        let loaded = load(source, &self.document, &self.options);
        files.extend(
            loaded
                .files
                .iter()
                .map(|(_, file)| file.path().to_path_buf()),
        );
        let mut outcome = Outcome {
            result: Err(String::new()),
            front: String::new(),
            warnings: Vec::new(),
            files,
        };
        let mut diagnostics = loaded.diagnostics;
        let mut origin = Origin::default();
        if let Some(document) = loaded.document.filter(|_| !diagnostics.has_errors()) {
            let config = match self.config(source, &document) {
                Ok(config) => config,
                Err(error) => {
                    outcome.result = Err(error);
                    return outcome;
                }
            };
            let (model, more) = crate::model(&document, &config);
            for diagnostic in more.iter() {
                diagnostics.push(diagnostic.clone());
            }
            outcome.result = Ok(emit::module(&model));
            outcome.front = emit::module_front(&model, &self.name());
            origin = config.origin;
        }
        if diagnostics.has_errors() {
            let text = diagnostics.render(&origin.with(&*loaded.files), &Look::default());
            outcome.result = Err(text);
        }
        outcome.warnings = warnings(&diagnostics, &origin.with(&*loaded.files));
        outcome
    }

    fn config(&self, source: &dyn Source, document: &Document) -> Result<Config, String> {
        let Some(path) = &self.settings else {
            let bundled = Config::bundled(&document.api.info.title, document.servers())?;
            return Ok(bundled.map_or_else(Config::default, |(_, config)| config));
        };
        let name = path.display();
        let bytes = source
            .read(path, self.options.limits.of(Limit::FileBytes) as u64)
            .map_err(|error| format!("error: cannot read {name}: {error}"))?;
        let text = String::from_utf8(bytes).map_err(|error| format!("error: {name}: {error}"))?;
        Ok(Config::read(&text, &name.to_string())?)
    }

    /// What the module is called, most likely: like its file.
    fn name(&self) -> String {
        let stem = Path::new(&self.file).file_stem();
        let stem = stem.unwrap_or_default().to_string_lossy();
        stem.replace('-', "_")
    }
}

/// Writes a file into `OUT_DIR`.
fn write(file: &Path, text: &str) -> Result<(), String> {
    let folder = std::env::var_os("OUT_DIR").ok_or(
        "error: OUT_DIR is not set: `Module::generate` is for build scripts, which cargo runs",
    )?;
    let path = Path::new(&folder).join(file);
    if fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
        return Ok(());
    }
    fs::write(&path, text).map_err(|error| format!("error: {}: {error}", path.display()))
}

impl Outcome {
    /// What a build script prints of it (The Cargo Book, Build Scripts, Outputs).
    fn directives(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            let _ = writeln!(out, "cargo::rerun-if-changed={}", file.display());
        }
        for warning in &self.warnings {
            let _ = writeln!(out, "cargo::warning={warning}");
        }
        out
    }
}

/// The warnings, each with its place on one line.
fn warnings(diagnostics: &Diagnostics, sources: &dyn Sources) -> Vec<String> {
    let shown = diagnostics.to_json(sources);
    let shown = shown.as_array().into_iter().flatten();
    shown
        .filter(|one| one["severity"] == Severity::Warning.as_str())
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            let line = one["line"].as_u64();
            let line = line.map_or_else(String::new, |line| format!(":{line}"));
            format!(
                "{}{line}: {} [{}]",
                text("file"),
                text("message").replace(['\n', '\r'], " "),
                text("code")
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Module;
    use crate::source::Memory;

    const PETS: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
                        Pet: { $ref: 'pet.yaml' }\n";

    fn memory(pet: &'static str) -> Memory {
        Memory::new()
            .with("api/pets.yaml", PETS)
            .with("api/pet.yaml", pet)
            .with("pets.toml", "[schemas]\nsecret-properties = ['chip']\n")
    }

    #[test]
    fn one_module_and_all_files_that_it_comes_from() {
        let source = memory("type: object\nproperties: { chip: { type: string } }\n");
        let outcome = Module::new("api/pets.yaml")
            .settings("pets.toml")
            .cast(&source);
        let text = outcome.result.clone().expect("a module");
        assert!(syn::parse_file(&text).is_ok_and(|file| file.attrs.is_empty()));
        assert!(text.contains("pub chip: Option<Secret>"), "{text}");
        assert!(outcome.front.contains("use api::Pet;"), "{}", outcome.front);
        // files that are referred to are named by their whole path
        let files: Vec<_> = outcome.files.iter().map(|path| path.to_str()).collect();
        assert_eq!(
            files,
            ["/api/pet.yaml", "api/pets.yaml", "pets.toml"].map(Some)
        );
        assert!(
            outcome
                .directives()
                .contains("cargo::rerun-if-changed=/api/pet.yaml\n")
        );
    }

    #[test]
    fn what_is_wrong_is_told() {
        // the files are watched nevertheless
        let outcome = Module::new("api/pets.yaml").cast(&memory("type: objekt\n{"));
        let error = outcome.result.expect_err("an error");
        assert!(error.contains("api/pet.yaml:"), "{error}");
        assert!(outcome.files.contains(Path::new("/api/pet.yaml")));

        let source = memory("type: object");
        let error = Module::new("nowhere.yaml").cast(&source).result;
        assert!(error.expect_err("an error").contains("nowhere.yaml"));
        let outcome = Module::new("api/pets.yaml")
            .settings("no.toml")
            .cast(&source);
        assert!(outcome.result.expect_err("an error").contains("no.toml"));
    }

    #[test]
    fn warnings_are_one_line_each() {
        let source = memory("type: object\nproperties: { a: { type: strung } }\n");
        let outcome = Module::new("api/pets.yaml").cast(&source);
        assert!(outcome.result.is_ok());
        let [warning] = outcome.warnings.as_slice() else {
            panic!("{:?}", outcome.warnings);
        };
        assert!(warning.starts_with("api/pet.yaml:2: "), "{warning}");
        assert!(
            outcome
                .directives()
                .ends_with(&format!("cargo::warning={warning}\n"))
        );
    }
}
