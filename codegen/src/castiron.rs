//! The generator as a builder: the document, its settings, and the generated output.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Look};
use crate::emit::EmitOptions;
use crate::load::{Files as SourceFiles, LoadOptions, load};
use crate::source::{Disk, Source};
use crate::write::{WriteError, Written, write};
use crate::{Generated, generate_last};

/// Generates a crate from an OpenAPI document.
///
/// ```
/// use castiron_codegen::Castiron;
/// use castiron_codegen::source::Memory;
///
/// let source = Memory::new().with(
///     "openapi.yaml",
///     "openapi: 3.0.3
/// info: { title: Pets, version: '1' }
/// paths: {}
/// components:
///   schemas:
///     Pet:
///       type: object
///       required: [name]
///       properties: { name: { type: string } }
/// ",
/// );
/// let output = Castiron::new("openapi.yaml").generate_from(&source)?;
/// assert_eq!(output.generated.stats.objects, 1);
/// assert!(output.generated.files.contains_key("src/lib.rs"));
/// # Ok::<(), castiron_codegen::Refused>(())
/// ```
///
/// From files on disk, into a folder:
///
/// ```no_run
/// use castiron_codegen::Castiron;
///
/// let output = Castiron::new("openapi.yaml").generate()?;
/// eprint!("{}", output.messages());
/// output.write("api")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Castiron {
    spec: PathBuf,
    config: Option<Config>,
    load: LoadOptions,
    emit: EmitOptions,
}

impl Castiron {
    /// A generator for the document at a path: OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0, in JSON or YAML.
    #[must_use]
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            config: None,
            load: LoadOptions::default(),
            emit: EmitOptions::default(),
        }
    }

    /// Sets the settings. By default the bundled settings for the document apply, if there are any.
    #[must_use]
    pub fn config(mut self, config: Config) -> Self {
        self.config = Some(config);
        self
    }

    /// Sets how the document is read: which files it may refer to, and whether warnings are errors.
    #[must_use]
    pub fn load_options(mut self, options: LoadOptions) -> Self {
        self.load = options;
        self
    }

    /// Sets the name, version and runtime of the generated crate.
    #[must_use]
    pub fn emit_options(mut self, options: EmitOptions) -> Self {
        self.emit = options;
        self
    }

    /// Reads the document from disk and generates the crate, in memory.
    ///
    /// # Errors
    /// If the document can't be read or has errors.
    pub fn generate(&self) -> Result<Output, Refused> {
        self.generate_from(&Disk)
    }

    /// The same, with the document and the files that it refers to from another source.
    ///
    /// # Errors
    /// If the document can't be read or has errors.
    pub fn generate_from(&self, source: &dyn Source) -> Result<Output, Refused> {
        let loaded = load(source, &self.spec, &self.load);
        let mut diagnostics = loaded.diagnostics;
        let sources = loaded.files;
        let generated = match loaded.document {
            Some(mut document) if !diagnostics.has_errors() => {
                let config = match &self.config {
                    Some(config) => config.clone(),
                    None => bundled(&document),
                };
                let generated = generate_last(&mut document, &config, &self.emit);
                for diagnostic in generated.diagnostics.iter() {
                    diagnostics.push(diagnostic.clone());
                }
                Some(generated)
            }
            _ => None,
        };
        match generated {
            Some(mut generated) if !diagnostics.has_errors() => {
                generated.diagnostics = diagnostics;
                Ok(Output { generated, sources })
            }
            _ => Err(Refused {
                diagnostics,
                sources,
            }),
        }
    }
}

/// The bundled settings for a document, or the defaults.
fn bundled(document: &crate::load::Document) -> Config {
    let found = Config::bundled(&document.api.info.title, document.servers());
    let config = found.ok().flatten().map(|(_, config)| config);
    config.unwrap_or_default()
}

/// A generated crate, with the diagnostics of its document.
#[derive(Clone, Debug)]
pub struct Output {
    /// The crate, the model that it was printed from, and all diagnostics: none of them is an error.
    pub generated: Generated,
    /// The files that were read, for rendering the diagnostics.
    pub sources: Arc<SourceFiles>,
}

impl Output {
    /// The diagnostics as text for a terminal, without colours; empty if there are none.
    #[must_use]
    pub fn messages(&self) -> String {
        self.generated
            .diagnostics
            .render(&*self.sources, &Look::default())
    }

    /// Writes the crate into a folder: all of it, or, if that fails, nothing.
    ///
    /// # Errors
    /// If a file that castiron did not write is in the way, or on an I/O error.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<Written, WriteError> {
        write(folder.as_ref(), &self.generated.files)
    }
}

/// The error when nothing was generated. Its `Display` is the diagnostics.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The diagnostics, with at least one error.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub sources: Arc<SourceFiles>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.diagnostics.render(&*self.sources, &Look::default());
        f.write_str(text.trim_end())
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::Castiron;
    use crate::config::Config;
    use crate::load::LoadOptions;
    use crate::source::Memory;

    const PETS: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties: {chip: {type: string}, age: {type: integr}}
";

    fn memory(text: &'static str) -> Memory {
        Memory::new().with("api.yaml", text)
    }

    #[test]
    fn settings_reach_the_output() {
        let config = Config::from_toml("[schemas]\nsecret-properties = ['chip']\n").unwrap();
        let secret = |castiron: Castiron| {
            let output = castiron.generate_from(&memory(PETS)).unwrap();
            let files = output.generated.files;
            files
                .values()
                .any(|text| text.contains("chip: Option<Secret>"))
        };
        assert!(!secret(Castiron::new("api.yaml")));
        assert!(secret(Castiron::new("api.yaml").config(config)));
    }

    #[test]
    fn all_passes_say_what_they_have_to_say() {
        let output = Castiron::new("api.yaml")
            .generate_from(&memory(PETS))
            .unwrap();
        assert!(
            output.messages().contains("api.yaml:8:"),
            "{}",
            output.messages()
        );
        let options = LoadOptions {
            strict: true,
            ..LoadOptions::default()
        };
        let strict = Castiron::new("api.yaml").load_options(options);
        let refused = strict.generate_from(&memory(PETS)).unwrap_err();
        assert!(refused.to_string().starts_with("error["), "{refused}");
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let refused = Castiron::new("nowhere.yaml")
            .generate_from(&memory(PETS))
            .unwrap_err();
        assert!(refused.to_string().contains("nowhere.yaml"), "{refused}");
        let refused = Castiron::new("api.yaml")
            .generate_from(&memory("openapi: ["))
            .unwrap_err();
        assert!(refused.diagnostics.has_errors());
    }

    #[test]
    fn a_crate_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let output = Castiron::new("api.yaml")
            .generate_from(&memory(PETS))
            .unwrap();
        let written = output.write(folder.path()).unwrap();
        assert_eq!(written.changed.len(), output.generated.files.len());
        assert!(folder.path().join("src/lib.rs").is_file());
    }
}
