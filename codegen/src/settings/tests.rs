//! The tables walked: whatever they allow is read, and whatever they don't is refused at its line.

use super::grammar::{Key, Kind};
use super::keys::{PROJECT, SETTINGS};
use super::read::parse;
use super::{CrateSettings, ProjectSettings};
use crate::config::Config;
use crate::diagnostic::FileId;
use crate::diagnostic::{Severity, Sources as _};
use crate::emit::PackageValue;
use std::path::Path;

/// A setting that a table allows: its keys from the root, and values in TOML.
struct Case {
    keys: Vec<String>,
    good: Vec<String>,
    bad: Vec<String>,
    wrong_type: &'static str,
    /// The names that may stand where the last key stands.
    siblings: &'static [Key],
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

fn cases(keys: &'static [Key]) -> Vec<Case> {
    let mut out = Vec::new();
    collect(keys, &[], false, &mut out);
    out
}

impl Case {
    /// A text with the last key renamed and a value for it, and the line of that.
    fn text(&self, keys: &'static [Key], name: &str, value: &str) -> (String, usize) {
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
fn refused(text: &str, keys: &'static [Key]) -> (usize, String) {
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

#[test]
fn every_setting_is_read() {
    for case in cases(PROJECT) {
        let name = case.keys.last().expect("a key");
        for value in &case.good {
            let (text, _) = case.text(PROJECT, name, value);
            // the document and the folder, unless they are what is tried
            let first = &case.keys[0];
            let own: String = [("spec", "\"a\""), ("out", "\"b\"")]
                .iter()
                .filter(|(key, _)| key != first && first != "crate")
                .map(|(key, value)| format!("{key} = {value}\n"))
                .collect();
            let text = format!("{own}{text}");
            let read = ProjectSettings::read(&text, "castiron.toml", Path::new("/r"));
            assert!(read.is_ok(), "{text}\n{:?}", read.err());
        }
    }
}

#[test]
fn every_wrong_value_is_refused_at_its_line() {
    for case in cases(PROJECT) {
        let name = case.keys.last().expect("a key");
        for value in &case.bad {
            let (text, line) = case.text(PROJECT, name, value);
            let (at, error) = refused(&text, PROJECT);
            assert_eq!(at, line, "{text}\n{error}");
        }
    }
}

#[test]
fn every_wrong_type_is_refused_at_its_line() {
    for case in cases(PROJECT) {
        let name = case.keys.last().expect("a key");
        let (text, line) = case.text(PROJECT, name, case.wrong_type);
        let (at, error) = refused(&text, PROJECT);
        assert_eq!(at, line, "{text}\n{error}");
        assert!(
            error.contains("expected ") && error.contains("found an integer"),
            "{error}"
        );
    }
}

#[test]
fn every_misspelt_name_is_refused_with_the_right_one() {
    for case in cases(PROJECT) {
        let name = case.keys.last().expect("a key");
        // two letters changed places, one too many, an underscore
        let mut letters: Vec<char> = name.chars().collect();
        let last = letters.len() - 1;
        letters.swap(last, last - 1);
        let swapped: String = letters.into_iter().collect();
        let misspelt = [swapped, format!("{name}x"), name.replace('-', "_")];
        let is_known = |text: &str| case.siblings.iter().any(|key| key.name == text);
        for wrong in misspelt.iter().filter(|wrong| !is_known(wrong)) {
            let (text, line) = case.text(PROJECT, wrong, &case.good[0]);
            let (at, error) = refused(&text, PROJECT);
            assert_eq!(at, line, "{text}\n{error}");
            let meant = error
                .split("did you mean `")
                .nth(1)
                .and_then(|rest| rest.split('`').next());
            let meant = meant.unwrap_or_else(|| panic!("no suggestion\n{error}"));
            // another name may be as near
            let far = |text: &str| strsim::osa_distance(&wrong.replace('_', "-"), text);
            assert!(far(meant) <= far(name), "{text}\n{error}");
        }
    }
}

#[test]
fn tables_know_every_key_that_the_types_have() {
    // serde lists the fields that a type has when it meets one that there is not
    for path in [
        "",
        "schemas",
        "names",
        "names.operations.a",
        "docs",
        "client",
        "client.error",
        "select",
    ] {
        let text = match path {
            "" => "no-such-key = 1".to_owned(),
            path => format!("[{path}]\nno-such-key = 1"),
        };
        let error = toml::from_str::<Config>(&text).expect_err("an unknown key");
        let mut names: Vec<_> = error
            .message()
            .split('`')
            .skip(3)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        let mut at = SETTINGS;
        for part in path.split('.').filter(|part| !part.is_empty()) {
            at = match at.iter().find(|key| key.name == part).map(|key| key.kind) {
                Some(Kind::Table(keys) | Kind::Map(_, &Kind::Table(keys))) => keys,
                _ => at,
            };
        }
        // what is worked out before serde reads the rest
        let mut known: Vec<_> = at
            .iter()
            .map(|key| key.name.to_owned())
            .filter(|name| name != "extends")
            .collect();
        names.sort();
        known.sort();
        assert_eq!(
            known, names,
            "the table of `[{path}]` in settings/keys, and the fields that serde reads"
        );
    }
}

#[test]
fn a_key_in_the_wrong_table_is_told_where_it_belongs() {
    let (_, error) = refused("[client]\nsecret-properties = [\"pin\"]\n", SETTINGS);
    assert!(
        error.contains("`secret-properties` belongs in `[schemas]`"),
        "{error}"
    );
}

#[test]
fn all_faults_are_reported_at_once() {
    let text = "[client]\npaging = \"links\"\nserver = \"example.com\"\n[client.error]\nmessage = \"a.b\"\n";
    let error = Config::from_toml(text).expect_err("faults");
    assert_eq!(error.diagnostics.len(), 3, "{error}");
    let want = "error[C0501]: `client.paging` has an invalid value
  ┌─ castiron.toml:2:10
  │
2 │ paging = \"links\"
  │          ^^^^^^^ expected `link`, or `page:` and a query parameter
  │
  = at /client/paging
  = help: did you mean `link`?";
    assert!(error.to_string().contains(want), "{error}");
}

#[test]
fn a_text_that_is_no_toml_is_refused_at_its_line() {
    let (line, error) = refused("[client]\nserver = \n", SETTINGS);
    assert!(
        line == 2 && error.contains("this is not valid TOML"),
        "{error}"
    );
}

#[test]
fn bundled_settings_are_found_by_title_and_by_host() {
    let name = |title: &str, server: &str| {
        let found = Config::bundled(title, [server]).expect("bundled settings that are read");
        found.map(|(name, _)| name)
    };
    assert_eq!(name("GitHub v3 REST API", ""), Some("github"));
    assert_eq!(
        name("Any", "https://API.github.com:443/v3?x"),
        Some("github")
    );
    assert_eq!(name("Any", "https://verify.twilio.com"), Some("twilio"));
    // the title counts more
    assert_eq!(name("Stripe API", "https://api.github.com"), Some("stripe"));
    assert_eq!(name("Any", "https://api.github.com.example/"), None);
    assert_eq!(name("Any", "/v1"), None);
}

#[test]
fn places_of_settings_that_are_laid_over_each_other() {
    let config = Config::from_toml("extends = \"stripe\"\n\n[names.types]\nown = \"Own\"\n")
        .expect("settings");
    let (severity, place) = config.origin.place("/names/types/own").expect("a place");
    assert_eq!(
        (severity, place.file),
        (Severity::Warning, FileId::SETTINGS)
    );
    assert_eq!(
        config
            .origin
            .span(&place)
            .map(|span| (span.line, span.column)),
        Some((4, 7))
    );
    let (severity, place) = config
        .origin
        .place("/names/types/address")
        .expect("a place");
    assert_eq!((severity, place.file), (Severity::Note, FileId::BUNDLED));
    assert_eq!(
        config.origin.name(FileId::BUNDLED),
        "bundled settings `stripe`"
    );
    assert!(config.origin.place("/names/types/other").is_none());
}

#[test]
fn places_of_selectors_of_a_command_line() {
    let mut config = Config::from_toml("[select]\ninclude = [\"tag:a\"]\n").expect("settings");
    config.add_selectors(&["tag:b".to_owned()], &["x".to_owned(), "y".to_owned()]);
    let shown = |pointer: &str| {
        let (_, place) = config.origin.place(pointer).expect("a place");
        let span = config.origin.span(&place).expect("a span");
        (
            config.origin.name(place.file).to_owned(),
            config.origin.text(place.file)[span.bytes].to_owned(),
        )
    };
    assert_eq!(
        shown("/select/include/0"),
        ("castiron.toml".to_owned(), "\"tag:a\"".to_owned())
    );
    assert_eq!(
        shown("/select/include/1"),
        ("the command line".to_owned(), "tag:b".to_owned())
    );
    assert_eq!(
        shown("/select/exclude/1"),
        ("the command line".to_owned(), "y".to_owned())
    );
}

#[test]
fn several_crates_share_what_stands_above_them() {
    let text = "\
extends = \"github\"
[client]
account-header = \"X-Account\"
version = \"1\"

[[crate]]
spec = \"a.yaml\"
out = \"crates/a\"

[[crate]]
spec = \"b.yaml\"
out = \"crates/b\"
name = \"bees\"
modules = [\"ext\"]
package = { license.workspace = true, publish = false }
[crate.client]
version = \"2\"
";
    let read = ProjectSettings::read(text, "castiron.toml", Path::new("/r")).expect("settings");
    let [a, b] = read.crates.as_slice() else {
        panic!("{read:?}");
    };
    assert_eq!((a.name.as_str(), b.name.as_str()), ("a", "bees"));
    let client = |krate: &CrateSettings| {
        let client = &krate.config.client;
        (
            client.account_header.clone(),
            client.version.clone(),
            client.error.message.clone(),
        )
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(client(a), (some("X-Account"), some("1"), some("/message")));
    assert_eq!(client(b), (some("X-Account"), some("2"), some("/message")));
    assert_eq!(
        b.package.keys["license"],
        PackageValue::Inherited { workspace: true }
    );
    let place = |krate: &CrateSettings, pointer: &str| {
        let (severity, place) = krate.config.origin.place(pointer).expect("a place");
        (
            severity,
            krate.config.origin.span(&place).map_or(0, |span| span.line),
        )
    };
    // what all share may apply to nothing in one of them
    assert_eq!(place(a, "/client/version"), (Severity::Note, 4));
    assert_eq!(place(b, "/client/version"), (Severity::Warning, 17));
}

#[test]
fn faults_between_settings_stand_at_the_second_of_them() {
    for (text, line, want) in [
        (
            "[[crate]]\nspec = \"a\"\nout = \"x\"\n[[crate]]\nspec = \"b\"\nout = \"y\"\nname = \"x\"\n",
            7,
            "two crates have the name `x`",
        ),
        (
            "[[crate]]\nspec = \"a\"\nout = \"x\"\n[[crate]]\nspec = \"b\"\nout = \"x\"\nname = \"y\"\n",
            6,
            "two crates have the out `x`",
        ),
        (
            "spec = \"a\"\n[[crate]]\nspec = \"b\"\nout = \"x\"\n",
            1,
            "`spec` stands beside `[[crate]]`",
        ),
        ("crate = []\n", 1, "`crate` is empty"),
        ("[client]\nversion = \"1\"\n", 1, "`spec` is missing"),
        (
            "spec = \"a\"\nout = \"src/type\"\n",
            2,
            "the crate would be called `type`, like its folder",
        ),
    ] {
        let error = ProjectSettings::read(text, "castiron.toml", Path::new("/r")).expect_err(text);
        let first = error.diagnostics.iter().next().expect("a diagnostic");
        assert_eq!(first.message, want);
        assert_eq!(
            error.origin.span(&first.place).map(|span| span.line),
            Some(line),
            "{error}"
        );
    }
}

#[test]
fn the_json_schema_takes_what_the_check_takes_and_nothing_of_another_type() {
    let schema = super::schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let json = |text: &str| -> serde_json::Value {
        let table: toml::Table = toml::from_str(text).expect("TOML");
        serde_json::to_value(table).expect("JSON")
    };
    for case in cases(PROJECT) {
        let name = case.keys.last().expect("a key");
        for value in &case.good {
            let (text, _) = case.text(PROJECT, name, value);
            let value = json(&text);
            let found = validator.validate(&value);
            assert!(
                found.is_ok(),
                "{text}\n{}",
                found.err().map(|e| e.to_string()).unwrap_or_default()
            );
        }
        let (text, _) = case.text(PROJECT, name, case.wrong_type);
        assert!(!validator.is_valid(&json(&text)), "{text}");
        let (text, _) = case.text(PROJECT, &format!("{name}x"), &case.good[0]);
        assert!(!validator.is_valid(&json(&text)), "{text}");
    }
}
