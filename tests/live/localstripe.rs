//! A generated crate against localstripe, a server with a memory that other people wrote, for other versions of the API
//! than the document's. `.ci/live localstripe` makes the crate, starts the server and runs this.
//!
//! What localstripe wants and the document does not have goes through `Call::extra`.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpListener;

use stripe_tolerant::customer::CustomerRetrieveResponse;
use stripe_tolerant::runtime::webhooks::Webhook;
use stripe_tolerant::runtime::{Error, Json, from_str};
use stripe_tolerant::*;

fn server() -> String {
    std::env::var("LOCALSTRIPE").expect("the address of a server in LOCALSTRIPE")
}

fn client() -> Client {
    let builder = Client::builder("sk_test_12345").base_url(server());
    builder.build().expect("a client")
}

/// What must be there for a test to go on.
#[track_caller]
fn some<T: Clone>(value: &Option<T>) -> T {
    value.clone().expect("a value")
}

/// A card's number becomes a payment method.
fn method(client: &Client, number: &str) -> Result<Response<PaymentMethod>, Error> {
    let card = format!(r#"{{"number":"{number}","exp_month":12,"exp_year":2030,"cvc":"123"}}"#);
    let params = PaymentMethodCreateParams::new()
        .r#type(payment_method_create_params::Type::Card)
        .card(from_str::<payment_method_create_params::Card>(&card).expect("a card"));
    client
        .payment_methods()
        .create()
        .params(params)
        .send_blocking()
}

fn customer(client: &Client, email: &str) -> String {
    let params = CustomerCreateParams::new().email(email);
    some(
        &client
            .customers()
            .create()
            .params(params)
            .send_blocking()
            .expect("a customer")
            .id,
    )
}

/// A customer with a card that pays.
fn payer(client: &Client, email: &str) -> (String, String) {
    let customer = customer(client, email);
    let method = some(&method(client, "4242424242424242").expect("a method").id);
    let attach = PaymentMethodAttachParams::new(customer.clone());
    let attached = client
        .payment_methods()
        .attach(&method, attach)
        .send_blocking()
        .expect("attached");
    assert!(matches!(&attached.customer, Some(Some(Expandable::Id(id))) if *id == customer));
    (customer, method)
}

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

#[test]
fn a_bad_card_is_an_error() {
    let client = client();
    let customer = customer(&client, "bad@example.com");
    let declined = some(&method(&client, "4000000000000002").expect("a method").id);
    let attach = PaymentMethodAttachParams::new(customer.clone());
    let error = client
        .payment_methods()
        .attach(&declined, attach)
        .send_blocking()
        .expect_err("declined");
    let refusal = error.as_api().expect("an answer");
    assert_eq!(
        (refusal.status().as_u16(), refusal.code()),
        (402, Some("card_declined"))
    );
    assert_eq!(refusal.message(), Some("Your card was declined."));
    let body: stripe_tolerant::Error = refusal.body().expect("the document's own error body");
    assert_eq!(some(&body.error).code.as_deref(), Some("card_declined"));
    let error = method(&client, "42").expect_err("no number");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    let charged = some(&method(&client, "4000000000000341").expect("a method").id);
    let attach = PaymentMethodAttachParams::new(customer.clone());
    client
        .payment_methods()
        .attach(&charged, attach)
        .send_blocking()
        .expect("attached");
    let params = PaymentIntentCreateParams::new(2000, "eur")
        .customer(customer)
        .payment_method(charged)
        .confirm(true);
    let error = client
        .payment_intents()
        .create(params)
        .send_blocking()
        .expect_err("declined");
    assert_eq!(error.code(), Some("card_declined"), "{error}");
}

#[test]
fn credentials_are_checked() {
    let stranger: Client = Client::anonymous()
        .base_url(server())
        .build()
        .expect("a client");
    let error = stranger
        .customers()
        .list()
        .send_blocking()
        .expect_err("no key");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    let options = RequestOptions::new().api_key("sk_test_other");
    stranger
        .customers()
        .list()
        .options(options)
        .send_blocking()
        .expect("with a key of its own");
}

#[test]
fn payment_intents_and_refunds() {
    let client = client();
    let (customer, method) = payer(&client, "intents@example.com");
    let params = PaymentIntentCreateParams::new(2000, "eur")
        .customer(customer.clone())
        .payment_method(method)
        .metadata([("order", "1")]);
    let intent = client
        .payment_intents()
        .create(params)
        .send_blocking()
        .expect("an intent");
    assert_eq!(
        intent.status,
        Some(payment_intent::Status::RequiresConfirmation)
    );
    let id = some(&intent.id);
    assert!(
        !format!("{intent:?}").contains("_secret_"),
        "secrets are shown"
    );
    let intent = client
        .payment_intents()
        .confirm(&id)
        .send_blocking()
        .expect("confirmed");
    assert_eq!(intent.status, Some(payment_intent::Status::Succeeded));
    assert_eq!(
        intent.charges.clone().map(|charges| charges.data.len()),
        Some(1)
    );
    let again = client
        .payment_intents()
        .retrieve(&id)
        .send_blocking()
        .expect("the intent");
    assert_eq!(again.amount, Some(2000));
    let params = PaymentIntentUpdateParams::new().metadata([("order", "2")]);
    let changed = client
        .payment_intents()
        .update(&id)
        .params(params)
        .send_blocking()
        .expect("changed");
    assert_eq!(
        some(&changed.metadata).get("order").map(String::as_str),
        Some("2")
    );
    let listed = client
        .payment_intents()
        .list()
        .send_blocking()
        .expect("intents");
    assert!(!listed.data.is_empty());

    let params = RefundCreateParams::new()
        .payment_intent(id.clone())
        .amount(500);
    let refund = client
        .refunds()
        .create()
        .params(params)
        .send_blocking()
        .expect("a refund");
    assert_eq!(refund.amount, Some(500));
    let refund = client
        .refunds()
        .retrieve(&some(&refund.id))
        .send_blocking()
        .expect("the refund");
    assert_eq!(refund.currency.as_deref(), Some("eur"));
    let params = RefundListParams::new().payment_intent(id);
    assert_eq!(
        client
            .refunds()
            .list()
            .params(params)
            .all_blocking()
            .count(),
        1
    );

    let charge = client
        .charges()
        .list()
        .send_blocking()
        .expect("charges")
        .data
        .first()
        .and_then(|c| c.id.clone());
    client
        .charges()
        .retrieve(&some(&charge))
        .send_blocking()
        .expect("the charge");

    let params = PaymentIntentCreateParams::new(100, "eur").customer(customer);
    let intent = client
        .payment_intents()
        .create(params)
        .send_blocking()
        .expect("an intent");
    let canceled = client
        .payment_intents()
        .cancel(&some(&intent.id))
        .send_blocking()
        .expect("canceled");
    assert_eq!(canceled.status, Some(payment_intent::Status::Canceled));
}

#[test]
fn what_is_authorized_is_captured() {
    let client = client();
    let (customer, method) = payer(&client, "capture@example.com");
    let params = PaymentIntentCreateParams::new(1000, "eur")
        .customer(customer)
        .payment_method(method)
        .capture_method(payment_intent_create_params::CaptureMethod::Manual)
        .confirm(true);
    let intent = client
        .payment_intents()
        .create(params)
        .send_blocking()
        .expect("an intent");
    assert_eq!(intent.status, Some(payment_intent::Status::RequiresCapture));
    let captured = client
        .payment_intents()
        .capture(&some(&intent.id))
        .send_blocking()
        .expect("captured");
    assert_eq!(captured.status, Some(payment_intent::Status::Succeeded));
}

#[test]
fn payment_methods() {
    let client = client();
    let (customer, id) = payer(&client, "methods@example.com");
    let read = client
        .payment_methods()
        .retrieve(&id)
        .send_blocking()
        .expect("the method");
    assert_eq!(read.r#type, Some(payment_method::Type::Card));
    let card = some(&read.card);
    assert_eq!(
        (card.last4.as_deref(), card.exp_year),
        (Some("4242"), Some(2030))
    );
    let params = PaymentMethodUpdateParams::new().metadata([("nickname", "blue")]);
    let changed = client
        .payment_methods()
        .update(&id)
        .params(params)
        .send_blocking()
        .expect("changed");
    assert!(changed.metadata.is_some());
    let params = PaymentMethodListParams::new(customer, payment_method_list_params::Type::Card);
    assert_eq!(
        client.payment_methods().list(params).all_blocking().count(),
        1
    );
    let detached = client
        .payment_methods()
        .detach(&id)
        .send_blocking()
        .expect("detached");
    assert_eq!(detached.customer.clone().flatten(), None);
}

fn plan(client: &Client, product: &str) -> String {
    let params = PlanCreateParams::new("eur", plan_create_params::Interval::Month)
        .amount(1500)
        .product(plan_create_params::ProductOrString::String(
            product.to_owned(),
        ));
    some(
        &client
            .plans()
            .create(params)
            .send_blocking()
            .expect("a plan")
            .id,
    )
}

#[test]
fn products_and_plans() {
    let client = client();
    let params = ProductCreateParams::new("Böx")
        .description("of wood")
        .metadata([("a", "b")]);
    let product = client
        .products()
        .create(params)
        .send_blocking()
        .expect("a product");
    let id = some(&product.id);
    assert_eq!(product.name.as_deref(), Some("Böx"));
    let params = ProductUpdateParams::new().description("of glass");
    let changed = client
        .products()
        .update(&id)
        .params(params)
        .send_blocking()
        .expect("changed");
    assert_eq!(
        changed.description.clone().flatten().as_deref(),
        Some("of glass")
    );
    client
        .products()
        .retrieve(&id)
        .send_blocking()
        .expect("the product");
    let params = ProductListParams::new().active(true).limit(2);
    assert!(
        client
            .products()
            .list()
            .params(params)
            .all_blocking()
            .any(|p| p.expect("a product").id.as_ref() == Some(&id))
    );

    let plan = plan(&client, &id);
    let read = client
        .plans()
        .retrieve(&plan)
        .send_blocking()
        .expect("the plan");
    assert_eq!(
        (read.amount.flatten(), read.interval.clone()),
        (Some(1500), Some(plan::Interval::Month))
    );
    let params = PlanListParams::new().product(id.clone());
    assert_eq!(
        client.plans().list().params(params).all_blocking().count(),
        1
    );
    client
        .plans()
        .delete(&plan)
        .send_blocking()
        .expect("no plan");
    let gone = client
        .products()
        .delete(&id)
        .send_blocking()
        .expect("no product");
    assert_eq!(gone.id, Some(id));
}

#[test]
fn prices_are_newer_than_the_server() {
    // localstripe has plans and no prices: the answer is an error without the body that the document promises
    let error = client()
        .prices()
        .list()
        .send_blocking()
        .expect_err("no prices");
    assert_eq!(
        error.status().map(|status| status.as_u16()),
        Some(404),
        "{error}"
    );
    assert!(error.to_string().starts_with("404 Not Found"), "{error}");
}

#[test]
fn subscriptions_and_invoices() {
    let client = client();
    let (customer, method) = payer(&client, "subscriptions@example.com");
    let settings = from_str::<customer_update_params::InvoiceSettings>(&format!(
        r#"{{"default_payment_method":"{method}"}}"#
    ));
    let params = CustomerUpdateParams::new().invoice_settings(settings.expect("settings"));
    client
        .customers()
        .update(&customer)
        .params(params)
        .send_blocking()
        .expect("the default");
    let product = client
        .products()
        .create(ProductCreateParams::new("Paper"))
        .send_blocking()
        .expect("a product");
    let plan = plan(&client, &some(&product.id));

    // subscriptions of the document are made of prices, those of the server of plans
    let call = client
        .subscriptions()
        .create(SubscriptionCreateParams::new(customer.clone()));
    let made = call
        .extra("items[0][plan]", plan.as_str())
        .send_blocking()
        .expect("a subscription");
    let id = some(&made.id);
    assert_eq!(made.status, Some(subscription::Status::Active));
    assert_eq!(some(&made.items).data.len(), 1);
    let params = SubscriptionUpdateParams::new().metadata([("k", "v")]);
    let changed = client
        .subscriptions()
        .update(&id)
        .params(params)
        .send_blocking()
        .expect("changed");
    assert_eq!(changed.id.as_ref(), Some(&id)); // the server takes metadata here and forgets them
    let params = SubscriptionRetrieveParams::new().expand(["latest_invoice"]);
    let read = client
        .subscriptions()
        .retrieve(&id)
        .params(params)
        .send_blocking()
        .expect("the subscription");
    let Some(Some(Expandable::Object(invoice))) = read.latest_invoice.clone() else {
        panic!("{:?}", read.latest_invoice)
    };
    assert_eq!(invoice.total, Some(1500));
    let params = SubscriptionListParams::new().customer(customer.clone());
    assert_eq!(
        client
            .subscriptions()
            .list()
            .params(params)
            .all_blocking()
            .count(),
        1
    );

    let invoice = client
        .invoices()
        .retrieve(&some(&invoice.id))
        .send_blocking()
        .expect("the invoice");
    assert_eq!(some(&invoice.lines).data.len(), 1);
    assert_eq!(
        invoice.status.clone().flatten(),
        Some(invoice::Status::Paid)
    );
    let params = InvoiceListParams::new().customer(customer.clone());
    assert_eq!(
        client
            .invoices()
            .list()
            .params(params)
            .all_blocking()
            .count(),
        1
    );
    let params = InvoiceRetrieveUpcomingParams::new().customer(customer.clone());
    let upcoming = client
        .invoices()
        .retrieve_upcoming()
        .params(params)
        .send_blocking()
        .expect("the next invoice");
    assert_eq!(upcoming.total, Some(1500));

    let params = InvoiceitemCreateParams::new(customer.clone())
        .amount(700)
        .currency("eur")
        .description("Ink");
    let item = client
        .invoiceitems()
        .create(params)
        .send_blocking()
        .expect("an item");
    assert_eq!(item.amount, Some(700));
    let invoice = client
        .invoices()
        .create(InvoiceCreateParams::new(customer))
        .send_blocking()
        .expect("an invoice");
    let paid = client
        .invoices()
        .pay(&some(&invoice.id))
        .send_blocking()
        .expect("paid");
    assert_eq!(paid.status.clone().flatten(), Some(invoice::Status::Paid));

    let ended = client
        .subscriptions()
        .delete(&id)
        .send_blocking()
        .expect("ended");
    assert_eq!(ended.status, Some(subscription::Status::Canceled));
}

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
