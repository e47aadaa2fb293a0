//! Paths as they are printed, and as they are written to manifests.

use std::path::{Component, Path, PathBuf};

/// An absolute path without `.` and `..`, worked out by its text, so that it need not exist.
pub fn absolute(base: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in base.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// How one gets from a folder to a path; `None` where both have nothing in common (other drives).
pub fn relative(from: &Path, to: &Path) -> Option<PathBuf> {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to.iter().skip(shared).copied()).collect();
    Some(if path.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        path
    })
}

/// A path to show: relative to a folder where that is shorter.
pub(crate) fn shown(from: &Path, path: &Path) -> PathBuf {
    match relative(from, path) {
        Some(short) if short.components().count() <= path.components().count() => short,
        _ => path.to_path_buf(),
    }
}

/// A path of the file, which is the same on every machine, whichever separator it was written with.
pub(crate) fn portable(path: &str) -> PathBuf {
    PathBuf::from(path.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{absolute, relative, shown};

    #[test]
    fn paths() {
        let p = Path::new;
        assert_eq!(absolute(p("/a/b"), p("../c/./d")), p("/a/c/d"));
        assert_eq!(absolute(p("/a"), p("/x/..")), p("/"));
        assert_eq!(relative(p("/a/b"), p("/a/c")), Some(PathBuf::from("../c")));
        assert_eq!(relative(p("/a"), p("/a")), Some(PathBuf::from(".")));
        assert_eq!(shown(p("/a"), p("/a/b/c")), p("b/c"));
        assert_eq!(shown(p("/a/b/c/d"), p("/x/y")), p("/x/y"));
    }
}
