//! Requests by a `reqwest::Client` (feature `reqwest`): one that the program has set up, or in browsers `fetch`.
//!
//! Elsewhere than in browsers a client takes [`Hyper`](crate::hyper::Hyper) where it is given no transport, which reqwest
//! stands on too. The feature switches on no feature of reqwest, so that the program's own clients stay what they are: with
//! the TLS that the program chose, or without.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod browser;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use browser::Reqwest;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use native::Reqwest;
