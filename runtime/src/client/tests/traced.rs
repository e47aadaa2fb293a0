//! What a span says about a call.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::*;

/// Collects the fields of all spans.
#[derive(Clone, Default)]
struct Collect(Arc<Mutex<Vec<String>>>);

impl Visit for Collect {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0
            .lock()
            .unwrap()
            .push(format!("{}={value:?}", field.name()));
    }
}

impl Subscriber for Collect {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[test]
fn a_span_for_each_call() {
    for blocking in [false, true] {
        let memory = Memory::new();
        memory.answer(500, "{}");
        memory.answer_with(
            402,
            &[("request-id", "req_1")],
            r#"{"error":{"message":"no"}}"#,
        );
        let collect = Collect::default();
        tracing::subscriber::with_default(collect.clone(), || {
            let client = client(&memory);
            if blocking {
                get(&client).send_blocking()
            } else {
                run(get(&client))
            }
            .unwrap_err();
        });
        let fields = collect.0.lock().unwrap().join(" ");
        for expected in [
            "otel.name=GET /v1/things/{thing}",
            "otel.kind=\"client\"",
            "otel.status_code=\"ERROR\"",
            "http.request.method=\"GET\"",
            "url.template=\"/v1/things/{thing}\"",
            "server.address=\"api.example\"",
            "server.port=443",
            "http.request.resend_count=1",
            "http.response.status_code=402",
            "http.response.header.request_id=\"req_1\"",
            "error.type=\"402\"",
            // the event of the repetition
            "error.type=\"500\"",
            "message=the request is sent again",
        ] {
            assert!(fields.contains(expected), "{expected} in {fields}");
        }
        // neither what the server said, nor which thing it was
        assert!(
            !fields.contains("no (request") && !fields.contains("th_1"),
            "{fields}"
        );
        assert!(!fields.contains("sk_secret"));
    }
}
