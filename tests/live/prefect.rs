//! A generated crate against Prefect: `.ci/live prefect` makes it from the document that the server has, starts the server and
//! runs this.

use std::future::IntoFuture;

use api::client::{Client, Error};
use api::runtime::{Json, from_str};
use api::variables::{CreateParams, ListParams, UpdateParams};

fn client() -> Client {
    let server = std::env::var("LIVE_SERVER").expect("the address of a server in LIVE_SERVER");
    Client::anonymous().base_url(server).build().expect("a client")
}

fn variable(name: &str, value: &str) -> CreateParams {
    let text = format!(r#"{{"name":"{name}","value":{value},"tags":["live"]}}"#);
    CreateParams::new(from_str(&text).expect("a variable"))
}

/// Created, read, changed, read by its name, removed; then it is gone.
#[test]
fn a_variable() {
    let client = client();
    let made = client.variables().create(variable("one", r#"{"a":[1,"ä"]}"#)).send_blocking().expect("it is made");
    assert_eq!(made.status(), 201);
    let read = client.variables().read(&made.id).send_blocking().expect("it is there");
    assert_eq!((&read.name, &read.value), (&made.name, &made.value));
    let change = UpdateParams::new(from_str(r#"{"value":"other"}"#).expect("a change"));
    assert_eq!(client.variables().update(&made.id, change).send_blocking().expect("it is changed").status(), 204);
    let read = client.variables().read_by_name("one").answer_as::<Json>().send_blocking().expect("it is there");
    assert_eq!(read.pointer("/value").and_then(Json::as_str), Some("other"));
    client.variables().delete(&made.id).send_blocking().expect("it is removed");
    let error = client.variables().read(&made.id).send_blocking().expect_err("it is gone");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{error}");
}

/// Forty of them, made at once, in pages of seven.
#[test]
fn pages() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let client = client();
        let mut ids = Vec::new();
        for number in 0..40 {
            let made = client.variables().create(variable(&format!("page_{number:02}"), "1")).into_future().await;
            ids.push(made.expect("it is made").id.clone());
        }
        let mut names = Vec::new();
        loop {
            let text = format!(
                r#"{{"limit":7,"offset":{},"sort":"NAME_ASC","variables":{{"name":{{"like_":"page_"}}}}}}"#,
                names.len()
            );
            let params = ListParams::new().body(from_str::<api::BodyReadVariables>(&text).expect("a filter"));
            let page = client.variables().list().params(params).into_future().await.expect("a page");
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= 7);
            names.extend(page.iter().map(|one| one.name.clone()));
        }
        let want: Vec<_> = (0..40).map(|number| format!("page_{number:02}")).collect();
        assert_eq!(names, want);
        for id in &ids {
            client.variables().delete(id).into_future().await.expect("it is removed");
        }
    });
}

#[test]
fn errors() {
    let client = client();
    let wrong = client.variables().create(variable("no name!", "1")).send_blocking().expect_err("it is no name");
    let Error::Api(error) = wrong else { panic!("{wrong}") };
    assert_eq!(error.status(), 422, "{error}");
    // what is wrong is in the body, whose type the document has
    let body = error.body::<Json>().expect("a body");
    assert!(body.to_string().contains("name"), "{body}");
    client.variables().create(variable("twice", "1")).send_blocking().expect("it is made");
    let again = client.variables().create(variable("twice", "1")).send_blocking().expect_err("it is there");
    assert_eq!(again.status().map(|status| status.as_u16()), Some(409), "{again}");
    client.variables().delete_by_name("twice").send_blocking().expect("it is removed");
}
