//! `explain`: what a diagnostic's code means.

use castiron_codegen::diagnostic::Code;

use crate::Outcome;
use crate::args::ExplainArgs;
use crate::console::Console;

/// Explains a code, or lists all.
pub(crate) fn run(args: &ExplainArgs, console: &Console) -> Outcome {
    let Some(wanted) = &args.code else {
        let lines: String = Code::ALL.iter().map(|code| line(*code)).collect();
        console.print(&lines);
        return Outcome::Done;
    };
    match Code::ALL
        .iter()
        .find(|code| code.as_str().eq_ignore_ascii_case(wanted.trim()))
    {
        Some(code) => {
            console.print(&page(*code));
            Outcome::Done
        }
        None => {
            console.error(&format!(
                "there is no code `{wanted}`; `{}` lists all",
                console.command("explain")
            ));
            Outcome::Failed
        }
    }
}

/// What a code means, an example, and what to do about it.
fn page(code: Code) -> String {
    let example: String = code
        .example()
        .text()
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    format!(
        "{}\n\n{}\n\nExample:\n\n{example}\nWhat to do: {}\n",
        code.as_str(),
        code.explanation(),
        code.remedy()
    )
}

/// A code and the first sentence about it.
fn line(code: Code) -> String {
    let text = code.explanation();
    let sentence = text.split_inclusive(". ").next().unwrap_or(text).trim_end();
    format!("{}  {sentence}\n", code.as_str())
}
