//! Products, plans, subscriptions and invoices.

use stripe_tolerant::prelude::*;
use stripe_tolerant::runtime::from_str;
use stripe_tolerant::*;

use super::{client, payer, some};

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
    let text = error.to_string();
    assert!(
        text.starts_with("GetPrices (GET /v1/prices): 404 Not Found"),
        "{text}"
    );
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
