//! Resumes broken downloads (RFC 9110, 14.2): opt-in, and only if the server identifies the file.

use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_RANGE, ETAG, HeaderValue, IF_RANGE, LAST_MODIFIED,
    RANGE,
};
use http::{HeaderMap, Method, StatusCode};

use super::Client;
use super::body::{BlockingBody, ResponseBody};
use super::boxed::BoxFuture;
use super::error::Error;
use super::flow::{BlockingFlow, Flow};
use super::request::Draft;
use super::send::{open, open_blocking};
use super::transport_error::{TransportError, TransportErrorKind};

type Parts = http::response::Parts;

/// How long a server is left alone before a download goes on; doubled with each time in a row.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// A draft of a download: positions in a file that is compressed on its way say nothing of the file.
pub(super) fn uncompressed(mut draft: Draft) -> Draft {
    if draft.reconnects > 0 && !draft.headers.contains_key(ACCEPT_ENCODING) {
        let identity = HeaderValue::from_static("identity");
        draft.headers.insert(ACCEPT_ENCODING, identity);
    }
    draft
}

/// What says that a file is the one that it was: a strong `ETag`, or else a date.
fn validator(headers: &HeaderMap) -> Option<HeaderValue> {
    let strong = |value: &&HeaderValue| !value.as_bytes().starts_with(b"W/");
    let tag = headers.get(ETAG);
    match tag {
        Some(_) => tag.filter(strong).cloned(),
        None => headers.get(LAST_MODIFIED).cloned(),
    }
}

/// Where a part of a file begins: `bytes 100-199/200`.
fn start(headers: &HeaderMap) -> Option<u64> {
    let range = headers.get(CONTENT_RANGE)?.to_str().ok()?;
    let (first, _) = range.strip_prefix("bytes ")?.split_once('-')?;
    first.trim().parse().ok()
}

/// What it takes to go on.
struct Resume {
    client: Client,
    draft: Draft,
    validator: HeaderValue,
    received: u64,
    /// How many bytes of the answer at hand were received before.
    skip: u64,
    /// How often in a row it went on without a byte.
    opened: u32,
}

impl Resume {
    /// `None` where the option isn't set, or nothing says that what comes later is of the same file.
    fn new(client: &Client, draft: &Draft, parts: &Parts) -> Option<Self> {
        let is_meant = draft.reconnects > 0
            && draft.operation.method == Method::GET.as_str()
            && parts.status == StatusCode::OK
            && !draft.headers.contains_key(RANGE)
            && !parts.headers.contains_key(CONTENT_ENCODING);
        let validator = validator(&parts.headers).filter(|_| is_meant)?;
        Some(Self {
            client: client.clone(),
            draft: draft.clone(),
            validator,
            received: 0,
            skip: 0,
            opened: 0,
        })
    }

    /// How many of the bytes that came are known; the others count as received.
    fn known(&mut self, count: usize) -> usize {
        let known = usize::try_from(self.skip).unwrap_or(usize::MAX).min(count);
        self.skip = self.skip.saturating_sub(known as u64);
        let new = count.saturating_sub(known);
        self.received = self.received.saturating_add(new as u64);
        if new > 0 {
            self.opened = 0;
        }
        known
    }

    /// How long to wait before going on after an error; `None` where it is the end.
    fn after(&mut self, error: &Error) -> Option<Duration> {
        let is_passing = match error {
            Error::Connection(_) | Error::Timeout(_) => true,
            Error::Api(error) => error.status().is_server_error(),
            _ => false,
        };
        if !is_passing || self.opened >= self.draft.reconnects {
            return None;
        }
        let pause = PAUSE.saturating_mul(1 << self.opened.min(10));
        self.opened = self.opened.saturating_add(1);
        if let Ok(range) = HeaderValue::from_str(&format!("bytes={}-", self.received)) {
            self.draft.headers.insert(RANGE, range);
        }
        (self.draft.headers).insert(IF_RANGE, self.validator.clone());
        Some(pause.min(LONGEST_PAUSE))
    }

    /// Whether an answer has the rest of the file, or all of it once more.
    fn accept(&mut self, parts: &Parts) -> Result<(), Error> {
        let same = validator(&parts.headers).is_none_or(|found| found == self.validator);
        self.skip = match parts.status {
            StatusCode::PARTIAL_CONTENT if same && start(&parts.headers) == Some(self.received) => {
                0
            }
            StatusCode::OK if same && validator(&parts.headers).is_some() => self.received,
            _ => {
                let message = format!(
                    "the download broke off after {} bytes, and the server does not give the rest of the same file",
                    self.received
                );
                let error = TransportError::new(TransportErrorKind::Other, message);
                // nothing that another attempt would mend
                self.opened = self.draft.reconnects;
                return Err(Error::Connection(error).of(self.draft.operation));
            }
        };
        Ok(())
    }
}

/// The body of a download that is awaited.
pub(super) struct Arriving {
    flow: Flow,
    resume: Option<Resume>,
    pause: Option<BoxFuture<'static, ()>>,
    opening: Option<BoxFuture<'static, Result<http::Response<ResponseBody>, Error>>>,
}

impl Arriving {
    pub(super) fn new(client: &Client, draft: &Draft, parts: &Parts, body: ResponseBody) -> Self {
        Self {
            flow: Flow::new(client, draft, body),
            resume: Resume::new(client, draft, parts),
            pause: None,
            opening: None,
        }
    }

    /// The next chunk; `None` at the end.
    pub(super) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let chunk = match ready!(self.poll_open(context)) {
                Ok(()) => ready!(self.flow.poll_chunk(context)),
                Err(error) => Some(Err(error)),
            };
            let Some(resume) = &mut self.resume else {
                return Poll::Ready(chunk);
            };
            match chunk {
                Some(Ok(mut chunk)) => {
                    let known = resume.known(chunk.len());
                    if known < chunk.len() || known == 0 {
                        return Poll::Ready(Some(Ok(chunk.split_off(known))));
                    }
                }
                Some(Err(error)) => {
                    let Some(pause) = resume.after(&error) else {
                        self.resume = None;
                        return Poll::Ready(Some(Err(error)));
                    };
                    let transport = resume.client.0.transport.as_ref();
                    self.pause = transport.and_then(|transport| transport.sleep(pause));
                    self.opening = Some(open(resume.client.clone(), resume.draft.clone()));
                }
                None => return Poll::Ready(None),
            }
        }
    }

    /// Waits until the answer that goes on is there.
    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        let (Some(opening), Some(resume)) = (&mut self.opening, &mut self.resume) else {
            return Poll::Ready(Ok(()));
        };
        let outcome = ready!(opening.as_mut().poll(context));
        self.opening = None;
        Poll::Ready(outcome.and_then(|answer| {
            let (parts, body) = answer.into_parts();
            resume.accept(&parts)?;
            self.flow.go_on(body, resume.skip);
            Ok(())
        }))
    }
}

/// As [`Arriving`], without futures.
pub(super) struct BlockingArriving {
    flow: BlockingFlow,
    resume: Option<Resume>,
}

impl BlockingArriving {
    pub(super) fn new(client: &Client, draft: &Draft, parts: &Parts, body: BlockingBody) -> Self {
        Self {
            flow: BlockingFlow::new(draft, body),
            resume: Resume::new(client, draft, parts),
        }
    }

    /// Reads what there is, or waits for it; nothing at the end.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let mut read = self.flow.read(buffer);
        loop {
            let Some(resume) = &mut self.resume else {
                return read;
            };
            match read {
                Ok(count) => {
                    let known = resume.known(count);
                    if known < count || known == 0 {
                        buffer.copy_within(known..count, 0);
                        return Ok(count.saturating_sub(known));
                    }
                    read = self.flow.read(buffer);
                }
                Err(error) => {
                    let Some(pause) = resume.after(&error) else {
                        self.resume = None;
                        return Err(error);
                    };
                    if let Some(transport) = &resume.client.0.blocking {
                        transport.sleep(pause);
                    }
                    let opened = open_blocking(&resume.client, &resume.draft);
                    read = opened.and_then(|answer| {
                        let (parts, body) = answer.into_parts();
                        resume.accept(&parts)?;
                        self.flow.go_on(body, resume.skip);
                        self.flow.read(buffer)
                    });
                }
            }
        }
    }
}
