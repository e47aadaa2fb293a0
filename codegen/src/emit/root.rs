//! Where the paths of items start: at `crate` in a generated crate; with one `super` per level in a module inside another
//! crate.

use std::borrow::Cow;

use proc_macro2::Ident;

/// The beginning of a path to an item of the model, at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    /// The crate.
    Crate,
    /// So many modules above.
    Above(usize),
}

impl Root {
    /// The path as segments: `crate`, `self` or `super` as often as needed.
    pub(super) fn segments(self) -> Vec<Ident> {
        let span = proc_macro2::Span::call_site();
        match self {
            Self::Crate => vec![Ident::new("crate", span)],
            Self::Above(0) => vec![Ident::new("self", span)],
            Self::Above(depth) => vec![Ident::new("super", span); depth],
        }
    }

    /// The same as source code, with `::` behind it.
    pub(super) fn prefix(self) -> String {
        let segments = self.segments();
        segments.iter().map(|name| format!("{name}::")).collect()
    }

    /// Markdown with its links to items of the model, which begin at the crate, made to begin here.
    pub(super) fn links(self, markdown: &str) -> Cow<'_, str> {
        match self {
            Self::Crate => Cow::Borrowed(markdown),
            Self::Above(_) => {
                Cow::Owned(markdown.replace("](crate::", &format!("]({}", self.prefix())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Root;

    #[test]
    fn beginnings() {
        for (root, want) in [
            (Root::Crate, "crate::"),
            (Root::Above(0), "self::"),
            (Root::Above(2), "super::super::"),
        ] {
            assert_eq!(root.prefix(), want);
        }
        let text = "A [`B`](crate::a::B).";
        assert_eq!(Root::Crate.links(text), text);
        assert_eq!(Root::Above(1).links(text), "A [`B`](super::a::B).");
    }
}
