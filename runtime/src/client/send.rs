//! Sends requests, with retries: drives an [`Exchange`], which decides.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::body::{BlockingBody, ResponseBody};
use super::boxed::BoxFuture;
use super::error::Error;
use super::exchange::{Exchange, Step};
use super::operation::Operation;
use super::request::Draft;
use super::timed::{Attempted, within};
use super::transport::{BlockingTransport, SendOptions, Transport};
use super::upload::StreamBody;
use super::{Client, Config, hooks};

type Outcome<B> = Result<http::Response<B>, Error>;

/// Sends a request and gives the successful answer with its whole body.
pub(super) fn send(client: Client, draft: Draft) -> BoxFuture<'static, Outcome<Bytes>> {
    let answer = open(client, draft);
    Box::pin(async move { Ok(answer.await?.map(ResponseBody::into_memory)) })
}

/// As [`send`], without futures.
pub(super) fn send_blocking(client: &Client, draft: &Draft) -> Outcome<Bytes> {
    Ok(open_blocking(client, draft)?.map(BlockingBody::into_memory))
}

/// Sends a request and gives the successful answer. Its body is in memory, unless the draft asks for a stream.
pub(super) fn open(client: Client, draft: Draft) -> BoxFuture<'static, Outcome<ResponseBody>> {
    let span = super::trace::Span::new(&draft);
    let operation = draft.operation;
    let end = span.clone();
    let sent = async move {
        let transport = (client.0.transport.clone())
            .ok_or_else(|| no_transport("transport", "reqwest", operation))?;
        let mut exchange = Exchange::new(&client.0, draft)?;
        let outcome = run(&client.0, &transport, &mut exchange).await;
        let outcome = outcome.map_err(|error| error.of(operation));
        end.end(client.0.api, exchange.attempts, &outcome);
        outcome
    };
    Box::pin(span.around(sent))
}

/// As [`open`], without futures.
pub(super) fn open_blocking(client: &Client, draft: &Draft) -> Outcome<BlockingBody> {
    let span = super::trace::Span::new(draft);
    let _entered = span.enter();
    let operation = draft.operation;
    let transport = (client.0.blocking.clone())
        .ok_or_else(|| no_transport("blocking transport", "ureq", operation))?;
    let mut exchange = Exchange::new(&client.0, draft.clone())?;
    let outcome = run_blocking(&client.0, &*transport, &mut exchange);
    let outcome = outcome.map_err(|error| error.of(operation));
    span.end(client.0.api, exchange.attempts, &outcome);
    outcome
}

/// From the first attempt to the outcome.
async fn run(
    config: &Config,
    transport: &Arc<dyn Transport>,
    exchange: &mut Exchange,
) -> Outcome<ResponseBody> {
    loop {
        let this = exchange.attempt();
        let mut request = exchange.request();
        (exchange.provided)
            .fill(config, transport, &mut request)
            .await?;
        let wait = hooks::before(config, &this, &mut request)?;
        pause(&**transport, wait).await;
        let outcome = attempt(&**transport, request, exchange).await;
        let outcome = match hooks::after(config, &this, outcome) {
            Ok(response) if response.body().as_bytes().is_none() => return Ok(response),
            other => other.map(|response| response.map(ResponseBody::into_memory)),
        };
        let failure = super::trace::Failure::of(&outcome);
        match exchange.next(config, outcome) {
            Step::Done(outcome) => return outcome.map(|response| response.map(Into::into)),
            Step::Follow => {}
            Step::Renew => failure.again(&this, Duration::ZERO),
            Step::Retry(wait) => {
                failure.again(&this, wait);
                hooks::on_retry(config, &this, wait);
                pause(&**transport, wait).await;
            }
        }
    }
}

/// As [`run`], without futures.
fn run_blocking(
    config: &Config,
    transport: &dyn BlockingTransport,
    exchange: &mut Exchange,
) -> Outcome<BlockingBody> {
    let pause = |wait: Duration| {
        if !wait.is_zero() {
            transport.sleep(wait);
        }
    };
    loop {
        let this = exchange.attempt();
        let mut request = exchange.request();
        (exchange.provided).fill_blocking(config, transport, &mut request)?;
        pause(hooks::before(config, &this, &mut request)?);
        let outcome = attempt_blocking(transport, request, exchange);
        let outcome = match hooks::after(config, &this, outcome) {
            Ok(response) if response.body().as_bytes().is_none() => return Ok(response),
            other => other.map(|response| response.map(BlockingBody::into_memory)),
        };
        let failure = super::trace::Failure::of(&outcome);
        match exchange.next(config, outcome) {
            Step::Done(outcome) => return outcome.map(|response| response.map(Into::into)),
            Step::Follow => {}
            Step::Renew => failure.again(&this, Duration::ZERO),
            Step::Retry(wait) => {
                failure.again(&this, wait);
                hooks::on_retry(config, &this, wait);
                pause(wait);
            }
        }
    }
}

async fn pause(transport: &dyn Transport, wait: Duration) {
    if !wait.is_zero()
        && let Some(sleep) = transport.sleep(wait)
    {
        sleep.await;
    }
}

/// One attempt. What is no answer of the operation is read whole, so that it can be told what it is.
async fn attempt(
    transport: &dyn Transport,
    mut request: http::Request<Bytes>,
    exchange: &Exchange,
) -> Attempted<ResponseBody> {
    let options = SendOptions::of(&request);
    let limit = transport.sleep(options.timeout);
    let answer = Box::pin(async move {
        let answer = match streamed(&mut request) {
            Some(request) => transport.send_stream(request),
            None => transport.send(request),
        };
        let (parts, body) = answer.await?.into_parts();
        if options.streamed && exchange.is_answer(parts.status) {
            return Ok(http::Response::from_parts(parts, body));
        }
        let body = body.collect(in_memory(options)).await?;
        Ok(http::Response::from_parts(parts, body.into()))
    });
    within(limit, answer).await
}

/// As [`attempt`], without futures.
fn attempt_blocking(
    transport: &dyn BlockingTransport,
    mut request: http::Request<Bytes>,
    exchange: &Exchange,
) -> Attempted<BlockingBody> {
    let options = SendOptions::of(&request);
    let answer = match streamed(&mut request) {
        Some(request) => transport.send_stream(request),
        None => transport.send(request),
    };
    let (parts, body) = answer?.into_parts();
    if options.streamed && exchange.is_answer(parts.status) {
        return Ok(http::Response::from_parts(parts, body));
    }
    let body = body.collect(in_memory(options))?;
    Ok(http::Response::from_parts(parts, body.into()))
}

/// How much of a body is taken into memory.
fn in_memory(options: SendOptions) -> usize {
    match options.streamed {
        // what is read here is an error, which is bounded where the stream is not
        true => (options.max_response_bytes).min(SendOptions::default().max_response_bytes),
        false => options.max_response_bytes,
    }
}

#[cold]
fn no_transport(how: &str, feature: &str, operation: &'static Operation) -> Error {
    let message =
        format!("the client has no {how}: enable the feature `{feature}`, or give the builder one");
    Error::build(message).of(operation)
}

/// The request with the body that is read while it is sent, if it has one.
fn streamed(request: &mut http::Request<Bytes>) -> Option<http::Request<StreamBody>> {
    let stream = request.extensions_mut().remove::<StreamBody>()?;
    Some(std::mem::take(request).map(|_| stream))
}
