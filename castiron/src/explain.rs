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
            console.print(&format!("{}\n\n{}\n", code.as_str(), code.explanation()));
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

/// A code and the first sentence about it.
fn line(code: Code) -> String {
    let text = code.explanation();
    let sentence = text.split_inclusive(". ").next().unwrap_or(text).trim_end();
    format!("{}  {sentence}\n", code.as_str())
}
