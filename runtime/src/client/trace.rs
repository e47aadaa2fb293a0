//! A `tracing` span for each call, when the feature is on; nothing otherwise.

use std::future::Future;

use super::api::Api;
use super::error::Error;
use super::request::Draft;

/// That a span is entered: nothing, where there are none.
#[cfg(not(feature = "tracing"))]
pub(super) struct Entered;

/// The span of one call.
#[derive(Clone, Debug)]
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
    #[cfg(feature = "tracing")]
    start: Clock,
}

/// When a call began; there is no clock on `wasm32-unknown-unknown`.
#[cfg(feature = "tracing")]
#[derive(Clone, Copy, Debug)]
struct Clock(#[cfg(not(target_family = "wasm"))] std::time::Instant);

#[cfg(feature = "tracing")]
impl Clock {
    fn start() -> Self {
        Self(
            #[cfg(not(target_family = "wasm"))]
            std::time::Instant::now(),
        )
    }

    #[cfg(not(target_family = "wasm"))]
    fn milliseconds(self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    #[cfg(target_family = "wasm")]
    fn milliseconds(self) -> u64 {
        0
    }
}

#[cfg(feature = "tracing")]
impl Span {
    pub(super) fn new(draft: &Draft) -> Self {
        let span = tracing::info_span!(
            "call",
            operation = draft.operation.id,
            method = draft.operation.method,
            path = draft.operation.template,
            status = tracing::field::Empty,
            request_id = tracing::field::Empty,
            duration_ms = tracing::field::Empty,
            attempts = tracing::field::Empty,
            error = tracing::field::Empty,
        );
        Self {
            span,
            start: Clock::start(),
        }
    }

    pub(super) fn enter(&self) -> tracing::span::EnteredSpan {
        self.span.clone().entered()
    }

    pub(super) fn around<F: Future>(self, future: F) -> impl Future<Output = F::Output> {
        tracing::Instrument::instrument(future, self.span)
    }

    pub(super) fn end<B>(
        &self,
        api: &Api,
        attempts: u32,
        outcome: &Result<http::Response<B>, Error>,
    ) {
        self.span.record("attempts", attempts);
        self.span.record("duration_ms", self.start.milliseconds());
        let (status, request_id) = match outcome {
            Ok(response) => (
                Some(response.status()),
                super::response::request_id(api, response.headers()),
            ),
            Err(error) => {
                self.span.record("error", tracing::field::display(error));
                (error.status(), error.request_id().map(str::to_owned))
            }
        };
        if let Some(status) = status {
            self.span.record("status", status.as_u16());
        }
        if let Some(request_id) = request_id {
            self.span.record("request_id", request_id);
        }
    }
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(super) fn new(_: &Draft) -> Self {
        Self {}
    }

    pub(super) fn enter(&self) -> Entered {
        Entered
    }

    pub(super) fn around<F: Future>(self, future: F) -> F {
        future
    }

    pub(super) fn end<B>(&self, _: &Api, _: u32, _: &Result<http::Response<B>, Error>) {}
}
