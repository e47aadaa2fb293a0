//! Responses that are streams of items: server-sent events, JSON lines, JSON text sequences.

mod events;
mod frame;
mod frames;
mod lines;
mod source;
mod stream;
#[cfg(test)]
mod tests;

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use bytes::Bytes;

pub(super) use frame::Frame;
pub use stream::{BlockingItems, ItemStream};

use crate::{Decode, DecodeError};

/// The streamed response of an operation: [`Events`] or [`Lines`].
///
/// It is the third parameter of a [`Call`](crate::Call), whose [`stream`](crate::Call::stream) yields the items.
pub trait Streamed {
    /// An item.
    type Item;

    /// Whether the items are events.
    #[doc(hidden)]
    const EVENTS: bool;

    /// Decodes an item.
    #[doc(hidden)]
    fn read(frame: Frame) -> Result<Self::Item, (DecodeError, Frame)>;
}

/// A stream of server-sent events (`text/event-stream`) whose data is `T`. The items are [`Event`]s.
pub struct Events<T>(PhantomData<fn() -> T>);

/// A stream of JSON values, one per line (`application/x-ndjson`, `application/jsonl`) or separated as in RFC 7464
/// (`application/json-seq`).
pub struct Lines<T>(PhantomData<fn() -> T>);

impl<T: Decode> Streamed for Events<T> {
    type Item = Event<T>;
    const EVENTS: bool = true;

    fn read(frame: Frame) -> Result<Event<T>, (DecodeError, Frame)> {
        // the data is a text, which a `String` takes as it is and anything else as JSON
        match T::decode_body(&frame.data, Some("text/event-stream")) {
            Ok(data) => Ok(Event {
                data,
                event: frame.event,
                id: frame.id,
                retry: frame.retry,
            }),
            Err(error) => Err((error, frame)),
        }
    }
}

impl<T: Decode> Streamed for Lines<T> {
    type Item = T;
    const EVENTS: bool = false;

    fn read(frame: Frame) -> Result<T, (DecodeError, Frame)> {
        crate::from_slice(&frame.data).map_err(|error| (error, frame))
    }
}

/// A server-sent event (WHATWG HTML, 9.2). It dereferences to its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// The decoded data.
    pub data: T,
    /// The type of event; `message` by default.
    pub event: String,
    /// The last id from the server, in this event or an earlier one; empty if there was none.
    pub id: String,
    /// The reconnection time, if the server sets it with this event.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// Returns only the data.
    pub fn into_inner(self) -> T {
        self.data
    }
}

impl<T> Deref for Event<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> DerefMut for Event<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.data
    }
}

/// Like [`Events`], if `T` is the whole event: an object of `event`, `data`, `id` and `retry`. The data of an [`Event`] is
/// such an object.
pub struct EventObjects<T>(PhantomData<fn() -> T>);

impl<T: Decode> Streamed for EventObjects<T> {
    type Item = Event<T>;
    const EVENTS: bool = true;

    fn read(frame: Frame) -> Result<Event<T>, (DecodeError, Frame)> {
        let data = String::from_utf8_lossy(&frame.data);
        let quoted = |text: &str| crate::to_string(&crate::Json::String(text.to_owned()));
        let object = |data: &str| {
            let mut object = format!("{{\"event\":{},\"data\":{data}", quoted(&frame.event));
            if !frame.id.is_empty() {
                object += &format!(",\"id\":{}", quoted(&frame.id));
            }
            if let Some(retry) = frame.retry {
                object += &format!(",\"retry\":{}", retry.as_millis());
            }
            object + "}"
        };
        // data is JSON where the document says so, and a string where it says that
        let json = crate::from_str::<crate::Json>(&data).ok();
        let decoded = match json {
            Some(_) => crate::from_str::<T>(&object(&data))
                .or_else(|error| crate::from_str(&object(&quoted(&data))).map_err(|_| error)),
            None => crate::from_str(&object(&quoted(&data))),
        };
        match decoded {
            Ok(data) => Ok(Event {
                data,
                event: frame.event,
                id: frame.id,
                retry: frame.retry,
            }),
            Err(error) => Err((error, frame)),
        }
    }
}

impl<T> fmt::Debug for EventObjects<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventObjects")
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines")
    }
}

/// A text that is longer than an item may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// What cuts a stream into items. Bytes are pushed as they arrive.
trait Cut: Send {
    /// Adds received bytes.
    fn push(&mut self, chunk: &[u8]);

    /// The next item, if all of it has arrived.
    fn next(&mut self) -> Result<Option<Frame>, TooLong>;

    /// The rest at the end of the stream, if it is an item.
    fn finish(&mut self) -> Option<Frame>;

    /// Where to resume the stream: the last id, and the reconnection time.
    fn position(&self) -> (&str, Option<Duration>) {
        ("", None)
    }
}

impl Frame {
    fn of_data(data: Bytes) -> Self {
        Self {
            data,
            event: String::new(),
            id: String::new(),
            retry: None,
        }
    }
}
