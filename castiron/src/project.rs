//! `castiron.toml`: what is generated in a checkout.

use std::ops::Range;
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use toml::de::{DeTable, DeValue};

use crate::failure::Failure;
use crate::paths::{absolute, shown};

/// The name of the file.
const FILE: &str = "castiron.toml";

/// What a `castiron.toml` says. Paths are absolute.
#[derive(Debug)]
pub struct Project {
    /// The folder of the file.
    pub root: PathBuf,
    /// The document.
    pub spec: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The name of the crate.
    pub name: Option<String>,
    /// The version of the crate.
    pub version: Option<String>,
    /// The settings for the document.
    pub config: Config,
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
        Self::parse(root, &name, &text).map(Some)
    }

    fn parse(root: &Path, file: &str, text: &str) -> Result<Self, Failure> {
        let table = DeTable::parse(text).map_err(|error| error.to_string())?;
        // the project's own keys are taken out; blanks in their place keep the lines of the rest
        let mut rest = text.to_owned();
        let mut take = |name: &str| -> Result<Option<String>, String> {
            let Some((key, value)) = table.get_ref().get_key_value(name) else {
                return Ok(None);
            };
            let DeValue::String(found) = value.get_ref() else {
                return Err(format!("`{name}` must be a string"));
            };
            blank(&mut rest, key.span().start..value.span().end);
            Ok(Some(found.to_string()))
        };
        let path = |value: Option<String>, name: &str| {
            let value = value.ok_or_else(|| format!("`{name}` is missing"))?;
            Ok::<_, String>(absolute(root, Path::new(&value)))
        };
        Ok(Self {
            spec: path(take("spec")?, "spec")?,
            out: path(take("out")?, "out")?,
            name: take("name")?,
            version: take("version")?,
            config: Config::read(&rest, file)?,
            root: root.to_path_buf(),
        })
    }
}

/// Puts blanks in the place of a part of a text, except of its line breaks.
fn blank(text: &mut String, range: Range<usize>) {
    if let Some(part) = text.get(range.clone()) {
        let blanks: String = part
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        text.replace_range(range, &blanks);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Project;

    #[test]
    fn its_own_keys_and_the_settings() {
        let text = "# c\nspec = \"a/b.yaml\"\nout = '''gen'''\n\n[client]\nversion = \"7\"\n";
        let project = Project::parse(Path::new("/r"), "castiron.toml", text).expect("a project");
        assert_eq!(project.spec, Path::new("/r/a/b.yaml"));
        assert_eq!(project.out, Path::new("/r/gen"));
        assert_eq!(
            (project.name, project.config.client.version.as_deref()),
            (None, Some("7"))
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let error = |text| {
            let found = Project::parse(Path::new("/r"), "castiron.toml", text);
            found.expect_err("an error").to_string()
        };
        assert_eq!(error("out = \"x\""), "`spec` is missing");
        assert_eq!(error("spec = 1\nout = \"x\""), "`spec` must be a string");
        let unknown = error("spec = \"é\"\nout = \"x\"\nbogus = 1\n");
        assert!(
            unknown.contains("castiron.toml:3") && unknown.contains("bogus"),
            "{unknown}"
        );
    }
}
