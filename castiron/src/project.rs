//! `castiron.toml`: the crates that a repository generates.

use std::path::{Path, PathBuf};

use castiron_codegen::nearest::nearest;
use castiron_codegen::settings::{CrateSettings, ProjectSettings};

use crate::failure::Failure;
use crate::paths::{absolute, portable, shown};
use crate::runtime::Choice;

/// The name of the file.
pub(crate) const FILE: &str = "castiron.toml";

/// A `castiron.toml`.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder of the file.
    pub root: PathBuf,
    /// The crates that it describes, in its order.
    pub crates: Vec<Crate>,
}

/// A crate that a `castiron.toml` describes. Paths are absolute.
#[derive(Clone, Debug)]
pub struct Crate {
    /// The document; the first one of several.
    pub spec: PathBuf,
    /// The others.
    pub beside: Vec<PathBuf>,
    /// The folder of the crate.
    pub out: PathBuf,
    /// Overlays for the document.
    pub overlays: Vec<PathBuf>,
    /// Copies of documents that references name by URL.
    pub references: Vec<(String, PathBuf)>,
    /// Where the crate finds the runtime.
    pub runtime: Option<Choice>,
    /// What the file says, as it says it.
    pub settings: CrateSettings,
}

impl Project {
    /// The project of a folder: its `castiron.toml` or the nearest one above.
    pub(crate) fn find(from: &Path) -> Result<Option<Self>, Failure> {
        let Some(root) = from.ancestors().find(|folder| folder.join(FILE).is_file()) else {
            return Ok(None);
        };
        let path = root.join(FILE);
        let name = shown(from, &path).display().to_string();
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("cannot read {name}: {error}"))?;
        Self::read(&text, &name, root).map(Some)
    }

    /// What the text of a `castiron.toml` in the folder `root` describes.
    pub(crate) fn read(text: &str, name: &str, root: &Path) -> Result<Self, Failure> {
        let settings = ProjectSettings::read(text, name, root)?;
        let path = |path: &String| absolute(root, &portable(path));
        let crates = settings.crates.into_iter().map(|settings| Crate {
            spec: path(&settings.spec),
            beside: settings.beside.iter().map(path).collect(),
            out: path(&settings.out),
            overlays: settings.overlays.iter().map(path).collect(),
            references: settings
                .references
                .iter()
                .map(|(url, copy)| (url.clone(), path(copy)))
                .collect(),
            runtime: settings
                .runtime
                .as_ref()
                .map(|runtime| Choice::of_settings(runtime, root)),
            settings,
        });
        Ok(Self {
            root: root.to_path_buf(),
            crates: crates.collect(),
        })
    }

    /// The crates of these names; all of them when none is named.
    pub(crate) fn named(&self, names: &[String]) -> Result<Vec<&Crate>, Failure> {
        if names.is_empty() {
            return Ok(self.crates.iter().collect());
        }
        names.iter().map(|name| self.one(Some(name))).collect()
    }

    /// The crate of this name; the only one when none is named.
    pub(crate) fn one(&self, name: Option<&str>) -> Result<&Crate, Failure> {
        let names = || self.crates.iter().map(|krate| krate.settings.name.as_str());
        let all = names().collect::<Vec<_>>().join(", ");
        let message = match (name, self.crates.as_slice()) {
            (None, [only]) => return Ok(only),
            (None, _) => format!("{FILE} describes several crates; name one of {all}"),
            (Some(name), crates) => match crates.iter().find(|krate| krate.settings.name == name) {
                Some(krate) => return Ok(krate),
                None => match nearest(name, names()) {
                    Some(meant) => {
                        format!("{FILE} describes no crate `{name}`; did you mean `{meant}`?")
                    }
                    None => format!("{FILE} describes no crate `{name}`, but {all}"),
                },
            },
        };
        Err(message.into())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Project;

    const SEVERAL: &str = "[[crate]]\nspec = \"a.yaml\"\nout = \"pets\"\n[[crate]]\nspec = \"b.yaml\"\nout = \"x/shop\"\n";

    fn read(text: &str) -> Project {
        Project::read(text, "castiron.toml", Path::new("/r")).expect("a project")
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let project = read("spec = 'a\\b.yaml'\nout = '''gen'''\noverlays = [\"../o.yaml\"]\n");
        let krate = project.one(None).expect("one crate");
        assert_eq!(krate.spec, Path::new("/r/a/b.yaml"));
        assert_eq!(krate.out, Path::new("/r/gen"));
        assert_eq!(krate.overlays, [Path::new("/o.yaml")]);
        assert_eq!(krate.settings.name, "gen");
    }

    #[test]
    fn crates_by_name() {
        let project = read(SEVERAL);
        let names = |asked: &[&str]| {
            let asked: Vec<_> = asked.iter().map(|&name| name.to_owned()).collect();
            let found = project.named(&asked).map_err(|error| error.to_string())?;
            Ok::<_, String>(
                found
                    .iter()
                    .map(|krate| krate.settings.name.clone())
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        assert_eq!(names(&[]).as_deref(), Ok("pets shop"));
        assert_eq!(names(&["shop"]).as_deref(), Ok("shop"));
        let error = names(&["shp"]).expect_err("no such crate");
        assert!(error.contains("did you mean `shop`?"), "{error}");
        let error = project.one(None).expect_err("several").to_string();
        assert!(error.contains("name one of pets, shop"), "{error}");
    }
}
