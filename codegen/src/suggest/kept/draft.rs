//! Decisions over the whole document that keep the names of a crate, found by trying.
//!
//! What is tried is only where operations go and what their methods are called; nothing else is named. The number of tries does
//! not depend on the document.

use std::collections::{BTreeMap, BTreeSet};

use super::{Old, before, said};
use crate::config::{Grouping, NameConfig};
use crate::graph::{Operation, TypeGraph};
use crate::name::class::{self, Classes};
use crate::name::grouping::{self, Decisions, Placement};
use crate::name::words;
use crate::tally::one_more;

/// So many names are kept one by one, before a decision is looked for that keeps them all.
const FEW: usize = 3;

/// The decisions that keep most names, as lines of `[names]`, and the settings with them.
pub(super) fn decisions(
    graph: &TypeGraph,
    old: &Old<'_>,
    config: &NameConfig,
) -> (Vec<String>, NameConfig) {
    let search = Search {
        graph,
        classes: &class::classes(graph, config),
        old,
    };
    let mut best = search.draft(config.clone());
    let mut lines = Vec::new();
    // where a few names are contended, and no more, a decision over all of the document is no remedy
    while !search.is_pinned(&best) {
        let others = search.others(&best).into_iter();
        let Some((line, next)) = others.min_by_key(|(_, draft)| draft.moved.len()) else {
            break;
        };
        if next.moved.len() >= best.moved.len() {
            break;
        }
        lines.push(line);
        best = next;
    }
    (lines, best.config)
}

/// Where operations go with some settings.
pub(super) struct Draft {
    config: NameConfig,
    decisions: Decisions,
    placements: Vec<Placement>,
    /// Operations with another method than before, by their places in the graph.
    pub(super) moved: BTreeSet<usize>,
}

impl Draft {
    pub(super) fn of(
        graph: &TypeGraph,
        classes: &Classes,
        old: &Old<'_>,
        config: NameConfig,
    ) -> Self {
        let plan = grouping::plan(graph, classes, &config);
        let all = graph.operations.iter().zip(&plan.placements).enumerate();
        let moved = all.filter(|(_, (operation, placement))| {
            let is_main = operation.variant.is_none();
            let before = before(old, operation).filter(|_| is_main);
            before.is_some_and(|before| {
                before.name != placement.method || !may_be(&config, placement, &before.handle)
            })
        });
        Self {
            moved: moved.map(|(at, _)| at).collect(),
            decisions: plan.decisions,
            placements: plan.placements,
            config,
        }
    }
}

/// Whether a handle's type may have this name: whether it has depends on the schemas, which may want it as well.
fn may_be(config: &NameConfig, placement: &Placement, handle: &str) -> bool {
    let names = placement.handle_names();
    names.iter().any(|name| words::pascal(name) == handle)
        || !config.handles.is_empty()
            && (config.handles.get(&placement.handle())).is_some_and(|given| given == handle)
}

struct Search<'a> {
    graph: &'a TypeGraph,
    classes: &'a Classes,
    old: &'a Old<'a>,
}

impl Search<'_> {
    fn draft(&self, config: NameConfig) -> Draft {
        Draft::of(self.graph, self.classes, self.old, config)
    }

    /// Whether overrides keep all that moves, and few of them.
    fn is_pinned(&self, draft: &Draft) -> bool {
        let can_be = |at: &usize| {
            let operation = self.graph.operations.get(*at)?;
            let before = before(self.old, operation)?;
            let is_same = operation.id.as_ref().is_none_or(|id| *id == before.id);
            let is_there = may_be(&draft.config, draft.placements.get(*at)?, &before.handle);
            let is_said = said(&draft.config, operation).is_some();
            (is_same && is_there && !is_said).then_some(())
        };
        draft.moved.len() <= FEW && draft.moved.iter().all(|at| can_be(at).is_some())
    }

    /// The best other decision of each kind, with the line that says it. What the settings say already is decided.
    fn others(&self, best: &Draft) -> Vec<(String, Draft)> {
        let mut out = Vec::new();
        let decided = &best.decisions;
        let mut add = |line: String, change: &dyn Fn(&mut NameConfig)| {
            let mut config = best.config.clone();
            change(&mut config);
            out.push((line, self.draft(config)));
        };
        if best.config.grouping == Grouping::Auto {
            let all = [
                Grouping::Annotation,
                Grouping::Tag,
                Grouping::Resource,
                Grouping::Path,
                Grouping::Collection,
            ];
            for grouping in all.into_iter().filter(|one| *one != decided.grouping) {
                let line = format!("grouping = \"{}\"", grouping.word());
                add(line, &|config| config.grouping = grouping);
            }
        }
        if best.config.no_handles.is_none() && !decided.no_handles.is_empty() {
            add("no-handles = []".to_owned(), &|config| {
                config.no_handles = Some(Vec::new());
            });
        }
        if best.config.drop_prefix.is_none() && !decided.drop_prefix.is_empty() {
            add("drop-prefix = \"\"".to_owned(), &|config| {
                config.drop_prefix = Some(String::new());
            });
        }
        if best.config.drop_prefix.is_none() && decided.drop_prefix.is_empty() {
            for word in first_words(best) {
                let line = format!("drop-prefix = {}", toml::Value::from(word.as_str()));
                add(line, &|config| config.drop_prefix = Some(word.clone()));
            }
        }
        if best.config.no_handles.is_none() && decided.no_handles.is_empty() {
            let tag = |_: &Placement, operation: &Operation| operation.tags.first().cloned();
            let set = |config: &mut NameConfig, tags| config.no_handles = Some(tags);
            out.extend(self.each(best, "no-handles", &BTreeSet::new(), tag, set));
        }
        if best.config.second_level.is_none() {
            let level = |placement: &Placement, _: &Operation| placement.package.first().cloned();
            let set = |config: &mut NameConfig, levels| config.second_level = Some(levels);
            out.extend(self.each(best, "second-level", decided.levels(), level, set));
        }
        out
    }

    /// Decides a list of settings for each of its elements: those that what has moved belongs to are all decided the other way,
    /// and each that fewer operations move with stays so.
    fn each(
        &self,
        best: &Draft,
        key: &str,
        decided: &BTreeSet<String>,
        of: impl Fn(&Placement, &Operation) -> Option<String>,
        set: impl Fn(&mut NameConfig, Vec<String>),
    ) -> Option<(String, Draft)> {
        let all = best.placements.iter().zip(&self.graph.operations);
        let of: Vec<Option<String>> =
            (all.map(|(placement, operation)| of(placement, operation))).collect();
        let count = |moved: &BTreeSet<usize>| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for one in moved.iter().filter_map(|at| of.get(*at)?.as_deref()) {
                one_more(counts.entry(one).or_default());
            }
            counts
        };
        let draft = |changed: &BTreeSet<&str>| {
            let before = decided.iter().map(String::as_str).collect();
            let after: BTreeSet<&str> = changed ^ &before;
            let after: Vec<String> = after.into_iter().map(str::to_owned).collect();
            let line = format!("{key} = {}", toml::Value::from(after.clone()));
            let mut config = best.config.clone();
            set(&mut config, after);
            (line, self.draft(config))
        };
        let before = count(&best.moved);
        let changed: BTreeSet<&str> = before.keys().copied().collect();
        if changed.is_empty() {
            return None;
        }
        let (line, all) = draft(&changed);
        let after = count(&all.moved);
        let helps = |one: &&str| after.get(one) < before.get(one);
        let helpful: BTreeSet<&str> = changed.iter().copied().filter(helps).collect();
        match helpful.len() {
            0 => None,
            len if len == changed.len() => Some((line, all)),
            _ => Some(draft(&helpful)),
        }
    }
}

/// First words of methods that have moved.
fn first_words(best: &Draft) -> BTreeSet<String> {
    let moved = best.moved.iter();
    let methods = moved.filter_map(|at| Some(&best.placements.get(*at)?.method));
    let words = methods.filter_map(|method| Some(method.split_once('_')?.0.to_owned()));
    let words: BTreeSet<String> = words.collect();
    words.into_iter().take(2).collect()
}
