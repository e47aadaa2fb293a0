//! `bench`: how long generating takes, and compiling what was generated, as Markdown.
//!
//! Figures are of whole processes, so that nothing is left out: the documents are generated from by this same program
//! in a process of its own, and the crate is compiled by `cargo` as a user would. Crates are compiled in turns, so that
//! a machine that grows slower meanwhile is unfair to nobody.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::args::BenchArgs;
use crate::console::Console;
use crate::input::Here;
use crate::paths::absolute;

/// A program that says how much memory another one took.
const TIME: &str = "/usr/bin/time";

/// Measures and prints.
pub(crate) fn run(args: &BenchArgs, console: &Console) -> Result<Outcome, String> {
    let here = Here::find()?;
    let specs: Vec<PathBuf> = if args.specs.is_empty() {
        vec![here.spec(None)?]
    } else {
        args.specs
            .iter()
            .map(|spec| absolute(&here.folder, spec))
            .collect()
    };
    let scratch = args
        .scratch
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join("castiron-bench"));
    let scratch = absolute(&here.folder, &scratch);
    let runs = args.runs.max(1);
    let mut text = head(runs);
    let mut crates = Vec::new();
    text.push_str("| document | MB | time | time a MB | memory | with `--check` | to generating |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    for (at, spec) in specs.iter().enumerate() {
        let out = scratch.join(format!("crate{at}"));
        text.push_str(&generation(&here, spec, &out, runs, console)?);
        crates.push(out);
    }
    if args.compile {
        let mut list: Vec<(String, PathBuf)> = specs
            .iter()
            .zip(crates)
            .map(|(spec, out)| (here.shown(spec), out))
            .collect();
        list.extend(
            args.against
                .iter()
                .map(|other| (here.shown(other), absolute(&here.folder, other))),
        );
        text.push_str(&compilation(&list, &scratch, runs, console)?);
    }
    console.print(&text);
    if let Some(file) = &args.write {
        let file = absolute(&here.folder, file);
        std::fs::write(&file, &text)
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    }
    Ok(Outcome::Done)
}

fn head(runs: usize) -> String {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let mut text = format!(
        "Median of {runs} on {} {} with {cores} cores.\n\n",
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    if cfg!(debug_assertions) {
        text.push_str("**Built without optimisation**: `cargo run --release --package xtask -- bench` says more.\n\n");
    }
    text
}

/// One row: what generating from a document takes.
fn generation(
    here: &Here,
    spec: &Path,
    out: &Path,
    runs: usize,
    console: &Console,
) -> Result<String, String> {
    let program = std::env::current_exe()
        .map_err(|error| format!("this program cannot be found: {error}"))?;
    let name = here.shown(spec);
    let bytes = std::fs::metadata(spec)
        .map_err(|error| format!("cannot read {name}: {error}"))?
        .len();
    let measure = |is_check: bool| {
        let mut all = Vec::new();
        for run in 0..runs {
            console.passing(&format!("{name}: {} of {runs}…", run + 1));
            let mut words = vec![
                program.clone().into_os_string(),
                "codegen".into(),
                "--quiet".into(),
            ];
            words.extend([
                "--spec".into(),
                spec.as_os_str().to_owned(),
                "--out".into(),
                out.as_os_str().to_owned(),
            ]);
            if is_check {
                words.push("--check".into());
            } else if out.exists() {
                // as a first run, which writes every file
                std::fs::remove_dir_all(out)
                    .map_err(|error| format!("cannot remove {}: {error}", out.display()))?;
            }
            all.push(measured(&words, &here.folder)?);
        }
        Ok::<_, String>(median(all))
    };
    let (whole, check) = (measure(false)?, measure(true)?);
    let megabytes = bytes as f64 / 1e6;
    Ok(format!(
        "| {name} | {megabytes:.1} | {} | {} | {} | {} | {:.2} |\n",
        seconds(whole.time),
        seconds(whole.time.div_f64(megabytes.max(0.001))),
        memory(whole.kilobytes),
        seconds(check.time),
        check.time.as_secs_f64() / whole.time.as_secs_f64().max(1e-9),
    ))
}

/// The table of what compiling the crates takes: their own code only, what they stand on being compiled before.
fn compilation(
    crates: &[(String, PathBuf)],
    scratch: &Path,
    runs: usize,
    console: &Console,
) -> Result<String, String> {
    let mut text = String::from(
        "\n| crate | command | time | memory | time to the last one | memory to it |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    let target = scratch.join("target");
    for words in [&["check"][..], &["build"], &["build", "--release"]] {
        let command = format!("cargo {}", words.join(" "));
        let mut all: Vec<Vec<Measured>> = vec![Vec::new(); crates.len()];
        for run in 0..=runs {
            for ((name, dir), measures) in crates.iter().zip(&mut all) {
                console.passing(&format!("{name}: {command}, {run} of {runs}…"));
                let measured = compiled(dir, &target, words)?;
                // the first run compiles the dependencies as well
                if run > 0 {
                    measures.push(measured);
                }
            }
        }
        let medians: Vec<Measured> = all.into_iter().map(median).collect();
        let last = medians.last().copied().unwrap_or_default();
        for ((name, _), measured) in crates.iter().zip(&medians) {
            let ratio = measured.time.as_secs_f64() / last.time.as_secs_f64().max(1e-9);
            let more = match (measured.kilobytes, last.kilobytes) {
                (Some(this), Some(last)) if last > 0 => format!("{:.2}", this as f64 / last as f64),
                _ => "?".to_owned(),
            };
            let (time, memory) = (seconds(measured.time), memory(measured.kilobytes));
            let _ = writeln!(
                text,
                "| {name} | `{command}` | {time} | {memory} | {ratio:.2} | {more} |"
            );
        }
    }
    Ok(text)
}

/// Compiles a crate anew; its dependencies only if they were not compiled yet.
fn compiled(dir: &Path, target: &Path, words: &[&str]) -> Result<Measured, String> {
    let source = dir.join("src/lib.rs");
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

/// What a process took.
#[derive(Clone, Copy, Debug, Default)]
struct Measured {
    time: Duration,
    /// The most memory that it, or a process that it waited for, had at once; where that can be told.
    kilobytes: Option<u64>,
}

/// Runs a program to its end.
fn measured(words: &[std::ffi::OsString], dir: &Path) -> Result<Measured, String> {
    let has_time = Path::new(TIME).is_file();
    let mut all: Vec<std::ffi::OsString> = Vec::new();
    if has_time {
        all.extend([TIME.into(), "-f".into(), "%M".into()]);
    }
    all.extend_from_slice(words);
    let [program, arguments @ ..] = all.as_slice() else {
        return Ok(Measured::default());
    };
    let start = Instant::now();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::null())
        .output();
    let time = start.elapsed();
    let shown = words
        .iter()
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    let output = output.map_err(|error| format!("cannot run {shown}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!(
            "{shown} ended with {}:\n{}",
            output.status,
            said.trim_end()
        ));
    }
    let kilobytes = said
        .lines()
        .last()
        .filter(|_| has_time)
        .and_then(|line| line.trim().parse().ok());
    Ok(Measured { time, kilobytes })
}

/// The run in the middle, by time.
fn median(mut all: Vec<Measured>) -> Measured {
    all.sort_by_key(|measured| measured.time);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        few if few < 1.0 => format!("{:.0} ms", few * 1e3),
        many => format!("{many:.2} s"),
    }
}

fn memory(kilobytes: Option<u64>) -> String {
    kilobytes.map_or_else(
        || "?".to_owned(),
        |kilobytes| format!("{} MB", kilobytes / 1024),
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Measured, median, memory, seconds};

    #[test]
    fn figures() {
        let measured = |time| Measured {
            time: Duration::from_millis(time),
            kilobytes: Some(time),
        };
        assert_eq!(
            median(vec![measured(3), measured(1), measured(2)]).kilobytes,
            Some(2)
        );
        assert_eq!(median(Vec::new()).kilobytes, None);
        assert_eq!(
            [
                seconds(Duration::from_millis(12)),
                seconds(Duration::from_millis(1234))
            ],
            ["12 ms", "1.23 s"]
        );
        assert_eq!([memory(Some(2048)), memory(None)], ["2 MB", "?"]);
    }
}
