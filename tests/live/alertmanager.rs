//! A generated crate against Alertmanager: `.ci/live alertmanager` makes it from the document inside of the server's program,
//! starts the server and runs this.

use std::time::Duration;

use api::alert;
use api::client::{Client, Error};
use api::runtime::{DateTime, Json, Uuid, from_str};
use api::silence::{ListParams, PostParams};
use api::{PostableAlert, PostableSilence};

fn client() -> Client {
    let server = std::env::var("LIVE_SERVER").expect("the address of a server in LIVE_SERVER");
    Client::anonymous().base_url(server).build().expect("a client")
}

fn silence(comment: &str, id: Option<&str>) -> PostableSilence {
    let id = id.map_or(String::new(), |id| format!(r#""id":"{id}","#));
    let text = format!(
        r#"{{{id}"matchers":[{{"name":"job","value":"a b/ä","isRegex":false,"isEqual":true}}],
        "startsAt":"2026-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z","createdBy":"tests","comment":"{comment}"}}"#
    );
    from_str(&text).expect("a silence")
}

#[test]
fn what_it_says_of_itself() {
    let status = client().general().get_status().send_blocking().expect("a status");
    assert!(status.config.original.contains("receiver"), "{:?}", status.config);
    assert!(!status.version_info.version.is_empty());
    let receivers = client().receiver().list().send_blocking().expect("receivers");
    assert_eq!(receivers.len(), 1);
}

/// Created, read, listed with a filter, changed, removed.
#[test]
fn a_silence() {
    let client = client();
    let made = client.silence().post(PostParams::new(silence("first", None)));
    let made = made.send_blocking().expect("it is made");
    let id = made.silence_id.clone().expect("an id");
    let uuid = Uuid::from(id.clone());
    let read = client.silence().get(&uuid).send_blocking().expect("it is there");
    assert_eq!((read.comment.as_str(), read.matchers[0].value.as_str()), ("first", "a b/ä"));
    assert_eq!(read.ends_at, DateTime::from("2099-01-01T00:00:00.000Z".to_owned()));
    let filter = |filter: &str| {
        let params = ListParams::new().filter([filter.to_owned()]);
        client.silence().list().params(params).send_blocking().expect("a list").into_inner()
    };
    assert!(filter(r#"job="a b/ä""#).iter().any(|one| one.id == id));
    assert!(filter(r#"job="other&job=x""#).is_empty());

    let changed = client.silence().post(PostParams::new(silence("second", Some(&id))));
    let changed = changed.send_blocking().expect("it is changed").silence_id.clone().expect("an id");
    let changed = Uuid::from(changed);
    assert_eq!(client.silence().get(&changed).send_blocking().expect("it is there").comment, "second");
    client.silence().delete(&changed).send_blocking().expect("it is removed");
    let gone = client.silence().get(&changed).send_blocking().expect("it is kept for a while");
    assert_eq!(as_text(&gone.status.state), "expired");
}

fn as_text<T: api::runtime::Encode>(value: &T) -> String {
    let text = api::runtime::to_string(value);
    text.trim_matches('"').to_owned()
}

/// Alerts come back in groups, with their labels.
#[test]
fn alerts() {
    let client = client();
    let alerts: Vec<PostableAlert> = from_str(
        r#"[{"labels":{"alertname":"Hot","job":"oven"},"annotations":{"summary":"it is hot"},"generatorURL":"http://oven.example/"},
            {"labels":{"alertname":"Cold","job":"fridge"}}]"#,
    )
    .expect("alerts");
    client.alert().post(alert::PostParams::new(alerts)).send_blocking().expect("they are taken");
    let found = (0..50).find_map(|_| {
        let groups = client.alertgroup().list().send_blocking().expect("groups").into_inner();
        let names: Vec<String> = groups
            .iter()
            .flat_map(|group| &group.alerts)
            .filter_map(|alert| alert.labels.get("alertname").cloned())
            .collect();
        (names.len() >= 2).then_some(names).or_else(|| {
            std::thread::sleep(Duration::from_millis(200));
            None
        })
    });
    let mut names = found.expect("both of them");
    names.sort();
    assert_eq!(names, ["Cold", "Hot"]);
    let all = client.alert().list().send_blocking().expect("alerts");
    assert_eq!(all.iter().filter(|alert| alert.labels.contains_key("job")).count(), 2);
}

#[test]
fn errors() {
    let client = client();
    let unknown = Uuid::from("00000000-0000-4000-8000-000000000000".to_owned());
    let error = client.silence().get(&unknown).send_blocking().expect_err("there is none");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{error}");
    let mut wrong = silence("wrong", None);
    wrong.matchers.clear();
    let error = client.silence().post(PostParams::new(wrong)).send_blocking().expect_err("it matches nothing");
    let Error::Api(error) = error else { panic!("{error}") };
    assert!(matches!(error.status().as_u16(), 400 | 422), "{error}");
    // the body is a text of JSON
    assert!(error.body::<Json>().is_ok(), "{error}");
}
