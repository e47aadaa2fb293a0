//! Customers, and pages of them.

use std::collections::BTreeSet;
use stripe_tolerant::customer::CustomerRetrieveResponse;
use stripe_tolerant::prelude::*;
use stripe_tolerant::runtime::{Error, from_str};
use stripe_tolerant::*;

use super::{client, customer, some};

#[test]
fn customers_are_created_changed_and_deleted() {
    let client = client();
    let address: customer_create_params::Address =
        from_str(r#"{"line1":"1 Straße & Co","city":"Köln","country":"DE"}"#).expect("an address");
    let params = CustomerCreateParams::new()
        .name("Ünal [a]=b&c")
        .email("one@example.com")
        .description("first")
        .preferred_locales(["de", "en"])
        .address(address)
        .metadata([("order", "6735"), ("a b", "c&d")]);
    let made = client
        .customers()
        .create()
        .params(params)
        .send_blocking()
        .expect("a customer");
    assert_eq!(made.status(), 200);
    let id = some(&made.id);
    let CustomerRetrieveResponse::Customer(read) = client
        .customers()
        .retrieve(&id)
        .send_blocking()
        .expect("the customer")
        .into_inner()
    else {
        panic!("not a customer")
    };
    assert_eq!(read.name.clone().flatten().as_deref(), Some("Ünal [a]=b&c"));
    assert_eq!(
        read.preferred_locales.clone().flatten(),
        Some(vec!["de".to_owned(), "en".to_owned()])
    );
    assert_eq!(
        read.address
            .clone()
            .flatten()
            .and_then(|a| a.city.flatten())
            .as_deref(),
        Some("Köln")
    );
    assert_eq!(
        some(&read.metadata).get("a b").map(String::as_str),
        Some("c&d")
    );

    let metadata = MetadataParam::from([("order", "1"), ("new", "x")]).unset("a b");
    let params = CustomerUpdateParams::new()
        .metadata(metadata)
        .description("second");
    let changed = client
        .customers()
        .update(&id)
        .params(params)
        .send_blocking()
        .expect("the change");
    let metadata = some(&changed.metadata);
    assert_eq!(
        changed.description.clone().flatten().as_deref(),
        Some("second")
    );
    assert_eq!(metadata.get("order").map(String::as_str), Some("1"));
    assert_eq!(metadata.get("new").map(String::as_str), Some("x"));
    // the server keeps the empty text that asks it to forget the key
    assert_eq!(metadata.get("a b").map(String::as_str), Some(""));

    let gone = client
        .customers()
        .delete(&id)
        .send_blocking()
        .expect("the deletion");
    assert_eq!(gone.id.as_deref(), Some(id.as_str()));
    let error = client
        .customers()
        .retrieve(&id)
        .send_blocking()
        .expect_err("no customer");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(matches!(error, Error::Api(_)), "{error:?}");
}

#[test]
fn pages_follow_each_other() {
    let client = client();
    let made: BTreeSet<String> = (0..25)
        .map(|_| customer(&client, "pages@example.com"))
        .collect();
    let all = || {
        let params = CustomerListParams::new()
            .email("pages@example.com")
            .limit(10);
        client.customers().list().params(params)
    };
    let page = all().send_blocking().expect("a page");
    assert_eq!((page.data.len(), page.has_more), (10, true));
    let read: Vec<String> = all()
        .all_blocking()
        .map(|c| some(&c.expect("a customer").id))
        .collect();
    assert_eq!(read.len(), 25);
    assert_eq!(read.into_iter().collect::<BTreeSet<_>>(), made);
    assert_eq!(all().all_blocking().limit(12).count(), 12);
    let first = made.first().expect("one");
    let other = CustomerListParams::new().email("nobody@example.com");
    assert_eq!(
        client
            .customers()
            .list()
            .params(other)
            .all_blocking()
            .count(),
        0,
        "{first}"
    );
}

#[test]
fn pages_are_a_stream() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let client = client();
        for _ in 0..7 {
            let params = CustomerCreateParams::new().email("stream@example.com");
            client
                .customers()
                .create()
                .params(params)
                .await
                .expect("a customer");
        }
        let params = CustomerListParams::new()
            .email("stream@example.com")
            .limit(3);
        let all = client
            .customers()
            .list()
            .params(params)
            .all()
            .try_collect()
            .await
            .expect("all");
        assert_eq!(all.len(), 7);
    });
}
