//! A text that matches a pattern (JSON Schema, `pattern`).

use regex_syntax::hir::{Class, Hir, HirKind};

/// The shortest text that comes to hand; `None` where the pattern can't be read, or asks for what can't be made.
pub(crate) fn text(pattern: &str) -> Option<String> {
    let hir = regex_syntax::ParserBuilder::new()
        .build()
        .parse(pattern)
        .ok()?;
    let mut out = String::new();
    write(&hir, &mut out)?;
    Some(out)
}

fn write(hir: &Hir, out: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => out.push(member(class)?),
        HirKind::Repetition(repetition) => {
            // once is more telling than never, where both are allowed
            let least = repetition.min.max(u32::from(repetition.max != Some(0)));
            for _ in 0..least {
                write(&repetition.sub, out)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, out)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, out))?,
        HirKind::Alternation(parts) => write(parts.first()?, out)?,
    }
    Some(())
}

/// A character of a class: a letter or a digit where it has one.
fn member(class: &Class) -> Option<char> {
    match class {
        Class::Unicode(class) => {
            let holds = |c: char| {
                class
                    .iter()
                    .any(|range| range.start() <= c && c <= range.end())
            };
            ['a', '1', 'A', '-', '_', '/']
                .into_iter()
                .find(|c| holds(*c))
                .or_else(|| class.iter().next().map(|range| range.start()))
        }
        Class::Bytes(class) => class.iter().next().map(|range| char::from(range.start())),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[track_caller]
    fn test(pattern: &str, expected: &str) {
        assert_eq!(text(pattern).as_deref(), Some(expected), "{pattern}");
    }

    #[test]
    fn patterns_of_documents() {
        test("^[0-9]{4}-x$", "1111-x");
        test("^(psc|adr)_[a-zA-Z0-9]+$", "psc_a");
        test(r"^\d{2,5}$", "11");
        test("^a?$", "a");
        test("", "");
    }

    #[test]
    fn what_can_not_be_made() {
        assert_eq!(text("(?!x)"), None);
        assert_eq!(text("[^\\s\\S]"), None);
    }
}
