//! Hooks around attempts, and credentials that are asked for.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::client::{
    Ask, Attempt, BlockingAsk, BlockingCredentialProvider, BoxError, BoxFuture, Credential,
    CredentialProvider, Hooks, TransportError,
};

type Log = Arc<Mutex<Vec<String>>>;

fn lines(log: &Log) -> Vec<String> {
    std::mem::take(&mut log.lock().unwrap())
}

/// Writes down what it is told, under a name.
struct Told(&'static str, Log);

impl Told {
    fn tell(&self, text: String) {
        self.1.lock().unwrap().push(format!("{} {text}", self.0));
    }
}

impl Hooks for Told {
    fn before(
        &self,
        attempt: &Attempt,
        request: &mut http::Request<Bytes>,
    ) -> Result<Duration, BoxError> {
        request.headers_mut().append("x-told", self.0.parse()?);
        self.tell(format!("before {}", attempt.number));
        Ok(Duration::from_millis(7))
    }

    fn after(&self, attempt: &Attempt, outcome: Result<&http::response::Parts, &TransportError>) {
        let outcome = match outcome {
            Ok(head) => head.status.to_string(),
            Err(error) => error.to_string(),
        };
        self.tell(format!("after {}: {outcome}", attempt.number));
    }

    fn on_retry(&self, attempt: &Attempt, wait: Duration) {
        assert!(!wait.is_zero());
        self.tell(format!("again after {}", attempt.number));
    }
}

/// Sends a call in both ways.
fn both(
    set: impl Fn(Memory) -> Client,
    call: impl Fn(&Client) -> Call<Thing>,
    mut check: impl FnMut(Result<(), Error>, &Memory),
) {
    for blocking in [false, true] {
        let memory = Memory::new();
        let client = set(memory.clone());
        let outcome = match blocking {
            true => call(&client).send_blocking(),
            false => run(call(&client)),
        };
        check(outcome.map(drop), &memory);
    }
}

fn builder(memory: &Memory, api: &'static Api) -> ClientBuilder<Client> {
    Client::anonymous(api)
        .transport(memory.clone())
        .blocking_transport(memory.clone())
}

#[test]
fn hooks_are_called_in_order() {
    let log = Log::default();
    let set = |memory: Memory| {
        memory.answer(500, "{}");
        memory.answer(200, r#"{"id":"x"}"#);
        let client = builder(&memory, &API);
        let client = client.hooks(Told("a", log.clone()));
        client.hooks(Told("b", log.clone())).build().unwrap()
    };
    both(set, get, |outcome, memory| {
        outcome.unwrap();
        assert_eq!(
            lines(&log),
            [
                "a before 1",
                "b before 1",
                "b after 1: 500 Internal Server Error",
                "a after 1: 500 Internal Server Error",
                "a again after 1",
                "b again after 1",
                "a before 2",
                "b before 2",
                "b after 2: 200 OK",
                "a after 2: 200 OK",
            ]
        );
        for request in memory.requests() {
            let told: Vec<_> = request.headers().get_all("x-told").iter().collect();
            assert_eq!(told, ["a", "b"], "what one attempt got is not in the next");
        }
        // the client waits as long as the longest asks for
        let asked = Duration::from_millis(7);
        assert_eq!(
            memory.waits().iter().filter(|wait| **wait == asked).count(),
            2
        );
    });
}

#[test]
fn a_hook_can_refuse() {
    struct Never;
    impl Hooks for Never {
        fn before(&self, _: &Attempt, _: &mut http::Request<Bytes>) -> Result<Duration, BoxError> {
            Err("the budget is used up".into())
        }
    }
    let set = |memory: Memory| builder(&memory, &API).hooks(Never).build().unwrap();
    both(set, get, |outcome, memory| {
        let error = outcome.unwrap_err().to_string();
        assert!(error.ends_with("the budget is used up"), "{error}");
        assert!(memory.requests().is_empty());
    });
}

static SCHEMES: Api = Api::new("Schemes", "1")
    .server("https://schemes.example")
    .schemes(&[
        Scheme::new("token", Auth::Bearer),
        Scheme::new("query", Auth::Query("key")),
        Scheme::new("cookie", Auth::Cookie("session")),
    ])
    .security(&[&["token", "query", "cookie"]]);

/// Counts how often it is asked, and what was refused.
#[derive(Clone, Default)]
struct Counting(Log);

impl Counting {
    fn next(&self, refused: Option<&Credential>) -> Credential {
        let mut log = self.0.lock().unwrap();
        log.push(match refused {
            Some(Credential::Key(key)) => format!("refused {}", key.expose()),
            _ => "asked".to_owned(),
        });
        format!("s&{}", log.len()).into()
    }
}

impl CredentialProvider for Counting {
    fn credential<'a>(&'a self, ask: Ask<'a>) -> BoxFuture<'a, Result<Credential, BoxError>> {
        let credential = self.next(ask.refused());
        Box::pin(std::future::ready(Ok(credential)))
    }
}

impl BlockingCredentialProvider for Counting {
    fn credential(&self, ask: BlockingAsk<'_>) -> Result<Credential, BoxError> {
        Ok(self.next(ask.refused()))
    }
}

fn provided(
    client: ClientBuilder<Client>,
    scheme: &str,
    counting: &Counting,
) -> ClientBuilder<Client> {
    client
        .credential_provider(scheme, counting.clone())
        .blocking_credential_provider(scheme, counting.clone())
}

/// Each attempt asks, a 401 renews once, whatever the method, and each credential lands in its place.
#[test]
fn credentials_that_are_asked_for() {
    let log = Counting::default();
    let set = |memory: Memory| {
        memory.answer(503, "{}");
        memory.answer(401, "{}");
        memory.answer(200, r#"{"id":"x"}"#);
        let client = builder(&memory, &SCHEMES).credential("query", "a b");
        let client = provided(client, "token", &log);
        let cookie = Counting::default();
        provided(client, "cookie", &cookie).build().unwrap()
    };
    both(set, get, |outcome, memory| {
        outcome.unwrap();
        assert_eq!(lines(&log.0), ["asked", "asked", "refused s&2"]);
        let seen: Vec<_> = (memory.requests().iter())
            .map(|request| {
                let header = |name| request.headers()[name].to_str().unwrap().to_owned();
                assert!(request.headers()["authorization"].is_sensitive());
                let uri = request.uri().to_string();
                format!("{} {} {uri}", header("authorization"), header("cookie"))
            })
            .collect();
        let want = |n: u32| {
            format!("Bearer s&{n} session=s%26{n} https://schemes.example/v1/things/th_1?key=a%20b")
        };
        assert_eq!(seen, [1, 2, 3].map(want));
    });

    // a 401 after that is the answer
    let set = |memory: Memory| {
        memory.answer(401, "{}");
        memory.answer(401, "{}");
        let client = builder(&memory, &SCHEMES);
        let client = client.credential("query", "k").credential("cookie", "c");
        provided(client, "token", &log).build().unwrap()
    };
    let create = |client: &Client| Call::<Thing>::new(client, &CREATE);
    both(set, create, |outcome, memory| {
        let error = outcome.unwrap_err();
        assert_eq!(error.status().unwrap(), 401);
        assert_eq!(memory.requests().len(), 2);
        assert_eq!(lines(&log.0), ["asked", "refused s&1"]);
    });
}

/// Without renewal a 401 is the answer at once.
#[test]
fn a_key_is_not_renewed() {
    let set = |memory: Memory| {
        memory.answer(401, "{}");
        let client = Client::builder(&API, "k").transport(memory.clone());
        client.blocking_transport(memory).build().unwrap()
    };
    both(set, get, |outcome, memory| {
        assert_eq!(outcome.unwrap_err().status().unwrap(), 401);
        assert_eq!(memory.requests().len(), 1);
    });
}

/// An API without schemes has one key, which may be provided; a key of the call comes before, and what fails says so.
#[test]
fn a_provided_key() {
    struct Broken;
    impl CredentialProvider for Broken {
        fn credential<'a>(&'a self, _: Ask<'a>) -> BoxFuture<'a, Result<Credential, BoxError>> {
            Box::pin(std::future::ready(Err("the vault is shut".into())))
        }
    }
    let memory = Memory::new();
    memory.answer(200, r#"{"id":"x"}"#);
    let client: Client = builder(&memory, &API)
        .credential_provider("key", Broken)
        .build()
        .unwrap();
    let error = run(get(&client)).unwrap_err().to_string();
    assert!(
        error.ends_with("there is no credential for `key`: the vault is shut"),
        "{error}"
    );
    let error = get(&client).send_blocking().unwrap_err().to_string();
    assert!(error.contains("`blocking_credential_provider`"), "{error}");
    let error = get(&client).into_request().unwrap_err().to_string();
    assert!(error.contains("`RequestOptions::api_key`"), "{error}");
    let options = RequestOptions::new().api_key("own");
    run(get(&client).options(options)).unwrap();
    assert_eq!(
        memory.requests()[0].headers()["authorization"],
        "Bearer own"
    );

    let unknown = provided(builder(&memory, &SCHEMES), "other", &Counting::default());
    assert!(
        unknown
            .build()
            .unwrap_err()
            .to_string()
            .contains("no security scheme `other`")
    );
}
