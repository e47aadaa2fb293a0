//! Embeds the runtime in a generated crate: two packages in its folder `runtime/`, with names of their own, so that a workspace
//! may contain several such crates.
//!
//! The sources are copied. Only the manifests are rewritten: the originals inherit values from a workspace that is not there,
//! or were rewritten by `cargo package`.

mod strip;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use strip::strip;
use toml::{Table, Value};

use super::file::UNFORMATTED;
use super::manifest::quoted;
use super::{Files, NOTICE};

/// The runtime's two packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    runtime: Package,
    codec: Package,
}

/// What a package of the runtime is made of.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// Its version.
    pub version: &'a str,
    /// The text of its licence.
    pub license: &'a str,
    /// The text of its `Cargo.toml`, as it is in its repository or as `cargo package` has written it.
    pub manifest: &'a str,
    /// Its sources, by path below `src/`, with `/`.
    pub files: &'a BTreeMap<String, &'a str>,
}

/// A package that can be written under another name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Package {
    version: String,
    /// The licence, as comment lines.
    license: String,
    /// Features, each with what it switches on.
    features: BTreeMap<String, Vec<String>>,
    /// Dependencies, each with the keys and values that the manifest gives it, as they are written there.
    dependencies: BTreeMap<String, String>,
    /// The same for those of some platforms alone, by what the manifest says of these.
    targets: BTreeMap<String, BTreeMap<String, String>>,
    files: BTreeMap<String, String>,
}

/// The folder of the runtime inside of a generated crate.
pub(crate) const FOLDER: &str = "runtime";
/// The package that reads and writes, a dependency of the runtime.
const CODEC: &str = "castiron-codec";
/// The feature that holds the sources, which those have no use for.
const SOURCES: &str = "sources";

/// What the user's own lints have to say of code that is not the user's is of no use to anybody.
const LEVELS: &str = "#![allow(warnings, unexpected_cfgs, missing_docs, unreachable_pub)]
#![allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, rustdoc::all)]
";

impl Embedded {
    /// The runtime of these sources.
    ///
    /// # Errors
    /// Where a manifest says what is not understood here.
    pub fn new(runtime: &Sources<'_>, codec: &Sources<'_>) -> Result<Self, String> {
        Ok(Self {
            runtime: Package::read(runtime)?,
            codec: Package::read(codec)?,
        })
    }

    /// The value of the dependency on the runtime in the `Cargo.toml` of a crate with this name.
    pub(super) fn dependency(&self, name: &str) -> String {
        dependency(&package_name(name, "runtime"), FOLDER)
    }

    /// The files of both packages, for a crate with this name.
    pub(super) fn files(&self, name: &str) -> Files {
        let (runtime, codec) = (package_name(name, "runtime"), package_name(name, "codec"));
        let mut files = Files::new();
        self.runtime.print(&runtime, FOLDER, &codec, &mut files);
        let folder = format!("{FOLDER}/codec");
        self.codec.print(&codec, &folder, &codec, &mut files);
        files
    }
}

/// The name of a package inside of the crate of another name.
fn package_name(name: &str, what: &str) -> String {
    let sign = if name.contains('_') { '_' } else { '-' };
    format!("{name}{sign}{what}")
}

fn dependency(package: &str, path: &str) -> String {
    format!(
        "{{ package = {}, path = {} }}",
        quoted(package),
        quoted(path)
    )
}

impl Package {
    fn read(sources: &Sources<'_>) -> Result<Self, String> {
        let manifest: Table = sources
            .manifest
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        let table = |name: &str| {
            manifest
                .get(name)
                .and_then(Value::as_table)
                .cloned()
                .unwrap_or_default()
        };
        let mut dependencies = read_dependencies(table("dependencies"))?;
        let mut targets = BTreeMap::new();
        for (target, value) in table("target") {
            let table = value.get("dependencies").and_then(Value::as_table).cloned();
            targets.insert(target, read_dependencies(table.unwrap_or_default())?);
        }
        let mut features = BTreeMap::new();
        for (name, value) in table("features") {
            let list: Vec<String> = value
                .try_into()
                .map_err(|error| format!("the feature `{name}`: {error}"))?;
            features.insert(name, list);
        }
        // the sources themselves need not be embedded once more
        for name in features.remove(SOURCES).unwrap_or_default() {
            if let Some(name) = name.strip_prefix("dep:") {
                dependencies.remove(name);
            }
        }
        Ok(Self {
            version: sources.version.to_owned(),
            license: comment(sources.license),
            features,
            dependencies,
            targets,
            files: strip(sources.files),
        })
    }

    /// Adds the files of the package.
    fn print(&self, name: &str, folder: &str, codec: &str, files: &mut Files) {
        files.insert(format!("{folder}/Cargo.toml"), self.manifest(name, codec));
        for (path, text) in &self.files {
            let (license, levels) = match path.as_str() {
                "lib.rs" => (self.license.as_str(), LEVELS),
                _ => ("", ""),
            };
            files.insert(
                format!("{folder}/src/{path}"),
                format!("// {NOTICE}\n{license}{UNFORMATTED}\n{levels}{text}"),
            );
        }
    }

    fn manifest(&self, name: &str, codec: &str) -> String {
        let mut out = format!(
            "# {NOTICE}\n\n[package]\nname = {}\nversion = {}\nedition = \"2024\"\npublish = false\n\
             description = \"The runtime of castiron, embedded\"\nlicense = \"MIT OR Apache-2.0\"\n\n\
             [lib]\n# its tests are at home\ntest = false\ndoctest = false\n\n[features]\n",
            quoted(name),
            quoted(&self.version),
        );
        for (feature, list) in &self.features {
            let list: Vec<String> = list.iter().map(|name| quoted(name)).collect();
            out.push_str(&format!("{feature} = [{}]\n", list.join(", ")));
        }
        out.push_str("\n[dependencies]\n");
        for (name, keys) in &self.dependencies {
            if name == CODEC {
                out.push_str(&format!("{name} = {}\n", dependency(codec, "codec")));
                continue;
            }
            out.push_str(&format!("{name} = {{ {keys} }}\n"));
        }
        for (target, dependencies) in &self.targets {
            out.push_str(&format!("\n[target.{}.dependencies]\n", quoted(target)));
            for (name, keys) in dependencies {
                out.push_str(&format!("{name} = {{ {keys} }}\n"));
            }
        }
        out
    }
}

/// The dependencies of a table, each with its keys and values as they are written.
fn read_dependencies(table: Table) -> Result<BTreeMap<String, String>, String> {
    let mut dependencies = BTreeMap::new();
    for (name, value) in table {
        let table = match value {
            Value::String(version) => Table::from_iter([("version".to_owned(), version.into())]),
            Value::Table(table) => table,
            _ => {
                return Err(format!(
                    "the dependency `{name}` is neither a version nor a table"
                ));
            }
        };
        if table.contains_key("workspace") {
            return Err(format!(
                "the dependency `{name}` takes its version from a workspace"
            ));
        }
        let keys = table.iter().map(|(key, value)| format!("{key} = {value}"));
        dependencies.insert(name, keys.collect::<Vec<_>>().join(", "));
    }
    Ok(dependencies)
}

/// A text as comment lines.
fn comment(text: &str) -> String {
    text.lines()
        .map(|line| format!("{}\n", format!("// {line}").trim_end()))
        .collect()
}
