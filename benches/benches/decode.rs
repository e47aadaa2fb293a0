//! Reading answers from bytes: generated types, and their twins with serde's derives and `serde_json`.

use castiron_benches::embedded;
use castiron_benches::pairs::{Way, timed};
use criterion::{Criterion, criterion_group, criterion_main};

fn decode(criterion: &mut Criterion) {
    embedded::each(Way::Decode, &mut timed(criterion));
}

criterion_group!(benches, decode);
criterion_main!(benches);
