//! Versions of one document: each change that `diff` finds, against the uses of the old crate that no longer compile.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use castiron_codegen::diff::{Change, Diff, Impact, Kind, diff};

use crate::compile::{Case, Made, Member, Old, Plan, check, krate, lay, made, put_program, settle};
use crate::corpus;
use crate::program::KRATE;

/// Compares each document with the next one. A case is
///
/// - each major change: some use of the item must no longer compile,
/// - each item of which `diff` says only less: every use must compile that uses nothing of which more is said,
/// - each use that no longer compiles although `diff` says nothing major of any item in it.
///
/// # Errors
/// When a document can't be generated, or the disk refuses.
pub fn versions(documents: &[PathBuf], plan: &Plan, folder: &Path) -> Result<Vec<Case>, String> {
    let mut all = Vec::new();
    for path in documents {
        let made = made(&corpus::document_at(path)?, plan)?;
        all.push(Old::new(path, made));
    }
    let mut cases = settle(&mut all, folder)?;
    for pair in all.windows(2) {
        let [old, new] = pair else { continue };
        let found = diff(&old.made.0, &new.made.0);
        match broken(old, &new.made, folder)? {
            None => cases.push(Case {
                document: new.path.clone(),
                change: ("a new version".to_owned(), String::new()),
                impact: found.impact(),
                compiles: None,
                wrong: None,
                detail: "the new crate doesn't compile".to_owned(),
            }),
            Some(broken) => cases.extend(compared(&new.path, old, &found, &broken)),
        }
    }
    Ok(cases)
}

/// The uses of a crate that don't compile with another one. `None` where that one doesn't compile itself.
fn broken(old: &Old, new: &Made, folder: &Path) -> Result<Option<Vec<String>>, String> {
    let name = krate(0);
    // first what is there at all: the compiler looks through the whole crate for what else a missing name might mean,
    // once a use
    let named = old.uses.paths.iter().enumerate();
    let named: Vec<String> = named
        .map(|(at, path)| format!("fn x{at}() {{ use {path} as used; }}"))
        .collect();
    lay(
        folder,
        &[Member {
            files: new.1.clone(),
            program: old.uses.program(&name, named.iter()),
        }],
    )?;
    let found = check(folder)?;
    if !found.broken.is_empty() {
        return Ok(None);
    }
    let gone = found.lines.get(&0).map_or(&[][..], Vec::as_slice);
    let gone = old.uses.own(gone);
    let gone: HashSet<&str> = gone
        .into_iter()
        .filter_map(|at| old.uses.paths.get(at).map(String::as_str))
        .collect();
    let (mut broken, mut left): (Vec<String>, Vec<String>) =
        old.uses.lines().cloned().partition(|line| {
            paths(line).any(|path| prefixes(path).any(|path| gone.contains(path)))
        });
    // an error of one kind hides those of the next
    loop {
        put_program(folder, 0, &old.uses.program(&name, left.iter()))?;
        let found = check(folder)?;
        let refused = found.lines.get(&0).map_or(&[][..], Vec::as_slice);
        let refused = old.uses.own(refused);
        if refused.is_empty() {
            return Ok(Some(broken));
        }
        let mut at = 0;
        left.retain(|line| {
            at += 1;
            let is_refused = refused.contains(&(at - 1));
            if is_refused {
                broken.push(line.clone());
            }
            !is_refused
        });
    }
}

/// What is written as a path of the crate in a line.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    let begins = line.match_indices(KRATE).map(|(at, _)| at);
    begins.filter_map(move |at| {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        if line[..at].ends_with(is_word) || !line[at + KRATE.len()..].starts_with("::") {
            return None;
        }
        let rest = &line[at..];
        let end = rest.find(|letter| !is_word(letter) && letter != ':' && letter != '#');
        Some(&rest[..end.unwrap_or(rest.len())])
    })
}

/// A path, and all that it begins with.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    let shorter = path.match_indices("::").map(|(at, _)| &path[..at]);
    shorter.chain([path.trim_end_matches(':')])
}

/// A line and what it uses.
struct Use<'a> {
    line: &'a str,
    /// The items, from the root of the crate.
    items: HashSet<String>,
}

impl<'a> Use<'a> {
    fn of(line: &'a str, links: &HashMap<String, String>) -> Self {
        let all = paths(line).flat_map(prefixes);
        let all = all.flat_map(|path| {
            [path]
                .into_iter()
                .chain(links.get(path).map(String::as_str))
        });
        let root = format!("{KRATE}::");
        let items = all.filter_map(|path| path.strip_prefix(&root));
        Self {
            line,
            items: items.map(|path| path.replace("r#", "")).collect(),
        }
    }

    /// Whether it uses the item that a change is about.
    fn is_of(&self, change: &Change) -> bool {
        let mut all = change.paths.iter().chain([&change.item]);
        all.any(|path| self.items.contains(path.as_str()))
    }

    /// Whether the change may be why it no longer compiles: it uses the member, or all members at once.
    fn is_about(&self, change: &Change) -> bool {
        self.is_of(change)
            && change.member.as_deref().is_none_or(|member| {
                let mut words = self
                    .line
                    .split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                let is_whole = ["::new(", "match x", "let old::"]
                    .iter()
                    .any(|all| self.line.contains(all));
                is_whole || words.any(|word| word == member.trim_end_matches("()"))
            })
    }
}

fn compared(document: &Path, old: &Old, found: &Diff, broken: &[String]) -> Vec<Case> {
    let broken: Vec<Use<'_>> = broken
        .iter()
        .map(|line| Use::of(line, &old.uses.links))
        .collect();
    let (major, less): (Vec<_>, Vec<_>) = found
        .changes
        .iter()
        .partition(|change| change.impact == Impact::Major);
    let unsaid: Vec<&Use<'_>> = broken
        .iter()
        .filter(|line| !major.iter().any(|change| line.is_of(change)))
        .collect();
    let case = |kind: &str, change: Option<&Change>, compiles, detail: String| Case {
        document: document.to_owned(),
        change: (
            kind.to_owned(),
            change.map_or_else(String::new, |change| {
                let member = change.member.as_deref().unwrap_or_default();
                format!("{} {member}: {}", change.item, change.detail)
            }),
        ),
        impact: change.map(|change| change.impact),
        compiles: Some(compiles),
        wrong: None,
        detail,
    };
    let mut cases = Vec::new();
    // what is said of an item that has moved stands at its new path, of which there are no uses
    let moves = major.iter().filter(|change| change.kind == Kind::Moved);
    let moves: HashSet<&str> = moves.map(|change| change.detail.as_str()).collect();
    for change in &major {
        if moves.contains(format!("is `{}` now", change.item).as_str()) {
            continue;
        }
        let shows = broken.iter().find(|line| line.is_about(change));
        cases.push(case("major", Some(change), shows.is_none(), String::new()));
    }
    let used: HashSet<String> = old
        .uses
        .lines()
        .flat_map(|line| Use::of(line, &old.uses.links).items)
        .collect();
    let mut seen = HashSet::new();
    let mut said = HashSet::new();
    for change in less {
        // of what is new there are no uses
        if !used.contains(&change.item) || !seen.insert(&change.item) {
            continue;
        }
        let shows = unsaid.iter().find(|line| line.is_of(change));
        said.extend(shows.map(|line| line.line));
        let detail = shows.map_or("", |line| line.line).to_owned();
        cases.push(case(
            "less than major",
            Some(change),
            shows.is_none(),
            detail,
        ));
    }
    for line in unsaid.iter().filter(|line| !said.contains(line.line)) {
        cases.push(case("nothing", None, false, line.line.to_owned()));
    }
    cases
}
