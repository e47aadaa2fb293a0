//! Which credentials go with a request, and how.

use super::*;

static MANY: Api = Api::new("Many", "1")
    .server("https://api.example")
    .schemes(&[
        Scheme::new("header", Auth::Header("X-Key")),
        Scheme::new("app", Auth::Header("X-App")),
        Scheme::new("query", Auth::Query("k")),
        Scheme::new("cookie", Auth::Cookie("c")),
        Scheme::new("basic", Auth::Basic),
        Scheme::new("oauth", Auth::Bearer),
        Scheme::new("certificate", Auth::None),
    ])
    .security(&[&["header"], &["oauth"]]);

/// How the request of an operation shows who sends it.
fn shown(client: &Client, operation: &'static Operation) -> Result<String, Error> {
    shown_with(client, operation, RequestOptions::new())
}

fn shown_with(
    client: &Client,
    operation: &'static Operation,
    options: RequestOptions,
) -> Result<String, Error> {
    let call = Call::<Json>::new(client, operation).options(options);
    let request = call.into_request()?;
    let mut shown: Vec<String> = ["authorization", "x-key", "x-app", "cookie"]
        .into_iter()
        .filter_map(|name| Some((name, request.headers().get(name)?)))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    shown.extend(request.uri().query().map(|query| format!("?{query}")));
    Ok(shown.join(", "))
}

static USUAL: Operation = Operation::new("usual", "GET", "/");
static QUERY: Operation = Operation::new("query", "GET", "/").security(&[&["query"]]);
static COOKIE: Operation = Operation::new("cookie", "GET", "/").security(&[&["cookie"]]);
static BASIC: Operation = Operation::new("basic", "GET", "/").security(&[&["basic"]]);
static BOTH: Operation =
    Operation::new("both", "GET", "/").security(&[&["app", "header"], &["oauth"]]);
static MAYBE: Operation = Operation::new("maybe", "GET", "/").security(&[&[], &["oauth"]]);
static OPEN: Operation = Operation::new("open", "GET", "/").security(&[]);
static MUTUAL: Operation = Operation::new("mutual", "GET", "/").security(&[&["certificate"]]);

#[test]
fn a_key_alone() {
    let client: Client = Client::builder(&MANY, "s&k")
        .without_transport()
        .build()
        .unwrap();
    let shown = |operation| shown(&client, operation).unwrap();
    assert_eq!(shown(&USUAL), "x-key: s&k");
    assert_eq!(shown(&QUERY), "?k=s%26k");
    assert_eq!(shown(&COOKIE), "cookie: c=s%26k");
    assert_eq!(shown(&BASIC), "authorization: Basic cyZrOg==");
    // one key cannot stand for two
    assert_eq!(shown(&BOTH), "authorization: Bearer s&k");
    assert_eq!(shown(&MAYBE), "authorization: Bearer s&k");
    assert_eq!(shown(&OPEN), "");
    assert_eq!(shown(&MUTUAL), "");
}

#[test]
fn credentials_of_each_scheme() {
    let builder = || Client::anonymous(&MANY).credential("oauth", "token");
    let client: Client = builder()
        .credential("basic", Credential::basic("ada", "pw"))
        .without_transport()
        .build()
        .unwrap();
    assert_eq!(
        shown(&client, &USUAL).unwrap(),
        "authorization: Bearer token"
    );
    assert_eq!(
        shown(&client, &BASIC).unwrap(),
        "authorization: Basic YWRhOnB3"
    );
    assert_eq!(
        shown(&client, &BOTH).unwrap(),
        "authorization: Bearer token"
    );
    assert_eq!(shown(&client, &OPEN).unwrap(), "");
    let error = shown(&client, &QUERY).unwrap_err();
    assert_eq!(
        error.to_string(),
        "query (GET /): the request can't be made: it needs credentials that the client does not have: `query`"
    );
    let client: Client = builder()
        .credential("app", "a")
        .credential("header", "h")
        .without_transport()
        .build()
        .unwrap();
    assert_eq!(shown(&client, &USUAL).unwrap(), "x-key: h");
    assert_eq!(shown(&client, &BOTH).unwrap(), "x-key: h, x-app: a");
    assert!(!format!("{client:?}").contains("token"));
}

#[test]
fn keys_beside_credentials() {
    let client: Client = Client::builder(&MANY, "key")
        .credential("app", "a")
        .without_transport()
        .build()
        .unwrap();
    assert_eq!(shown(&client, &BOTH).unwrap(), "x-key: key, x-app: a");
    assert_eq!(shown(&client, &USUAL).unwrap(), "x-key: key");
    let client: Client = Client::builder(&MANY, "key")
        .credential("oauth", "token")
        .without_transport()
        .build()
        .unwrap();
    assert_eq!(
        shown(&client, &USUAL).unwrap(),
        "authorization: Bearer token"
    );
    let own = RequestOptions::new().api_key("own");
    assert_eq!(shown_with(&client, &USUAL, own).unwrap(), "x-key: own");
}

#[test]
fn without_any() {
    let nobody: Client = Client::anonymous(&MANY)
        .without_transport()
        .build()
        .unwrap();
    for operation in [&USUAL, &BOTH, &MAYBE, &OPEN] {
        assert_eq!(shown(&nobody, operation).unwrap(), "");
    }
    let some: Client = Client::anonymous(&MANY)
        .credential("query", "q")
        .without_transport()
        .build()
        .unwrap();
    assert_eq!(shown(&some, &MAYBE).unwrap(), "");
    let error = shown(&some, &BOTH).unwrap_err().to_string();
    assert!(
        error.ends_with("have: `app` with `header` or `oauth`"),
        "{error}"
    );
}

#[test]
fn credentials_that_fit_nowhere() {
    let build = |name: &str, credential: Credential| {
        let built: Result<Client, _> = Client::anonymous(&MANY)
            .credential(name, credential)
            .without_transport()
            .build();
        built.unwrap_err().to_string()
    };
    let error = build("other", "x".into());
    assert!(
        error.contains("no security scheme `other`; it has `header` or `app`"),
        "{error}"
    );
    assert!(build("oauth", Credential::basic("a", "b")).contains("takes no user"));
    assert!(build("basic", Credential::basic("a:b", "c")).contains("no colon"));
}
