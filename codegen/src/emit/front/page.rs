//! Builds a page of Markdown.

use super::super::docs;
use crate::model::Gate;
use crate::prose::escaped;

/// Where a page is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The documentation of the crate: links lead to items.
    Docs,
    /// A file beside the crate: links to items lead nowhere there, and stay names.
    File,
}

/// Lines of Markdown.
pub(super) struct Page {
    pub(super) form: Form,
    lines: Vec<Line>,
}

struct Line {
    text: String,
    /// The features of the crate of which any brings what the line links to.
    gate: Option<Gate>,
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self { text, gate: None }
    }
}

impl Page {
    pub(super) fn new(form: Form) -> Self {
        let lines = Vec::new();
        Self { form, lines }
    }

    /// Adds a block of our own, behind a blank line. Links to items begin at the crate.
    pub(super) fn block(&mut self, markdown: &str) {
        if !self.lines.is_empty() {
            self.lines.push(String::new().into());
        }
        let lines = self.linked(markdown);
        let lines = lines.lines().map(|line| docs::plain(line).into_owned());
        self.lines.extend(lines.map(Line::from));
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, text: &str) {
        // the page itself has a title in a file, and the crate's name in the documentation
        let sign = match self.form {
            Form::Docs => "#",
            Form::File => "##",
        };
        self.block(&format!("{sign} {text}"));
    }

    /// Adds source code.
    pub(super) fn code(&mut self, language: &str, code: &str) {
        self.block(&format!("```{language}\n{}\n```", code.trim_end()));
    }

    /// Adds a table, with cells of Markdown.
    pub(super) fn table(&mut self, heads: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            format!("| {} |\n", cells.map(cell).collect::<Vec<_>>().join(" | "))
        };
        let mut out = line(&mut heads.iter().copied());
        out.push_str(&line(&mut heads.iter().map(|_| "---")));
        for row in rows {
            out.push_str(&line(&mut row.iter().map(String::as_str)));
        }
        self.block(&out);
    }

    /// The same, with what each row links to behind features.
    pub(super) fn gated_table(&mut self, heads: &[&str], rows: &[(Vec<String>, Option<Gate>)]) {
        let cells: Vec<Vec<String>> = rows.iter().map(|(cells, _)| cells.clone()).collect();
        self.table(heads, &cells);
        // the last lines are those of the rows
        for (line, (_, gate)) in self.lines.iter_mut().rev().zip(rows.iter().rev()) {
            line.gate.clone_from(gate);
        }
    }

    /// Adds what the document says, with its headings so many levels lower.
    pub(super) fn said(&mut self, markdown: &str, lower: usize) {
        let tame = docs::lines(&self.linked(markdown));
        if tame.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new().into());
        }
        let mut fence = false;
        for line in tame.lines() {
            let line = line.strip_prefix(' ').unwrap_or(line);
            fence ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            let level = line
                .len()
                .saturating_sub(line.trim_start_matches('#').len());
            let is_heading =
                !fence && (1..=6).contains(&level) && line.trim_start_matches('#').starts_with(' ');
            let more = if is_heading {
                lower.min(6_usize.saturating_sub(level))
            } else {
                0
            };
            self.lines.push(("#".repeat(more) + line).into());
        }
    }

    fn linked(&self, markdown: &str) -> String {
        match self.form {
            Form::Docs => markdown.to_owned(),
            Form::File => unlinked(markdown),
        }
    }

    /// The page as the documentation of a crate. A line that links to what features bring has no links without them.
    pub(super) fn comment(&self) -> String {
        let mut out = String::new();
        for Line { text, gate } in &self.lines {
            let plain = unlinked(text);
            match gate {
                Some(gate) if plain != *text => {
                    let all = gate.iter().map(|name| format!("feature = {name:?}"));
                    let any = match &all.collect::<Vec<_>>()[..] {
                        [one] => one.clone(),
                        several => format!("any({})", several.join(", ")),
                    };
                    out.push_str(&format!("#![cfg_attr({any}, doc = {text:?})]\n"));
                    out.push_str(&format!("#![cfg_attr(not({any}), doc = {plain:?})]\n"));
                }
                _ => {
                    let space = if text.is_empty() { "" } else { " " };
                    out.push_str(&["//!", space, text, "\n"].concat());
                }
            }
        }
        out
    }

    /// The page as a text.
    pub(super) fn text(&self) -> String {
        let lines = self.lines.iter();
        lines.map(|line| format!("{}\n", line.text)).collect()
    }
}

/// Markdown in a cell of a table, where `|` needs a backslash (GitHub Flavored Markdown, Tables).
fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for c in markdown.chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Markdown without the links that lead to items of the crate.
pub(super) fn unlinked(markdown: &str) -> String {
    const TARGET: &str = "](crate::";
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once(TARGET) {
        let Some((_, behind)) = after.split_once(')') else {
            break;
        };
        match before.rsplit_once('[') {
            Some((text, label)) => out.push_str(&[text, label].concat()),
            None => out.push_str(before),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A text on one line as Markdown that shows it, in the middle of one.
pub(super) fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_harmless = |c: char| c.is_alphanumeric() || " .,:;-+/()'".contains(c);
    // what looks like an address would become a link
    match text.chars().all(is_harmless) && !text.contains("://") && !text.contains("www.") {
        true => text,
        false => escaped(&text),
    }
}

/// A text as code.
pub(super) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = docs::plain(&text).into_owned();
    match text.contains('`') {
        true => escaped(&text),
        false if text.is_empty() => text,
        false => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Page, code, plain, unlinked};

    #[test]
    fn links_to_items_stay_names_in_a_file() {
        let text = "A [`B`](crate::a::B), [c](https://d.example/) and [`E::f`](crate::E::f).";
        let want = "A `B`, [c](https://d.example/) and `E::f`.";
        assert_eq!(unlinked(text), want);
        assert_eq!(unlinked("](crate::"), "](crate::");
    }

    #[test]
    fn what_the_document_says_stays_below() {
        let mut page = Page::new(Form::File);
        page.said("# A\n\n```sh\n# no heading\n```\n\n###### B", 2);
        assert_eq!(
            page.text(),
            "### A\n\n```sh\n# no heading\n```\n\n###### B\n"
        );
        assert_eq!(page.comment().lines().nth(1), Some("//!"));
    }

    #[test]
    fn cells() {
        let mut page = Page::new(Form::Docs);
        page.table(&["a"], &[vec![code("x | y\nz") + &plain("|")]]);
        assert_eq!(page.text(), "| a |\n| --- |\n| `x \\| y z`\\| |\n");
        assert_eq!(code("a`b"), "a\\`b");
        assert_eq!(plain("A b-c (1.0)"), "A b-c (1.0)");
        assert_eq!(plain("<b> [c]"), r"\<b\> \[c\]");
    }
}
