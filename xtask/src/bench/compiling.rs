//! What compiling a crate takes: its own code only, what it stands on being compiled before.

use std::ffi::OsString;

use super::Run;
use super::measure::{Measured, measured, median};
use super::subject::Subject;
use super::table::{figures, header, ratios, row};
use crate::args::Compiling;

/// What rustc finds of earlier compilations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing.
    First,
    /// All of it, for incremental compilation: a file was touched, without a change.
    Again,
}

/// Two rows for each command and state, and one with the ratios.
pub(super) fn table(
    run: &Run<'_>,
    ours: &Subject,
    theirs: Option<&Subject>,
) -> Result<String, String> {
    let mut text = header(&["command", "crate", "time", "user", "memory"]);
    let subjects: Vec<&Subject> = std::iter::once(ours).chain(theirs).collect();
    for command in &run.args.only {
        text.push_str(&rows(run, &subjects, *command)?);
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

/// The states that differ: what is built for release is not compiled incrementally.
fn states(command: Compiling) -> &'static [State] {
    match command {
        Compiling::Check | Compiling::Build => &[State::First, State::Again],
        Compiling::Release => &[State::First],
        Compiling::Program => &[],
    }
}

/// The rows of one command.
pub(super) fn rows(
    run: &Run<'_>,
    subjects: &[&Subject],
    command: Compiling,
) -> Result<String, String> {
    let mut text = String::new();
    for state in states(command) {
        let medians = in_turns(run, subjects, command, *state)?;
        let again = match state {
            State::First => "",
            State::Again => " again",
        };
        let shown = format!("`cargo {}`{again}", words(command).join(" "));
        for (subject, measured) in subjects.iter().zip(&medians) {
            let mut cells = vec![shown.clone(), subject.name.clone()];
            cells.extend(figures(measured));
            text.push_str(&row(&cells));
        }
        if let [this, other] = medians.as_slice() {
            let mut cells = vec![shown, "ratio".to_owned()];
            cells.extend(ratios(this, other));
            text.push_str(&row(&cells));
        }
    }
    Ok(text)
}

/// Compiles each crate, turn by turn. The first turn compiles what the crates stand on and does not count.
fn in_turns(
    run: &Run<'_>,
    subjects: &[&Subject],
    command: Compiling,
    state: State,
) -> Result<Vec<Measured>, String> {
    let runs = run.args.compile_runs.max(1);
    let mut all: Vec<Vec<Measured>> = vec![Vec::new(); subjects.len()];
    for at in 0..=runs {
        for (subject, measures) in subjects.iter().zip(&mut all) {
            run.console.passing(&format!(
                "{}: cargo {}, {at} of {runs}…",
                subject.name,
                words(command).join(" ")
            ));
            match state {
                _ if at == 0 => {}
                State::First => forget(run, subject, command)?,
                State::Again => touch(subject)?,
            }
            let measured = cargo(run, subject, words(command))?;
            if at > 0 {
                measures.push(measured);
            }
        }
    }
    Ok(all.iter().map(|measures| median(measures)).collect())
}

/// Removes what was compiled of the crate itself.
fn forget(run: &Run<'_>, subject: &Subject, command: Compiling) -> Result<(), String> {
    let mut words = vec!["clean", "--package", &subject.package];
    if command == Compiling::Release {
        words.push("--release");
    }
    cargo(run, subject, &words).map(|_| ())
}

/// Lets cargo believe that a file has changed.
fn touch(subject: &Subject) -> Result<(), String> {
    let source = subject.dir.join(subject.source);
    let touched = std::fs::File::options().append(true).open(&source);
    touched
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(|error| format!("cannot touch {}: {error}", source.display()))
}

fn cargo(run: &Run<'_>, subject: &Subject, words: &[&str]) -> Result<Measured, String> {
    let mut all: Vec<OsString> = vec![std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())];
    all.extend(words.iter().map(Into::into));
    all.extend([
        "--quiet".into(),
        "--target-dir".into(),
        run.scratch.join("target").into_os_string(),
    ]);
    measured(&all, &subject.dir)
}
