//! Finds the end of the first sentence.

use super::tree::Inline;
use crate::text::{head, tail};

/// Words that end with a full stop in the middle of a sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "vs", "approx", "no", "cf", "incl", "resp", "dr", "mr", "mrs", "st",
    "inc", "max", "min",
];

/// The index behind the sign that ends the first sentence, when another sentence follows.
pub(super) fn end(text: &str) -> Option<usize> {
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let behind = at.saturating_add(1);
        let rest = tail(text, behind);
        let next = rest.trim_start().chars().next()?;
        if !rest.starts_with([' ', '\n']) || next.is_lowercase() {
            continue;
        }
        let word = head(text, at)
            .rsplit([' ', '\n', '(', '"'])
            .next()
            .unwrap_or("");
        let is_short = c == '.'
            && (word.chars().count() == 1
                || ABBREVIATIONS
                    .iter()
                    .any(|short| word.eq_ignore_ascii_case(short)));
        if !is_short {
            return Some(behind);
        }
    }
    None
}

/// The inlines of the first sentence.
pub(super) fn first(inlines: &[Inline]) -> Vec<Inline> {
    let mut out = Vec::new();
    for (at, inline) in inlines.iter().enumerate() {
        let mut is_last = false;
        match inline {
            Inline::Text(text) => match end(text) {
                Some(end) => {
                    out.push(Inline::Text(head(text, end).to_owned()));
                    is_last = true;
                }
                None => {
                    // the sentence may end with this piece of text
                    let next = inlines.get(at.saturating_add(1));
                    is_last = matches!(next, Some(Inline::Soft | Inline::Hard))
                        && text.ends_with(['.', '!', '?'])
                        && end(&format!(
                            "{text} {}",
                            following(inlines.get(at.saturating_add(2)..))
                        ))
                        .is_some();
                    out.push(inline.clone());
                }
            },
            other => out.push(other.clone()),
        }
        if is_last {
            break;
        }
    }
    out
}

/// A character for what follows: its own when it is text, else one that could begin a sentence.
fn following(rest: Option<&[Inline]>) -> char {
    match rest.and_then(<[Inline]>::first) {
        Some(Inline::Text(text)) => text.chars().next().unwrap_or('A'),
        _ => 'A',
    }
}

#[cfg(test)]
mod tests {
    use super::end;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(end(text).map_or(text, |end| &text[..end]), want);
    }

    #[test]
    fn sentences() {
        check("One. Two.", "One.");
        check("One.\nTwo.", "One.");
        check("One", "One");
        check("Version 1.5 of it. Two", "Version 1.5 of it.");
        check("Some, e.g. Five. Two", "Some, e.g. Five.");
        check(
            "A file of 5 MB max. Larger fails? Yes.",
            "A file of 5 MB max. Larger fails?",
        );
        check("See a.b for it. and so on", "See a.b for it. and so on");
    }
}
