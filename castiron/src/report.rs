//! The summary of a run, in a few lines.

use std::time::Duration;

use castiron_codegen::diagnostic::{Code, Diagnostics};
use castiron_codegen::stats::Stats;
use castiron_codegen::write::{Drift, Written};

use crate::input::Input;

/// So many paths are listed of each kind.
const MOST: usize = 10;

/// A number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (number, Some(stem)) => format!("{number} {stem}ies"),
        (number, None) => format!("{number} {noun}s"),
    }
}

/// Which document it was, and what came of it.
pub(crate) fn document(input: &Input, stats: &Stats, files: usize, is_verbose: bool) -> String {
    let about = input.document.as_ref().map_or(String::new(), |document| {
        let info = &document.api.info;
        format!(
            " ({}, {} {})",
            document.version,
            info.title.trim(),
            info.version.trim()
        )
    });
    let mut out = format!(
        "castiron: {}{about}\n  {}",
        input.name,
        counts(stats, files)
    );
    let unresolved = unresolved(&input.diagnostics);
    if unresolved > 0 {
        out.push_str(&format!(
            "\n  {} could not be resolved: what {} stands for is untyped or left out (see the warnings; `--strict` refuses \
             such documents)",
            count(unresolved, "reference"),
            if unresolved == 1 { "it" } else { "each" },
        ));
        let is_url = |code| code == Code::RemoteReference;
        if input.diagnostics.iter().any(|one| is_url(one.code)) {
            out.push_str(
                "\n  the command `fetch-list` prints what to download for references by URL",
            );
        }
    }
    if stats.xml > 0 {
        out.push_str(&format!(
            "\n  {} with a body in XML: programs that call {} need the feature `xml`",
            count(stats.xml, "operation"),
            if stats.xml == 1 { "it" } else { "them" },
        ));
    }
    if is_verbose {
        for pointer in &stats.untyped_at {
            out.push_str("\n    untyped: ");
            out.push_str(pointer);
        }
    }
    out
}

/// How many references can't be resolved.
fn unresolved(diagnostics: &Diagnostics) -> usize {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.is_unresolved_reference())
        .count()
}

fn counts(stats: &Stats, files: usize) -> String {
    let parts = [
        (stats.objects, "object"),
        (stats.enums, "enum"),
        (stats.unions, "union"),
        (stats.params, "params struct"),
        (stats.resources, "resource"),
        (stats.operations, "operation"),
    ];
    let parts = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun));
    let parts: Vec<String> = parts.collect();
    let parts = if parts.is_empty() {
        "nothing".to_owned()
    } else {
        parts.join(", ")
    };
    format!(
        "{parts} in {}; {}",
        count(files, "file"),
        count(stats.untyped, "untyped field")
    )
}

/// What happened on disk.
pub(crate) fn written(out: &str, written: &Written, took: Duration, is_verbose: bool) -> String {
    let mut parts = vec![format!("{} changed", count(written.changed.len(), "file"))];
    if !written.removed.is_empty() {
        parts.push(format!("{} removed", written.removed.len()));
    }
    parts.push(format!("{} unchanged", written.unchanged));
    let mut text = format!(
        "  {}/: {}, in {} ms",
        out.trim_end_matches('/'),
        parts.join(", "),
        took.as_millis()
    );
    if is_verbose {
        for (what, paths) in [("changed", &written.changed), ("removed", &written.removed)] {
            for path in paths {
                text.push_str(&format!("\n    {what} {path}"));
            }
        }
    }
    text
}

/// What a run would do to a crate.
pub(crate) fn planned(out: &str, drift: &Drift) -> String {
    let mut text = format!("  {}/: this would change\n", out.trim_end_matches('/'));
    let changed: Vec<String> = drift
        .changed
        .iter()
        .map(|changed| changed.path.clone())
        .collect();
    for (what, paths) in [
        ("write", &drift.missing),
        ("change", &changed),
        ("remove", &drift.stray),
    ] {
        list(&mut text, what, paths);
    }
    if !drift.foreign.is_empty() {
        list(&mut text, "foreign", &drift.foreign);
        text.push_str("           (not written by castiron; move them away first)\n");
    }
    text.push_str("nothing was written\n");
    text
}

/// What is not as it should be, and what mends it.
pub(crate) fn drift(out: &str, document: &str, drift: &Drift, command: &str) -> String {
    let mut text = format!(
        "{}/ is not what {document} gives:\n",
        out.trim_end_matches('/')
    );
    list(&mut text, "missing", &drift.missing);
    for changed in drift.changed.iter().take(MOST) {
        text.push_str(&format!("  changed  {}\n", changed.path));
        for line in changed.diff.lines() {
            text.push_str(&format!("      {line}\n"));
        }
    }
    more(&mut text, "changed", drift.changed.len());
    list(&mut text, "stray", &drift.stray);
    list(&mut text, "foreign", &drift.foreign);
    if !drift.foreign.is_empty() {
        text.push_str("           (not written by castiron; move them away first)\n");
    }
    if drift.interrupted {
        text.push_str("  a run was interrupted here\n");
    }
    text.push_str(&format!("run `{command}` to bring it up to date\n"));
    text
}

fn list(text: &mut String, what: &str, paths: &[String]) {
    for path in paths.iter().take(MOST) {
        text.push_str(&format!("  {what:<8} {path}\n"));
    }
    more(text, what, paths.len());
}

fn more(text: &mut String, what: &str, number: usize) {
    if number > MOST {
        text.push_str(&format!(
            "  {what:<8} and {} more\n",
            number.saturating_sub(MOST)
        ));
    }
}

#[cfg(test)]
mod tests {
    use castiron_codegen::write::{Changed, Drift};

    use super::{count, drift};

    #[test]
    fn numbers() {
        assert_eq!(
            [count(0, "file"), count(1, "file"), count(2, "entry")],
            ["0 files", "1 file", "2 entries"]
        );
    }

    #[test]
    fn drift_is_listed_briefly() {
        let many = (0..12).map(|at| format!("src/{at}.rs")).collect();
        let changed = vec![Changed {
            path: "src/lib.rs".to_owned(),
            diff: "-a\n+b\n".to_owned(),
        }];
        let found = Drift {
            missing: many,
            changed,
            ..Drift::default()
        };
        let text = drift("generated", "a.yaml", &found, "cargo xtask codegen");
        assert!(
            text.starts_with("generated/ is not what a.yaml gives:\n  missing  src/0.rs\n"),
            "{text}"
        );
        assert!(
            text.ends_with(
                "  missing  and 2 more\n  changed  src/lib.rs\n      -a\n      +b\n\
                 run `cargo xtask codegen` to bring it up to date\n"
            ),
            "{text}"
        );
    }
}
