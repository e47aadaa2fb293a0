//! Derives by settings, by small documents.

use crate::config::Config;
use crate::diagnostic::Code;
use crate::model::{Item, Model};
use crate::testing;

/// The model of a document with these schemas, by settings.
fn model(schemas: &str, settings: &str) -> (Model, Vec<String>) {
    let head =
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    let document = testing::document(&format!("{head}{schemas}"));
    let config = Config::from_toml(settings).unwrap_or_else(|error| panic!("{error}"));
    let (model, diagnostics) = crate::model(&document, &config);
    let said = (diagnostics.iter())
        .filter(|said| matches!(said.code, Code::NotDerivable | Code::UnusedConfig))
        .map(|said| said.message.clone());
    (model, said.collect())
}

fn derives(model: &Model, name: &str) -> Vec<String> {
    let items = model.root.children.iter().flat_map(|child| &child.items);
    let all = model.root.items.iter().chain(items);
    let found = all.filter_map(|item| match item {
        Item::Object(object) if object.ident == name => Some(object.meta.derived.derives.clone()),
        _ => None,
    });
    found.flatten().collect()
}

const SCHEMAS: &str = "    whole: {type: object, properties: {name: {type: string}, tags: {type: object, additionalProperties: {type: string}}, any: {}}}
    part: {type: object, properties: {size: {type: number}}}
    holder: {type: object, properties: {part: {$ref: '#/components/schemas/part'}}}
    ring: {type: object, properties: {next: {$ref: '#/components/schemas/ring'}}}\n";

#[test]
fn hashes_where_all_that_is_held_has_them() {
    let (model, said) = model(SCHEMAS, "[types]\nhash = true\n");
    assert_eq!(derives(&model, "Whole"), ["Eq", "Hash"]);
    assert_eq!(derives(&model, "Ring"), ["Eq", "Hash"]);
    assert_eq!(derives(&model, "Part"), [""; 0]);
    assert_eq!(derives(&model, "Holder"), [""; 0]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn what_forbids_a_derive_is_named() {
    let settings =
        "[[types.derive]]\ntypes = [\"Holder\", \"Whole\"]\nderive = [\"Eq\", \"Ord\"]\n";
    let (model, said) = model(SCHEMAS, settings);
    assert_eq!(derives(&model, "Whole"), ["Eq"]);
    assert_eq!(
        said,
        [
            "`Eq` can't be derived for `Holder`: its field `part` holds `Part`",
            "`Ord` can't be derived for `Holder`: its field `part` holds `Part`",
            "`Ord` can't be derived for `Whole`: its field `tags` holds a map",
        ]
    );
}

#[test]
fn derives_of_other_crates_bring_them_along() {
    let settings = "[[types.derive]]\ntypes = [\"Part\", \"Hold*\"]\nderive = [\"schemars::JsonSchema\"]\nversion = \"1\"\n";
    let (model, said) = model(SCHEMAS, settings);
    assert_eq!(derives(&model, "Holder"), ["schemars::JsonSchema"]);
    assert_eq!(said, [""; 0]);
    let crates: Vec<_> = (model.api.dependencies.iter())
        .map(|one| (one.name.as_str(), one.version.as_deref()))
        .collect();
    assert_eq!(crates, [("schemars", Some("1"))]);
}

#[test]
fn settings_that_match_nothing() {
    let settings = "[[types.derive]]\ntypes = [\"Hol\"]\nderive = [\"Eq\"]\n[types.replace]\nnobody = \"geo::Point\"\n";
    let error = Config::from_toml(settings)
        .expect_err("no crate")
        .to_string();
    assert!(error.contains("say where that is found"), "{error}");
    let (_, said) = model(SCHEMAS, &settings.replace("geo::Point", "std::net::IpAddr"));
    assert_eq!(
        said,
        [
            "`types.replace`: there is no component `nobody`",
            "`Hol` in rule 1 of `types.derive` matches no type",
        ]
    );
    // each pattern of a rule is looked at, and what it may have meant is said
    let settings = "[[types.derive]]\ntypes = [\"Part\", \"Holdr\", \"No*\"]\nderive = [\"schemars::JsonSchema\"]\nversion = \"1\"\n";
    let (_, said) = model(SCHEMAS, settings);
    assert_eq!(
        said,
        [
            "`Holdr` in rule 1 of `types.derive` matches no type",
            "`No*` in rule 1 of `types.derive` matches no type",
        ]
    );
    let publics = ["Part".to_owned(), "holder::Holder".to_owned()];
    assert_eq!(super::remedy("Holdr", &publics), "there is `Holder`");
    assert_eq!(
        super::remedy("holder::Holdr", &publics),
        "there is `holder::Holder`"
    );
    let error = Config::from_toml("[types.replace]\na = \"date\"\n").expect_err("a format");
    assert!(
        error.to_string().contains("whole path of a type"),
        "{error}"
    );
}

const KINDS: &str = "    size: {type: integer, enum: [1, 2]}
    kind: {type: string, enum: [a, b]}
    level: {type: object, properties: {size: {$ref: '#/components/schemas/size'}, kind: {$ref: '#/components/schemas/kind'}}}
    place: {type: object, properties: {level: {$ref: '#/components/schemas/level'}, at: {type: string, format: uuid}}}\n";

#[test]
fn a_derive_brings_those_that_it_needs() {
    let settings = "[[types.derive]]\ntypes = [\"*\"]\nderive = [\"std::cmp::Ord\"]\n";
    let (model, said) = model(KINDS, settings);
    assert_eq!(derives(&model, "Place"), ["Eq", "PartialOrd", "Ord"]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn derives_of_attributes_are_joined_with_the_others() {
    let rule = |types: &str, rest: &str| format!("[[types.derive]]\ntypes = [\"{types}\"]\n{rest}");
    // what a type has, it is not given again
    let settings = rule("*", "attributes = [\"#[derive(Eq)]\"]\n");
    let (made, said) = model(KINDS, &settings);
    assert_eq!(said, [""; 0]);
    assert_eq!(derives(&made, "Place"), ["Eq"]);
    let hash = format!("[types]\nhash = true\n{settings}");
    assert_eq!(derives(&model(KINDS, &hash).0, "Place"), ["Eq", "Hash"]);
    let both = settings + &rule("Place", "derive = [\"std::cmp::Eq\", \"Eq\"]\n");
    assert_eq!(derives(&model(KINDS, &both).0, "Place"), ["Eq"]);
    // what can't be derived is refused in either spelling
    let (_, said) = model(SCHEMAS, &rule("Part", "attributes = [\"#[derive(Eq)]\"]\n"));
    assert_eq!(
        said,
        ["`Eq` can't be derived for `Part`: its field `size` holds `F64`"]
    );
    // those of other crates bring them along
    let other = rule(
        "Part",
        "attributes = [\"#[derive(schemars::JsonSchema)]\"]\n",
    );
    let refused = Config::from_toml(&other).expect_err("no version");
    assert!(
        refused.to_string().contains("`schemars` needs a `version`"),
        "{refused}"
    );
    let (made, _) = model(SCHEMAS, &format!("{other}version = \"1\"\n"));
    assert_eq!(derives(&made, "Part"), ["schemars::JsonSchema"]);
    assert_eq!(made.api.dependencies.len(), 1);
    // under a condition, only what no type has without it
    let under = rule(
        "*",
        "derive = [\"Eq\"]\nattributes = [\"#[cfg_attr(unix, derive(Eq, Hash))]\", \"#[cfg_attr(unix, derive(Eq))]\"]\n",
    );
    let (made, said) = model(KINDS, &under);
    assert_eq!(said, [""; 0]);
    let items = made.root.children.iter().flat_map(|child| &child.items);
    let all: Vec<_> = (items.chain(&made.root.items))
        .filter_map(|item| match item {
            Item::Object(item) => {
                Some((item.ident.as_str(), item.meta.derived.attributes.join(" ")))
            }
            Item::Enum(item) => Some((item.ident.as_str(), item.meta.derived.attributes.join(" "))),
            _ => None,
        })
        .collect();
    let hash = "# [cfg_attr (unix , derive (Hash))]".to_owned();
    assert!(all.contains(&("Place", hash)), "{all:?}");
    assert!(all.contains(&("Kind", String::new())), "{all:?}");
    // fields derive nothing
    let field = rule("*", "fields = [\"a*\"]\nattributes = [\"#[derive(Eq)]\"]\n");
    assert!(Config::from_toml(&field).is_err());
}

#[test]
fn rules_count_for_each_other() {
    let settings = "[[types.derive]]\ntypes = [\"Place\"]\nderive = [\"Ord\"]\n
        [[types.derive]]\ntypes = [\"Level\"]\nderive = [\"Ord\", \"core::hash::Hash\"]\n";
    let (model, said) = model(KINDS, settings);
    assert_eq!(derives(&model, "Place"), ["Eq", "PartialOrd", "Ord"]);
    assert_eq!(
        derives(&model, "Level"),
        ["Eq", "PartialOrd", "Ord", "Hash"]
    );
    assert_eq!(said, [""; 0]);
}

#[test]
fn types_of_ones_own_are_hashed_where_that_is_known() {
    let settings = |own: &str| format!("[types]\nhash = true\n[types.replace]\nlevel = {own}\n");
    let of = |own: &str| derives(&model(KINDS, &settings(own)).0, "Place");
    assert_eq!(of("{ type = \"a::B\", version = \"1\" }"), [""; 0]);
    assert_eq!(
        of("{ type = \"a::B\", version = \"1\", hash = true }"),
        ["Eq", "Hash"]
    );
    assert_eq!(of("\"std::net::IpAddr\""), ["Eq", "Hash"]);
    assert_eq!(of("\"std::cell::Cell<u8>\""), [""; 0]);
    // a rule for the type is believed
    let asked = settings("\"std::cell::Cell<u8>\"")
        + "[[types.derive]]\ntypes = [\"Place\"]\nderive = [\"Eq\"]\n";
    assert_eq!(derives(&model(KINDS, &asked).0, "Place"), ["Eq"]);
}

#[test]
fn attributes_of_fields_and_variants() {
    let rule = |types: &str, derive: &str, more: &str| {
        format!(
            "[[types.derive]]\ntypes = [\"{types}\"]\nderive = [\"{derive}\"]\nversion = \"1\"\n{more}"
        )
    };
    let (_, said) = model(KINDS, &rule("K*", "clap::ValueEnum", ""));
    let refused =
        "`clap::ValueEnum` can't be derived for `Kind`: its variant `Unrecognized` holds a value";
    assert_eq!(said, [refused]);
    let skip = "fields = [\"Unrecognized\"]\nattributes = [\"#[value(skip)]\"]\n";
    let (made, said) = model(KINDS, &rule("K*", "clap::ValueEnum", skip));
    assert_eq!(said, [""; 0]);
    let kind = made.root.children.iter().flat_map(|child| &child.items);
    let kind = kind.chain(&made.root.items).find_map(|item| match item {
        Item::Enum(item) if item.ident == "Kind" => Some(&item.meta.derived),
        _ => None,
    });
    let kind = kind.expect("an enum");
    assert_eq!(
        (&kind.derives[..], &kind.attributes[..], &kind.rest[..]),
        (
            &["clap::ValueEnum".to_owned()][..],
            &[][..],
            &["#[value(skip)]".to_owned()][..]
        )
    );
    // a field whose type lacks the trait
    let rules = rule("Level", "schemars::JsonSchema", "")
        + &rule("Size", "schemars::JsonSchema", "")
        + &rule("Kind", "schemars::JsonSchema", "");
    let place = rule("Place", "schemars::JsonSchema", "");
    let (_, said) = model(KINDS, &format!("{rules}{place}"));
    assert_eq!(
        said,
        ["`schemars::JsonSchema` can't be derived for `Place`: its field `at` holds `Uuid`"]
    );
    let with = "fields = [\"a*\"]\nattributes = ['#[schemars(with = \"String\")]']\n";
    let (made, said) = model(KINDS, &format!("{rules}{place}{with}"));
    assert_eq!(said, [""; 0]);
    assert_eq!(derives(&made, "Place"), ["schemars::JsonSchema"]);
    let (_, said) = model(
        KINDS,
        &format!("{rules}{place}{}", with.replace("a*", "b*")),
    );
    assert!(
        said.iter().any(|said| said.starts_with("`b*` in rule 4")),
        "{said:?}"
    );
}

#[test]
fn what_enums_implement_is_not_derived() {
    let rule = |types: &str, derive: &str| {
        format!(
            "[[types.derive]]\ntypes = [\"{types}\"]\nderive = [\"{derive}\"]\nversion = \"1\"\n"
        )
    };
    let (_, said) = model(KINDS, &rule("Size", "strum::EnumString"));
    assert_eq!(
        said,
        [
            "`strum::EnumString` can't be derived for `Size`: it implements `FromStr` without a derive"
        ]
    );
    let (_, said) = model(KINDS, &rule("Size", "strum::AsRefStr"));
    assert_eq!(said, [""; 0]);
}
