//! Compares names of groups, however their words are separated.

use super::verbs::is_verb;
use super::words;

/// A prefix of words, and the remaining words.
type Split<'t, 'w> = (&'t [&'w str], &'t [&'w str]);

/// The name of a group, split into words.
pub(super) struct Group {
    /// In the singular, without separators: `vectorstore`.
    pub(super) joined: String,
    /// The same for each suffix of its words: `StudioV1ExecutionStep` is also a `step`.
    endings: Vec<String>,
    /// Whether it is a single word that is also a verb: `search`, `invites`.
    pub(super) verb: bool,
    /// Its words, in the singular.
    words: Vec<String>,
    /// Whether it is a verb with its object: `search_invoices`.
    acts: bool,
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
            acts: matches!(parts.as_slice(), [verb, _, ..] if is_verb(verb)),
            words: parts.iter().map(|word| words::singular(word)).collect(),
        }
    }

    /// The verb of a group that is a verb with its object, if a name has no other verb and says nothing else.
    pub(super) fn act(&self, text: &[&str]) -> Option<&str> {
        let is_known = |word: &&str| self.words.contains(&words::singular(word));
        let verb = self.words.first().filter(|_| self.acts)?;
        let (first, after) = text.split_first()?;
        let says = !is_verb(first) && after.contains(&verb.as_str());
        (says && text.iter().all(is_known)).then_some(verb)
    }

    /// Whether its name begins with these words.
    pub(super) fn begins_with(&self, text: &[&str]) -> bool {
        let (mut own, text) = (self.words.iter(), text.iter());
        let mut text = text.map(|word| words::singular(word));
        text.all(|word| own.next() == Some(&word))
    }

    /// Splits off leading words that are the group's name, in singular or plural, with any separators.
    pub(super) fn split<'t, 'w>(&self, text: &'t [&'w str]) -> Option<Split<'t, 'w>> {
        if !self.begins_like(text) {
            return None;
        }
        let lengths = (1..=text.len()).rev();
        lengths
            .filter_map(|length| text.split_at_checked(length))
            .find(|(name, _)| joined(name) == self.joined)
    }

    /// Whether the words are the group's name, or its end.
    pub(super) fn is(&self, text: &[&str]) -> bool {
        let text = joined(text);
        text == self.joined || self.endings.contains(&text)
    }

    /// Whether words may be the group's name: a singular has the first letter of its plural.
    fn begins_like(&self, text: &[&str]) -> bool {
        let first = text.first().and_then(|word| word.chars().next());
        first == self.joined.chars().next()
    }
}

/// Words joined, in the singular.
pub(super) fn joined(words: &[&str]) -> String {
    words::singular(&words.concat())
}
