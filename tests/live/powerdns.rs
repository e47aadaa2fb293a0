//! A generated crate against PowerDNS: `.ci/live powerdns` makes it from the document that the server has, starts the server
//! and runs this.

use std::future::IntoFuture;

use api::client::{Client, Error};
use api::runtime::{Json, from_str};
use api::zones::{CreateParams, PatchParams, PutParams};
use api::ZoneRequest;

const HERE: &str = "localhost";

fn client(key: &str) -> Client {
    let server = std::env::var("LIVE_SERVER").expect("the address of a server in LIVE_SERVER");
    // without the path of the document, which stays
    Client::builder(key).base_url(server).build().expect("a client")
}

fn key() -> String {
    std::env::var("LIVE_KEY").expect("the key of the server in LIVE_KEY")
}

fn zone(name: &str) -> ZoneRequest {
    let text = format!(r#"{{"name":"{name}","kind":"Native","nameservers":["ns1.{name}"]}}"#);
    from_str(&text).expect("a zone")
}

/// Created, read, listed, changed, read as text, removed; then it is gone.
#[test]
fn a_zone() {
    let client = client(&key());
    let made = client.zones().create(HERE, CreateParams::new(zone("one.example."))).send_blocking().expect("it is made");
    assert_eq!(made.status(), 201);
    let id = made.id.clone().expect("an id");
    assert_eq!(made.name.as_deref(), Some("one.example."));

    let read = client.zones().get(HERE, &id).send_blocking().expect("it is there");
    assert_eq!(read.kind, made.kind);
    let sets = read.rrsets.as_ref().expect("its records");
    assert!(sets.iter().any(|set| set.r#type.as_deref() == Some("NS")), "{sets:?}");
    let all = client.zones().list(HERE).send_blocking().expect("a list");
    assert!(all.iter().any(|zone| zone.id.as_ref() == Some(&id)));

    let change = r#"{"rrsets":[{"name":"www.one.example.","type":"A","ttl":60,"changetype":"REPLACE",
        "records":[{"content":"192.0.2.1","disabled":false},{"content":"192.0.2.2","disabled":false}]}]}"#;
    let change: ZoneRequest = from_str(change).expect("a change");
    let answer = client.zones().patch(HERE, &id, PatchParams::new(change)).send_blocking().expect("it is changed");
    assert_eq!(answer.status(), 204);
    let read = client.zones().get(HERE, &id).send_blocking().expect("it is there");
    let sets = read.rrsets.as_ref().expect("its records");
    let www = sets.iter().find(|set| set.name.as_deref() == Some("www.one.example.")).expect("the new one");
    assert_eq!((www.ttl, www.records.as_ref().map(Vec::len)), (Some(60), Some(2)));
    // the document says that it is a text, and the server sends JSON
    let text = client.zones().axfr_export_zone(HERE, &id).answer_as::<Json>().send_blocking().expect("a zone file");
    let text = text.to_string();
    assert!(text.contains("www.one.example.") && text.contains("192.0.2.2"), "{text}");

    let kind: ZoneRequest = from_str(r#"{"kind":"Master","account":"tests"}"#).expect("a zone");
    client.zones().put(HERE, &id, PutParams::new(kind)).send_blocking().expect("it is changed");
    let read = client.zones().get(HERE, &id).send_blocking().expect("it is there");
    assert_eq!(read.account.as_deref(), Some("tests"));
    client.zones().delete(HERE, &id).send_blocking().expect("it is removed");
    let error = client.zones().get(HERE, &id).send_blocking().expect_err("it is gone");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{error}");
}

/// Many at once, awaited.
#[test]
fn zones_at_once() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let client = client(&key());
        let mut tasks = Vec::new();
        for number in 0..8 {
            let client = client.clone();
            tasks.push(async move {
                let name = format!("many{number}.example.");
                let made = client.zones().create(HERE, CreateParams::new(zone(&name))).await?;
                let id = made.id.clone().unwrap_or_default();
                let read = client.zones().get(HERE, &id).into_future().await?;
                assert_eq!(read.name.as_deref(), Some(name.as_str()));
                client.zones().delete(HERE, &id).await.map(drop)
            });
        }
        for task in tasks {
            task.await.expect("made, read and removed");
        }
    });
}

/// What is wrong is said, and a wrong key shows nowhere.
#[test]
fn errors() {
    let client = client(&key());
    let params = CreateParams::new(zone("no trailing dot"));
    let error = client.zones().create(HERE, params).send_blocking().expect_err("it is no name");
    let Error::Api(error) = error else { panic!("{error}") };
    assert_eq!(error.status(), 422, "{error}");
    assert!(error.message().is_some_and(|message| message.contains("no trailing dot")), "{error}");
    let stranger = self::client("wrong-key-hush").servers().list().send_blocking().expect_err("the key is wrong");
    assert_eq!(stranger.status().map(|status| status.as_u16()), Some(401));
    assert!(!format!("{stranger} {stranger:?}").contains("hush"));
    // a name that would lead elsewhere stays in its place
    let error = client.zones().get(HERE, "../../servers").send_blocking().expect_err("there is none");
    assert!(error.status().is_some_and(|status| status.is_client_error()), "{error}");
}
