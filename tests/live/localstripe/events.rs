//! Webhooks.

use std::io::{Read, Write};
use std::net::TcpListener;
use stripe_tolerant::runtime::webhooks::Webhook;
use stripe_tolerant::runtime::{Json, from_str};
use stripe_tolerant::*;

use super::{client, server};

#[test]
fn an_event_is_signed() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let own = format!(
        "http://{}/events",
        listener.local_addr().expect("an address")
    );
    // the server's own interface, beside the API
    let text = format!(r#"{{"url":"{own}","secret":"whsec_live","events":["product.created"]}}"#);
    let length = text.len();
    let host = server()
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let mut stream = std::net::TcpStream::connect(&host).expect("the server");
    write!(
        stream,
        "POST /_config/webhooks/live HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{text}"
    )
    .expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    let params = ProductCreateParams::new("Told of");
    let product = client()
        .products()
        .create(params)
        .send_blocking()
        .expect("a product");
    let webhook = Webhook::new("whsec_old").secret("whsec_live");
    // other tests make products too
    for _ in 0..50 {
        let (head, body) = received(&listener);
        let signature = head
            .lines()
            .find_map(|line| line.strip_prefix("Stripe-Signature: "))
            .expect("a signature");
        let event: Event = webhook.read(&body, signature).expect("an event");
        assert_eq!(event.r#type.as_deref(), Some("product.created"));
        assert!(webhook.read::<Event>(&body[1..], signature).is_err());
        let told: Json = from_str(std::str::from_utf8(&body).expect("text")).expect("JSON");
        if told.pointer("/data/object/id").and_then(Json::as_str) == product.id.as_deref() {
            return;
        }
    }
    panic!("no event for the product");
}

/// Head and body of the next request; it is answered.
fn received(listener: &TcpListener) -> (String, Vec<u8>) {
    let (mut stream, _) = listener.accept().expect("a connection");
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).expect("a request");
        bytes.extend_from_slice(&buffer[..count]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            assert!(count > 0, "half a request");
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("Content-Length: "));
        let length: usize = length.expect("a length").trim().parse().expect("a number");
        if bytes.len() >= end + 4 + length {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .expect("answered");
            return (head, bytes[end + 4..].to_vec());
        }
    }
}
