//! References to other files.

use std::path::Path;

use serde_json::json;

use super::{bundled, document, ref_to};
use crate::diagnostic::{Code, FileId, Severity};
use crate::limits::{Limit, Limits};
use crate::load::{LoadOptions, load};
use crate::source::Memory;

#[test]
fn other_files_become_components() {
    let root = document(
        json!({"schemas": {"Pet": ref_to("schemas/Pet.yaml"), "Tag": {"type": "string"}}}),
        json!({"/pets": ref_to("paths/pets.yaml#/list")}),
    );
    let pet = "type: object\nproperties:\n  tag: {$ref: '../api.json#/components/schemas/Tag'}\n  parent: {$ref: Pet.yaml}\n  owner: {$ref: 'common.yaml#/definitions/Owner'}\n";
    let common = "definitions:\n  Owner: {type: object, properties: {pets: {type: array, items: {$ref: Pet.yaml}}, tag: {$ref: '#/definitions/Tag'}}}\n  Tag: {type: integer}\n";
    let paths = "list:\n  get:\n    parameters: [{$ref: '../parameters.json#/limit'}]\n    responses: {200: {description: ok, content: {application/json: {schema: {$ref: ../schemas/Pet.yaml}}}}}\n";
    let parameters =
        r#"{"limit": {"name": "limit", "in": "query", "schema": {"type": "integer"}}}"#;
    let (tree, loaded) = bundled(&[
        ("api/api.json", &root),
        ("api/schemas/Pet.yaml", pet),
        ("api/schemas/common.yaml", common),
        ("api/paths/pets.yaml", paths),
        ("api/parameters.json", parameters),
    ]);
    let schemas = &tree["components"]["schemas"];
    assert_eq!(
        schemas["Pet"]["properties"],
        json!({
            "tag": ref_to("#/components/schemas/Tag"),
            "parent": ref_to("#/components/schemas/Pet"),
            "owner": ref_to("#/components/schemas/Owner"),
        })
    );
    // The root has another `Tag`, so this one takes in more of its path.
    assert_eq!(
        schemas["Owner"]["properties"]["tag"],
        ref_to("#/components/schemas/common_Tag")
    );
    assert_eq!(schemas["common_Tag"], json!({"type": "integer"}));
    assert_eq!(
        tree["paths"]["/pets"]["get"]["parameters"],
        json!([ref_to("#/components/parameters/limit")])
    );
    assert_eq!(loaded.files.iter().len(), 5);
    let document = loaded.document.expect("a document");
    let place = document.place("/components/schemas/Pet/properties/tag");
    assert_eq!(
        (
            loaded.files.get(place.file).map(|f| f.name()),
            &*place.pointer
        ),
        (Some("api/schemas/Pet.yaml"), "/properties/tag")
    );
    let place = document.place("/paths/~1pets/get/responses");
    assert_eq!(
        (
            loaded.files.get(place.file).map(|f| f.name()),
            &*place.pointer
        ),
        (Some("api/paths/pets.yaml"), "/list/get/responses")
    );
    assert_eq!(document.place("/info").file, FileId::ROOT);
}

#[test]
fn names_do_not_depend_on_the_order() {
    let components = |first: &str, second: &str| {
        document(
            json!({"schemas": {first: {"allOf": [ref_to(&format!("{first}/Item.json"))]}, second: {"allOf": [ref_to(&format!("{second}/Item.json"))]}}}),
            json!({}),
        )
    };
    for root in [components("a", "b"), components("b", "a")] {
        let (tree, _) = bundled(&[
            ("api.json", &root),
            ("a/Item.json", r#"{"type": "string"}"#),
            ("b/Item.json", r#"{"type": "integer"}"#),
        ]);
        assert_eq!(
            tree["components"]["schemas"]["a"]["allOf"][0],
            ref_to("#/components/schemas/a_Item")
        );
        assert_eq!(tree["components"]["schemas"]["a_Item"]["type"], "string");
        assert_eq!(tree["components"]["schemas"]["b_Item"]["type"], "integer");
    }
}

#[test]
fn a_wider_root_can_be_allowed() {
    let memory = Memory::new()
        .with(
            "api/api.json",
            document(
                json!({"schemas": {"a": {"allOf": [ref_to("../shared/b.json")]}}}),
                json!({}),
            ),
        )
        .with("shared/b.json", r#"{"type": "string"}"#);
    let options = LoadOptions {
        allow_root: Some("/".into()),
        ..LoadOptions::default()
    };
    let loaded = load(&memory, Path::new("api/api.json"), &options);
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    let limited = LoadOptions {
        limits: Limits::default().with(Limit::Files, 1),
        ..options
    };
    assert!(
        !load(&memory, Path::new("api/api.json"), &limited)
            .diagnostics
            .is_empty()
    );
}

#[test]
fn symbolic_links_do_not_lead_out() {
    let folder = std::env::temp_dir().join(format!("castiron-links-{}", std::process::id()));
    let inner = folder.join("api");
    std::fs::create_dir_all(&inner).expect("a folder");
    std::fs::write(folder.join("secret.json"), r#"{"type": "string"}"#).expect("a file");
    let root = inner.join("api.json");
    std::fs::write(
        &root,
        document(
            json!({"schemas": {"a": {"allOf": [ref_to("link.json")]}}}),
            json!({}),
        ),
    )
    .expect("a file");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.join("secret.json"), inner.join("link.json"))
            .expect("a link");
        let loaded = load(&crate::source::Disk, &root, &LoadOptions::default());
        assert_eq!(
            loaded
                .diagnostics
                .iter()
                .map(|d| d.code)
                .collect::<Vec<_>>(),
            [Code::OutsideRoot]
        );
    }
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[test]
fn whole_maps_can_be_referred_to() {
    let (tree, loaded) = bundled(&[
        (
            "api.json",
            &document(
                json!({"schemas": ref_to("all.yaml")}),
                json!({"$ref": "paths.yaml"}),
            ),
        ),
        (
            "all.yaml",
            "Pet: {type: object, properties: {$ref: '#/Base/properties'}}\nBase: {type: object, properties: {id: {type: string}}}\n",
        ),
        (
            "paths.yaml",
            "/a: {get: {responses: {200: {description: ok, content: {$ref: 'media.yaml#/json'}}}}}\n",
        ),
        (
            "media.yaml",
            "json: {application/json: {schema: {$ref: 'api.json#/components/schemas/Pet'}}}\n",
        ),
    ]);
    assert_eq!(
        tree["components"]["schemas"]["Pet"]["properties"]["id"]["type"],
        "string"
    );
    let content = &tree["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"];
    assert_eq!(content["schema"], ref_to("#/components/schemas/Pet"));
    let document = loaded.document.expect("a document");
    let place = document.place("/components/schemas/Base/type");
    assert_eq!((place.file.0 > 0, &*place.pointer), (true, "/Base/type"));
}

#[test]
fn mappings_of_discriminators_follow() {
    let (tree, loaded) = bundled(&[
        (
            "api.json",
            &document(
                json!({"schemas": {
                    "Pet": {"oneOf": [ref_to("Dog.json"), ref_to("#/components/schemas/Cat")], "discriminator": {
                        "propertyName": "kind",
                        "mapping": {"dog": "Dog.json", "cat": "#/components/schemas/Cat", "bird": "Bird", "fish": "#/components/schemas/Fish"},
                    }},
                    "Cat": {"type": "object"},
                }}),
                json!({}),
            ),
        ),
        ("Dog.json", r#"{"type": "object"}"#),
    ]);
    assert_eq!(
        tree["components"]["schemas"]["Pet"]["discriminator"]["mapping"],
        json!({"dog": "#/components/schemas/Dog", "cat": "#/components/schemas/Cat", "bird": "Bird"})
    );
    assert_eq!(loaded.diagnostics.count(Severity::Warning), 1);
}

#[test]
fn mappings_that_lead_nowhere_are_left_out() {
    let mapping = json!({"a": "#/components/schemas/Cat", "b": "#/components/schemas/Cta", "c": "cat.yaml", "d": "Dog"});
    let schemas = json!({
        "Cat": {"type": "object"},
        "Pet": {
            "oneOf": [ref_to("#/components/schemas/Cat")],
            "discriminator": {"propertyName": "kind", "mapping": mapping}
        },
    });
    let (tree, loaded) = bundled(&[(
        "api.json",
        &document(json!({"schemas": schemas}), json!({})),
    )]);
    // a name alone is no reference: what it means is found with the schemas
    assert_eq!(
        tree.pointer("/components/schemas/Pet/discriminator/mapping"),
        Some(&json!({"a": "#/components/schemas/Cat", "d": "Dog"}))
    );
    let codes: Vec<Code> = loaded.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::DanglingReference, Code::UnreadableFile]);
}

/// References by URL, to copies that the caller names and to files that say what they are.
#[test]
fn urls_lead_to_copies() {
    let root = document(
        json!({"schemas": {
            "a": {"allOf": [ref_to("https://x.example/schemas/a.yaml")]},
            "b": {"allOf": [ref_to("https://x.example/schemas/deep/b.yaml?raw=1#/$defs/B")]},
            "one": {"allOf": [ref_to("https://y.example/one.json")]},
            "self": {"allOf": [ref_to("https://z.example/api/openapi.json#/components/schemas/a")]},
            "named": {"allOf": [ref_to("https://w.example/v1/common/named.json#/x")]},
            "other": {"allOf": [ref_to("https://w.example/v2/common/named.json#/x")]},
            "outside": {"allOf": [ref_to("https://x.example/schemas/../../secret.yaml")]},
            "near": {"allOf": [ref_to("https://x.example/schemas-too/a.yaml")]},
            "capitals": {"allOf": [ref_to("HTTPS://X.Example:443/schemas/./deep/../a.yaml")]},
            "secret": {"allOf": [ref_to("https://me:pass@x.example/schemas/a.yaml")]},
            "port": {"allOf": [ref_to("http://p.example:8080/one.json")]},
            "again": {"allOf": [ref_to("HTTPS://w.example/v1/common/named.json#/x")]},
            "escaped": {"allOf": [ref_to("https://x.example/schemas/%2e%2e/%2e%2e/secret.yaml")]},
        }}),
        json!({}),
    );
    let mut root: serde_json::Value = serde_json::from_str(&root).expect("a document");
    root["openapi"] = json!("3.2.0");
    root["$self"] = json!("https://z.example/api/openapi.json");
    let memory = Memory::new()
        .with("api/api.json", root.to_string())
        .with("copies/a.yaml", "type: string\n")
        .with("copies/deep/b.yaml", "$defs: {B: {$ref: ../a.yaml}}\n")
        .with("one.json", r#"{"type": "integer"}"#)
        .with("secret.yaml", "type: boolean\n")
        .with(
            "api/common/named.json",
            r#"{"$id": "https://w.example/v1/common/named.json", "x": {"type": "number"}}"#,
        );
    let options = LoadOptions {
        urls: vec![
            ("https://x.example/schemas".to_owned(), "copies".into()),
            ("https://y.example/one.json".to_owned(), "one.json".into()),
            ("HTTP://u@P.example:8080/x/../".to_owned(), "".into()),
        ],
        ..LoadOptions::default()
    };
    let loaded = load(&memory, Path::new("api/api.json"), &options);
    let mut said: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|found| (found.place.pointer.clone(), found.code, found.severity))
        .collect();
    said.sort();
    let at = |name: &str| format!("/components/schemas/{name}/allOf/0/$ref");
    assert_eq!(
        said,
        [
            (at("escaped"), Code::RemoteReference, Severity::Warning),
            (at("near"), Code::RemoteReference, Severity::Warning),
            (at("other"), Code::RemoteReference, Severity::Warning),
            (at("outside"), Code::RemoteReference, Severity::Warning),
        ]
    );
    let tree = loaded.document.expect("a document").root().to_json();
    let kind = |name: &str| {
        let mut node = &tree["components"]["schemas"][name]["allOf"][0];
        while let Some(text) = node["$ref"].as_str() {
            node = tree.pointer(&text[1..]).expect("a component");
        }
        node["type"].clone()
    };
    assert_eq!(kind("a"), "string");
    assert_eq!(kind("b"), "string");
    assert_eq!(kind("one"), "integer");
    assert_eq!(kind("named"), "number");
    assert_eq!(kind("capitals"), "string");
    assert_eq!(kind("secret"), "string");
    assert_eq!(kind("port"), "integer");
    assert_eq!(kind("again"), "number");
    assert_eq!(
        tree["components"]["schemas"]["self"]["allOf"][0],
        ref_to("#/components/schemas/a")
    );
}

/// A file that is called differently is followed if it is the only one that can be meant, and never out of the folder.
#[test]
fn the_only_file_of_a_name_is_meant() {
    for (text, want) in [
        ("pet.yml", Some("pet.yaml")),
        ("pet.json#/$defs/Pet", Some("pet.yaml#/$defs/Pet")),
        ("PET.yaml#/$defs/Pet", Some("pet.yaml#/$defs/Pet")),
        (".\\Pet.yml", Some("./pet.yaml")),
        ("a%20b.yml", Some("a b.yaml")),
        ("two.yml", None),
        ("../secret.yml", None),
        ("../API/pet.yaml", None),
    ] {
        let properties = json!({"p": ref_to(text)});
        let schemas = json!({"use": {"type": "object", "properties": properties}});
        let root = document(json!({"schemas": schemas}), json!({}));
        let pet = "type: object\n$defs: {Pet: {type: object}}\n";
        let files = [
            ("api/api.json", root.as_str()),
            ("api/pet.yaml", pet),
            ("api/a b.yaml", pet),
            ("api/two.yaml", pet),
            ("api/two.json", "{}"),
            ("secret.yaml", pet),
        ];
        let loaded = super::run(&files);
        let said: Vec<_> = loaded.diagnostics.iter().collect();
        let [said] = said.as_slice() else {
            panic!("{text}: {said:#?}")
        };
        assert_eq!(said.severity, Severity::Warning, "{text}");
        match want {
            Some(want) => {
                assert_eq!(said.code, Code::WrongReference, "{text}");
                let label = format!("treated as `{want}`, the only file of this name");
                assert_eq!(said.label, label);
            }
            None => {
                assert_eq!(said.code, Code::UnreadableFile, "{text}");
                let several = said.help.as_deref();
                let want =
                    (text == "two.yml").then_some("it can mean any of `two.json`, `two.yaml`");
                assert_eq!(several, want, "{text}");
            }
        }
        let tree = loaded.document.expect("a document").root().to_json();
        let property = &tree["components"]["schemas"]["use"]["properties"]["p"];
        assert_eq!(property.get("$ref").is_some(), want.is_some(), "{text}");
        let source = files.iter().fold(Memory::new(), |source, (path, text)| {
            source.with(path, *text)
        });
        let strict = LoadOptions {
            strict: true,
            ..LoadOptions::default()
        };
        let loaded = load(&source, Path::new("api/api.json"), &strict);
        assert!(loaded.diagnostics.has_errors(), "{text}");
    }
}
