//! OAuth 2 tokens that renew automatically (feature `oauth2`, with the `oauth2` crate): client credentials (RFC 6749, 4.4)
//! and refresh tokens (RFC 6749, 6).
//!
//! ```
//! use castiron_runtime::oauth2::OAuth2;
//! use castiron_runtime::{Api, Auth, Client, Scheme};
//!
//! static API: Api = Api::new("Pets", "1.0")
//!     .server("https://pets.example/v1")
//!     .schemes(&[Scheme::new("login", Auth::Bearer)])
//!     .security(&[&["login"]]);
//!
//! let tokens = OAuth2::client_credentials("https://login.example/token", "me", "hush")?.scope("pets:read");
//! let client: Client = Client::anonymous(&API).oauth2("login", tokens).without_transport().build()?;
//! # Ok::<_, castiron_runtime::Error>(())
//! ```

use std::fmt;
use std::sync::Arc;
use std::time::Duration;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use std::time::Instant;

use async_lock::Mutex;
use bytes::Bytes;
use oauth2::basic::{BasicClient, BasicErrorResponse, BasicTokenResponse};
use oauth2::{
    AsyncHttpClient, AuthType, ClientId, ClientSecret, HttpRequest, HttpResponse, RefreshToken,
    RequestTokenError, Scope, TokenResponse, TokenUrl,
};
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
use web_time::Instant;

use crate::client::Sender;
use crate::{
    Ask, BoxError, BoxFuture, Client, ClientBuilder, Credential, CredentialProvider, Error, Secret,
    TransportError,
};
#[cfg(not(target_family = "wasm"))]
use crate::{BlockingAsk, BlockingCredentialProvider};

/// A token is renewed this long before it ends, or after nine tenths of its time where that is later.
const EARLY: Duration = Duration::from_secs(30);

/// Gets tokens and caches them until shortly before they expire, or until the server refuses them. Clones share the token;
/// if several requests need a new one at once, one requests it and the others wait.
#[derive(Clone)]
pub struct OAuth2 {
    url: TokenUrl,
    id: ClientId,
    secret: Option<Secret>,
    auth: AuthType,
    scopes: Vec<Scope>,
    parameters: Vec<(String, Secret)>,
    renewed: Option<Arc<Keep>>,
    state: Arc<Mutex<State>>,
}

/// What keeps a new refresh token.
type Keep = dyn Fn(&Secret) + Send + Sync;

/// What is known of tokens.
#[derive(Default)]
struct State {
    access: Option<Access>,
    refresh: Option<Secret>,
}

struct Access {
    token: Secret,
    ends: Option<Instant>,
}

/// Only where tokens come from is shown.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2")
            .field("id", &self.id.as_str())
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl OAuth2 {
    /// Tokens for the program itself, from its id and secret (RFC 6749, 4.4).
    ///
    /// # Errors
    /// If the token URL is invalid.
    pub fn client_credentials(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Result<Self, Error> {
        Self::new(
            token_url.into(),
            client_id.into(),
            Some(client_secret.into()),
            None,
        )
    }

    /// Tokens for a user, from a refresh token (RFC 6749, 6). Programs that can't keep a secret have none.
    ///
    /// # Errors
    /// If the token URL is invalid.
    pub fn refresh_token(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: Option<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Result<Self, Error> {
        let refresh = Some(refresh_token.into());
        Self::new(token_url.into(), client_id.into(), client_secret, refresh)
    }

    fn new(
        url: String,
        id: String,
        secret: Option<Secret>,
        refresh: Option<Secret>,
    ) -> Result<Self, Error> {
        let url = TokenUrl::new(url)
            .map_err(|error| Error::build(format!("the URL of the tokens is none: {error}")))?;
        let state = State {
            access: None,
            refresh,
        };
        Ok(Self {
            url,
            id: ClientId::new(id),
            secret,
            auth: AuthType::BasicAuth,
            scopes: Vec::new(),
            parameters: Vec::new(),
            renewed: None,
            state: Arc::new(Mutex::new(state)),
        })
    }

    /// Adds a scope; all scopes are requested together.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(Scope::new(scope.into()));
        self
    }

    /// Adds a parameter to token requests, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends id and secret in the body of token requests, instead of the `Authorization` header.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.auth = AuthType::RequestBody;
        self
    }

    /// Sets a callback for new refresh tokens, so that the program can store them: the previous one is no longer valid.
    #[must_use]
    pub fn on_refresh_token(mut self, keep: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.renewed = Some(Arc::new(keep));
        self
    }

    /// What the request for a token is made of, so that both ways of sending share it.
    fn request(&self, refresh: Option<&Secret>) -> Prepared {
        let mut client = BasicClient::new(self.id.clone()).set_auth_type(self.auth.clone());
        if let Some(secret) = &self.secret {
            client = client.set_client_secret(ClientSecret::new(secret.expose().to_owned()));
        }
        Prepared {
            client: client.set_token_uri(self.url.clone()),
            refresh: refresh.map(|token| RefreshToken::new(token.expose().to_owned())),
        }
    }

    /// The token that is known, if it is still good.
    fn known(state: &State, refused: Option<&Credential>) -> Option<Credential> {
        let access = state.access.as_ref()?;
        let over = access.ends.is_some_and(|end| Instant::now() >= end);
        let refused = match refused {
            Some(Credential::Key(token)) => token.expose() == access.token.expose(),
            _ => false,
        };
        (!over && !refused).then(|| Credential::Key(access.token.clone()))
    }

    /// Keeps what the server gave.
    fn keep(
        &self,
        state: &mut State,
        answer: Result<BasicTokenResponse, TokenError>,
    ) -> Result<Credential, BoxError> {
        state.access = None;
        let answer = answer.map_err(explain)?;
        if let Some(refresh) = answer.refresh_token() {
            let refresh = Secret::new(refresh.secret());
            if let Some(keep) = &self.renewed {
                keep(&refresh);
            }
            // a token for the program itself is asked for again in the same way
            if state.refresh.is_some() {
                state.refresh = Some(refresh);
            }
        }
        let token = Secret::new(answer.access_token().secret());
        let ends = answer.expires_in().and_then(|time| {
            let early = EARLY.min(time.checked_div(10).unwrap_or_default());
            Instant::now().checked_add(time.saturating_sub(early))
        });
        state.access = Some(Access {
            token: token.clone(),
            ends,
        });
        Ok(Credential::Key(token))
    }
}

type TokenError = RequestTokenError<TransportError, BasicErrorResponse>;

/// A request for a token that waits to be sent.
struct Prepared {
    client: BasicClient<
        oauth2::EndpointNotSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointSet,
    >,
    refresh: Option<RefreshToken>,
}

/// Sends it; `$send` is `request` or `request_async`.
macro_rules! exchange {
    ($this:expr, $prepared:expr, |$request:ident| $send:expr) => {{
        let prepared: &Prepared = $prepared;
        let this: &OAuth2 = $this;
        let parameters = || (this.parameters.iter()).map(|(name, value)| (name, value.expose()));
        match &prepared.refresh {
            Some(token) => {
                let mut $request = prepared.client.exchange_refresh_token(token);
                $request = $request.add_scopes(this.scopes.iter().cloned());
                for (name, value) in parameters() {
                    $request = $request.add_extra_param(name, value);
                }
                $send
            }
            None => {
                let mut $request = prepared.client.exchange_client_credentials();
                $request = $request.add_scopes(this.scopes.iter().cloned());
                for (name, value) in parameters() {
                    $request = $request.add_extra_param(name, value);
                }
                $send
            }
        }
    }};
}

/// Sends what the `oauth2` crate asks for by the client's transport.
struct Awaited(Sender);

impl<'c> AsyncHttpClient<'c> for Awaited {
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<HttpResponse, TransportError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let answer = self.0.send(request.map(Bytes::from));
        Box::pin(async move { Ok(answer.await?.map(Vec::from)) })
    }
}

impl CredentialProvider for OAuth2 {
    fn credential<'a>(&'a self, ask: Ask<'a>) -> BoxFuture<'a, Result<Credential, BoxError>> {
        Box::pin(async move {
            let mut state = self.state.lock().await;
            if let Some(known) = Self::known(&state, ask.refused()) {
                return Ok(known);
            }
            let send = Awaited(ask.sender());
            let prepared = self.request(state.refresh.as_ref());
            let answer = exchange!(self, &prepared, |request| request
                .request_async(&send)
                .await);
            self.keep(&mut state, answer)
        })
    }
}

#[cfg(not(target_family = "wasm"))]
impl BlockingCredentialProvider for OAuth2 {
    fn credential(&self, ask: BlockingAsk<'_>) -> Result<Credential, BoxError> {
        let mut state = self.state.lock_blocking();
        if let Some(known) = Self::known(&state, ask.refused()) {
            return Ok(known);
        }
        let send = |request: HttpRequest| {
            let answer = ask.send(request.map(Bytes::from))?;
            Ok::<HttpResponse, TransportError>(answer.map(Vec::from))
        };
        let prepared = self.request(state.refresh.as_ref());
        let answer = exchange!(self, &prepared, |request| request.request(&send));
        self.keep(&mut state, answer)
    }
}

/// Why there is no token. What the server sent is left out where it can't be read: it may be one.
fn explain(error: TokenError) -> BoxError {
    match error {
        RequestTokenError::Request(error) => error.into(),
        RequestTokenError::ServerResponse(answer) => {
            format!("the server of the tokens answers {answer}").into()
        }
        RequestTokenError::Parse(..) => "the server of the tokens answers what is no token".into(),
        RequestTokenError::Other(text) => text.into(),
    }
}

impl<C: From<Client>> ClientBuilder<C> {
    /// Uses OAuth 2 tokens for one of the API's security schemes, by the scheme's name.
    #[must_use]
    pub fn oauth2(self, scheme: impl Into<String>, tokens: OAuth2) -> Self {
        let scheme = scheme.into();
        #[cfg(not(target_family = "wasm"))]
        let this = self.blocking_credential_provider(scheme.clone(), tokens.clone());
        #[cfg(target_family = "wasm")]
        let this = self;
        this.credential_provider(scheme, tokens)
    }
}
