//! Settings of several files: bundled ones, those that crates share, and the command line.

use std::path::Path;

use crate::config::Config;
use crate::diagnostic::{FileId, Severity, Sources as _};
use crate::emit::PackageValue;
use crate::settings::{CrateSettings, ProjectSettings};

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
