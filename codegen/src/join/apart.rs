//! The private modules `types`, apart where they hold more than a reader bears.
//!
//! Beyond [`LETTERS`] types there is a module an initial letter, beyond [`WORDS`] one a first word. Where a type lies depends
//! on its own name and on nothing else, so that a new type moves no other one, but for the one that is the first too many.
//! Only text moves: all public paths stay.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Item, Namespace, Reexport};

/// So many types may lie in one file: some four thousand lines.
const LETTERS: usize = 100;

/// So many may lie in files by their initial letters.
const WORDS: usize = 500;

/// Splits the modules of this name, wherever they are.
pub(super) fn apart(namespace: &mut Namespace, name: &str) {
    for child in &mut namespace.children {
        apart(child, name);
    }
    let is_large = |child: &Namespace| {
        child.ident == name
            && child.items.len() > LETTERS
            && child.children.is_empty()
            && child.links.is_empty()
    };
    let Some(at) = namespace.children.iter().position(is_large) else {
        return;
    };
    let whole = namespace.children.remove(at);
    let by_word = whole.items.len() > WORDS;
    let mut parts: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in whole.items {
        let part = part(item.ident(), by_word);
        parts.entry(part).or_default().push(item);
    }
    let shown = namespace.reexports.iter().flat_map(|one| &one.names);
    let mut taken: BTreeSet<String> = shown.cloned().collect();
    taken.extend(namespace.children.iter().map(|child| child.ident.clone()));
    taken.extend(namespace.links.iter().map(|link| link.ident.clone()));
    namespace.reexports.retain(|one| one.module != name);
    for (part, items) in parts {
        let mut ident = format!("{name}_{part}");
        while !taken.insert(ident.clone()) {
            ident.push('_');
        }
        let mut names: Vec<String> = items.iter().map(|item| item.ident().to_owned()).collect();
        names.sort();
        namespace.reexports.push(Reexport {
            module: ident.clone(),
            names,
        });
        namespace.children.push(Namespace {
            ident,
            items,
            private: true,
            ..Namespace::default()
        });
    }
    namespace.reexports.sort();
    namespace.children.sort_by(|a, b| a.ident.cmp(&b.ident));
}

/// The part in which a type lies: its initial letter or its first word, in lower case.
fn part(ident: &str, by_word: bool) -> String {
    let mut chars = ident.chars();
    let first = chars.next().unwrap_or('_');
    let is_inside = |c: &char| !c.is_uppercase() && *c != '_';
    let rest = chars.take_while(is_inside).filter(|_| by_word);
    let word: String = std::iter::once(first).chain(rest).collect();
    word.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, WORDS};
    use crate::Castiron;
    use crate::emit::Files;
    use crate::source::Memory;

    const STEMS: [&str; 7] = ["Account", "Apple", "Bar", "Card", "Zoo", "Über", "A1b"];

    /// The files of a document with so many types that nothing owns.
    fn files(count: usize) -> Files {
        let mut schemas = String::new();
        for at in 0..count {
            let stem = STEMS[at % STEMS.len()];
            schemas.push_str(&format!(
                "    {stem}N{at}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/{}N{}'}}}}}}\n",
                STEMS[(at + 1) % count % STEMS.len()],
                (at + 1) % count,
            ));
        }
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
        );
        let output = Castiron::new("api.yaml")
            .generate_from(&Memory::new().with("api.yaml", text))
            .expect("a crate");
        output.generated.files
    }

    #[test]
    fn types_lie_by_their_names_alone() {
        for (count, parts) in [
            (LETTERS, vec!["types.rs"]),
            (
                LETTERS + 1,
                vec![
                    "types_a.rs",
                    "types_b.rs",
                    "types_c.rs",
                    "types_z.rs",
                    "types_ufc.rs",
                ],
            ),
            (
                WORDS + 1,
                vec![
                    "types_a1b.rs",
                    "types_account.rs",
                    "types_apple.rs",
                    "types_bar.rs",
                    "types_card.rs",
                    "types_ufcber.rs",
                    "types_zoo.rs",
                ],
            ),
        ] {
            let one = files(count);
            let mut found: Vec<&str> = (one.keys())
                .filter_map(|path| path.strip_prefix("src/"))
                .filter(|path| path.starts_with("types"))
                .collect();
            found.sort_unstable();
            let mut parts = parts;
            parts.sort_unstable();
            assert_eq!(found, parts, "{count}");
        }
    }

    /// One more type changes the file that it lies in, what refers to it, and the list of names.
    #[test]
    fn a_new_type_moves_no_other() {
        for count in [LETTERS + 5, WORDS + 5] {
            let (old, new) = (files(count), files(count + 1));
            let changed: Vec<&str> = (new.iter())
                .filter(|(path, text)| {
                    path.starts_with("src/types") && old.get(*path) != Some(text)
                })
                .map(|(path, _)| path.as_str())
                .collect();
            // the new one, and the one that was the last, which leads to it now
            assert!((1..=2).contains(&changed.len()), "{count}: {changed:?}");
            assert!(old.keys().all(|path| new.contains_key(path)));
        }
    }
}
