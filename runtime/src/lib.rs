//! The runtime library of code that castiron generates: JSON encoding and decoding, the data types of APIs, and the HTTP
//! client.
//!
//! Generated structs and enums are plain Rust. Tables beside them, written as invocations of this crate's macros
//! ([`object!`], [`string_enum!`], [`union!`], …), describe their wire format. The code that interprets the tables is not
//! generic over the types, which keeps compile times of large APIs short.
//!
//! # Reading and writing
//!
//! [`from_str`] and [`from_slice`] read JSON into any [`Decode`] type; [`to_string`] and [`to_vec`] write any
//! [`Encode`] type as JSON, [`to_form`] as a nested form. Unknown properties are ignored, unknown values of open enums are
//! kept, and numbers lose no digits. Errors name the place:
//!
//! ```
//! use castiron_runtime::{Map, from_str};
//!
//! let error = from_str::<Map<Vec<i64>>>(r#"{"counts": [1, "2"]}"#).unwrap_err();
//! assert_eq!(error.to_string(), "counts[1]: expected an integer, found a string (line 1, column 16)");
//! ```
//!
//! Every type also implements serde's `Serialize` and `Deserialize`, so that it works with `serde_json` and other
//! self-describing formats such as YAML and TOML, but not with others such as bincode. The depth of the input is limited
//! ([`Limits`]): deeply nested input is an error, not a stack overflow.
//!
//! # Sending requests
//!
//! Generated code declares an [`Api`] and its [`Operation`]s as constants. A [`Client`] holds the key and a [`Transport`].
//! A [`Call`] is a request that has not been sent yet.
//!
//! ```
//! use castiron_runtime::{Api, Call, Client, Error, Json, List, Operation, Paging};
//!
//! static API: Api = Api::new("Pets", "1.0").server("https://pets.example/v1");
//! static LIST: Operation = Operation::new("listPets", "GET", "/pets").paging(Paging::Cursor);
//!
//! async fn names(client: &Client) -> Result<Vec<String>, Error> {
//!     let mut names = Vec::new();
//!     let mut pets = Call::<List<Json>>::new(client, &LIST).all();
//!     while let Some(pet) = pets.try_next().await? {
//!         names.extend(pet.get("name").and_then(Json::as_str).map(str::to_owned));
//!     }
//!     Ok(names)
//! }
//! ```
//!
//! - **Transports.** The features `reqwest` or `hyper` (asynchronous) and `ureq` (blocking) add a default transport. Without
//!   one, [`ClientBuilder::build`] fails. A custom transport takes some twenty lines: see `examples/own_transport.rs` and
//!   `examples/own_async_transport.rs`. [`Call::into_parts`] needs no transport; use [`testing::Memory`] in tests.
//! - **Streams.** [`Call::stream`] yields server-sent events and JSON lines as they arrive.
//! - **Retries.** Connection errors, 408, 409, 429 and 5xx are retried, twice by default, with exponential backoff and
//!   jitter, or after the delay in `Retry-After`. `Stripe-Should-Retry` takes precedence if present. Only safe requests are
//!   retried: methods without side effects, and others with an idempotency key, which all attempts of a call share. After a
//!   refused connection or a 429, any method is retried.
//! - **Credentials.** Keys, or a [`CredentialProvider`] that is called before each attempt and after a 401.
//! - **Hooks.** [`Hooks`] are called before and after each attempt.
//! - **Redirects.** `GET` and `HEAD` follow up to five redirects on the same server. Any other redirect is
//!   [`Error::Redirect`]: credentials never go to another server.
//! - **Limits.** Each attempt has a timeout (80 seconds by default), each response a maximum size (256 MiB).
//! - **Downloads.** [`Call::download`] streams the body to a writer, to a file, or chunk by chunk.
//! - **Secrets.** Keys, tokens and [`Secret`] fields are hidden in `Debug`, in errors and in traces.
//! - **Browsers.** On `wasm32-unknown-unknown` the feature `reqwest` uses `fetch`, with the browser's timers and random
//!   numbers, and futures need not be `Send`. Without the feature there is no clock and no source of random numbers: set
//!   [`ClientBuilder::random`], and implement timeouts in the transport.
//!
//! # Features
//!
//! None is on by default.
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `hyper` | `hyper::Hyper`, a [`Transport`] |
//! | `reqwest` | the same, and `reqwest::Reqwest`, a [`Transport`] around a `reqwest::Client`; uses `fetch` in browsers |
//! | `ureq` | `ureq::Ureq`, a [`BlockingTransport`] |
//! | `gzip` | compressed responses, for both |
//! | `xml` | bodies in XML |
//! | `tower` | `tower::Tower`, a [`Transport`] around any `tower` service, and `tower::AsService`, the reverse |
//! | `oauth2` | `oauth2::OAuth2`, tokens that renew automatically |
//! | `tracing` | a span for each call and an event for each retry, with OpenTelemetry names |
//! | `webhooks` | `webhooks::Webhook`, which checks signatures and reads events |
//! | `chrono`, `time`, `jiff`, `uuid`, `url`, `rust_decimal` | conversions for [`Date`], [`DateTime`], [`Timestamp`], [`Duration`], [`Uuid`], [`Uri`], [`Decimal`] |
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects
    )
)]

mod client;
#[cfg(all(
    feature = "hyper",
    not(all(target_family = "wasm", target_os = "unknown"))
))]
pub mod hyper;
#[cfg(feature = "oauth2")]
pub mod oauth2;
mod params;
#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "sources")]
#[doc(hidden)]
pub mod sources;
pub mod testing;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "ureq")]
pub mod ureq;
#[cfg(feature = "webhooks")]
pub mod webhooks;
mod xml;

// a transport of the program's own has these in its signatures
pub use bytes;
pub use http;

// what the macros name
#[doc(hidden)]
pub use bytes::Bytes;
#[doc(inline)]
pub use castiron_codec::*;
pub use client::*;
pub use params::{Body, Params, PartEncoding};
pub use xml::{Xml, XmlNode, XmlValue};
