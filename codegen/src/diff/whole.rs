//! Compares two models, path by path.

use std::collections::HashSet;

use super::change::{Diff, Impact, Kind};
use super::changes::{Changes, Found};
use super::identity::{Identities, moved};
use super::list::{fold, key};
use super::side::{Entry, Side};
use super::{api, items, side};
use crate::model::{Item, Model};

/// Compares two models.
///
/// A path that leads to the same thing by another way (an item that has moved, with a link where it was) is no change.
///
/// ```
/// use castiron_codegen::diff::{Impact, diff};
/// use castiron_codegen::source::Memory;
/// use castiron_codegen::{Castiron, Refused};
///
/// let model = |property: &str| {
///     let document = format!(
///         "openapi: 3.0.3
/// info: {{ title: Pets, version: '1' }}
/// paths: {{}}
/// components:
///   schemas:
///     Pet: {{ type: object, properties: {{ {property}: {{ type: string }} }} }}
/// "
///     );
///     let source = Memory::new().with("api.yaml", document);
///     Ok::<_, Refused>(Castiron::new("api.yaml").generate_from(&source)?.generated.model)
/// };
/// let found = diff(&model("name")?, &model("title")?);
/// assert_eq!(found.impact(), Some(Impact::Major));
/// # Ok::<(), Refused>(())
/// ```
pub fn diff(old: &Model, new: &Model) -> Diff {
    let (old, new) = (Side::new(old), Side::new(new));
    let moved = moved(&old, &new);
    let mut changes = Changes::new(&old, &new, &moved);
    api::compare(&mut changes);
    let mut identities = Identities::default();
    for (path, entry) in &old.entries {
        changes.at(path, entry.what());
        let to = match entry {
            Entry::Item(_) => moved.get(path),
            Entry::Link => moved.get(&old.leads_to(path)),
        };
        match (entry, new.item(path), to) {
            (Entry::Item(was), Some(is), _) => {
                items::compare(was, is, path, &mut changes);
                identities.item(path, &old, &new);
            }
            (Entry::Link, Some(is), _) => link(path, is, &mut identities, &mut changes),
            (Entry::Link, None, _) if new.has_module(path) => {}
            (Entry::Item(was), None, Some(to)) => {
                let found = Found::api(Impact::Major, format!("is `{to}` now"));
                changes.push(found.kind(Kind::Moved).instead(format!("`{to}`")));
                if let Some(is) = new.item(to) {
                    changes.at(to, entry.what());
                    items::compare(was, is, to, &mut changes);
                }
            }
            (Entry::Link, None, Some(to)) => {
                let found = Found::api(Impact::Major, "").kind(Kind::Removed);
                changes.push(found.instead(format!("`{to}`")));
            }
            _ => {
                let found = Found::api(Impact::Major, "").kind(Kind::Removed);
                changes
                    .push(found.instead("nothing: the document has nothing of the kind any more"));
            }
        }
    }
    let arrived: HashSet<&String> = moved.values().collect();
    for (path, entry) in &new.entries {
        let is_known =
            old.entries.contains_key(path) || old.item(path).is_some() || old.has_module(path);
        if !is_known && !arrived.contains(path) {
            changes.at(path, entry.what());
            changes.push(Found::api(Impact::Minor, "").kind(Kind::Added));
        }
    }
    identities.report(&mut changes);
    let mut changes = fold(changes.into_list());
    changes.sort_by(|a, b| key(a).cmp(&key(b)));
    changes.dedup();
    Diff {
        unrelated: api::unrelated(&old, &new),
        changes,
    }
}

/// Compares what a second path of an item led to with what it leads to.
fn link<'a>(path: &str, is: &'a Item, identities: &mut Identities, changes: &mut Changes<'a>) {
    let (old, new) = (changes.old, changes.new);
    let Some(was) = old.item(path) else { return };
    let first = old.leads_to(path);
    let first_now = changes.moved.get(&first).unwrap_or(&first);
    if new.leads_to(first_now) == new.leads_to(path) {
        return;
    }
    let before = changes.len();
    changes.is_loose = true;
    changes.at(path, side::what(was));
    items::compare(was, is, path, changes);
    changes.is_loose = false;
    let found = changes.split_off(before);
    if found.iter().any(|change| change.impact == Impact::Major) {
        changes.extend(found);
    } else if new.item(&first).is_some() {
        identities
            .split
            .entry(first)
            .or_default()
            .insert(path.to_owned());
    }
}
