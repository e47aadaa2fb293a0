//! Combinations of settings over a small document in one part or two: what is not refused compiles, and is used as the guide
//! shows.

use std::collections::BTreeMap;
use std::path::Path;

use castiron_codegen::Castiron;
use castiron_codegen::config::Config;
use castiron_codegen::emit::{EmitOptions, Files, Runtime};
use castiron_codegen::load::LoadOptions;
use castiron_codegen::source::Memory;
use castiron_tests::random::Random;
use castiron_tests::{alone, cargo, expectations, workspace};

use super::number;

/// Enums of each kind, objects of each presence, a family, unions, maps, and operations that use them.
const FIRST: &str = r##"
openapi: 3.1.0
info: {title: Harbour, version: "1"}
servers: [{url: "https://harbour.example"}]
paths:
  /boats:
    get:
      tags: [boats]
      operationId: listBoats
      parameters: [{name: colour, in: query, schema: {$ref: "#/components/schemas/Colour"}}, {name: page, in: query, schema: {type: integer}}]
      responses: {"200": {description: d, headers: {X-Left: {schema: {$ref: "#/components/schemas/Level"}}}, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Boat"}}}}}, default: {description: d, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}}
    post:
      tags: [boats]
      operationId: createBoat
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Boat"}}}}
      responses: {"201": {description: d, content: {application/json: {schema: {$ref: "#/components/schemas/Boat"}}}}}
  /crews/{crew}:
    put:
      tags: [crews]
      operationId: replaceCrew
      parameters: [{name: crew, in: path, required: true, schema: {type: string, format: uuid}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Crew"}}}}
      responses: {"204": {description: d}}
components:
  schemas:
    Colour: {type: string, enum: [red, green, dark blue]}
    Level: {type: integer, enum: [1, 2, 30]}
    Share: {type: number, enum: [0.5, 1]}
    Mixed: {enum: [a, 1, true, null]}
    Place: {type: object, required: [at], properties: {at: {type: string}, note: {type: [string, "null"]}}}
    Problem: {type: object, required: [code], properties: {code: {$ref: "#/components/schemas/Colour"}, detail: {type: string, default: none}}}
    Boat:
      type: object
      required: [id, colour, place]
      properties:
        id: {type: string, format: uuid, readOnly: true}
        secret: {type: string, writeOnly: true}
        colour: {$ref: "#/components/schemas/Colour"}
        level: {$ref: "#/components/schemas/Level"}
        share: {anyOf: [{$ref: "#/components/schemas/Share"}, {type: "null"}]}
        place: {$ref: "#/components/schemas/Place"}
        places: {type: object, additionalProperties: {$ref: "#/components/schemas/Place"}}
        state: {type: string, enum: [afloat, ashore], default: afloat}
        mixed: {$ref: "#/components/schemas/Mixed"}
        made: {type: string, format: date-time}
    Crew:
      oneOf: [{$ref: "#/components/schemas/Sailor"}, {$ref: "#/components/schemas/Cook"}]
      discriminator: {propertyName: kind, mapping: {sailor: "#/components/schemas/Sailor", cook: "#/components/schemas/Cook"}}
    Sailor: {type: object, required: [kind], properties: {kind: {type: string}, level: {$ref: "#/components/schemas/Level"}}}
    Cook: {type: object, required: [kind, dish], properties: {kind: {type: string}, dish: {anyOf: [{type: string}, {type: integer}, {$ref: "#/components/schemas/Place"}]}}}
"##;

/// A second document, with some of the same components.
const SECOND: &str = r##"
openapi: 3.0.3
info: {title: Dock, version: "2"}
servers: [{url: "https://dock.example"}]
paths:
  /docks/{dock}/boats:
    get:
      tags: [docks]
      operationId: listDockBoats
      parameters: [{name: dock, in: path, required: true, schema: {type: integer}}, {name: colours, in: query, schema: {type: array, items: {$ref: "#/components/schemas/Colour"}}}]
      responses: {"200": {description: d, content: {application/json: {schema: {$ref: "#/components/schemas/Dock"}}}}}
components:
  schemas:
    Colour: {type: string, enum: [red, green, dark blue]}
    Place: {type: object, required: [at], properties: {at: {type: string}, note: {type: string, nullable: true}}}
    Depth: {type: string, enum: [deep, shallow]}
    Dock: {type: object, required: [depth], properties: {depth: {$ref: "#/components/schemas/Depth"}, place: {$ref: "#/components/schemas/Place"}, colours: {type: array, items: {$ref: "#/components/schemas/Colour"}}}}
"##;

/// Types in the places of components: of the standard library, read by serde or as text, and one that knows no `Hash`.
const OWN: [(&str, &str); 6] = [
    ("Colour", "\"std::string::String\""),
    (
        "Colour",
        "{ type = \"std::string::String\", via = \"text\", hash = true }",
    ),
    ("Level", "\"std::num::NonZeroU8\""),
    ("Place", "\"std::collections::BTreeMap<String, String>\""),
    ("Share", "\"std::num::Wrapping<f64>\""),
    (
        "Cook",
        "\"std::collections::BTreeMap<String, std::string::String>\"",
    ),
];

/// A combination, and what a program may rely on.
struct Combined {
    settings: String,
    both: bool,
    types_only: bool,
    closed: bool,
    /// Whether `Colour` is an enum of the crate.
    has_colour: bool,
}

fn combined(seed: u64) -> Combined {
    let random = &mut Random::new(seed ^ 0xc0de);
    let mut out = String::new();
    let features = random.chance(40);
    if features {
        out += "features = \"resources\"\n";
    }
    let types_only = random.chance(15) && !features;
    if types_only {
        out += "[select]\ninclude = [\"schema:*\"]\n";
    } else if random.chance(15) {
        out += "[select]\ninclude = [\"tag:boats\", \"schema:Colour\"]\n";
    }
    out += "[schemas]\n";
    for (key, values) in [
        ("tolerant", &["true", "[\"Boat\"]"][..]),
        ("keep-undeclared", &["\"always\"", "\"typed\""]),
        ("decode-defaults", &["true"]),
        ("absent-is-null", &["true"]),
        ("null-is-empty", &["true"]),
        ("secret-properties", &["[\"secret\"]"]),
    ] {
        if random.chance(35) {
            out += &format!("{key} = {}\n", random.pick(values));
        }
    }
    if random.chance(25) {
        out += "[schemas.formats]\nuuid = \"string\"\n";
    }
    out += "[names]\n";
    for (key, values) in [
        (
            "grouping",
            &["\"path\"", "\"resource\"", "\"collection\""][..],
        ),
        ("empty-params", &["true"]),
        ("distinct", &["true"]),
    ] {
        if random.chance(25) {
            out += &format!("{key} = {}\n", random.pick(values));
        }
    }
    let closed = random.chance(50);
    out += &format!(
        "[types]\nclosed-enums = {closed}\nexhaustive = {}\nhash = {}\n",
        random.chance(50),
        random.chance(50),
    );
    let mut own = BTreeMap::new();
    for _ in 0..random.below(3) {
        let (component, ty) = *random.pick(&OWN);
        own.insert(component, ty);
    }
    let has_colour = !own.contains_key("Colour");
    out += "[types.replace]\n";
    out += &(own
        .iter()
        .map(|(component, ty)| format!("{component} = {ty}\n")))
    .collect::<String>();
    // a rule for a type that holds what has no `Hash` would be believed
    let rules = if own.contains_key("Share") {
        0
    } else {
        random.below(3)
    };
    for _ in 0..rules {
        let types = *random.pick(&[
            "Colour", "Level", "Depth", "*Params", "Boat*", "*::State", "*",
        ]);
        let derive = *random.pick(&["Eq", "Ord", "Hash", "Copy", "PartialOrd"]);
        out += &format!("[[types.derive]]\ntypes = [{types:?}]\n");
        out += &match random.below(4) {
            0 => format!("attributes = [\"#[derive({derive})]\"]\n"),
            1 => "attributes = [\"#[must_use]\"]\n".to_owned(),
            _ => format!("derive = [{derive:?}]\n"),
        };
    }
    Combined {
        settings: out,
        both: random.chance(40),
        types_only,
        closed,
        has_colour,
    }
}

/// The crate of a combination; the messages where it is refused.
fn cast(combined: &Combined, name: &str) -> Result<Files, String> {
    let source = Memory::new()
        .with("harbour.yaml", FIRST)
        .with("dock.yaml", SECOND);
    let mut reading = LoadOptions::default();
    if combined.both {
        reading.beside = vec!["dock.yaml".into()];
    }
    let options = EmitOptions {
        name: name.to_owned(),
        runtime: Runtime::Path(workspace().join("runtime")),
        ..EmitOptions::default()
    };
    let config = Config::from_toml(&combined.settings).map_err(|error| error.to_string())?;
    let castiron = Castiron::new("harbour.yaml");
    let castiron = castiron
        .config(config)
        .load_options(reading)
        .emit_options(options);
    match castiron.generate_from(&source) {
        Ok(output) => Ok(output.generated.files),
        Err(refused) => Err(refused.to_string()),
    }
}

/// A program that uses an enum of a crate as the guide shows, and a response that it makes with a header.
fn program(combined: &Combined, name: &str) -> String {
    let other = match combined.closed {
        true => "assert!(\"pink\".parse::<Colour>().is_err());",
        false => {
            "assert_eq!(\"pink\".parse::<Colour>().map(|one| one.to_string()), Ok(\"pink\".to_owned()));"
        }
    };
    let mut out = format!("use {name} as api;\nfn main() {{\n");
    if combined.has_colour {
        out += &format!(
            "    use api::Colour;\n    assert_eq!(\"dark blue\".parse(), Ok(Colour::DarkBlue));\n    \
             assert_eq!(Colour::KNOWN.len(), 3);\n    assert_eq!(Colour::KNOWN[1].to_string(), \"green\");\n    \
             assert!(Colour::Green < Colour::Red);\n    {other}\n"
        );
    }
    if !combined.types_only {
        out += "    use api::client::{Headers as _, Response};\n    use api::runtime::http;\n    \
                let with = |level: &str| -> Response<String> {\n        \
                http::Response::builder().header(\"X-Left\", level).body(String::new()).expect(\"a header\").into()\n    };\n    \
                assert!(matches!(with(\"2\").x_left(), Ok(Some(_))));\n    \
                assert!(with(\"none\").x_left().is_err());\n    \
                let made: Response<String> = http::Response::new(String::new()).into();\n    \
                assert!(matches!(made.x_left(), Ok(None)));\n";
    }
    out + "    let _ = api::runtime::from_str::<u8>;\n}\n"
}

#[test]
fn combinations_of_settings_compile() {
    let first = number("CASTIRON_MADE_FROM", 0);
    let seeds = first..first + number("CASTIRON_COMBINED", 12);
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("combined");
    std::fs::create_dir_all(&root).expect("a writable target folder");
    let (mut names, mut refused) = (Vec::new(), 0);
    for seed in seeds {
        let combined = combined(seed);
        let name = format!("combined{seed}");
        match cast(&combined, &name) {
            Ok(mut files) => {
                files.insert("examples/uses.rs".to_owned(), program(&combined, &name));
                files.insert("combined.toml".to_owned(), combined.settings.clone());
                expectations::replace(&root.join(&name), &files);
                let handles = match combined.settings.starts_with("features") {
                    true => alone::features(&files["Cargo.toml"]),
                    false => Vec::new(),
                };
                names.push((name, handles.join(",")));
            }
            // what can't be derived is refused with the field that forbids it
            Err(why) => {
                assert!(
                    why.contains("can't be derived for"),
                    "seed {seed}: {why}\n{}",
                    combined.settings
                );
                refused += 1;
            }
        }
    }
    println!("{} crates, {refused} refused", names.len());
    let members: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    assert!(members.len() > 2);
    cargo::workspace(&root, &members);
    cargo::run(&root, &["check", "--workspace"], &[]);
    for (name, handles) in &names {
        let arguments = [
            "run",
            "--package",
            name,
            "--features",
            handles,
            "--example",
            "uses",
        ];
        cargo::run(&root, &arguments, &[]);
    }
}
