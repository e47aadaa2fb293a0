//! What the project's own documents say is true: excerpts stand in the files that they are from, links lead somewhere.
//!
//! Fragments of Rust in them are compiled as documentation tests of this package.

use std::fs;
use std::path::{Path, PathBuf};

use castiron_codegen::settings::ProjectSettings;
use castiron_tests::workspace;

/// Every Markdown document of the project.
fn documents() -> Vec<PathBuf> {
    let root = workspace();
    let mut found = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    let folder = fs::read_dir(root.join("docs")).expect("a folder of documents");
    found.extend(
        folder
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == "md")),
    );
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn excerpts_stand_in_the_files_that_they_are_from() {
    let mut excerpts = 0;
    for document in documents() {
        let text = read(&document);
        for (at, _) in text.match_indices("<!-- from ") {
            let rest = &text[at + "<!-- from ".len()..];
            let (path, rest) = rest.split_once(" -->").expect("a comment that ends");
            let block: Vec<_> = rest
                .lines()
                .skip_while(|line| !line.starts_with("```"))
                .skip(1)
                .take_while(|line| !line.starts_with("```"))
                .collect();
            let source = read(&workspace().join(path));
            let mut lines = source.lines();
            for line in block
                .iter()
                .filter(|line| !line.contains('…') && !line.trim().is_empty())
            {
                assert!(
                    lines.any(|found| found == *line),
                    "{}: {path} has no line `{line}` after those before it",
                    document.display()
                );
            }
            assert!(
                block.len() > 2,
                "{}: the excerpt from {path} is empty",
                document.display()
            );
            excerpts += 1;
        }
    }
    assert!(
        excerpts >= 3,
        "the README shows a document and what becomes of it"
    );
}

/// The blocks of a language in a document: what stands behind the fence, and the line that begins the block.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<(usize, String)> {
    let fence = format!("```{language}");
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line.trim_end() == fence {
            let block: Vec<&'a str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| !line.starts_with("```"))
                .collect();
            found.push((at + 1, block.join("\n") + "\n"));
        }
    }
    found
}

#[test]
fn settings_that_are_shown_can_be_used() {
    let mut settings = 0;
    for document in documents() {
        for (line, block) in blocks(&read(&document), "toml") {
            let place = format!("{}:{line}", document.display());
            let table: toml::Table =
                toml::from_str(&block).unwrap_or_else(|error| panic!("{place}: {error}"));
            // a `Cargo.toml` is cargo's
            if table.contains_key("dependencies") || table.contains_key("features") {
                continue;
            }
            settings += 1;
            // a part of the file has no document of its own
            let block = match table.contains_key("spec") || table.contains_key("crate") {
                true => block,
                false => format!("spec = \"openapi.yaml\"\nout = \"api\"\n{block}"),
            };
            if let Err(error) = ProjectSettings::read(&block, "castiron.toml", &workspace()) {
                panic!("{place}: {error}");
            }
        }
    }
    assert!(settings > 3, "the guide shows settings");
}

#[test]
fn documents_that_are_shown_can_be_read() {
    for document in documents() {
        for (line, block) in blocks(&read(&document), "yaml") {
            let place = format!("{}:{line}", document.display());
            let block = block.replace('…', "…: …");
            if let Err(error) = serde_yaml::from_str::<serde_yaml::Value>(&block) {
                // an excerpt may begin anywhere, and leave lines out
                assert!(block.contains('…'), "{place}: {error}");
            }
        }
    }
}

#[test]
fn links_lead_somewhere() {
    for document in documents() {
        let text = read(&document);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default();
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            if path.contains("://") || target.contains('\n') {
                continue;
            }
            let whole = if path.is_empty() {
                document.clone()
            } else {
                document.parent().unwrap_or(&document).join(path)
            };
            assert!(
                whole.exists(),
                "{}: {target} leads nowhere",
                document.display()
            );
            if !anchor.is_empty() {
                let headings = read(&whole);
                let found = headings
                    .lines()
                    .filter(|line| line.starts_with('#'))
                    .any(|line| slug(line) == anchor);
                assert!(
                    found,
                    "{}: {target} has no such heading",
                    document.display()
                );
            }
        }
    }
}

/// The anchor of a heading.
fn slug(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| {
            if c == ' ' {
                Some('-')
            } else {
                (c.is_alphanumeric() || c == '-' || c == '_').then_some(c)
            }
        })
        .collect()
}

#[test]
fn no_document_names_a_folder_of_one_machine() {
    for document in documents() {
        for line in read(&document).lines() {
            for folder in ["home", "root", "tmp", "Users"].map(|name| format!("/{name}/")) {
                assert!(!line.contains(&folder), "{}: {line}", document.display());
            }
        }
    }
}

/// Every test that SECURITY.md names, as the file and the function's name.
fn promised() -> Vec<(String, String)> {
    let text = read(&workspace().join("SECURITY.md"));
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let spans = rows.flat_map(|line| line.split('`').skip(1).step_by(2));
    spans
        .filter_map(|span| span.split_once(".rs "))
        .map(|(file, test)| (format!("{file}.rs"), test.to_owned()))
        .collect()
}

#[test]
fn promises_of_security_have_their_tests() {
    let promised = promised();
    assert!(promised.len() > 15, "{promised:?}");
    for (file, test) in promised {
        let source = read(&workspace().join(&file));
        let (before, _) = source
            .split_once(&format!("fn {test}("))
            .unwrap_or_else(|| panic!("{file} has no test {test}"));
        let attributes = before.rsplit("\n\n").next().unwrap_or_default();
        assert!(
            attributes.contains("#[test]") || attributes.contains("#[tokio::test"),
            "{file}: {test} is no test"
        );
        assert!(
            !attributes.contains("#[ignore"),
            "{file}: {test} is not run"
        );
    }
}

/// A row of SECURITY.md without a test is a promise that nothing holds.
#[test]
fn rows_of_security_name_tests() {
    let text = read(&workspace().join("SECURITY.md"));
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let test = line.trim_end_matches(" |").rsplit(" | ").next();
        let is_head = line.starts_with("| promise") || line.starts_with("| ---");
        let has_test = test.is_some_and(|cell| cell.contains(".rs "));
        assert!(is_head || has_test, "no test: {line}");
    }
}
