//! Which version of castiron generated an existing crate.

use std::path::Path;

use castiron_codegen::VERSION;

use crate::console::Console;

/// The version that the manifest of a crate in this folder records, where it is another than this program's.
pub(crate) fn other_version(out: &Path) -> Option<String> {
    let manifest = std::fs::read_to_string(out.join("Cargo.toml")).ok()?;
    recorded(&manifest).filter(|version| version != VERSION)
}

/// What is to be said of that before anything else, as it alone explains differences.
pub(crate) fn notice(shown: &str, version: &str, is_check: bool, console: &Console) -> String {
    if !is_check {
        return format!(
            "{shown} was written by castiron {version}, and is now written by {VERSION}"
        );
    }
    let this = console.command("codegen");
    // only the program of that name is installed by a version
    let other = match console.program().command {
        "castiron" => format!("install {version} by `cargo install castiron --version {version}`"),
        _ => format!("go back to {version}"),
    };
    format!(
        "{shown} was written by castiron {version}, and this is {VERSION}: what differs need not come from the document\n\
         run `{this}` to take the form of {VERSION}, or {other}"
    )
}

/// `version` of `[package.metadata.castiron]` in a manifest that castiron wrote.
fn recorded(manifest: &str) -> Option<String> {
    let table: toml::Table = manifest.parse().ok()?;
    let metadata = table.get("package")?.get("metadata")?;
    let version = metadata.get("castiron")?.get("version")?;
    version.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::recorded;

    #[test]
    fn the_version_in_a_manifest() {
        let manifest =
            "[package]\nname = \"a\"\n\n[package.metadata.castiron]\nversion = \"1.2.3\"\n";
        assert_eq!(recorded(manifest).as_deref(), Some("1.2.3"));
        for other in ["", "[package]\nname = \"a\"\n", "no manifest"] {
            assert_eq!(recorded(other), None);
        }
    }
}
