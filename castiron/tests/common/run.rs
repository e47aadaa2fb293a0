//! The program run in a folder of the target directory, with a document in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How a command ended.
pub(crate) struct Run {
    pub status: i32,
    pub output: String,
    pub messages: String,
}

impl Run {
    /// Everything that was printed.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.output, self.messages)
    }

    #[track_caller]
    pub(crate) fn ended(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    #[track_caller]
    pub(crate) fn said(self, what: &str) -> Self {
        assert!(
            self.text().contains(what),
            "no `{what}` in\n{}",
            self.text()
        );
        self
    }
}

pub(crate) fn castiron(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_castiron"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("castiron runs");
    Run {
        status: output.status.code().unwrap_or(-1),
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
        messages: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// An empty folder for one test, with a document in it.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("cli")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a writable target folder");
    fs::write(folder.join("pets.yaml"), PETS).expect("written");
    // the nearest castiron.toml is this one, not the checkout's
    fs::write(
        folder.join("castiron.toml"),
        "spec = \"pets.yaml\"\nout = \"pets\"\nname = \"pets\"\n",
    )
    .expect("written");
    folder
}

/// Runs git in a folder; whether it is there and went well.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> bool {
    let names = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "-c",
        "commit.gpgsign=false",
    ];
    let run = Command::new("git")
        .args(names)
        .args(arguments)
        .current_dir(folder)
        .output();
    run.is_ok_and(|output| output.status.success())
}

/// Every file below a folder with its text.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap_or_default();
                found.insert(path, text);
            }
        }
    }
    found
}

/// A small document.
pub(crate) const PETS: &str = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': { description: Pets., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string }
        owner: { $ref: '#/components/schemas/Owner' }
    Owner: { type: object, properties: { pets: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
";
