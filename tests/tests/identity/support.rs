//! Clients that talk to memory, and requests as text.

use generated::client::Client;
use generated::runtime::testing::Memory;
use generated::runtime::{Call, Secret};

/// A client whose requests go nowhere.
pub(crate) fn client() -> Client {
    Client::builder(Secret::new("sk_test_1"))
        .without_transport()
        .build()
        .expect("a client")
}

/// A client, awaiting and blocking, over the memory that is given too.
pub(crate) fn remembering() -> (Client, Memory) {
    let memory = Memory::new();
    let client = Client::builder("sk_test_1")
        .transport(memory.clone())
        .blocking_transport(memory.clone())
        .build();
    (client.expect("a client"), memory)
}

/// First line and body of the request that a call makes, without sending it.
pub(crate) fn sent<T, P>(call: Call<T, P>) -> (String, String) {
    let request = call.into_request().expect("a request");
    let target = request
        .uri()
        .path_and_query()
        .map(ToString::to_string)
        .unwrap_or_default();
    let body = String::from_utf8(request.body().to_vec()).expect("text");
    (format!("{} {target}", request.method()), body)
}
