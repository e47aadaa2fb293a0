//! `stats`: counts the contents of an API.

use castiron_codegen::diagnostic::{Diagnostics, Severity};
use castiron_codegen::emit::EmitOptions;
use castiron_codegen::stats::{Cause, Stats};

use crate::Outcome;
use crate::args::StatsArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::report::count;
use crate::target::Target;

/// Counts what a document gives.
pub(crate) fn run(args: &StatsArgs, console: &Console) -> Result<Outcome, Failure> {
    let here = Here::find()?;
    let target = Target::one(&here, &args.chosen)?;
    let mut input = Input::read(&here, &target, &args.reading)?;
    let made = input.sound().map(|document| {
        castiron_codegen::generate(document, &input.config, &EmitOptions::default())
    });
    if let Some(generated) = &made {
        input.add(&generated.diagnostics, &args.reading);
    }
    let Some(generated) = made.filter(|_| !input.diagnostics.has_errors()) else {
        console.diagnostics(&input.diagnostics, &input.sources());
        console.error(&format!("{} gives no crate", input.name));
        return Ok(Outcome::Failed);
    };
    let bytes = generated.files.values().map(String::len).sum::<usize>();
    let lines = generated
        .files
        .values()
        .map(|text| text.lines().count())
        .sum::<usize>();
    let mend = mend(&input.diagnostics);
    if console.is_json() {
        console.print_json(&serde_json::json!({
            "stats": generated.stats,
            "files": generated.files.len(),
            "lines": lines,
            "bytes": bytes,
            "mend": mend.iter().map(Mend::json).collect::<Vec<_>>(),
        }));
    } else {
        let size = (generated.files.len(), lines, bytes);
        console.print(&text(
            &input.name,
            &generated.stats,
            size,
            &mend,
            console.verbose,
        ));
    }
    Ok(Outcome::Done)
}

/// Something to mend in the document: what diagnostics of one code say.
struct Mend {
    code: String,
    severity: String,
    message: String,
    /// JSON pointer of the first place.
    first: String,
    places: usize,
}

impl Mend {
    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "first": self.first,
            "places": self.places,
        })
    }
}

/// The gravest first, then the most frequent.
fn mend(diagnostics: &Diagnostics) -> Vec<Mend> {
    let mut mend: Vec<(Severity, Mend)> = Vec::new();
    for diagnostic in diagnostics.iter() {
        let code = diagnostic.code.to_string();
        match mend.iter_mut().find(|(_, known)| known.code == code) {
            Some((_, known)) => known.places = known.places.saturating_add(1),
            None => mend.push((
                diagnostic.severity,
                Mend {
                    code,
                    severity: format!("{:?}", diagnostic.severity).to_lowercase(),
                    message: diagnostic.message.clone(),
                    first: diagnostic.place.pointer.clone(),
                    places: 1,
                },
            )),
        }
    }
    mend.sort_by(|(a, one), (b, other)| {
        let by_number = other.places.cmp(&one.places);
        a.cmp(b)
            .then(by_number)
            .then_with(|| one.code.cmp(&other.code))
    });
    mend.into_iter().map(|(_, mend)| mend).collect()
}

/// So many of each list are shown.
const MOST: usize = 5;

fn text(
    name: &str,
    stats: &Stats,
    (files, lines, bytes): (usize, usize, usize),
    mend: &[Mend],
    is_verbose: bool,
) -> String {
    let mut out = format!("{name}\n");
    let counts = [
        ("operations", stats.operations),
        ("resources", stats.resources),
        ("structs", stats.objects),
        ("params", stats.params),
        ("enums", stats.enums),
        ("enum values", stats.variants),
        ("unions", stats.unions),
        ("aliases", stats.aliases),
        ("fields", stats.fields),
        ("re-exports", stats.links),
        ("deprecated", stats.deprecated),
        ("untyped", stats.untyped),
        ("cycles", stats.cycles.len()),
    ];
    for (what, number) in counts {
        out += &format!("  {number:>8}  {what}\n");
    }
    out += &format!(
        "  {files:>8}  files, {lines} lines, {} KB\n",
        bytes.div_ceil(1024)
    );
    let most = if is_verbose { usize::MAX } else { MOST };
    let mut list = |title: &str, all: &mut dyn ExactSizeIterator<Item = String>| {
        let number = all.len();
        if number > 0 {
            out += &format!("\n{title}\n");
            all.take(most)
                .for_each(|line| out += &format!("  {line}\n"));
            if number > most {
                out += &format!("  and {} more (--verbose)\n", number.saturating_sub(most));
            }
        }
    };
    let mut reasons: Vec<_> = stats.untyped_schemas.iter().collect();
    reasons.sort_by_key(|(why, places)| (std::cmp::Reverse(places.len()), **why));
    for (cause, title) in [
        (Cause::Left, "untyped though the document says more"),
        (Cause::Broken, "untyped because the document is broken"),
        (Cause::Null, "untyped because only `null` is allowed"),
        (
            Cause::Stated,
            "untyped because the document allows any value",
        ),
    ] {
        let of_cause = reasons.iter().filter(|(why, _)| why.cause() == cause);
        let of_cause: Vec<_> = of_cause.collect();
        let number = stats.untyped_causes.get(&cause).copied().unwrap_or(0);
        list(
            &format!("{title}: {}", count(number, "schema")),
            &mut of_cause.iter().map(|(why, places)| {
                let first = places.first().map_or("", String::as_str);
                format!("{:>5}  {}, first at {first}", places.len(), why.says())
            }),
        );
    }
    list(
        "untyped fields and answers",
        &mut stats.untyped_at.iter().cloned(),
    );
    list(
        "deepest paths",
        &mut stats.deepest.iter().map(|path| path.join("::")),
    );
    list("longest names", &mut stats.longest.iter().cloned());
    list(
        "cycles",
        &mut stats.cycles.iter().map(|cycle| cycle.join(" -> ")),
    );
    list(
        "to mend in the document first",
        &mut mend.iter().map(|one| {
            let first = match one.first.as_str() {
                "" => String::new(),
                first => format!(", first at {first}"),
            };
            format!(
                "{:>5}  {}: {} {}{first}",
                one.places, one.severity, one.code, one.message
            )
        }),
    );
    out
}
