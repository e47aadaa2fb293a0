//! Parses a selector, and matches operations and schemas.

use crate::graph::{Operation, TypeGraph};
use crate::nearest::nearest;
use crate::text::tail;

/// A selector, taken apart: what it looks at, and a pattern in which `*` stands for any text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Selector<'a> {
    kind: Kind,
    pattern: &'a str,
}

/// What a selector looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One of an operation's tags.
    Tag,
    /// An operation's path template.
    Path,
    /// An `operationId`.
    Operation,
    /// The name of a component.
    Schema,
    /// An `operationId`, or verb and path template.
    Bare,
}

/// The words before the colon.
const KINDS: &[(&str, Kind)] = &[
    ("tag", Kind::Tag),
    ("path", Kind::Path),
    ("operation", Kind::Operation),
    ("schema", Kind::Schema),
];

impl<'a> Selector<'a> {
    /// Takes a selector apart; a word before a colon that is no kind belongs to an `operationId`.
    pub(super) fn new(text: &'a str) -> Self {
        if let Some((word, pattern)) = text.split_once(':')
            && let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == word)
        {
            let pattern = pattern.trim();
            return Self {
                kind: *kind,
                pattern,
            };
        }
        Self {
            kind: Kind::Bare,
            pattern: text.trim(),
        }
    }

    /// Whether it looks at components, not at operations.
    pub(super) fn of_schemas(self) -> bool {
        self.kind == Kind::Schema
    }

    /// Whether it means this operation.
    pub(super) fn fits(self, operation: &Operation) -> bool {
        let like = |text: &str| like(self.pattern, text);
        match self.kind {
            Kind::Tag => operation.tags.iter().any(|tag| like(tag)),
            Kind::Path => like(&operation.template),
            Kind::Operation => operation.id.as_deref().is_some_and(like),
            Kind::Schema => false,
            Kind::Bare => {
                operation.id.as_deref().is_some_and(like)
                    || like(&format!("{} {}", operation.verb, operation.template))
            }
        }
    }

    /// Whether it means the component of this name.
    pub(super) fn fits_schema(self, name: &str) -> bool {
        self.kind == Kind::Schema && like(self.pattern, name)
    }

    /// The selector that may have been meant, where this one fits nothing.
    pub(super) fn meant(self, graph: &TypeGraph) -> Option<String> {
        let operations = || graph.operations.iter();
        let near = |kind: Kind| {
            let word = KINDS.iter().find(|(_, known)| *known == kind)?.0;
            let found = match kind {
                Kind::Tag => nearest(
                    self.pattern,
                    operations().flat_map(|o| o.tags.iter().map(String::as_str)),
                ),
                Kind::Path => nearest(self.pattern, operations().map(|o| o.template.as_str())),
                Kind::Operation | Kind::Bare => {
                    nearest(self.pattern, operations().filter_map(|o| o.id.as_deref()))
                }
                Kind::Schema => nearest(
                    self.pattern,
                    graph.components.iter().map(|(name, _)| name.as_str()),
                ),
            };
            found.map(|found| format!("{word}:{found}"))
        };
        if self.kind != Kind::Bare {
            return near(self.kind);
        }
        // `tags:books`, or a tag, path or schema without the word for its kind
        let (word, rest) = self.pattern.split_once(':').unwrap_or_default();
        if let Some(word) = nearest(word, KINDS.iter().map(|(known, _)| *known)) {
            return Some(format!("{word}:{rest}"));
        }
        [Kind::Operation, Kind::Tag, Kind::Path, Kind::Schema]
            .into_iter()
            .find_map(near)
    }
}

/// Whether a text is what a pattern says, in which `*` stands for any text, also none.
fn like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = tail(rest, at.saturating_add(part.len()));
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, text, want) in [
            ("/a/b", "/a/b", true),
            ("/a/b", "/a/b/c", false),
            ("/a/*", "/a/b/c", true),
            ("/a/*", "/a", false),
            ("/v1/*/lines", "/v1/invoices/{id}/lines", true),
            ("*", "", true),
            ("a*a", "a", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "acb", false),
            ("", "a", false),
        ] {
            assert_eq!(like(pattern, text), want, "{pattern} {text}");
        }
    }

    #[test]
    fn a_colon_may_be_part_of_an_id() {
        assert_eq!(Selector::new("tag: books").pattern, "books");
        assert_eq!(Selector::new("users:list").kind, Kind::Bare);
        assert!(Selector::new("schema:Book").of_schemas());
    }
}
