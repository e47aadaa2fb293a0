//! An in-memory transport, for tests of programs that use a client.
//!
//! ```
//! use castiron_runtime::{Api, Call, Client, Json, Operation, testing::Memory};
//!
//! static API: Api = Api::new("Things", "1").server("https://things.example");
//! static LIST: Operation = Operation::new("listThings", "GET", "/things");
//!
//! let memory = Memory::new();
//! memory.answer(200, r#"{"things": []}"#);
//! let client: Client = Client::builder(&API, "key").blocking_transport(memory.clone()).build()?;
//! let answer = Call::<Json>::new(&client, &LIST).send_blocking()?;
//!
//! assert_eq!(answer.to_string(), r#"{"things":[]}"#);
//! assert_eq!(memory.requests()[0].uri(), "https://things.example/things");
//! # Ok::<_, castiron_runtime::Error>(())
//! ```

use std::collections::VecDeque;
use std::fmt;
use std::io::Read;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use crate::{
    BlockingBody, BlockingTransport, BoxFuture, ResponseBody, Transport, TransportError,
    TransportErrorKind,
};

/// Returns prepared responses, records every request, and never waits. Clones share everything.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

type Answer = Result<http::Response<Bytes>, TransportError>;
type Responder = Box<dyn FnMut(&http::Request<Bytes>) -> Answer + Send>;

/// What is to happen with a request.
enum Prepared {
    Answer(Answer),
    /// The body in chunks, as a streamed answer arrives; in place of an error it breaks off.
    Chunks(http::Response<Chunks>),
    Hang,
}

#[derive(Default)]
struct State {
    requests: Vec<http::Request<Bytes>>,
    answers: VecDeque<Prepared>,
    responder: Option<Responder>,
    waits: Vec<Duration>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Memory")
            .field("requests", &state.requests.len())
            .field("answers", &state.answers.len())
            .finish_non_exhaustive()
    }
}

impl Memory {
    /// Without responses: every request fails.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a response with a status and a JSON body for the next request.
    pub fn answer(&self, status: u16, body: impl Into<Bytes>) {
        self.answer_with(status, &[("content-type", "application/json")], body);
    }

    /// Like [`Memory::answer`], with headers.
    pub fn answer_with(&self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) {
        self.push(Prepared::Answer(response(status, headers, body.into())));
    }

    /// Like [`Memory::answer_with`], with a body that arrives in chunks; an error among them breaks it off. Only streamed
    /// responses arrive in chunks.
    ///
    /// ```
    /// # use castiron_runtime::TransportErrorKind;
    /// # use castiron_runtime::testing::Memory;
    /// let memory = Memory::new();
    /// let events = [("content-type", "text/event-stream")];
    /// memory.answer_chunks(200, &events, [Ok("data: 1\n\nda"), Ok("ta: 2\n\n"), Err(TransportErrorKind::Other)]);
    /// ```
    pub fn answer_chunks<B: Into<Bytes>>(
        &self,
        status: u16,
        headers: &[(&str, &str)],
        chunks: impl IntoIterator<Item = Result<B, TransportErrorKind>>,
    ) {
        let chunk = |chunk: Result<B, _>| match chunk {
            Ok(bytes) => Ok(bytes.into()),
            Err(kind) => Err(TransportError::new(kind, "as the test says")),
        };
        let chunks = Chunks(chunks.into_iter().map(chunk).collect());
        self.push(match response(status, headers, chunks) {
            Ok(response) => Prepared::Chunks(response),
            Err(error) => Prepared::Answer(Err(error)),
        });
    }

    /// Queues a failure for the next request.
    pub fn fail(&self, kind: TransportErrorKind) {
        let error = TransportError::new(kind, "as the test says");
        self.push(Prepared::Answer(Err(error)));
    }

    /// Queues a hanging request: the next one times out.
    pub fn hang(&self) {
        self.push(Prepared::Hang);
    }

    /// Sets the response to all requests without a queued one.
    pub fn respond(&self, responder: impl FnMut(&http::Request<Bytes>) -> Answer + Send + 'static) {
        self.state().responder = Some(Box::new(responder));
    }

    fn push(&self, answer: Prepared) {
        self.state().answers.push_back(answer);
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// The waits between attempts that the client asked for.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn take(&self, request: http::Request<Bytes>) -> Prepared {
        let mut state = self.state();
        let answer = match (state.answers.pop_front(), &mut state.responder) {
            (Some(answer), _) => answer,
            (None, Some(respond)) => Prepared::Answer(respond(&request)),
            (None, None) => Prepared::Answer(Err(TransportError::new(
                TransportErrorKind::Other,
                "no answer was prepared",
            ))),
        };
        state.requests.push(request);
        answer
    }
}

fn response<B>(
    status: u16,
    headers: &[(&str, &str)],
    body: B,
) -> Result<http::Response<B>, TransportError> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    (response.body(body)).map_err(|error| TransportError::new(TransportErrorKind::Other, error))
}

/// The chunks of a body that are left.
struct Chunks(VecDeque<Result<Bytes, TransportError>>);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

impl Read for Chunks {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while let Some(chunk) = self.0.front_mut() {
            match chunk {
                Ok(bytes) if !bytes.is_empty() => {
                    let taken = bytes.split_to(bytes.len().min(buffer.len()));
                    if let Some(buffer) = buffer.get_mut(..taken.len()) {
                        buffer.copy_from_slice(&taken);
                    }
                    return Ok(taken.len());
                }
                _ => {
                    if let Some(Err(error)) = self.0.pop_front() {
                        return Err(error.into());
                    }
                }
            }
        }
        Ok(0)
    }
}

impl Transport for Memory {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        let answer = match self.take(request) {
            Prepared::Hang => return Box::pin(std::future::pending()),
            Prepared::Answer(answer) => answer.map(|answer| answer.map(ResponseBody::from)),
            Prepared::Chunks(answer) => Ok(answer.map(ResponseBody::from_stream)),
        };
        Box::pin(std::future::ready(answer))
    }

    /// Returns immediately.
    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        let memory = self.clone();
        Some(Box::pin(async move { memory.state().waits.push(duration) }))
    }
}

impl BlockingTransport for Memory {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<BlockingBody>, TransportError> {
        match self.take(request) {
            Prepared::Hang => Err(TransportError::new(
                TransportErrorKind::Timeout,
                "the test never answers",
            )),
            Prepared::Answer(answer) => answer.map(|answer| answer.map(BlockingBody::from)),
            Prepared::Chunks(answer) => Ok(answer.map(BlockingBody::from_reader)),
        }
    }

    fn sleep(&self, duration: Duration) {
        self.state().waits.push(duration);
    }
}
