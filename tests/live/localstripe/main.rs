//! A generated crate against localstripe, a server with a memory that other people wrote, for other versions of the API
//! than the document's. `.ci/live localstripe` makes the crate, starts the server and runs this.
//!
//! What localstripe wants and the document does not have goes through `Call::extra`.

use stripe_tolerant::prelude::*;
use stripe_tolerant::runtime::{Error, from_str};
use stripe_tolerant::*;

mod billing;
mod customers;
mod events;
mod payments;

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
