//! The terminal. A closed pipe is no reason to fail, let alone to panic.

use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use castiron_codegen::diagnostic::{Diagnostics, Look, Severity, Sources};
use castiron_codegen::hidden::{in_json, shown};
use serde_json::Value;

use crate::args::{ColorChoice, MessageFormat, Output};
use crate::failure::Failure;
use crate::{Outcome, Program};

/// Where and how things are said.
#[derive(Debug)]
pub struct Console {
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
    program: Program,
    json: bool,
    colour: bool,
    /// Whether a passing line stands on the terminal now.
    passing: Cell<bool>,
    is_terminal: bool,
}

impl Console {
    /// As the command line wants it.
    #[must_use]
    pub fn new(output: &Output, program: &Program) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let colour = match output.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        let json = output.message_format == MessageFormat::Json;
        let passing = Cell::new(false);
        Self {
            quiet: output.quiet,
            verbose: output.verbose,
            program: program.clone(),
            json,
            colour,
            passing,
            is_terminal,
        }
    }

    /// The program that is running.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// A command as users type it: `castiron codegen`.
    pub fn command(&self, arguments: &str) -> String {
        format!("{} {arguments}", self.program.command)
    }

    /// Prints the error of a command that has one; gives the status to end with.
    pub fn end(&self, outcome: Result<Outcome, Failure>) -> ExitCode {
        let outcome = outcome.unwrap_or_else(|failure| {
            self.failure(&failure);
            Outcome::Failed
        });
        ExitCode::from(outcome as u8)
    }

    /// Whether one JSON object is to be printed instead of texts.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Says what is being done, on one line that the next one takes the place of. Only on a terminal.
    pub fn passing(&self, what: &str) {
        if self.is_terminal && !self.quiet && !self.json {
            to_stderr(&format!("\r\x1b[K{what}"));
            self.passing.set(true);
        }
    }

    fn clear(&self) {
        if self.passing.replace(false) {
            to_stderr("\r\x1b[K");
        }
    }

    /// A line for people, on standard output.
    pub fn say(&self, line: &str) {
        if !self.quiet && !self.json {
            self.clear();
            to_stdout(&format!("{}\n", shown(line)));
        }
    }

    /// A line for people beside what was asked for, on standard error.
    pub fn beside(&self, line: &str) {
        if !self.quiet && !self.json {
            self.clear();
            to_stderr(&format!("{}\n", shown(line)));
        }
    }

    /// What was asked for, on standard output.
    pub fn print(&self, text: &str) {
        self.clear();
        to_stdout(&shown(text));
    }

    /// A JSON value on standard output.
    pub fn print_json(&self, value: &Value) {
        self.print(&format!("{}\n", in_json(&format!("{value:#}"))));
    }

    fn failure(&self, failure: &Failure) {
        match failure {
            Failure::Message(message) => self.error(message),
            Failure::Settings(error) if self.json => {
                let diagnostics = error.diagnostics.to_json(&error.origin);
                self.print_json(
                    &serde_json::json!({ "status": "failed", "diagnostics": diagnostics }),
                );
            }
            Failure::Settings(error) => self.diagnostics(&error.diagnostics, &error.origin),
        }
    }

    /// An error that no place in a document belongs to.
    pub fn error(&self, message: &str) {
        self.clear();
        let shown = shown(message);
        if self.json {
            let error = serde_json::json!({ "severity": "error", "message": message });
            self.print_json(&serde_json::json!({ "status": "failed", "diagnostics": [error] }));
        } else if self.colour {
            to_stderr(&format!("\x1b[1;31merror\x1b[0m: {shown}\n"));
        } else {
            to_stderr(&format!("error: {shown}\n"));
        }
    }

    /// A warning that no place in a document belongs to.
    pub fn warning(&self, message: &str) {
        if self.quiet || self.json {
            return;
        }
        self.clear();
        let message = shown(message);
        if self.colour {
            to_stderr(&format!("\x1b[1;33mwarning\x1b[0m: {message}\n"));
        } else {
            to_stderr(&format!("warning: {message}\n"));
        }
    }

    /// Diagnostics, on standard error. Notes only when much is to be said, warnings unless little is.
    pub fn diagnostics(&self, diagnostics: &Diagnostics, sources: &dyn Sources) {
        if self.json {
            return;
        }
        let mut shown = Diagnostics::new();
        for diagnostic in diagnostics.iter() {
            let is_shown = match diagnostic.severity {
                Severity::Error => true,
                Severity::Warning => !self.quiet,
                Severity::Note => self.verbose,
            };
            if is_shown {
                shown.push(diagnostic.clone());
            }
        }
        if !shown.is_empty() {
            self.clear();
            let (limit, alike) = if self.verbose {
                (usize::MAX, usize::MAX)
            } else {
                (20, 5)
            };
            to_stderr(&shown.render(
                sources,
                &Look {
                    colour: self.colour,
                    limit,
                    alike,
                },
            ));
        }
    }
}

fn to_stdout(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn to_stderr(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
