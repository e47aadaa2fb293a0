//! Sets up clients.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::api::{Api, Auth};
use super::credentials::{Credential, list};
use super::error::Error;
use super::hooks::Hooks;
use super::options::RequestOptions;
use super::provider::{self, BlockingCredentialProvider, CredentialProvider};
use super::request::visible;
use super::transport::{BlockingTransport, Transport};
use super::{Client, Config, base_url, shared_values};
use crate::Secret;

impl Config {
    /// What the document says. Not generic: compiled once, here.
    fn new(api: &'static Api, key: Option<Secret>) -> Self {
        let agent = format!(
            "castiron/{} ({} {})",
            env!("CARGO_PKG_VERSION"),
            api.title,
            api.version
        );
        Self {
            api,
            key,
            credentials: Vec::new(),
            providers: Vec::new(),
            hooks: Vec::new(),
            base_url: None,
            base_path: None,
            server: None,
            server_variables: Vec::new(),
            user_agent: visible(&agent),
            options: RequestOptions::default(),
            transport: None,
            blocking: None,
            without_transport: false,
            per_request: Vec::new(),
            random: None,
        }
    }
}

impl Client {
    /// A builder for a client of the API, with the key that proves who the caller is.
    pub fn builder(api: &'static Api, key: impl Into<Secret>) -> ClientBuilder<Self> {
        ClientBuilder::new(api, Some(key.into()))
    }

    /// A builder for a client without a key.
    pub fn anonymous(api: &'static Api) -> ClientBuilder<Self> {
        ClientBuilder::new(api, None)
    }
}

/// Sets up a client. `C` is the client that comes out: generated crates have one of their own around [`Client`].
pub struct ClientBuilder<C = Client> {
    config: Config,
    made: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}

impl<C: From<Client>> ClientBuilder<C> {
    /// Starts with what the document says.
    pub fn new(api: &'static Api, key: Option<Secret>) -> Self {
        let config = Config::new(api, key);
        Self {
            config,
            made: PhantomData,
        }
    }

    /// A value for a variable in the URLs of the document's servers, such as a region. [`build`](Self::build) refuses one
    /// that they don't have, and a value that isn't allowed.
    #[must_use]
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let variable = (name.into(), value.into());
        self.config.server_variables.push(variable);
        self
    }

    /// Another of the document's servers than the first, by its description or its URL.
    #[must_use]
    pub fn server(mut self, description_or_url: impl Into<String>) -> Self {
        self.config.server = Some(description_or_url.into());
        self
    }

    /// Another server than the document's: an absolute URL.
    ///
    /// Where it is an origin alone, such as `http://127.0.0.1:8080`, the path of the document's server stays, as a server of
    /// one's own usually serves the API at the same path. Where it has a path, requests go below that path, and the
    /// document's is not used. [`base_path`](Self::base_path) says it apart from the server.
    ///
    /// Operations with an absolute server of their own keep it; [`RequestOptions::base_url`] is for those too.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.config.base_url = Some(url.into());
        self
    }

    /// Another path below the server than the document's or that of [`base_url`](Self::base_url); `/` for none.
    #[must_use]
    pub fn base_path(mut self, path: impl Into<String>) -> Self {
        self.config.base_path = Some(path.into());
        self
    }

    /// A credential for one of the API's security schemes, by the scheme's name: a key, a token, or
    /// [`Credential::basic`]. A request takes those that its operation needs: the first alternative of which the client has
    /// all. The key that the client began with stands for one scheme that has none.
    #[must_use]
    pub fn credential(
        mut self,
        scheme: impl Into<String>,
        credential: impl Into<Credential>,
    ) -> Self {
        self.config
            .credentials
            .push((scheme.into(), credential.into()));
        self
    }

    /// Who gives the credential for one of the API's security schemes, by the scheme's name, to requests that are awaited: for
    /// one that can be renewed. Where the API has no schemes it stands for the key, under any name.
    #[must_use]
    pub fn credential_provider(
        mut self,
        scheme: impl Into<String>,
        provider: impl CredentialProvider,
    ) -> Self {
        provider::with(&mut self.config.providers, scheme.into(), |known| {
            known.awaited = Some(Arc::new(provider));
        });
        self
    }

    /// As [`credential_provider`](Self::credential_provider), for requests that are sent with [`Call::send_blocking`](super::Call::send_blocking).
    #[must_use]
    pub fn blocking_credential_provider(
        mut self,
        scheme: impl Into<String>,
        provider: impl BlockingCredentialProvider,
    ) -> Self {
        provider::with(&mut self.config.providers, scheme.into(), |known| {
            known.blocking = Some(Arc::new(provider));
        });
        self
    }

    /// Is called before and after each attempt of each request, and before each repetition. Several are called one after
    /// another: before in the order in which they were given, after in the opposite one.
    #[must_use]
    pub fn hooks(mut self, hooks: impl Hooks) -> Self {
        self.config.hooks.push(Arc::new(hooks));
        self
    }

    /// Carries requests that are awaited.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.config.transport = Some(Arc::new(transport));
        self
    }

    /// Carries requests that are sent with [`Call::send_blocking`](super::Call::send_blocking).
    #[must_use]
    pub fn blocking_transport(mut self, transport: impl BlockingTransport) -> Self {
        self.config.blocking = Some(Arc::new(transport));
        self
    }

    /// A client that sends nothing: the program does, with what [`Call::into_parts`](super::Call::into_parts) gives it.
    #[must_use]
    pub fn without_transport(mut self) -> Self {
        self.config.without_transport = true;
        self
    }

    /// The options of every request that says nothing else. An idempotency key among them is not taken: it belongs to
    /// one request, and with it the server would take all requests for repetitions of the first.
    #[must_use]
    pub fn options(mut self, options: RequestOptions) -> Self {
        let options = RequestOptions {
            idempotency_key: None,
            ..options
        };
        self.config.options = options.or(&self.config.options);
        self
    }

    /// The version of the API to ask for, instead of the one that the code was generated for. Requests fail where the API
    /// has no header for it.
    #[must_use]
    pub fn api_version(self, version: impl Into<String>) -> Self {
        self.options(RequestOptions::new().api_version(version))
    }

    /// The account on whose behalf requests are made. They fail where the API has no header for it.
    #[must_use]
    pub fn account(self, account: impl Into<String>) -> Self {
        self.options(RequestOptions::new().account(account))
    }

    /// The value of a parameter that belongs to the client, such as a tenant or a revision: it goes with every request
    /// that takes it. [`build`](Self::build) refuses one that the client does not have, and a client without a value for one
    /// that an operation can't do without; see [`parameter_per_request`](Self::parameter_per_request).
    #[must_use]
    pub fn parameter(self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options(RequestOptions::new().parameter(name, value))
    }

    /// A parameter of the client that has no value here: each request that needs it has one of its own, by
    /// [`RequestOptions::parameter`].
    #[must_use]
    pub fn parameter_per_request(mut self, name: impl Into<String>) -> Self {
        self.config.per_request.push(name.into());
        self
    }

    /// How long one attempt may take.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.options(RequestOptions::new().timeout(timeout))
    }

    /// How often a failed request is repeated where that is safe.
    #[must_use]
    pub fn retries(self, retries: u32) -> Self {
        self.options(RequestOptions::new().retries(retries))
    }

    /// Names the program in the `User-Agent` header.
    #[must_use]
    pub fn app_info(mut self, name: &str, version: &str) -> Self {
        self.config.user_agent = format!(
            "{} {}",
            visible(&format!("{name}/{version}")),
            self.config.user_agent
        );
        self
    }

    /// Where idempotency keys and jitter get their random numbers. Needed on `wasm32-unknown-unknown` without the feature
    /// `reqwest` alone: there the standard library has none, and requests that change something are not repeated without.
    #[must_use]
    pub fn random(mut self, source: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.config.random = Some(Arc::new(source));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// Where it could send nothing: no transport (see [`without_transport`](Self::without_transport)), no server with a host.
    /// And where the API has no such server, variable of a server, security scheme, or parameter of the client, and where a
    /// parameter of the client has no value.
    pub fn build(self) -> Result<C, Error> {
        #[allow(unused_mut)]
        let mut config = self.config;
        check_credentials(config.api, &config.credentials, &config.providers)?;
        base_url::check(&config)?;
        shared_values::check(config.api, &config.options)?;
        shared_values::check_client(config.api, &config.options, &config.per_request)?;
        if config.without_transport {
            (config.transport, config.blocking) = (None, None);
            return Ok(Client(Arc::new(config)).into());
        }
        #[cfg(all(target_family = "wasm", target_os = "unknown", feature = "reqwest"))]
        if config.transport.is_none() {
            config.transport = Some(Arc::new(crate::reqwest::Reqwest::new()));
        }
        #[cfg(all(
            not(all(target_family = "wasm", target_os = "unknown")),
            feature = "hyper"
        ))]
        if config.transport.is_none() {
            config.transport = Some(Arc::new(crate::hyper::Hyper::new()?));
        }
        #[cfg(feature = "ureq")]
        if config.blocking.is_none() {
            config.blocking = Some(Arc::new(crate::ureq::Ureq::new()));
        }
        if config.transport.is_none() && config.blocking.is_none() {
            return Err(Error::build(
                "the client has no transport: enable the feature `reqwest` for requests that are awaited or `ureq` for those \
                 that block, give the builder a `transport` or `blocking_transport`, or call `without_transport` where the \
                 program sends requests itself",
            ));
        }
        Ok(Client(Arc::new(config)).into())
    }
}

/// Refuses credentials for schemes that the API does not have, and those that a scheme cannot carry.
fn check_credentials(
    api: &Api,
    credentials: &[(String, Credential)],
    providers: &[provider::Provider],
) -> Result<(), Error> {
    let known = |name: &str| {
        let scheme = api.schemes.iter().find(|scheme| scheme.name == name);
        scheme.ok_or_else(|| {
            let known: Vec<_> = api.schemes.iter().map(|scheme| scheme.name).collect();
            Error::build(format!(
                "the API has no security scheme `{name}`; it has {}",
                list(&known)
            ))
        })
    };
    // without schemes there is one key
    let named = providers.iter().filter(|_| !api.schemes.is_empty());
    for provider in named {
        known(&provider.scheme)?;
    }
    for (name, credential) in credentials {
        let scheme = known(name)?;
        if let Credential::Basic { user, .. } = credential {
            if scheme.auth != Auth::Basic {
                return Err(Error::build(format!(
                    "the security scheme `{name}` takes no user and password"
                )));
            }
            if user.contains(':') {
                return Err(Error::build("the name of a user has no colon"));
            }
        }
    }
    Ok(())
}
