//! The blank value of every type of a document is read back as it was written: in crates with operations, with types alone,
//! and with a feature for each handle.
//!
//! With `CASTIRON_FULL` those of the shared corpus are tried too, the largest first, as far as `CASTIRON_BLANKS_SECONDS`
//! (900) reach. `CASTIRON_BLANKS_ONLY` takes only documents whose paths contain that, `CASTIRON_BLANKS_SKIP` leaves out so
//! many of the largest.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use castiron_tests::blanks::{Form, check};
use castiron_tests::{fixture_document, shared, workspace};

/// Fixtures with types of every sort.
const FIXTURES: [&str; 3] = ["callbacks", "enums", "told_apart"];

#[track_caller]
fn all_come_back(documents: &[(PathBuf, Form)], folder: &Path) -> usize {
    let (mut types, mut wrong) = (0, Vec::new());
    for (path, form) in documents {
        match check(path, *form, folder, "blank_values") {
            Ok(found) => {
                types += found.types;
                let of = |line: String| format!("{} {form:?}: {line}", path.display());
                wrong.extend(found.wrong.into_iter().map(of));
            }
            // documents that are refused are other tests' matter
            Err(why) if why == "refused" => {}
            Err(why) => wrong.push(format!("{} {form:?}: {why}", path.display())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    types
}

#[test]
fn blank_values_come_back_in_every_form_of_crate() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("blanks");
    let fixtures =
        FIXTURES.map(|name| fixture_document(&workspace().join("tests/fixtures").join(name)));
    let documents: Vec<_> = (fixtures.into_iter())
        .flat_map(|path| [Form::Types, Form::Features].map(|form| (path.clone(), form)))
        .collect();
    let types = all_come_back(&documents, &folder);
    assert!(types > 50, "{types}");
}

#[test]
fn blank_values_of_real_documents_come_back() {
    let (Some(_), Some(folder)) = (std::env::var_os("CASTIRON_FULL"), shared("corpus/real")) else {
        return;
    };
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut all: Vec<(u64, PathBuf)> = (entries.flatten())
        .filter_map(|entry| Some((entry.metadata().ok()?.len(), entry.path())))
        .collect();
    if let Ok(only) = std::env::var("CASTIRON_BLANKS_ONLY") {
        all.retain(|(_, path)| path.to_string_lossy().contains(&only));
    }
    all.sort_by(|a, b| b.cmp(a));
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let skipped = number("CASTIRON_BLANKS_SKIP").unwrap_or(0);
    all.drain(..(skipped as usize).min(all.len()));
    let seconds = Duration::from_secs(number("CASTIRON_BLANKS_SECONDS").unwrap_or(900));
    let started = Instant::now();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("blanks-real");
    let (mut types, mut tried) = (0, 0);
    for (_, path) in &all {
        if started.elapsed() > seconds {
            break;
        }
        let here = Instant::now();
        let of_document = all_come_back(&Form::ALL.map(|form| (path.clone(), form)), &target);
        let took = here.elapsed().as_secs();
        println!("{}: {of_document} types, {took} s", path.display());
        (types, tried) = (types + of_document, tried + 1);
    }
    println!("{types} types of {tried} of {} documents", all.len());
}
