//! Multipart bodies whose parts are the items of a list.

use super::places::{body, request};
use super::*;
use crate::Binary;

#[test]
fn parts_without_names() {
    static ITEMS: Operation = Operation::new("m", "POST", "/m")
        .body(Body::Parts("multipart/mixed"))
        .parts(&[
            rt::PartEncoding::new("0").media_type("application/problem+json"),
            rt::PartEncoding::new("").media_type("text/csv"),
        ]);
    static PLAIN: Operation = Operation::new("m", "POST", "/m").body(Body::Parts("multipart/x"));
    #[derive(Clone, Debug, PartialEq)]
    struct ListParams<T> {
        payload: Vec<T>,
    }
    rt::params!(ListParams<Json> { payload: required "body" => whole_body });
    rt::params!(ListParams<Binary> { payload: required "body" => whole_body });
    let parts = |request: &http::Request<Bytes>| {
        let media = request.headers()["content-type"].to_str().unwrap();
        let (essence, boundary) = media.split_once("; boundary=").unwrap();
        let text = body(request).replace(boundary, "B");
        format!("{essence} {text}")
    };
    let json = |text: &str| ListParams::<Json> {
        payload: crate::from_str(text).unwrap(),
    };
    assert_eq!(
        parts(&request(&ITEMS, json(r#"[{"a":1},"x",null]"#))),
        "multipart/mixed --B\r\nContent-Type: application/problem+json\r\n\r\n{\"a\":1}\r\n\
         --B\r\nContent-Type: text/csv\r\n\r\nx\r\n--B\r\nContent-Type: text/csv\r\n\r\n\r\n--B--\r\n"
    );
    assert_eq!(
        parts(&request(&PLAIN, json(r#"[{"a":1},2]"#))),
        "multipart/x --B\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n\
         --B\r\nContent-Type: text/plain\r\n\r\n2\r\n--B--\r\n"
    );
    assert_eq!(parts(&request(&PLAIN, json("[]"))), "multipart/x --B--\r\n");
    let payload = vec![Binary::new("f").file_name("f.bin"), Binary::new("g")];
    assert_eq!(
        parts(&request(&PLAIN, ListParams::<Binary> { payload })),
        "multipart/x --B\r\nContent-Disposition: attachment; filename=\"f.bin\"\r\n\
         Content-Type: application/octet-stream\r\n\r\nf\r\n\
         --B\r\nContent-Type: application/octet-stream\r\n\r\ng\r\n--B--\r\n"
    );
}
