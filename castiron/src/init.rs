//! `init`: writes a first `castiron.toml`, with settings suggested by the document.

use std::path::{Path, PathBuf};

use castiron_codegen::emit::MARKER;
use castiron_codegen::suggest::{Suggestions, suggest};
use serde_json::json;

use crate::Outcome;
use crate::args::{InitArgs, Reading};
use crate::console::Console;
use crate::failure::Failure;
use crate::here::{Here, STDIN};
use crate::input::Input;
use crate::paths::absolute;
use crate::project::{FILE, Project};
use crate::target::Target;

/// Where documents mostly lie.
const FOLDERS: [&str; 6] = ["", "api", "spec", "specs", "docs", "openapi"];
/// What they are mostly called.
const NAMES: [&str; 6] = [
    "openapi.yaml",
    "openapi.yml",
    "openapi.json",
    "swagger.yaml",
    "swagger.yml",
    "swagger.json",
];

/// Writes a `castiron.toml` into the current folder.
pub(crate) fn run(args: &InitArgs, console: &Console) -> Result<Outcome, Failure> {
    // a `castiron.toml` further up says nothing of this one, whatever is in it
    let here = Here {
        folder: std::env::current_dir()
            .map_err(|error| format!("there is no current folder: {error}"))?,
        project: None,
    };
    let file = here.folder.join(FILE);
    if file.exists() && !args.force && !args.dry_run {
        return Err(format!(
            "there is a {FILE} here; `{}` writes it anew",
            console.command("init --force")
        )
        .into());
    }
    let given = || args.specs.spec.iter().chain(&args.words);
    if given().any(|spec| spec.as_os_str() == STDIN) {
        return Err(format!("{FILE} names the document; save it to a file first").into());
    }
    let named = given().map(|spec| here.document(spec));
    let mut specs = named.collect::<Result<Vec<_>, _>>()?.into_iter();
    let spec = match specs.next() {
        Some(spec) => spec,
        None => found(&here)?,
    };
    console.passing("reading the document…");
    let target = Target {
        spec,
        beside: specs.collect(),
        of: None,
    };
    let input = Input::read(&here, &target, &Reading::default())?;
    let Some(document) = input.sound() else {
        console.diagnostics(&input.diagnostics, &input.sources());
        console.error(&format!(
            "{} cannot be generated from; nothing was written",
            input.name
        ));
        return Ok(Outcome::Failed);
    };
    let out = args
        .out
        .as_ref()
        .map(|out| here.shown(&absolute(&here.folder, out)));
    let text = text(&Start {
        specs: std::iter::once(input.name.clone())
            .chain(target.beside.iter().map(|path| here.shown(path)))
            .map(|path| slashes(&path))
            .collect(),
        out: slashes(&out.unwrap_or_else(|| free(&here.folder))),
        name: args.name.as_deref(),
        types_only: args.types_only,
        suggestions: &suggest(document),
        command: &console.command("codegen"),
        schema: &console.command("schema"),
    });
    // names and folders are the user's
    Project::read(&text, FILE, &here.folder)?;
    if args.dry_run {
        console.print(&text);
        return Ok(Outcome::Done);
    }
    std::fs::write(&file, &text).map_err(|error| format!("cannot write {FILE}: {error}"))?;
    console.say(&format!(
        "{FILE}: written for {}\nlook through it, then run `{}`",
        input.name,
        console.command("codegen")
    ));
    if console.is_json() {
        console.print_json(&json!({ "status": "done", "document": input.name, "file": FILE }));
    }
    Ok(Outcome::Done)
}

/// The one document that lies where documents mostly do.
fn found(here: &Here) -> Result<PathBuf, Failure> {
    let paths = FOLDERS
        .iter()
        .flat_map(|folder| NAMES.iter().map(move |name| Path::new(folder).join(name)));
    let there: Vec<_> = paths
        .filter(|path| here.folder.join(path).is_file())
        .collect();
    match there.as_slice() {
        [one] => Ok(here.folder.join(one)),
        [] => Err("no document was found; name it: `init openapi.yaml`".into()),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            Err(format!(
                "several documents were found; name one of {}",
                names.join(", ")
            )
            .into())
        }
    }
}

/// A folder that is not there yet.
fn free(folder: &Path) -> String {
    let names = ["api", "client", "generated"];
    let name = names
        .iter()
        .find(|name| !folder.join(name).exists() || is_generated(&folder.join(name)));
    (*name.unwrap_or(&"api-client")).to_owned()
}

/// Whether castiron wrote the crate in a folder.
fn is_generated(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| {
        text.strip_prefix("# ")
            .is_some_and(|text| text.starts_with(MARKER))
    })
}

/// A path as every system takes it.
fn slashes(path: &str) -> String {
    path.replace('\\', "/")
}

/// What a new file says.
struct Start<'a> {
    specs: Vec<String>,
    out: String,
    name: Option<&'a str>,
    types_only: bool,
    suggestions: &'a Suggestions,
    command: &'a str,
    schema: &'a str,
}

fn text(start: &Start<'_>) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let specs = |paths: &[String]| match paths {
        [only] => quoted(only),
        several => {
            let all: Vec<_> = several.iter().map(|path| quoted(path)).collect();
            format!("[{}]", all.join(", "))
        }
    };
    let mut out = format!(
        "# What `{}` generates. All settings are in the guide; `{}` prints them for editors.\n\n\
         # the document and the folder of the crate, relative to this file\nspec = {}\nout = {}\n",
        start.command,
        start.schema,
        specs(&start.specs),
        quoted(&start.out)
    );
    match start.name {
        Some(name) => out.push_str(&format!("name = {}\n", quoted(name))),
        None => out.push_str(
            "# the name of the crate, where it is not that of its folder\n# name = \"shop-api\"\n",
        ),
    }
    if let Some(name) = start.suggestions.extends {
        out.push_str(&format!(
            "\n# settings that come with castiron for this API\nextends = {}\n",
            quoted(name)
        ));
    }
    out.push_str(
        "\n[package]\nversion = \"0.1.0\"\npublish = false\n# license = \"MIT OR Apache-2.0\"\n# repository = \"https://example.com/shop\"\n\
         \n# the crate carries the sources of its runtime and compiles anywhere; or `version`, `git` with `rev` or `tag`, `path`\n[runtime]\nembedded = true\n",
    );
    out.push_str(&start.suggestions.to_toml());
    if start.types_only {
        out.push_str("\n[select]\n# types without operations; `schema:NAME` for single ones\ninclude = [\"schema:*\"]\n");
    } else {
        out.push_str("\n# a part of the document, with the types that it needs\n# [select]\n# include = [\"tag:orders\"]\n");
    }
    out
}
