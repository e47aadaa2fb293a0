//! Suggests paging that is likely but not certain. Certain cases need no settings.

use crate::tally::one_more;
use std::collections::BTreeMap;

use super::Suggestion;
use crate::config::PageRule;
use crate::graph::TypeGraph;
use crate::join::{self, Recognised};
use crate::model::Paging;

/// More rules than these are not suggested.
const MOST: usize = 5;

pub(super) fn suggest(graph: &TypeGraph) -> Vec<Suggestion> {
    let mut rules: BTreeMap<(usize, Keys), usize> = BTreeMap::new();
    let mut all = 0_usize;
    for operation in &graph.operations {
        let Some(found) = join::recognise(graph, operation) else {
            continue;
        };
        all = all.saturating_add(1);
        let order = found.order;
        if !found.is_sure
            && let Some(rule) = rule(found)
            && join::unused_page_rules(graph, std::slice::from_ref(&rule)).is_empty()
        {
            one_more(rules.entry((order, keys(rule))).or_default());
        }
    }
    // a few lists that are different from all others may be no lists
    let mut rules: Vec<_> = rules
        .into_iter()
        .filter(|(_, number)| number.saturating_mul(20) >= all)
        .collect();
    rules.sort_by_key(|((order, _), number)| (*order, std::cmp::Reverse(*number)));
    let rules = rules.into_iter().take(MOST);
    let suggested = rules.map(|((_, keys), number)| Suggestion {
        table: "[client.pages]",
        keys: keys
            .into_iter()
            .map(|(key, value)| (key.into(), value))
            .collect(),
        why: format!("{} what this rule needs", lists_have(number)),
        is_sure: true,
    });
    suggested.collect()
}

fn lists_have(number: usize) -> String {
    match number {
        1 => "one list has".to_owned(),
        number => format!("{number} lists have"),
    }
}

/// The rule that says what was found.
fn rule(found: Recognised) -> Option<PageRule> {
    let (items, end) = (None, None);
    Some(match found.pages.paging {
        Paging::Token { from, to } => PageRule::Next {
            next: from,
            parameter: to,
            items,
            end,
        },
        Paging::Url { from } => PageRule::Url { url: from, items },
        Paging::Offset { parameter } => PageRule::Offset {
            offset: parameter,
            items,
            end,
        },
        Paging::Page { parameter, .. } => PageRule::Page {
            page: parameter,
            items,
            end,
        },
        Paging::Last { from, to } => PageRule::Last {
            last: from,
            parameter: to,
            items,
            end,
        },
        Paging::None | Paging::Cursor | Paging::Link => return None,
    })
}

/// Keys of a rule with their values.
type Keys = Vec<(&'static str, String)>;

fn keys(rule: PageRule) -> Keys {
    let quoted = |text: String| toml::Value::from(text).to_string();
    match rule {
        PageRule::Next {
            next, parameter, ..
        } => {
            vec![("next", quoted(next)), ("parameter", quoted(parameter))]
        }
        PageRule::Url { url, .. } => vec![("url", quoted(url))],
        PageRule::Last {
            last, parameter, ..
        } => {
            vec![("last", quoted(last)), ("parameter", quoted(parameter))]
        }
        PageRule::Page { page, .. } => vec![("page", quoted(page))],
        PageRule::Offset { offset, .. } => vec![("offset", quoted(offset))],
    }
}
