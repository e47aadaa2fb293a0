//! Singular and plural forms, as far as spelling determines them.

use std::borrow::Cow;

use crate::text::tail;

/// The singular of an English plural, as far as spelling determines it; other words are unchanged.
pub(crate) fn singular(word: &str) -> String {
    // nearly all plurals end in `s`, and the irregular ones in few letters: most other words are looked at no further
    if !word.ends_with(may_end_a_plural) {
        return word.to_owned();
    }
    let lower = match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(word.to_ascii_lowercase()),
        false => Cow::Borrowed(word),
    };
    let cut = |n: usize, add: &str| {
        let end = word.len().saturating_sub(n);
        word.get(..end)
            .map_or_else(|| word.to_owned(), |stem| [stem, add].concat())
    };
    let is_parting = |byte: u8| matches!(byte, b'_' | b'-' | b' ' | b'.');
    let last = lower.bytes().rposition(is_parting);
    let last = last.map_or(&*lower, |at| tail(&lower, at.saturating_add(1)));
    if SAME.contains(&last) {
        return word.to_owned();
    }
    if let Some((many, one)) = IRREGULAR.iter().find(|(many, _)| last == *many) {
        // both begin alike, except `people`
        let common = std::iter::zip(many.bytes(), one.bytes()).take_while(|(a, b)| a == b);
        let common = common.count();
        return cut(many.len().saturating_sub(common), tail(one, common));
    }
    if let Some(noun) = lower.strip_suffix("ves")
        && FROM_F.iter().any(|end| noun.ends_with(end))
    {
        return match noun.ends_with("kni") || noun.ends_with("li") || noun.ends_with("wi") {
            true => cut(3, "fe"),
            false => cut(3, "f"),
        };
    }
    if lower.ends_with("ies") && last.len() > 4 && !FROM_IE.contains(&last) {
        return cut(3, "y");
    }
    if lower.ends_with("aches") || lower.ends_with("niches") || lower.ends_with("psyches") {
        let is_other = [
            "coaches", "roaches", "beaches", "teaches", "reaches", "leaches", "peaches", "attaches",
        ];
        return match is_other.iter().any(|other| last.ends_with(other)) {
            true => cut(2, ""),
            false => cut(1, ""),
        };
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes", "uses"] {
        // `uses` is from `us` (statuses), but `uses`, `causes`, `houses` keep their e
        let keeps = ["ause", "ouse", "fuse", "muse", "buse", "cuse"];
        let keeps_e = ending == "uses"
            && (matches!(last, "uses" | "reuses" | "accuses" | "peruses")
                || keeps.iter().any(|e| ends_with(&lower, e, "s")));
        if lower.ends_with(ending) && !keeps_e {
            return cut(2, "");
        }
    }
    if lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
        && lower.len() > 1
    {
        return cut(1, "");
    }
    word.to_owned()
}

/// Whether some plural ends in this letter.
fn may_end_a_plural(letter: char) -> bool {
    matches!(
        letter.to_ascii_lowercase(),
        's' | 'a' | 'e' | 'h' | 'n' | 't'
    )
}

/// Whether a string ends with two others.
fn ends_with(text: &str, last_but_one: &str, last: &str) -> bool {
    text.strip_suffix(last)
        .is_some_and(|text| text.ends_with(last_but_one))
}

/// Nouns that are one and many, or look like many.
const SAME: &[&str] = &[
    "address",
    "analytics",
    "bus",
    "dns",
    "https",
    "news",
    "series",
    "sms",
    "species",
    "status",
];

/// Irregular plurals.
const IRREGULAR: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("children", "child"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("feet", "foot"),
    ("geese", "goose"),
    ("hypotheses", "hypothesis"),
    ("men", "man"),
    ("mice", "mouse"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("synopses", "synopsis"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("women", "woman"),
];

/// English nouns whose `f` or `fe` becomes `ves`, without the ending: all others have a `v` of their own (`curve`).
const FROM_F: &[&str] = &[
    "cal", "dwar", "el", "hal", "hoo", "kni", "lea", "li", "loa", "scar", "sel", "shea", "shel",
    "thie", "whar", "wi", "wol",
];

/// Nouns in `ie`, whose plurals look like those of nouns in `y`.
const FROM_IE: &[&str] = &[
    "bookies",
    "brownies",
    "calories",
    "cookies",
    "genies",
    "hoodies",
    "hippies",
    "movies",
    "newbies",
    "pixies",
    "prairies",
    "rookies",
    "selfies",
    "smoothies",
    "zombies",
];

/// The plural of an English singular; plurals are unchanged.
pub(crate) fn plural(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    if singular(word) != word {
        return word.to_owned();
    }
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|e| lower.ends_with(e));
    if let Some(stem) = word.strip_suffix(['y', 'Y'])
        && !vowel_y
    {
        return format!("{stem}ies");
    }
    if ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| lower.ends_with(e))
    {
        return format!("{word}es");
    }
    format!("{word}s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_nouns() {
        for (one, many) in [
            ("allowed_type", "allowed_types"),
            ("address", "addresses"),
            ("company", "companies"),
            ("sky", "skies"),
            ("tie", "ties"),
            ("pie", "pies"),
            ("tax", "taxes"),
            ("status", "statuses"),
            ("invoice", "invoices"),
            ("phase", "phases"),
            ("fee", "fees"),
            ("key", "keys"),
            ("purchase", "purchases"),
            ("branch", "branches"),
        ] {
            assert_eq!(singular(many), one);
            assert_eq!(plural(one), many);
        }
        for (many, one) in [
            ("shelves", "shelf"),
            ("curves", "curve"),
            ("archives", "archive"),
            ("wives", "wife"),
            ("movies", "movie"),
            ("caches", "cache"),
            ("matches", "match"),
            ("attaches", "attach"),
            ("bonuses", "bonus"),
            ("warehouses", "warehouse"),
            ("causes", "cause"),
            ("sales_people", "sales_person"),
            ("children", "child"),
            ("analyses", "analysis"),
            ("lives", "life"),
            ("directives", "directive"),
            ("objectives", "objective"),
            ("drives", "drive"),
        ] {
            assert_eq!(singular(many), one);
        }
        for same in ["series", "x-series", "time_series", "web news"] {
            assert_eq!(singular(same), same);
        }
        assert_eq!(singular("analysis"), "analysis");
        assert_eq!(plural("settings"), "settings");
    }
}
