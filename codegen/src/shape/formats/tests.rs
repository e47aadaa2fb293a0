use super::*;

fn rule(toml: &str) -> Result<FormatRule, String> {
    let table: Result<BTreeMap<String, FormatRule>, _> = toml::from_str(toml);
    table
        .map(|table| table.into_values().next().expect("a rule"))
        .map_err(|error| error.to_string())
}

fn own(toml: &str) -> OwnType {
    match rule(toml) {
        Ok(FormatRule::Own(own)) => own,
        other => panic!("{other:?}"),
    }
}

#[test]
fn words_of_settings_are_those_that_are_read() {
    for word in FormatRule::WORDS {
        assert!(
            matches!(rule(&format!("a = {word:?}")), Ok(FormatRule::Known(_))),
            "{word}"
        );
    }
    // serde lists what it would have taken
    let error = rule("a = \"no-such\"").expect_err("refused");
    assert_eq!(
        error.matches('`').count() / 2,
        FormatRule::WORDS.len() + 2,
        "{error}"
    );
}

#[test]
fn known_formats_and_paths() {
    assert_eq!(
        rule("a = \"date\""),
        Ok(FormatRule::Known(KnownFormat::Date))
    );
    let time = own("a = \"chrono::DateTime<chrono::Utc>\"");
    assert_eq!(time.path, "::chrono::DateTime<::chrono::Utc>");
    let chrono = time.dependency.expect("a crate");
    assert_eq!(
        (chrono.name.as_str(), chrono.version.as_deref()),
        ("chrono", Some("0.4"))
    );
    assert_eq!(chrono.features, ["serde"]);
    assert_eq!(own("a = \"std::net::IpAddr\"").dependency, None);
}

#[test]
fn tables() {
    let own = own(
        "a = { type = \"my_types::Id\", crate = \"my-types\", path = \"../my\", via = \"text\" }",
    );
    assert_eq!((own.path.as_str(), own.via), ("::my_types::Id", Via::Text));
    let krate = own.dependency.expect("a crate");
    assert_eq!(
        (krate.name.as_str(), krate.path.as_deref()),
        ("my-types", Some("../my"))
    );
    assert_eq!((krate.version, krate.default_features), (None, true));
}

#[test]
fn what_is_no_type_is_refused_with_its_place() {
    for (text, words) in [
        ("a = \"a b::c\"", "not the path of a type"),
        ("a = \"my::Id<\"", "not the path of a type"),
        ("a = \"crate::Id\"", "name of a crate"),
        ("a = \"my::Id\"", "say where that is found"),
        ("a = \"dat\"", "whole path"),
        (
            "a = { type = \"my::Id\", vers = \"1\" }",
            "unknown field `vers`",
        ),
    ] {
        let error = rule(text).expect_err(text);
        assert!(
            error.contains(words) && error.contains("line 1"),
            "{text}: {error}"
        );
    }
}
