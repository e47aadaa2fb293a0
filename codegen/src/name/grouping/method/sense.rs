//! Which of a handle's words can be taken out of the middle or the end of a name, so that the rest keeps its sense.

use super::group::{Group, joined};
use super::verbs::{GETS, PREPOSITIONS};
use super::{segments, words};

/// Adjectives that don't end in `ed`.
#[rustfmt::skip]
const ADJECTIVES: [&str; 18] = [
    "active", "available", "current", "inactive", "incoming", "latest", "next", "outgoing", "outstanding", "pending",
    "personal", "previous", "private", "public", "recent", "similar", "unread", "upcoming",
];

/// Whether a word tells some things of a kind from others: `archived`, `upcoming`.
fn is_adjective(word: &str) -> bool {
    let is_participle = word.len() > 4
        && word.ends_with("ed")
        && !["feed", "seed", "speed", "embed", "breed"]
            .iter()
            .any(|noun| word.ends_with(noun));
    is_participle || ADJECTIVES.contains(&word)
}

/// The object of a verb without the group's name, where that leaves what it says of the group:
///
/// - behind an adjective at its end: `namespaced_pod`;
/// - behind an adjective that the path has before the group: `namespaced_pod_status` of `/namespaces/{namespace}/pods/{name}/status`;
/// - before what the path has behind the group: `synthetics_api_test` of `/synthetics/tests/api`.
pub(super) fn without<'t>(
    group: &Group,
    object: &'t [&'t str],
    template: &str,
) -> Option<Vec<&'t str>> {
    let at = (0..object.len()).find(|at| {
        let rest = object.get(*at..).unwrap_or_default();
        group.split(rest).is_some()
    })?;
    let (before, rest) = object.split_at_checked(at)?;
    let (name, after) = group.split(rest)?;
    let path = Path::new(template, group);
    let keeps = match before.last() {
        None => path.has_behind(after),
        Some(adjective) => {
            is_adjective(adjective)
                && !before.iter().any(|word| PREPOSITIONS.contains(word))
                && !path.has_compound(adjective, name)
                && (after.is_empty() || path.has_before(adjective))
        }
    };
    let keeps = keeps && !(before.is_empty() && after.is_empty());
    keeps.then(|| before.iter().chain(after).copied().collect())
}

/// The words of an id behind those of its path up to the group: `indexes_settings_update` of `/indexes/{index}/settings`.
pub(super) fn behind_path<'t>(
    group: &Group,
    text: &'t [&'t str],
    template: &str,
) -> Option<&'t [&'t str]> {
    let path = Path::new(template, group);
    let (own, before) = path.before.split_last()?;
    // with nothing before it, its own name is looked for elsewhere
    if before.is_empty() {
        return None;
    }
    let whole: String = before.iter().map(String::as_str).collect::<String>() + own;
    let lengths = (1..text.len()).rev();
    lengths
        .filter_map(|length| text.split_at_checked(length))
        .find(|(front, _)| {
            let front: String = front.concat();
            front == whole || joined(&[front.as_str()]) == joined(&[whole.as_str()])
        })
        .map(|(_, after)| after)
}

/// The fixed segments of a path, without separators, up to the group's own and behind it.
struct Path {
    before: Vec<String>,
    behind: Vec<String>,
    all: Vec<String>,
}

impl Path {
    fn new(template: &str, group: &Group) -> Self {
        let fixed: Vec<String> = (segments(template).iter())
            .filter(|segment| !segment.starts_with('{'))
            .map(|segment| words::snake(segment))
            .collect();
        let is_group = |segment: &String| group.is(&segment.split('_').collect::<Vec<_>>());
        let own = fixed.iter().rposition(is_group);
        let from = own.map_or(0, |at| at.saturating_add(1));
        let (before, behind) = fixed.split_at_checked(from).unwrap_or_default();
        let plain = |of: &[String]| of.iter().map(|one| one.replace('_', "")).collect();
        Self {
            before: plain(before),
            // word by word
            behind: match own {
                Some(_) => behind.join("_").split('_').map(words::singular).collect(),
                None => Vec::new(),
            },
            all: plain(&fixed),
        }
    }

    /// Whether all these words are behind the group.
    fn has_behind(&self, text: &[&str]) -> bool {
        // `search_users_list` has two verbs
        !matches!(text, [only] if GETS.contains(only))
            && text
                .iter()
                .all(|word| self.behind.contains(&words::singular(word)))
    }

    /// Whether an adjective is of a segment before the group: `namespaced` of `namespaces`.
    fn has_before(&self, adjective: &str) -> bool {
        // `named` of `name`, `docked` of `dock`
        let stems = ["d", "ed"].map(|end| adjective.strip_suffix(end));
        let before = self
            .before
            .split_last()
            .map_or(&[][..], |(_, before)| before);
        before
            .iter()
            .any(|segment| stems.contains(&Some(words::singular(segment).as_str())))
    }

    /// Whether an adjective and a noun are one segment, and thus a thing of its own.
    fn has_compound(&self, adjective: &str, noun: &[&str]) -> bool {
        let whole = words::singular(&format!("{adjective}{}", noun.concat()));
        self.all
            .iter()
            .any(|segment| words::singular(segment).contains(&whole))
    }
}
