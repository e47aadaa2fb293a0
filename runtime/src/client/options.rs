//! Options of a single request.

use std::time::Duration;

use crate::Secret;

/// Options of one request, or the usual ones of a client.
#[derive(Clone, Debug, Default)]
pub struct RequestOptions {
    pub(crate) api_key: Option<Secret>,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) api_version: Option<String>,
    pub(crate) headers: Vec<(String, Secret)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: Option<u32>,
    pub(crate) max_response_bytes: Option<usize>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_item_bytes: Option<usize>,
    pub(crate) max_json_depth: Option<usize>,
    pub(crate) max_number_digits: Option<usize>,
    pub(crate) reconnects: Option<u32>,
    pub(crate) base_url: Option<String>,
    pub(crate) parameters: Vec<(String, String)>,
}

impl RequestOptions {
    /// Nothing special.
    pub fn new() -> Self {
        Self::default()
    }

    /// Another key than the client's.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<Secret>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// Marks repetitions of the request, so that the server carries it out once.
    #[must_use]
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// The account on whose behalf the request is made. An error where the API has no header for it.
    #[must_use]
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Another version of the API than the one that the code was generated for. An error where the API has no header for
    /// it.
    #[must_use]
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// A header of one's own; it replaces one that the client would send.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::new(value)));
        self
    }

    /// Another value than the client's for a parameter that belongs to it, such as a tenant. An error where it has none of
    /// this name.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.parameters.push((name.into(), value.to_string()));
        self
    }

    /// How long one attempt may take; 80 seconds unless told otherwise. Of an answer that is read as it arrives, such as a
    /// download, only the head must be there by then.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How often a failed request is repeated where that is safe; twice unless told otherwise.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// How long an answer may be silent that is read as it arrives. Unless told otherwise a download may be silent as long
    /// as an attempt may take, and a stream of items forever.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }

    /// Another server than the client's, also for operations with servers of their own. An absolute URL, which may have a
    /// path. The credentials of the client go there.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// How long an item of a stream may be, in bytes; 16 MiB unless told otherwise. A longer one ends the stream with an
    /// error.
    #[must_use]
    pub fn max_item_bytes(mut self, bytes: usize) -> Self {
        self.max_item_bytes = Some(bytes);
        self
    }

    /// How often in a row a stream of a `GET` is opened again that has ended or broken off, with the id of its last event
    /// in `Last-Event-ID` (WHATWG HTML, 9.2). An item that arrives starts the count anew. Unless told otherwise, not at all.
    ///
    /// A download of a `GET` that breaks off goes on behind the bytes that it has (`Range`, RFC 9110, 14.2), if the server
    /// says which file it is by a strong `ETag` or `Last-Modified`. If it has another file by then, the download ends with an error.
    /// The server is asked not to compress such a download.
    #[must_use]
    pub fn reconnects(mut self, times: u32) -> Self {
        self.reconnects = Some(times);
        self
    }

    /// How long an answer's body may be, in bytes, decompressed. Unless told otherwise 256 MiB; what is read as it arrives
    /// may be of any length.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = Some(bytes);
        self
    }

    /// How deep arrays and objects of an answer or of an item of a stream may lie in each other, where that is less than
    /// 128, which the reader allows. A deeper one is [`Error::Decode`](crate::Error::Decode), before anything is read of it.
    #[must_use]
    pub fn max_json_depth(mut self, depth: usize) -> Self {
        self.max_json_depth = Some(depth);
        self
    }

    /// How many digits a number of an answer or of an item may have. Unless told otherwise there is no bound: most types hold
    /// few, but [`Number`](crate::Number), [`Decimal`](crate::Decimal) and [`Json`](crate::Json) any.
    #[must_use]
    pub fn max_number_digits(mut self, digits: usize) -> Self {
        self.max_number_digits = Some(digits);
        self
    }

    /// These options, and where they say nothing the others.
    pub(crate) fn or(mut self, usual: &Self) -> Self {
        self.api_key = self.api_key.or_else(|| usual.api_key.clone());
        self.idempotency_key = self
            .idempotency_key
            .or_else(|| usual.idempotency_key.clone());
        self.account = self.account.or_else(|| usual.account.clone());
        self.api_version = self.api_version.or_else(|| usual.api_version.clone());
        self.timeout = self.timeout.or(usual.timeout);
        self.retries = self.retries.or(usual.retries);
        self.max_response_bytes = self.max_response_bytes.or(usual.max_response_bytes);
        self.idle_timeout = self.idle_timeout.or(usual.idle_timeout);
        self.base_url = self.base_url.or_else(|| usual.base_url.clone());
        self.max_item_bytes = self.max_item_bytes.or(usual.max_item_bytes);
        self.max_json_depth = self.max_json_depth.or(usual.max_json_depth);
        self.max_number_digits = self.max_number_digits.or(usual.max_number_digits);
        self.reconnects = self.reconnects.or(usual.reconnects);
        let mut headers = usual.headers.clone();
        headers.extend(self.headers);
        self.headers = headers;
        let mut parameters = usual.parameters.clone();
        parameters.extend(self.parameters);
        self.parameters = parameters;
        self
    }
}
