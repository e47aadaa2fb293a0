//! Layers of `tower` around a transport, any service as a transport, and the program's own reqwest beside Castiron's.
#![cfg(all(feature = "reqwest", feature = "tower"))]

#[path = "server/mod.rs"]
mod server;

use std::convert::Infallible;
use std::future::IntoFuture;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use castiron_runtime::hyper::Hyper;
use castiron_runtime::reqwest::Reqwest;
use castiron_runtime::testing::Memory;
use castiron_runtime::tower::{AsService, Tower};
use castiron_runtime::{Api, Auth, Call, Client, Error, Json, Operation, ResponseBody};
use server::{Do, Server, answer};
use tower::{ServiceBuilder, service_fn};

static API: Api = Api::new("Layers", "1").auth(Auth::Bearer);
static READ: Operation = Operation::new("read", "GET", "/things");

fn block_on<F: IntoFuture>(future: F) -> F::Output {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    runtime.block_on(future.into_future())
}

fn client(url: &str, transport: impl castiron_runtime::Transport) -> Client {
    let client = Client::builder(&API, "key").base_url(url).retries(0);
    client.transport(transport).build().unwrap()
}

/// All of them at once.
async fn join_all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    use futures_util::StreamExt;
    let futures: futures_util::stream::FuturesUnordered<F> = futures.collect();
    futures.collect().await
}

/// A server that answers everything with `{}` after a while, and the most that it had to do at once.
fn slow() -> (Server, Arc<AtomicUsize>) {
    let most = Arc::new(AtomicUsize::new(0));
    let (seen, now) = (Arc::clone(&most), Arc::new(AtomicUsize::new(0)));
    let server = Server::start(move |_| {
        seen.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(40));
        now.fetch_sub(1, Ordering::SeqCst);
        vec![Do::Send(answer("200 OK", &[], "{}"))]
    });
    (server, most)
}

#[test]
fn layers_see_every_request() {
    let (server, most) = slow();
    let url = server.url();
    block_on(async {
        let service = ServiceBuilder::new()
            .concurrency_limit(3)
            .timeout(Duration::from_secs(5))
            .service(AsService::new(Hyper::new().unwrap()));
        let client = client(&url, Tower::new(service));
        let calls = (0..12).map(|_| Call::<Json>::new(&client, &READ).into_future());
        for answer in join_all(calls).await {
            answer.unwrap();
        }
    });
    let most = most.load(Ordering::SeqCst);
    assert!((1..=3).contains(&most), "{most} at once");
}

/// A layer's own errors are errors of the call.
#[test]
fn what_a_layer_reports() {
    let (server, _) = slow();
    let url = server.url();
    let error = block_on(async {
        let service = ServiceBuilder::new()
            .timeout(Duration::from_millis(5))
            .service(AsService::new(Hyper::new().unwrap()));
        let client = client(&url, Tower::new(service));
        Call::<Json>::new(&client, &READ).await.unwrap_err()
    });
    assert!(matches!(error, Error::Connection(_)), "{error}");
    assert!(error.to_string().contains("timed out"), "{error}");
}

/// A service of any body that is made of bytes, which answers with any body.
#[test]
fn a_service_alone() {
    let service = service_fn(|request: http::Request<ResponseBody>| async move {
        let proof = request.headers()["authorization"]
            .to_str()
            .unwrap_or_default()
            .to_owned();
        let body = castiron_runtime::to_vec(&proof);
        let body = ResponseBody::from(body);
        Ok::<_, Infallible>(http::Response::new(body))
    });
    let client = client(
        "http://nowhere.invalid",
        Tower::<_, ResponseBody>::new(service),
    );
    let answer = block_on(Call::<Json>::new(&client, &READ)).unwrap();
    assert_eq!(answer.as_str(), Some("Bearer key"));
}

/// Streams flow through: what the inner transport gives in chunks arrives in chunks.
#[test]
fn streams_flow_through() {
    let memory = Memory::new();
    let chunks = ["{\"a\":1}\n{\"a\"", ":2}\n"].map(|chunk| Ok(Bytes::from(chunk)));
    let head = [("content-type", "application/x-ndjson")];
    memory.answer_chunks(200, &head, chunks);
    let client = client(
        "http://a.example",
        Tower::<_, Bytes>::new(AsService::new(memory)),
    );
    let items = block_on(async {
        let call = Call::<()>::new(&client, &READ).stream_as::<castiron_runtime::Lines<Json>>();
        let mut stream = call.stream().await.unwrap();
        let mut items = Vec::new();
        while let Some(item) = stream.try_next().await.unwrap() {
            items.push(item.to_string());
        }
        items
    });
    assert_eq!(items, ["{\"a\":1}", "{\"a\":2}"]);
}

/// The feature brings no TLS into the program's own reqwest: it is built and works as it did, and can be the transport.
#[test]
fn the_programs_own_reqwest_is_as_it_was() {
    let (server, _) = slow();
    let url = server.url();
    block_on(async {
        let own = reqwest::Client::new();
        let answer = own.get(format!("{url}/x")).send().await.unwrap();
        assert_eq!(answer.text().await.unwrap(), "{}");
        // without TLS, as it was asked for
        assert!(own.get("https://127.0.0.1:1").send().await.is_err());
        let client = client(&url, Reqwest::with_client(own));
        Call::<Json>::new(&client, &READ).await.unwrap();
    });
}
