use castiron_codegen::diff::{Change, Concern, Diff, Impact, Kind};

use super::shown::{Located, Shown};
use super::sides::At;
use super::{json, markdown, text};

fn change(member: Option<&str>, kind: Kind, impact: Impact, detail: &str) -> Change {
    Change {
        impact,
        concern: if impact == Impact::Patch {
            Concern::Documentation
        } else {
            Concern::Api
        },
        kind,
        what: "struct",
        resource: "a".to_owned(),
        item: "a::B".to_owned(),
        member: member.map(str::to_owned),
        detail: detail.to_owned(),
        instead: None,
        endpoints: vec!["GET /a".to_owned()],
        operations: 3,
        old: None,
        new: None,
        paths: Vec::new(),
    }
}

fn sample() -> Diff {
    let mut retyped = change(
        Some("c"),
        Kind::Changed,
        Impact::Major,
        "`<b>` was `String`",
    );
    retyped.instead = Some("a `<b>`".to_owned());
    Diff {
        unrelated: None,
        changes: vec![
            retyped,
            change(Some("d"), Kind::Added, Impact::Minor, "String <i>"),
            change(
                None,
                Kind::Changed,
                Impact::Patch,
                "is documented in other words",
            ),
        ],
    }
}

fn at(file: &str, line: usize, column: usize) -> At {
    At {
        file: file.to_owned(),
        line,
        column,
        is_elsewhere: false,
    }
}

fn shown(diff: &Diff) -> Shown<'_> {
    let changes = diff.changes.iter().map(|change| Located {
        change,
        old: Some(at("old.yaml", 1, 2)),
        new: Some(at("new.yaml", 3, 4)),
    });
    Shown {
        diff,
        names: ["old.yaml".to_owned(), "new.yaml".to_owned()],
        changes: changes.collect(),
    }
}

#[test]
fn the_gravest_first_with_places_and_what_to_write() {
    let diff = sample();
    assert_eq!(
        text::write(&shown(&diff), false),
        "1 major, 0 split, 1 minor, 1 patch: a major version
2 changed, 1 added
line:column after - is in old.yaml, after + in new.yaml

major: programs may have to be changed
  a
    struct a::B.c: `<b>` was `String`  [GET /a and 2 more]
        instead: a `<b>`
        at old.yaml:1:2 -> new.yaml:3:4

minor: something new, or something that differs at run time
  a
    struct a::B.d: added: String <i>  [GET /a and 2 more]  -1:2 +3:4
"
    );
    assert_eq!(text::write(&shown(&Diff::default()), false), "no change\n");
}

#[test]
fn markdown_holds_no_markup_of_the_document() {
    let diff = sample();
    let text = markdown::write(&shown(&diff));
    assert!(
        text.starts_with("1 major, 0 split, 1 minor, 1 patch: a major version.\n2 changed, 1 added. Line:column after `-` is in old.yaml, after `+` in new.yaml.\n\n### Breaking\n"),
        "{text}"
    );
    assert!(
        text.contains("`<b>` was `String`") && text.contains("added: String &lt;i&gt;"),
        "{text}"
    );
}

#[test]
fn json_has_what_its_schema_requires() {
    let diff = sample();
    let value = json::write(&shown(&diff));
    let schema: serde_json::Value = serde_json::from_str(json::SCHEMA).expect("a schema");
    let keys = |value: &serde_json::Value| -> Vec<String> {
        let object = value.as_object().expect("an object");
        object.keys().cloned().collect()
    };
    let known = |at: &str| keys(schema.pointer(at).expect("properties"));
    assert_eq!(keys(&value), known("/$defs/comparison/properties"));
    let several = json::several(vec![("a".to_owned(), value.clone())]);
    assert_eq!(keys(&several), known("/oneOf/1/properties"));
    for change in value["changes"].as_array().expect("changes") {
        assert_eq!(keys(change), known("/$defs/change/properties"));
    }
}
