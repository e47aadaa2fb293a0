//! Files that a reference to a missing file can mean: those whose names differ in case, or in the extension of the same
//! format.

use std::path::{Path, PathBuf};

use crate::source::Source;

/// The extensions of documents.
const EXTENSIONS: [&str; 3] = [".yaml", ".yml", ".json"];

/// More of them would help nobody.
const MOST: usize = 5;

/// The paths of such files, from a folder, in the folders that may be read. None if the file is there.
pub(super) fn similar(
    resource: &str,
    folder: &Path,
    source: &dyn Source,
    allowed: &[PathBuf],
) -> Vec<String> {
    let mut found: Vec<Vec<String>> = vec![Vec::new()];
    let mut steps = resource.split('/').peekable();
    while let Some(step) = steps.next() {
        let is_file = steps.peek().is_none();
        let mut further = Vec::new();
        for path in found {
            let here = folder.join(path.iter().collect::<PathBuf>());
            let names = match step {
                "" | "." | ".." => vec![step.to_owned()],
                step if source.canonical(&here.join(step)).is_ok() => vec![step.to_owned()],
                step => {
                    let is_allowed = |folder: &PathBuf| {
                        allowed.iter().any(|allowed| folder.starts_with(allowed))
                    };
                    let folder = source.canonical(&here).ok().filter(is_allowed);
                    folder.map_or_else(Vec::new, |folder| like(step, is_file, source.list(&folder)))
                }
            };
            let more = names.into_iter().map(|name| {
                let mut path = path.clone();
                path.push(name);
                path
            });
            further.extend(more.take(MOST.saturating_sub(further.len())));
        }
        found = further;
    }
    let found = found.into_iter().map(|path| path.join("/"));
    found.filter(|found| found != resource).collect()
}

/// The names of a list that this one can mean. Those that differ in case alone come before those that differ in their
/// extension as well.
fn like(name: &str, is_file: bool, mut names: Vec<String>) -> Vec<String> {
    names.sort();
    let is_same = |other: &&String| other.to_lowercase() == name.to_lowercase();
    let same: Vec<String> = names.iter().filter(is_same).cloned().collect();
    if !same.is_empty() || !is_file {
        return same;
    }
    let stem = stem(name).unwrap_or(name).to_lowercase();
    let is_like =
        |other: &String| self::stem(other).is_some_and(|other| other.to_lowercase() == stem);
    names.into_iter().filter(is_like).collect()
}

/// A name without the extension of a document.
fn stem(name: &str) -> Option<&str> {
    EXTENSIONS.iter().find_map(|extension| {
        let (stem, end) = name.split_at_checked(name.len().checked_sub(extension.len())?)?;
        (!stem.is_empty() && end.eq_ignore_ascii_case(extension)).then_some(stem)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn files_of_the_name_are_meant() {
        let files = [
            "/api/pet.yaml",
            "/api/Both.yaml",
            "/api/both.json",
            "/api/two.json",
            "/api/two.yml",
            "/api/Parts/Size.YML",
            "/api/parts.v1.yaml",
            "/other/pet.yaml",
        ];
        let source = files
            .iter()
            .fold(Memory::new(), |source, path| source.with(path, "{}"));
        let allowed = [PathBuf::from("/api")];
        for (resource, want) in [
            ("pet.yml", &["pet.yaml"][..]),
            ("./pet.json", &["./pet.yaml"]),
            ("PET.YAML", &["pet.yaml"]),
            ("Pet.json", &["pet.yaml"]),
            ("pet", &["pet.yaml"]),
            ("both.yaml", &["Both.yaml"]),
            ("both.yml", &["Both.yaml", "both.json"]),
            ("two.yaml", &["two.json", "two.yml"]),
            ("TWO.json", &["two.json"]),
            ("parts/size.yaml", &["Parts/Size.YML"]),
            ("PARTS/../pet.yml", &["Parts/../pet.yaml"]),
            ("parts.v1", &["parts.v1.yaml"]),
            ("pet.yaml", &[]),
            ("pets.yaml", &[]),
            ("pet.txt", &[]),
            ("../other/pet.yml", &[]),
            ("../OTHER/pet.yaml", &[]),
            ("../api/pet.yml", &["../api/pet.yaml"]),
        ] {
            let found = similar(resource, Path::new("/api"), &source, &allowed);
            assert_eq!(found, want, "{resource}");
        }
    }
}
