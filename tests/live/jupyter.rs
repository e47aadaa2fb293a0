//! A generated crate against Jupyter Server: `.ci/live jupyter` makes it from the document in the server's package, starts the
//! server and runs this.

use api::client::{Client, Error};
use api::contents::{GetParams, PatchParams, PostParams, PutParams};
use api::runtime::Json;

fn client(token: &str) -> Client {
    let server = std::env::var("LIVE_SERVER").expect("the address of a server in LIVE_SERVER");
    let client = Client::builder(token).base_url(server);
    client.build().expect("a client")
}

fn key() -> String {
    std::env::var("LIVE_KEY").expect("the key of the server in LIVE_KEY")
}

/// A file: made, written, read, listed, moved, copied, removed.
#[test]
fn a_file() {
    let client = client(&key());
    let contents = client.contents();
    let folder = contents.put("notes ä").params(PutParams::new().r#type("directory"));
    let made = folder.answer_as::<Json>().send_blocking().expect("a folder");
    assert_eq!(made.status(), 201);
    let file = PutParams::new().r#type("file").format("text").content("one\ntwo ä\n");
    let made = contents.put("notes ä/a.txt").params(file).answer_as::<Json>().send_blocking().expect("a file");
    assert_eq!(made.pointer("/path").and_then(Json::as_str), Some("notes ä/a.txt"));

    let read = contents.get("notes ä/a.txt").send_blocking().expect("it is there");
    assert_eq!((read.content.as_str(), read.format.as_str()), ("one\ntwo ä\n", "text"));
    let list = contents.get("notes ä").params(GetParams::new().content(1)).answer_as::<Json>();
    let list = list.send_blocking().expect("a list");
    let names: Vec<_> = (list.pointer("/content").and_then(Json::as_array).into_iter().flatten())
        .filter_map(|file| file.get("name")?.as_str().map(str::to_owned))
        .collect();
    assert_eq!(names, ["a.txt"]);

    let moved = PatchParams::new().path("notes ä/b.txt");
    contents.patch("notes ä/a.txt").params(moved).answer_as::<Json>().send_blocking().expect("it is moved");
    let error = contents.get("notes ä/a.txt").send_blocking().expect_err("it is elsewhere");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{error}");
    let copy = PostParams::new().copy_from("notes ä/b.txt");
    let copy = contents.post("notes ä").params(copy).answer_as::<Json>().send_blocking().expect("a copy");
    let copy = copy.pointer("/path").and_then(Json::as_str).expect("its path").to_owned();
    assert_eq!(contents.get(&copy).send_blocking().expect("the copy").content, "one\ntwo ä\n");

    for path in [copy.as_str(), "notes ä/b.txt", "notes ä"] {
        assert_eq!(contents.delete(path).send_blocking().expect("it is removed").status(), 204);
    }
}

/// A checkpoint: made, listed, restored, removed.
#[test]
fn a_checkpoint() {
    let client = client(&key());
    let contents = client.contents();
    let write = |text: &str| {
        let file = PutParams::new().r#type("file").format("text").content(text);
        contents.put("kept.txt").params(file).answer_as::<Json>().send_blocking().expect("a file");
    };
    write("before");
    let made = contents.post_checkpoints("kept.txt").send_blocking().expect("a checkpoint");
    let all = contents.list_checkpoints("kept.txt").send_blocking().expect("a list");
    assert!(all.iter().any(|one| one.id == made.id));
    write("after");
    contents.post_checkpoints_by_checkpoint_id("kept.txt", &made.id).send_blocking().expect("it is restored");
    assert_eq!(contents.get("kept.txt").send_blocking().expect("the file").content, "before");
    contents.delete_checkpoints_by_checkpoint_id("kept.txt", &made.id).send_blocking().expect("it is removed");
    contents.delete("kept.txt").send_blocking().expect("it is removed");
}

#[test]
fn what_it_says_of_itself() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = client(&key());
    runtime.block_on(async {
        let api = client.api().get().await.expect("a version");
        assert!(api.version.as_deref().is_some_and(|version| version.starts_with("2.")));
        assert!(client.kernels().list().await.expect("kernels").is_empty());
        // the document that this crate was made from
        let text = client.api_spec().get_spec_yaml().answer_as::<String>().await.expect("a document");
        assert!(text.contains("Jupyter Server API"), "{}", *text);
    });
}

#[test]
fn errors() {
    let client = client(&key());
    let error = client.contents().get("no/such/file").send_blocking().expect_err("there is none");
    let Error::Api(error) = error else { panic!("{error}") };
    assert_eq!(error.status(), 404);
    // a text, as the program asks for nothing else
    assert!(error.to_string().contains("does not exist"), "{error}");
    let stranger = self::client("wrong-key-hush").contents().get("").answer_as::<Json>();
    let error = match stranger.send_blocking() {
        Ok(_) => panic!("the token is wrong"),
        Err(error) => error,
    };
    assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
}
