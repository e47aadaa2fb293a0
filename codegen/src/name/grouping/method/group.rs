//! Names of groups, however they are parted.

use super::verbs::is_verb;
use super::words;

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
                .map(|from| joined(&parts[from..]))
                .collect(),
            verb: is_verb(&words::singular(&snake)),
        }
    }

    /// How many of the words at the front are the group's name, in singular or plural, however it is parted.
    pub(super) fn length(&self, text: &[&str]) -> Option<usize> {
        (1..=text.len())
            .rev()
            .find(|&n| joined(&text[..n]) == self.joined)
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
