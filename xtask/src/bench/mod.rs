//! `bench`: how long generating takes, compiling what was generated, and a program on top of it, as Markdown.
//!
//! Figures are of whole processes, so that nothing is left out: the documents are generated from by this same program
//! in a process of its own, and crates are compiled by `cargo` as a user would. What is compared is run in turns, so
//! that a machine that grows slower meanwhile is unfair to nobody.

mod compiling;
mod generation;
mod measure;
mod program;
mod subject;
mod table;

use std::path::{Path, PathBuf};

use self::subject::Subject;
use castiron::{Console, Here, Outcome, absolute};

use crate::args::BenchArgs;

/// Between these lines of a file that exists lies what the last run found.
const BEGIN: &str = "<!-- bench: begin -->";
const END: &str = "<!-- bench: end -->";

/// What every part of a run needs.
struct Run<'a> {
    here: &'a Here,
    console: &'a Console,
    /// Where crates and what is compiled of them go.
    scratch: PathBuf,
    args: &'a BenchArgs,
}

impl Run<'_> {
    fn path(&self, path: &Path) -> PathBuf {
        absolute(&self.here.folder, path)
    }
}

/// Measures and prints.
pub(crate) fn run(args: &BenchArgs, console: &Console) -> Result<Outcome, String> {
    let here = Here::find()?;
    let scratch = args
        .scratch
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join("castiron-bench"));
    let scratch = absolute(&here.folder, &scratch);
    std::fs::create_dir_all(&scratch)
        .map_err(|error| format!("cannot make {}: {error}", scratch.display()))?;
    let run = Run {
        here: &here,
        console,
        scratch,
        args,
    };
    let mut specs: Vec<PathBuf> = args.specs.iter().map(|spec| run.path(spec)).collect();
    if specs.is_empty() && args.compile.is_none() {
        specs.push(here.spec(None)?);
    }
    let mut text = head();
    text.push_str(&generation::table(&run, &specs)?);
    if let Some(spec) = &args.compile {
        let dir = run.scratch.join("compiled");
        let spec = run.path(spec);
        generation::generate(&run, &spec, &dir)?;
        let library = "src/lib.rs";
        let ours = Subject::open("castiron".to_owned(), dir, library)?;
        let theirs = args.against.as_deref();
        let theirs = theirs
            .map(|other| Subject::open(shown(other), run.path(other), library))
            .transpose()?;
        text.push_str(&format!("\nThe crate of {}", shown(&spec)));
        if let Some(theirs) = &theirs {
            text.push_str(&format!(" against {}", theirs.name));
        }
        text.push_str(
            ", own code only: compiled for the first time, and again after a file was touched (incremental, so \
             that little is done anew). Medians of runs in turns; time, user time and peak memory.\n\n",
        );
        text.push_str(&compiling::table(&run, &ours, theirs.as_ref())?);
        if let Some(path) = &args.program {
            text.push_str(&program::table(&run, &ours, theirs.as_ref(), path)?);
        }
    }
    console.print(&text);
    if let Some(file) = &args.write {
        write(&run.path(file), &text)?;
    }
    Ok(Outcome::Done)
}

fn head() -> String {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let mut text = format!(
        "On {} {} with {cores} cores.\n\n",
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    if cfg!(debug_assertions) {
        text.push_str("**Built without optimisation**: `cargo run --release --package xtask -- bench` says more.\n\n");
    }
    text
}

/// The last part of a path: the tables are read on other machines.
fn shown(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned()
}

/// Writes the text to a file: between the marks where the file has them, else as the whole file.
fn write(file: &Path, text: &str) -> Result<(), String> {
    let old = std::fs::read_to_string(file).unwrap_or_default();
    let new = between_marks(&old, text).unwrap_or_else(|| text.to_owned());
    std::fs::write(file, new).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// A file's text with what is between the marks replaced.
fn between_marks(old: &str, text: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{text}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::between_marks;

    #[test]
    fn marks() {
        let old = "a\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nb\n";
        let new = between_marks(old, "new\n").unwrap();
        assert_eq!(
            new,
            "a\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\nb\n"
        );
        assert_eq!(between_marks(&new, "new\n").as_deref(), Some(new.as_str()));
        assert_eq!(between_marks("a\n", "new\n"), None);
    }
}
