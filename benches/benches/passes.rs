//! The passes, one by one: on the embedded document, and on a whole API where the shared documents lie beside the
//! checkout.

use std::hint::black_box;
use std::path::Path;

use castiron_codegen::config::Config;
use castiron_codegen::diagnostic::Diagnostics;
use castiron_codegen::emit::{EmitOptions, emit};
use castiron_codegen::load::{LoadOptions, load};
use castiron_codegen::passes::{join, name, shape};
use castiron_codegen::source::Disk;
use castiron_tests::{shared, workspace};
use criterion::{Criterion, criterion_group, criterion_main};

fn passes(criterion: &mut Criterion) {
    let embedded = workspace().join("spec/openapi.yaml");
    let whole = shared("specs/stripe/2021-08-04.spec3.sdk.json");
    for path in std::iter::once(embedded).chain(whole) {
        document(criterion, &path);
    }
}

fn document(criterion: &mut Criterion, path: &Path) {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let read = |path: &Path| load(&Disk, path, &LoadOptions::default());
    let loaded = read(path);
    let Some(document) = &loaded.document else {
        println!("skipped: {} cannot be read", path.display());
        return;
    };
    let config = Config::bundled(&document.api.info.title, document.servers())
        .ok()
        .flatten()
        .map_or_else(Config::default, |(_, config)| config);
    let graph = shape(
        document,
        &config.schemas,
        &config.types.replace,
        &mut Diagnostics::default(),
    );
    let names = name(&graph, &config.names);
    let printed = join(&graph, &names, &config);
    let mut group = criterion.benchmark_group(format!("passes/{file}"));
    group.sample_size(10);
    group.bench_function("load", |bencher| bencher.iter(|| read(black_box(path))));
    group.bench_function("shape", |bencher| {
        bencher.iter(|| {
            shape(
                document,
                &config.schemas,
                &config.types.replace,
                &mut Diagnostics::default(),
            )
        });
    });
    group.bench_function("name", |bencher| {
        bencher.iter(|| name(&graph, &config.names));
    });
    group.bench_function("join", |bencher| {
        bencher.iter(|| join(&graph, &names, &config));
    });
    group.bench_function("emit", |bencher| {
        bencher.iter(|| emit(&printed, &EmitOptions::default()));
    });
    group.finish();
}

criterion_group!(benches, passes);
criterion_main!(benches);
