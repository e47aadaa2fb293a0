//! Measures generating, and `--check`.

use std::path::{Path, PathBuf};

use super::measure::{Measured, measured, median};
use super::table::{figures, header, ratio, row, seconds};
use super::{Run, shown};

/// A row for each document; `growth` is time a megabyte against that of the first.
pub(super) fn table(run: &Run<'_>, specs: &[PathBuf]) -> Result<String, String> {
    if specs.is_empty() {
        return Ok(String::new());
    }
    let mut text = format!(
        "Generating, medians of {} whole processes:\n\n",
        run.args.runs.max(1)
    );
    text.push_str(&header(&[
        "document",
        "MB",
        "time",
        "user",
        "memory",
        "time a MB",
        "growth",
        "`--check`",
        "to generating",
    ]));
    let out = run.scratch.join("generated");
    let mut first = None;
    for spec in specs {
        let name = shown(spec);
        let bytes = std::fs::metadata(spec)
            .map_err(|error| format!("cannot read {name}: {error}"))?
            .len();
        let (whole, check) = both(run, spec, &out, &name)?;
        let megabytes = (bytes as f64 / 1e6).max(0.001);
        let each = whole.time.as_secs_f64() / megabytes;
        let growth = match first {
            Some(first) => ratio(each, first),
            None => "1".to_owned(),
        };
        first = first.or(Some(each));
        let mut cells = vec![name, format!("{megabytes:.1}")];
        cells.extend(figures(&whole));
        cells.extend([
            seconds(whole.time.div_f64(megabytes)),
            growth,
            seconds(check.time),
            ratio(check.time.as_secs_f64(), whole.time.as_secs_f64()),
        ]);
        text.push_str(&row(&cells));
    }
    Ok(text)
}

/// Generating and checking, in turns.
fn both(
    run: &Run<'_>,
    spec: &Path,
    out: &Path,
    name: &str,
) -> Result<(Measured, Measured), String> {
    let (mut whole, mut check) = (Vec::new(), Vec::new());
    let runs = run.args.runs.max(1);
    for at in 0..runs {
        run.console
            .passing(&format!("generating {name}: {} of {runs}…", at + 1));
        whole.push(generate(run, spec, out)?);
        check.push(codegen(run, spec, out, true)?);
    }
    Ok((median(&whole), median(&check)))
}

/// Generates as a first run does, which writes every file.
pub(super) fn generate(run: &Run<'_>, spec: &Path, out: &Path) -> Result<Measured, String> {
    if out.exists() {
        std::fs::remove_dir_all(out)
            .map_err(|error| format!("cannot remove {}: {error}", out.display()))?;
    }
    codegen(run, spec, out, false)
}

fn codegen(run: &Run<'_>, spec: &Path, out: &Path, is_check: bool) -> Result<Measured, String> {
    let program = std::env::current_exe()
        .map_err(|error| format!("this program cannot be found: {error}"))?;
    let mut words = vec![program.into_os_string(), "codegen".into(), "--quiet".into()];
    words.extend(["--spec".into(), spec.as_os_str().to_owned()]);
    words.extend(["--out".into(), out.as_os_str().to_owned()]);
    if is_check {
        words.push("--check".into());
    }
    measured(&words, &run.here.folder)
}
