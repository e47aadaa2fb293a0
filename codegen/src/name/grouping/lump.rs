//! Ids that are written without saying where their words begin: `Getprojectspendlimit`.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::segments::segments;
use super::{verbs, words};
use crate::graph::Operation;
use crate::hash::Set;

/// Words of an id with fewer letters are taken as they are.
const LUMP: usize = 12;

/// Words that join others.
const SMALL: [&str; 21] = [
    "a", "all", "an", "and", "as", "at", "by", "each", "for", "from", "in", "new", "of", "on",
    "one", "or", "the", "to", "via", "with", "without",
];

/// The words of an id, joined by underscores, if some of them are written as one, and each is a verb, a small word or one of
/// the operation's path or tags. Descriptions don't count: another wording must rename nothing.
pub(super) fn parted(id: &str, operation: &Operation) -> Option<String> {
    let is_joint = |c: char| !c.is_ascii_alphanumeric();
    let runs: Vec<&str> = id.split(is_joint).filter(|run| !run.is_empty()).collect();
    let known = Known {
        operation,
        own: OnceCell::new(),
    };
    let parted: Vec<Option<String>> = runs.iter().map(|run| of_run(run, &known)).collect();
    parted.iter().any(Option::is_some).then(|| {
        let all = std::iter::zip(parted, runs);
        let all: Vec<String> = all
            .map(|(parted, run)| parted.unwrap_or_else(|| words::snake(run)))
            .collect();
        all.join("_")
    })
}

/// The words of a run of letters and digits, as far as it is long.
fn of_run(id: &str, known: &Known<'_>) -> Option<String> {
    if id.len() < LUMP || id.len() > 4 * LUMP {
        return None;
    }
    let snake = words::snake(id);
    let mut long = snake
        .split('_')
        .filter(|word| word.len() >= LUMP)
        .peekable();
    long.peek()?;
    if long.all(|word| known.contains(word)) {
        return None;
    }
    let letters = id.to_ascii_lowercase();
    let parts = cover(&letters, known)?;
    (parts.len() > 1).then(|| parts.join("_"))
}

/// Verbs in singular and plural, and small words: known in every id.
static COMMON: LazyLock<Set<String>> = LazyLock::new(|| {
    let verbs = verbs::all().flat_map(|verb| [verb.to_owned(), words::plural(verb)]);
    SMALL.map(str::to_owned).into_iter().chain(verbs).collect()
});

/// The words that an id may consist of: those that are known in every id, and those of its operation.
struct Known<'g> {
    operation: &'g Operation,
    /// The words of the operation, once something asks for them: few ids are long enough.
    own: OnceCell<Set<String>>,
}

impl Known<'_> {
    fn contains(&self, word: &str) -> bool {
        COMMON.contains(word) || self.own.get_or_init(|| own(self.operation)).contains(word)
    }
}

/// The words of an operation's path and tags, in singular and plural.
fn own(operation: &Operation) -> Set<String> {
    let mut out = Set::default();
    let path = segments(&operation.template).join(" ");
    let names = [path].into_iter().chain(operation.tags.iter().cloned());
    for text in names {
        for name in text.split(|c: char| !c.is_ascii_alphanumeric()) {
            if name.is_empty() {
                continue;
            }
            let whole = name.to_ascii_lowercase();
            let parts = words::snake(name);
            for word in parts.split('_').chain([whole.as_str()]) {
                out.extend([word.to_owned(), words::singular(word), words::plural(word)]);
            }
        }
    }
    out.retain(|word| word.len() > 1);
    out
}

/// The fewest known words that make up a text.
fn cover<'t>(text: &'t str, known: &Known<'_>) -> Option<Vec<&'t str>> {
    // for each length, the best words of as much of the text
    let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
    for end in 1..=text.len() {
        let ways = (0..end).filter_map(|from| {
            let before = best.get(from)?.as_ref()?;
            let word = text.get(from..end).filter(|word| known.contains(word))?;
            Some(before.iter().copied().chain([word]).collect::<Vec<_>>())
        });
        let found = ways.min_by_key(Vec::len);
        best.push(found);
    }
    best.pop().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn id(given: &str, path: &str, tag: &str) -> Option<String> {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  {path}:\n    post: {{operationId: {given}, tags: [{tag}], responses: {{'204': {{description: d}}}}}}\n"
        );
        let (graph, _) = testing::names(&document, &crate::config::Config::default());
        parted(given, &graph.operations[0])
    }

    #[test]
    fn words_of_the_operation_part_an_id() {
        for (given, path, tag, want) in [
            (
                "Getanchorlimit",
                "/anchors/limit",
                "all",
                Some("get_anchor_limit"),
            ),
            (
                "createananchorforaboat",
                "/boats",
                "Anchors",
                Some("create_an_anchor_for_a_boat"),
            ),
            (
                "CreateanDNSkeyforaboat",
                "/boats/dns-keys",
                "all",
                Some("create_an_dns_key_for_a_boat"),
            ),
            (
                "UpdateBoatanchorchains",
                "/boats/anchor_chains",
                "all",
                Some("update_boat_anchor_chains"),
            ),
            (
                "Getanchorcountsbyid",
                "/anchors/{anchorId}",
                "all",
                Some("get_anchor_counts_by_id"),
            ),
            // a word that nothing says
            ("Getanchorzebras", "/anchors", "all", None),
            // one word, words that are parted, and another thing between them
            ("authentications", "/authentications", "all", None),
            (
                "updateAuthenticationsOfBoats",
                "/authentications",
                "all",
                None,
            ),
            (
                "beta_Getanchorlimits",
                "/anchors/limits",
                "all",
                Some("beta_get_anchor_limits"),
            ),
            ("get/boats/anchor", "/anchors/limits/now", "all", None),
        ] {
            assert_eq!(id(given, path, tag).as_deref(), want, "{given}");
        }
    }
}
