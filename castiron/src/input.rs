//! Loads a document and its settings from paths.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use castiron_codegen::config::{Config, FeaturesBy};
use castiron_codegen::diagnostic::{Diagnostics, Sources};
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::load::{self, Document, Files, LoadOptions};
use castiron_codegen::{Generated, generate_last};

use crate::args::{FeaturesChoice, Reading};
use crate::failure::Failure;
use crate::here::Here;
use crate::paths::{absolute, shown};
use crate::source;
use crate::target::Target;

/// A document that was read, or what is wrong with it.
pub(crate) struct Input {
    pub(crate) document: Option<Document>,
    pub(crate) config: Config,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) files: Arc<Files>,
    /// The document's path, to show.
    pub(crate) name: String,
    /// Whether references that can't be resolved cost only the parts that need them.
    pub(crate) repairs: bool,
}

impl Input {
    /// Reads a document and finds its settings.
    pub(crate) fn read(
        here: &Here,
        target: &Target<'_>,
        reading: &Reading,
    ) -> Result<Self, Failure> {
        let name = here.shown(&target.spec);
        let own = target.of.map(|krate| &krate.settings);
        let options = LoadOptions {
            allow_root: reading
                .allow_root
                .as_ref()
                .map(|root| absolute(&here.folder, root)),
            strict: reading.strict,
            repair_references: reading
                .repair_references
                .or(own.and_then(|own| own.repair_references))
                .unwrap_or(true),
            limits: reading.limit.iter().fold(
                own.map(|own| own.limits.clone()).unwrap_or_default(),
                |limits, (limit, most)| limits.with(*limit, *most),
            ),
            urls: urls(here, target, reading),
            overlays: overlays(here, target, reading),
            beside: target
                .beside
                .iter()
                .map(|path| shown(&here.folder, path))
                .collect(),
        };
        let loaded = load::load(&source::Files, Path::new(&name), &options);
        let mut config = config(
            here,
            target,
            loaded.document.as_ref(),
            reading.config.as_deref(),
        )?;
        if reading.types_only {
            config.only_types();
        }
        config.add_selectors(&reading.include, &reading.exclude);
        if let Some(FeaturesChoice::Resources) = reading.features {
            config.features = Some(FeaturesBy::Resources);
        }
        Ok(Self {
            document: loaded.document,
            config,
            diagnostics: loaded.diagnostics,
            files: loaded.files,
            name,
            repairs: options.repair_references,
        })
    }

    /// The texts of the document and of its settings.
    pub(crate) fn sources(&self) -> impl Sources + '_ {
        self.config.origin.with(&*self.files)
    }

    /// Adds what later passes have to say.
    pub(crate) fn add(&mut self, diagnostics: &Diagnostics, reading: &Reading) {
        if reading.strict {
            self.diagnostics.deny_warnings();
        }
        self.diagnostics.extend(diagnostics.iter().cloned());
    }

    /// The crate of the document, unless something is wrong with it. Nothing else can be made of the document afterwards.
    pub(crate) fn cast(&mut self, options: &EmitOptions) -> Option<Generated> {
        let document = self.document.as_mut();
        let document = document.filter(|_| !self.diagnostics.has_errors())?;
        Some(generate_last(document, &self.config, options))
    }

    /// The document, unless something is wrong with it.
    pub(crate) fn sound(&self) -> Option<&Document> {
        self.document
            .as_ref()
            .filter(|_| !self.diagnostics.has_errors())
    }
}

/// Copies of documents that references name by URL: those of the command line, then those of the crate.
fn urls(here: &Here, target: &Target<'_>, reading: &Reading) -> Vec<(String, PathBuf)> {
    let given = reading.reference.iter();
    let given = given.map(|(url, path)| (url.clone(), absolute(&here.folder, path)));
    let own = target
        .of
        .into_iter()
        .flat_map(|krate| krate.references.iter().cloned());
    given.chain(own).collect()
}

/// The overlays of the crate, then those of the command line, as they are shown.
fn overlays(here: &Here, target: &Target<'_>, reading: &Reading) -> Vec<PathBuf> {
    let own = target
        .of
        .map(|krate| krate.overlays.as_slice())
        .unwrap_or_default();
    let given = reading
        .overlays
        .iter()
        .map(|path| absolute(&here.folder, path));
    let all = own.iter().cloned().chain(given);
    all.map(|path| shown(&here.folder, &path)).collect()
}

/// The settings that were named, else `castiron.toml` for its own document, else bundled ones, else none.
fn config(
    here: &Here,
    target: &Target<'_>,
    document: Option<&Document>,
    named: Option<&Path>,
) -> Result<Config, Failure> {
    if let Some(named) = named {
        let path = absolute(&here.folder, named);
        let name = named.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot read {name}: {error}"))?;
        return Ok(Config::read(&text, &name)?);
    }
    match (target.of, document) {
        (Some(krate), _) => Ok(krate.settings.config.clone()),
        (None, Some(document)) => {
            let found = Config::bundled(&document.api.info.title, document.servers())?;
            Ok(found.map_or_else(Config::default, |(_, config)| config))
        }
        (None, None) => Ok(Config::default()),
    }
}
