//! `codegen --bump` and `--changelog`: the version of the crate follows from the changes of its document.

use std::ops::Range;
use std::path::Path;

use castiron_codegen::diff::{Impact, diff};
use castiron_codegen::emit::PackageValue;
use toml::de::{DeTable, DeValue};

use super::markdown::{self, Places};
use super::shown::{Shown, version};
use super::sides::{Named, Side};
use crate::args::CodegenArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::here::{Here, no_project};
use crate::paths::absolute;
use crate::project::{Crate, FILE};

/// Compares the document of a crate with what git keeps of it, raises the version in `castiron.toml` and writes the entry of
/// the changelog. Whether all went well.
pub(crate) fn bump(args: &CodegenArgs, console: &Console) -> Result<bool, Failure> {
    let here = Here::find()?;
    let Some(project) = &here.project else {
        return Err(no_project().into());
    };
    let krate = match args.chosen.crates(&here)?.as_slice() {
        [only] => *only,
        _ => project.one(None)?,
    };
    let [old, new] = Named::since(krate, &args.since)?;
    let of = Some(krate);
    let Some(old) = Side::read(&here, "old", &old, of, &args.reading, console)? else {
        return Ok(false);
    };
    let Some(new) = Side::read(&here, "new", &new, of, &args.reading, console)? else {
        return Ok(false);
    };
    let found = diff(&old.model, &new.model);
    let Some(impact) = found.impact() else {
        console.say(&format!(
            "{}: no change since {}",
            krate.settings.name, args.since
        ));
        return Ok(true);
    };
    let mut raised = None;
    if args.bump {
        let next = raise(krate, &project.root.join(FILE), impact)?;
        console.say(&format!(
            "{}: {next}, a {} version",
            krate.settings.name,
            version(impact)
        ));
        raised = Some(next);
    }
    if let Some(path) = &args.changelog {
        let path = absolute(&here.folder, path);
        let shown = Shown::new(&found, &[], (&old, &new));
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let title = raised.unwrap_or_else(|| "Unreleased".to_owned());
        write(
            &path,
            &with_entry(&kept, &title, &markdown::changes(&shown, Places::Omitted)),
        )?;
    }
    Ok(true)
}

/// Raises the crate's version where `castiron.toml` says it.
fn raise(krate: &Crate, path: &Path, impact: Impact) -> Result<String, Failure> {
    let said = match krate.settings.package.keys.get("version") {
        Some(PackageValue::Text(said)) => said.clone(),
        Some(PackageValue::Inherited { .. }) => {
            return Err("the crate has the version of its workspace; raise it in the workspace's Cargo.toml".into());
        }
        _ => {
            return Err(format!(
                "`--bump` raises the `version` of `[package]` in {FILE}, which has none: add `version = \"0.1.0\"` there first"
            )
            .into());
        }
    };
    let next = raised(&said, impact).ok_or_else(|| format!("{said:?} is no version to raise"))?;
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let places = places(&text, &said);
    let [place] = places.as_slice() else {
        return Err(format!(
            "{FILE} says the version {said:?} in {} places; raise it there",
            places.len()
        )
        .into());
    };
    let mut changed = text.clone();
    changed.replace_range(place.clone(), &format!("{next:?}"));
    write(path, &changed)?;
    Ok(next)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text)
        .map_err(|error| format!("cannot write {}: {error}", path.display()).into())
}

/// Where a `castiron.toml` says a version in `[package]`, of the whole or of a crate, with its quotation marks.
fn places(text: &str, said: &str) -> Vec<Range<usize>> {
    let Ok(table) = DeTable::parse(text) else {
        return Vec::new();
    };
    let of = |table: &DeTable<'_>| {
        let package = table.get("package")?.get_ref().as_table()?;
        let version = package.get("version")?;
        let is_said = matches!(version.get_ref(), DeValue::String(text) if text == said);
        is_said.then(|| version.span())
    };
    let mut places: Vec<Range<usize>> = of(table.get_ref()).into_iter().collect();
    if let Some(DeValue::Array(crates)) =
        table.get_ref().get("crate").map(|crates| crates.get_ref())
    {
        places.extend(
            crates
                .iter()
                .filter_map(|krate| of(krate.get_ref().as_table()?)),
        );
    }
    places
}

/// The next version after a change; before 1.0.0 a change that breaks raises the second number, and others the third.
fn raised(version: &str, impact: Impact) -> Option<String> {
    let plain = version.split(['-', '+']).next()?;
    let numbers: Vec<u64> = plain
        .split('.')
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let [major, minor, patch] = numbers.as_slice() else {
        return None;
    };
    let (is_breaking, is_new) = (impact == Impact::Major, impact > Impact::Patch);
    Some(match (major, is_breaking, is_new) {
        (0, true, _) => format!("0.{}.0", minor.saturating_add(1)),
        (0, false, _) => format!("0.{minor}.{}", patch.saturating_add(1)),
        (_, true, _) => format!("{}.0.0", major.saturating_add(1)),
        (_, false, true) => format!("{major}.{}.0", minor.saturating_add(1)),
        (_, false, false) => format!("{major}.{minor}.{}", patch.saturating_add(1)),
    })
}

/// A changelog with an entry of this title above the others; one of the same title is replaced.
fn with_entry(kept: &str, title: &str, entry: &str) -> String {
    let heading = format!("## [{title}]");
    let mut sections = vec![String::new()];
    for line in kept.lines() {
        if line.starts_with("## ") {
            sections.push(String::new());
        }
        if let Some(section) = sections.last_mut() {
            *section += line;
            section.push('\n');
        }
    }
    let head = match sections.remove(0) {
        head if head.trim().is_empty() => "# Changelog\n".to_owned(),
        head => head,
    };
    sections.retain(|section| section.lines().next() != Some(&heading));
    let mut out = format!("{}\n\n{heading}\n\n{}\n", head.trim_end(), entry.trim_end());
    for section in sections {
        out += &format!("\n{}\n", section.trim_end());
    }
    out
}

#[cfg(test)]
mod tests {
    use castiron_codegen::diff::Impact;

    use super::{places, raised, with_entry};

    #[test]
    fn versions_follow_the_gravest_change() {
        for (version, impact, want) in [
            ("1.2.3", Impact::Major, Some("2.0.0")),
            ("1.2.3", Impact::Split, Some("1.3.0")),
            ("1.2.3", Impact::Minor, Some("1.3.0")),
            ("1.2.3", Impact::Patch, Some("1.2.4")),
            ("0.2.3", Impact::Major, Some("0.3.0")),
            ("0.2.3", Impact::Minor, Some("0.2.4")),
            ("0.2.3-rc.1", Impact::Patch, Some("0.2.4")),
            ("1.2", Impact::Patch, None),
            ("one", Impact::Patch, None),
        ] {
            assert_eq!(
                raised(version, impact).as_deref(),
                want,
                "{version} {impact}"
            );
        }
    }

    #[test]
    fn the_version_is_found_where_it_is_said() {
        let text = "spec = \"1.0.0\"\n[package]\nname = \"x\"\nversion = \"1.0.0\" # kept\n";
        let found = places(text, "1.0.0");
        assert_eq!(found.len(), 1);
        assert_eq!(text.get(found[0].clone()), Some("\"1.0.0\""));
        assert_eq!(
            places("[[crate]]\npackage = {version = \"2.0.0\"}\n", "2.0.0").len(),
            1
        );
        assert!(places(text, "1.0.1").is_empty());
    }

    #[test]
    fn an_entry_stands_above_the_others_once() {
        let first = with_entry("", "1.0.0", "- a\n");
        assert_eq!(first, "# Changelog\n\n## [1.0.0]\n\n- a\n");
        let second = with_entry(&first, "1.1.0", "- b");
        assert_eq!(
            second,
            "# Changelog\n\n## [1.1.0]\n\n- b\n\n## [1.0.0]\n\n- a\n"
        );
        assert_eq!(with_entry(&second, "1.1.0", "- b"), second);
    }
}
