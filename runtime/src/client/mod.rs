//! The client: it builds requests from operations and parameters, and decodes responses.
//!
//! Only [`Transport`]s do I/O. A [`Call`] is a request that is ready to be sent: with `.await`, with
//! [`Call::send_blocking`], or by the program itself with [`Call::into_parts`].

mod answers;
mod api;
mod api_error;
mod base_url;
mod body;
mod bounds;
mod boxed;
mod builder;
mod call;
mod credentials;
mod download;
mod error;
mod excerpt;
mod exchange;
mod flow;
mod header_value;
mod headers;
mod hooks;
mod items;
mod media_type;
mod operation;
mod options;
mod paging;
mod provider;
mod query;
mod random;
mod request;
mod response;
mod resume;
mod send;
mod server;
mod shared;
mod shared_values;
#[cfg(test)]
mod tests;
mod timed;
mod timer;
mod trace;
mod transport;
mod transport_error;
mod upload;
mod walk;

use std::fmt;
use std::sync::Arc;

pub(crate) use answers::by_status;
#[doc(hidden)]
pub use answers::{__pick, __read};
pub use answers::{AnswerHead, FromAnswer, OnlyStream};
pub use api::{Api, Auth, Scheme};
pub use api_error::ApiError;
pub use body::{BlockingBody, ResponseBody};
pub use boxed::{BoxError, BoxFuture, BoxStream, MaybeSend, MaybeSync};
pub use builder::ClientBuilder;
pub use call::{Answer, Call, CallFuture};
pub use credentials::Credential;
pub use download::{BlockingDownload, Download};
pub use error::{BodyError, BuildError, Error, Redirect};
pub use headers::HasHeaders;
pub use hooks::{Attempt, Hooks};
pub use items::{BlockingItems, Event, EventObjects, Events, ItemStream, Lines, Streamed};
pub(crate) use media_type::{bare, closest, essence};
pub use operation::{Operation, PageEnd, Paging};
pub use options::RequestOptions;
pub use paging::{BlockingPages, Items, Page, Pages};
#[cfg(feature = "oauth2")]
pub(crate) use provider::Sender;
pub use provider::{Ask, BlockingAsk, BlockingCredentialProvider, CredentialProvider};
pub(crate) use query::set_param;
pub use response::Response;
pub use server::{Server, ServerVariable};
pub use shared::{Shared, SharedParameter};
#[cfg(any(
    all(
        feature = "hyper",
        not(all(target_family = "wasm", target_os = "unknown"))
    ),
    feature = "ureq"
))]
pub(crate) use transport::expects_content;
pub use transport::{BlockingTransport, SendOptions, Transport};
pub use transport_error::{TransportError, TransportErrorKind};
pub(crate) use upload::Piece;
pub use upload::{StreamBody, StreamReader};

use crate::Secret;

/// A client of an API. Clones are cheap and share everything.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Config>);

/// What a client knows.
pub(crate) struct Config {
    pub(crate) api: &'static Api,
    pub(crate) key: Option<Secret>,
    pub(crate) credentials: Vec<(String, Credential)>,
    providers: Vec<provider::Provider>,
    hooks: Vec<Arc<dyn Hooks>>,
    pub(crate) base_url: Option<String>,
    pub(crate) base_path: Option<String>,
    pub(crate) server: Option<String>,
    pub(crate) server_variables: Vec<(String, String)>,
    pub(crate) user_agent: String,
    pub(crate) options: RequestOptions,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) blocking: Option<Arc<dyn BlockingTransport>>,
    without_transport: bool,
    /// The parameters of the client that each request gives by itself.
    per_request: Vec<String>,
    pub(crate) random: Option<Arc<dyn Fn() -> u64 + Send + Sync>>,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.api.title)
            .field("base_url", &self.base_url)
            .field("key", &self.key)
            .field("credentials", &self.credentials)
            .field("options", &self.options)
            .field("transport", &self.transport.is_some())
            .field("blocking", &self.blocking.is_some())
            .finish_non_exhaustive()
    }
}

/// The key is hidden.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Client {
    /// The API of this client.
    pub fn api(&self) -> &'static Api {
        self.0.api
    }
}
