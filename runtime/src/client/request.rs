//! Builds an `http::Request` from an operation and its parameters.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, Method, Uri};

use super::answers::FromAnswer;
use super::api::Auth;
use super::bounds::Bounds;
use super::credentials::{self, Proof};
use super::error::Error;
use super::header_value::{header_name, insert, insert_named, secret_value};
use super::operation::Operation;
use super::options::RequestOptions;
use super::query::set_param;
use super::transport::SendOptions;
use super::upload::StreamBody;
use super::{Config, base_url, random, shared_values};
use crate::Body;
use crate::params::{Parts, style};

/// A request in parts: paging changes the query between one page and the next.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) operation: &'static Operation,
    pub(crate) url: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body, where it is read while it is sent; the bytes are empty then.
    pub(crate) stream: Option<StreamBody>,
    pub(crate) send: SendOptions,
    /// How long the answer may be, where the caller says so.
    limit: Option<usize>,
    pub(crate) max_item_bytes: usize,
    /// What its answer may come to as JSON.
    pub(crate) bounds: Bounds,
    pub(crate) reconnects: u32,
    pub(crate) retries: u32,
    /// The credentials that come from providers: how each is sent, and whose it is.
    pub(crate) provided: Vec<(Auth, usize)>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// One answer, as it comes.
    Answer,
    /// One answer, as a value of a type.
    Value,
    /// A stream of items.
    Stream,
}

impl Wants {
    /// One answer that is read as `T`.
    pub(crate) fn value<T: FromAnswer>() -> Self {
        match T::AS_IT_CAME {
            true => Self::Answer,
            false => Self::Value,
        }
    }
}

impl Draft {
    pub(crate) fn new(
        config: &Config,
        operation: &'static Operation,
        path: &[(Cow<'static, str>, Option<String>)],
        mut parts: Parts,
        options: RequestOptions,
        wants: Wants,
    ) -> Result<Self, Error> {
        let options = options.or(&config.options);
        let mut query = parts.take_query();
        let mut headers = HeaderMap::new();
        let mut path: Vec<_> = path.iter().chain(&parts.path).cloned().collect();
        let accept = match wants {
            Wants::Answer => crate::xml::accept(operation, false)?,
            Wants::Value => crate::xml::accept(operation, true)?,
            Wants::Stream => operation.stream.accept.into(),
        };
        insert(&mut headers, ACCEPT, &accept)?;
        insert(&mut headers, USER_AGENT, &config.user_agent)?;
        match (config.api.version_header, options.api_version.as_deref()) {
            (Some((name, usual)), asked) => {
                insert_named(&mut headers, name, asked.unwrap_or(usual))?;
            }
            (None, Some(_)) => return Err(no_header("a version of the API", "version-header")),
            (None, None) => {}
        }
        match (config.api.account_header, &options.account) {
            (Some(name), Some(account)) => insert_named(&mut headers, name, account)?,
            (None, Some(_)) => return Err(no_header("an account", "account-header")),
            (_, None) => {}
        }
        let mut cookies = std::mem::take(&mut parts.cookies);
        let provided = authorize(
            config,
            operation,
            &options,
            &mut headers,
            &mut query,
            &mut cookies,
        )?;
        for (name, value) in std::mem::take(&mut parts.headers) {
            insert_named(&mut headers, &name, &value)?;
        }
        shared_values::fill(
            config.api,
            operation,
            &options,
            &mut path,
            &mut query,
            &mut headers,
            &mut cookies,
        )?;
        let url = format!(
            "{}{}",
            base_url::base(config, operation, options.base_url.as_deref())?,
            fill(operation.template, &path)?
        );
        let seed = match parts.streams() {
            false => 0,
            true => random::bits(config).ok_or_else(|| {
                Error::build(
                    "a file that is streamed needs random numbers: see `ClientBuilder::random`",
                )
            })?,
        };
        for (_, name, value) in parts.part_headers() {
            // within a body they are text, which is checked as that of other headers
            insert_named(&mut HeaderMap::new(), name, value)?;
        }
        if operation.empty_object {
            parts.open(operation.body);
        }
        let flag = operation.stream.flag;
        let mut content = match wants {
            Wants::Stream if !flag.is_empty() => parts.into_content_with(flag, seed),
            _ => parts.into_content(seed),
        };
        if let (Some(xml), Body::XmlAs(_), Some(_)) =
            (&operation.xml, operation.body, &content.media_type)
        {
            content.bytes = xml.request_of(&content.bytes)?;
        }
        if let Some(stream) = &content.stream {
            insert(&mut headers, CONTENT_LENGTH, &stream.length().to_string())?;
        }
        if let Some(media_type) = &content.media_type {
            match (operation.content_type, media_type.split_once(';')) {
                ("", _) => insert(&mut headers, CONTENT_TYPE, media_type)?,
                (said, None) => insert(&mut headers, CONTENT_TYPE, said)?,
                (said, Some((_, boundary))) => {
                    insert(&mut headers, CONTENT_TYPE, &format!("{said};{boundary}"))?;
                }
            }
        }
        let retries = options.retries.unwrap_or(2);
        if let Some(name) = config.api.idempotency_header
            && !is_idempotent(operation.method)
        {
            let key = options
                .idempotency_key
                .clone()
                .or_else(|| (retries > 0).then(|| random::key(config)).flatten());
            if let Some(key) = key {
                insert_named(&mut headers, name, &key)?;
            }
        } else if let Some(key) = &options.idempotency_key {
            insert_named(
                &mut headers,
                config.api.idempotency_header.unwrap_or("idempotency-key"),
                key,
            )?;
        }
        for (name, value) in &options.headers {
            // a request has one of these at most (RFC 6265, 5.4): all cookies are in it
            if name.eq_ignore_ascii_case("cookie") {
                cookies.push(value.expose().to_owned());
                continue;
            }
            // what it is for nobody knows: it may be a secret
            let value = secret_value(name, value.expose())?;
            headers.insert(header_name(name)?, value);
        }
        if !cookies.is_empty() {
            let given = headers.get(COOKIE).and_then(|given| given.to_str().ok());
            let all: Vec<&str> = given
                .into_iter()
                .chain(cookies.iter().map(String::as_str))
                .collect();
            let value = secret_value("cookie", &all.join("; "))?;
            headers.insert(COOKIE, value);
        }
        let usual = SendOptions::default();
        let send = SendOptions {
            timeout: options.timeout.unwrap_or(usual.timeout),
            idle_timeout: options.idle_timeout,
            max_response_bytes: (options.max_response_bytes).unwrap_or(usual.max_response_bytes),
            streamed: false,
        };
        Ok(Self {
            operation,
            url,
            query,
            headers,
            body: content.bytes,
            stream: content.stream,
            send,
            limit: options.max_response_bytes,
            max_item_bytes: options.max_item_bytes.unwrap_or(16 << 20),
            bounds: Bounds::of(&options),
            reconnects: options.reconnects.unwrap_or(0),
            retries,
            provided,
        })
    }

    /// The same request, for an answer that is read as it arrives.
    pub(crate) fn streamed(mut self, idle_timeout: Option<Duration>) -> Self {
        self.send = SendOptions {
            streamed: true,
            idle_timeout: self.send.idle_timeout.or(idle_timeout),
            max_response_bytes: self.limit.unwrap_or(usize::MAX),
            ..self.send
        };
        self
    }

    /// The same request for one of the media types of the answer; for all of them where none is named.
    pub(crate) fn accepting(mut self, media_type: &str) -> Result<Self, Error> {
        if !media_type.is_empty() {
            insert(&mut self.headers, ACCEPT, media_type)?;
        }
        Ok(self)
    }

    /// As [`Draft::request`], with all of its body in memory.
    pub(crate) fn whole_request(&self) -> Result<http::Request<Bytes>, Error> {
        if !self.provided.is_empty() {
            return Err(Error::build(
                "its credential comes from a provider, which is asked when the client sends the request itself: give this \
                 call a key by `RequestOptions::api_key`",
            ));
        }
        let mut request = self.request()?;
        if let Some(stream) = request.extensions_mut().remove::<StreamBody>() {
            *request.body_mut() = (stream.collect())
                .map_err(|error| Error::build(format!("the body cannot be read: {error}")))?;
        }
        Ok(request)
    }

    /// The request as it goes out. A body that is read while it is sent lies among its extensions.
    pub(crate) fn request(&self) -> Result<http::Request<Bytes>, Error> {
        let text = match self.query.as_str() {
            "" => self.url.clone(),
            query if self.url.contains('?') => format!("{}&{query}", self.url),
            query => format!("{}?{query}", self.url),
        };
        let uri: Uri = text
            .parse()
            .map_err(|error| Error::build(format!("{:?} is no URL: {error}", self.url)))?;
        let method = Method::from_bytes(self.operation.method.as_bytes())
            .map_err(|_| Error::build(format!("{:?} is no method", self.operation.method)))?;
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers.clone();
        request.extensions_mut().insert(self.send);
        if let Some(stream) = &self.stream {
            request.extensions_mut().insert(stream.clone());
        }
        Ok(request)
    }

    /// Whether the request may be sent again although the server may have seen it.
    pub(crate) fn repeatable(&self, idempotency_header: Option<&str>) -> bool {
        is_idempotent(self.operation.method)
            || idempotency_header.is_some_and(|name| self.headers.contains_key(name))
    }
}

/// Methods whose repetition has no further effect (RFC 9110, 9.2.2).
fn is_idempotent(method: &str) -> bool {
    matches!(
        method,
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE"
    )
}

/// Puts values into a path template. No segment with a value can become `.` or `..`, or vanish.
fn fill(template: &str, values: &[(Cow<'static, str>, Option<String>)]) -> Result<String, Error> {
    let mut path = String::new();
    for segment in template
        .split('/')
        .skip(usize::from(template.starts_with('/')))
    {
        path.push('/');
        let start = path.len();
        let mut rest = segment;
        while let Some((before, after)) = rest.split_once('{') {
            path.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            let value = values.iter().find(|(known, _)| *known == name);
            let (_, value) = value
                .ok_or_else(|| Error::build(format!("the path needs a value for `{name}`")))?;
            let value = value
                .as_deref()
                .ok_or_else(|| Error::build(format!("`{name}` in the path is empty")))?;
            path.push_str(value);
            rest = after;
        }
        path.push_str(rest);
        let filled = path.get(start..).unwrap_or_default();
        // an encoded dot is a dot to those who resolve URLs (WHATWG URL, 4.1)
        let dots = filled.replace("%2e", ".").replace("%2E", ".");
        if matches!(dots.as_str(), "." | "..") && filled != segment {
            return Err(Error::build(format!(
                "{filled:?} as a segment of the path would lead elsewhere"
            )));
        }
    }
    Ok(path)
}

/// Puts credentials in their places; those of providers are told apart, as they are asked later.
fn authorize(
    config: &Config,
    operation: &Operation,
    options: &RequestOptions,
    headers: &mut HeaderMap,
    query: &mut String,
    cookies: &mut Vec<String>,
) -> Result<Vec<(Auth, usize)>, Error> {
    let mut secret = |name: HeaderName, text: String| {
        let value = secret_value(name.as_str(), &text)?;
        headers.insert(name, value);
        Ok::<_, Error>(())
    };
    let mut provided = Vec::new();
    for (auth, proof) in credentials::choose(config, operation, options.api_key.as_ref())? {
        let key = match proof {
            Proof::Text(key) => key,
            Proof::Provided(index) => {
                provided.push((auth, index));
                continue;
            }
        };
        match auth {
            Auth::None => {}
            Auth::Bearer => secret(AUTHORIZATION, format!("Bearer {key}"))?,
            Auth::Basic => secret(AUTHORIZATION, credentials::basic(&key))?,
            Auth::Header(name) => secret(header_name(name)?, key)?,
            Auth::Query(name) => set_param(query, name, Some(&key)),
            Auth::Cookie(name) => {
                cookies.push(format!("{name}={}", style::cookie(&key)));
            }
        }
    }
    Ok(provided)
}

/// An option that would otherwise be lost without a word.
fn no_header(what: &str, setting: &str) -> Error {
    Error::build(format!(
        "the request is to name {what}, but the API has no header for it: `{setting}` of its settings says which"
    ))
}

/// Titles may have anything in them, headers may not.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == ' ' || c.is_ascii_graphic() {
                c
            } else {
                '?'
            }
        })
        .collect()
}
