//! Hooks: user code around each attempt of a request.

use std::time::Duration;

use bytes::Bytes;

use super::Config;
use super::boxed::{BoxError, MaybeSend, MaybeSync};
use super::error::Error;
use super::operation::Operation;
use super::transport_error::TransportError;

/// One attempt of a call.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The called operation.
    pub operation: &'static Operation,
    /// 1 for the first attempt, 2 for the first retry.
    pub number: u32,
}

/// Called around each attempt of each request of a client; see [`ClientBuilder::hooks`](super::ClientBuilder::hooks).
///
/// Hooks should return quickly and not block: to delay an attempt, return a time from [`Hooks::before`]. So they are the
/// same for awaited and for blocking requests. A log:
///
/// ```
/// use castiron_runtime::{Attempt, Hooks, TransportError};
///
/// struct Log;
///
/// impl Hooks for Log {
///     fn after(&self, attempt: &Attempt, outcome: Result<&http::response::Parts, &TransportError>) {
///         let (operation, number) = (attempt.operation.id(), attempt.number);
///         match outcome {
///             Ok(answer) => eprintln!("{operation}, attempt {number}: {}", answer.status),
///             Err(error) => eprintln!("{operation}, attempt {number}: {error}"),
///         }
///     }
/// }
/// ```
///
/// At most ten requests per second:
///
/// ```
/// use std::sync::Mutex;
/// use std::time::{Duration, Instant};
///
/// use castiron_runtime::{Attempt, BoxError, Hooks};
///
/// struct RateLimit(Mutex<Instant>);
///
/// impl Hooks for RateLimit {
///     fn before(&self, _: &Attempt, _: &mut http::Request<bytes::Bytes>) -> Result<Duration, BoxError> {
///         let now = Instant::now();
///         let mut free = self.0.lock().map_err(|_| "a request before has panicked")?;
///         let mine = (*free).max(now);
///         *free = mine + Duration::from_millis(100);
///         Ok(mine - now)
///     }
/// }
/// ```
///
/// The [trace context](https://www.w3.org/TR/trace-context/) of the program, so that the server's spans belong to the same
/// trace:
///
/// ```
/// use std::time::Duration;
///
/// use castiron_runtime::{Attempt, BoxError, Hooks};
///
/// /// What tells the current context, such as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
/// struct Propagate(fn() -> Option<String>);
///
/// impl Hooks for Propagate {
///     fn before(&self, _: &Attempt, request: &mut http::Request<bytes::Bytes>) -> Result<Duration, BoxError> {
///         if let Some(context) = (self.0)() {
///             request.headers_mut().insert("traceparent", context.parse()?);
///         }
///         Ok(Duration::ZERO)
///     }
/// }
/// ```
pub trait Hooks: MaybeSend + MaybeSync + 'static {
    /// Called before an attempt is sent, with all its credentials. It may add headers, or sign the URL and the body; a body
    /// that is [read while it is sent](super::StreamBody) is in the extensions. The client waits for the returned time
    /// before it sends the attempt.
    ///
    /// # Errors
    /// If the attempt must not be sent; the call fails with [`Error::Build`].
    #[allow(unused_variables)]
    fn before(
        &self,
        attempt: &Attempt,
        request: &mut http::Request<Bytes>,
    ) -> Result<Duration, BoxError> {
        Ok(Duration::ZERO)
    }

    /// Called after an attempt, with the head of the response, whatever its status, or with the reason why there is none.
    #[allow(unused_variables)]
    fn after(&self, attempt: &Attempt, outcome: Result<&http::response::Parts, &TransportError>) {}

    /// Called before the client waits for this time and retries the request; `attempt` is the failed one.
    #[allow(unused_variables)]
    fn on_retry(&self, attempt: &Attempt, wait: Duration) {}
}

/// Asks all hooks, in the order in which they were given; how long to wait.
pub(super) fn before(
    config: &Config,
    attempt: &Attempt,
    request: &mut http::Request<Bytes>,
) -> Result<Duration, Error> {
    let mut longest = Duration::ZERO;
    for hooks in &config.hooks {
        let wait =
            (hooks.before(attempt, request)).map_err(|error| Error::build(error.to_string()))?;
        longest = longest.max(wait);
    }
    Ok(longest)
}

/// Tells all hooks of an outcome, the last one first.
pub(super) fn after<B>(
    config: &Config,
    attempt: &Attempt,
    outcome: Result<http::Response<B>, TransportError>,
) -> Result<http::Response<B>, TransportError> {
    if config.hooks.is_empty() {
        return outcome;
    }
    let outcome = outcome.map(http::Response::into_parts);
    for hooks in config.hooks.iter().rev() {
        hooks.after(attempt, outcome.as_ref().map(|(head, _)| head));
    }
    outcome.map(|(head, body)| http::Response::from_parts(head, body))
}

/// Tells all hooks of a repetition.
pub(super) fn on_retry(config: &Config, attempt: &Attempt, wait: Duration) {
    for hooks in &config.hooks {
        hooks.on_retry(attempt, wait);
    }
}
