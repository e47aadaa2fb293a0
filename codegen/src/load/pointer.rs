//! JSON pointers (RFC 6901) as text.

use std::borrow::Cow;

/// Appends `/key`, with `~` and `/` in the key escaped.
pub fn push(pointer: &mut String, key: &str) {
    pointer.reserve(key.len().saturating_add(1));
    pointer.push('/');
    if key.bytes().any(|b| b == b'~' || b == b'/') {
        for c in key.chars() {
            match c {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                c => pointer.push(c),
            }
        }
    } else {
        pointer.push_str(key);
    }
}

/// Appends `/index`.
pub(crate) fn push_index(pointer: &mut String, index: usize) {
    use std::fmt::Write as _;
    // Writing to a string can't fail.
    let _ = write!(pointer, "/{index}");
}

/// A pointer of the given keys.
#[must_use]
pub fn of(keys: &[&str]) -> String {
    let mut pointer = String::new();
    for key in keys {
        push(&mut pointer, key);
    }
    pointer
}

/// The keys of a pointer, unescaped. The empty pointer has none.
pub fn keys(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// One key of a pointer, unescaped.
#[must_use]
pub(crate) fn unescape(key: &str) -> Cow<'_, str> {
    if key.contains('~') {
        Cow::Owned(key.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(key)
    }
}

/// A pointer without its last key, and that key, still escaped.
#[must_use]
pub fn split_last(pointer: &str) -> Option<(&str, &str)> {
    pointer.rsplit_once('/')
}

/// A pointer that grows and shrinks with a walk over a tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path(String);

/// How long a [`Path`] was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(usize);

impl Path {
    /// A path that begins at `pointer`.
    pub(crate) fn at(pointer: &str) -> Self {
        Self(pointer.to_owned())
    }

    /// The pointer as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Steps down to `key`.
    pub(crate) fn push(&mut self, key: &str) -> Mark {
        let mark = Mark(self.0.len());
        push(&mut self.0, key);
        mark
    }

    /// Steps down to an array's item.
    pub(crate) fn push_index(&mut self, index: usize) -> Mark {
        let mark = Mark(self.0.len());
        push_index(&mut self.0, index);
        mark
    }

    /// Steps back up.
    pub(crate) fn pop(&mut self, mark: Mark) {
        self.0.truncate(mark.0);
    }

    /// The pointer of what stands under `key` here.
    pub(crate) fn child(&self, key: &str) -> String {
        let mut pointer = self.0.clone();
        push(&mut pointer, key);
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_unescapes() {
        for keys_given in [
            &["a/b", "~", "~1", "", "x"][..],
            &[],
            &["/pets/{id}", "get"],
        ] {
            let pointer = of(keys_given);
            assert_eq!(keys(&pointer).collect::<Vec<_>>(), keys_given, "{pointer}");
        }
        assert_eq!(of(&["a/b", "~1"]), "/a~1b/~01");
    }

    #[test]
    fn a_path_follows_a_walk() {
        let mut path = Path::default();
        let mark = path.push("a/b");
        let inner = path.push_index(3);
        assert_eq!(path.as_str(), "/a~1b/3");
        path.pop(inner);
        assert_eq!(path.child("c"), "/a~1b/c");
        path.pop(mark);
        assert_eq!(path.as_str(), "");
    }
}
