//! Identifiers that come from nothing: those that say something which the document doesn't.
//!
//! An identifier is made of words of the document: of a name on the wire, a pointer, a title, a constant. Where the
//! generator had to tell two apart and found no word, it adds one of its own: a case (`Pascal`, `lower`) or a number. Those
//! are found here, in the model, by what the document says at the identifier's place.

use std::collections::{BTreeMap, BTreeSet};

use castiron_codegen::load::{Document, Node, pointer};
use castiron_codegen::model::{Item, Model, Namespace, Params};

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many identifiers there are.
    pub all: usize,
    /// Each identifier with its path and the place in the document that it is for.
    pub every: Vec<(String, String)>,
    /// Those that come from nothing, each with its path and why.
    pub made: Vec<Made>,
}

/// An identifier that comes from nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    /// Why it is none of the document's.
    pub why: Why,
    /// Its path in the crate.
    pub path: String,
    /// The place in the document that it is for.
    pub pointer: String,
}

/// Why an identifier is none of the document's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It ends in the name of a case that the document doesn't have, and not beside one that differs in nothing else.
    Case,
    /// It ends in a number that the document doesn't have.
    Number,
    /// It has more than sixty letters, and no component that the document calls so.
    Long,
}

/// The words that the generator has for cases.
const CASES: [&str; 5] = ["pascal", "lower", "upper", "camel", "plain"];

/// Longer identifiers of methods and types are no names.
const LONGEST: usize = 60;

/// Counts the identifiers of a model: types, fields, variants, methods and handles.
#[must_use]
pub fn count(document: &Document, model: &Model) -> Counted {
    let mut statuses = BTreeSet::new();
    if let Some(paths) = document.root().get("paths").and_then(Node::as_object) {
        let operations = paths.iter().filter_map(|(_, item)| item.as_object());
        for (_, operation) in operations.flat_map(|item| item.iter()) {
            if let Some(all) = operation.get("responses").and_then(Node::as_object) {
                statuses.extend(all.keys().map(str::to_owned));
            }
        }
    }
    let mut counter = Counter {
        document,
        operations: BTreeMap::new(),
        statuses,
        out: Counted::default(),
    };
    counter.namespace(&model.root, "", "");
    counter.out
}

struct Counter<'a> {
    document: &'a Document,
    /// What the document says of an operation, by its params' path.
    operations: BTreeMap<String, String>,
    /// The status codes of the document's responses, which stand beside the errors that are called after them.
    statuses: BTreeSet<String>,
    out: Counted,
}

impl Counter<'_> {
    fn namespace(&mut self, namespace: &Namespace, at: &str, owner: &str) {
        for item in &namespace.items {
            if let Item::Resource(resource) = item {
                for method in &resource.methods {
                    let of = &method.operation;
                    let text = format!(
                        "{owner} {} {} {}",
                        of.verb,
                        of.template,
                        self.says(&method.meta.pointer)
                    );
                    if let Some(params) = &method.params {
                        self.operations.insert(params.path.join("::"), text.clone());
                    }
                    self.look(
                        &format!("{at}{}.{}", resource.ident, method.ident),
                        &method.meta.pointer,
                        &text,
                        true,
                    );
                    for parameter in &method.path {
                        let path = format!(
                            "{at}{}.{}.{}",
                            resource.ident, method.ident, parameter.ident
                        );
                        self.look(&path, &method.meta.pointer, &parameter.wire, false);
                    }
                }
            }
        }
        for item in &namespace.items {
            self.item(item, at, owner);
        }
        for child in &namespace.children {
            self.namespace(
                child,
                &format!("{at}{}::", child.ident),
                &format!("{owner} {}", child.ident),
            );
        }
    }

    fn item(&mut self, item: &Item, at: &str, owner: &str) {
        let path = format!("{at}{}", item.ident());
        let mut parts: Vec<(String, String, String)> = Vec::new();
        let meta = match item {
            Item::Object(object) => {
                for field in &object.fields {
                    parts.push((
                        field.ident.clone(),
                        field.meta.pointer.clone(),
                        field.wire.clone(),
                    ));
                }
                &object.meta
            }
            Item::Params(params) => {
                for field in &params.object.fields {
                    parts.push((
                        field.ident.clone(),
                        field.meta.pointer.clone(),
                        field.wire.clone(),
                    ));
                }
                &params.object.meta
            }
            Item::Enum(values) => {
                for variant in &values.variants {
                    let says = self.says(&values.meta.pointer);
                    parts.push((
                        variant.ident.clone(),
                        variant.meta.pointer.clone(),
                        format!("{} {says}", variant.wire),
                    ));
                }
                &values.meta
            }
            Item::Union(union) => {
                for branch in &union.branches {
                    let says = self.says(&branch.meta.pointer);
                    let ty =
                        serde_json::to_string(&(&branch.ty, &branch.guard)).unwrap_or_default();
                    parts.push((
                        branch.ident.clone(),
                        branch.meta.pointer.clone(),
                        format!("{ty} {says} {}", union.ident),
                    ));
                }
                &union.meta
            }
            Item::Alias(alias) | Item::Newtype(alias) => &alias.meta,
            Item::Tag(tag) => &tag.meta,
            Item::Resource(resource) => &resource.meta,
            Item::Group(group) => {
                self.look(&path, "", &format!("{owner} {}", group.ident), false);
                return;
            }
        };
        let operation = match item {
            Item::Params(_) => self.operations.get(&path).cloned().unwrap_or_default(),
            _ => String::new(),
        };
        let text = format!(
            "{owner} {operation} {} {}",
            words_of(&meta.pointer),
            self.says(&meta.pointer)
        );
        self.look(&path, &meta.pointer, &text, true);
        let alike = alike(item);
        for (ident, pointer, mut text) in parts {
            // what only a case tells apart is told apart by that
            if alike.contains(ident.as_str()) {
                text.push_str(&CASES.join(" "));
            }
            self.look(&format!("{path}::{ident}"), &pointer, &text, false);
        }
    }

    /// What the document says at a pointer that may be a name: keys, titles, constants, references and lists of names.
    fn says(&self, pointer: &str) -> String {
        let mut out = words_of(pointer);
        if let Some(node) = self.document.node(pointer) {
            names(node, 8, &mut out);
        }
        out
    }

    fn look(&mut self, path: &str, pointer: &str, text: &str, is_long: bool) {
        self.out.all += 1;
        self.out.every.push((path.to_owned(), pointer.to_owned()));
        let ident = path.rsplit(['.', ':']).next().unwrap_or(path);
        let why = if is_long && ident.chars().count() > LONGEST && !is_named(pointer, ident) {
            Some(Why::Long)
        } else if CASES
            .iter()
            .any(|case| ends_in_word(ident, case) && !text.to_lowercase().contains(case))
        {
            Some(Why::Case)
        } else {
            let number = trailing_number(ident);
            let is_status = ident
                .strip_suffix(number)
                .is_some_and(|rest| rest.ends_with("Error"))
                && self.statuses.contains(number);
            (!number.is_empty() && !is_status && !numbers(text).contains(number))
                .then_some(Why::Number)
        };
        if let Some(why) = why {
            self.out.made.push(Made {
                why,
                path: path.to_owned(),
                pointer: pointer.to_owned(),
            });
        }
    }
}

/// The members of an item whose names on the wire are those of others but for case and symbols.
fn alike(item: &Item) -> BTreeSet<&str> {
    let members: Vec<(&str, &str)> = match item {
        Item::Object(object) | Item::Params(Params { object, .. }) => {
            let fields = object.fields.iter();
            fields
                .map(|f| (f.ident.as_str(), f.wire.as_str()))
                .collect()
        }
        Item::Enum(values) => {
            let variants = values.variants.iter();
            variants
                .map(|v| (v.ident.as_str(), v.wire.as_str()))
                .collect()
        }
        _ => Vec::new(),
    };
    let mut by_letters: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (ident, wire) in members {
        by_letters.entry(letters(wire)).or_default().push(ident);
    }
    let several = by_letters.into_values().filter(|all| all.len() > 1);
    several.flatten().collect()
}

/// The letters and digits of a text, without case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether an identifier is the name of the component at the pointer.
fn is_named(pointer: &str, ident: &str) -> bool {
    let name = pointer.strip_prefix("/components/schemas/");
    name.is_some_and(|name| !name.contains('/') && letters(name) == letters(ident))
}

/// The keys of a pointer, without positions in arrays: those say nothing.
fn words_of(of: &str) -> String {
    let keys: Vec<String> = pointer::keys(of).map(|key| key.to_string()).collect();
    let arrays = [
        "oneOf",
        "anyOf",
        "allOf",
        "parameters",
        "prefixItems",
        "enum",
    ];
    let is_position = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| keys.get(before))
            .is_some_and(|before| arrays.contains(&before.as_str()))
    };
    let named = keys.iter().enumerate().filter(|(at, _)| !is_position(*at));
    named.map(|(_, key)| format!("{key} ")).collect()
}

/// Adds the names in a node, some levels deep.
fn names(node: &Node, levels: usize, out: &mut String) {
    let Some(object) = node.as_object() else {
        if let Some(all) = node.as_array().filter(|_| levels > 0) {
            all.iter().for_each(|one| names(one, levels - 1, out));
        } else if let Some(text) = node.as_str() {
            out.push_str(text);
            out.push(' ');
        } else {
            out.push_str(&node.to_json().to_string());
            out.push(' ');
        }
        return;
    };
    for (key, value) in object.iter() {
        out.push_str(key);
        out.push(' ');
        let is_text = matches!(
            key,
            "description" | "summary" | "example" | "examples" | "pattern"
        );
        let is_number =
            value.as_str().is_none() && value.as_array().is_none() && value.as_object().is_none();
        if levels > 0
            && !(is_text && value.as_str().is_some())
            && (!is_number || matches!(key, "const" | "default"))
        {
            names(value, levels - 1, out);
        }
    }
}

/// Whether an identifier has the word at its end, in either case of identifiers.
fn ends_in_word(ident: &str, word: &str) -> bool {
    let ident = ident.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    let Some(rest) = ident
        .len()
        .checked_sub(word.len())
        .and_then(|at| ident.split_at_checked(at))
    else {
        return false;
    };
    let (before, end) = rest;
    let starts = end.starts_with(char::is_uppercase) || before.is_empty() || before.ends_with('_');
    starts && end.eq_ignore_ascii_case(word)
}

fn trailing_number(ident: &str) -> &str {
    let ident = ident.trim_end_matches('_');
    let start = ident.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    ident.get(start..).unwrap_or_default()
}

/// The numbers in a text, of which an identifier has the digits alone: `2.10` is `210`.
fn numbers(text: &str) -> BTreeSet<String> {
    let words = text.split_whitespace();
    let digits = words.map(|word| word.replace(|c: char| !c.is_alphanumeric(), ""));
    let runs = text.split(|c: char| !c.is_ascii_digit()).map(str::to_owned);
    digits
        .map(|word| trailing_number(&word).to_owned())
        .chain(runs)
        .collect()
}
