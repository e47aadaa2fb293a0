//! Derives, replaced components and the like, by settings that are made at random: what is not refused compiles.

use std::collections::BTreeSet;

use castiron_tests::made;
use castiron_tests::random::Random;

use super::{model_of, number, run};

const DERIVES: [&str; 6] = ["Eq", "Hash", "PartialOrd", "Ord", "Copy", "std::hash::Hash"];

/// Types of the standard library that serde reads, with all traits.
const KNOWN: [&str; 2] = ["std::net::IpAddr", "std::num::NonZeroU64"];

/// The same without `Hash`, and without `Eq`. A rule for a type that holds them would be believed.
const OTHERS: [&str; 2] = ["std::cell::Cell<u8>", "std::num::Wrapping<f32>"];

/// Settings for the document of a seed, with no derive that is refused.
fn settings(seed: u64) -> String {
    let random = &mut Random::new(seed ^ 0xdead);
    let mut out = String::new();
    if random.chance(30) {
        out += "[select]\ninclude = [\"schema:*\"]\n";
    }
    out += &format!(
        "[types]\nhash = {}\nclosed-enums = {}\nexhaustive = {}\n",
        random.chance(40),
        random.chance(50),
        random.chance(50)
    );
    out += "[types.replace]\n";
    let own = if random.chance(25) { OTHERS } else { KNOWN };
    for component in 0..6 {
        if random.chance(15) {
            out += &format!("Thing{component} = {:?}\n", random.pick(&own));
        }
    }
    if own == OTHERS {
        return out.replace("hash = false", "hash = true");
    }
    for _ in 0..1 + random.below(3) {
        let mut derives: BTreeSet<&str> = BTreeSet::new();
        for _ in 0..1 + random.below(2) {
            derives.insert(*random.pick(&DERIVES));
        }
        let share = *random.pick(&[30, 70, 100, 100]);
        let derives: Vec<&str> = derives.into_iter().collect();
        let mut types: Vec<String> = made::types(&model_of(seed, &out).1)
            .iter()
            .map(|path| path.trim_start_matches(':').to_owned())
            .filter(|_| random.chance(share))
            .collect();
        // in either spelling, or in both: what a type has, and what it has by another rule, it is not given again
        let attribute = format!("#[derive({})]", derives.join(", "));
        let under = format!("#[cfg_attr(all(), derive({}))]", derives.join(", "));
        let listed = format!("derive = {derives:?}\n");
        let asked = match random.below(6) {
            0 => format!("{listed}attributes = [\"#[must_use]\"]\n"),
            1 => format!(
                "{listed}fields = [\"a*\", \"Unrecognized\"]\nattributes = [\"#[doc(hidden)]\"]\n"
            ),
            2 => format!("attributes = [{attribute:?}]\n"),
            3 => format!("{listed}attributes = [{attribute:?}, {under:?}]\n"),
            _ => listed,
        };
        // what is refused is left out, and nothing else is refused then
        for round in 0..2 {
            let rule = format!("[[types.derive]]\ntypes = {types:?}\n{asked}");
            let errors = model_of(seed, &format!("{out}{rule}")).2;
            if errors.is_empty() {
                out += &rule;
                break;
            }
            assert_eq!(round, 0, "seed {seed}: {errors:?}\n{out}{rule}");
            let refused: Vec<&str> = (errors.iter())
                .filter_map(|error| error.split("derived for `").nth(1)?.split('`').next())
                .collect();
            assert_eq!(refused.len(), errors.len(), "seed {seed}: {errors:?}");
            types.retain(|ty| {
                let is_same = |other: &&str| *other == ty || other.ends_with(&format!("::{ty}"));
                !refused.iter().any(is_same)
            });
        }
    }
    out
}

#[test]
fn what_settings_add_to_types_compiles() {
    let first = number("CASTIRON_MADE_FROM", 0);
    let seeds = first..first + number("CASTIRON_MADE", 24);
    let documents: Vec<_> = seeds.map(|seed| (seed, settings(seed))).collect();
    let printed = run("made-settings", &documents, |_| "fn main() {}\n".to_owned());
    assert!(printed.is_empty(), "{printed}");
}
