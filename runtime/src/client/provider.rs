//! Renewable credentials.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::Config;
use super::api::Auth;
use super::boxed::{BoxError, BoxFuture, MaybeSend, MaybeSync};
use super::credentials::{Credential, attach};
use super::error::Error;
use super::transport::{BlockingTransport, SendOptions, Transport};
use super::transport_error::TransportError;

/// How long the answer may be that brings a credential.
const LONGEST: usize = 1 << 20;

/// Provides the credential for a security scheme to awaited requests; see
/// [`ClientBuilder::credential_provider`](super::ClientBuilder::credential_provider).
///
/// It is called before each attempt, so it should cache the credential. After a 401 it is called once more, with the refused
/// credential; the request is then sent once more, whatever its method, because the server has rejected it.
///
/// ```
/// use castiron_runtime::{Ask, BoxError, BoxFuture, Credential, CredentialProvider};
///
/// /// Reads the token from a file that something else keeps fresh.
/// struct TokenFile(std::path::PathBuf);
///
/// impl CredentialProvider for TokenFile {
///     fn credential<'a>(&'a self, _: Ask<'a>) -> BoxFuture<'a, Result<Credential, BoxError>> {
///         Box::pin(async { Ok(std::fs::read_to_string(&self.0)?.trim().into()) })
///     }
/// }
/// ```
pub trait CredentialProvider: MaybeSend + MaybeSync + 'static {
    /// The credential for the next attempt.
    ///
    /// # Errors
    /// If there is none: the call fails with this error. A [`TransportError`] becomes an error of the call itself.
    fn credential<'a>(&'a self, ask: Ask<'a>) -> BoxFuture<'a, Result<Credential, BoxError>>;
}

/// As [`CredentialProvider`], for requests that are sent by [`Call::send_blocking`](super::Call::send_blocking).
pub trait BlockingCredentialProvider: Send + Sync + 'static {
    /// The credential for the next attempt.
    ///
    /// # Errors
    /// If there is none: the call fails with this error. A [`TransportError`] becomes an error of the call itself.
    fn credential(&self, ask: BlockingAsk<'_>) -> Result<Credential, BoxError>;
}

/// The context of a [`CredentialProvider`]'s call, which can send requests for a credential.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    refused: Option<&'a Credential>,
    transport: &'a Arc<dyn Transport>,
}

impl<'a> Ask<'a> {
    /// The credential of the previous attempt, if the server has answered it with 401.
    pub fn refused(&self) -> Option<&'a Credential> {
        self.refused
    }

    /// Sends a request with the client's transport, such as one for a token. It has the timeout of any request, and its
    /// response is limited to 1 MiB.
    pub fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'static, Result<http::Response<Bytes>, TransportError>> {
        self.sender().send(request)
    }

    /// What sends, for itself.
    pub(crate) fn sender(&self) -> Sender {
        Sender(Arc::clone(self.transport))
    }
}

/// Sends requests that are no calls.
#[derive(Clone)]
pub(crate) struct Sender(Arc<dyn Transport>);

impl Sender {
    /// See [`Ask::send`].
    pub(crate) fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'static, Result<http::Response<Bytes>, TransportError>> {
        let transport = Arc::clone(&self.0);
        request.extensions_mut().insert(limits());
        Box::pin(async move {
            let answer = super::timed::timed(&*transport, request).await?;
            let (head, body) = answer.into_parts();
            Ok(http::Response::from_parts(
                head,
                body.collect(LONGEST).await?,
            ))
        })
    }
}

impl fmt::Debug for Ask<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ask")
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

/// As [`Ask`], for a [`BlockingCredentialProvider`].
#[derive(Clone, Copy)]
pub struct BlockingAsk<'a> {
    refused: Option<&'a Credential>,
    transport: &'a dyn BlockingTransport,
}

impl BlockingAsk<'_> {
    /// The credential of the previous attempt, if the server has answered it with 401.
    pub fn refused(&self) -> Option<&Credential> {
        self.refused
    }

    /// As [`Ask::send`].
    ///
    /// # Errors
    /// Errors of the transport, and a response that is too large.
    pub fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        request.extensions_mut().insert(limits());
        let (head, body) = self.transport.send(request)?.into_parts();
        Ok(http::Response::from_parts(head, body.collect(LONGEST)?))
    }
}

impl fmt::Debug for BlockingAsk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingAsk")
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

fn limits() -> SendOptions {
    SendOptions {
        max_response_bytes: LONGEST,
        ..SendOptions::default()
    }
}

/// Who gives the credential for a scheme.
#[derive(Clone)]
pub(super) struct Provider {
    pub(super) scheme: String,
    pub(super) awaited: Option<Arc<dyn CredentialProvider>>,
    pub(super) blocking: Option<Arc<dyn BlockingCredentialProvider>>,
}

/// Changes the provider for a scheme, which is made where there is none.
pub(super) fn with(
    providers: &mut Vec<Provider>,
    scheme: String,
    change: impl FnOnce(&mut Provider),
) {
    if let Some(known) = providers.iter_mut().find(|one| one.scheme == scheme) {
        return change(known);
    }
    let mut fresh = Provider {
        scheme,
        awaited: None,
        blocking: None,
    };
    change(&mut fresh);
    providers.push(fresh);
}

/// The credentials of providers for one request.
#[derive(Debug, Default)]
pub(super) struct Provided {
    /// How each is sent, and the number of its provider.
    wanted: Vec<(Auth, usize)>,
    /// What was given last.
    given: Vec<Credential>,
    /// Whether the server rejected the last credential.
    pub(super) refused: bool,
}

impl Provided {
    pub(super) fn new(wanted: Vec<(Auth, usize)>) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Puts them into a request.
    pub(super) async fn fill(
        &mut self,
        config: &Config,
        transport: &Arc<dyn Transport>,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        let mut given = Vec::new();
        for wanted in self.each(config) {
            let awaited = wanted.provider.awaited.as_ref();
            let awaited = awaited.ok_or_else(|| missing(wanted.provider, ""))?;
            let refused = wanted.refused;
            let outcome = awaited.credential(Ask { refused, transport }).await;
            given.push(wanted.put(outcome, request)?);
        }
        (self.given, self.refused) = (given, false);
        Ok(())
    }

    /// As [`Provided::fill`], without futures.
    pub(super) fn fill_blocking(
        &mut self,
        config: &Config,
        transport: &dyn BlockingTransport,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        let mut given = Vec::new();
        for wanted in self.each(config) {
            let blocking = wanted.provider.blocking.as_ref();
            let blocking = blocking.ok_or_else(|| missing(wanted.provider, "blocking_"))?;
            let refused = wanted.refused;
            let outcome = blocking.credential(BlockingAsk { refused, transport });
            given.push(wanted.put(outcome, request)?);
        }
        (self.given, self.refused) = (given, false);
        Ok(())
    }

    /// The credentials to ask for, in their order.
    fn each<'a>(&'a self, config: &'a Config) -> impl Iterator<Item = Wanted<'a>> {
        let wanted = self.wanted.iter().enumerate();
        wanted.filter_map(move |(at, (auth, index))| {
            Some(Wanted {
                auth: *auth,
                provider: config.providers.get(*index)?,
                refused: self.given.get(at).filter(|_| self.refused),
            })
        })
    }
}

/// A credential to ask for.
struct Wanted<'a> {
    auth: Auth,
    provider: &'a Provider,
    /// What was given before, where the server has refused it.
    refused: Option<&'a Credential>,
}

impl Wanted<'_> {
    /// Adds the credential to the request.
    fn put(
        &self,
        outcome: Result<Credential, BoxError>,
        request: &mut http::Request<Bytes>,
    ) -> Result<Credential, Error> {
        let credential = outcome.map_err(|error| failed(self.provider, error))?;
        attach(request, self.auth, credential.text())?;
        Ok(credential)
    }
}

#[cold]
fn missing(provider: &Provider, prefix: &str) -> Error {
    Error::build(format!(
        "who provides the credential for `{}` can't be asked in this way: give the builder a \
         `{prefix}credential_provider` too",
        provider.scheme
    ))
}

#[cold]
fn failed(provider: &Provider, error: BoxError) -> Error {
    match error.downcast::<TransportError>() {
        Ok(error) => Error::from(*error),
        Err(error) => Error::build(format!(
            "there is no credential for `{}`: {error}",
            provider.scheme
        )),
    }
}
