//! How much an answer or an error may come to.

use castiron_runtime::{Call, Error, Json, Lines, RequestOptions};

use super::server::{Do, Server};
use super::{READ, both, client};

/// A request says how deep the JSON of its answer may lie, and how many digits a number may have: of an answer, of an error,
/// and of what is read from either later.
#[test]
fn json_is_bounded_by_request() {
    let server = Server::start(|request| {
        let own = request.header("x-own").unwrap_or_default();
        let json = match own.contains("deep") {
            true => format!("{}{}", "[".repeat(99), "]".repeat(99)),
            false => format!("[{}]", "7".repeat(1000)),
        };
        let body = format!(r#"{{"message":"m","more":{json}}}"#);
        let status = match own.contains("error") {
            true => "400 Bad Request",
            false => "200 OK",
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        vec![Do::Send((head + &body).into_bytes())]
    });
    let client = client(&server.url());
    let call = |what: &'static str, options: RequestOptions| {
        let client = client.clone();
        let options = options.header("x-own", what);
        move || Call::<Json>::new(&client, &READ).options(options.clone())
    };
    for (what, tight, wide) in [
        (
            "deep",
            RequestOptions::new().max_json_depth(99),
            RequestOptions::new().max_json_depth(100),
        ),
        (
            "long",
            RequestOptions::new().max_number_digits(999),
            RequestOptions::new().max_number_digits(1000),
        ),
    ] {
        for outcome in both(call(what, tight)) {
            assert!(matches!(outcome, Err(Error::Decode(_))), "{outcome:?}");
        }
        for outcome in both(call(what, wide)) {
            assert!(outcome.is_ok(), "{outcome:?}");
        }
    }
    for (what, tight, wide) in [
        (
            "deep error",
            RequestOptions::new().max_json_depth(99),
            RequestOptions::new().max_json_depth(100),
        ),
        (
            "long error",
            RequestOptions::new().max_number_digits(999),
            RequestOptions::new().max_number_digits(1000),
        ),
    ] {
        for (options, is_read) in [(tight, false), (wide, true)] {
            for outcome in both(call(what, options)) {
                let Err(Error::Api(error)) = outcome else {
                    panic!("{outcome:?}");
                };
                assert_eq!(error.message(), is_read.then_some("m"), "{what}");
                assert_eq!(error.body::<Json>().is_ok(), is_read, "{what}");
                // what came is never lost
                assert!(error.raw_body().len() > 150, "{what}");
                assert!(error.body::<String>().is_ok(), "{what}");
            }
        }
    }
    let options = RequestOptions::new()
        .header("x-own", "deep")
        .max_json_depth(99);
    let answer = (Call::<()>::new(&client, &READ).options(options.clone())).send_blocking();
    assert!(answer.unwrap().body_as::<Json>().is_err());
    let answer = Call::<Json>::new(&client, &READ).options(options.clone());
    let Err(Error::Decode(error)) = answer.send_blocking() else {
        panic!("it is too deep");
    };
    assert!(error.body::<Json>().is_err());
    let raw = (Call::<Json>::new(&client, &READ).options(options)).send_raw_blocking();
    assert!(raw.is_ok());
}

/// A bound of a download or a stream is one of the error in its place too.
#[test]
fn errors_are_bounded_as_what_they_replace() {
    let server = Server::start(|_| {
        let head = "HTTP/1.1 400 Bad Request\r\nContent-Length: 1000\r\n\r\n";
        vec![Do::Send([head.as_bytes(), &[b'x'; 1000]].concat())]
    });
    let client = client(&server.url());
    let call = |bytes| {
        let options = RequestOptions::new().max_response_bytes(bytes);
        Call::<Json>::new(&client, &READ).options(options)
    };
    let refused = call(999).download_blocking();
    assert!(matches!(refused, Err(Error::TooLarge(_))), "{refused:?}");
    let refused = call(1000).download_blocking();
    assert!(matches!(refused, Err(Error::Api(_))), "{refused:?}");
    let refused = call(999).stream_as::<Lines<Json>>().stream_blocking();
    assert!(matches!(refused, Err(Error::TooLarge(_))));
}
