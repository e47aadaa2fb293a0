//! A program that uses one resource of a crate: what compiling it takes when the crate is compiled already, and how
//! large it is.

use std::path::{Path, PathBuf};

use super::Run;
use super::compiling::rows;
use super::subject::{Subject, manifest};
use super::table::{header, ratio, row};
use crate::args::Compiling;

/// The same for both crates but for the way in which a text is read and written.
const MAIN: &str = r#"use std::io::Read as _;

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("a text in UTF-8");
    let one: Result<Vec<PATH>, _> = READ(&text);
    match one {
        Ok(all) => println!("{} {}", all.len(), WRITE),
        Err(error) => eprintln!("{error}"),
    }
}
"#;

/// Builds the program on each crate. `path` is that of a type which both have, such as `identity::VerificationSession`.
pub(super) fn table(
    run: &Run<'_>,
    ours: &Subject,
    theirs: Option<&Subject>,
    path: &str,
) -> Result<String, String> {
    if !run.args.only.contains(&Compiling::Program) {
        return Ok(String::new());
    }
    let target = run.scratch.join("target");
    let mut programs = vec![program(run, ours, path, Json::Castiron, "program-ours")?];
    if let Some(theirs) = theirs {
        programs.push(program(run, theirs, path, Json::Serde, "program-theirs")?);
    }
    let subjects: Vec<&Subject> = programs.iter().collect();
    let mut text = format!(
        "\nA program that reads a list of `{path}` and writes it, on top of the compiled crate; size without symbols.\n\n"
    );
    let mut sizes = Vec::new();
    text.push_str(&header(&["command", "crate", "time", "user", "memory"]));
    for command in [Compiling::Build, Compiling::Release] {
        text.push_str(&rows(run, &subjects, command)?);
    }
    for Subject { package: name, .. } in &programs {
        let file = target
            .join("release")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let size = std::fs::metadata(&file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?
            .len();
        sizes.push(size);
    }
    text.push('\n');
    text.push_str(&header(&["crate", "size in release"]));
    for (program, size) in programs.iter().zip(&sizes) {
        text.push_str(&row(&[program.name.clone(), format!("{} kB", size / 1000)]));
    }
    if let [this, other] = sizes.as_slice() {
        let ratio = ratio(*this as f64, *other as f64);
        text.push_str(&row(&["ratio".to_owned(), ratio]));
    }
    Ok(text)
}

/// By what a program reads JSON.
#[derive(Clone, Copy)]
enum Json {
    Castiron,
    Serde,
}

/// Writes the package of a program.
fn program(
    run: &Run<'_>,
    subject: &Subject,
    path: &str,
    json: Json,
    name: &str,
) -> Result<Subject, String> {
    let dir = run.scratch.join(name);
    let manifest = manifest(&subject.dir)?;
    let package = &subject.package;
    let mut dependencies = toml::Table::new();
    dependencies.insert(package.clone(), by_path(&subject.dir));
    let (read, write) = match json {
        Json::Castiron => {
            let runtime = manifest
                .get("dependencies")
                .and_then(|all| all.get("castiron-runtime"));
            let runtime = runtime
                .cloned()
                .map(|runtime| relocated(runtime, &subject.dir));
            dependencies.extend(runtime.map(|runtime| ("castiron-runtime".to_owned(), runtime)));
            (
                "castiron_runtime::from_str",
                "castiron_runtime::to_string(&all)",
            )
        }
        Json::Serde => {
            dependencies.insert("serde_json".to_owned(), "1".into());
            (
                "serde_json::from_str",
                "serde_json::to_string(&all).expect(\"JSON\")",
            )
        }
    };
    let main = MAIN
        .replace("PATH", &format!("{}::{path}", package.replace('-', "_")))
        .replace("READ", read)
        .replace("WRITE", write);
    let strip = toml::Table::from_iter([("strip".to_owned(), true.into())]);
    let whole = toml::Table::from_iter([
        (
            "package".to_owned(),
            toml::Table::from_iter([
                ("name".to_owned(), name.into()),
                ("version".to_owned(), "0.0.0".into()),
                ("edition".to_owned(), "2024".into()),
            ])
            .into(),
        ),
        ("dependencies".to_owned(), dependencies.into()),
        (
            "profile".to_owned(),
            toml::Table::from_iter([("release".to_owned(), strip.into())]).into(),
        ),
        ("workspace".to_owned(), toml::Table::new().into()),
    ]);
    let files = [("Cargo.toml", whole.to_string()), ("src/main.rs", main)];
    std::fs::create_dir_all(dir.join("src"))
        .map_err(|error| format!("cannot make {}: {error}", dir.display()))?;
    for (file, text) in files {
        std::fs::write(dir.join(file), text)
            .map_err(|error| format!("cannot write {}: {error}", dir.join(file).display()))?;
    }
    Subject::open(format!("on {}", subject.name), dir, "src/main.rs")
}

fn by_path(dir: &Path) -> toml::Value {
    toml::Table::from_iter([("path".to_owned(), dir.display().to_string().into())]).into()
}

/// A dependency as a package elsewhere has to name it.
fn relocated(mut dependency: toml::Value, dir: &Path) -> toml::Value {
    let path = dependency
        .get("path")
        .and_then(toml::Value::as_str)
        .map(PathBuf::from);
    if let (Some(table), Some(path)) = (dependency.as_table_mut(), path) {
        let path = castiron::absolute(dir, &path);
        table.insert("path".to_owned(), path.display().to_string().into());
    }
    dependency
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{by_path, relocated};

    #[test]
    fn paths_are_absolute() {
        let dependency = by_path(Path::new("../runtime"));
        let found = relocated(dependency, Path::new("/a/generated"));
        assert_eq!(found, by_path(Path::new("/a/runtime")));
        assert_eq!(relocated("1".into(), Path::new("/a")), "1".into());
    }
}
