//! Compares names of groups, however their words are separated.

use super::verbs::is_verb;
use super::words;

/// Words, and the words after them.
type Split<'t, 'w> = (&'t [&'w str], &'t [&'w str]);

/// A name of a group, taken apart.
pub(super) struct Group {
    /// In the singular, without what parts its words: `vectorstore`.
    pub(super) joined: String,
    /// The same of the words from each of the later ones on: `StudioV1ExecutionStep` is also a `step`.
    endings: Vec<String>,
    /// Whether it is one word that is a verb as well: `search`, `invites`.
    pub(super) verb: bool,
}

impl Group {
    pub(super) fn new(text: &str) -> Self {
        let snake = words::snake(text);
        let parts: Vec<&str> = snake.split('_').collect();
        Self {
            joined: joined(&parts),
            endings: (1..parts.len())
                .filter_map(|from| parts.get(from..).map(joined))
                .collect(),
            verb: is_verb(&words::singular(&snake)),
        }
    }

    /// The words at the front that are the group's name, in singular or plural, however it is parted, and those after them.
    pub(super) fn split<'t, 'w>(&self, text: &'t [&'w str]) -> Option<Split<'t, 'w>> {
        let lengths = (1..=text.len()).rev();
        lengths
            .filter_map(|length| text.split_at_checked(length))
            .find(|(name, _)| joined(name) == self.joined)
    }

    /// Whether the words are the group's name, or the end of it.
    pub(super) fn is(&self, text: &[&str]) -> bool {
        let text = joined(text);
        text == self.joined || self.endings.contains(&text)
    }
}

/// Words as one, in the singular.
pub(super) fn joined(words: &[&str]) -> String {
    words::singular(&words.concat())
}
