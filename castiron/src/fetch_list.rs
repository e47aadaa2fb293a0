//! `fetch-list`: the documents to download before a document whose references are URLs can be generated as a whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::Outcome;
use crate::args::FetchListArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::project::FILE;
use crate::report::count;
use crate::target::Target;

/// The folder that copies are put into where nothing says otherwise.
const FOLDER: &str = "references";

/// Lists what to download, and where to put it.
pub(crate) fn run(args: &FetchListArgs, console: &Console) -> Result<Outcome, Failure> {
    let here = Here::find()?;
    let target = Target::one(&here, &args.chosen)?;
    let input = Input::read(&here, &target, &args.reading)?;
    if input.document.is_none() {
        console.diagnostics(&input.diagnostics, &input.sources());
        console.error(&format!("{} cannot be read", input.name));
        return Ok(Outcome::Failed);
    }
    let base = match &here.project {
        Some(project) => &project.root,
        None => &here.folder,
    };
    let mut mapped: BTreeMap<String, String> = BTreeMap::new();
    let mut files: Vec<(String, String)> = Vec::new();
    for (url, copy) in input.files.missing() {
        let path = match copy {
            Some(copy) => copy.to_owned(),
            None => {
                let put = Put::of(url);
                mapped.insert(put.prefix, put.folder);
                base.join(put.path)
            }
        };
        files.push((line(url), here.shown(&path)));
    }
    if console.is_json() {
        let files: Vec<_> = (files.iter())
            .map(|(url, path)| json!({ "url": url, "path": path }))
            .collect();
        console.print_json(&json!({ "files": files, "references": mapped }));
        return Ok(Outcome::Done);
    }
    if files.is_empty() {
        console.beside("nothing to download: all references are followed");
        return Ok(Outcome::Done);
    }
    let lines: String = (files.iter())
        .map(|(url, path)| format!("{url} {path}\n"))
        .collect();
    console.print(&lines);
    if !mapped.is_empty() {
        console.beside(&format!("add to {FILE}:\n\n[references]"));
        for (prefix, folder) in mapped {
            console.beside(&format!("{prefix:?} = {folder:?}"));
        }
        console.beside("");
    }
    console.beside(&format!(
        "{} to download; then run this again, as they may refer to others",
        count(files.len(), "document")
    ));
    Ok(Outcome::Done)
}

/// Where a document that is named by URL is put.
struct Put {
    /// The URL, or the beginning of URLs, that `[references]` maps.
    prefix: String,
    /// What it is mapped to.
    folder: String,
    /// The file.
    path: PathBuf,
}

impl Put {
    fn of(url: &str) -> Self {
        let url = url.split(['?', '#']).next().unwrap_or(url);
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
        let (host, rest) = rest.split_once('/').unwrap_or((rest, ""));
        let folder = format!("{FOLDER}/{}", safe(host));
        // what names no file is mapped by itself
        if rest.is_empty() || rest.ends_with('/') {
            let parts = rest.split('/').filter(|part| !part.is_empty()).map(safe);
            let path = [folder]
                .into_iter()
                .chain(parts)
                .collect::<Vec<_>>()
                .join("/");
            let path = format!("{path}/index");
            return Self {
                prefix: line(url),
                folder: path.clone(),
                path: path.into(),
            };
        }
        let path = rest.split('/').filter(|part| !part.is_empty());
        let path = path.fold(PathBuf::from(&folder), |path, part| {
            path.join(Path::new(&safe(part)))
        });
        Self {
            prefix: line(&format!("{scheme}://{host}/")),
            folder,
            path,
        }
    }
}

/// A part of a URL as the name of a file or folder.
fn safe(part: &str) -> String {
    let is_safe = |c: char| !c.is_control() && !"\\/:*?\"<>|".contains(c);
    let name: String = part
        .chars()
        .map(|c| if is_safe(c) { c } else { '_' })
        .collect();
    match name.as_str() {
        "" | "." | ".." => "_".to_owned(),
        _ => name,
    }
}

/// A URL in one line, without spaces.
fn line(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c.is_control() || c.is_whitespace() {
            true => out.push_str("%20"),
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Component;

    use super::Put;

    #[test]
    fn urls_have_their_places() {
        for (url, prefix, path) in [
            (
                "https://a.example/x/b.yaml",
                "https://a.example/",
                "references/a.example/x/b.yaml",
            ),
            (
                "http://a.example:8080/b.json?raw=1",
                "http://a.example:8080/",
                "references/a.example_8080/b.json",
            ),
            (
                "https://a.example",
                "https://a.example",
                "references/a.example/index",
            ),
            (
                "https://a.example/x/",
                "https://a.example/x/",
                "references/a.example/x/index",
            ),
        ] {
            let put = Put::of(url);
            assert_eq!(
                (put.prefix.as_str(), put.path.to_str()),
                (prefix, Some(path))
            );
        }
    }

    /// Whatever a document calls a URL, nothing is put outside the folder.
    #[test]
    fn places_stay_in_their_folder() {
        let parts = [
            "..", ".", "", "a", "\\", "..\\..", "C:", "%2e%2e", "\n", "~",
        ];
        for host in parts {
            for one in parts {
                for other in parts {
                    let url = format!("https://{host}/{one}/{other}");
                    let path = Put::of(&url).path;
                    let mut all = path.components();
                    assert_eq!(all.next(), Some(Component::Normal("references".as_ref())));
                    assert!(all.clone().count() > 0, "{url:?}");
                    let is_plain = |part| matches!(part, Component::Normal(_));
                    assert!(all.all(is_plain), "{url:?} {path:?}");
                }
            }
        }
    }
}
