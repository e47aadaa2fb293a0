//! Payloads into documents: what came of them, compared with their twins.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use castiron_tests::random::Random;
use castiron_tests::{fixture_document, fixtures};
use serde_json::Value;

use super::payloads::{ESCAPES, PAYLOADS, Payload};
use super::places::{Spot, spots};
use super::skeleton::{Skeleton, hidden_controls};
use super::subject::{Cast, Subject};

/// What came of a payload at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same items as with harmless words.
    Same,
    /// Refused, with a place for each error.
    Refused,
    /// Something else, in words.
    Wrong(String),
}

/// How often which outcome was met.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The same items.
    pub same: usize,
    /// Refused with a place.
    pub refused: usize,
    /// Everything else, with document, place and payload.
    pub wrong: Vec<String>,
}

impl Tally {
    /// All that were tried.
    #[must_use]
    pub fn tried(&self) -> usize {
        self.same + self.refused + self.wrong.len()
    }

    pub(super) fn add(&mut self, at: impl FnOnce() -> String, outcome: Outcome) {
        match outcome {
            Outcome::Same => self.same += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::Wrong(why) => self.wrong.push(format!("{}: {why}", at())),
        }
    }
}

/// The documents of the fixtures.
///
/// # Errors
/// Where one can't be read.
pub fn each_file() -> Result<Vec<Subject>, String> {
    fixtures("fixtures")
        .iter()
        .map(|case| Subject::read(&fixture_document(case), true))
        .collect()
}

/// A documents' casts with harmless words, by place and words.
type Twins = BTreeMap<(usize, String), Result<Made, Vec<String>>>;

/// What is compared of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    skeleton: Skeleton,
    /// Characters of the map that are markup.
    marks: usize,
}

/// Puts payloads into places of a document: each into each, or one in so many, by a seed.
#[must_use]
pub fn run(subject: &Subject, one_in: usize, seed: u64) -> Tally {
    let mut random = Random::new(seed);
    put(subject, PAYLOADS, |_| random.below(one_in) == 0)
}

/// Gives each component a name that references to it have to escape.
#[must_use]
pub fn components(subject: &Subject) -> Tally {
    put(subject, &[ESCAPES], Spot::is_component)
}

fn put(subject: &Subject, payloads: &[Payload], mut wanted: impl FnMut(&Spot) -> bool) -> Tally {
    let mut tally = Tally::default();
    let mut twins = Twins::new();
    for (number, spot) in spots(&subject.document).iter().enumerate() {
        for payload in payloads {
            let text = payload.text();
            // what stands there already is no change
            let is_same = spot.text(&subject.document) == text;
            let is_left = is_same || spot.means(&text) || spot.is_taken(&subject.document, &text);
            if !wanted(spot) || is_left {
                continue;
            }
            let at = || {
                let what = if spot.is_key { "the key" } else { "the value" };
                format!(
                    "{}: {} ({what} at /{})",
                    subject.name,
                    payload.name,
                    spot.path.join("/")
                )
            };
            tally.add(at, try_one(subject, number, spot, payload, &mut twins));
        }
    }
    tally
}

fn try_one(
    subject: &Subject,
    number: usize,
    spot: &Spot,
    payload: &Payload,
    twins: &mut Twins,
) -> Outcome {
    let found = match made(subject, &spot.with(&subject.document, &payload.text())) {
        Ok(found) => found,
        Err(Failed::Refused(_)) => return Outcome::Refused,
        Err(Failed::Wrong(why)) => return Outcome::Wrong(why),
    };
    if let Some(other) = spot.other()
        && twin_of(other.to_owned(), twins, subject, number, spot).is_ok_and(|made| *made == found)
    {
        return Outcome::Same;
    }
    let words = payload.twin(spot.grammar());
    let alike = |words: String, twins: &mut Twins| {
        twin_of(words, twins, subject, number, spot).is_ok_and(|made| *made == found)
    };
    let text = payload.text();
    let missing = text.len().saturating_sub(words.len());
    let others = [
        // keys are sorted, and of two that mean the same the first counts: a payload may stand before its twin, or after it
        spot.is_key.then(|| format!("0{words}")),
        spot.is_key.then(|| format!("z{words}")),
        // what is long is not used for some names, though it has few words
        (missing > 0).then(|| format!("{words}{}", "x".repeat(missing))),
        // the name of what has none may be that of another item
        text.is_empty().then(|| "empty".to_owned()),
    ];
    let mut all = std::iter::once(words.clone()).chain(others.into_iter().flatten());
    if all.any(|words| alike(words, twins)) {
        return Outcome::Same;
    }
    let twin = twin_of(words, twins, subject, number, spot);
    match twin {
        // what has no words may count as missing
        _ if !payload.text().contains(char::is_alphanumeric)
            && made(subject, &spot.without(&subject.document))
                .is_ok_and(|missing| missing == found) =>
        {
            Outcome::Same
        }
        Ok(twin) if twin.marks != found.marks => {
            Outcome::Wrong("other markup in the map".to_owned())
        }
        Ok(twin) => Outcome::Wrong(format!(
            "other items than its twin\n{}",
            twin.skeleton.difference(&found.skeleton)
        )),
        Err(messages) => Outcome::Wrong(format!("only its twin is refused: {messages:?}")),
    }
}

/// What came of harmless words at a place.
fn twin_of<'t>(
    words: String,
    twins: &'t mut Twins,
    subject: &Subject,
    number: usize,
    spot: &Spot,
) -> Result<&'t Made, &'t [String]> {
    let made = twins
        .entry((number, words))
        .or_insert_with_key(|(_, words)| {
            match made(subject, &spot.with(&subject.document, words)) {
                Ok(made) => Ok(made),
                Err(Failed::Refused(messages)) => Err(messages),
                Err(Failed::Wrong(why)) => Err(vec![why]),
            }
        });
    made.as_ref().map_err(Vec::as_slice)
}

enum Failed {
    Refused(Vec<String>),
    Wrong(String),
}

fn made(subject: &Subject, document: &Value) -> Result<Made, Failed> {
    let cast = catch_unwind(AssertUnwindSafe(|| subject.cast(document)))
        .map_err(|_| Failed::Wrong("a panic".to_owned()))?;
    let shown = match &cast {
        Cast::Crate(_, _, shown) | Cast::Refused(_, shown) => shown,
    };
    if let Some(hidden) = hidden_controls(shown) {
        return Err(Failed::Wrong(format!("messages hold {hidden:?}:\n{shown}")));
    }
    match cast {
        Cast::Crate(generated, page, _) => {
            if let Some(hidden) = hidden_controls(&page) {
                return Err(Failed::Wrong(format!("the map holds {hidden:?}")));
            }
            Ok(Made {
                skeleton: Skeleton::of(&generated.files).map_err(Failed::Wrong)?,
                // within a script element nothing else could end it
                marks: page.matches('<').count(),
            })
        }
        Cast::Refused(errors, _) if errors.iter().all(|error| error.has_place) => Err(
            Failed::Refused(errors.into_iter().map(|error| error.message).collect()),
        ),
        Cast::Refused(errors, _) => Err(Failed::Wrong(format!(
            "refused without a place: {errors:?}"
        ))),
    }
}

/// A document of the user's own.
///
/// # Errors
/// Where it can't be read.
pub fn own(paths: &[PathBuf]) -> Result<Vec<Subject>, String> {
    paths
        .iter()
        .map(|path| Subject::read(path, false))
        .collect()
}
