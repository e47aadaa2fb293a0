//! Sorts what is too long for one file by the beginnings of names.
//!
//! The part of something depends on its own name and on limits, not on its place, so something new moves nothing else, except
//! when it exceeds a limit.

use std::collections::BTreeMap;

use super::size;

/// Parts with fewer lines share one.
const FEW: usize = size::MOST / 16;

/// Something with a name, which no other has.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub name: &'a str,
    /// How many lines of code it has.
    pub lines: usize,
}

/// The names by what those of a part begin with; those of small parts by what all of these begin with.
pub(super) fn parts<'a>(all: Vec<Named<'a>>) -> BTreeMap<String, Vec<&'a str>> {
    let mut parts = BTreeMap::new();
    sort(all, &mut parts);
    parts
}

/// How many lines all of them have.
pub(super) fn lines(all: &[Named<'_>]) -> usize {
    all.iter()
        .map(|one| one.lines)
        .fold(0, usize::saturating_add)
}

/// Sorts by the letter behind what all names begin with, and splits parts that are still too long.
fn sort<'a>(all: Vec<Named<'a>>, parts: &mut BTreeMap<String, Vec<&'a str>>) {
    let start = start(&all);
    let mut found: BTreeMap<&str, Vec<Named<'a>>> = BTreeMap::new();
    for one in all {
        found
            .entry(part(one.name, start.len()))
            .or_default()
            .push(one);
    }
    let is_small = |part: &[Named<'_>]| lines(part) < FEW;
    let small = found.values().filter(|part| is_small(part));
    let shared = small.map(|part| lines(part)).sum::<usize>() <= size::MOST;
    for (part, all) in found {
        if !is_small(&all) && all.len() > 1 && lines(&all) > size::MOST {
            sort(all, parts);
            continue;
        }
        let part = match shared && is_small(&all) {
            true => start,
            false => part,
        };
        let names = all.iter().map(|one| one.name);
        parts.entry(part.to_owned()).or_default().extend(names);
    }
}

/// What all names begin with.
fn start<'a>(all: &[Named<'a>]) -> &'a str {
    let mut names = all.iter().map(|one| one.name);
    let first = names.next().unwrap_or_default();
    names.fold(first, |start, name| {
        let same = start.chars().zip(name.chars());
        let same = same.take_while(|(a, b)| a == b);
        let length = same.map(|(c, _)| c.len_utf8()).sum();
        start.get(..length).unwrap_or_default()
    })
}

/// The beginning of a name up to the first letter behind so many bytes.
fn part(name: &str, start: usize) -> &str {
    let mut rest = name
        .char_indices()
        .filter(|(at, c)| *at >= start && *c != '_');
    match rest.next() {
        Some((at, c)) => name.get(..at.saturating_add(c.len_utf8())).unwrap_or(name),
        None => name,
    }
}
