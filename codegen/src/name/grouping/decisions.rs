//! Decisions made by counting over the whole document. One more operation could reverse them; settings fix them.

use crate::tally::one_more;
use std::collections::{BTreeMap, BTreeSet};

use super::{Named, by_path, verbs, words};
use crate::graph::TypeGraph;
use crate::name::{Grouping, NameConfig, class::Classes};

/// Handles with more methods than this get a second level.
const MOST_METHODS: usize = 60;

/// Common prefixes of ids are ignored in documents with fewer operations.
const LEAST_IDS: usize = 4;

/// Decisions from the settings, or else from the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decisions {
    /// The source of resources; never [`Grouping::Auto`].
    pub(crate) grouping: Grouping,
    /// Tags that do not become handles, as written in the document.
    pub(crate) no_handles: BTreeSet<String>,
    /// The prefix of ids that methods drop, in snake case; empty if there is none.
    pub(crate) drop_prefix: String,
    /// Handles with a second level, by their accessors; `None` until they are counted, for which operations must be placed.
    pub(super) second_level: Option<BTreeSet<String>>,
}

impl Decisions {
    /// All decisions, but for the second level where operations must be counted for it.
    pub(super) fn new(
        graph: &TypeGraph,
        operations: &[Named<'_>],
        classes: &Classes,
        config: &NameConfig,
    ) -> Self {
        let is_open = config.grouping == Grouping::Auto;
        let everywhere = || tag_of_nearly_all(graph).map(str::to_owned);
        let grouping = match config.grouping {
            Grouping::Auto => grouping(graph, classes),
            asked => asked,
        };
        let has_levels = matches!(grouping, Grouping::Tag | Grouping::Path);
        Self {
            grouping,
            no_handles: match &config.no_handles {
                Some(tags) => tags.iter().cloned().collect(),
                None if is_open => everywhere().into_iter().collect(),
                None => BTreeSet::new(),
            },
            drop_prefix: match &config.drop_prefix {
                Some(word) => words::snake_or_nothing(word),
                None => prefix(operations).unwrap_or_default(),
            },
            second_level: match &config.second_level {
                Some(handles) => Some(handles.iter().cloned().collect()),
                None if has_levels => None,
                None => Some(BTreeSet::new()),
            },
        }
    }

    /// Handles with a second level, by their accessors.
    pub(crate) fn levels(&self) -> &BTreeSet<String> {
        self.second_level.as_ref().unwrap_or(&NONE)
    }
}

/// No second levels.
static NONE: BTreeSet<String> = BTreeSet::new();

/// The handles with too many methods.
pub(super) fn crowded(accessors: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for accessor in accessors {
        one_more(counts.entry(accessor).or_default());
    }
    let crowded = counts.into_iter().filter(|(_, many)| *many > MOST_METHODS);
    crowded.map(|(accessor, _)| accessor).collect()
}

/// Chooses the grouping for the document.
fn grouping(graph: &TypeGraph, classes: &Classes) -> Grouping {
    let operations = &graph.operations;
    let tagged = operations
        .iter()
        .filter(|o| !o.tags.is_empty() || o.group.is_some());
    if operations.iter().any(|o| !o.methods.is_empty()) {
        Grouping::Annotation
    } else if tagged.count().saturating_mul(2) > operations.len() {
        Grouping::Tag
    } else if classes.marked {
        Grouping::Resource
    } else {
        Grouping::Path
    }
}

/// The tag on nearly all operations of a document whose paths distinguish them. Such a tag is the name of the API, and does
/// not describe its resources.
fn tag_of_nearly_all(graph: &TypeGraph) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in graph.operations.iter().filter_map(|o| o.tags.first()) {
        one_more(counts.entry(tag).or_default());
    }
    let (tag, most) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    if most.saturating_mul(10) < graph.operations.len().saturating_mul(9) {
        return None;
    }
    let tagged = graph.operations.iter();
    let segments: BTreeSet<&str> = tagged
        .filter(|o| o.tags.first().is_some_and(|first| first == tag))
        .map(|o| by_path::first_segment(&o.template))
        .collect();
    // not if each path is the name of a procedure
    (segments.len() > 1 && segments.len().saturating_mul(2) <= most).then_some(tag)
}

/// The word that all ids begin with, unless it is a verb.
fn prefix(operations: &[Named<'_>]) -> Option<String> {
    let given = operations.iter().filter_map(|one| one.given.as_deref());
    let ids: BTreeSet<&str> = given.collect();
    let mut first: Option<String> = None;
    for id in &ids {
        let whole = words::snake(id);
        let (word, rest) = whole.split_once('_')?;
        if verbs::is_verb(word)
            || !rest.starts_with(char::is_alphabetic)
            || first.as_deref().is_some_and(|first| first != word)
        {
            return None;
        }
        first.get_or_insert_with(|| word.to_owned());
    }
    first.filter(|_| ids.len() >= LEAST_IDS)
}
