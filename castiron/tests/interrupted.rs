//! Runs of the program that are ended from outside, and disks that refuse: the crate is the old one or the new one.
//!
//! `CASTIRON_KILLS` is how often a run is killed, 24 times where it is not said.

#![cfg(unix)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use castiron_tests::random::Random;
use common::{castiron, castiron_succeeds, elsewhere, put, texts};

/// A document of some resources; all of what it generates depends on `version`.
fn document(version: usize) -> String {
    let mut out = format!(
        "openapi: 3.0.3\ninfo: {{ title: Shop, version: '{version}' }}\npaths: {{}}\ncomponents:\n  schemas:\n"
    );
    for at in 0..40 {
        out += &format!(
            "    Part{}:\n      description: As of version {version}.\n      type: object\n      properties:\n        kind: {{ type: string, enum: [a{version}, b] }}\n        inner: {{ type: object, properties: {{ v{version}: {{ type: integer }} }} }}\n",
            at + version % 2
        );
    }
    out
}

/// The files of the crate, without what a run leaves beside them.
fn whole(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = texts(folder);
    found.retain(|path, _| !path.starts_with(".castiron"));
    found
}

/// Sources alone.
fn sources(files: &BTreeMap<PathBuf, String>) -> BTreeMap<&Path, &str> {
    let sources = files.iter().filter(|(path, _)| path.starts_with("src"));
    sources
        .map(|(path, text)| (path.as_path(), text.as_str()))
        .collect()
}

/// Where the system has no thread to give, as in containers that limit them, one thread does it all.
#[cfg(target_os = "linux")]
#[test]
fn a_system_without_threads_takes_longer_alone() {
    let temp = elsewhere();
    let root = temp.path();
    let mut large = document(1);
    for at in 0..300 {
        large += &format!(
            "    More{at}: {{ type: object, properties: {{ a: {{ type: string, enum: [x, y] }} }} }}\n"
        );
    }
    put(&root.join("shop.yaml"), &large);
    let mut crates = Vec::new();
    // no machine has memory for such a stack: a thread can't be started
    for stack in [None, Some("70368744177664")] {
        let out = root.join(format!("shop{}", crates.len()));
        let mut run = Command::new(env!("CARGO_BIN_EXE_castiron"));
        run.args(["codegen", "--spec", "shop.yaml", "--name", "shop", "--out"]);
        run.arg(&out).current_dir(root);
        if let Some(bytes) = stack {
            run.env("RUST_MIN_STACK", bytes);
        }
        let output = run.output().expect("castiron runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "stack {stack:?}: {said}");
        crates.push(whole(&out));
    }
    assert!(crates[0].len() > 3, "{:?}", crates[0].keys());
    assert!(crates[0] == crates[1], "other files without threads");
}

#[test]
fn a_run_that_is_killed_leaves_the_old_sources_or_the_new_ones() {
    let kills = std::env::var("CASTIRON_KILLS")
        .ok()
        .and_then(|text| text.parse().ok());
    let temp = elsewhere();
    let root = temp.path();
    let mut crates = Vec::new();
    let mut took = Duration::ZERO;
    for version in [1, 2] {
        put(&root.join(format!("{version}.yaml")), &document(version));
        let started = Instant::now();
        castiron_succeeds(
            root,
            &[
                "codegen",
                "--spec",
                &format!("{version}.yaml"),
                "--out",
                "api",
            ],
        );
        took = started.elapsed();
        crates.push(whole(&root.join("api")));
    }
    let mut random = Random::new(1);
    let (mut old, mut new, mut early, mut mixed) = (0, 0, 0, 0);
    for kill in 0..kills.unwrap_or(24) {
        // from the second to the first version, and back
        let (from, to) = [(1, 0), (0, 1)][kill % 2];
        let spec = format!("{}.yaml", to + 1);
        let mut child = Command::new(env!("CARGO_BIN_EXE_castiron"))
            .args(["codegen", "--spec", &spec, "--out", "api"])
            .current_dir(root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("castiron runs");
        let most = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
        sleep(Duration::from_micros(random.any() % (most + most / 4)));
        if kill % 3 == 0 {
            // as Ctrl-C does
            let id = child.id().to_string();
            let _ = Command::new("kill").args(["-INT", &id]).status();
        } else {
            child.kill().expect("killed");
        }
        child.wait().expect("ended");
        let left = whole(&root.join("api"));
        let is_old = sources(&left) == sources(&crates[from]);
        let is_new = sources(&left) == sources(&crates[to]);
        if cfg!(target_os = "linux") {
            assert!(is_old || is_new, "kill {kill} left half of the sources");
        }
        let manifest = Path::new("Cargo.toml");
        assert!(
            left[manifest] == crates[from][manifest] || left[manifest] == crates[to][manifest],
            "kill {kill} left another manifest"
        );
        early += usize::from(is_old && !root.join("api/.castiron").exists());
        mixed += usize::from(left != crates[from] && left != crates[to]);
        old += usize::from(is_old);
        new += usize::from(is_new);
        castiron_succeeds(root, &["codegen", "--spec", &spec, "--out", "api"]);
        assert_eq!(
            whole(&root.join("api")),
            crates[to],
            "the run after kill {kill}"
        );
        assert!(!root.join("api/.castiron").exists());
    }
    println!(
        "{old} left the old sources ({early} before anything was written), {new} the new ones, {mixed} a new manifest beside old ones"
    );
}

/// A disk of its own with so many bytes, unmounted at the end.
struct Disk(PathBuf);

impl Disk {
    fn new(folder: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&folder).ok()?;
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &options, "castiron"])
            .arg(&folder);
        let is_there = mount
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !is_there {
            println!("skipped: no disk can be mounted here");
        }
        is_there.then_some(Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_crate() {
    let temp = elsewhere();
    let Some(disk) = Disk::new(temp.path().join("disk"), "2m") else {
        return;
    };
    for version in [1, 2] {
        put(
            &temp.path().join(format!("{version}.yaml")),
            &document(version),
        );
    }
    castiron_succeeds(
        temp.path(),
        &["codegen", "--spec", "1.yaml", "--out", "disk/api"],
    );
    let before = whole(&disk.0.join("api"));
    let mut refused = 0;
    // less and less room is left
    for at in 0..16 {
        let filler = disk.0.join(format!("filler{at}"));
        let _ = fs::write(&filler, vec![0; 128 << 10]);
        let (status, text) = castiron(
            temp.path(),
            &["codegen", "--spec", "2.yaml", "--out", "disk/api"],
        );
        if status == Some(0) {
            castiron(
                temp.path(),
                &["codegen", "--spec", "1.yaml", "--out", "disk/api"],
            );
            continue;
        }
        refused += 1;
        assert!(text.contains("error"), "{text}");
        assert_eq!(whole(&disk.0.join("api")), before, "{text}");
    }
    assert!(refused > 0, "the disk was never full");
}

#[test]
fn a_disk_that_can_be_read_alone_leaves_the_old_crate() {
    let temp = elsewhere();
    let Some(disk) = Disk::new(temp.path().join("disk"), "8m") else {
        return;
    };
    for version in [1, 2] {
        put(
            &temp.path().join(format!("{version}.yaml")),
            &document(version),
        );
    }
    castiron_succeeds(
        temp.path(),
        &["codegen", "--spec", "1.yaml", "--out", "disk/api"],
    );
    let before = whole(&disk.0.join("api"));
    let mut remount = Command::new("mount");
    remount.args(["-o", "remount,ro"]).arg(&disk.0);
    if !remount.status().is_ok_and(|status| status.success()) {
        println!("skipped: the disk can't be mounted anew");
        return;
    }
    let (status, text) = castiron(
        temp.path(),
        &["codegen", "--spec", "2.yaml", "--out", "disk/api"],
    );
    assert_eq!(status, Some(2), "{text}");
    assert_eq!(whole(&disk.0.join("api")), before);
    // what is there can be compared all the same
    let (status, text) = castiron(
        temp.path(),
        &[
            "codegen", "--spec", "1.yaml", "--out", "disk/api", "--check",
        ],
    );
    assert_eq!(status, Some(0), "{text}");
}
