//! The command line that was given, as others can give it again.

use std::path::Path;

use crate::args::CodegenArgs;
use crate::console::Console;
use crate::quote::word;

/// The command that brings the crate up to date.
pub(crate) fn command(args: &CodegenArgs, console: &Console) -> String {
    let mut words = vec![console.command("codegen")];
    let path = |path: &Path| path.display().to_string();
    words.extend(args.chosen.words.iter().map(|given| word(&path(given))));
    for spec in &args.chosen.spec {
        words.push("--spec".to_owned());
        words.push(word(&path(spec)));
    }
    for name in &args.chosen.krate {
        words.push("--crate".to_owned());
        words.push(word(name));
    }
    let reading = &args.reading;
    let options = [
        ("--out", args.out.as_deref().map(path)),
        ("--name", args.name.clone()),
        ("--config", reading.config.as_deref().map(path)),
        ("--allow-root", reading.allow_root.as_deref().map(path)),
    ];
    let copies = reading.reference.iter();
    let copies = copies
        .map(|(url, copy)| format!("{url}={}", path(copy)))
        .collect();
    let overlays = reading
        .overlays
        .iter()
        .map(|overlay| path(overlay))
        .collect();
    let limits = (reading.limit.iter())
        .map(|(limit, most)| format!("{limit}={most}"))
        .collect();
    let lists = [
        ("--include", &reading.include),
        ("--exclude", &reading.exclude),
        ("--reference", &copies),
        ("--overlay", &overlays),
        ("--limit", &limits),
    ];
    let options = options
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let lists = lists
        .into_iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone())));
    for (name, value) in options.chain(lists) {
        words.push(name.to_owned());
        words.push(word(&value));
    }
    let flags = [
        ("--member", args.member),
        (
            "--repair-references=false",
            reading.repair_references == Some(false),
        ),
    ];
    for (name, value) in args.runtime.words() {
        words.push(name.to_owned());
        words.extend(value.as_deref().map(word));
    }
    words.extend(
        flags
            .into_iter()
            .filter(|(_, is_set)| *is_set)
            .map(|(name, _)| name.to_owned()),
    );
    words.join(" ")
}
