//! What is committed is the same on every machine: for every choice of runtime, whatever the folder, the home, the line
//! ends and the separators of paths.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::{castiron, castiron_succeeds, checkout, copy, elsewhere, put, succeeds, texts};

const DOCUMENT: &str = include_str!("../../examples/committed/openapi.yaml");

/// A repository with a document and settings in it.
fn repository(folder: &Path, runtime: &str) {
    put(&folder.join("api/openapi.yaml"), DOCUMENT);
    let settings = format!("spec = 'api\\openapi.yaml'\nout = 'crates\\tea-api'\n\n{runtime}");
    put(&folder.join("castiron.toml"), &settings);
}

/// The text of the generated manifest.
fn manifest(folder: &Path) -> String {
    fs::read_to_string(folder.join("crates/tea-api/Cargo.toml")).expect("a manifest")
}

#[test]
fn clones_in_two_homes_have_no_drift() {
    let all = elsewhere();
    // a copy of the runtime, as a submodule would be
    let vendored = "[runtime]\npath = 'vendor\\castiron-runtime'\n";
    let git = "[runtime]\ngit = \"https://git.example/castiron\"\nrev = \"0123abc\"\n";
    for (name, runtime) in [
        ("default", ""),
        ("version", "[runtime]\nversion = \"0.1\"\n"),
        ("git", git),
        ("path", vendored),
        ("embedded", "[runtime]\nembedded = true\n"),
    ] {
        let origin = all.path().join(name);
        repository(&origin, runtime);
        if name == "path" {
            let manifest = "[package]\nname = \"castiron-runtime\"\nversion = \"0.1.0\"\n";
            put(&origin.join("vendor/castiron-runtime/Cargo.toml"), manifest);
        }
        castiron_succeeds(&origin, &["codegen"]);
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "--all"],
            &[
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.com",
                "commit",
                "--quiet",
                "--message=x",
            ],
        ] {
            succeeds(&origin, "git", arguments);
        }
        for home in ["home/ada", "somewhere else/grace"] {
            let clone = all.path().join(home).join(name);
            put(&clone.join("../.keep"), "");
            let (from, to) = (origin.to_string_lossy(), clone.to_string_lossy());
            // one of them gets the line ends of Windows
            let line_ends = format!("core.autocrlf={}", home == "somewhere else/grace");
            let arguments = ["-c", &line_ends, "clone", "--quiet", &*from, &*to];
            succeeds(all.path(), "git", &arguments);
            let text = castiron_succeeds(&clone, &["codegen", "--check"]);
            assert!(text.contains("up to date"), "{name}: {text}");
            // from a folder below, too
            castiron_succeeds(&clone.join("api"), &["codegen", "--check"]);
        }
        let home = all.path().to_string_lossy().into_owned();
        for (path, text) in texts(&origin.join("crates")) {
            assert!(!text.contains(&home), "{name}: {}", path.display());
        }
        let wanted = match name {
            "git" => {
                "castiron-runtime = { git = \"https://git.example/castiron\", rev = \"0123abc\" }"
            }
            "path" => "castiron-runtime = { path = \"../../vendor/castiron-runtime\" }",
            "embedded" => {
                "castiron-runtime = { package = \"tea-api-runtime\", path = \"runtime\" }"
            }
            "version" => "castiron-runtime = \"0.1\"",
            _ => concat!("castiron-runtime = \"", env!("CARGO_PKG_VERSION"), "\""),
        };
        assert!(manifest(&origin).contains(wanted), "{}", manifest(&origin));
    }
}

#[test]
fn flags_choose_as_settings_do() {
    let folder = elsewhere();
    repository(folder.path(), "[runtime]\nversion = \"0.1\"\n");
    let runtime = checkout().join("runtime");
    let absolute = runtime.to_string_lossy();
    put(
        &folder.path().join("vendored/Cargo.toml"),
        "[package]\nname = \"castiron-runtime\"\nversion = \"0.1.0\"\n",
    );
    for (flags, wanted) in [
        (&["--runtime-version", "0.1.3"][..], "\"0.1.3\"".to_owned()),
        (
            &["--runtime-git", "https://git.example/c"],
            "{ git = \"https://git.example/c\" }".to_owned(),
        ),
        (
            &[
                "--runtime-git",
                "https://git.example/c",
                "--runtime-tag",
                "v1",
            ],
            "{ git = \"https://git.example/c\", tag = \"v1\" }".to_owned(),
        ),
        (
            &["--runtime", "vendored"],
            "{ path = \"../../vendored\" }".to_owned(),
        ),
        // whoever gives an absolute path gets one
        (
            &["--runtime", &*absolute],
            format!("{{ path = {absolute:?} }}"),
        ),
        (
            &["--embed-runtime"],
            "{ package = \"tea-api-runtime\", path = \"runtime\" }".to_owned(),
        ),
    ] {
        let arguments = [&["codegen"], flags].concat();
        castiron_succeeds(folder.path(), &arguments);
        let text = manifest(folder.path());
        assert!(
            text.contains(&format!("\ncastiron-runtime = {wanted}\n")),
            "{flags:?}: {text}"
        );
        // the command that mends drift has the flags
        let (status, text) = castiron(folder.path(), &["codegen", "--check"]);
        assert_eq!(status, Some(1), "{text}");
    }
    // nothing of the embedded runtime is left
    castiron_succeeds(folder.path(), &["codegen"]);
    assert!(!folder.path().join("crates/tea-api/runtime").exists());

    for flags in [
        &["--runtime", "nowhere"][..],
        &["--runtime", "api"],
        &["--runtime-rev", "abc"],
        &["--embed-runtime", "--runtime-version", "1"],
    ] {
        let before = texts(folder.path());
        let (status, text) = castiron(folder.path(), &[&["codegen"], flags].concat());
        assert_eq!(status, Some(2), "{flags:?}: {text}");
        assert_eq!(before, texts(folder.path()), "{flags:?}");
        if flags.first() == Some(&"--runtime") {
            assert!(text.contains("embedded = true"), "{text}");
        }
    }
}

/// Only what shows the version changes with it.
#[test]
fn a_new_version_of_the_document_changes_three_places() {
    let folder = elsewhere();
    let document = include_str!("../../spec/openapi.yaml");
    let file = folder.path().join("openapi.yaml");
    put(&file, document);
    let settings = "spec = \"openapi.yaml\"\nout = \"api\"\n";
    put(&folder.path().join("castiron.toml"), settings);
    castiron_succeeds(folder.path(), &["codegen"]);
    let old = texts(&folder.path().join("api"));
    let newer = document.replacen("2021-08-04", "2021-09-01", 1);
    assert_ne!(newer, document);
    put(&file, &newer);
    castiron_succeeds(folder.path(), &["codegen"]);
    let new = texts(&folder.path().join("api"));
    let changed: BTreeSet<_> = new
        .iter()
        .filter(|(path, text)| old.get(*path) != Some(text))
        .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    let wanted = BTreeSet::from(["Cargo.toml", "src/client.rs"].map(str::to_owned));
    assert_eq!(changed, wanted);
    let lines: BTreeSet<_> = new.values().map(|text| text.lines().next()).collect();
    assert_eq!(
        lines.len(),
        3,
        "one first line of Rust, one of TOML, one of Markdown: {lines:?}"
    );
}

#[test]
fn another_version_of_castiron_is_named_first() {
    let folder = elsewhere();
    copy(&checkout().join("examples/committed"), folder.path());
    let manifest = folder.path().join("tea-api/Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let this = concat!(
        "[package.metadata.castiron]\nversion = \"",
        env!("CARGO_PKG_VERSION")
    );
    let other = text.replace(this, "[package.metadata.castiron]\nversion = \"0.0.7");
    assert_ne!(text, other);
    put(&manifest, &other);
    let (status, text) = castiron(folder.path(), &["codegen", "--check"]);
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("was written by castiron 0.0.7"), "{text}");
    assert!(
        text.contains("cargo install castiron --version 0.0.7"),
        "{text}"
    );
    let (status, text) = castiron(folder.path(), &["codegen", "--quiet"]);
    assert_eq!((status, text.as_str()), (Some(0), ""));
    let text = castiron_succeeds(folder.path(), &["codegen", "--check"]);
    assert!(!text.contains("0.0.7"), "{text}");
}
