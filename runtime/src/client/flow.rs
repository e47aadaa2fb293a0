//! A response body while it arrives: its idle timeout, its size limit, and its operation.

use std::io::Read;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::Client;
use super::body::{BlockingBody, ResponseBody, too_large};
use super::boxed::BoxFuture;
use super::error::Error;
use super::operation::Operation;
use super::request::Draft;
use super::transport::{SendOptions, Transport};
use super::transport_error::{TransportError, TransportErrorKind};

/// What both ways of reading keep account of.
struct Limits {
    operation: &'static Operation,
    options: SendOptions,
    left: u64,
    /// Whether more came than may.
    exceeded: bool,
}

impl Limits {
    fn new(draft: &Draft) -> Self {
        Self {
            operation: draft.operation,
            options: draft.send,
            left: draft.send.max_response_bytes as u64,
            exceeded: false,
        }
    }

    /// How many of these bytes may be handed out. What comes after the limit is an error, and what came before it is not
    /// lost.
    fn take(&mut self, bytes: usize) -> usize {
        let allowed = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes);
        self.left = self.left.saturating_sub(allowed as u64);
        self.exceeded = allowed < bytes;
        allowed
    }

    fn check(&self) -> Result<(), Error> {
        match self.exceeded {
            true => Err(self.error(too_large(self.options.max_response_bytes as u64))),
            false => Ok(()),
        }
    }

    fn error(&self, error: TransportError) -> Error {
        Error::from(error).of(self.operation)
    }
}

/// A body that is awaited. Once it has ended or failed, the transport's part is dropped, and with it the connection.
pub(super) struct Flow {
    body: Option<ResponseBody>,
    transport: Option<Arc<dyn Transport>>,
    silence: Option<BoxFuture<'static, ()>>,
    limits: Limits,
}

impl Flow {
    pub(super) fn new(client: &Client, draft: &Draft, body: ResponseBody) -> Self {
        Self {
            body: Some(body),
            transport: client.0.transport.clone(),
            silence: None,
            limits: Limits::new(draft),
        }
    }

    /// Goes on with another answer, of which the first bytes are no new ones.
    pub(super) fn go_on(&mut self, body: ResponseBody, known: u64) {
        self.body = Some(body);
        self.silence = None;
        self.limits.left = self.limits.left.saturating_add(known);
    }

    /// The next chunk; `None` at the end.
    pub(super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        if let Err(error) = self.limits.check() {
            (self.body, self.limits.exceeded) = (None, false);
            return Poll::Ready(Some(Err(error)));
        }
        let chunk = match &mut self.body {
            None => return Poll::Ready(None),
            Some(body) => match body.poll_chunk(context) {
                Poll::Ready(chunk) => chunk,
                Poll::Pending => Some(Err(ready!(self.poll_silence(context)))),
            },
        };
        self.silence = None;
        let chunk = chunk.map(|chunk| match chunk {
            Ok(mut chunk) => {
                chunk.truncate(self.limits.take(chunk.len()));
                Ok(chunk)
            }
            Err(error) => Err(self.limits.error(error)),
        });
        if !matches!(chunk, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(chunk)
    }

    /// Waits for the time that the server may be silent.
    fn poll_silence(&mut self, context: &mut Context<'_>) -> Poll<TransportError> {
        let (Some(idle), Some(transport)) = (self.limits.options.idle_timeout, &self.transport)
        else {
            return Poll::Pending;
        };
        if self.silence.is_none() {
            self.silence = transport.sleep(idle);
        }
        match &mut self.silence {
            None => Poll::Pending,
            Some(silence) => {
                ready!(silence.as_mut().poll(context));
                let message = format!("nothing arrived for {idle:?}");
                Poll::Ready(TransportError::new(TransportErrorKind::Timeout, message))
            }
        }
    }
}

/// As [`Flow`], without futures.
pub(super) struct BlockingFlow {
    body: Option<BlockingBody>,
    limits: Limits,
}

impl BlockingFlow {
    pub(super) fn new(draft: &Draft, body: BlockingBody) -> Self {
        Self {
            body: Some(body),
            limits: Limits::new(draft),
        }
    }

    /// Goes on with another answer, of which the first bytes are no new ones.
    pub(super) fn go_on(&mut self, body: BlockingBody, known: u64) {
        self.body = Some(body);
        self.limits.left = self.limits.left.saturating_add(known);
    }

    /// Reads what there is, or waits for it; nothing at the end.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        if let Err(error) = self.limits.check() {
            (self.body, self.limits.exceeded) = (None, false);
            return Err(error);
        }
        let Some(body) = &mut self.body else {
            return Ok(0);
        };
        let read = loop {
            match body.read(buffer) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let read = read.map_err(|error| self.limits.error(TransportError::from(error)));
        if !matches!(read, Ok(1..)) && !buffer.is_empty() {
            self.body = None;
        }
        let allowed = self.limits.take(read?);
        // nothing is the end, and this is none
        match allowed {
            0 => self.limits.check().map(|()| 0),
            allowed => Ok(allowed),
        }
    }
}
