//! `completions`, `man` and `schema`: output for other programs.

use castiron_codegen::settings;
use clap::CommandFactory as _;

use crate::Outcome;
use crate::args::{Cli, CompletionsArgs, ManArgs};
use crate::console::Console;
use crate::failure::Failure;
use crate::program::named;

/// Prints a script that completes arguments.
pub(crate) fn completions(args: &CompletionsArgs, console: &Console) -> Result<Outcome, Failure> {
    let name = console.program().command;
    if name.contains(' ') {
        let message = format!(
            "a shell completes the arguments of a program; `{name}` is a command of another one"
        );
        return Err(message.into());
    }
    let mut command = named(Cli::command(), name);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    console.print(&String::from_utf8_lossy(&script));
    Ok(Outcome::Done)
}

/// Prints a man page.
pub(crate) fn man(args: &ManArgs, console: &Console) -> Result<Outcome, Failure> {
    let name = console.program().command;
    let mut command = named(Cli::command(), name).name(name);
    let mut title = name.replace(' ', "-");
    if let Some(wanted) = &args.command {
        command.build();
        let Some(found) = command.find_subcommand(wanted).cloned() else {
            let all: Vec<_> = command
                .get_subcommands()
                .map(clap::Command::get_name)
                .collect();
            return Err(format!("there is no command `{wanted}`, but {}", all.join(", ")).into());
        };
        title.push('-');
        title.push_str(found.get_name());
        command = found;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .title(title)
        .render(&mut page)
        .map_err(|error| error.to_string())?;
    console.print(&String::from_utf8_lossy(&page));
    Ok(Outcome::Done)
}

/// Prints the JSON Schema of `castiron.toml`.
pub(crate) fn schema(console: &Console) -> Outcome {
    console.print_json(&settings::schema());
    Outcome::Done
}
