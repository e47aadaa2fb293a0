//! Random numbers for idempotency keys and for jitter.

use super::Config;

/// 64 random bits: from the client's own source, else from what the standard library seeds its hash maps with.
///
/// `None` where there is no source: on `wasm32-unknown-unknown` the standard library has none, and the browser's is there with
/// the feature `reqwest`.
pub(crate) fn bits(config: &Config) -> Option<u64> {
    match &config.random {
        Some(source) => Some(source()),
        None => seeded(),
    }
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn seeded() -> Option<u64> {
    use std::hash::{BuildHasher, RandomState};
    Some(RandomState::new().hash_one(0x0063_6173_7469_726f_u64))
}

#[cfg(all(target_family = "wasm", target_os = "unknown", feature = "reqwest"))]
fn seeded() -> Option<u64> {
    getrandom::u64().ok()
}

#[cfg(all(
    target_family = "wasm",
    target_os = "unknown",
    not(feature = "reqwest")
))]
fn seeded() -> Option<u64> {
    None
}

/// A random UUID (version 4) as idempotency key.
pub(crate) fn key(config: &Config) -> Option<String> {
    let (high, low) = (bits(config)?, bits(config)?);
    let high = high & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    let (a, b, c) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    Some(format!(
        "{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}",
        low >> 48,
        low & 0xffff_ffff_ffff
    ))
}
