//! `codegen`: a document becomes a crate.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::time::Instant;

use castiron_codegen::emit::EmitOptions;
use castiron_codegen::{Generated, generate, write};
use serde_json::{Value, json};

use crate::Outcome;
use crate::args::CodegenArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::input::{Here, Input};
use crate::paths::absolute;
use crate::program::Program;
use crate::report;
use crate::runtime::Choice;

/// Generates or checks a crate.
pub(crate) fn run(args: &CodegenArgs, console: &Console) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let here = Here::find()?;
    let spec = here.spec(args.spec.as_deref())?;
    let out = match (&args.out, &here.project) {
        (Some(out), _) => absolute(&here.folder, out),
        (None, Some(project)) => project.out.clone(),
        (None, None) => {
            return Err("name a folder for the crate with `--out DIR`"
                .to_owned()
                .into());
        }
    };
    console.passing("reading the document…");
    let mut input = Input::read(&here, &spec, &args.reading)?;
    let options = options(args, &here, &out, console.program())?;
    console.passing("generating…");
    let generated = input
        .sound()
        .map(|document| generate(document, &input.config, &options));
    if let Some(generated) = &generated {
        input.add(&generated.diagnostics, &args.reading);
    }
    console.diagnostics(&input.diagnostics, &input.sources());
    let Some(generated) = generated.filter(|_| !input.diagnostics.has_errors()) else {
        if console.is_json() {
            console.print_json(&summary("failed", &input, None, Value::Null));
        } else {
            console.error(&format!(
                "{} cannot be generated from; nothing was written{}",
                input.name,
                report::ways_through(&input.diagnostics, &args.reading)
            ));
        }
        return Ok(Outcome::Failed);
    };
    let shown = here.shown(&out);
    console.say(&report::document(
        &input,
        &generated.stats,
        generated.files.len(),
        console.verbose,
    ));
    // the process is about to end: taking all of this to pieces first would only take time
    let (input, generated) = (ManuallyDrop::new(input), ManuallyDrop::new(generated));
    if args.check {
        return check(&out, &shown, args, &input, &generated, console);
    }
    console.passing("writing…");
    let written = write::write(&out, &generated.files).map_err(|error| write_error(&error))?;
    console.say(&report::written(
        &shown,
        &written,
        start.elapsed(),
        console.verbose,
    ));
    if console.is_json() {
        let files = json!({ "changed": written.changed, "removed": written.removed, "unchanged": written.unchanged });
        console.print_json(&summary("done", &input, Some(&generated), files));
    }
    Ok(Outcome::Done)
}

/// Compares what is there with what should be.
fn check(
    out: &Path,
    shown: &str,
    args: &CodegenArgs,
    input: &Input,
    generated: &Generated,
    console: &Console,
) -> Result<Outcome, Failure> {
    let drift = write::compare(out, &generated.files).map_err(|error| write_error(&error))?;
    let is_same = drift.is_none();
    if console.is_json() {
        let changed: Vec<_> = drift.changed.iter().map(|changed| &changed.path).collect();
        let files = json!({
            "missing": drift.missing, "changed": changed, "stray": drift.stray, "foreign": drift.foreign,
            "interrupted": drift.interrupted, "unchanged": drift.unchanged,
        });
        let status = if is_same { "done" } else { "drift" };
        console.print_json(&summary(status, input, Some(generated), files));
    } else if is_same {
        console.say(&format!(
            "  {shown}: up to date ({})",
            report::count(drift.unchanged, "file")
        ));
    } else {
        console.print(&report::drift(
            shown,
            &input.name,
            &drift,
            &command(args, console),
        ));
    }
    Ok(if is_same {
        Outcome::Done
    } else {
        Outcome::Drift
    })
}

/// The command that brings the crate up to date.
fn command(args: &CodegenArgs, console: &Console) -> String {
    let mut words = vec![console.command("codegen")];
    let path = |path: &Path| path.display().to_string();
    let reading = &args.reading;
    let options = [
        ("--spec", args.spec.as_deref().map(path)),
        ("--out", args.out.as_deref().map(path)),
        ("--name", args.name.clone()),
        ("--config", reading.config.as_deref().map(path)),
        ("--allow-root", reading.allow_root.as_deref().map(path)),
    ];
    let copies = reading.reference.iter();
    let copies = copies
        .map(|(url, copy)| format!("{url}={}", path(copy)))
        .collect();
    let lists = [
        ("--include", &reading.include),
        ("--exclude", &reading.exclude),
        ("--reference", &copies),
    ];
    let options = options
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let lists = lists
        .into_iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone())));
    for (name, value) in options.chain(lists) {
        words.push(name.to_owned());
        words.push(quoted(&value));
    }
    let flags = [
        ("--member", args.member),
        ("--repair-references=false", !reading.repairs()),
    ];
    for (name, value) in args.runtime.words() {
        words.push(name.to_owned());
        words.extend(value.as_deref().map(quoted));
    }
    words.extend(
        flags
            .into_iter()
            .filter(|(_, is_set)| *is_set)
            .map(|(name, _)| name.to_owned()),
    );
    words.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c));
    if is_plain {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// What the model does not say of the crate.
fn options(
    args: &CodegenArgs,
    here: &Here,
    out: &Path,
    program: &Program,
) -> Result<EmitOptions, String> {
    let own = here.project.as_ref().filter(|project| project.out == out);
    let name = args
        .name
        .clone()
        .or_else(|| own?.name.clone())
        .unwrap_or_else(|| package_name(out));
    let choice = args.runtime.choice(&here.folder);
    let choice = choice.unwrap_or_else(|| Choice::of_program(program));
    Ok(EmitOptions {
        name,
        version: own
            .and_then(|own| own.version.clone())
            .unwrap_or_else(|| EmitOptions::default().version),
        runtime: choice.resolve(out)?,
        own_workspace: own.is_none() && !args.member,
    })
}

/// A package's name from its folder's.
fn package_name(out: &Path) -> String {
    let name = out
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect();
    let name = name.trim_matches('-');
    match name.chars().next() {
        None => "generated".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("api-{name}"),
        Some(_) => name.to_owned(),
    }
}

fn write_error(error: &write::WriteError) -> String {
    let help = match error {
        write::WriteError::Foreign(_) => {
            "\nmove them away, or name another folder with `--out DIR`"
        }
        _ => "",
    };
    format!("{error}{help}\nnothing was written")
}

/// All of a run, for programs.
fn summary(status: &str, input: &Input, generated: Option<&Generated>, files: Value) -> Value {
    let stats =
        generated.map(|generated| serde_json::to_value(&generated.stats).unwrap_or_default());
    json!({
        "status": status,
        "document": input.name,
        "stats": stats,
        "files": files,
        "diagnostics": input.diagnostics.to_json(&input.sources()),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::package_name;

    #[test]
    fn names_of_packages() {
        for (folder, want) in [
            ("/a/pets", "pets"),
            ("/a/my pets!", "my-pets"),
            ("/a/3d", "api-3d"),
            ("/", "generated"),
            ("/a/ü", "generated"),
        ] {
            assert_eq!(package_name(Path::new(folder)), want);
        }
    }
}
