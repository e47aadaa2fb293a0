//! `map`: writes one HTML page to explore a crate.

use castiron_codegen::atlas;
use castiron_codegen::diff::diff;

use crate::Outcome;
use crate::args::MapArgs;
use crate::console::Console;
use crate::diff::{Named, Side};
use crate::failure::Failure;
use crate::here::Here;
use crate::paths::absolute;
use crate::target::Target;

/// Writes the map of a document's crate.
pub(crate) fn run(args: &MapArgs, console: &Console) -> Result<Outcome, Failure> {
    let here = Here::find()?;
    let target = Target::one(&here, &args.chosen)?;
    let named = Named {
        name: None,
        original: target.spec.clone(),
        kept: None,
        further: target.beside.clone(),
    };
    let Some(new) = Side::read(&here, "new", &named, target.of, &args.reading, console)? else {
        return Ok(Outcome::Failed);
    };
    let mut found = None;
    if let Some(old) = &args.diff {
        let named = Named::find(&here, Some(old))?;
        let Some(old) = Side::read(&here, "old", &named, target.of, &args.reading, console)? else {
            return Ok(Outcome::Failed);
        };
        found = Some(diff(&old.model, &new.model));
    }
    let name = args
        .name
        .clone()
        .or_else(|| target.of.map(|krate| krate.settings.name.clone()));
    let name = name.unwrap_or_else(|| "api".to_owned()).replace('-', "_");
    let page = atlas::page(&new.model, &name, found.as_ref());
    match args.out.as_deref() {
        Some(out) if out.as_os_str() == "-" => console.print(&page),
        out => {
            let out = absolute(
                &here.folder,
                out.unwrap_or_else(|| std::path::Path::new("map.html")),
            );
            std::fs::write(&out, &page)
                .map_err(|error| format!("cannot write {}: {error}", out.display()))?;
            let size = page.len().div_ceil(1024);
            console.say(&format!("{}: {size} KB", here.shown(&out)));
        }
    }
    Ok(Outcome::Done)
}
