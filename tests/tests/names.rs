//! What names are made of, over the documents of the fixtures and the smaller ones of the shared corpus: no identifier comes
//! from nothing, and no handle is called like a schema. `CASTIRON_FULL=1` takes the whole corpus.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use castiron_codegen::config::Config;
use castiron_codegen::load::{Document, LoadOptions, load};
use castiron_codegen::model::{Item, Model, Namespace};
use castiron_codegen::source::{Disk, Memory};
use castiron_tests::identifiers::count;
use castiron_tests::random::Random;
use castiron_tests::{fixture_document, fixtures, shared};

/// Documents in bytes that a sample takes.
const SMALL: u64 = 200_000;

fn documents() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fixtures("fixtures")
        .iter()
        .map(|case| fixture_document(case))
        .collect();
    let Some(index) = shared("corpus/index.tsv") else {
        println!("the shared corpus is not there: only fixtures are looked at");
        return all;
    };
    let is_full = std::env::var_os("CASTIRON_FULL").is_some();
    let folder = index.parent().expect("a folder").to_path_buf();
    let text = std::fs::read_to_string(&index).expect("an index");
    let names = text
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next());
    let is_small = |path: &PathBuf| path.metadata().is_ok_and(|file| file.len() < SMALL);
    all.extend(
        names
            .map(|name| folder.join(name))
            .filter(|path| is_full || is_small(path)),
    );
    all
}

fn model(document: &Document) -> Model {
    let bundled = Config::bundled(&document.api.info.title, document.servers());
    let config = bundled.ok().flatten().map(|(_, config)| config);
    castiron_codegen::model(document, &config.unwrap_or_default()).0
}

/// Handles of a crate, and the items that are components, by their names.
#[derive(Default)]
struct Called {
    handles: BTreeMap<String, String>,
    schemas: BTreeSet<String>,
}

impl Called {
    fn add(&mut self, namespace: &Namespace, at: &str) {
        for item in &namespace.items {
            let path = format!("{at}{}", item.ident());
            let meta = match item {
                Item::Resource(_) | Item::Group(_) => {
                    // the client has a module of its own, whatever the document defines
                    if at != "client::" {
                        self.handles.insert(item.ident().to_owned(), path);
                    }
                    continue;
                }
                Item::Params(_) => continue,
                Item::Object(item) => &item.meta,
                Item::Enum(item) => &item.meta,
                Item::Union(item) => &item.meta,
                Item::Alias(item) | Item::Newtype(item) => &item.meta,
                Item::Tag(item) => &item.meta,
            };
            if let Some(name) = meta.pointer.strip_prefix("/components/schemas/")
                && !name.contains('/')
            {
                self.schemas.insert(item.ident().to_owned());
            }
        }
        for child in &namespace.children {
            self.add(child, &format!("{at}{}::", child.ident));
        }
    }

    fn both(&self) -> Vec<&String> {
        let shared = self.handles.iter();
        let shared = shared.filter(|(name, _)| self.schemas.contains(*name));
        shared.map(|(_, path)| path).collect()
    }
}

#[test]
fn names_are_made_of_what_documents_say() {
    let mut identifiers = 0;
    let (mut made, mut shared) = (BTreeMap::new(), BTreeMap::new());
    let documents = documents();
    for path in &documents {
        let loaded = load(&Disk, path, &LoadOptions::default());
        let Some(document) = loaded.document.filter(|_| !loaded.diagnostics.has_errors()) else {
            continue;
        };
        let model = model(&document);
        let counted = count(&document, &model);
        identifiers += counted.all;
        if !counted.made.is_empty() {
            made.insert(path.clone(), counted.made);
        }
        let mut called = Called::default();
        called.add(&model.root, "");
        let both: Vec<String> = called.both().into_iter().cloned().collect();
        if !both.is_empty() {
            shared.insert(path.clone(), both);
        }
    }
    println!("{identifiers} identifiers of {} documents", documents.len());
    assert!(made.is_empty(), "from nothing: {made:#?}");
    assert!(shared.is_empty(), "called like a schema: {shared:#?}");
    assert!(identifiers > 1_000, "only {identifiers} looked at");
}

/// The handles of an API whose schemas are called like handles, each in its own way.
#[test]
fn a_handle_gives_way_to_a_schema() {
    let of = |schemas: &[&str]| {
        let mut text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /boats: {get: {tags: [boats], operationId: listBoats, responses: {'204': {description: d}}}}\ncomponents:\n  schemas:\n".to_owned();
        for name in schemas {
            text.push_str(&format!("    {name}: {{type: object}}\n"));
        }
        let source = Memory::new().with("a.yaml", text);
        let loaded = load(&source, Path::new("a.yaml"), &LoadOptions::default());
        let mut called = Called::default();
        called.add(&model(&loaded.document.expect("a document")).root, "");
        assert_eq!(called.both(), Vec::<&String>::new());
        called.handles.into_values().collect::<Vec<String>>()
    };
    assert_eq!(of(&["Boat"]), ["boats::BoatsResource"]);
    assert_eq!(of(&["BoatsResource"]), ["boats::BoatsHandle"]);
    // also where it stands in a namespace
    assert_eq!(of(&["harbour.BoatsResource"]), ["boats::BoatsHandle"]);
    assert_eq!(
        of(&["BoatsHandle", "BoatsResource"]),
        ["boats::BoatsResourceHandle"]
    );
}

/// Operations of one handle whose ids and paths come to the same words, in as many ways as people write them.
#[test]
fn contended_methods_are_told_apart_by_the_document() {
    let ids = [
        "getBoat",
        "get_boat",
        "GetBoat",
        "boats_get",
        "boats.get",
        "get-boats",
        "listBoats",
        "archiveBoat",
        "archiveBoats",
        "boats/archive",
    ];
    let templates = [
        "/boats",
        "/boats/{id}",
        "/boat/{id}",
        "/boats/{id}/archive",
        "/boats/archive",
        "/fleets/{fleet}/boats",
        "/fleets/{fleet}/boats/{id}",
        "/v2/boats/{id}",
        "/boats/{hull}/{id}",
        "/lists/boats",
    ];
    let mut random = Random::new(9);
    let mut contended = 0;
    for _ in 0..200 {
        let mut paths = serde_json::Map::new();
        for number in 0..2 + random.below(6) {
            let template = *random.pick(&templates);
            let verb = *random.pick(&["get", "post", "delete", "put"]);
            let mut operation = serde_json::json!({ "tags": ["boats"], "responses": { "204": { "description": "d" } } });
            if random.chance(80) {
                // an id is of one operation
                let id = ids[(number * 3 + random.below(3)) % ids.len()];
                let known: Vec<&serde_json::Value> = paths.values().collect();
                if serde_json::to_string(&known)
                    .expect("JSON")
                    .contains(&format!("\"{id}\""))
                {
                    continue;
                }
                operation["operationId"] = id.into();
            }
            let item = paths
                .entry(template)
                .or_insert_with(|| serde_json::json!({}));
            item[verb] = operation;
        }
        let text = serde_json::json!({
            "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": paths
        });
        let source = Memory::new().with("a.json", text.to_string());
        let loaded = load(&source, Path::new("a.json"), &LoadOptions::default());
        let document = loaded.document.expect("a document");
        let model = model(&document);
        let counted = count(&document, &model);
        assert_eq!(counted.made, [], "{text}");
        contended += counted.all;
    }
    assert!(contended > 1_000, "only {contended}");
}

/// The methods of a handle with these operations, each an id, a verb and a path, by their ids.
fn methods(tag: &str, operations: &[(String, &str, String)]) -> BTreeMap<String, String> {
    let mut paths = serde_json::json!({});
    for (id, verb, template) in operations {
        paths[template][verb] = serde_json::json!({
            "tags": [tag], "operationId": id, "responses": { "204": { "description": "d" } }
        });
    }
    let text = serde_json::json!({
        "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": paths
    });
    let source = Memory::new().with("a.json", text.to_string());
    let loaded = load(&source, Path::new("a.json"), &LoadOptions::default());
    let config = Config::from_toml("[names]\ngrouping = 'tag'\ndrop-prefix = ''\nno-handles = []")
        .expect("settings");
    let document = loaded.document.expect("a document");
    let (model, _) = castiron_codegen::model(&document, &config);
    fn add(namespace: &Namespace, out: &mut BTreeMap<String, String>) {
        for item in &namespace.items {
            if let Item::Resource(resource) = item {
                out.extend(resource.methods.iter().map(|method| {
                    let id = method.operation.id.clone();
                    (id, method.ident.clone())
                }));
            }
        }
        namespace.children.iter().for_each(|child| add(child, out));
    }
    let mut out = BTreeMap::new();
    add(&model.root, &mut out);
    out
}

/// A verb and the name of its handle is that verb, of one object or of several, whatever other operations there are; where both
/// are there, the one of a single object keeps it, and the other is called by its whole id.
#[test]
fn a_verb_of_the_handles_objects_is_the_method() {
    let nouns = [
        ("boat", "boats"),
        ("fishing_boat", "fishing_boats"),
        ("category", "categories"),
        ("address", "addresses"),
        ("person", "people"),
        ("setting", "settings"),
    ];
    let verbs = [
        "archive",
        "update",
        "delete",
        "bulk_import",
        "create_or_update",
        "submit",
        "refit",
    ];
    let spell = |words: &str, form: usize| match form {
        0 => words.to_owned(),
        1 => words.replace('_', "-"),
        _ => {
            let mut parts = words.split('_');
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |all, part| {
                all + &part[..1].to_uppercase() + &part[1..]
            })
        }
    };
    let mut tried = 0;
    for (one, several) in nouns {
        for (form, tag) in [(0, several), (1, one), (2, several)] {
            for verb in verbs {
                let of_one = spell(&format!("{verb}_{one}"), form);
                let of_several = spell(&format!("{verb}_{several}"), form);
                for (at_one, at_several) in [
                    (
                        format!("/{several}/{{id}}/{verb}"),
                        format!("/{several}/{verb}"),
                    ),
                    (format!("/{several}/{{id}}"), format!("/{several}")),
                    (
                        format!("/fleets/{{fleet}}/{several}/{{id}}"),
                        format!("/{several}"),
                    ),
                    (format!("/{several}/{verb}"), format!("/{several}/{{id}}")),
                ] {
                    let first = (of_one.clone(), "post", at_one);
                    let second = (of_several.clone(), "post", at_several);
                    let what = format!("{first:?} and {second:?} of {tag}");
                    for alone in [&first, &second] {
                        let found = methods(tag, std::slice::from_ref(alone));
                        assert_eq!(found[&alone.0], verb, "{what}: {alone:?} alone");
                    }
                    let both = methods(tag, &[second.clone(), first.clone()]);
                    assert_eq!(both[&first.0], verb, "{what}");
                    assert_eq!(both[&second.0], format!("{verb}_{several}"), "{what}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 400, "only {tried}");
}

/// Where the handle is that of a component, a method is made of verb and path, and an id that repeats those says nothing of it.
#[test]
fn an_id_that_is_no_source_of_a_name_decides_nothing() {
    for (id, nested) in [
        ("PostRefunds", "PostChargesChargeRefunds"),
        ("make", "makeOfCharge"),
    ] {
        let answer = |id: &str| {
            serde_json::json!({ "operationId": id, "responses": { "200": { "description": "d", "content": {
                "application/json": { "schema": { "$ref": "#/components/schemas/refund" } }
            } } } })
        };
        let text = serde_json::json!({
            "openapi": "3.0.3", "info": { "title": "T", "version": "1" },
            "paths": {
                "/v1/refunds": { "post": answer(id) },
                "/v1/charges/{charge}/refunds": { "post": answer(nested) }
            },
            "components": { "schemas": { "refund": { "type": "object", "x-resourceId": "refund" } } }
        });
        let source = Memory::new().with("a.json", text.to_string());
        let loaded = load(&source, Path::new("a.json"), &LoadOptions::default());
        let paths = castiron_tests::paths::of(&model(&loaded.document.expect("a document")));
        let made = paths
            .all
            .iter()
            .find(|path| path.contains("Resource.create "));
        let made = made.expect("a method");
        assert!(made.ends_with(" POST /v1/refunds"), "{id}: {made}");
    }
}

/// What reads several is a list, also where its id says that it is all of them.
#[test]
fn a_read_of_all_is_a_list() {
    for (id, verb, want) in [
        ("listBoats", "get", "list"),
        ("getBoats", "get", "list"),
        ("getAllBoats", "get", "list"),
        ("list_all_boats", "post", "list"),
        ("retrieve-all-boats", "get", "list"),
        ("deleteAllBoats", "delete", "delete_all"),
        ("bulkDeleteAllBoats", "post", "bulk_delete_all"),
    ] {
        let alone = [(id.to_owned(), verb, "/boats".to_owned())];
        assert_eq!(methods("boats", &alone)[id], want, "{id}");
        // beside another that wants the name of a list
        let other = (
            "listBoats".to_owned(),
            "get",
            "/fleets/{fleet}/boats".to_owned(),
        );
        let [only] = alone;
        let both = methods("boats", &[other, only]);
        let names: BTreeSet<&String> = both.values().collect();
        assert_eq!(names.len(), both.len(), "{both:?}");
    }
}

/// The branches of a union don't repeat its name.
#[test]
fn a_variant_does_not_repeat_its_union() {
    let text = "openapi: 3.0.3
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Colour:
      oneOf: [{ type: string, enum: [red, blue] }, { type: object, properties: { r: { type: integer } } }, { $ref: '#/components/schemas/ColourName' }]
    ColourName: { type: object, required: [name], properties: { name: { type: string } } }
";
    let source = Memory::new().with("a.yaml", text);
    let loaded = load(&source, Path::new("a.yaml"), &LoadOptions::default());
    let model = model(&loaded.document.expect("a document"));
    let json = serde_json::to_string(&model).expect("JSON");
    let names: BTreeSet<&str> = json
        .split("\"ident\":\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(
        names.contains("Enum") && !names.contains("ColourEnum"),
        "{names:?}"
    );
    // a component keeps its own name
    assert!(names.contains("ColourName"), "{names:?}");
}
