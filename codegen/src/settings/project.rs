//! `castiron.toml`: the crates that are generated, and the settings of each.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::grammar::Wrong;
use super::keys::{PROJECT, package_name};
use super::layers::{Layer, lay_over};
use super::read::{parse, read};
use super::{Origin, SettingsError};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Part, Place};
use crate::emit::Package;
use crate::limits::Limits;

/// What a `castiron.toml` says.
#[derive(Clone, Debug)]
pub struct ProjectSettings {
    /// The crates, in the order of the file.
    pub crates: Vec<CrateSettings>,
}

/// What a `castiron.toml` says of one crate. Paths are relative to the file.
#[derive(Clone, Debug)]
pub struct CrateSettings {
    /// The document; the first one of several.
    pub spec: String,
    /// The others.
    pub beside: Vec<String>,
    /// The folder of the crate.
    pub out: String,
    /// The name of the crate: as given, else from its folder.
    pub name: String,
    /// Overlays, in the order in which they are applied.
    pub overlays: Vec<String>,
    /// Modules of the user's own, which `lib.rs` declares.
    pub modules: Vec<String>,
    /// Where copies of documents lie that references name by URL.
    pub references: BTreeMap<String, String>,
    /// Whether a reference that can't be resolved costs only the part that needs it.
    pub repair_references: Option<bool>,
    /// Limits that are not what they are by default.
    pub limits: Limits,
    /// What is set in `Cargo.toml`.
    pub package: Package,
    /// Where the crate finds the runtime.
    pub runtime: Option<RuntimeSettings>,
    /// The settings for the document.
    pub config: Config,
}

/// `[runtime]`: where a crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum RuntimeSettings {
    /// A registry.
    Version {
        /// The version requirement.
        version: String,
    },
    /// A git repository.
    Git {
        /// Its URL.
        git: String,
        /// The commit that is taken.
        rev: Option<String>,
        /// The tag that is taken.
        tag: Option<String>,
    },
    /// A folder.
    Path {
        /// Its path, relative to the file.
        path: String,
    },
    /// The crate itself: the sources are written into it.
    Embedded {
        /// Always true.
        embedded: bool,
    },
}

/// The keys that say what is generated; the others are settings of the document.
#[derive(Deserialize)]
struct Own {
    spec: Specs,
    out: String,
    name: Option<String>,
    #[serde(default)]
    overlays: Vec<String>,
    #[serde(default)]
    modules: Vec<String>,
    #[serde(default)]
    references: BTreeMap<String, String>,
    #[serde(rename = "repair-references")]
    repair_references: Option<bool>,
    #[serde(default)]
    limits: Vec<String>,
    #[serde(default)]
    package: Package,
    runtime: Option<RuntimeSettings>,
}

/// `spec`
#[derive(Deserialize)]
#[serde(untagged)]
enum Specs {
    One(String),
    Several(Vec<String>),
}

/// The keys of [`Own`].
const OWN: [&str; 10] = [
    "spec",
    "out",
    "name",
    "overlays",
    "modules",
    "package",
    "runtime",
    "references",
    "repair-references",
    "limits",
];
/// Those of them that belong to one crate alone.
const ALONE: [&str; 5] = ["spec", "out", "name", "overlays", "modules"];

impl ProjectSettings {
    /// Reads a `castiron.toml` that lies in the folder `root`; `name` is what it is called in messages.
    ///
    /// With `[[crate]]` the file describes several crates, and what stands above them holds for all of them.
    ///
    /// # Errors
    /// When the text is no TOML, or holds a setting that there is not or a value that it can't have, each with its line.
    pub fn read(text: &str, name: &str, root: &Path) -> Result<Self, SettingsError> {
        let parsed = parse(text, name, FileId::SETTINGS, PROJECT)?;
        let mut top = parsed.table;
        let own = || Layer::own(FileId::SETTINGS, parsed.text.clone());
        let faults = Faults {
            origin: Origin::of(own()),
            found: Diagnostics::new(),
        };
        let crates = match top.remove("crate") {
            None => vec![one(top, Origin::of(own()), root, faults)?],
            Some(tables) => {
                let tables = tables.as_array().into_iter().flatten();
                let tables: Vec<_> = tables.filter_map(toml::Value::as_table).cloned().collect();
                several(&top, tables, own, root, faults)?
            }
        };
        Ok(Self { crates })
    }
}

/// A file that describes one crate.
fn one(
    table: toml::Table,
    origin: Origin,
    root: &Path,
    mut faults: Faults,
) -> Result<CrateSettings, SettingsError> {
    for key in ["spec", "out"] {
        if !table.contains_key(key) {
            let wrong = Wrong::why("say which document is read, and the folder that the crate is written to")
                .help("`spec = \"openapi.yaml\"` and `out = \"api\"` stand at the top of the file, above all tables");
            faults.add("", format!("`{key}` is missing"), wrong);
        }
    }
    faults.end()?;
    settings(table, origin, root)
}

/// A file that describes several.
fn several(
    top: &toml::Table,
    tables: Vec<toml::Table>,
    own: impl Fn() -> Layer,
    root: &Path,
    mut faults: Faults,
) -> Result<Vec<CrateSettings>, SettingsError> {
    for key in ALONE.into_iter().filter(|key| top.contains_key(*key)) {
        let wrong = Wrong::why("this is for one crate alone").help("move it into a `[[crate]]`");
        faults.add(
            &format!("/{key}"),
            format!("`{key}` stands beside `[[crate]]`"),
            wrong,
        );
    }
    if tables.is_empty() {
        faults.add(
            "/crate",
            "`crate` is empty".to_owned(),
            Wrong::why("this names no crate"),
        );
    }
    faults.end_now()?;
    let is_shared = tables.len() > 1;
    let mut crates: Vec<CrateSettings> = Vec::new();
    for (at, table) in tables.into_iter().enumerate() {
        let mut origin = Origin::of(own().below(format!("/crate/{at}")));
        origin.under(if is_shared {
            own().for_several()
        } else {
            own()
        });
        let mut whole = top.clone();
        lay_over(&mut whole, table);
        let new = settings(whole, origin, root)?;
        for (key, ours, theirs) in crates
            .iter()
            .flat_map(|old| [("name", &new.name, &old.name), ("out", &new.out, &old.out)])
        {
            if ours == theirs {
                let message = format!("two crates have the {key} `{ours}`");
                let place = format!("/crate/{at}/{key}");
                faults.add(
                    &place,
                    message,
                    Wrong::why("the second one").help("each crate needs its own `name` and `out`"),
                );
            }
        }
        crates.push(new);
    }
    faults.end()?;
    Ok(crates)
}

/// The settings of one crate.
fn settings(
    mut table: toml::Table,
    origin: Origin,
    root: &Path,
) -> Result<CrateSettings, SettingsError> {
    let own: toml::Table = OWN
        .into_iter()
        .filter_map(|key| Some((key.to_owned(), table.remove(key)?)))
        .collect();
    let config = read(table, origin)?;
    let own: Own = match own.try_into() {
        Ok(own) => own,
        Err(error) => return Err(SettingsError::unreadable(&error, config.origin)),
    };
    let specs = match own.spec {
        Specs::One(spec) => vec![spec],
        Specs::Several(specs) => specs,
    };
    let mut specs = specs.into_iter();
    let Some(spec) = specs.next() else {
        let mut faults = Faults {
            origin: config.origin,
            found: Diagnostics::new(),
        };
        let wrong = Wrong::why("name at least one document");
        faults.add("/spec", "`spec` is empty".to_owned(), wrong);
        return Err(SettingsError::new(faults.found, faults.origin));
    };
    let name = match own.name {
        Some(name) => name,
        None => {
            let name = folder_name(&root.join(own.out.replace('\\', "/")));
            if let Err(wrong) = package_name(&name) {
                let mut faults = Faults {
                    origin: config.origin,
                    found: Diagnostics::new(),
                };
                let message = format!("the crate would be called `{name}`, like its folder");
                let help = Some("give it a name: `name = \"…\"`".to_owned());
                faults.add("/out", message, Wrong { help, ..wrong });
                return Err(SettingsError::new(faults.found, faults.origin));
            }
            name
        }
    };
    Ok(CrateSettings {
        spec,
        beside: specs.collect(),
        out: own.out,
        name,
        overlays: own.overlays,
        modules: own.modules,
        references: own.references,
        repair_references: own.repair_references,
        // those that can't be read were reported with their places
        limits: (own.limits.iter())
            .filter_map(|text| Limits::parse(text).ok())
            .collect(),
        package: own.package,
        runtime: own.runtime,
        config,
    })
}

/// What is wrong between settings that are fine by themselves.
struct Faults {
    origin: Origin,
    found: Diagnostics,
}

impl Faults {
    fn add(&mut self, pointer: &str, message: String, wrong: Wrong) {
        let start = Place {
            file: FileId::SETTINGS,
            pointer: String::new(),
            part: Part::Bytes { start: 0, end: 0 },
        };
        // what is left out has no place, but what it is missing in has one
        let (outer, _) = pointer.rsplit_once('/').unwrap_or_default();
        let place = self
            .origin
            .place(pointer)
            .or_else(|| self.origin.place(outer));
        let place = place.map_or(start, |(_, place)| place);
        let mut error = Diagnostic::error(Code::BadConfig, place, message).label(wrong.why);
        error.help = wrong.help;
        self.found.push(error);
    }

    fn end_now(&mut self) -> Result<(), SettingsError> {
        match self.found.is_empty() {
            true => Ok(()),
            false => Err(SettingsError::new(
                std::mem::take(&mut self.found),
                self.origin.clone(),
            )),
        }
    }

    fn end(mut self) -> Result<(), SettingsError> {
        self.end_now()
    }
}

/// Decides whether cargo takes a name for a library.
///
/// # Errors
/// Why it doesn't, with what to do.
pub fn check_name(name: &str) -> Result<(), String> {
    package_name(name).map_err(|wrong| match wrong.help {
        Some(help) => format!("{}; {help}", wrong.why),
        None => wrong.why,
    })
}

/// A package's name from its folder's.
#[must_use]
pub fn folder_name(out: &Path) -> String {
    let name = out
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '-' })
        .collect();
    let name = name.trim_matches('-');
    match name.chars().next() {
        None => "generated".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("api-{name}"),
        Some(_) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::folder_name;

    #[test]
    fn names_of_folders() {
        for (folder, want) in [
            ("/a/pets", "pets"),
            ("/a/my pets!", "my-pets"),
            ("/a/3d", "api-3d"),
            ("/", "generated"),
            ("/a/ü", "generated"),
        ] {
            assert_eq!(folder_name(Path::new(folder)), want);
        }
    }
}
