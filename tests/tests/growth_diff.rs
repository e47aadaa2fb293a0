//! Comparing two versions takes work that grows no faster than what they come to: each
//! [family](castiron_tests::growing) against itself, and against one of half the size, its work counted in allocations, as in
//! `growth.rs`, and for the same reason alone in its file.

use std::alloc::System;

use castiron_codegen::Castiron;
use castiron_codegen::diff::diff;
use castiron_codegen::model::Model;
use castiron_tests::growing::{FAMILIES, Files, source};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How much more work versions of twice the size may take.
const MOST: f64 = 2.35;

/// Aliases that each hold the next one are compared as the compiler sees them, written out: each is as long as there are
/// aliases behind it, and is put together from as many pieces.
const WRITTEN_OUT: (&str, f64) = ("rings of arrays that are combined", 8.0);

/// The size of the smallest document.
const SIZE: usize = 64;

/// What a document comes to, and the bytes of it; `None` where it is refused.
fn cast(files: &Files) -> Option<(Model, usize)> {
    let (root, _) = files.first()?;
    let generated = Castiron::new(root)
        .generate_from(&source(files))
        .ok()?
        .generated;
    let written = generated.files.values().map(String::len).sum();
    Some((generated.model, written))
}

/// Allocations and their bytes, how much is compared, and how many changes are found.
fn work(old: &(Model, usize), new: &(Model, usize)) -> [usize; 4] {
    let region = Region::new(COUNTED);
    let found = diff(&old.0, &new.0);
    let change = region.change();
    [
        change.allocations + change.reallocations,
        change.bytes_allocated,
        old.1 + new.1,
        found.changes.len(),
    ]
}

#[test]
fn comparing_grows_no_faster_than_documents() {
    let only = std::env::var("CASTIRON_FAMILY").ok();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (family, make) in FAMILIES {
        if only.as_ref().is_some_and(|only| only != family) {
            continue;
        }
        let all = [SIZE / 2, SIZE, 2 * SIZE, 4 * SIZE].map(|size| cast(&make(size)));
        let [Some(least), Some(small), Some(middle), Some(large)] = &all else {
            continue;
        };
        compared += 1;
        for (how, works) in [
            (
                "itself",
                [work(small, small), work(middle, middle), work(large, large)],
            ),
            (
                "half",
                [work(small, least), work(middle, small), work(large, middle)],
            ),
        ] {
            // above some sizes handles and modules are parted, once: what grows too fast does so at each step
            let growth = [0, 1].map(|of| {
                let steps = works.windows(2).map(|two| {
                    let by = |at: usize| two[1][at] as f64 / two[0][at] as f64;
                    by(of) / (by(2) / 2.0).max(1.0)
                });
                steps.fold(f64::INFINITY, f64::min)
            });
            let line = format!("{family}, {how}: {growth:.2?} {:?}", works[2]);
            println!("{line}");
            let most = if *family == WRITTEN_OUT.0 {
                WRITTEN_OUT.1
            } else {
                MOST
            };
            if growth.iter().any(|growth| *growth > most) || how == "itself" && works[2][3] > 0 {
                wrong.push(line);
            }
        }
    }
    assert!(
        only.is_some() || compared > FAMILIES.len() / 2,
        "{compared}"
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}
