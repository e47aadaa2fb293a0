//! Shared code of blocking and asynchronous streams: the items, and what happens at the end of the bytes.

use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Method, StatusCode};

use super::super::Client;
use super::super::body::too_large;
use super::super::error::{BodyError, Error};
use super::super::request::Draft;
use super::super::response::Response;
use super::super::transport_error::TransportError;
use super::frame::Frame;
use super::frames::Frames;
use super::{Streamed, TooLong};
use crate::{DecodeError, DecodeErrorKind};

type Parts = http::response::Parts;

/// How long a server is left alone before a stream is opened again, unless it says otherwise.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// An answer that is no stream.
pub(super) struct Other {
    client: Client,
    draft: Draft,
    parts: Parts,
}

impl Other {
    #[cold]
    pub(super) fn error(self, body: Result<bytes::Bytes, TransportError>) -> Error {
        let error = match body {
            Err(error) => Error::from(error),
            Ok(body) => {
                let message = "expected a stream of items, found another answer";
                let error = DecodeError::new(DecodeErrorKind::Value, message);
                let api = self.client.api();
                Error::Decode(Box::new(BodyError::new(
                    error,
                    api,
                    self.draft.bounds,
                    self.parts,
                    body,
                )))
            }
        };
        error.of(self.draft.operation)
    }
}

/// What both ways of reading share: which items there are, and what follows when the bytes end.
pub(super) struct Source {
    pub(super) client: Client,
    pub(super) draft: Draft,
    pub(super) head: Response<()>,
    parts: Parts,
    pub(super) frames: Frames,
    /// How often in a row the stream was opened without giving an item.
    opened: u32,
    pub(super) is_over: bool,
}

/// What follows when the bytes end.
pub(super) enum After {
    /// The stream has ended, perhaps by an error.
    End(Option<Error>),
    /// It is opened again, after a pause.
    Again(Duration),
}

/// Whether a server ends the stream for good (WHATWG HTML, 9.2.3).
fn says_no_more(parts: &Parts) -> bool {
    parts.status == StatusCode::NO_CONTENT
}

fn media_type(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(CONTENT_TYPE)?;
    value.to_str().ok().filter(|_| !says_no_more(parts))
}

/// What an answer says before its items.
fn head(client: &Client, draft: &Draft, parts: &Parts) -> Response<()> {
    let body = bytes::Bytes::new();
    Response::new((), client.api(), draft.bounds, parts.clone(), body)
}

impl Source {
    pub(super) fn new(
        client: Client,
        draft: Draft,
        parts: Parts,
        events: bool,
    ) -> Result<Self, Box<Other>> {
        let is_over = says_no_more(&parts);
        match Frames::new(media_type(&parts), events, draft.max_item_bytes, "") {
            Some(frames) => Ok(Self {
                head: head(&client, &draft, &parts),
                client,
                draft,
                parts,
                frames,
                opened: 0,
                is_over,
            }),
            None => Err(Box::new(Other {
                client,
                draft,
                parts,
            })),
        }
    }

    /// The next item of the bytes at hand.
    pub(super) fn next<S: Streamed>(&mut self) -> Option<Result<S::Item, Error>> {
        match self.frame()? {
            Ok(frame) => {
                let read = match self.draft.bounds.check(&frame.data) {
                    Ok(()) => S::read(frame),
                    Err(error) => Err((error, frame)),
                };
                Some(read.map_err(|error| self.unreadable(error)))
            }
            Err(error) => Some(Err(error)),
        }
    }

    fn frame(&mut self) -> Option<Result<Frame, Error>> {
        if self.is_over {
            return None;
        }
        match self.frames.next() {
            Ok(Some(frame)) => {
                let end = self.draft.operation.stream.end;
                if !end.is_empty() && frame.data.trim_ascii() == end.as_bytes() {
                    self.is_over = true;
                    return None;
                }
                self.opened = 0;
                Some(Ok(frame))
            }
            Ok(None) => None,
            Err(TooLong) => {
                self.is_over = true;
                let error = Error::from(too_large(self.draft.max_item_bytes as u64));
                Some(Err(error.of(self.draft.operation)))
            }
        }
    }

    #[cold]
    fn unreadable(&self, (error, frame): (DecodeError, Frame)) -> Error {
        let api = self.client.api();
        let error = BodyError::new(
            error,
            api,
            self.draft.bounds,
            self.parts.clone(),
            frame.data,
        );
        Error::Decode(Box::new(error)).of(self.draft.operation)
    }

    /// What follows once the bytes have ended or broken off.
    pub(super) fn after(&mut self, error: Option<Error>) -> After {
        let reads = self.draft.operation.method == Method::GET.as_str();
        let lasting = matches!(error, Some(Error::TooLarge(_)));
        if !reads || lasting || self.is_over || self.opened >= self.draft.reconnects {
            self.is_over = true;
            return After::End(error);
        }
        let (id, retry) = self.frames.position();
        if let (false, Ok(id)) = (id.is_empty(), HeaderValue::from_str(id)) {
            let name = HeaderName::from_static("last-event-id");
            self.draft.headers.insert(name, id);
        }
        let pause = PAUSE.saturating_mul(1 << self.opened.min(10));
        self.opened = self.opened.saturating_add(1);
        After::Again(retry.unwrap_or(pause).min(LONGEST_PAUSE))
    }

    /// Goes on with another answer.
    pub(super) fn opened(&mut self, parts: Parts, events: bool) -> Result<(), Box<Other>> {
        let id = self.frames.position().0.to_owned();
        self.is_over = says_no_more(&parts);
        match Frames::new(media_type(&parts), events, self.draft.max_item_bytes, &id) {
            Some(frames) => {
                self.frames = frames;
                self.head = head(&self.client, &self.draft, &parts);
                self.parts = parts;
                Ok(())
            }
            None => Err(Box::new(Other {
                client: self.client.clone(),
                draft: self.draft.clone(),
                parts,
            })),
        }
    }

    /// What follows once the bytes have ended: what is left of them, then the rest.
    pub(super) fn ended<F>(&mut self, flow: &mut Option<F>) -> Option<After> {
        if flow.take().is_some() {
            self.frames.end();
            return None;
        }
        Some(self.after(None))
    }
}
