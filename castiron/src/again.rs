//! The command line that was given, as others can give it again.

use std::path::Path;

use clap::ValueEnum;

use crate::args::CodegenArgs;
use crate::console::Console;
use crate::quote::word;

/// The command that brings the crate up to date.
pub(crate) fn command(args: &CodegenArgs, console: &Console) -> String {
    let mut words = vec![console.command("codegen")];
    let path = |path: &Path| path.display().to_string();
    words.extend(args.chosen.words.iter().map(|given| word(&path(given))));
    for spec in &args.chosen.specs.spec {
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
        ("--features", reading.features.map(value)),
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
    let repairs = reading.repair_references;
    let flags = [
        ("--member", args.member),
        ("--types-only", reading.types_only),
        ("--repair-references=true", repairs == Some(true)),
        ("--repair-references=false", repairs == Some(false)),
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

/// A value as the command line spells it.
fn value(choice: impl ValueEnum) -> String {
    let value = choice.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Program;
    use crate::args::{Cli, Command};
    use clap::{Arg, ArgAction, CommandFactory as _, Parser as _};

    /// Options that do not change what a crate consists of.
    const ONCE: &[&str] = &[
        "check",
        "dry_run",
        "bump",
        "changelog",
        "since",
        "strict",
        "help",
    ];

    fn parsed(words: &[String]) -> Result<(CodegenArgs, Console), clap::Error> {
        let cli = Cli::try_parse_from(
            ["castiron".to_owned(), "codegen".to_owned()]
                .iter()
                .chain(words),
        )?;
        let console = Console::new(&cli.output, &Program::default());
        match cli.command {
            Command::Codegen(args) => Ok((args, console)),
            _ => unreachable!("the command is codegen"),
        }
    }

    /// Each way to write an option.
    fn ways(arg: &Arg) -> Vec<Vec<String>> {
        let Some(long) = arg.get_long() else {
            return vec![vec!["api.yaml".to_owned()]];
        };
        if matches!(arg.get_action(), ArgAction::SetTrue) {
            return vec![vec![format!("--{long}")]];
        }
        let possible = arg.get_possible_values();
        let mut values: Vec<String> = possible
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        if values.is_empty() {
            let form = arg
                .get_value_names()
                .and_then(<[_]>::first)
                .map_or("", |name| name.as_str());
            values.push(
                match form {
                    "URL=PATH" => "https://a.example/x=copies",
                    "NAME=N" => "combined=5",
                    "BOOL" => "true",
                    _ => "it",
                }
                .to_owned(),
            );
        }
        values
            .into_iter()
            .map(|value| vec![format!("--{long}={value}")])
            .collect()
    }

    #[test]
    fn a_command_says_every_option_again() {
        let cli = Cli::command();
        let codegen = cli.find_subcommand("codegen").expect("a command");
        let mut tried = 0;
        for arg in codegen.get_arguments() {
            if ONCE.contains(&arg.get_id().as_str()) || arg.is_global_set() {
                continue;
            }
            for mut words in ways(arg) {
                let needed = ["--runtime-git=https://a.example/x.git".to_owned()];
                let (args, console) = parsed(&words)
                    .or_else(|_| {
                        words.extend(needed);
                        parsed(&words)
                    })
                    .expect("a command line");
                let printed = command(&args, &console);
                // none of these values has to be quoted
                let words_again = printed
                    .split(' ')
                    .skip_while(|word| *word != "codegen")
                    .skip(1);
                let words_again: Vec<String> = words_again.map(str::to_owned).collect();
                let (same, _) = parsed(&words_again).expect("a command line");
                assert_eq!(
                    format!("{same:?}"),
                    format!("{args:?}"),
                    "{words:?}: {printed}"
                );
                tried += 1;
            }
        }
        assert!(tried > 15, "only {tried} options");
    }
}
