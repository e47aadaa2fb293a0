//! Media types (RFC 9110, section 8.3.1): what a server says and what the document has, compared.

use std::cmp::Reverse;

/// The media type without parameters.
pub(crate) fn bare(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The media type without parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    bare(media_type).to_ascii_lowercase()
}

/// The documented media type that the one of a body is, whatever parameters they have; of several, the one with most of the
/// body's parameters, none of which it contradicts.
pub(crate) fn closest<'a, T>(
    found: &str,
    documented: impl Iterator<Item = (&'a str, T)>,
) -> Option<T> {
    let is = essence(found);
    let found = parameters(found);
    let same = documented.filter(|(wanted, _)| bare(wanted).eq_ignore_ascii_case(&is));
    let best = same
        .enumerate()
        .max_by_key(|(at, (wanted, _))| (likeness(&found, wanted), Reverse(*at)));
    best.map(|(_, (_, picked))| picked)
}

/// How like a body's parameters those of a documented media type are.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// One has another value.
    Other,
    /// One is missing.
    Less,
    /// The body has all of them, which are so many.
    All(usize),
}

fn likeness(found: &[(String, String)], wanted: &str) -> Likeness {
    let wanted = parameters(wanted);
    let mut least = Likeness::All(wanted.len());
    for (name, value) in &wanted {
        let one = match found.iter().find(|(found, _)| found == name) {
            // the values of `charset` have no case, and no two others differ in it alone
            Some((_, found)) if found.eq_ignore_ascii_case(value) => continue,
            Some(_) => Likeness::Other,
            None => Likeness::Less,
        };
        least = least.min(one);
    }
    least
}

/// The parameters of a media type, names in lower case and values without quotes (RFC 9110, section 5.6.6).
fn parameters(media_type: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = media_type.split_once(';').map_or("", |(_, rest)| rest);
    while !rest.is_empty() {
        let end = rest.find([';', '=']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let name = name.trim().to_ascii_lowercase();
        let value = behind.strip_prefix('=').unwrap_or_default();
        let (value, next) = match value.trim_start().strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => {
                let (value, next) = value.split_once(';').unwrap_or((value, ""));
                (value.trim().to_owned(), next)
            }
        };
        rest = match behind.starts_with('=') {
            true => next,
            false => behind.strip_prefix(';').unwrap_or_default(),
        };
        if !name.is_empty() {
            out.push((name, value));
        }
    }
    out
}

/// The text up to a closing quote, and what is behind the semicolon after it.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                let behind = text.get(at..).unwrap_or_default();
                return (value, behind.split_once(';').map_or("", |(_, next)| next));
            }
            '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
            letter => value.push(letter),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_of_media_types() {
        for (media_type, wanted) in [
            ("application/json", &[][..]),
            ("application/json;", &[]),
            ("text/plain; Charset=UTF-8", &[("charset", "UTF-8")]),
            ("a/b;a=1 ; b = 2;;c", &[("a", "1"), ("b", "2"), ("c", "")]),
            (
                r#"a/b; profile="https://x/a;b\"c"; v=2"#,
                &[("profile", r#"https://x/a;b"c"#), ("v", "2")],
            ),
            (r#"a/b; a="1"#, &[("a", "1")]),
            (r#"a/b; ="1"; b=2"#, &[("b", "2")]),
        ] {
            let found = parameters(media_type);
            let found: Vec<_> = found
                .iter()
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .collect();
            assert_eq!(found, wanted, "{media_type}");
        }
    }

    #[test]
    fn the_closest_of_several() {
        let documented = [
            "application/json",
            "application/json;profile=brief",
            "application/json; profile=\"brief\"; version=2",
            "Application/JSON; version=3",
            "text/csv; header=present",
        ];
        for (found, wanted) in [
            ("application/json", Some(0)),
            ("application/json; charset=utf-8", Some(0)),
            ("application/json; profile=brief", Some(1)),
            ("application/json;charset=utf-8;PROFILE=\"Brief\"", Some(1)),
            ("application/json; version=2; profile=brief", Some(2)),
            ("application/json; version=3", Some(3)),
            // what it contradicts is worse than what it lacks
            ("application/json; version=4", Some(0)),
            ("text/csv", Some(4)),
            ("text/csv; header=absent", Some(4)),
            ("text/html", None),
        ] {
            let all = documented.iter().enumerate().map(|(at, one)| (*one, at));
            assert_eq!(closest(found, all), wanted, "{found}");
            // the order matters only between equals
            let back = documented
                .iter()
                .enumerate()
                .rev()
                .map(|(at, one)| (*one, at));
            assert_eq!(closest(found, back), wanted, "{found}");
        }
    }

    #[test]
    fn every_documented_one_is_found_by_its_own_name() {
        // all sets of three parameters, each with one of two values or absent
        let values = ["", "; a=1", "; a=2"];
        let all: Vec<String> = (0..27)
            .map(|number| {
                let of = |at: usize, name: &str| {
                    values[number / 3_usize.pow(u32::try_from(at).unwrap()) % 3].replace('a', name)
                };
                ["x/y", &of(0, "a"), &of(1, "b"), &of(2, "c")].concat()
            })
            .collect();
        for (at, found) in all.iter().enumerate() {
            let documented = all.iter().enumerate().map(|(at, one)| (one.as_str(), at));
            assert_eq!(closest(found, documented), Some(at), "{found}");
        }
    }
}
