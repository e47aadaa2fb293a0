//! Random changes by fixed seeds: no input ends the process, and what is written reads back.

mod bytes;
mod events;
mod forms;
mod generator;
mod json;
mod places;
mod runner;
mod seeds;
mod styles;
mod trees;
mod uploads;
mod values;
mod wire;

use castiron_tests::random::Random;

pub use runner::{Report, run};

/// What is tried: one execution, by a stream of random numbers.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// What it is called by.
    pub name: &'static str,
    /// What it tries.
    pub about: &'static str,
    /// How many a test takes.
    pub sample: u64,
    run: fn(&mut Random) -> Result<(), String>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        name: "bytes",
        about: "documents with changed bytes, from load to emit",
        sample: 400,
        run: generator::bytes,
    },
    Target {
        name: "trees",
        about: "documents with five changes of their tree, from load to emit, and values by their tables",
        sample: 400,
        run: generator::trees,
    },
    Target {
        name: "settings",
        about: "changed settings over a document",
        sample: 200,
        run: generator::settings,
    },
    Target {
        name: "overlays",
        about: "changed overlays over a document",
        sample: 200,
        run: generator::overlays,
    },
    Target {
        name: "json",
        about: "texts that are JSON, nearly or not at all, against serde_json",
        sample: 20_000,
        run: json::texts,
    },
    Target {
        name: "numbers",
        about: "numbers at the edges of every type, against serde_json",
        sample: 20_000,
        run: json::numbers,
    },
    Target {
        name: "values",
        about: "changed answers through generated types: read, written, read again",
        sample: 5_000,
        run: values::answers,
    },
    Target {
        name: "forms",
        about: "any value as a form, and back by a decoder of its own",
        sample: 10_000,
        run: forms::values,
    },
    Target {
        name: "styles",
        about: "parameters of every style, and back by decoders of their own",
        sample: 10_000,
        run: styles::values,
    },
    Target {
        name: "events",
        about: "event streams in any pieces, against a reader of its own",
        sample: 5_000,
        run: events::streams,
    },
    Target {
        name: "lines",
        about: "lines of JSON in any pieces",
        sample: 5_000,
        run: events::lines,
    },
    Target {
        name: "multipart",
        about: "multipart bodies, and back by a parser of its own",
        sample: 5_000,
        run: uploads::multipart,
    },
    Target {
        name: "webhooks",
        about: "signatures of events, changed in any way",
        sample: 5_000,
        run: wire::webhooks,
    },
    Target {
        name: "urls",
        about: "any text as a segment of a path, and any text as a base URL",
        sample: 5_000,
        run: wire::urls,
    },
];
