//! Where requests go.

use super::super::server::{Server, ServerVariable};
use super::*;

static API: Api = Api::new("Regions", "1")
    .servers(&[
        Server::new("https://{tenant}.{region}.example.com/{base}").variables(&[
            ServerVariable::new("tenant", "demo"),
            ServerVariable::new("region", "eu").values(&["eu", "us"]),
            ServerVariable::new("base", "v2"),
        ]),
        Server::new("https://sandbox.example.com/v2").description("Sandbox"),
    ])
    .operation_servers(&[UPLOADS]);
const UPLOADS: Server = Server::new("https://{shelf}.uploads.example.com")
    .variables(&[ServerVariable::new("shelf", "a")]);
static PING: Operation = Operation::new("ping", "GET", "/ping");
static UPLOAD: Operation = Operation::new("upload", "POST", "/upload").server_of(UPLOADS);
static BESIDE: Operation = Operation::new("beside", "GET", "/beside").server("/other");

type Builder = ClientBuilder<Client>;

fn urls(set: impl Fn(Builder) -> Builder) -> [String; 3] {
    let client = set(Client::anonymous(&API)).without_transport();
    let client = client.build().unwrap();
    [&PING, &UPLOAD, &BESIDE].map(|operation| {
        let request = Call::<()>::new(&client, operation).into_request();
        request.unwrap().uri().to_string()
    })
}

#[test]
fn variables_and_choices() {
    assert_eq!(
        urls(|client| client),
        [
            "https://demo.eu.example.com/v2/ping",
            "https://a.uploads.example.com/upload",
            "https://demo.eu.example.com/other/beside",
        ]
    );
    let set = |client: Builder| {
        let client = client.server_variable("tenant", "acme");
        client
            .server_variable("region", "us")
            .server_variable("shelf", "b")
    };
    assert_eq!(
        urls(set),
        [
            "https://acme.us.example.com/v2/ping",
            "https://b.uploads.example.com/upload",
            "https://acme.us.example.com/other/beside",
        ]
    );
    let [ping, upload, beside] = urls(|client| client.server("Sandbox"));
    assert_eq!(ping, "https://sandbox.example.com/v2/ping");
    // servers of single operations stay
    assert_eq!(upload, "https://a.uploads.example.com/upload");
    assert_eq!(beside, "https://sandbox.example.com/other/beside");
    let [ping, upload, beside] = urls(|client| client.base_url("http://localhost:1/x/"));
    assert_eq!(ping, "http://localhost:1/x/ping");
    assert_eq!(upload, "https://a.uploads.example.com/upload");
    assert_eq!(beside, "http://localhost:1/other/beside");
    let [ping, upload, _] =
        urls(|client| client.options(RequestOptions::new().base_url("http://localhost:2")));
    assert_eq!(ping, "http://localhost:2/v2/ping");
    assert_eq!(upload, "http://localhost:2/upload");
}

/// A base URL that is an origin keeps the path that the document has, in every form in which people write one.
#[test]
fn paths_below_another_server() {
    let ping = |set: &dyn Fn(Builder) -> Builder| {
        let [ping, _, _] = urls(set);
        ping
    };
    let base = |url: &'static str| ping(&move |client| client.base_url(url));
    assert_eq!(base("http://localhost:1"), "http://localhost:1/v2/ping");
    assert_eq!(base("http://localhost:1/"), "http://localhost:1/v2/ping");
    assert_eq!(base("http://localhost:1/v3"), "http://localhost:1/v3/ping");
    assert_eq!(base("http://[::1]:1"), "http://[::1]:1/v2/ping");
    let path = |path: &'static str| {
        ping(&move |client| client.base_url("http://localhost:1/x").base_path(path))
    };
    assert_eq!(path("/"), "http://localhost:1/ping");
    assert_eq!(path("y/z/"), "http://localhost:1/y/z/ping");
    let path = ping(&|client| client.base_path("/v9"));
    assert_eq!(path, "https://demo.eu.example.com/v9/ping");
}

/// What could never be sent is refused when the client is built, and the error says what to do.
#[test]
fn no_server() {
    static NONE: Api = Api::new("None", "1");
    static RELATIVE: Api = Api::new("Relative", "1").server("/api/v1");
    static OWN: Api = Api::new("Own", "1").operation_servers(&[UPLOADS]);
    let build = |api, url: Option<&str>| {
        let client = Client::anonymous(api).without_transport();
        match url {
            Some(url) => client.base_url(url).build(),
            None => client.build(),
        }
    };
    for (api, says) in [(&NONE, "names no server"), (&RELATIVE, "\"/api/v1\"")] {
        let error = build(api, None).unwrap_err().to_string();
        assert!(
            error.contains(says) && error.contains("`base_url`"),
            "{error}"
        );
    }
    let client = build(&RELATIVE, Some("http://localhost:1")).unwrap();
    let request = Call::<()>::new(&client, &PING).into_request().unwrap();
    assert_eq!(request.uri(), "http://localhost:1/api/v1/ping");
    // operations have servers of their own, and others say so when they are called
    let client = build(&OWN, None).unwrap();
    assert!(Call::<()>::new(&client, &UPLOAD).into_request().is_ok());
    let error = Call::<()>::new(&client, &PING).into_request().unwrap_err();
    assert!(error.to_string().contains("`base_url`"), "{error}");
}

#[test]
fn what_the_api_does_not_have() {
    let refused = |set: &dyn Fn(Builder) -> Builder| {
        set(Client::anonymous(&API))
            .without_transport()
            .build()
            .unwrap_err()
            .to_string()
    };
    for (error, says) in [
        (
            refused(&|one| one.server_variable("zone", "eu")),
            "`base`, `region`, `shelf`, `tenant`",
        ),
        (
            refused(&|one| one.server_variable("region", "mars")),
            "`eu`, `us`",
        ),
        (
            refused(&|one| one.server_variable("tenant", "a@b")),
            "no place in a URL",
        ),
        (refused(&|one| one.server("Production")), "`Sandbox`"),
    ] {
        assert!(error.contains(says), "{error}");
    }
}
