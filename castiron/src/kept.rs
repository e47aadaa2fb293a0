//! The names of a crate that is there already, where its document has come to decide otherwise.

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::suggest::kept::{self, Method, Remedy};

use crate::report;

/// The methods of the crate that is there, of the files that are not to stay as they are: no others can have moved.
pub(crate) fn methods(out: &Path, files: &BTreeMap<String, String>) -> Vec<Method> {
    let is_kept = |path: &Path, text: &str| {
        let name = path.strip_prefix(out).ok().and_then(Path::to_str);
        name.and_then(|name| files.get(&name.replace('\\', "/")))
            .is_some_and(|new| new == text)
    };
    let mut methods = Vec::new();
    let mut folders = vec![out.join("src")];
    while let Some(folder) = folders.pop() {
        // a crate that can't be read has no names to keep
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path)
                && text.contains("static OPERATION")
                && !is_kept(&path, &text)
            {
                methods.extend(kept::methods(&text));
            }
        }
    }
    methods
}

/// What is said of a crate whose names were decided otherwise.
pub(crate) fn names(shown: &str, remedy: &Remedy) -> String {
    let mut text = format!(
        "{} of {shown} will be called otherwise: the document has come to decide so",
        report::count(remedy.moved.len(), "method")
    );
    for (old, new) in remedy.moved.iter().take(3) {
        text.push_str(&format!("\n  {old} → {new}"));
    }
    text.push_str("\nthese settings keep their names:\n\n");
    text.push_str(remedy.settings.trim_end());
    text
}
