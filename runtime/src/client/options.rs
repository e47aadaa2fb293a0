//! Options of a single request.

use std::time::Duration;

use crate::Secret;

/// Options of one request, or the defaults of a client.
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
    /// The default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Overrides the client's key.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<Secret>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// Sets the idempotency key, so that the server executes repeated requests only once.
    #[must_use]
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Sets the account on whose behalf the request is made. An error if the API has no header for it.
    #[must_use]
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Sets the version of the API, instead of the one that the code was generated for. An error if the API has no header
    /// for it.
    #[must_use]
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// Adds a header, which replaces one of the client with the same name.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::new(value)));
        self
    }

    /// Overrides a client parameter, such as a tenant. An error if there is none of this name.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.parameters.push((name.into(), value.to_string()));
        self
    }

    /// Sets the timeout of one attempt; 80 seconds by default. For a response that is read as it arrives, such as a
    /// download, it applies to the head only.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets how often a failed request is retried, if that is safe; twice by default.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sets how long the server may send nothing while a response is read as it arrives. By default, this is the timeout of
    /// an attempt for downloads, and unlimited for streams of items.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }

    /// Overrides the client's server, also for operations with servers of their own. An absolute URL, which may have a path.
    /// The client's credentials are sent to it.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the maximum size of a stream item in bytes; 16 MiB by default. A longer one ends the stream with an error.
    #[must_use]
    pub fn max_item_bytes(mut self, bytes: usize) -> Self {
        self.max_item_bytes = Some(bytes);
        self
    }

    /// Sets how often in a row a `GET` stream that ended or broke is reopened, with the id of its last event in
    /// `Last-Event-ID` (WHATWG HTML, 9.2). Each item resets the count. Never by default.
    ///
    /// A `GET` download that breaks continues after the bytes received so far (`Range`, RFC 9110, 14.2), if the server
    /// identifies the file by a strong `ETag` or `Last-Modified`. If the file has changed by then, the download ends with an
    /// error. The server is asked not to compress such a download.
    #[must_use]
    pub fn reconnects(mut self, times: u32) -> Self {
        self.reconnects = Some(times);
        self
    }

    /// Sets the maximum size of a response body in bytes, decompressed; 256 MiB by default. Responses read as they arrive
    /// have no default limit.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = Some(bytes);
        self
    }

    /// Sets the maximum nesting of arrays and objects in a response or stream item, if it is less than the reader's limit of
    /// 128. A deeper one is [`Error::Decode`](crate::Error::Decode), before any of it is decoded.
    #[must_use]
    pub fn max_json_depth(mut self, depth: usize) -> Self {
        self.max_json_depth = Some(depth);
        self
    }

    /// Sets the maximum number of digits of a number in a response or item. Unlimited by default: most types hold few, but
    /// [`Number`](crate::Number), [`Decimal`](crate::Decimal) and [`Json`](crate::Json) any.
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
