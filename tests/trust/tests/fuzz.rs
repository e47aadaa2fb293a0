//! A sample of each kind of random change. Many: `cargo run --release -p castiron-trust -- fuzz --executions 1000000`.

use castiron_trust::fuzz;

/// The first seeds of a target.
#[track_caller]
fn sample(names: &[&str]) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    for target in fuzz::TARGETS
        .iter()
        .filter(|target| names.contains(&target.name))
    {
        let report = fuzz::run(target, 0..target.sample, threads.min(4), 3, None);
        let findings: Vec<String> = report
            .findings
            .iter()
            .map(|(seed, why)| format!("{} {seed}: {why}", target.name))
            .collect();
        assert!(findings.is_empty(), "{}", findings.join("\n"));
        assert_eq!(report.executions, target.sample);
    }
}

const GENERATOR: &[&str] = &["bytes", "trees", "settings", "overlays"];
const DECODERS: &[&str] = &["json", "numbers", "values"];
const WIRE: &[&str] = &[
    "forms",
    "styles",
    "events",
    "lines",
    "multipart",
    "webhooks",
    "urls",
];

#[test]
fn documents_that_were_changed_are_generated_from_or_refused() {
    sample(GENERATOR);
}

#[test]
fn what_is_json_is_read_as_serde_json_reads_it_and_comes_back() {
    sample(DECODERS);
}

#[test]
fn what_is_sent_can_be_read_back() {
    sample(WIRE);
}

#[test]
fn all_targets_are_tried() {
    let tried = [GENERATOR, DECODERS, WIRE].concat();
    let all: Vec<&str> = fuzz::TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(tried, all);
}
