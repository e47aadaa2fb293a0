//! `codegen`: generates a crate from a document.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use castiron_codegen::diagnostic::{Code, Diagnostic, Diagnostics};
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::settings::{check_name, folder_name};
use castiron_codegen::write::Drift;
use castiron_codegen::{Generated, write};
use serde_json::{Value, json};

use crate::Outcome;
use crate::again;
use crate::args::CodegenArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::kept;
use crate::paths::absolute;
use crate::program::Program;
use crate::report;
use crate::runtime::Choice;
use crate::target::Target;
use crate::ways;
use crate::written_by;

/// Generates or checks crates: the one that the arguments describe, or those of `castiron.toml`.
///
/// Nothing is written before all of them are generated, so that the disk is as it was when one of them can't be.
pub(crate) fn run(args: &CodegenArgs, console: &Console) -> Result<Outcome, Failure> {
    if (args.bump || args.changelog.is_some()) && !crate::diff::bump::bump(args, console)? {
        return Ok(Outcome::Failed);
    }
    let here = Here::find()?;
    let jobs = jobs(args, &here)?;
    let mut made = Vec::new();
    let mut has_failed = false;
    for job in &jobs {
        let start = Instant::now();
        console.passing("reading the document…");
        let mut input = Input::read(&here, &job.target, &args.reading)?;
        let options = options(args, &here, job, console.program())?;
        console.passing("generating…");
        let generated = input.cast(&options);
        if let Some(generated) = &generated {
            input.add(&generated.diagnostics, &args.reading);
            let missing = missing_modules(job, &options, &input);
            input.add(&missing, &args.reading);
            let moved = kept::warned(
                &here,
                &job.target,
                &args.reading,
                &job.out,
                &generated.files,
            )?;
            input.add(&moved, &args.reading);
        }
        console.diagnostics(&input.diagnostics, &input.sources());
        let generated = generated.filter(|_| !input.diagnostics.has_errors());
        has_failed |= generated.is_none();
        // the process is about to end: taking all of this to pieces first would only take time
        made.push(ManuallyDrop::new(Made {
            input,
            generated,
            took: start.elapsed(),
        }));
    }
    let mut outcome = Outcome::Done;
    let mut summaries = Vec::new();
    for (job, made) in jobs.iter().zip(&made) {
        let (ended, summary) = match &made.generated {
            None => {
                if !console.is_json() {
                    let options = options(args, &here, job, console.program())?;
                    let input = &made.input;
                    let message = format!(
                        "{} cannot be generated from; nothing was written{}",
                        input.name,
                        ways::through(input, &here, &job.target, &args.reading, &options)?
                    );
                    console.error(&message);
                }
                (
                    Outcome::Failed,
                    summary(console, "failed", &made.input, None, Value::Null),
                )
            }
            // what another one needs is not written either
            Some(generated) if has_failed => (
                Outcome::Failed,
                summary(
                    console,
                    "skipped",
                    &made.input,
                    Some(generated),
                    Value::Null,
                ),
            ),
            Some(generated) => finish(job, made, generated, &here, args, console)?,
        };
        outcome = outcome.max(ended);
        summaries.push(summary);
    }
    if console.is_json() {
        console.print_json(&match <[Value; 1]>::try_from(summaries) {
            Ok([only]) => only,
            Err(several) => json!({ "status": outcome.word(), "crates": several }),
        });
    }
    Ok(outcome)
}

/// Warns of modules of the user's own whose files are not there: the crate doesn't compile without them.
fn missing_modules(job: &Job<'_>, options: &EmitOptions, input: &Input) -> Diagnostics {
    let mut missing = Diagnostics::new();
    for (at, name) in options.modules.iter().enumerate() {
        let files = [format!("src/{name}.rs"), format!("src/{name}/mod.rs")];
        if files.iter().any(|file| job.out.join(file).is_file()) {
            continue;
        }
        if let Some((_, place)) = input.config.origin.place(&format!("/modules/{at}")) {
            let message = format!("the module `{name}` has no file in the crate");
            missing.push(
                Diagnostic::warning(Code::BadConfig, place, message)
                    .label(format!("neither {} nor {} is there", files[0], files[1]))
                    .help("write it: the crate doesn't compile without it"),
            );
        }
    }
    missing
}

/// A crate to generate.
struct Job<'a> {
    target: Target<'a>,
    /// The crate's folder.
    out: PathBuf,
}

/// What came of a document.
struct Made {
    input: Input,
    /// The crate, unless something is wrong with the document.
    generated: Option<Generated>,
    took: Duration,
}

/// What the arguments ask for.
fn jobs<'a>(args: &CodegenArgs, here: &'a Here) -> Result<Vec<Job<'a>>, Failure> {
    let out = args.out.as_ref().map(|out| absolute(&here.folder, out));
    let Some(out) = out else {
        let crates = args.chosen.crates(here)?;
        if let (Some(name), [_, _, ..]) = (&args.name, crates.as_slice()) {
            return Err(
                format!("`--name {name}` is for one crate; name the one that is meant").into(),
            );
        }
        let jobs = crates.into_iter().map(|krate| Job {
            target: Target::of(krate),
            out: krate.out.clone(),
        });
        return Ok(jobs.collect());
    };
    let target = Target::one(here, &args.chosen)?;
    Ok(vec![Job { target, out }])
}

/// Writes a crate, or compares it with what is there.
fn finish(
    job: &Job<'_>,
    made: &Made,
    generated: &Generated,
    here: &Here,
    args: &CodegenArgs,
    console: &Console,
) -> Result<(Outcome, Value), Failure> {
    let input = &made.input;
    let shown = here.shown(&job.out);
    let other_version = written_by::other_version(&job.out);
    if let Some(version) = &other_version {
        let is_check = args.check || args.dry_run;
        console.warning(&written_by::notice(&shown, version, is_check, console));
    }
    console.say(&report::document(
        input,
        &generated.stats,
        generated.files.len(),
        console.verbose,
    ));
    if args.check || args.dry_run {
        let drift =
            write::compare(&job.out, &generated.files).map_err(|error| write_error(&error))?;
        return Ok(compared(&drift, &shown, args, made, generated, console));
    }
    console.passing("writing…");
    let start = Instant::now();
    let written = write::write(&job.out, &generated.files).map_err(|error| write_error(&error))?;
    console.say(&report::written(
        &shown,
        &written,
        made.took.saturating_add(start.elapsed()),
        console.verbose,
    ));
    let files = json!({ "changed": written.changed, "removed": written.removed, "unchanged": written.unchanged });
    Ok((
        Outcome::Done,
        summary(console, "done", input, Some(generated), files),
    ))
}

/// Says what differs between what is there and what should be.
fn compared(
    drift: &Drift,
    shown: &str,
    args: &CodegenArgs,
    made: &Made,
    generated: &Generated,
    console: &Console,
) -> (Outcome, Value) {
    let is_same = drift.is_none();
    let input = &made.input;
    if console.is_json() {
    } else if is_same {
        let files = report::count(drift.unchanged, "file");
        console.say(&format!("  {shown}: up to date ({files})"));
    } else if args.dry_run {
        console.print(&report::planned(shown, drift));
    } else {
        console.print(&report::drift(
            shown,
            &input.name,
            drift,
            &again::command(args, console),
        ));
    }
    let changed: Vec<_> = drift.changed.iter().map(|changed| &changed.path).collect();
    let files = json!({
        "missing": drift.missing, "changed": changed, "stray": drift.stray, "foreign": drift.foreign,
        "interrupted": drift.interrupted, "unchanged": drift.unchanged,
    });
    let (outcome, status) = match (is_same, args.dry_run) {
        (true, _) => (Outcome::Done, "done"),
        // a run would be refused
        (false, true) if !drift.foreign.is_empty() => (Outcome::Failed, "failed"),
        (false, true) => (Outcome::Done, "planned"),
        (false, false) => (Outcome::Drift, "drift"),
    };
    (
        outcome,
        summary(console, status, input, Some(generated), files),
    )
}

/// What the model does not say of the crate.
fn options(
    args: &CodegenArgs,
    here: &Here,
    job: &Job<'_>,
    program: &Program,
) -> Result<EmitOptions, Failure> {
    let out = job.out.as_path();
    // generated elsewhere, it is another crate
    let own = job.target.of.filter(|krate| krate.out == out);
    let name = match (&args.name, own) {
        (Some(name), _) => name.clone(),
        (None, Some(own)) => own.settings.name.clone(),
        (None, None) => folder_name(out),
    };
    check_name(&name).map_err(|wrong| match &args.name {
        Some(_) => format!("`--name {name}`: {wrong}"),
        None => format!(
            "the crate would be called `{name}`, like its folder: {wrong}; name it with `--name`"
        ),
    })?;
    let project = job.target.of.and_then(|krate| krate.runtime.clone());
    let choice = args.runtime.choice(&here.folder).or(project);
    let choice = choice.unwrap_or_else(|| Choice::of_program(program));
    let settings = job.target.of.map(|krate| &krate.settings);
    Ok(EmitOptions {
        name,
        package: settings
            .map(|settings| settings.package.clone())
            .unwrap_or_default(),
        modules: settings
            .map(|settings| settings.modules.clone())
            .unwrap_or_default(),
        runtime: choice.resolve(out)?,
        own_workspace: own.is_none() && !args.member,
    })
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

/// All of a run, for programs: nothing for anybody else, as the places of all diagnostics would have to be looked up.
fn summary(
    console: &Console,
    status: &str,
    input: &Input,
    generated: Option<&Generated>,
    files: Value,
) -> Value {
    if !console.is_json() {
        return Value::Null;
    }
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
