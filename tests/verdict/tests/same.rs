//! Nothing has changed where nothing has changed.

use std::path::Path;

use castiron_tests::{fixture_document, fixtures, shared};
use castiron_verdict::{corpus, same};

#[track_caller]
fn check(path: &Path) {
    let name = path.display();
    let found = same::compare(path).unwrap_or_else(|message| panic!("{name}: {message}"));
    for one in &found {
        let changes: Vec<_> = one.changes.iter().take(3).collect();
        assert!(changes.is_empty(), "{name} {}: {changes:#?}", one.how);
    }
}

#[test]
fn the_projects_own_documents() {
    for case in fixtures("fixtures") {
        check(&fixture_document(&case));
    }
    check(&castiron_tests::workspace().join("spec/openapi.yaml"));
}

/// A sample; all of them with `cargo run --release -p castiron-verdict -- same --index ../shared/corpus/index.tsv`.
#[test]
fn real_documents() {
    let Some(index) = shared("corpus/index.tsv") else {
        return;
    };
    let all = corpus::listed(&index).expect("the list of documents");
    let size = |path: &Path| std::fs::metadata(path).map_or(u64::MAX, |meta| meta.len());
    let mut checked = 0;
    for path in all.iter().step_by(4).filter(|path| size(path) < 300_000) {
        // several YAML documents in one file have no twin
        if corpus::model(path).is_ok() && corpus::tree(path).is_ok() {
            check(path);
            checked += 1;
        }
    }
    assert!(checked > 10, "only {checked} documents of {}", all.len());
}
