//! A transport with a `reqwest::Client` (feature `reqwest`): a configured one, or `fetch` in browsers.
//!
//! Outside of browsers, the default transport is [`Hyper`](crate::hyper::Hyper), on which reqwest is built too. The feature
//! enables no features of reqwest, so that the program's own clients are not affected: they keep the TLS that the program
//! chose, or none.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod browser;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod native;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub use browser::Reqwest;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use native::Reqwest;
