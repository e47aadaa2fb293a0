//! What settings change, and what a document changes under settings that promise more.

use crate::config::Config;
use crate::diff::{Diff, Impact, diff};
use crate::testing;

const OLD: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        kind: {type: string, enum: [cat, dog]}
";

fn with(types: &str) -> Config {
    Config::from_toml(&format!("[types]\n{types}\n")).expect("settings")
}

fn of(old: (&str, &str), new: (&str, &str)) -> Diff {
    let model =
        |(text, types): (&str, &str)| crate::model(&testing::document(text), &with(types)).0;
    diff(&model(old), &model(new))
}

#[track_caller]
fn check(found: &Diff, impact: Impact, what: &str) {
    assert_eq!(found.impact(), Some(impact), "{found:#?}");
    let mut changes = found
        .changes
        .iter()
        .filter(|change| change.impact == impact);
    assert!(
        changes.any(|change| change.detail.contains(what)),
        "{found:#?}"
    );
}

#[test]
fn settings_that_promise_less_are_major() {
    for (types, what) in [
        ("exhaustive = true", "non_exhaustive"),
        ("closed-enums = true", "no longer `Copy`"),
        ("hash = true", "no longer `Eq`, `Hash`"),
    ] {
        check(&of((OLD, types), (OLD, "")), Impact::Major, what);
    }
    check(
        &of((OLD, ""), (OLD, "exhaustive = true")),
        Impact::Minor,
        "exhaustive",
    );
    check(
        &of((OLD, ""), (OLD, "hash = true")),
        Impact::Minor,
        "as well",
    );
    // the variant that holds other values is gone
    let closed = of((OLD, ""), (OLD, "closed-enums = true"));
    assert_eq!(closed.impact(), Some(Impact::Major), "{closed:#?}");
}

#[test]
fn what_is_listed_in_full_may_not_grow() {
    for (old, new) in [
        (
            "name: {type: string}\n",
            "name: {type: string}\n        age: {type: integer}\n",
        ),
        ("[cat, dog]", "[cat, dog, cow]"),
    ] {
        let grown = OLD.replace(old, new);
        let found = of((OLD, ""), (&grown, ""));
        assert_eq!(found.impact(), Some(Impact::Minor), "{found:#?}");
        let found = of((OLD, "exhaustive = true"), (&grown, "exhaustive = true"));
        assert_eq!(found.impact(), Some(Impact::Major), "{found:#?}");
    }
}

#[test]
fn a_number_takes_hash_away() {
    let new = OLD.replace(
        "name: {type: string}\n",
        "name: {type: string}\n        weight: {type: number, format: double}\n",
    );
    check(
        &of((OLD, "hash = true"), (&new, "hash = true")),
        Impact::Major,
        "no longer `Eq`, `Hash`",
    );
}

/// What settings change in how a crate reads and sends, without a change of its types, is a minor change on the wire.
#[test]
fn what_settings_read_and_send_otherwise_is_on_the_wire() {
    const LISTS: &str = "openapi: 3.0.3
info: {title: Lists, version: '1'}
paths:
  /tags:
    get:
      operationId: listTags
      tags: [tags]
      parameters:
        - {name: api-version, in: query, schema: {type: string}}
        - {name: page, in: query, schema: {type: integer}}
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: array, items: {type: string}}}}
  /box:
    get:
      operationId: getBox
      tags: [tags]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}
components:
  schemas:
    Box:
      type: object
      required: [tags]
      properties:
        tags: {type: array, items: {type: string}}
";
    let model = |settings: &str| {
        let config = Config::from_toml(settings).expect("settings");
        crate::model(&testing::document(LISTS), &config).0
    };
    for (settings, what) in [
        (
            "[schemas]\nnull-is-empty = [\"Box\"]",
            "is read as empty now",
        ),
        ("[schemas]\nnull-is-empty = true", "an answer of `null`"),
        ("[[client.pages]]\npage = \"page\"", "finds its next page"),
    ] {
        let found = diff(&model(""), &model(settings));
        check(&found, Impact::Minor, what);
        let wire = |change: &crate::diff::Change| change.concern == crate::diff::Concern::Wire;
        let mut said = found.changes.iter();
        assert!(
            said.any(|change| change.detail.contains(what) && wire(change)),
            "{found:#?}"
        );
    }
}
