//! A short description of how a file changed.

use similar::{ChangeTag, TextDiff};

use crate::emit::Files;

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Relative to the folder.
    pub path: String,
    /// The first changed lines, each after `-`, `+` or, for what is the same around them, a space; empty where there
    /// were enough of other files already.
    pub diff: String,
}

/// So many files are shown with their changes,
const MOST_FILES: usize = 5;
/// so many lines of each,
const MOST_LINES: usize = 12;
/// and so many columns of each line.
const MOST_COLUMNS: usize = 160;
/// Larger files are not compared line by line.
const MOST_BYTES: usize = 4 << 20;

/// Describes the changes of files, given with the text that they have now.
pub(super) fn describe(changed: &[(String, Vec<u8>)], files: &Files) -> Vec<Changed> {
    changed
        .iter()
        .enumerate()
        .map(|(at, (path, found))| {
            let wanted = files.get(path).map_or("", String::as_str);
            let is_shown =
                at < MOST_FILES && found.len().saturating_add(wanted.len()) <= MOST_BYTES;
            let diff = if is_shown {
                short(
                    &String::from_utf8_lossy(found).replace("\r\n", "\n"),
                    wanted,
                )
            } else {
                String::new()
            };
            Changed {
                path: path.clone(),
                diff,
            }
        })
        .collect()
}

/// The beginning of a unified diff.
fn short(found: &str, wanted: &str) -> String {
    let diff = TextDiff::from_lines(found, wanted);
    let mut lines = Vec::new();
    let mut rest = 0_usize;
    for group in diff.grouped_ops(1) {
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            if lines.len() < MOST_LINES {
                let text: String = change
                    .value()
                    .trim_end()
                    .chars()
                    .take(MOST_COLUMNS)
                    .collect();
                lines.push(format!("{sign}{text}\n"));
            } else if sign != ' ' {
                rest = rest.saturating_add(1);
            }
        }
    }
    if rest > 0 {
        lines.push(format!("… {rest} more changed lines\n"));
    }
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_line() {
        assert_eq!(short("a\nb\nc\nd\n", "a\nb\nx\nd\n"), " b\n-c\n+x\n d\n");
    }

    #[test]
    fn many_lines() {
        let wanted: String = (0..100).map(|at| format!("{at}\n")).collect();
        let got = short("", &wanted);
        assert_eq!(got.lines().count(), 13);
        assert!(got.ends_with("+11\n… 88 more changed lines\n"), "{got}");
    }
}
