//! A server of HTTP/1.1 on 127.0.0.1 that does what a test says, byte by byte. It is bounded, and stopped when dropped.
#![allow(dead_code)] // each test uses its part

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How many connections it serves in its life, and how much of a body it keeps.
const MOST_CONNECTIONS: usize = 4096;
const MOST_KEPT: usize = 1 << 16;

/// What arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The beginning of the body.
    pub body: Vec<u8>,
    /// The length of the whole body.
    pub length: u64,
    /// The sum of its bytes.
    pub sum: u64,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// What the server does in return, step by step. The connection stays open unless it says otherwise.
pub(crate) enum Do {
    Send(Vec<u8>),
    /// The same bytes so many times.
    Repeat(Vec<u8>, u64),
    /// Nothing for a while.
    Wait(Duration),
    /// Nothing any more, until the other side ends the connection.
    Hold,
    /// Ends the connection.
    Close,
}

/// A whole answer; its length is stated.
pub(crate) fn answer(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    (text + "\r\n" + body).into_bytes()
}

type Handler = dyn Fn(&Request) -> Vec<Do> + Send + Sync;

struct Shared {
    stopped: AtomicBool,
    requests: AtomicU64,
    sent: AtomicU64,
    closed: AtomicU64,
    handler: Box<Handler>,
    streams: Mutex<Vec<TcpStream>>,
}

pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(handler: impl Fn(&Request) -> Vec<Do> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            stopped: AtomicBool::new(false),
            requests: AtomicU64::new(0),
            sent: AtomicU64::new(0),
            closed: AtomicU64::new(0),
            handler: Box::new(handler),
            streams: Mutex::default(),
        });
        let state = Arc::clone(&shared);
        let accepting = std::thread::spawn(move || accept(&listener, &state));
        Self {
            address,
            shared,
            accepting: Some(accepting),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many bytes went out that were repeated.
    pub(crate) fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::SeqCst)
    }

    /// Waits until so many connections have ended; whether they have.
    pub(crate) fn closed(&self, connections: u64) -> bool {
        (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(10));
            self.shared.closed.load(Ordering::SeqCst) >= connections
        })
    }

    /// How many requests arrived whole.
    pub(crate) fn requests(&self) -> u64 {
        self.shared.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address); // wakes the thread that accepts
        for stream in self.shared.streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        if let Some(thread) = self.accepting.take() {
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut threads = Vec::new();
    for stream in listener.incoming().take(MOST_CONNECTIONS) {
        let Ok(stream) = stream else { break };
        let mut streams = shared.streams.lock().unwrap();
        if shared.stopped.load(Ordering::SeqCst) {
            break;
        }
        streams.extend(stream.try_clone());
        drop(streams);
        let shared = Arc::clone(shared);
        threads.push(std::thread::spawn(move || serve(stream, &shared)));
    }
    for thread in threads {
        let _ = thread.join();
    }
}

fn serve(stream: TcpStream, shared: &Shared) {
    let _ = stream.set_nodelay(true);
    let _ = stream.set_read_timeout(Some(Duration::from_secs(60)));
    let mut writing = &stream;
    let mut reading = BufReader::with_capacity(1 << 16, &stream);
    while let Some(request) = read(&mut reading) {
        shared.requests.fetch_add(1, Ordering::SeqCst);
        for step in (shared.handler)(&request) {
            let written = match step {
                Do::Send(bytes) => writing.write_all(&bytes).and_then(|()| writing.flush()),
                Do::Repeat(bytes, times) => (0..times).try_for_each(|_| {
                    writing.write_all(&bytes)?;
                    shared.sent.fetch_add(bytes.len() as u64, Ordering::SeqCst);
                    Ok(())
                }),
                Do::Wait(time) => {
                    wait(time, shared);
                    Ok(())
                }
                Do::Hold => {
                    let _ = std::io::copy(&mut reading, &mut std::io::sink());
                    Err(std::io::ErrorKind::ConnectionAborted.into())
                }
                Do::Close => Err(std::io::ErrorKind::ConnectionAborted.into()),
            };
            if written.is_err() {
                let _ = stream.shutdown(Shutdown::Both);
                shared.closed.fetch_add(1, Ordering::SeqCst);
                return;
            }
        }
    }
    shared.closed.fetch_add(1, Ordering::SeqCst);
}

/// In small steps, so that a server that is stopped does not keep its test waiting.
fn wait(time: Duration, shared: &Shared) {
    let end = Instant::now() + time;
    while Instant::now() < end && !shared.stopped.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// `None` once the connection has ended.
fn read(reading: &mut BufReader<&TcpStream>) -> Option<Request> {
    let mut request = Request::default();
    let first = line(reading)?;
    let mut words = first.split(' ').map(str::to_owned);
    (request.method, request.target) = (words.next()?, words.next()?);
    loop {
        let line = line(reading)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        request
            .headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if request.header("transfer-encoding") == Some("chunked") {
        loop {
            let length = u64::from_str_radix(line(reading)?.split(';').next()?, 16).ok()?;
            body(reading, &mut request, length)?;
            line(reading)?;
            if length == 0 {
                break;
            }
        }
    } else if let Some(length) = request.header("content-length") {
        let length = length.parse().ok()?;
        body(reading, &mut request, length)?;
    }
    Some(request)
}

fn line(reading: &mut BufReader<&TcpStream>) -> Option<String> {
    let mut text = String::new();
    reading.take(MOST_KEPT as u64).read_line(&mut text).ok()?;
    text.ends_with('\n')
        .then(|| text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Counts what it does not keep.
fn body(reading: &mut BufReader<&TcpStream>, request: &mut Request, mut left: u64) -> Option<()> {
    while left > 0 {
        let chunk = reading.fill_buf().ok()?;
        if chunk.is_empty() {
            return None;
        }
        let taken = chunk.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let chunk = &chunk[..taken];
        let kept = taken.min(MOST_KEPT.saturating_sub(request.body.len()));
        request.body.extend_from_slice(&chunk[..kept]);
        request.length += taken as u64;
        request.sum += chunk.iter().map(|byte| u64::from(*byte)).sum::<u64>();
        reading.consume(taken);
        left -= taken as u64;
    }
    Some(())
}
