//! The current folder, the project around it, and paths that are relative to it.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::paths::{absolute, shown};
use crate::project::{FILE, Project};
use crate::quote::word;
use crate::source::STDIN_NAME;

/// What stands for standard input on a command line.
pub(crate) const STDIN: &str = "-";

/// Where the command was run, and what is there.
#[derive(Debug)]
pub struct Here {
    /// The current folder.
    pub folder: PathBuf,
    /// The `castiron.toml` around it.
    pub project: Option<Project>,
}

impl Here {
    /// Looks for `castiron.toml` in the current folder and above.
    ///
    /// # Errors
    /// What is wrong with the file, or that there is no current folder.
    pub fn find() -> Result<Self, Failure> {
        let folder = std::env::current_dir()
            .map_err(|error| format!("there is no current folder: {error}"))?;
        let project = Project::find(&folder)?;
        Ok(Self { folder, project })
    }

    /// The absolute path of a document that was named on the command line; `-` is standard input.
    pub(crate) fn document(&self, named: &Path) -> Result<PathBuf, Failure> {
        let text = named.to_string_lossy();
        if text == STDIN {
            return Ok(self.folder.join(STDIN_NAME));
        }
        if ["http://", "https://"]
            .iter()
            .any(|scheme| text.starts_with(scheme))
        {
            return Err(download(&text).into());
        }
        Ok(absolute(&self.folder, named))
    }

    /// A path to show.
    pub fn shown(&self, path: &Path) -> String {
        shown(&self.folder, path).display().to_string()
    }
}

/// What to do where nothing says which document is meant.
pub(crate) fn no_project() -> String {
    format!(
        "there is no {FILE} here or above; name a document (for `codegen` also a folder, with `--out DIR`), or \
         begin with `init`"
    )
}

/// What to do about a document that lies on a server.
pub(crate) fn download(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_name = |name: &str| {
        let is_plain = name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        is_plain
            && !name.starts_with(['-', '.'])
            && matches!(extension, Some("json" | "yaml" | "yml"))
    };
    let file = if is_name(last) { last } else { "openapi.json" };
    let url = word(url);
    format!(
        "{url} is a URL, and castiron downloads nothing, so that a crate is made of files that are committed\n\
         download it by `curl --fail --location --output {file} {url}`, and name `{file}`"
    )
}

#[cfg(test)]
mod tests {
    use super::download;

    #[test]
    fn a_url_is_answered_with_the_command_that_downloads_it() {
        for (url, file) in [
            ("https://a.example/v1/openapi.yaml", "openapi.yaml"),
            ("https://a.example/spec.json?raw=1", "spec.json"),
            ("https://a.example/", "openapi.json"),
            ("https://a.example/-rf.json", "openapi.json"),
        ] {
            let text = download(url);
            assert!(text.contains(&format!("--output {file} ")), "{text}");
        }
        assert!(download("https://a.example/$(x).json").contains("'https://a.example/$(x).json'"));
    }
}
