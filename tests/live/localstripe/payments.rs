//! Payment methods, intents and refunds; cards and credentials that are refused.

use stripe_tolerant::prelude::*;
use stripe_tolerant::*;

use super::{client, customer, method, payer, server, some};

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
