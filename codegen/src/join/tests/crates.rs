//! The crates of types that settings name.

use std::collections::BTreeSet;

use super::settings::{PETS, document, model};
use crate::config::Config;
use crate::emit::EmitOptions;
use crate::testing;

/// Each once, with all features that are asked for.
#[test]
fn crates_of_own_types_are_dependencies() {
    let settings = "
[schemas.formats]
uuid = { type = \"uuid::Uuid\", version = \"1\", features = [\"serde\"], default-features = false }
guid = { type = \"uuid::Uuid\", version = \"1\", features = [\"serde\", \"v4\"], default-features = false }
count = \"std::num::NonZeroU64\"
[types.replace]
Pet = { type = \"zoo::Pet\", version = \"2\" }
";
    let ids = ", Id: {type: object, properties: {a: {type: string, format: uuid}, b: {type: string, format: guid}, n: {type: integer, format: count}}}";
    let model = model(&document("get", PETS, ids), settings);
    let found: Vec<_> = (model.api.dependencies.iter())
        .map(|one| {
            (
                one.name.as_str(),
                one.version.as_deref(),
                one.features.join(" "),
                one.default_features,
            )
        })
        .collect();
    let mut features = found
        .iter()
        .find(|one| one.0 == "uuid")
        .expect("uuid")
        .2
        .split(' ')
        .collect::<Vec<_>>();
    features.sort_unstable();
    assert_eq!(features, ["serde", "v4"]);
    let others: Vec<_> = found.iter().map(|one| (one.0, one.1, one.3)).collect();
    assert_eq!(
        others,
        [("uuid", Some("1"), false), ("zoo", Some("2"), true)]
    );
}

/// Places that a type can have: each makes an operation on a path, or a schema, of one type.
const PLACES: [&str; 9] = [
    "get: {responses: {'200': {description: d, content: {application/json: {schema: TYPE}}}}}",
    "get: {responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: TYPE}}}}}}",
    "get: {responses: {'200': {description: d, content: {text/event-stream: {schema: TYPE}}}}}",
    "get: {responses: {'204': {description: d}, '404': {description: d, content: {application/json: {schema: TYPE}}}}}",
    "get: {responses: {'204': {description: d, headers: {X-Head: {required: true, schema: TYPE}}}}}",
    "get: {parameters: [{name: q, in: query, schema: TYPE}], responses: {'204': {description: d}}}",
    "post: {requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: array, items: {type: object, additionalProperties: TYPE}}}}}}}, responses: {'204': {description: d}}}",
    "post: {requestBody: {content: {application/json: {schema: {oneOf: [TYPE, {type: object, properties: {z: {type: boolean}}}]}}}}, responses: {'204': {description: d}}}",
    "post: {requestBody: {content: {application/json: {schema: {type: array, minItems: 2, prefixItems: [{type: integer}, TYPE], items: false}}}}, responses: {'204': {description: d}}}",
];

/// The manifest names exactly the crates that the source names, under every selection of one operation, all or none.
#[test]
fn crates_are_needed_where_their_types_are_used() {
    let (mut paths, mut schemas) = (String::new(), String::new());
    let mut settings =
        "[schemas.formats]\nodd = { type = \"odd::Odd\", version = \"1\" }\n".to_owned();
    settings +=
        "[[types.derive]]\ntypes = [\"Plain\"]\nderive = [\"derived::Trait\"]\nversion = \"1\"\n";
    let mut replaced = "[types.replace]\n".to_owned();
    for (at, place) in PLACES.iter().enumerate() {
        let own = format!("{{$ref: '#/components/schemas/Own{at}'}}");
        paths += &format!("  /own{at}: {{{}}}\n", place.replace("TYPE", &own));
        schemas += &format!("    Own{at}: {{type: string}}\n");
        replaced += &format!("Own{at} = {{ type = \"krate{at}::Own\", version = \"1\" }}\n");
    }
    schemas += "    Plain: {type: object, properties: {a: {type: string}}}\n";
    schemas += "    Odd: {type: object, properties: {odd: {type: string, format: odd}}}\n";
    paths += "  /odd: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Odd'}}}}}}}\n";
    let yaml = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    );
    let document = testing::document(&yaml);
    let mut selections = vec![String::new(), "include = [\"schema:*\"]".to_owned()];
    for path in (0..PLACES.len())
        .map(|at| format!("own{at}"))
        .chain(["odd".to_owned()])
    {
        selections.push(format!("include = [\"/{path}\"]"));
        selections.push(format!("exclude = [\"/{path}\"]\nprune = true"));
    }
    let mut seen = BTreeSet::new();
    for selection in &selections {
        let text = format!("[select]\n{selection}\n{settings}{replaced}");
        let config = Config::from_toml(&text).expect("settings");
        let generated = crate::generate(&document, &config, &EmitOptions::default());
        let is_source = |file: &&String| file.ends_with(".rs");
        let files = generated.files.iter().filter(|(file, _)| is_source(file));
        let source: String = files.map(|(_, text)| text.as_str()).collect();
        let all = (0..PLACES.len()).map(|at| format!("krate{at}"));
        let named: BTreeSet<String> = all
            .chain(["odd".to_owned(), "derived".to_owned()])
            .filter(|krate| source.contains(&format!("::{krate}::")))
            .collect();
        let needed = generated.model.api.dependencies.iter();
        let needed: BTreeSet<String> = needed.map(|one| one.name.clone()).collect();
        assert_eq!(needed, named, "{selection}");
        let manifest = &generated.files["Cargo.toml"];
        let in_manifest = |name: &String| manifest.contains(name.as_str());
        assert!(needed.iter().all(in_manifest), "{manifest}");
        seen.insert(needed.len());
    }
    assert!(seen.len() > 3, "{seen:?}");
}
