//! Casting documents through the library, as a build script would.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::Look;
use castiron_codegen::emit::{EmitOptions, Files, Runtime};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::source::{Memory, Source};

use crate::{files_under, workspace};

/// All files of the crate that a document on disk is cast into; the messages where it can't be cast.
///
/// # Errors
/// The messages, rendered, with the paths of files from the document's folder on.
///
/// # Panics
/// Where the document's folder can't be read.
pub fn cast(document: &Path, options: &EmitOptions) -> Result<Files, String> {
    cast_with(document, options, &LoadOptions::default())
}

/// As [`cast`], for a document whose references have to be whole.
///
/// # Errors
/// As [`cast`].
pub fn cast_whole(document: &Path) -> Result<Files, String> {
    let reading = LoadOptions {
        repair_references: false,
        ..LoadOptions::default()
    };
    cast_with(document, &EmitOptions::default(), &reading)
}

fn cast_with(
    document: &Path,
    options: &EmitOptions,
    reading: &LoadOptions,
) -> Result<Files, String> {
    let folder = document.parent().unwrap_or(document);
    // below a folder of its own, with something outside of it to be kept from
    let inside = PathBuf::from(folder.file_name().unwrap_or_default());
    let mut source = Memory::new().with("outside.yaml", "type: object");
    for path in files_under(folder) {
        let text = std::fs::read(folder.join(&path))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        source = source.with(inside.join(&path), text);
    }
    let settings = std::fs::read_to_string(folder.join("castiron.toml")).unwrap_or_default();
    read_and_cast(
        &source,
        &inside.join(document.file_name().unwrap_or_default()),
        reading,
        &Config::from_toml(&settings).map_err(|error| error.to_string())?,
        options,
    )
}

/// As [`cast`], from any source.
///
/// # Errors
/// The messages, rendered.
pub fn cast_from(
    source: &dyn Source,
    document: &Path,
    config: &Config,
    options: &EmitOptions,
) -> Result<Files, String> {
    read_and_cast(source, document, &LoadOptions::default(), config, options)
}

fn read_and_cast(
    source: &dyn Source,
    document: &Path,
    reading: &LoadOptions,
    config: &Config,
    options: &EmitOptions,
) -> Result<Files, String> {
    let loaded = load(source, document, reading);
    let render = |diagnostics: &castiron_codegen::diagnostic::Diagnostics| {
        diagnostics.render(&*loaded.files, &Look::default())
    };
    let Some(document) = loaded
        .document
        .as_ref()
        .filter(|_| !loaded.diagnostics.has_errors())
    else {
        return Err(render(&loaded.diagnostics));
    };
    let generated = castiron_codegen::generate(document, config, options);
    if generated.diagnostics.has_errors() {
        return Err(render(&generated.diagnostics));
    }
    Ok(generated.files)
}

/// The sources of the crate, by path below `src/`.
///
/// # Errors
/// As [`cast`].
pub fn sources(document: &Path) -> Result<BTreeMap<String, String>, String> {
    let files = cast(document, &EmitOptions::default())?;
    Ok(files
        .into_iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("src/")?.to_owned(), text)))
        .collect())
}

/// The files of the crate under a name of its own, with the checkout's runtime.
///
/// # Panics
/// Where the document can't be cast.
pub fn named(document: &Path, name: &str) -> Files {
    let options = EmitOptions {
        name: name.to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    cast(document, &options)
        .unwrap_or_else(|messages| panic!("{}:\n{messages}", document.display()))
}
