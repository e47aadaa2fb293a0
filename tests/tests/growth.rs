//! Work grows no faster than the document: each [family](castiron_tests::growing) in three sizes, its work counted in
//! allocations, which do not depend on how fast a machine is or what else it does.
//!
//! The counts are of the whole process, so this is the only test of its file: one that ran beside it would be counted as well.

use std::alloc::System;

use castiron_codegen::Castiron;
use castiron_tests::growing::{FAMILIES, Files, source};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How much more work a document of twice the size may take: a little more than n log n.
const MOST: f64 = 2.35;

/// Allocations and their bytes, and the bytes of the document and of what comes of it.
fn work(files: &Files) -> [usize; 3] {
    let source = source(files);
    let root = files
        .first()
        .map(|(name, _)| name.as_str())
        .unwrap_or_default();
    let region = Region::new(COUNTED);
    let done = Castiron::new(root).generate_from(&source);
    let messages = match &done {
        Ok(output) => output.messages(),
        Err(refused) => refused.to_string(),
    };
    let change = region.change();
    let written: usize = (done.iter())
        .flat_map(|output| output.generated.files.values())
        .map(String::len)
        .sum();
    let read: usize = files.iter().map(|(_, text)| text.len()).sum();
    [
        change.allocations + change.reallocations,
        change.bytes_allocated,
        read + written + messages.len(),
    ]
}

/// The size of the smallest document; `CASTIRON_SIZE` is another one. Above 60 methods a handle gets a second level: all three
/// sizes have it, so that they do the same work.
const SIZE: usize = 64;

#[test]
fn work_grows_no_faster_than_documents() {
    let only = std::env::var("CASTIRON_FAMILY").ok();
    let size = std::env::var("CASTIRON_SIZE").ok();
    let size: usize = size.and_then(|text| text.parse().ok()).unwrap_or(SIZE);
    let mut wrong = Vec::new();
    // what is made once is made before anything is counted
    work(&FAMILIES[0].1(10));
    for (family, make) in FAMILIES {
        if only.as_ref().is_some_and(|only| only != family) {
            continue;
        }
        let all = [size, 2 * size, 4 * size].map(|size| work(&make(size)));
        // where every type has all properties of those before, or the like, more is written than read
        let growth: Vec<f64> = (all.windows(2))
            .flat_map(|two| {
                let by = |at: usize| two[1][at] as f64 / two[0][at] as f64;
                let larger = (by(2) / 2.0).max(1.0);
                [by(0) / larger, by(1) / larger]
            })
            .collect();
        let line = format!("{family}: {growth:.2?} {:?}", all[2]);
        println!("{line}");
        if growth.iter().any(|growth| *growth > MOST) {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
