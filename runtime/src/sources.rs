//! The sources of this package as data: castiron writes them into crates that embed the runtime.

use include_dir::{Dir, include_dir};

/// The version of this package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Its `Cargo.toml`: from the repository, or as written by `cargo package`.
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
