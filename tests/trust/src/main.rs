//! `castiron-trust`: as many payloads and random changes as one has time for.

use std::path::PathBuf;
use std::process::ExitCode;

use castiron_trust::{fuzz, inject};
use clap::{Parser, Subcommand};

/// Tries whether castiron can be trusted.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Puts payloads into every string and key of documents: no text becomes code
    Inject {
        /// Documents; those of the fixtures where none is named
        documents: Vec<PathBuf>,
        /// Fixtures of this name alone
        #[arg(long, conflicts_with = "documents")]
        fixture: Vec<String>,
        /// Takes one of so many
        #[arg(long, default_value_t = 1)]
        one_in: usize,
        /// Which sample is taken
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// Changes documents, settings, values and streams at random
    Fuzz {
        /// What is tried; all where none is named
        targets: Vec<String>,
        /// How many are tried of each; as many as tests take where it is not said
        #[arg(long)]
        executions: Option<u64>,
        /// The first seed
        #[arg(long, default_value_t = 0)]
        from: u64,
        /// How many threads try
        #[arg(long, default_value_t = 1)]
        threads: usize,
        /// Ends after so many findings
        #[arg(long, default_value_t = 20)]
        most: usize,
        /// A file that the seeds are written to that are being tried
        #[arg(long)]
        note: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match work(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn work(command: Command) -> Result<(), String> {
    match command {
        Command::Inject {
            documents,
            fixture,
            one_in,
            seed,
        } => {
            let is_own = !documents.is_empty() || !fixture.is_empty();
            let mut subjects = match documents.as_slice() {
                [] => inject::each_file()?,
                paths => inject::own(paths)?,
            };
            if !fixture.is_empty() {
                subjects.retain(|subject| fixture.contains(&subject.name));
                if subjects.is_empty() {
                    return Err(format!("there is no fixture {}", fixture.join(", ")));
                }
            }
            let (mut tried, mut same, mut wrong) = (0, 0, 0);
            let mut add = |name: &str, tally: &inject::Tally| {
                for why in &tally.wrong {
                    println!("{name}: {why}");
                }
                println!(
                    "{name}: {} tried, {} same, {} refused, {} wrong",
                    tally.tried(),
                    tally.same,
                    tally.refused,
                    tally.wrong.len()
                );
                tried += tally.tried();
                same += tally.same;
                wrong += tally.wrong.len();
            };
            if !is_own {
                add("settings", &inject::settings(one_in, seed));
                add("package", &inject::package(one_in, seed));
                add("overlay", &inject::overlay(one_in, seed));
            }
            for subject in subjects {
                add(&subject.name, &inject::run(&subject, one_in, seed));
            }
            println!("{tried} payloads in places, {same} with the same items, {wrong} wrong");
            if wrong > 0 {
                return Err("something is wrong".to_owned());
            }
        }
        Command::Fuzz {
            targets,
            executions,
            from,
            threads,
            most,
            note,
        } => {
            if let Some(unknown) = targets.iter().find(|name| {
                fuzz::TARGETS
                    .iter()
                    .all(|target| target.name != name.as_str())
            }) {
                return Err(format!("there is no target {unknown}"));
            }
            let mut wrong = 0;
            for target in fuzz::TARGETS {
                if !targets.is_empty() && !targets.iter().any(|name| name == target.name) {
                    continue;
                }
                let seeds = from..from.saturating_add(executions.unwrap_or(target.sample));
                let report = fuzz::run(target, seeds, threads, most, note.as_deref());
                for (seed, why) in &report.findings {
                    println!("{} {seed}: {why}", target.name);
                }
                println!(
                    "{}: {} executions, {} findings",
                    target.name,
                    report.executions,
                    report.findings.len()
                );
                wrong += report.findings.len();
            }
            if wrong > 0 {
                return Err("something is wrong".to_owned());
            }
        }
    }
    Ok(())
}
