//! Splits private `types` modules that are too long to read.
//!
//! With more than [`LETTERS`] types there is a module per initial letter, with more than [`WORDS`] one per first word, and
//! one per further word while a module has more than [`size::MOST`] lines. The module of a type depends on its own name
//! only, so a new type moves no other, except when it exceeds a limit. Only source text moves: all public paths stay.

use std::collections::{BTreeMap, BTreeSet};

use super::size;
use crate::model::{Item, ItemPath, Namespace, Reexport};
use crate::name::place::module_ident;

/// The most types in one file: some four thousand lines.
const LETTERS: usize = 100;

/// The most types in files by initial letter.
const WORDS: usize = 500;

/// The sort key of a type: its initial letter (0), or this many of its first words.
type By = usize;

/// Splits all modules of this name, and those of handles that are too long to read.
pub(super) fn apart(
    namespace: &mut Namespace,
    name: &str,
    path: &mut ItemPath,
    packages: &BTreeSet<ItemPath>,
) {
    for child in &mut namespace.children {
        path.push(child.ident.clone());
        apart(child, name, path, packages);
        path.pop();
    }
    // its own, or that of a package
    let in_package = |(own, above): (&String, &[String])| own != name && packages.contains(above);
    let is_file = packages.contains(path) || path.split_last().is_some_and(in_package);
    if is_file && size::of_items(&namespace.items) > size::MOST {
        set_aside(namespace, name);
    }
    let is_large = |child: &Namespace| {
        child.ident == name
            && (child.items.len() > LETTERS || size::of_items(&child.items) > size::MOST)
            && child.children.is_empty()
            && child.links.is_empty()
    };
    let Some(at) = namespace.children.iter().position(is_large) else {
        return;
    };
    let whole = namespace.children.remove(at);
    let by = usize::from(whole.items.len() > WORDS);
    let mut parts = BTreeMap::new();
    sort(whole.items, by, &mut parts);
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
        namespace.reexports.push(shown_of(&ident, &items));
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

/// Moves everything except the handle of a namespace, and the type it is named after, into its private module of types.
fn set_aside(namespace: &mut Namespace, name: &str) {
    // a module that has this name itself, and does not only hold source text
    let is_text = (namespace.reexports.iter()).any(|one| one.module == name);
    let mut children = namespace.children.iter();
    let is_taken = children.any(|child| child.ident == name && !is_text)
        || (namespace.links.iter()).any(|link| link.ident == name);
    if is_taken {
        return;
    }
    let stays = |item: &Item| {
        matches!(item, Item::Resource(_) | Item::Group(_))
            || module_ident(item.ident()) == namespace.ident
    };
    let (stay, aside): (Vec<_>, Vec<_>) = std::mem::take(&mut namespace.items)
        .into_iter()
        .partition(stays);
    namespace.items = stay;
    if aside.is_empty() {
        return;
    }
    match namespace
        .children
        .iter_mut()
        .find(|child| child.ident == name)
    {
        Some(types) => types.items.extend(aside),
        None => namespace.children.push(Namespace {
            ident: name.to_owned(),
            items: aside,
            private: true,
            ..Namespace::default()
        }),
    }
    namespace.reexports.retain(|one| one.module != name);
    let types = namespace.children.iter().find(|child| child.ident == name);
    let shown = types.map(|types| shown_of(name, &types.items));
    namespace.reexports.extend(shown);
    namespace.reexports.sort();
    namespace.children.sort_by(|a, b| a.ident.cmp(&b.ident));
}

/// Sorts types into parts, and splits parts that are still too long by one more word.
fn sort(items: Vec<Item>, by: By, parts: &mut BTreeMap<String, Vec<Item>>) {
    let mut found: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in items {
        let part = part(item.ident(), by);
        found.entry(part).or_default().push(item);
    }
    for (part, items) in found {
        if by < MOST_WORDS && items.len() > 1 && size::of_items(&items) > size::MOST {
            sort(items, by.saturating_add(1), parts);
        } else {
            parts.entry(part).or_default().extend(items);
        }
    }
}

/// Types that begin with the same words, up to this many, stay together.
const MOST_WORDS: By = 8;

/// `pub use` of all items of a module.
fn shown_of(module: &str, items: &[Item]) -> Reexport {
    let mut names: Vec<String> = items.iter().map(|item| item.ident().to_owned()).collect();
    names.sort();
    Reexport {
        module: module.to_owned(),
        names,
    }
}

/// The part of a type: its initial letter or its first words, in lower case.
fn part(ident: &str, by: By) -> String {
    let mut part = String::new();
    let (mut words, mut begins): (By, bool) = (0, false);
    for c in ident.chars() {
        if c == '_' {
            begins = true;
            continue;
        }
        if !part.is_empty() && (by == 0 || begins || c.is_uppercase()) {
            words = words.saturating_add(1);
            if words >= by {
                break;
            }
            part.push('_');
        }
        begins = false;
        part.extend(c.to_lowercase());
    }
    part
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

    /// Adding a type changes its own file, files that refer to it, and the list of names.
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

    /// Whatever a document has much of: types, their properties, operations of a handle, schemas inside a schema.
    #[test]
    fn no_file_is_longer_than_a_reader_bears() {
        let fields = |prefix: &str, count: usize| -> String {
            let field = |at| format!("{prefix}{at}: {{type: string, description: Text.}}");
            let fields: Vec<String> = (0..count).map(field).collect();
            format!("type: object, properties: {{{}}}", fields.join(", "))
        };
        let types = |count: usize, stem: &str| -> String {
            let one = |at| format!("    {stem}{at}: {{{}}}\n", fields("f", 60));
            (0..count).map(one).collect()
        };
        let parameters = |at: usize| -> String {
            let one = |n| {
                format!("{{name: p{n}, in: query, schema: {{type: string}}, description: {at}}}")
            };
            let all: Vec<String> = (0..30).map(one).collect();
            all.join(", ")
        };
        let operation = |at| {
            format!(
                "  /a/b{at}: {{get: {{tags: [a], operationId: getB{at}, parameters: [{}], responses: {{'204': {{description: d}}}}}}}}\n",
                parameters(at)
            )
        };
        let operations: String = (0..80).map(operation).collect();
        let inner = |at| format!("n{at}: {{{}}}", fields(&format!("g{at}x"), 30));
        let inner: Vec<String> = (0..80).map(inner).collect();
        let nested = format!(
            "    Outer: {{type: object, x-stripeResource: {{class_name: Outer}}, properties: {{{}}}}}\n    Other: {{x-resourceId: other, type: object}}\n",
            inner.join(", ")
        );
        for (paths, schemas) in [
            (String::new(), types(30, "Same")),
            (String::new(), types(30, "SomeOther")),
            (operations, types(2, "Used")),
            (String::new(), nested),
        ] {
            let text = format!(
                "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}\ncomponents:\n  schemas:\n{schemas}"
            );
            let text = text.replace("paths:\n\n", "paths: {}\n");
            let source = Memory::new().with("api.yaml", text);
            let output = Castiron::new("api.yaml")
                .generate_from(&source)
                .expect("a crate");
            let lines = |text: &String| text.lines().count();
            let all: usize = output.generated.files.values().map(lines).sum();
            assert!(all > 6000, "{all} of {paths:.20}{schemas:.20}");
            for (path, text) in &output.generated.files {
                assert!(lines(text) <= 5000, "{path}: {} of {all}", lines(text));
            }
        }
    }
}
