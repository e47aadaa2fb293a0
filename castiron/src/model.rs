//! `model`: the intermediate model as JSON.

use crate::Outcome;
use crate::args::ModelArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::here::Here;
use crate::input::Input;
use crate::target::Target;

/// Prints the model of a document.
pub(crate) fn run(args: &ModelArgs, console: &Console) -> Result<Outcome, Failure> {
    let here = Here::find()?;
    let target = Target::one(&here, &args.chosen)?;
    let mut input = Input::read(&here, &target, &args.reading)?;
    let made = input
        .sound()
        .map(|document| castiron_codegen::model(document, &input.config));
    if let Some((_, diagnostics)) = &made {
        input.add(diagnostics, &args.reading);
    }
    console.diagnostics(&input.diagnostics, &input.sources());
    match made.filter(|_| !input.diagnostics.has_errors()) {
        Some((model, _)) => {
            let text = serde_json::to_string_pretty(&model).map_err(|error| error.to_string())?;
            console.print(&(text + "\n"));
            Ok(Outcome::Done)
        }
        None => {
            console.error(&format!("{} has no model", input.name));
            Ok(Outcome::Failed)
        }
    }
}
