//! Settings that the tables allow, with values that pass and values that don't.

use crate::diagnostic::{FileId, Severity, Sources as _};
use crate::settings::grammar::{Key, Kind};
use crate::settings::read::parse;

/// A setting that a table allows: its keys from the root, and values in TOML.
pub(super) struct Case {
    pub(super) keys: Vec<String>,
    pub(super) good: Vec<String>,
    pub(super) bad: Vec<String>,
    pub(super) wrong_type: &'static str,
    /// The names that may stand where the last key stands.
    pub(super) siblings: &'static [Key],
    /// Keys that must stand beside it, with their values.
    beside: Vec<(String, String)>,
}

/// Values of a kind that pass, and some that don't.
fn values(kind: Kind) -> (Vec<String>, Vec<String>) {
    let quoted = |texts: &[&str]| -> Vec<String> {
        let write = |text: &&str| toml::Value::from(*text).to_string();
        texts.iter().map(write).collect()
    };
    match kind {
        Kind::Flag => (vec!["true".into(), "false".into()], vec![]),
        Kind::Text(form) => (quoted(form.good), quoted(form.bad)),
        Kind::Word(words) => {
            let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            (quoted(&words), quoted(&["", "no-such-word"]))
        }
        Kind::List(item, most) => {
            let (good, bad) = values(*item);
            let list = |items: Vec<String>| {
                items
                    .iter()
                    .map(|item| format!("[{item}]"))
                    .collect::<Vec<_>>()
            };
            let mut bad = list(bad);
            if most < 100 {
                bad.push(format!("[{}]", vec![good[0].clone(); most + 1].join(", ")));
            }
            (list(good), bad)
        }
        Kind::Map(form, kind) => {
            let (good, bad) = values(*kind);
            let key = &quoted(form.good)[0];
            let table = |values: Vec<String>| {
                values
                    .iter()
                    .map(|v| format!("{{ {key} = {v} }}"))
                    .collect::<Vec<_>>()
            };
            let mut refused = table(bad);
            refused.extend(
                quoted(form.bad)
                    .iter()
                    .map(|key| format!("{{ {key} = {} }}", good[0])),
            );
            (table(good), refused)
        }
        Kind::Table(keys) => {
            let required: Vec<_> = keys.iter().filter(|key| key.required).collect();
            let parts: Vec<_> = required
                .iter()
                .map(|key| format!("{} = {}", key.name, values(key.kind).0[0]))
                .collect();
            let good = format!("{{ {} }}", parts.join(", "));
            (
                vec![good],
                if required.is_empty() {
                    vec![]
                } else {
                    vec!["{}".into()]
                },
            )
        }
        Kind::Tables(keys) => {
            let (good, bad) = values(Kind::Table(keys));
            let list =
                |tables: Vec<String>| tables.iter().map(|table| format!("[{table}]")).collect();
            (list(good), list(bad))
        }
        Kind::Rule(variants) => {
            let entry = |key: &Key| format!("{} = {}", key.name, values(key.kind).0[0]);
            let table = |keys: Vec<String>| format!("{{ {} }}", keys.join(", "));
            let good = variants.iter().flat_map(|variant| {
                let (tag, others) = variant.keys.split_first().expect("a key");
                // by itself, with what it must have, and with each of the others
                let required = || others.iter().filter(|key| key.required).map(entry);
                let least = table([entry(tag)].into_iter().chain(required()).collect());
                let more = others.iter().filter(|key| !key.required).map(|key| {
                    table(
                        [entry(tag), entry(key)]
                            .into_iter()
                            .chain(required())
                            .collect(),
                    )
                });
                [least].into_iter().chain(more.collect::<Vec<_>>())
            });
            let both = variants
                .iter()
                .take(2)
                .map(|variant| entry(&variant.keys[0]))
                .collect();
            (good.collect(), vec!["{}".into(), table(both)])
        }
        Kind::Rules(variants) => {
            let (good, bad) = values(Kind::Rule(variants));
            let list = |tables: Vec<String>| {
                tables
                    .iter()
                    .map(|table| format!("[{table}]"))
                    .collect::<Vec<_>>()
            };
            (list(good), [list(bad), vec!["[1]".into()]].concat())
        }
        Kind::Either(kinds) => {
            let all: Vec<_> = kinds.iter().map(|kind| values(*kind)).collect();
            let good = all.iter().flat_map(|(good, _)| good.clone()).collect();
            (good, all.into_iter().flat_map(|(_, bad)| bad).collect())
        }
        Kind::Checked(kind, check) => {
            let (good, mut bad) = values(*kind);
            let passes = |value: &String| {
                let table: toml::Table = toml::from_str(&format!("a = {value}")).expect("TOML");
                check(&table["a"]).is_ok()
            };
            let (good, refused): (Vec<_>, Vec<_>) = good.into_iter().partition(passes);
            bad.extend(refused);
            (good, bad)
        }
    }
}

fn collect(keys: &'static [Key], at: &[String], is_rule: bool, out: &mut Vec<Case>) {
    for key in keys {
        let mut path = at.to_vec();
        path.push(key.name.to_owned());
        let (good, bad) = values(key.kind);
        let beside = keys
            .iter()
            .filter(|other| {
                other.name != key.name
                    && (other.required || (is_rule && other.name == keys[0].name))
            })
            .map(|other| (other.name.to_owned(), values(other.kind).0[0].clone()))
            .collect();
        out.push(Case {
            keys: path.clone(),
            good,
            bad,
            wrong_type: "7",
            siblings: keys,
            beside,
        });
        inside(key.kind, &path, out);
    }
}

/// The cases within a value.
fn inside(kind: Kind, path: &[String], out: &mut Vec<Case>) {
    match kind {
        Kind::Table(keys) => collect(keys, path, false, out),
        Kind::Tables(keys) => {
            let mut path = path.to_vec();
            path.push("[]".to_owned());
            collect(keys, &path, false, out);
        }
        Kind::Rule(variants) => {
            for variant in variants {
                collect(variant.keys, path, true, out);
            }
        }
        Kind::Rules(variants) => {
            let mut path = path.to_vec();
            path.push("[]".to_owned());
            for variant in variants {
                collect(variant.keys, &path, true, out);
            }
        }
        Kind::Map(form, kind) => {
            let mut path = path.to_vec();
            path.push(form.good[0].to_owned());
            inside(*kind, &path, out);
        }
        Kind::Either(kinds) => kinds.iter().for_each(|kind| inside(*kind, path, out)),
        Kind::Checked(kind, _) => inside(*kind, path, out),
        Kind::Flag | Kind::Text(_) | Kind::Word(_) | Kind::List(..) => {}
    }
}

pub(super) fn cases(keys: &'static [Key]) -> Vec<Case> {
    let mut out = Vec::new();
    collect(keys, &[], false, &mut out);
    out
}

impl Case {
    /// A text with the last key renamed and a value for it, and the line of that.
    pub(super) fn text(&self, keys: &'static [Key], name: &str, value: &str) -> (String, usize) {
        let mut text = String::from("# settings\n");
        let (last, parents) = self.keys.split_last().expect("a key");
        let mut at = keys;
        let mut header = String::new();
        for (depth, part) in parents.iter().enumerate() {
            if part == "[]" {
                text.push_str(&format!("[[{header}]]\n"));
                // what such a table must have, unless it is the one that holds the case
                if depth + 1 < parents.len() {
                    text.push_str(&required(at, ""));
                }
                continue;
            }
            let known = at.iter().find(|key| key.name == part);
            at = match known.map(|key| key.kind) {
                Some(Kind::Table(keys) | Kind::Tables(keys)) => keys,
                _ => &[],
            };
            let dot = if header.is_empty() { "" } else { "." };
            header.push_str(&format!("{dot}{part:?}"));
        }
        if !header.is_empty() && parents.last().is_some_and(|part| part != "[]") {
            text.push_str(&format!("[{header}]\n"));
        }
        for (key, value) in self.beside.iter().filter(|(key, _)| key != last) {
            text.push_str(&format!("{key} = {value}\n"));
        }
        let line = text.lines().count() + 1;
        text.push_str(&format!("{name} = {value}\n"));
        (text, line)
    }
}

/// The keys that a table must have but for one, with values.
fn required(keys: &[Key], but: &str) -> String {
    keys.iter()
        .filter(|key| key.required && key.name != but)
        .map(|key| format!("{} = {}\n", key.name, values(key.kind).0[0]))
        .collect()
}

/// The one line at which a text is refused, with the message, its label and its help.
#[track_caller]
pub(super) fn refused(text: &str, keys: &'static [Key]) -> (usize, String) {
    let error = match parse(text, "castiron.toml", FileId::SETTINGS, keys) {
        Ok(_) => panic!("this passes:\n{text}"),
        Err(error) => error,
    };
    let first = error.diagnostics.iter().next().expect("a diagnostic");
    assert_eq!(first.severity, Severity::Error);
    let span = error.origin.span(&first.place).expect("a place");
    assert!(!span.bytes.is_empty(), "no caret:\n{error}");
    (span.line, error.to_string())
}
