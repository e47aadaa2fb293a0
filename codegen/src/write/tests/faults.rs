//! A disk that fails, or a run that is killed, at each operation in turn.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{files, folder, tree};
use crate::emit::Files;
use crate::write::operations::Operations;
use crate::write::{Transaction, compare, write, write_with};

/// Which operation of a run fails.
#[derive(Debug, Default)]
pub(in crate::write) struct Fault {
    /// Counted from one; nothing fails at zero.
    at: usize,
    /// Whether all that follow fail as well, as nothing is done any more by a process that was killed.
    is_last: bool,
    /// Whether the disk can't exchange folders.
    pub(in crate::write) has_no_exchange: bool,
    done: AtomicUsize,
}

impl Fault {
    /// Counts an operation.
    pub(in crate::write) fn step(&self) -> io::Result<()> {
        let done = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        let fails = self.at != 0 && (done == self.at || self.is_last && done > self.at);
        if fails {
            Err(io::Error::new(io::ErrorKind::StorageFull, "no space left"))
        } else {
            Ok(())
        }
    }

    fn was_met(&self) -> bool {
        self.done.load(Ordering::SeqCst) >= self.at
    }
}

fn failing(at: usize, is_last: bool, has_no_exchange: bool) -> Operations {
    Operations {
        fault: Fault {
            at,
            is_last,
            has_no_exchange,
            done: AtomicUsize::new(0),
        },
    }
}

/// Crates that differ in all ways: files are replaced, added, removed and left alone, in folders old and new.
fn old_and_new() -> (Files, Files) {
    let old = files(&[
        ("Cargo.toml", "old"),
        ("src/a.rs", "old"),
        ("src/b/c.rs", "old"),
        ("src/gone/d.rs", "old"),
        ("src/same.rs", "same"),
    ]);
    let new = files(&[
        ("Cargo.toml", "new"),
        ("src/a.rs", "new"),
        ("src/b/c.rs", "new"),
        ("src/more/e.rs", "new"),
        ("src/same.rs", "same"),
    ]);
    (old, new)
}

/// A folder with the old crate and files of somebody else.
fn before(old: &Files) -> tempfile::TempDir {
    let temp = folder();
    write(temp.path(), old).expect("written");
    fs::write(temp.path().join("src/mine.rs"), "// mine\n").expect("written");
    temp
}

/// The tree of a whole crate in a folder of its own.
fn whole(files: &Files) -> Vec<(String, String)> {
    tree(before(files).path())
}

/// The tree without what a run leaves beside the crate.
fn without_workshop(dir: &Path) -> Vec<(String, String)> {
    let mut found = tree(dir);
    found.retain(|(name, _)| !name.starts_with(".castiron"));
    found
}

#[test]
fn a_disk_that_refuses_any_operation_leaves_the_old_crate() {
    refusing(false);
    refusing(true);
}

fn refusing(has_no_exchange: bool) {
    let (old, new) = old_and_new();
    let (old_tree, new_tree) = (whole(&old), whole(&new));
    let mut refused = 0;
    for at in 1.. {
        let temp = before(&old);
        let operations = failing(at, false, has_no_exchange);
        let got = write_with(temp.path(), &new, &operations);
        if !operations.fault.was_met() {
            assert!(got.is_ok(), "{got:?}");
            break;
        }
        // removing the journal is the last step that counts: whoever fails behind it has the new crate
        let found = without_workshop(temp.path());
        if got.is_err() && found == old_tree {
            refused += 1;
        } else {
            assert_eq!(found, new_tree, "operation {at}: {got:?}");
        }
        write(temp.path(), &new).expect("the next run succeeds");
        assert_eq!(tree(temp.path()), new_tree, "operation {at}");
    }
    assert!(refused > 20, "{refused} operations were refused");
}

#[test]
fn a_run_that_is_killed_anywhere_is_undone_or_complete() {
    let half_done = killed(true);
    assert!(half_done > 3, "{half_done} runs were in the middle");
}

/// Where folders can be exchanged there is one moment alone in which the crate is neither the old nor the new one: the
/// manifest is new, and the sources are old.
#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_killed_anywhere_leaves_the_old_sources_or_the_new_ones() {
    let half_done = killed(false);
    assert!(half_done <= 1, "{half_done} runs were in the middle");
}

/// Kills a run at each operation; gives how many left a crate that is neither the old nor the new one.
fn killed(has_no_exchange: bool) -> usize {
    let (old, new) = old_and_new();
    let (old_tree, new_tree) = (whole(&old), whole(&new));
    let mut half_done = 0;
    for at in 1.. {
        let temp = before(&old);
        let operations = failing(at, true, has_no_exchange);
        let got = write_with(temp.path(), &new, &operations);
        if !operations.fault.was_met() {
            assert!(got.is_ok(), "{got:?}");
            break;
        }
        let left = without_workshop(temp.path());
        let is_half = left != old_tree && left != new_tree;
        // whoever looks is told, before anything is compiled
        let drift = compare(temp.path(), &new).expect("compared");
        assert!(drift.interrupted || !is_half, "operation {at}");
        half_done += usize::from(is_half);
        if !has_no_exchange {
            let sources = |tree: &[(String, String)]| -> Vec<_> {
                let sources = tree.iter().filter(|(name, _)| name.starts_with("src"));
                sources.cloned().collect()
            };
            let left = sources(&left);
            assert!(
                left == sources(&old_tree) || left == sources(&new_tree),
                "operation {at}: {left:?}"
            );
        }

        Transaction::new(temp.path(), &Operations::default())
            .recover()
            .expect("recovered");
        let found = tree(temp.path());
        assert!(
            found == old_tree || found == new_tree,
            "operation {at}: {found:?}"
        );
        write(temp.path(), &new).expect("the next run succeeds");
        assert_eq!(tree(temp.path()), new_tree, "operation {at}");
    }
    half_done
}

/// The run that undoes another one is killed as well.
#[test]
fn a_recovery_that_is_killed_is_taken_up_again() {
    recovering(false);
    recovering(true);
}

fn recovering(has_no_exchange: bool) {
    let (old, new) = old_and_new();
    let (old_tree, new_tree) = (whole(&old), whole(&new));
    let mut recoveries = 0;
    for first in (1..).step_by(5) {
        let mut is_met = true;
        for second in 1.. {
            let temp = before(&old);
            let killed = failing(first, true, has_no_exchange);
            drop(write_with(temp.path(), &new, &killed));
            is_met = killed.fault.was_met();
            let again = failing(second, true, has_no_exchange);
            drop(Transaction::new(temp.path(), &again).recover());
            recoveries += 1;
            let last = Transaction::new(temp.path(), &Operations::default()).recover();
            last.expect("recovered");
            let found = tree(temp.path());
            assert!(
                found == old_tree || found == new_tree,
                "operations {first}, {second}: {found:?}"
            );
            if !is_met || !again.fault.was_met() {
                break;
            }
        }
        if !is_met {
            break;
        }
    }
    assert!(recoveries > 30, "{recoveries} recoveries");
}

/// What somebody wrote while a run prepared its folder is in the crate after it.
#[cfg(target_os = "linux")]
#[test]
fn what_is_written_meanwhile_is_kept() {
    let (old, new) = old_and_new();
    let temp = before(&old);
    let operations = Operations::default();
    let changed = ["src/a.rs", "src/b/c.rs"].into();
    let (dir, staged) = (temp.path(), temp.path().join("staged"));
    operations
        .complete(dir, &staged, "src", &changed)
        .expect("completed");
    fs::write(dir.join("src/mine.rs.new"), "// mine, again\n").expect("written");
    fs::rename(dir.join("src/mine.rs.new"), dir.join("src/mine.rs")).expect("renamed");
    fs::write(dir.join("src/b/more.rs"), "// more\n").expect("written");
    operations
        .exchange(&staged.join("src"), &dir.join("src"))
        .expect("exchanged");
    operations
        .rescue(dir, &staged, "src", &changed)
        .expect("rescued");
    let text = |path: &str| fs::read_to_string(dir.join(path)).expect("there");
    assert_eq!(text("src/mine.rs"), "// mine, again\n");
    assert_eq!(text("src/b/more.rs"), "// more\n");
    fs::remove_dir_all(staged).expect("removed");
    write(dir, &new).expect("written");
    assert_eq!(text("src/b/more.rs"), "// more\n");
}

#[cfg(unix)]
#[test]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let (old, new) = old_and_new();
    let temp = before(&old);
    let path = temp.path().join("src/a.rs");
    let mode = || fs::metadata(&path).expect("there").permissions().mode() & 0o777;
    for wanted in [0o600, 0o664, 0o444] {
        fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).expect("set");
        write(temp.path(), &new).expect("written");
        assert_eq!(mode(), wanted);
        write(temp.path(), &old).expect("written");
        assert_eq!(mode(), wanted);
    }
}

#[test]
fn a_folder_that_is_a_file() {
    let temp = folder();
    let path = temp.path().join("crate");
    fs::write(&path, "mine").expect("written");
    let (old, _) = old_and_new();
    write(&path, &old).expect_err("refused");
    write(&path.join("below"), &old).expect_err("refused");
    assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
}

#[test]
fn paths_that_are_one_on_some_disks() {
    let temp = folder();
    for list in [
        ["src/Pet.rs", "src/pet.rs"],
        ["src/pet/a.rs", "src/Pet/b.rs"],
        ["src/Ä.rs", "src/ä.rs"],
        ["src/aux.rs", "src/lib.rs"],
        ["src/com1/x.rs", "src/lib.rs"],
        ["src/NUL.rs", "src/lib.rs"],
        ["src/a.", "src/lib.rs"],
    ] {
        let error = write(temp.path(), &files(&list.map(|path| (path, "")))).expect_err("refused");
        assert!(
            matches!(error, crate::write::WriteError::Unportable(_)),
            "{list:?}: {error}"
        );
    }
    assert!(tree(temp.path()).is_empty());
}
