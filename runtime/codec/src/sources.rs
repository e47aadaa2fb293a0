//! The sources of this package as data: castiron writes them into crates that embed the runtime.

use include_dir::{Dir, include_dir};

/// The version of this package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Its `Cargo.toml`: the one of its repository, or what `cargo package` made of it.
pub const MANIFEST: &str = include_str!("../Cargo.toml");

/// The licence under which the sources are copied.
pub const LICENSE: &str = include_str!("../LICENSE-MIT");

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src");

/// The sources: their paths below `src/`, with `/`, and their text.
pub fn files() -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let mut folders = vec![&FOLDER];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        found.extend(folder.files().filter_map(|file| {
            let path = file.path().to_str()?.replace('\\', "/");
            Some((path, file.contents_utf8()?))
        }));
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Each file below a folder, by its path with `/`.
    fn below(folder: &Path, path: &str, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{path}{}", entry.file_name().to_str().unwrap());
            match entry.file_type().unwrap().is_dir() {
                true => below(&entry.path(), &format!("{path}/"), found),
                false => found.push((path, std::fs::read_to_string(entry.path()).unwrap())),
            }
        }
    }

    #[test]
    fn all_sources_are_there() {
        let mut expected = Vec::new();
        below(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            "",
            &mut expected,
        );
        expected.sort();
        let files: Vec<_> = super::files();
        let files = files
            .into_iter()
            .map(|(path, text)| (path, text.to_owned()));
        assert_eq!(files.collect::<Vec<_>>(), expected);
    }
}
