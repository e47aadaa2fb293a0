//! Features of documents made here: what belongs to which, and that any set of them is whole.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::load::{LoadOptions, load};
use crate::model::{Item, Model, Paths, held, items};
use crate::source::Memory;

fn model_of(document: &str, settings: &str) -> (Model, usize) {
    let source = Memory::new().with("api.yaml", document.to_owned());
    let loaded = load(&source, "api.yaml".as_ref(), &LoadOptions::default());
    let document = loaded.document.expect("a document");
    let config = Config::from_toml(settings).expect("settings");
    let (model, diagnostics) = crate::model(&document, &config);
    (model, diagnostics.iter().count())
}

/// A document with handles of these names, each of which answers a type of its own that holds some of `Shared0`, `Shared1`, …
fn document(handles: &[(&str, &[usize])]) -> String {
    let mut paths = String::new();
    let mut schemas =
        String::from("    Alone: { type: object, properties: { a: { type: string } } }\n");
    for (name, shared) in handles {
        let own = format!("Own{name}");
        paths.push_str(&format!(
            "  /{name}:\n    get:\n      tags: ['{name}']\n      operationId: list_{name}\n      responses:\n        '200':\n          \
             description: ok\n          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{own}' }} }} }}\n"
        ));
        let held: String = shared
            .iter()
            .map(|number| format!("s{number}: {{ $ref: '#/components/schemas/Shared{number}' }}, "))
            .collect();
        schemas.push_str(&format!(
            "    {own}: {{ type: object, properties: {{ {held} inside: {{ type: object, properties: {{ {name}: {{ type: string }} }} }} }} }}\n"
        ));
    }
    for number in 0..4 {
        schemas.push_str(&format!(
            "    Shared{number}: {{ type: object, properties: {{ kind: {{ type: string, enum: [a, b] }} }} }}\n"
        ));
    }
    format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    )
}

const BY_HANDLE: &str = "features = \"resources\"\n[names]\ngrouping = \"tag\"\n";

/// What an item is compiled with, by its public path.
fn gate(model: &Model, path: &str) -> Option<Vec<String>> {
    let paths = Paths::new(model);
    let real = paths.lead(path.split("::").collect());
    assert!(paths.at(&real).is_some(), "no {path}");
    model
        .features
        .gate(&real)
        .map(|gate| gate.iter().cloned().collect())
}

#[test]
fn who_needs_what() {
    let handles: &[(&str, &[usize])] = &[
        ("ant", &[0, 1]),
        ("bee", &[0, 1]),
        ("cat", &[1]),
        ("dog", &[1]),
        ("time", &[1, 2]),
    ];
    let (model, said) = model_of(&document(handles), BY_HANDLE);
    assert_eq!(said, 0);
    let names: Vec<_> = model
        .features
        .list
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    // the runtime has a feature `time` of its own
    assert_eq!(
        names,
        ["ant", "bee", "cat", "dog", "other-types", "time-api"]
    );
    let named = |names: &[&str]| {
        Some(
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(gate(&model, "Ownant"), named(&["ant"]));
    assert_eq!(gate(&model, "ownant::Inside"), named(&["ant"]));
    assert_eq!(gate(&model, "Shared0"), named(&["ant", "bee"]));
    // more than a few need it: it is always there
    assert_eq!(gate(&model, "Shared1"), None);
    assert_eq!(gate(&model, "Shared2"), named(&["time-api"]));
    assert_eq!(gate(&model, "Shared3"), named(&["other-types"]));
    assert_eq!(gate(&model, "Alone"), named(&["other-types"]));
}

#[test]
fn what_an_item_holds_is_there_with_it() {
    let handles: &[(&str, &[usize])] = &[("ant", &[0, 1, 2]), ("bee", &[0, 3]), ("cat", &[2, 3])];
    let (model, _) = model_of(&document(handles), BY_HANDLE);
    let paths = Paths::new(&model);
    for (path, item) in paths.all() {
        let around = model.features.gate(path);
        for below in held(item).into_iter().flat_map(|ty| items(ty, &paths)) {
            let Some(gate) = model.features.gate(&below) else {
                continue;
            };
            assert!(
                around.is_some_and(|around| around.is_subset(gate)),
                "{path:?} holds {below:?}"
            );
        }
    }
}

#[test]
fn public_paths_stay() {
    let handles: &[(&str, &[usize])] = &[("ant", &[0, 1]), ("bee", &[1, 2])];
    let public = |settings: &str| -> BTreeSet<String> {
        let (model, _) = model_of(&document(handles), settings);
        let paths = Paths::new(&model);
        let all = paths
            .all()
            .filter(|(_, item)| !matches!(item, Item::Alias(_)));
        all.map(|(path, _)| paths.public(path.clone()).join("::"))
            .collect()
    };
    assert_eq!(public(BY_HANDLE), public("[names]\ngrouping = \"tag\"\n"));
}

#[test]
fn nothing_to_make_features_of() {
    let (model, said) = model_of(&document(&[]), "features = \"resources\"\n");
    assert!(model.features.is_empty());
    assert_eq!(said, 1, "a setting without effect is reported");
}

#[test]
fn the_model_reads_back() {
    let (model, _) = model_of(&document(&[("ant", &[0])]), BY_HANDLE);
    let json = serde_json::to_string(&model).expect("JSON");
    assert_eq!(
        serde_json::from_str::<Model>(&json).expect("the model"),
        model
    );
}
