//! Many executions of a target, seed by seed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use castiron_tests::random::Random;

use super::Target;

/// The stack of a thread that tries, in bytes: half of what threads have by default, so that what goes deep shows.
const STACK: usize = 1 << 20;

/// What came of many executions.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many there were.
    pub executions: u64,
    /// Seeds that failed, and how.
    pub findings: Vec<(u64, String)>,
}

/// Seeds that are taken at once, and written down before.
const AT_ONCE: u64 = 64;

/// Tries seeds until so many were tried, or so many have failed. Where the process may end, `note` is a file that says
/// which seeds are being tried.
///
/// # Panics
/// Where the system has no more threads.
#[must_use]
pub fn run(
    target: &Target,
    seeds: std::ops::Range<u64>,
    threads: usize,
    most: usize,
    note: Option<&Path>,
) -> Report {
    let next = AtomicU64::new(seeds.start);
    let done = AtomicU64::new(0);
    let findings: Mutex<Vec<(u64, String)>> = Mutex::default();
    let work = |thread: usize| {
        loop {
            let first = next.fetch_add(AT_ONCE, Ordering::Relaxed);
            let is_over = findings.lock().is_ok_and(|findings| findings.len() >= most);
            if first >= seeds.end || is_over {
                return;
            }
            for seed in first..(first + AT_ONCE).min(seeds.end) {
                if let Some(note) = note
                    && (target.sample < 1_000 || seed == first)
                {
                    // what can't be written down is found by trying again
                    let _ =
                        std::fs::write(note.with_extension(thread.to_string()), seed.to_string());
                }
                let ended = catch_unwind(AssertUnwindSafe(|| (target.run)(&mut Random::new(seed))));
                let why = match ended {
                    Ok(Ok(())) => None,
                    Ok(Err(why)) => Some(why),
                    Err(panic) => Some(format!("a panic: {}", words(&*panic))),
                };
                if let Some(why) = why
                    && let Ok(mut findings) = findings.lock()
                {
                    findings.push((seed, why));
                }
                done.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    let work = &work;
    std::thread::scope(|scope| {
        for thread in 0..threads.max(1) {
            let room = std::thread::Builder::new().stack_size(STACK);
            room.spawn_scoped(scope, move || work(thread))
                .expect("a thread");
        }
    });
    Report {
        executions: done.into_inner(),
        findings: findings.into_inner().unwrap_or_default(),
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without words")
}
