//! What compiling a crate takes: its own code only, what it stands on being compiled before.

use std::path::Path;

use super::measure::{Measured, measured, median};
use super::table::{figures, header, ratios, row};
use super::{Run, Subject};
use crate::args::Compiling;

/// Two rows for each command, and one with the ratios.
pub(super) fn table(
    run: &Run<'_>,
    ours: &Subject,
    theirs: Option<&Subject>,
) -> Result<String, String> {
    let mut text = header(&["command", "crate", "time", "user", "memory"]);
    for command in &run.args.only {
        let words = words(*command);
        if words.is_empty() {
            continue;
        }
        let shown = format!("`cargo {}`", words.join(" "));
        let subjects: Vec<(&Subject, &str)> = std::iter::once(ours)
            .chain(theirs)
            .map(|subject| (subject, "src/lib.rs"))
            .collect();
        let medians = in_turns(run, &subjects, words)?;
        text.push_str(&rows(&shown, &subjects, &medians));
    }
    Ok(text)
}

/// What cargo is asked for.
fn words(command: Compiling) -> &'static [&'static str] {
    match command {
        Compiling::Check => &["check"],
        Compiling::Build => &["build"],
        Compiling::Release => &["build", "--release"],
        Compiling::Program => &[],
    }
}

/// The rows of one command.
pub(super) fn rows(shown: &str, subjects: &[(&Subject, &str)], medians: &[Measured]) -> String {
    let mut text = String::new();
    for ((subject, _), measured) in subjects.iter().zip(medians) {
        let mut cells = vec![shown.to_owned(), subject.name.clone()];
        cells.extend(figures(measured));
        text.push_str(&row(&cells));
    }
    if let [this, other] = medians {
        let mut cells = vec![shown.to_owned(), "ratio".to_owned()];
        cells.extend(ratios(this, other));
        text.push_str(&row(&cells));
    }
    text
}

/// Compiles each crate anew, turn by turn. The first turn compiles what the crates stand on and does not count.
pub(super) fn in_turns(
    run: &Run<'_>,
    subjects: &[(&Subject, &str)],
    words: &[&str],
) -> Result<Vec<Measured>, String> {
    let runs = run.args.compile_runs.max(1);
    let mut all: Vec<Vec<Measured>> = vec![Vec::new(); subjects.len()];
    for at in 0..=runs {
        for ((subject, source), measures) in subjects.iter().zip(&mut all) {
            run.console.passing(&format!(
                "{}: cargo {}, {at} of {runs}…",
                subject.name,
                words.join(" ")
            ));
            let measured = compiled(&subject.dir, source, &run.scratch.join("target"), words)?;
            if at > 0 {
                measures.push(measured);
            }
        }
    }
    Ok(all.iter().map(|measures| median(measures)).collect())
}

/// Compiles a crate as if one of its files had changed.
fn compiled(dir: &Path, source: &str, target: &Path, words: &[&str]) -> Result<Measured, String> {
    let source = dir.join(source);
    let touched = std::fs::File::options().append(true).open(&source);
    touched
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(|error| format!("cannot touch {}: {error}", source.display()))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut all = vec![cargo];
    all.extend(words.iter().map(Into::into));
    all.extend([
        "--quiet".into(),
        "--target-dir".into(),
        target.as_os_str().to_owned(),
    ]);
    measured(&all, dir)
}
