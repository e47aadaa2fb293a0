//! Which document and which crate a command works on.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input::Here;
use crate::project::{Crate, FILE};

/// What stands for standard input on a command line.
pub(crate) const STDIN: &str = "-";
/// What standard input is called in messages.
pub(crate) const STDIN_NAME: &str = "<stdin>";

/// A document, and the crate of `castiron.toml` that it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Target<'a> {
    /// The document's path, absolute.
    pub(crate) spec: PathBuf,
    /// Further documents of the same crate.
    pub(crate) beside: Vec<PathBuf>,
    /// The crate whose settings apply.
    pub(crate) of: Option<&'a Crate>,
}

impl<'a> Target<'a> {
    /// The document that was given, else that of the crate that was named, else that of the only crate.
    pub(crate) fn one(
        here: &'a Here,
        spec: Option<&Path>,
        name: Option<&str>,
    ) -> Result<Self, Failure> {
        match (spec, &here.project) {
            (Some(spec), project) => {
                let spec = here.document(spec)?;
                let of = match (name, project) {
                    (Some(name), Some(project)) => Some(project.one(Some(name))?),
                    (Some(_), None) => return Err(no_project().into()),
                    (None, project) => project
                        .as_ref()
                        .and_then(|project| project.crates.iter().find(|krate| krate.spec == spec)),
                };
                let beside = of.filter(|krate| krate.spec == spec);
                Ok(Self {
                    beside: beside.map_or_else(Vec::new, |krate| krate.beside.clone()),
                    spec,
                    of,
                })
            }
            (None, Some(project)) => Ok(Self::of(project.one(name)?)),
            (None, None) => Err(no_project().into()),
        }
    }

    /// The document of a crate.
    pub(crate) fn of(krate: &'a Crate) -> Self {
        Self {
            spec: krate.spec.clone(),
            beside: krate.beside.clone(),
            of: Some(krate),
        }
    }
}

/// What to do where nothing says which document is meant.
pub(crate) fn no_project() -> String {
    format!(
        "there is no {FILE} here or above; name a document with `--spec FILE` and a folder with `--out DIR`, or \
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
    let url = crate::codegen::word(url);
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
