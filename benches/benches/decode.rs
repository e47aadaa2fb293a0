//! Reading answers from bytes: generated types, and their twins with serde's derives and `serde_json`.

use std::hint::black_box;

use castiron_benches::{REPORT, SESSION, compact, page, twins};
use castiron_runtime::from_slice;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use generated::List;
use generated::identity::{VerificationReport, VerificationSession};

fn pair<G, T>(criterion: &mut Criterion, name: &str, text: &str)
where
    G: castiron_runtime::Decode,
    T: serde::de::DeserializeOwned,
{
    let mut group = criterion.benchmark_group(format!("decode/{name}"));
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("castiron", |bencher| {
        bencher.iter(|| from_slice::<G>(black_box(text.as_bytes())).expect("the sample is sound"));
    });
    group.bench_function("serde_json", |bencher| {
        bencher.iter(|| {
            serde_json::from_slice::<T>(black_box(text.as_bytes())).expect("the sample is sound")
        });
    });
    group.finish();
}

fn decode(criterion: &mut Criterion) {
    let (session, report) = (compact(SESSION), compact(REPORT));
    pair::<VerificationSession, twins::Session>(criterion, "session", &session);
    pair::<VerificationReport, twins::Report>(criterion, "report", &report);
    pair::<List<VerificationSession>, twins::List<twins::Session>>(
        criterion,
        "page of 100 sessions",
        &page(&session),
    );
}

criterion_group!(benches, decode);
criterion_main!(benches);
