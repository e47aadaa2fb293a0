//! Files that a reference to a missing file can mean: those whose names differ in case, or in the extension of the same
//! format.

use std::path::{Path, PathBuf};

use crate::source::Source;

/// The extensions of documents.
const EXTENSIONS: [&str; 3] = [".yaml", ".yml", ".json"];

/// The path of the only such file, from a folder; `None` if there are several, or none in the folders that may be read.
pub(super) fn only(
    resource: &str,
    folder: &Path,
    source: &dyn Source,
    allowed: &[PathBuf],
) -> Option<String> {
    let mut here = folder.to_owned();
    let mut found = Vec::new();
    let mut steps = resource.split('/').peekable();
    while let Some(step) = steps.next() {
        let is_file = steps.peek().is_none();
        let step = match step {
            "" | "." | ".." => step.to_owned(),
            step if source.canonical(&here.join(step)).is_ok() => step.to_owned(),
            step => {
                let folder = source.canonical(&here).ok()?;
                if !allowed.iter().any(|allowed| folder.starts_with(allowed)) {
                    return None;
                }
                like(step, is_file, source.list(&folder))?
            }
        };
        here.push(&step);
        found.push(step);
    }
    let found = found.join("/");
    (found != resource).then_some(found)
}

/// The only name of a list that this one can mean. One that differs in case alone comes before one that differs in its
/// extension as well.
fn like(name: &str, is_file: bool, names: Vec<String>) -> Option<String> {
    let same: Vec<&String> = names
        .iter()
        .filter(|other| other.to_lowercase() == name.to_lowercase())
        .collect();
    match same.as_slice() {
        [only] => return Some((*only).clone()),
        [] if is_file => {}
        _ => return None,
    }
    let stem = stem(name).unwrap_or(name).to_lowercase();
    let mut others = names
        .into_iter()
        .filter(|other| self::stem(other).is_some_and(|other| other.to_lowercase() == stem));
    let only = others.next()?;
    others.next().is_none().then_some(only)
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
    fn one_file_of_the_name_is_meant() {
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
            ("pet.yml", Some("pet.yaml")),
            ("./pet.json", Some("./pet.yaml")),
            ("PET.YAML", Some("pet.yaml")),
            ("Pet.json", Some("pet.yaml")),
            ("pet", Some("pet.yaml")),
            ("both.yaml", Some("Both.yaml")),
            ("both.yml", None),
            ("two.yaml", None),
            ("TWO.json", Some("two.json")),
            ("parts/size.yaml", Some("Parts/Size.YML")),
            ("PARTS/../pet.yml", Some("Parts/../pet.yaml")),
            ("parts.v1", Some("parts.v1.yaml")),
            ("pet.yaml", None),
            ("pets.yaml", None),
            ("pet.txt", None),
            ("../other/pet.yml", None),
            ("../OTHER/pet.yaml", None),
            ("../api/pet.yml", Some("../api/pet.yaml")),
        ] {
            let found = only(resource, Path::new("/api"), &source, &allowed);
            assert_eq!(found.as_deref(), want, "{resource}");
        }
    }
}
