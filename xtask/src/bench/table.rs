//! Figures as people read them, and rows of Markdown.

use std::time::Duration;

use super::measure::Measured;

/// A row of a table.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The first two lines of a table.
pub(super) fn header(cells: &[&str]) -> String {
    let line = vec!["---"; cells.len()].join(" | ");
    format!("| {} |\n| {line} |\n", cells.join(" | "))
}

/// Time, user time and memory.
pub(super) fn figures(measured: &Measured) -> [String; 3] {
    [
        seconds(measured.time),
        measured.user.map_or_else(unknown, seconds),
        memory(measured.kilobytes),
    ]
}

/// The three figures of one thing to those of another.
pub(super) fn ratios(this: &Measured, other: &Measured) -> [String; 3] {
    let of = |this: Option<f64>, other: Option<f64>| match (this, other) {
        (Some(this), Some(other)) => ratio(this, other),
        _ => unknown(),
    };
    let user = |measured: &Measured| measured.user.map(|user| user.as_secs_f64());
    let kilobytes = |measured: &Measured| measured.kilobytes.map(|many| many as f64);
    [
        ratio(this.time.as_secs_f64(), other.time.as_secs_f64()),
        of(user(this), user(other)),
        of(kilobytes(this), kilobytes(other)),
    ]
}

/// One figure to another.
pub(super) fn ratio(this: f64, other: f64) -> String {
    if other > 0.0 {
        format!("**{:.2}**", this / other)
    } else {
        unknown()
    }
}

pub(super) fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        few if few < 1.0 => format!("{:.0} ms", few * 1e3),
        many => format!("{many:.2} s"),
    }
}

pub(super) fn memory(kilobytes: Option<u64>) -> String {
    kilobytes.map_or_else(unknown, |kilobytes| format!("{} MB", kilobytes / 1024))
}

pub(super) fn unknown() -> String {
    "?".to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{header, memory, ratio, ratios, row, seconds};
    use crate::bench::measure::Measured;

    #[test]
    fn cells() {
        assert_eq!(seconds(Duration::from_millis(12)), "12 ms");
        assert_eq!(seconds(Duration::from_millis(1234)), "1.23 s");
        assert_eq!([memory(Some(2048)), memory(None)], ["2 MB", "?"]);
        assert_eq!([ratio(1.0, 2.0), ratio(1.0, 0.0)], ["**0.50**", "?"]);
        assert_eq!(header(&["a", "b"]), "| a | b |\n| --- | --- |\n");
        assert_eq!(row(&["1".to_owned(), "2".to_owned()]), "| 1 | 2 |\n");
    }

    #[test]
    fn what_is_unknown_has_no_ratio() {
        let measured = |time, kilobytes| Measured {
            time: Duration::from_secs(time),
            user: None,
            kilobytes,
        };
        assert_eq!(
            ratios(&measured(1, Some(3)), &measured(2, Some(4))),
            ["**0.50**", "?", "**0.75**"]
        );
    }
}
