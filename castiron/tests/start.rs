//! How a crate starts, and what keeps its names: `init`, bundled settings, and the warning of names that would change.

mod common;

use std::fs;
use std::path::PathBuf;

use common::run::{castiron, files, folder};

/// A document that says how its API does things.
const SHOP: &str = "openapi: 3.0.3
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example/v1 }]
paths:
  /orders:
    get:
      parameters: [{ name: offset, in: query, schema: { type: integer } }]
      responses:
        '200': { description: Ok., content: { application/json: { schema: { $ref: '#/components/schemas/Orders' } } } }
        default: { description: No., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    post:
      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses:
        '200': { description: Ok., content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
components:
  schemas:
    Order: { type: object, properties: { id: { type: string }, webhook_secret: { type: string } } }
    Orders: { type: object, properties: { orders: { type: array, items: { $ref: '#/components/schemas/Order' } }, total: { type: integer } } }
    Problem: { type: object, properties: { error: { type: object, properties: { message: { type: string } } } } }
";

/// An empty folder with that document, and without a `castiron.toml`.
fn shop(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::remove_file(folder.join("castiron.toml")).expect("removed");
    fs::remove_file(folder.join("pets.yaml")).expect("removed");
    fs::create_dir_all(folder.join("api")).expect("a folder");
    fs::write(folder.join("api/openapi.yaml"), SHOP).expect("written");
    folder
}

#[test]
fn a_start_is_made_of_what_the_document_says() {
    let folder = shop("init");
    let before = files(&folder);
    // the document lies where documents do, and the crate's folder is another
    castiron(&folder, &["init", "--dry-run"])
        .ended(0)
        .said("spec = \"api/openapi.yaml\"\nout = \"client\"\n")
        .said("offset = \"offset\"")
        .said("message = \"/error/message\"")
        .said("idempotency-header = \"Idempotency-Key\"")
        .said("secret-properties = [\"webhook_secret\"]");
    assert_eq!(files(&folder), before);
    castiron(&folder, &["init"])
        .ended(0)
        .said("castiron codegen");
    // all of it is right, and applies to something
    castiron(&folder, &["codegen", "--strict"]).ended(0);
    castiron(&folder, &["codegen", "--check"]).ended(0);
    castiron(&folder, &["init"]).ended(2).said("init --force");
    castiron(
        &folder,
        &["init", "--force", "--types-only", "--out", "types"],
    )
    .ended(0);
    let run = castiron(&folder, &["codegen"]).ended(0);
    assert!(!run.text().contains("operation"), "{}", run.text());
    assert!(folder.join("types/src/lib.rs").is_file());
}

#[test]
fn types_alone_can_be_asked_for_once() {
    let folder = shop("types_once");
    castiron(&folder, &["init"]).ended(0);
    let mut settings = fs::read_to_string(folder.join("castiron.toml")).expect("settings");
    settings += "\n[select]\ninclude = [\"path:*\"]\n";
    fs::write(folder.join("castiron.toml"), settings).expect("written");
    let all = castiron(&folder, &["codegen"]).ended(0);
    assert!(all.text().contains("operation"), "{}", all.text());
    castiron(&folder, &["codegen", "--types-only", "--check"])
        .ended(1)
        .said("codegen --types-only");
    let types = castiron(&folder, &["codegen", "--types-only"]).ended(0);
    assert!(!types.text().contains("operation"), "{}", types.text());
    castiron(&folder, &["codegen", "--types-only", "--check"]).ended(0);
    castiron(&folder, &["codegen", "--types-only", "--include", "tag:x"])
        .ended(2)
        .said("--include");
}

#[test]
fn a_start_that_cannot_be_made_writes_nothing() {
    let folder = shop("init_refused");
    fs::write(folder.join("broken.yaml"), "openapi: [").expect("written");
    let before = files(&folder);
    castiron(&folder, &["init", "broken.yaml"])
        .ended(2)
        .said("broken.yaml:1");
    castiron(&folder, &["init", "nothing.yaml"])
        .ended(2)
        .said("there is no such file");
    castiron(&folder, &["init", "-"])
        .ended(2)
        .said("save it to a file first");
    castiron(&folder, &["init", "https://a.example/openapi.json"])
        .ended(2)
        .said("curl ");
    castiron(&folder, &["init", "--name", "type"])
        .ended(2)
        .said("this is a keyword of Rust");
    assert_eq!(files(&folder), before);
    fs::write(folder.join("openapi.json"), "{}").expect("written");
    castiron(&folder, &["init"])
        .ended(2)
        .said("name one of openapi.json, api/openapi.yaml");
}

#[test]
fn bundled_settings_are_found_by_the_server() {
    let folder = shop("init_bundled");
    let text = SHOP.replace("https://shop.example/v1", "https://api.github.com");
    fs::write(folder.join("api/openapi.yaml"), text).expect("written");
    castiron(&folder, &["init", "--dry-run"])
        .ended(0)
        .said("extends = \"github\"");
}

/// Names that a crate has, and that one operation more would take.
#[test]
fn names_that_would_change_are_a_warning() {
    let folder = folder("moved");
    let document = |more: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Docks, version: '1'}}\npaths:\n  /identity/sessions: {{get: {{tags: [sessions], operationId: listSessions, responses: {{'204': {{description: d}}}}}}}}\n{more}"
        );
        fs::write(folder.join("docks.yaml"), text).expect("written");
    };
    document("");
    let run = |more: &[&str]| {
        let all = ["codegen", "--spec", "docks.yaml", "--out", "docks"];
        castiron(&folder, &[&all[..], more].concat())
    };
    run(&["--strict"]).ended(0);
    document(
        "  /a: {get: {tags: [sessions], operationId: list-sessions, responses: {'204': {description: d}}}}\n",
    );
    let before = files(&folder.join("docks"));
    run(&["--strict"])
        .ended(2)
        .said("error[C0402]")
        .said("`SessionsResource::list` would be")
        .said("\"GET /identity/sessions\" = { method = \"list\" }");
    run(&["--check"]).ended(1).said("warning[C0402]");
    assert_eq!(files(&folder.join("docks")), before);
    let settings = "[names.operations]\n\"GET /identity/sessions\" = { method = \"list\" }\n";
    fs::write(folder.join("kept.toml"), settings).expect("written");
    run(&["--strict", "--config", "kept.toml"]).ended(0);
    let kept = fs::read_to_string(folder.join("docks/src/sessions/mod.rs")).expect("a source");
    assert!(kept.contains("pub fn list(&self)"), "{kept}");
}
