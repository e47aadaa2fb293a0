//! What the tests share: where things lie, sample answers, and a way to wait for a future without a runtime.

pub mod alone;
pub mod back;
pub mod blanks;
pub mod cargo;
pub mod casting;
pub mod crates;
pub mod expectations;
pub mod growing;
pub mod identifiers;
pub mod interpret;
pub mod links;
pub mod made;
pub mod paths;
pub mod random;
pub mod spelled;

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The root of the checkout.
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The shared documents beside the checkout; prints that a test is skipped where there are none.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = workspace().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: there is no ../shared/{path} beside the checkout");
    None
}

/// The folders of one kind of fixture, sorted by name.
///
/// # Panics
/// Where there are none.
pub fn fixtures(kind: &str) -> Vec<PathBuf> {
    let folder = workspace().join("tests").join(kind);
    let entries =
        std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{} is empty", folder.display());
    found
}

/// The document of a fixture.
///
/// # Panics
/// Where it has none.
pub fn fixture_document(case: &Path) -> PathBuf {
    ["openapi.yaml", "openapi.json"]
        .map(|name| case.join(name))
        .into_iter()
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{} holds no openapi.yaml or openapi.json", case.display()))
}

/// A session with every field filled, in the order in which the generated type writes it.
pub const SESSION: &str = include_str!("../data/verification_session.json");

/// A report of that session.
pub const REPORT: &str = include_str!("../data/verification_report.json");

/// `json` with the value at a JSON pointer replaced; a `null` value there is a `null`, not a removal.
///
/// # Panics
/// Where `json` is not JSON or nothing stands at `pointer`: a test that is wrong itself.
pub fn with(json: &str, pointer: &str, value: serde_json::Value) -> String {
    let mut whole: serde_json::Value = serde_json::from_str(json).expect("sample is JSON");
    *whole.pointer_mut(pointer).expect("sample has this place") = value;
    whole.to_string()
}

/// `json` without the property at a JSON pointer.
///
/// # Panics
/// Where `json` is not JSON or has no such property.
pub fn without(json: &str, pointer: &str) -> String {
    let mut whole: serde_json::Value = serde_json::from_str(json).expect("sample is JSON");
    let (owner, key) = pointer.rsplit_once('/').expect("a pointer to a property");
    let removed = whole
        .pointer_mut(owner)
        .and_then(serde_json::Value::as_object_mut)
        .and_then(|object| object.remove(key));
    assert!(removed.is_some(), "sample has no {pointer}");
    whole.to_string()
}

/// Waits for a future that never has to sleep, which is every future over a transport in memory.
///
/// # Panics
/// Where the future waits for something that can't come.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("the future waits for something that never comes");
}

/// Every file under a folder, as paths relative to it, sorted.
///
/// # Panics
/// Where the folder can't be read.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    fn walk(folder: &Path, root: &Path, out: &mut Vec<PathBuf>) {
        let entries = std::fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                walk(&path, root, out);
            } else {
                out.push(
                    path.strip_prefix(root)
                        .expect("below the root")
                        .to_path_buf(),
                );
            }
        }
    }
    let mut out = Vec::new();
    walk(folder, folder, &mut out);
    out.sort();
    out
}

/// The program on the front page of the embedded document's crate, compiled as a doc test.
#[cfg(doctest)]
#[doc = include_str!("../../generated/README.md")]
pub struct Front;

/// The README's program fragments, compiled and run as doc tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The guide's program fragments, compiled and run as doc tests.
#[cfg(doctest)]
#[doc = include_str!("../../docs/GUIDE.md")]
pub struct Guide;
