//! The flags with which a refused document would be generated.

use castiron_codegen::diagnostic::{Code, Severity};
use castiron_codegen::emit::EmitOptions;

use crate::args::Reading;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::target::Target;

/// What each kind of error asks for that a flag with a value gives.
const WITH_A_VALUE: [(&[Code], &str); 3] = [
    (
        &[Code::OutsideRoot],
        "`--allow-root DIR` names the folder that files may come from",
    ),
    (
        &[Code::RemoteReference],
        "the command `fetch-list` prints what references name by URL; `--reference URL=DIR` says where copies lie",
    ),
    (
        &[Code::TooMuch, Code::FileTooLarge],
        "`--limit NAME=N` raises the limit that the message names",
    ),
];

/// A line for each way to have a refused document generated. Flags that loosen what is refused are tried, so that none is
/// named that doesn't help.
pub(crate) fn through(
    refused: &Input,
    here: &Here,
    target: &Target<'_>,
    reading: &Reading,
    options: &EmitOptions,
) -> Result<String, Failure> {
    let mut lines: Vec<String> = Vec::new();
    let loose = |is_strict, repairs| Reading {
        strict: is_strict,
        repair_references: repairs,
        ..reading.clone()
    };
    let own = reading.repair_references;
    let mut tries = Vec::new();
    if reading.strict {
        tries.push((loose(false, own), WITHOUT_STRICT.to_owned()));
    }
    if !refused.repairs {
        tries.push((loose(reading.strict, Some(true)), REPAIRED.to_owned()));
        if reading.strict {
            let both = format!("{WITHOUT_STRICT}; {REPAIRED}: both are needed");
            tries.push((loose(false, Some(true)), both));
        }
    }
    for (reading, line) in tries {
        let mut input = Input::read(here, target, &reading)?;
        if let Some(generated) = input.cast(options) {
            input.add(&generated.diagnostics, &reading);
            if !input.diagnostics.has_errors() {
                lines.push(line);
                break;
            }
        }
    }
    let errors = || {
        let all = refused.diagnostics.iter();
        all.filter(|found| found.severity == Severity::Error)
            .map(|found| found.code)
    };
    // beside an error that no flag lifts they would not help
    let is_known = |code: Code| WITH_A_VALUE.iter().any(|(codes, _)| codes.contains(&code));
    if !lines.is_empty() || errors().all(is_known) {
        let needed = WITH_A_VALUE.iter();
        let needed = needed.filter(|(codes, _)| errors().any(|code| codes.contains(&code)));
        let needed: Vec<&str> = needed.map(|(_, line)| *line).collect();
        match needed[..] {
            [] => {}
            [one] => lines.push(one.to_owned()),
            [_, _] => lines.push(format!("{}: both are needed", needed.join(", and "))),
            _ => lines.push(format!("{}: all are needed", needed.join(", and "))),
        }
    }
    Ok(lines.iter().map(|line| format!("\n{line}")).collect())
}

const WITHOUT_STRICT: &str = "without `--strict` it is generated, with these warnings";

const REPAIRED: &str = "with `--repair-references=true`, references that can't be resolved cost only the parts that need them";
