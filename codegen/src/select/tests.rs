//! What selections leave of a small document.

use super::{Finding, Selection, select};
use crate::config::Config;
use crate::testing;

const BOOKS: &str = "
openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /books:
    get:
      tags: [books]
      operationId: listBooks
      responses: {'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
  /films/{id}/cast:
    get:
      tags: [films]
      operationId: films:cast
      responses: {'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Actor'}}}}}
components:
  schemas:
    Book: {type: object, properties: {author: {$ref: '#/components/schemas/Author'}}}
    Author: {type: object, properties: {x: {type: string}}}
    Actor: {type: object, properties: {x: {type: string}}}
    Alone: {type: object, properties: {x: {type: string}}}
";

/// The operations and components that are left, and what was found odd.
fn left(include: &[&str], exclude: &[&str]) -> (Vec<String>, Vec<Finding>) {
    let (mut graph, _) = testing::names(BOOKS, &Config::default());
    let owned = |texts: &[&str]| texts.iter().map(|&t| t.to_owned()).collect();
    let selection = Selection {
        include: owned(include),
        exclude: owned(exclude),
        prune: false,
    };
    let findings = select(&mut graph, &selection);
    let operations = graph.operations.iter().filter_map(|o| o.id.clone());
    let components = graph.components.iter().map(|(name, _)| name.clone());
    let mut names: Vec<String> = operations.chain(components).collect();
    names.sort();
    (names, findings)
}

#[test]
fn what_is_included_brings_its_types_along() {
    let books = (vec!["Author", "Book", "listBooks"], Vec::new());
    for selector in [
        "tag:books",
        "tag:bo*",
        "path:/books",
        "operation:list*",
        "listBooks",
        "GET /books",
    ] {
        let (names, findings) = left(&[selector], &[]);
        assert_eq!(
            (names, findings),
            (strings(&books.0), books.1.clone()),
            "{selector}"
        );
    }
    assert_eq!(
        left(&["path:/films/*/cast"], &[]).0,
        strings(&["Actor", "films:cast"])
    );
    assert_eq!(
        left(&["films:cast"], &[]).0,
        strings(&["Actor", "films:cast"])
    );
    assert_eq!(
        left(&["schema:A*"], &[]).0,
        strings(&["Actor", "Alone", "Author"])
    );
    assert_eq!(
        left(&["schema:Alone", "tag:films"], &[]).0,
        strings(&["Actor", "Alone", "films:cast"])
    );
}

#[test]
fn what_is_excluded_goes_unless_it_is_needed() {
    assert_eq!(
        left(&[], &["tag:films"]).0,
        strings(&["Author", "Book", "listBooks"])
    );
    let (names, findings) = left(&["tag:books"], &["schema:Author"]);
    assert_eq!(names, strings(&["Author", "Book", "listBooks"]));
    let still_used = Finding::StillUsed {
        setting: "/select/exclude/0".to_owned(),
        component: "Author".to_owned(),
    };
    assert_eq!(findings, [still_used]);
    assert_eq!(
        left(&["schema:A*"], &["schema:Alone"]).0,
        strings(&["Actor", "Author"])
    );
}

#[test]
fn a_selector_that_fits_nothing_says_which_would() {
    for (selector, want) in [
        ("tag:boks", Some("tag:books")),
        ("tags:books", Some("tag:books")),
        ("listBook", Some("operation:listBooks")),
        ("books", Some("tag:books")),
        ("path:/book", Some("path:/books")),
        ("schema:book", Some("schema:Book")),
        ("schema:Invoice", None),
    ] {
        let (_, findings) = left(&["tag:films", selector], &[]);
        let want = Finding::NoMatch {
            setting: "/select/include/1".to_owned(),
            selector: selector.to_owned(),
            meant: want.map(str::to_owned),
        };
        assert_eq!(findings, [want], "{selector}");
    }
}

#[test]
fn an_empty_selection_is_found() {
    let (names, findings) = left(&["tag:nothing"], &[]);
    assert!(names.is_empty());
    let setting = "/select/include/0".to_owned();
    assert_eq!(findings.last(), Some(&Finding::Nothing { setting }));
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&t| t.to_owned()).collect()
}
