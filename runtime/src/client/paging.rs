//! Iterates over all pages of a list.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::answers::FromAnswer;
use super::boxed::BoxFuture;
use super::call::{Call, decode, unreadable};
use super::error::Error;
use super::request::Wants;
use super::send::{send, send_blocking};
use super::walk::Walk;
use crate::{Decode, DecodeError, DecodeErrorKind, List};

/// A page of a list. `page!` implements it for the envelopes of a document.
pub trait Page: FromAnswer {
    /// What the list holds.
    type Item;
    /// Where the page has the items: a JSON pointer, empty where the page is an array.
    const ITEMS: &'static str;
    /// The media type to ask for, where the operation answers others that are no pages.
    #[doc(hidden)]
    const ACCEPT: &'static str = "";

    /// Whether this response is a page, if the operation has others.
    #[doc(hidden)]
    fn is_page(&self) -> bool {
        true
    }

    /// The items of the page.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T: Decode> Page for List<T> {
    type Item = T;
    const ITEMS: &'static str = "/data";

    fn into_items(self) -> Vec<T> {
        self.data
    }
}

impl<T: Decode> Page for Vec<T> {
    type Item = T;
    const ITEMS: &'static str = "";

    fn into_items(self) -> Vec<T> {
        self
    }
}

/// No answer is a page without items.
impl<T: Page + Decode> Page for Option<T> {
    type Item = T::Item;
    const ITEMS: &'static str = T::ITEMS;

    fn into_items(self) -> Vec<T::Item> {
        self.map_or_else(Vec::new, T::into_items)
    }
}

/// Types of fields with items.
pub trait Items {
    /// An item.
    type Item;
    /// The items.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> Items for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl<T: Items> Items for Option<T> {
    type Item = T::Item;

    fn into_items(self) -> Vec<T::Item> {
        self.map_or_else(Vec::new, T::into_items)
    }
}

/// Makes an envelope of a document a [`Page`]: `page!(ThingList { things: Thing })`, with the name on the wire behind
/// the field where it is another, escaped as in a JSON pointer: `page!(ThingList { r#type "type": Thing })`. What lies deeper
/// has its pointer, and how it is reached: `page!(ThingList { "/result/things" |page| page.result?.things => Thing })`.
#[macro_export]
macro_rules! page {
    ($ty:path { $pointer:literal |$page:ident| $items:expr => $item:ty $(,)? }) => {
        impl $crate::Page for $ty {
            type Item = $item;
            const ITEMS: &'static str = $pointer;

            fn into_items(self) -> $crate::Vec<$item> {
                let read = |$page: Self| -> $crate::Option<$crate::Vec<$item>> {
                    $crate::Option::Some($crate::Items::into_items($items))
                };
                read(self).unwrap_or_default()
            }
        }
    };
    ($ty:path { $field:ident : $item:ty $(,)? }) => {
        $crate::__page!($ty, $field, stringify!($field), $item);
    };
    ($ty:path { $field:ident $wire:literal : $item:ty $(,)? }) => {
        $crate::__page!($ty, $field, $wire, $item);
    };
}

/// What both forms of `page!` share.
#[doc(hidden)]
#[macro_export]
macro_rules! __page {
    ($ty:path, $field:ident, $wire:expr, $item:ty) => {
        impl $crate::Page for $ty {
            type Item = $item;
            const ITEMS: &'static str = concat!("/", $wire);

            fn into_items(self) -> $crate::Vec<$item> {
                $crate::Items::into_items(self.$field)
            }
        }
    };
}

/// Makes an enum of several answers a [`Page`], by the one that is: `answers_page!(Found { Json "application/json": ThingList })`.
#[macro_export]
macro_rules! answers_page {
    ($ty:path { $variant:ident $media_type:literal : $page:ty $(,)? }) => {
        impl $crate::Page for $ty {
            type Item = <$page as $crate::Page>::Item;
            const ITEMS: &'static str = <$page as $crate::Page>::ITEMS;
            const ACCEPT: &'static str = $media_type;

            fn is_page(&self) -> bool {
                matches!(self, Self::$variant(_))
            }

            fn into_items(self) -> $crate::Vec<Self::Item> {
                match self {
                    Self::$variant(page) => $crate::Page::into_items(page),
                    _ => $crate::Vec::new(),
                }
            }
        }
    };
}

impl<T: Page, P, S> Call<T, P, S> {
    /// Reads all pages, as a stream of items. With the parameter `ending_before` it goes backwards.
    pub fn all(mut self) -> Pages<T> {
        Pages {
            source: Source::new(
                self.inner.client.clone(),
                self.inner.draft_for(Wants::Value),
            ),
            fetching: None,
        }
    }

    /// Reads all pages, as an iterator over items.
    pub fn all_blocking(mut self) -> BlockingPages<T> {
        BlockingPages(Source::new(
            self.inner.client.clone(),
            self.inner.draft_for(Wants::Value),
        ))
    }
}

/// What streams and iterators share.
struct Source<T: Page> {
    walk: Option<Walk>,
    items: VecDeque<T::Item>,
    failure: Option<Error>,
    left: usize,
}

impl<T: Page> Source<T> {
    fn new(client: super::Client, draft: Result<super::request::Draft, Error>) -> Self {
        let (walk, failure) = match draft.and_then(|draft| draft.accepting(T::ACCEPT)) {
            Ok(draft) => (Some(Walk::new(client, draft)), None),
            Err(error) => (None, Some(error)),
        };
        Self {
            walk,
            items: VecDeque::new(),
            failure,
            left: usize::MAX,
        }
    }

    /// The next item of those at hand; `None` when a page must be fetched first.
    fn at_hand(&mut self) -> Option<Option<Result<T::Item, Error>>> {
        if self.left == 0 {
            self.walk = None;
            return Some(None);
        }
        if let Some(item) = self.items.pop_front() {
            self.left = self.left.saturating_sub(1);
            return Some(Some(Ok(item)));
        }
        if let Some(error) = self.failure.take() {
            self.walk = None;
            return Some(Some(Err(error)));
        }
        if self.walk.is_none() {
            Some(None)
        } else {
            None
        }
    }

    /// Takes a page in. An error ends the walk; what came before it stays.
    fn arrived(&mut self, answer: Result<http::Response<Bytes>, Error>) {
        let Some(walk) = &mut self.walk else { return };
        let outcome = answer.and_then(|response| {
            let config = walk.client.0.clone();
            let (parts, body) = response.into_parts();
            let again = http::Response::from_parts(parts.clone(), body.clone());
            let (operation, bounds) = (walk.draft.operation, walk.draft.bounds);
            let page = decode::<T>(&config, Some(operation), bounds, again)?.into_inner();
            if !page.is_page() {
                let error = DecodeError::new(
                    DecodeErrorKind::Value,
                    "expected a page of a list, found another answer",
                );
                return Err(unreadable(&config, bounds, parts, body, error).of(operation));
            }
            let mut items = page.into_items();
            let more = walk.advance(&parts.headers, &body, T::ITEMS, items.len());
            if walk.backward {
                items.reverse();
            }
            self.items.extend(items);
            more
        });
        match outcome {
            Ok(true) => {}
            Ok(false) => self.walk = None,
            Err(error) => {
                self.failure = Some(error);
            }
        }
    }
}

impl<T: Page> fmt::Debug for Source<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("items", &self.items.len())
            .field("more", &self.walk.is_some())
            .finish()
    }
}

/// A stream over the items of all pages. An error is its last item.
#[must_use = "streams do nothing unless polled"]
pub struct Pages<T: Page> {
    source: Source<T>,
    fetching: Option<BoxFuture<'static, Result<http::Response<Bytes>, Error>>>,
}

impl<T: Page> Pages<T> {
    /// Stops after this many items.
    pub fn limit(mut self, items: usize) -> Self {
        self.source.left = items;
        self
    }

    /// The next item; `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<T::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// Collects the remaining items.
    pub async fn try_collect(mut self) -> Result<Vec<T::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T::Item, Error>>> {
        loop {
            if let Some(item) = self.source.at_hand() {
                return Poll::Ready(item);
            }
            let fetching = match (&mut self.fetching, &self.source.walk) {
                (Some(fetching), _) => fetching,
                (fetching, Some(walk)) => {
                    fetching.insert(send(walk.client.clone(), walk.draft.clone()))
                }
                (None, None) => return Poll::Ready(None),
            };
            let answer = ready!(fetching.as_mut().poll(context));
            self.fetching = None;
            self.source.arrived(answer);
        }
    }
}

// the items are never pinned
impl<T: Page> Unpin for Pages<T> {}

impl<T: Page> Stream for Pages<T> {
    type Item = Result<T::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T: Page> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

/// An iterator over the items of all pages. An error is its last item.
#[must_use = "iterators do nothing unless asked"]
#[derive(Debug)]
pub struct BlockingPages<T: Page>(Source<T>);

impl<T: Page> BlockingPages<T> {
    /// Stops after this many items.
    pub fn limit(mut self, items: usize) -> Self {
        self.0.left = items;
        self
    }
}

impl<T: Page> Iterator for BlockingPages<T> {
    type Item = Result<T::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.0.at_hand() {
                return item;
            }
            let walk = self.0.walk.as_ref()?;
            let answer = send_blocking(&walk.client, &walk.draft);
            self.0.arrived(answer);
        }
    }
}
