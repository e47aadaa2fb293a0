//! What the benchmarks share: samples, and twins of generated types as they are usually written, with serde's derives.
//!
//! The samples are the tests' own answers of the embedded document. `cargo bench -p castiron-benches` runs all;
//! `cargo run --release -p castiron-benches --bin fixtures` measures answers of a whole API; `cargo xtask bench`
//! measures whole processes and compiling.

pub mod embedded;
pub mod pairs;
pub mod twins;

/// One session.
pub const SESSION: &str = include_str!("../../tests/data/verification_session.json");
/// One report.
pub const REPORT: &str = include_str!("../../tests/data/verification_report.json");

/// A text without the white space that servers do not send.
pub fn compact(json: &str) -> String {
    let (mut out, mut is_text) = (String::with_capacity(json.len()), false);
    // no sample has an escaped quote
    for c in json.chars() {
        is_text ^= c == '"';
        if is_text || !c.is_ascii_whitespace() {
            out.push(c);
        }
    }
    out
}
