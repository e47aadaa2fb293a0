//! How much memory a long download takes. Alone in its process, so that nothing else counts.
#![cfg(all(feature = "reqwest", feature = "ureq", target_os = "linux"))]

mod server;

use castiron_runtime::{Api, Auth, Call, Client, Operation};

use server::{Do, Server};

static API: Api = Api::new("Archives", "1").auth(Auth::None);
static READ: Operation = Operation::new("readArchive", "GET", "/{length}");

/// The most memory that the process has held, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    kib.and_then(|kib| kib.parse::<u64>().ok()).unwrap() << 10
}

#[test]
fn a_long_download_takes_little() {
    let server = Server::start(|request| {
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
    // 256 MiB, or as many MiB as the environment says
    let mib = std::env::var("CASTIRON_DOWNLOAD_MIB").ok();
    let mib: u64 = mib.and_then(|mib| mib.parse().ok()).unwrap_or(256);
    // what connections and buffers take is there after the first pieces
    let start = peak();
    blocking(8);
    asynchronous(8);
    let before = peak();
    for download in [&blocking as &dyn Fn(u64) -> u64, &asynchronous] {
        assert_eq!(download(mib << 4), mib << 20);
    }
    let (grown, all) = (peak() - before, peak() - start);
    println!(
        "{mib} MiB: {} KiB held, {} KiB with what connections take",
        grown >> 10,
        all >> 10
    );
    assert!(all < 8 << 20, "{all} bytes for {mib} MiB");
}
