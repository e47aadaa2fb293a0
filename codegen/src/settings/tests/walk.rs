//! The tables walked: whatever they allow is read, and whatever they don't is refused at its line.

use std::path::Path;

use super::cases::{cases, refused};
use crate::config::Config;
use crate::settings::ProjectSettings;
use crate::settings::grammar::Kind;
use crate::settings::keys::{PROJECT, SETTINGS};

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
        "client.operations.a",
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
  │          ^^^^^^^ expected `link`, `none`, or `page:` and a query parameter
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
fn the_json_schema_takes_what_the_check_takes_and_nothing_of_another_type() {
    let schema = crate::settings::schema();
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
