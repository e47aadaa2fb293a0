//! Changes as Markdown, for a changelog or a pull request.

use std::fmt::Write as _;

use castiron_codegen::diff::{Concern, Impact};

use super::shown::{Located, Shown, endpoints, happened, kinds, name, summary};

/// All changes, the gravest first; those of documentation are folded away.
pub(super) fn write(shown: &Shown<'_>) -> String {
    let mut out = String::new();
    if let Some((old, new)) = &shown.diff.unrelated {
        let _ = writeln!(
            out,
            "**These are different APIs: {} and {}.**\n",
            text(old),
            text(new)
        );
    }
    let _ = writeln!(out, "{}", capital(&summary(shown.diff)));
    if !shown.diff.changes.is_empty() {
        let [old, new] = &shown.names;
        let _ = writeln!(
            out,
            "{} Line:column after `-` is in {}, after `+` in {}.\n",
            capital(&kinds(shown.diff)),
            text(old),
            text(new)
        );
    }
    out + &changes(shown, Places::Shown)
}

/// Whether the places in both documents stand behind each change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Places {
    Shown,
    Omitted,
}

/// The changes alone, in sections: an entry of a changelog.
pub(super) fn changes(shown: &Shown<'_>, places: Places) -> String {
    let mut sections = Vec::new();
    for impact in Impact::ALL {
        let changes: Vec<String> = shown.of(impact).map(|one| line(one, places)).collect();
        if changes.is_empty() {
            continue;
        }
        if impact == Impact::Patch {
            sections.push(format!(
                "<details><summary>Documentation ({})</summary>\n\n{}\n\n</details>\n",
                changes.len(),
                changes.join("\n")
            ));
        } else {
            sections.push(format!("### {}\n\n{}\n", title(impact), changes.join("\n")));
        }
    }
    sections.join("\n")
}

fn title(impact: Impact) -> &'static str {
    match impact {
        Impact::Major => "Breaking",
        Impact::Split => "Split and united types",
        Impact::Minor => "New and different",
        Impact::Patch => "Documentation",
    }
}

fn line(located: &Located<'_>, places: Places) -> String {
    let change = located.change;
    let wire = if change.concern == Concern::Wire {
        " (wire)"
    } else {
        ""
    };
    let mut out = format!(
        "- {} `{}`{wire}: {}",
        change.what,
        name(change),
        code_aware(&happened(change))
    );
    if let Some(endpoints) = endpoints(change) {
        let _ = write!(
            out,
            " — {}",
            code_aware(&format!("`{}`", endpoints.replace('`', "'")))
        );
    }
    if let Some(at) = located.places().filter(|_| places == Places::Shown) {
        let _ = write!(
            out,
            " {}",
            code_aware(&format!("`{}`", at.replace('`', "'")))
        );
    }
    if let Some(instead) = change
        .instead
        .as_ref()
        .filter(|_| change.impact == Impact::Major)
    {
        let _ = write!(out, ". Instead: {}", code_aware(instead));
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect::<String>() + "."
    })
}

/// The text with everything escaped that Markdown or HTML would take for markup, except for code between backticks.
fn code_aware(of: &str) -> String {
    let parts = of.split('`').enumerate();
    let parts = parts.map(|(at, part)| {
        if at % 2 == 0 {
            text(part)
        } else {
            part.replace(['\n', '\r'], " ")
        }
    });
    let out = parts.collect::<Vec<_>>().join("`");
    match of.matches('`').count() % 2 {
        0 => out,
        // a lone one opens nothing
        _ => text(of),
    }
}

/// Plain text as Markdown, on one line.
fn text(of: &str) -> String {
    let mut out = String::with_capacity(of.len());
    for char in of.chars() {
        match char {
            '\n' | '\r' => out.push(' '),
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(char);
            }
            char => out.push(char),
        }
    }
    out
}
