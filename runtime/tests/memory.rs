//! How much memory a long download and a long upload take. Alone in its process, so that nothing else counts.
#![cfg(all(feature = "reqwest", feature = "ureq", target_os = "linux"))]

mod server;

use std::io::Read;

use castiron_runtime::{Api, Auth, Binary, Body, Call, Client, Operation, Response};

use server::{Do, Server, answer};

static API: Api = Api::new("Archives", "1").auth(Auth::None);
static READ: Operation = Operation::new("readArchive", "GET", "/{length}");

static WRITE: Operation = Operation::new("writeArchive", "PUT", "/archive").body(Body::Binary);

#[derive(Clone, Debug)]
struct WriteParams {
    body: Binary,
}
castiron_runtime::params!(WriteParams { body: required "body" => whole_body });

/// The most memory that the process has held, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    kib.and_then(|kib| kib.parse::<u64>().ok()).unwrap() << 10
}

#[test]
fn long_bodies_take_little() {
    let server = Server::start(|request| {
        if request.method == "PUT" {
            let length = request.length.to_string();
            return vec![Do::Send(answer("200 OK", &[("X-Length", &length)], ""))];
        }
        let pieces: u64 = request.target.trim_start_matches('/').parse().unwrap();
        let length = pieces << 16;
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        vec![
            Do::Send(head.into_bytes()),
            Do::Repeat(vec![b'7'; 1 << 16], pieces),
        ]
    });
    let client: Client = Client::anonymous(&API)
        .base_url(server.url())
        .build()
        .unwrap();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    let call = |pieces: u64| Call::<()>::new(&client, &READ).path("length", pieces);
    let blocking = |pieces| {
        let mut download = call(pieces).download_blocking().unwrap();
        download.to_writer(std::io::sink()).unwrap()
    };
    let asynchronous = |pieces| {
        runtime.block_on(async {
            let mut download = call(pieces).download().await.unwrap();
            download.to_writer(std::io::sink()).await.unwrap()
        })
    };
    let upload = |pieces: u64| {
        let body = Binary::from_reader(pieces << 16, std::io::repeat(b'7').take(pieces << 16));
        Call::<(), WriteParams>::new(&client, &WRITE).params(WriteParams { body })
    };
    let length = |answer: Response<()>| answer.header::<u64>("x-length").unwrap().unwrap();
    let blocking_upload = |pieces| length(upload(pieces).send_blocking().unwrap());
    let asynchronous_upload =
        |pieces| length(runtime.block_on(async { upload(pieces).await.unwrap() }));
    // 256 MiB, or as many MiB as the environment says
    let mib = std::env::var("CASTIRON_DOWNLOAD_MIB").ok();
    let mib: u64 = mib.and_then(|mib| mib.parse().ok()).unwrap_or(256);
    // what connections and buffers take is there after the first pieces
    let start = peak();
    let all: [&dyn Fn(u64) -> u64; 4] = [
        &blocking,
        &asynchronous,
        &blocking_upload,
        &asynchronous_upload,
    ];
    all.iter().for_each(|transfer| {
        transfer(8);
    });
    let before = peak();
    for transfer in all {
        assert_eq!(transfer(mib << 4), mib << 20);
    }
    let (grown, all) = (peak() - before, peak() - start);
    println!(
        "{mib} MiB: {} KiB held, {} KiB with what connections take",
        grown >> 10,
        all >> 10
    );
    assert!(all < 8 << 20, "{all} bytes for {mib} MiB");
}
