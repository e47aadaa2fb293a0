//! Streams of items, blocking and asynchronous.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::super::boxed::BoxFuture;
use super::super::call::Call;
use super::super::error::Error;
use super::super::flow::{BlockingFlow, Flow};
use super::super::request::Wants;
use super::super::response::Response;
use super::super::send::{open, open_blocking};
use super::super::{BlockingBody, ResponseBody};
use super::Streamed;
use super::source::{After, Source};

type Opening = BoxFuture<'static, Result<http::Response<ResponseBody>, Error>>;

/// How much is read of an answer that is no stream.
const MOST_OF_ANOTHER: usize = 1 << 20;

impl<T, P, S: Streamed> Call<T, P, S> {
    /// Sends the request for a stream, and yields the items of the response as they arrive.
    ///
    /// An item that can't be decoded is an error with its text ([`BodyError::raw_body`](crate::BodyError::raw_body)), and
    /// the stream continues. Dropping the stream closes the connection.
    ///
    /// ```
    /// # use castiron_runtime::{Call, Error, Events, Json};
    /// # async fn f(call: Call<(), (), Events<Json>>) -> Result<(), Error> {
    /// let mut events = call.stream().await?;
    /// while let Some(event) = events.try_next().await? {
    ///     println!("{}: {}", event.event, *event);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If there is no response, or it is not a stream.
    pub async fn stream(mut self) -> Result<ItemStream<S>, Error> {
        let draft = self.inner.draft_for(Wants::Stream)?.streamed(None);
        let client = self.inner.client.clone();
        let (parts, body) = open(client.clone(), draft.clone()).await?.into_parts();
        let source = match Source::new(client, draft, parts, S::EVENTS) {
            Ok(source) => source,
            Err(other) => {
                let body = body.collect(MOST_OF_ANOTHER).await;
                return Err(other.error(body));
            }
        };
        Ok(ItemStream {
            flow: Some(Flow::new(&source.client, &source.draft, body)),
            source,
            opening: None,
            pause: None,
            items: PhantomData,
        })
    }

    /// Blocking version of [`Call::stream`]: an iterator.
    ///
    /// # Errors
    /// As [`Call::stream`].
    pub fn stream_blocking(mut self) -> Result<BlockingItems<S>, Error> {
        let draft = self.inner.draft_for(Wants::Stream)?.streamed(None);
        let client = self.inner.client.clone();
        let (parts, body) = open_blocking(&client, &draft)?.into_parts();
        let source = match Source::new(client, draft, parts, S::EVENTS) {
            Ok(source) => source,
            Err(other) => return Err(other.error(body.collect(MOST_OF_ANOTHER))),
        };
        Ok(BlockingItems {
            flow: Some(BlockingFlow::new(&source.draft, body)),
            source,
            buffer: vec![0; 16 << 10],
            items: PhantomData,
        })
    }
}

macro_rules! head {
    ($($ty:ident)*) => {$(
        impl<S> $ty<S> {
            /// Status, headers and request id of the answer.
            pub fn response(&self) -> &Response<()> {
                &self.source.head
            }

            /// The id of the last event, from which the stream can be gone on. Empty where the server gave none.
            pub fn last_event_id(&self) -> &str {
                self.source.frames.position().0
            }
        }

        impl<S> fmt::Debug for $ty<S> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($ty))
                    .field("operation", &self.source.draft.operation.id)
                    .field("is_over", &self.source.is_over)
                    .finish_non_exhaustive()
            }
        }
    )*};
}
head!(ItemStream BlockingItems);

/// The items of a response, as they arrive. Dropping it closes the connection.
#[must_use = "items arrive only when they are asked for"]
pub struct ItemStream<S> {
    source: Source,
    flow: Option<Flow>,
    opening: Option<Opening>,
    pause: Option<BoxFuture<'static, ()>>,
    items: PhantomData<fn() -> S>,
}

impl<S: Streamed> ItemStream<S> {
    /// The next item; `None` after the last.
    ///
    /// # Errors
    /// If an item can't be decoded: then the stream continues. Any other error is the last item.
    pub async fn try_next(&mut self) -> Result<Option<S::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<S::Item, Error>>> {
        loop {
            if let Some(item) = self.source.next::<S>() {
                return Poll::Ready(Some(item));
            }
            if self.source.is_over {
                self.flow = None;
                return Poll::Ready(None);
            }
            match ready!(self.poll_more(context)) {
                None => {}
                Some(After::End(error)) => return Poll::Ready(error.map(Err)),
                Some(After::Again(pause)) => {
                    self.flow = None;
                    let transport = self.source.client.0.transport.as_ref();
                    self.pause = transport.and_then(|transport| transport.sleep(pause));
                    let (client, draft) = (&self.source.client, &self.source.draft);
                    self.opening = Some(open(client.clone(), draft.clone()));
                }
            }
        }
    }

    /// Waits for bytes, or for what has to happen before there are any.
    fn poll_more(&mut self, context: &mut Context<'_>) -> Poll<Option<After>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        if let Some(opening) = &mut self.opening {
            let outcome = ready!(opening.as_mut().poll(context));
            self.opening = None;
            let opened = outcome.and_then(|response| {
                let (parts, body) = response.into_parts();
                let opened = self.source.opened(parts, S::EVENTS);
                opened.map_err(|other| other.error(Ok(Default::default())))?;
                Ok(Flow::new(&self.source.client, &self.source.draft, body))
            });
            match opened {
                Ok(flow) => self.flow = Some(flow),
                Err(error) => return Poll::Ready(Some(self.source.after(Some(error)))),
            }
        }
        let chunk = match &mut self.flow {
            Some(flow) => ready!(flow.poll_chunk(context)),
            None => None,
        };
        Poll::Ready(match chunk {
            Some(Ok(chunk)) => {
                self.source.frames.push(&chunk);
                None
            }
            Some(Err(error)) => Some(self.source.after(Some(error))),
            None => self.source.ended(&mut self.flow),
        })
    }
}

// the items are never pinned
impl<S> Unpin for ItemStream<S> {}

impl<S: Streamed> Stream for ItemStream<S> {
    type Item = Result<S::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

/// The items of a response, as they arrive: an iterator. Dropping it closes the connection.
#[must_use = "items arrive only when they are asked for"]
pub struct BlockingItems<S> {
    source: Source,
    flow: Option<BlockingFlow>,
    buffer: Vec<u8>,
    items: PhantomData<fn() -> S>,
}

impl<S: Streamed> BlockingItems<S> {
    /// Waits for bytes, or does what has to happen before there are any.
    fn more(&mut self) -> Option<After> {
        let read = match &mut self.flow {
            Some(flow) => flow.read(&mut self.buffer),
            None => Ok(0),
        };
        match read {
            Ok(0) => self.source.ended(&mut self.flow),
            Ok(count) => {
                let chunk = self.buffer.get(..count).unwrap_or_default();
                self.source.frames.push(chunk);
                None
            }
            Err(error) => Some(self.source.after(Some(error))),
        }
    }

    fn open_again(&mut self) -> Result<(), Error> {
        let (client, draft) = (&self.source.client, &self.source.draft);
        let (parts, body): (_, BlockingBody) = open_blocking(client, draft)?.into_parts();
        let opened = self.source.opened(parts, S::EVENTS);
        opened.map_err(|other| other.error(Ok(Default::default())))?;
        self.flow = Some(BlockingFlow::new(&self.source.draft, body));
        Ok(())
    }
}

impl<S: Streamed> Iterator for BlockingItems<S> {
    type Item = Result<S::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.source.next::<S>() {
                return Some(item);
            }
            if self.source.is_over {
                self.flow = None;
                return None;
            }
            let mut after = self.more();
            while let Some(next) = after.take() {
                match next {
                    After::End(error) => return error.map(Err),
                    After::Again(pause) => {
                        self.flow = None;
                        if let Some(transport) = &self.source.client.0.blocking {
                            transport.sleep(pause);
                        }
                        if let Err(error) = self.open_again() {
                            after = Some(self.source.after(Some(error)));
                        }
                    }
                }
            }
        }
    }
}
