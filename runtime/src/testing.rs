//! A transport that lives in memory, for tests of programs that use a client.
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
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;

use crate::{BlockingTransport, BoxFuture, Transport, TransportError, TransportErrorKind};

/// Answers as it was told, records every request, and never really waits. Clones share everything.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

type Answer = Result<http::Response<Bytes>, TransportError>;
type Responder = Box<dyn FnMut(&http::Request<Bytes>) -> Answer + Send>;

#[derive(Default)]
struct State {
    requests: Vec<http::Request<Bytes>>,
    answers: VecDeque<Option<Answer>>,
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
    /// Without answers so far: every request fails.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers the next request that has no answer yet with a status and a JSON body.
    pub fn answer(&self, status: u16, body: impl Into<Bytes>) {
        self.answer_with(status, &[("content-type", "application/json")], body);
    }

    /// As [`Memory::answer`], with headers of one's own.
    pub fn answer_with(&self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        let answer = response.body(body.into());
        self.push(answer.map_err(|error| TransportError::new(TransportErrorKind::Other, error)));
    }

    /// Lets the next request that has no answer yet fail.
    pub fn fail(&self, kind: TransportErrorKind) {
        self.push(Err(TransportError::new(kind, "as the test says")));
    }

    /// Never answers the next request that has no answer yet: it runs out of time.
    pub fn hang(&self) {
        self.state().answers.push_back(None);
    }

    /// Answers all requests for which nothing else was said.
    pub fn respond(&self, responder: impl FnMut(&http::Request<Bytes>) -> Answer + Send + 'static) {
        self.state().responder = Some(Box::new(responder));
    }

    fn push(&self, answer: Answer) {
        self.state().answers.push_back(Some(answer));
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// How long the client wanted to wait between attempts.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn take(&self, request: http::Request<Bytes>) -> Option<Answer> {
        let mut state = self.state();
        let answer = match (state.answers.pop_front(), &mut state.responder) {
            (Some(answer), _) => answer,
            (None, Some(respond)) => Some(respond(&request)),
            (None, None) => Some(Err(TransportError::new(
                TransportErrorKind::Other,
                "no answer was prepared",
            ))),
        };
        state.requests.push(request);
        answer
    }
}

impl Transport for Memory {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Answer> {
        match self.take(request) {
            Some(answer) => Box::pin(std::future::ready(answer)),
            None => Box::pin(std::future::pending()),
        }
    }

    /// Is over at once.
    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        let memory = self.clone();
        Some(Box::pin(async move { memory.state().waits.push(duration) }))
    }
}

impl BlockingTransport for Memory {
    fn send(&self, request: http::Request<Bytes>) -> Answer {
        self.take(request).unwrap_or_else(|| {
            Err(TransportError::new(
                TransportErrorKind::Timeout,
                "the test never answers",
            ))
        })
    }

    fn sleep(&self, duration: Duration) {
        self.state().waits.push(duration);
    }
}
