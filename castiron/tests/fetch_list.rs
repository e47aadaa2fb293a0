//! `fetch-list`: what to download, and where to put it, until nothing is missing.

mod common;

use std::fs;
use std::path::Path;

use common::run::{castiron, folder};

/// What lies on the servers: each refers to the next ones.
const SERVED: [(&str, &str); 4] = [
    (
        "https://a.example/x/owner.yaml",
        "Owner: {type: object, properties: {pet: {$ref: 'pet.yaml#/Pet'}}}",
    ),
    (
        "https://a.example/x/pet.yaml",
        "Pet: {type: object, properties: {toy: {$ref: '../y/toy.yaml#/Toy'}}}",
    ),
    (
        "https://a.example/y/toy.yaml",
        "Toy: {type: object, properties: {shop: {$ref: 'https://b.example:81/shop.json#/Shop'}}}",
    ),
    (
        "https://b.example:81/shop.json",
        "{\"Shop\": {\"type\": \"object\"}}",
    ),
];

const DOCUMENT: &str = "openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Here: {$id: 'https://a.example/here', type: string}
    Own: {$ref: 'https://a.example/here'}
    Owner: {$ref: 'https://a.example/x/owner.yaml#/Owner'}
";

fn document(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    fs::write(folder.join("pets.yaml"), DOCUMENT).expect("written");
    folder
}

/// The URLs and paths of the lines.
fn listed(output: &str) -> Vec<(String, String)> {
    let lines = output.lines();
    lines
        .map(|line| line.split_once(' ').expect("a space"))
        .map(|(url, path)| (url.to_owned(), path.to_owned()))
        .collect()
}

/// Downloads what is listed, until there is nothing left; the URLs in their order.
fn fetched(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    loop {
        let run = castiron(folder, arguments).ended(0);
        let files = listed(&run.output);
        if files.is_empty() {
            run.said("nothing to download");
            return all;
        }
        for (url, path) in files {
            let served = SERVED.iter().find(|(served, _)| *served == url);
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("written");
            fs::write(path, served.expect("one that is served").1).expect("written");
            all.push(url);
        }
        assert!(all.len() <= SERVED.len(), "{all:?}");
    }
}

#[test]
fn what_is_listed_is_all_that_is_missing() {
    let folder = document("fetch_list");
    let codegen = ["codegen", "pets.yaml", "--out", "pets"];
    castiron(&folder, &codegen).ended(0).said("`fetch-list`");
    let strict = [&codegen[..], &["--strict"]].concat();
    castiron(&folder, &strict).ended(2).said("`fetch-list`");
    castiron(&folder, &["fetch-list"])
        .ended(0)
        .said("\"https://a.example/\" = \"references/a.example\"")
        .said("1 document to download");
    let settings = "spec = \"pets.yaml\"\nout = \"pets\"\nname = \"pets\"\n\n[references]\n\
                    \"https://a.example/\" = \"references/a.example\"\n\
                    \"https://b.example:81/\" = \"references/b.example_81\"\n";
    fs::write(folder.join("castiron.toml"), settings).expect("written");
    let want: Vec<_> = SERVED.iter().map(|(url, _)| (*url).to_owned()).collect();
    assert_eq!(fetched(&folder, &["fetch-list"]), want);
    castiron(&folder, &["codegen", "--strict", "--dry-run"]).ended(0);
}

#[test]
fn the_list_is_given_as_json_too() {
    let folder = document("fetch_list_json");
    let run = castiron(&folder, &["fetch-list", "--message-format", "json"]).ended(0);
    let json: serde_json::Value = serde_json::from_str(&run.output).expect("JSON");
    assert_eq!(json["files"][0]["url"], SERVED[0].0);
    assert_eq!(
        json["files"][0]["path"],
        "references/a.example/x/owner.yaml"
    );
    assert_eq!(
        json["references"]["https://a.example/"],
        "references/a.example"
    );
}

#[test]
fn a_document_that_cannot_be_read_has_no_list() {
    let folder = folder("fetch_list_broken");
    fs::write(folder.join("pets.yaml"), "openapi: [").expect("written");
    castiron(&folder, &["fetch-list"])
        .ended(2)
        .said("cannot be read");
}

#[test]
fn all_flags_that_are_needed_are_named() {
    let folder = document("fetch_list_flags");
    let text = DOCUMENT.replace("    Own:", "    Out: {$ref: '../more.yaml#/A'}\n    Own:");
    fs::write(folder.join("pets.yaml"), text).expect("written");
    let outside = folder.with_file_name("more.yaml");
    fs::write(outside, "A: {type: string}").expect("written");
    castiron(&folder, &["codegen", "--repair-references=false"])
        .ended(2)
        .said("--allow-root DIR")
        .said("both are needed");
}
