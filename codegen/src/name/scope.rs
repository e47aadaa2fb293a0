//! Unique identifiers in one scope, independent of the order of requests.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::words;

/// A request for a name in a scope.
#[derive(Clone, Debug)]
pub(crate) struct Wish<'a> {
    /// The preferred identifier.
    pub ident: String,
    /// The string that it is made from, used to build a suffix.
    pub text: &'a str,
    /// The string in the document that the other one was made from: `errors`, of which one is an `error`.
    pub origin: &'a str,
    /// The priority of the request.
    pub claim: Claim,
    /// Strings for alternative names, in the order in which they are tried if the first is taken.
    pub others: Vec<String>,
}

/// The priority of a request: if several request the same name, the highest gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Claim {
    /// An override requests exactly this identifier.
    Pinned,
    /// The document names it.
    Named,
    /// It is named after its place in something that the document names.
    Placed,
    /// It is made for an operation, or for the client.
    Made,
}

/// Gives each request a unique identifier that is not in `reserved`.
///
/// If several request the same identifier, the highest priority gets it, then the string that is nearest to the identifier.
/// The others get one of their alternatives, or a suffix built from their own string, so that the result does not depend on
/// their order.
pub(crate) fn resolve(
    wishes: Vec<Wish<'_>>,
    case: Case,
    reserved: &HashSet<String>,
) -> Vec<String> {
    match has_clash(wishes.iter().map(|wish| wish.ident.as_str()), reserved) {
        true => settle(&wishes, case, reserved),
        false => wishes.into_iter().map(|wish| wish.ident).collect(),
    }
}

/// Whether several request one identifier, or one requests a reserved one.
pub(crate) fn has_clash<'a>(
    idents: impl Iterator<Item = &'a str>,
    reserved: &HashSet<String>,
) -> bool {
    let mut idents: Vec<&str> = idents.collect();
    idents.sort_unstable();
    let is_clash = |pair: &[&str]| pair.first() == pair.last();
    let is_reserved = |ident: &&str| reserved.contains(*ident);
    idents.windows(2).any(is_clash) || idents.iter().any(is_reserved)
}

/// The same if there is a clash.
fn settle(wishes: &[Wish<'_>], case: Case, reserved: &HashSet<String>) -> Vec<String> {
    let mut groups: BTreeMap<&str, Vec<(usize, &Wish<'_>)>> = BTreeMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        groups.entry(&wish.ident).or_default().push((index, wish));
    }
    let mut out: Vec<String> = wishes.iter().map(|w| w.ident.clone()).collect();
    // an identifier that anyone prefers is nobody's alternative
    let mut taken: HashSet<String> = reserved.iter().chain(&out).cloned().collect();
    let mut late = Vec::new();
    for (ident, mut members) in groups {
        let rank = |wish: &Wish<'_>| (wish.claim, distance(wish.text, ident));
        members.sort_by_key(|&(index, wish)| (rank(wish), said(wish), index));
        let first = usize::from(!reserved.contains(ident));
        late.extend(members.into_iter().skip(first));
    }
    late.sort_by_key(|&(index, wish)| (wish.claim, said(wish), index));
    let mut counted: HashMap<String, usize> = HashMap::new();
    for (index, wish) in late {
        let cased = format!("{} {}", wish.ident, words::case_word(wish.text));
        let others = wish.others.iter().map(String::as_str);
        let spelled = words::spelled(wish.text);
        // the name of a symbol is not a word of the document: `*` beside `star`
        let is_symbol = !wish
            .text
            .contains(|c: char| c == '_' || c.is_alphanumeric());
        let signed = format!("{} sign", wish.ident);
        let free = others
            .chain(is_symbol.then_some(signed.as_str()))
            .chain([spelled.as_str(), cased.as_str()])
            .map(|text| case.apply(text))
            .find(|candidate| !taken.contains(candidate))
            .unwrap_or_else(|| {
                let base = case.apply(&cased);
                let from = counted.entry(base.clone()).or_insert(2);
                loop {
                    let numbered = format!("{base}_{from}");
                    *from = from.saturating_add(1);
                    if !taken.contains(&numbered) {
                        break numbered;
                    }
                }
            });
        taken.insert(free.clone());
        if let Some(ident) = out.get_mut(index) {
            *ident = free;
        }
    }
    out
}

/// Whether a method that borrows can't have this name: every type has one by value, and a call finds that first.
pub(crate) fn is_taken_by_value(method: &str) -> bool {
    matches!(method, "into" | "try_into")
}

/// What distinguishes requests of equal priority: their strings; among equal strings, one from the document comes first.
fn said<'a>(wish: &Wish<'a>) -> (&'a str, bool, &'a str) {
    (wish.text, wish.origin != wish.text, wish.origin)
}

/// How far a string is from its identifier: 0 if they are equal.
fn distance(text: &str, ident: &str) -> u8 {
    if !text.contains(char::is_alphanumeric) {
        4
    } else if text == ident {
        0
    } else if text.trim_end_matches('_') == ident.trim_end_matches('_') {
        1
    } else if words::snake(text) == text {
        2
    } else {
        3
    }
}

/// The case of the identifiers of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Fields, modules, methods.
    Snake,
    /// Types.
    Pascal,
    /// Variants.
    Variant,
}

impl Case {
    /// Converts a string to an identifier.
    pub(crate) fn apply(self, text: &str) -> String {
        match self {
            Self::Snake => words::snake(text),
            Self::Pascal => words::pascal(text),
            Self::Variant => words::variant(text),
        }
    }
}

/// The identifiers of a scope whose members only have a string.
pub(crate) fn idents<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    case: Case,
    reserved: &[&str],
) -> Vec<String> {
    let wishes: Vec<Wish<'_>> = texts
        .into_iter()
        .map(|text| Wish {
            ident: case.apply(text),
            text,
            origin: text,
            claim: Claim::Placed,
            others: Vec::new(),
        })
        .collect();
    let reserved = reserved.iter().map(|&word| word.to_owned()).collect();
    resolve(wishes, case, &reserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_text_keeps_the_name() {
        assert_eq!(
            idents(["fooBar", "foo_bar"], Case::Snake, &[]),
            ["foo_bar_camel", "foo_bar"]
        );
        assert_eq!(
            idents(["foo_bar", "fooBar"], Case::Snake, &[]),
            ["foo_bar", "foo_bar_camel"]
        );
    }

    #[test]
    fn symbols_are_spelled() {
        assert_eq!(
            idents(["a+b", "a-b"], Case::Snake, &[]),
            ["a_b", "a_minus_b"]
        );
        assert_eq!(
            idents(["+1", "-1"], Case::Variant, &[]),
            ["Plus1", "Minus1"]
        );
    }

    #[test]
    fn cases_are_told_apart() {
        assert_eq!(idents(["a", "A"], Case::Variant, &[]), ["ALower", "A"]);
        assert_eq!(idents(["ID", "id", "Id"], Case::Snake, &[]).len(), 3);
    }

    #[test]
    fn reserved_names_are_free_for_nobody() {
        assert_eq!(
            idents(["new"], Case::Snake, &["new"]),
            ["new_plain"].map(|_| "new_lower")
        );
    }

    #[test]
    fn equal_texts_still_differ() {
        let all = idents(["x", "x", "x"], Case::Snake, &[]);
        assert_eq!(
            all.iter().collect::<std::collections::BTreeSet<_>>().len(),
            3
        );
    }
}
