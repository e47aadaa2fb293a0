//! One text, read and written by a generated type and by its twin.
//!
//! This file is also part of the program that the `fixtures` binary writes, so it stands on nothing else of this crate.

use std::hint::black_box;

use castiron_runtime::{Decode, Encode, from_slice, to_vec};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Which way a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From bytes to a value.
    Decode,
    /// From a value to bytes.
    Encode,
}

impl Way {
    /// What the measures of a text are called.
    pub fn group(self, name: &str) -> String {
        match self {
            Self::Decode => format!("decode/{name}"),
            Self::Encode => format!("encode/{name}"),
        }
    }
}

/// Takes the measure of something that is done again and again: the group, the side, and the bytes of one time.
pub type Measure<'a> = &'a mut dyn FnMut(&str, &str, usize, &mut dyn FnMut());

/// Measures a generated type `G` and its twin `T`.
///
/// # Panics
/// Where one of them does not read the text, or both do not write the same value.
pub fn pair<G, T>(way: Way, name: &str, text: &str, measure: Measure<'_>)
where
    G: Decode + Encode,
    T: DeserializeOwned + Serialize,
{
    let ours: G = from_slice(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    // what is left out when it is null is left out by both
    let written = to_vec(&ours);
    let twin: T =
        serde_json::from_slice(&written).unwrap_or_else(|error| panic!("{name}: {error}"));
    let value = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).ok();
    let twins = serde_json::to_vec(&twin).unwrap_or_default();
    assert_eq!(value(&twins), value(&written), "{name}: written otherwise");
    let group = way.group(name);
    match way {
        Way::Decode => {
            let bytes = text.as_bytes();
            measure(&group, "castiron", bytes.len(), &mut || {
                drop(black_box(from_slice::<G>(black_box(bytes))));
            });
            measure(&group, "serde_json", bytes.len(), &mut || {
                drop(black_box(serde_json::from_slice::<T>(black_box(bytes))));
            });
        }
        Way::Encode => {
            measure(&group, "castiron", written.len(), &mut || {
                drop(black_box(to_vec(black_box(&ours))));
            });
            measure(&group, "serde_json", written.len(), &mut || {
                drop(black_box(serde_json::to_vec(black_box(&twin))));
            });
        }
    }
}

/// Measures by criterion.
pub fn timed(
    criterion: &mut criterion::Criterion,
) -> impl FnMut(&str, &str, usize, &mut dyn FnMut()) {
    |group, side, bytes, once| {
        let mut group = criterion.benchmark_group(group);
        group.throughput(criterion::Throughput::Bytes(bytes as u64));
        group.bench_function(side, |bencher| bencher.iter(&mut *once));
        group.finish();
    }
}

/// A page of a hundred of something.
pub fn page(item: &str) -> String {
    let items = vec![item; 100].join(",");
    format!(r#"{{"object":"list","data":[{items}],"has_more":true,"url":"/v1/things"}}"#)
}
