//! Running a process and saying what it took.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program that says how much memory and processor time another one took.
const TIME: &str = "/usr/bin/time";

/// What a process took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Measured {
    pub(super) time: Duration,
    /// Processor time of it and of all processes that it waited for, outside the kernel; where that can be told.
    pub(super) user: Option<Duration>,
    /// The most memory that it, or a process that it waited for, had at once; where that can be told.
    pub(super) kilobytes: Option<u64>,
}

/// Runs a program to its end.
pub(super) fn measured(words: &[OsString], dir: &Path) -> Result<Measured, String> {
    let has_time = Path::new(TIME).is_file();
    let mut all: Vec<OsString> = Vec::new();
    if has_time {
        all.extend([TIME.into(), "-f".into(), "%U %M".into()]);
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
    let (user, kilobytes) = said
        .lines()
        .last()
        .filter(|_| has_time)
        .map_or((None, None), report);
    Ok(Measured {
        time,
        user,
        kilobytes,
    })
}

/// What the last line says: seconds and kilobytes.
fn report(line: &str) -> (Option<Duration>, Option<u64>) {
    let mut words = line.split_whitespace();
    let seconds = words.next().and_then(|word| word.parse::<f64>().ok());
    let user = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    (user, words.next().and_then(|word| word.parse().ok()))
}

/// The middle of each figure.
pub(super) fn median(all: &[Measured]) -> Measured {
    fn middle<T: Ord + Copy>(figures: impl Iterator<Item = T>) -> Option<T> {
        let mut figures: Vec<T> = figures.collect();
        figures.sort_unstable();
        figures.get(figures.len() / 2).copied()
    }
    Measured {
        time: middle(all.iter().map(|one| one.time)).unwrap_or_default(),
        user: middle(all.iter().filter_map(|one| one.user)),
        kilobytes: middle(all.iter().filter_map(|one| one.kilobytes)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Measured, median, report};

    #[test]
    fn figures() {
        let measured = |time| Measured {
            time: Duration::from_millis(time),
            user: None,
            kilobytes: Some(10 - time),
        };
        let middle = median(&[measured(3), measured(1), measured(2)]);
        assert_eq!(middle, measured(2));
        assert_eq!(median(&[]), Measured::default());
        assert_eq!(
            report("1.5 2048"),
            (Some(Duration::from_millis(1500)), Some(2048))
        );
        assert_eq!(report("nothing"), (None, None));
    }
}
