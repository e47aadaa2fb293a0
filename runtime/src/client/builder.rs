//! Builds clients.

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
    /// The defaults from the document. Not generic, so that it is compiled only once, here.
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
    /// A builder for a client of the API that authenticates with a key.
    pub fn builder(api: &'static Api, key: impl Into<Secret>) -> ClientBuilder<Self> {
        ClientBuilder::new(api, Some(key.into()))
    }

    /// A builder for a client without a key.
    pub fn anonymous(api: &'static Api) -> ClientBuilder<Self> {
        ClientBuilder::new(api, None)
    }
}

/// Builds clients. `C` is the type of client: generated crates have their own around [`Client`].
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
    /// Starts with the defaults from the document.
    pub fn new(api: &'static Api, key: Option<Secret>) -> Self {
        let config = Config::new(api, key);
        Self {
            config,
            made: PhantomData,
        }
    }

    /// Sets a variable in the URLs of the document's servers, such as a region. [`build`](Self::build) fails if there is no
    /// such variable, or if the value isn't allowed.
    #[must_use]
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let variable = (name.into(), value.into());
        self.config.server_variables.push(variable);
        self
    }

    /// Selects a server of the document other than the first, by its description or its URL.
    #[must_use]
    pub fn server(mut self, description_or_url: impl Into<String>) -> Self {
        self.config.server = Some(description_or_url.into());
        self
    }

    /// Sets a server that the document does not list: an absolute URL.
    ///
    /// If it is only an origin, such as `http://127.0.0.1:8080`, the path of the document's server is kept, because other
    /// servers usually have the API at the same path. If it has a path, requests go below that path instead of the
    /// document's. [`base_path`](Self::base_path) sets the path separately.
    ///
    /// Operations with an absolute server of their own keep it; [`RequestOptions::base_url`] overrides those too.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.config.base_url = Some(url.into());
        self
    }

    /// Replaces the path of the document's server or of [`base_url`](Self::base_url); `/` for none.
    #[must_use]
    pub fn base_path(mut self, path: impl Into<String>) -> Self {
        self.config.base_path = Some(path.into());
        self
    }

    /// Sets the credential for one of the API's security schemes, by the scheme's name: a key, a token, or
    /// [`Credential::basic`]. A request uses the first alternative that its operation accepts and for which the client has
    /// all credentials. The initial key of the client is used for one scheme without a credential.
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

    /// Sets a provider of renewable credentials for one of the API's security schemes, by the scheme's name, for awaited
    /// requests. If the API has no schemes, it replaces the key, under any name.
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

    /// Adds hooks, which are called before and after each attempt of each request, and before each retry. Several run in the
    /// order in which they were added before an attempt, and in reverse after it.
    #[must_use]
    pub fn hooks(mut self, hooks: impl Hooks) -> Self {
        self.config.hooks.push(Arc::new(hooks));
        self
    }

    /// Sets the transport for awaited requests.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.config.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the transport for requests sent with [`Call::send_blocking`](super::Call::send_blocking).
    #[must_use]
    pub fn blocking_transport(mut self, transport: impl BlockingTransport) -> Self {
        self.config.blocking = Some(Arc::new(transport));
        self
    }

    /// Builds a client that sends nothing: the program sends the results of [`Call::into_parts`](super::Call::into_parts).
    #[must_use]
    pub fn without_transport(mut self) -> Self {
        self.config.without_transport = true;
        self
    }

    /// Sets the default options of requests. An idempotency key in them is ignored: it belongs to one request, and with it
    /// the server would treat all requests as repetitions of the first.
    #[must_use]
    pub fn options(mut self, options: RequestOptions) -> Self {
        let options = RequestOptions {
            idempotency_key: None,
            ..options
        };
        self.config.options = options.or(&self.config.options);
        self
    }

    /// Sets the version of the API, instead of the one that the code was generated for. Requests fail if the API has no
    /// header for it.
    #[must_use]
    pub fn api_version(self, version: impl Into<String>) -> Self {
        self.options(RequestOptions::new().api_version(version))
    }

    /// Sets the account on whose behalf requests are made. They fail if the API has no header for it.
    #[must_use]
    pub fn account(self, account: impl Into<String>) -> Self {
        self.options(RequestOptions::new().account(account))
    }

    /// Sets a client parameter, such as a tenant or a revision, which is sent with every request that has it.
    /// [`build`](Self::build) fails if the client has no such parameter, or if a required one is not set; see
    /// [`parameter_per_request`](Self::parameter_per_request).
    #[must_use]
    pub fn parameter(self, name: impl Into<String>, value: impl ToString) -> Self {
        self.options(RequestOptions::new().parameter(name, value))
    }

    /// Leaves a required client parameter unset: each request that needs it sets its own with [`RequestOptions::parameter`].
    #[must_use]
    pub fn parameter_per_request(mut self, name: impl Into<String>) -> Self {
        self.config.per_request.push(name.into());
        self
    }

    /// Sets the timeout of one attempt.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.options(RequestOptions::new().timeout(timeout))
    }

    /// Sets how often a failed request is retried, if that is safe.
    #[must_use]
    pub fn retries(self, retries: u32) -> Self {
        self.options(RequestOptions::new().retries(retries))
    }

    /// Adds the program's name to the `User-Agent` header.
    #[must_use]
    pub fn app_info(mut self, name: &str, version: &str) -> Self {
        self.config.user_agent = format!(
            "{} {}",
            visible(&format!("{name}/{version}")),
            self.config.user_agent
        );
        self
    }

    /// Sets the source of random numbers for idempotency keys and jitter. Only needed on `wasm32-unknown-unknown` without
    /// the feature `reqwest`: without it, requests with side effects are not retried there.
    #[must_use]
    pub fn random(mut self, source: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.config.random = Some(Arc::new(source));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// If it could not send anything: no transport (see [`without_transport`](Self::without_transport)), no server with a
    /// host. If the API has no such server, server variable, security scheme, or client parameter, and if a client parameter
    /// is not set.
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
