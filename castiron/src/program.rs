//! The name by which the program was called, and its command line under that name.

use std::path::PathBuf;

use clap::Parser;

/// Stands for the name in the texts of the command line.
const PLACEHOLDER: &str = "{castiron}";

/// Which program runs the commands.
#[derive(Clone, Debug)]
pub struct Program {
    /// What people type before the name of a command: `castiron`, `cargo xtask`.
    pub command: &'static str,
    /// The folder of the runtime that crates take when nothing else is said; else they take a version from the registry.
    pub runtime: Option<PathBuf>,
}

impl Program {
    /// A program that is called by this name.
    #[must_use]
    pub fn new(command: &'static str) -> Self {
        Self {
            command,
            runtime: None,
        }
    }

    /// The same where crates take the runtime of this folder when nothing else is said.
    #[must_use]
    pub fn with_runtime(mut self, folder: PathBuf) -> Self {
        self.runtime = Some(folder);
        self
    }
}

impl Default for Program {
    fn default() -> Self {
        Self::new("castiron")
    }
}

/// Reads the command line; ends the process where it is wrong, or where it asks for help or the version.
pub fn parse<C: Parser>(program: &Program) -> C {
    let matches = named(C::command(), program.command)
        .name(program.command)
        .bin_name(program.command)
        .get_matches();
    C::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// Puts the program's name into the texts of a command and those below it.
pub(crate) fn named(command: clap::Command, name: &str) -> clap::Command {
    let text = |text: Option<&clap::builder::StyledStr>| {
        Some(text?.to_string().replace(PLACEHOLDER, name))
    };
    let (help, long) = (
        text(command.get_after_help()),
        text(command.get_after_long_help()),
    );
    let mut command = command.mut_subcommands(|command| named(command, name));
    if let Some(help) = help {
        command = command.after_help(help);
    }
    if let Some(long) = long {
        command = command.after_long_help(long);
    }
    command
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{PLACEHOLDER, named};
    use crate::args::Cli;

    #[test]
    fn every_help_names_the_program() {
        let mut command = named(Cli::command(), "make api --");
        command.build();
        let mut all = vec![command];
        let mut examples = 0;
        while let Some(mut command) = all.pop() {
            let help = command.render_long_help().to_string();
            assert!(!help.contains(PLACEHOLDER), "{help}");
            assert!(!help.contains("cargo xtask"), "{help}");
            examples += help.matches("make api -- ").count();
            all.extend(command.get_subcommands().cloned());
        }
        assert!(examples > 3, "examples of commands");
    }
}
