//! Joins lines that `prettyplease` broke although they fit.
//!
//! It breaks lines at 89 columns and cannot be configured; `rustfmt` breaks at 100. Arguments that fit on one line are put back
//! on it. Only white space between tokens changes: no literal and no comment spans lines.

use std::borrow::Cow;

/// The longest line (rustfmt, `max_width`).
const WIDTH: usize = 100;

/// Joins what fits, for a text that will be moved `indent` columns to the right.
pub(super) fn joined(text: &str, indent: usize) -> Vec<Cow<'_, str>> {
    // from the end, so that what is inside is joined before what is around it; the next line is the last of these
    let mut behind: Vec<Cow<'_, str>> = Vec::new();
    for open in text.lines().rev() {
        let opens = open.ends_with(['(', '<']) && !open.trim_start().starts_with("///");
        let line = match opens.then(|| join(open, &mut behind, indent)).flatten() {
            Some(whole) => Cow::Owned(whole),
            None => Cow::Borrowed(open),
        };
        behind.push(line);
    }
    behind.reverse();
    behind
}

/// Joins a line that opens something with those behind it, if they fit on one. Otherwise they may move to the left.
fn join(open: &str, behind: &mut Vec<Cow<'_, str>>, indent: usize) -> Option<String> {
    let start = depth(open);
    let is_end = |next: &Cow<'_, str>| depth(next) < start.saturating_add(4) || closes(next);
    let length = behind.iter().rev().position(is_end)?;
    let rest = behind.len().checked_sub(length)?.checked_sub(1)?;
    let (close, between) = behind.get(rest..)?.split_first()?;
    let is_plain = between
        .iter()
        .all(|line| depth(line) == depth(close).saturating_add(4) && ends(line));
    if !closes(close) || !is_plain {
        return None;
    }
    let inner: Vec<&str> = (between.iter().rev())
        .map(|line| line.trim_start())
        .collect();
    let inner = inner.join(" ");
    let inner = inner.strip_suffix(',').unwrap_or(&inner);
    let whole = [open, inner, close.trim_start()].concat();
    let is_chain = depth(close) == start.saturating_add(4);
    if indent.saturating_add(whole.len()) <= WIDTH {
        behind.truncate(rest);
        return Some(whole);
    }
    if is_chain {
        // the first call of a chain: what follows belongs under its beginning
        let behind = behind.iter_mut().rev();
        for line in behind.take_while(|line| depth(line) > start) {
            line.to_mut().drain(..4);
        }
    }
    None
}

/// How far a line is from the left.
fn depth(line: &str) -> usize {
    line.len()
        .saturating_sub(line.trim_start_matches(' ').len())
}

/// Whether a line ends what another one opened.
fn closes(line: &str) -> bool {
    line.trim_start().starts_with([')', '>'])
}

/// Whether a line is an argument of its own: it opens nothing, and is no comment.
fn ends(line: &str) -> bool {
    !line.ends_with(['(', '<', '{', '[']) && !line.trim_start().starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[track_caller]
    fn check(given: &str, indent: usize, want: &str) {
        let got = joined(given, indent).join("\n");
        assert!(got == want, "got:\n{got}\nwant:\n{want}");
    }

    #[test]
    fn what_fits() {
        check(
            "    pub a: Option<\n        Expandable<crate::b::C>,\n    >,",
            0,
            "    pub a: Option<Expandable<crate::b::C>>,",
        );
        check(
            "    pub fn options(\n        mut self,\n        value: a::Options,\n    ) -> Self {\n        self\n    }",
            0,
            "    pub fn options(mut self, value: a::Options) -> Self {\n        self\n    }",
        );
        check("a: A<\n    B<\n        C,\n    >,\n>,", 0, "a: A<B<C>>,");
    }

    #[test]
    fn what_does_not() {
        let text = "    pub a: Option<\n        Expandable<crate::b::C>,\n    >,";
        check(text, 70, text);
        let text = "f(\n    ///12\n    g(\n        1\n    ),\n)";
        check(text, 0, "f(\n    ///12\n    g(1),\n)");
    }

    #[test]
    fn chains() {
        let long = "x".repeat(90);
        let given = format!(
            "    static A: B = B::new(\n            \"{long}\",\n        )\n        .c(d);\n    e"
        );
        let want =
            format!("    static A: B = B::new(\n        \"{long}\",\n    )\n    .c(d);\n    e");
        check(&given, 0, &want);
        check(
            "static A: B = B::new(\n        \"x\",\n    )\n    .c(d);",
            0,
            "static A: B = B::new(\"x\")\n    .c(d);",
        );
    }
}
