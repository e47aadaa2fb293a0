//! A `tracing` span for each call and an event for each retry, with the feature `tracing`; otherwise nothing.
//!
//! Their fields have the names that [OpenTelemetry] defines for HTTP clients. They contain nothing that could be secret: no
//! query, no headers, no bodies, and of an error its kind alone.
//!
//! [OpenTelemetry]: https://opentelemetry.io/docs/specs/semconv/http/http-spans/

#[cfg(feature = "tracing")]
use std::borrow::Cow;
use std::future::Future;
use std::time::Duration;

#[cfg(feature = "tracing")]
use tracing::field::Empty;

use super::api::Api;
use super::error::Error;
use super::hooks::Attempt;
use super::request::Draft;
use super::transport_error::TransportError;
#[cfg(feature = "tracing")]
use super::transport_error::TransportErrorKind;

/// That a span is entered: nothing, where there are none.
#[cfg(not(feature = "tracing"))]
pub(super) struct Entered;

/// The span of one call.
#[derive(Clone, Debug)]
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

/// What was wrong with an attempt.
pub(super) struct Failure {
    #[cfg(feature = "tracing")]
    sort: Option<Cow<'static, str>>,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(super) fn new(draft: &Draft) -> Self {
        let operation = draft.operation;
        let span = tracing::info_span!(
            "http.client.request",
            otel.name = format_args!("{} {}", operation.method, operation.template),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = operation.method,
            url.template = operation.template,
            server.address = Empty,
            server.port = Empty,
            http.response.status_code = Empty,
            http.response.header.request_id = Empty,
            http.request.resend_count = Empty,
            error.type = Empty,
        );
        if !span.is_disabled()
            && let Ok(server) = draft.url.parse::<http::Uri>()
        {
            let usual = match server.scheme_str() {
                Some("https") => 443,
                _ => 80,
            };
            span.record("server.address", server.host().unwrap_or_default());
            span.record("server.port", server.port_u16().unwrap_or(usual));
        }
        Self { span }
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
        if attempts > 1 {
            let resent = attempts.saturating_sub(1);
            self.span.record("http.request.resend_count", resent);
        }
        let (status, request_id) = match outcome {
            Ok(response) => (
                Some(response.status()),
                super::excerpt::request_id(api, response.headers()),
            ),
            Err(error) => {
                self.span.record("otel.status_code", "ERROR");
                self.span.record("error.type", &*sort(error));
                (error.status(), error.request_id().map(str::to_owned))
            }
        };
        if let Some(status) = status {
            let status = status.as_u16();
            self.span.record("http.response.status_code", status);
        }
        if let Some(id) = request_id {
            self.span.record("http.response.header.request_id", id);
        }
    }
}

/// The sort of an error, of which there are few.
#[cfg(feature = "tracing")]
fn sort(error: &Error) -> Cow<'static, str> {
    if let Some(status) = error.status() {
        return status.as_str().to_owned().into();
    }
    match error {
        Error::Connection(error) | Error::Timeout(error) | Error::TooLarge(error) => {
            unanswered(error).into()
        }
        Error::Build(_) => "build".into(),
        _ => "_OTHER".into(),
    }
}

#[cfg(feature = "tracing")]
fn unanswered(error: &TransportError) -> &'static str {
    match error.kind() {
        TransportErrorKind::Connect => "connect",
        TransportErrorKind::Timeout => "timeout",
        TransportErrorKind::TooLarge => "too_large",
        TransportErrorKind::Other => "connection",
    }
}

#[cfg(feature = "tracing")]
impl Failure {
    pub(super) fn of<B>(outcome: &Result<http::Response<B>, TransportError>) -> Self {
        let sort = match outcome {
            Ok(response) if response.status().is_success() => None,
            Ok(response) => Some(response.status().as_str().to_owned().into()),
            Err(error) => Some(unanswered(error).into()),
        };
        Self { sort }
    }

    /// An event: the request is sent again.
    pub(super) fn again(self, attempt: &Attempt, wait: Duration) {
        tracing::info!(
            http.request.method = attempt.operation.method,
            url.template = attempt.operation.template,
            http.request.resend_count = attempt.number,
            error.type = self.sort.as_deref(),
            wait = ?wait,
            "the request is sent again",
        );
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

#[cfg(not(feature = "tracing"))]
impl Failure {
    pub(super) fn of<B>(_: &Result<http::Response<B>, TransportError>) -> Self {
        Self {}
    }

    pub(super) fn again(self, _: &Attempt, _: Duration) {}
}
