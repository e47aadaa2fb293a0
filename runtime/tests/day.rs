//! A long day: one client, 200 tasks, and a server that fails in seven ways, each of them with one request in twenty.
//!
//! Without more ado a short one, bounded by a number of calls; with `CASTIRON_DAY_MINUTES` one that lasts so long, at whose end
//! memory must be what it was after the first tenth, within 2 %. `.ci/live day` takes 30 minutes.
#![cfg(feature = "hyper")]

use std::future::IntoFuture;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use castiron_runtime::hyper::Hyper;
use castiron_runtime::{
    Api, Auth, Body, BoxFuture, Call, Client, Operation, ResponseBody, Transport, TransportError,
};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

static API: Api = Api::new("Day", "1")
    .auth(Auth::Bearer)
    .idempotency_header("Idempotency-Key");
static WRITE: Operation = Operation::new("write", "POST", "/tasks/{task}").body(Body::Json);
static READ: Operation = Operation::new("read", "GET", "/tasks/{task}");

#[derive(Clone, Debug, PartialEq)]
struct WriteParams {
    number: i64,
}
castiron_runtime::params!(WriteParams { number: required "number" => body });

#[derive(Clone, Debug)]
struct Done {
    number: i64,
}
castiron_runtime::object!(Done { number: required "number" });

const TASKS: usize = 200;
/// How long an attempt may take: the one wait that is real.
const ATTEMPT: Duration = Duration::from_secs(4);

/// What the server does to one request in twenty, each.
#[derive(Clone, Copy, Debug)]
enum Fault {
    TooMany,
    Unavailable,
    ClosedBefore,
    ClosedAfter,
    Cut,
    Garbage,
    Silent,
}

const FAULTS: [Fault; 7] = [
    Fault::TooMany,
    Fault::Unavailable,
    Fault::ClosedBefore,
    Fault::ClosedAfter,
    Fault::Cut,
    Fault::Garbage,
    Fault::Silent,
];

/// What a task has done to the server; a task does one thing after the other.
#[derive(Clone, Default)]
struct Row {
    number: i64,
    key: String,
    effects: u64,
}

struct State {
    rows: Mutex<Vec<Row>>,
    chance: AtomicU64,
    requests: AtomicU64,
    faults: [AtomicU64; 7],
    wrong: Mutex<Option<String>>,
}

impl State {
    /// A number below a bound, by a generator whose seed is known.
    fn below(&self, bound: u64) -> u64 {
        let step = |x: u64| {
            let x = x ^ (x << 13);
            let x = x ^ (x >> 7);
            Some(x ^ (x << 17))
        };
        let old = self
            .chance
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, step);
        (old.unwrap_or_default() >> 11) % bound
    }

    fn fault(&self) -> Option<Fault> {
        let at = usize::try_from(self.below(20)).ok()?;
        let fault = FAULTS.get(at)?;
        self.faults[at].fetch_add(1, Ordering::SeqCst);
        Some(*fault)
    }

    /// The effect of a request, once for a key; what the task then has.
    fn take(&self, task: usize, number: i64, key: &str) -> i64 {
        let mut rows = self.rows.lock().unwrap();
        let row = &mut rows[task];
        if key != row.key {
            if number != row.number + 1 {
                let text = format!("task {task}: {number} after {}", row.number);
                self.wrong.lock().unwrap().get_or_insert(text);
            }
            (row.number, row.effects) = (number, row.effects + 1);
            row.key = key.to_owned();
        }
        row.number
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let (mut line, mut task, mut length, mut key) = (String::new(), 0, 0, String::new());
        let mut writes = false;
        loop {
            line.clear();
            stream
                .read_line(&mut line)
                .await
                .ok()
                .filter(|read| *read > 0)?;
            let lower = line.trim().to_ascii_lowercase();
            if let Some((_, rest)) = lower.split_once(" /tasks/") {
                task = rest.split(' ').next()?.parse().ok()?;
                writes = lower.starts_with("post");
            } else if let Some(text) = lower.strip_prefix("content-length: ") {
                length = text.parse().ok()?;
            } else if let Some(text) = lower.strip_prefix("idempotency-key: ") {
                text.clone_into(&mut key);
            }
            if lower.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.ok()?;
        state.requests.fetch_add(1, Ordering::SeqCst);
        let fault = state.fault();
        let answer = |status: &str, body: &str| {
            format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
        };
        let refused = match fault {
            Some(Fault::TooMany) => Some(answer("429 Too Many Requests", "{}")),
            Some(Fault::Unavailable) => Some(answer("503 Service Unavailable", "{}")),
            Some(Fault::ClosedBefore) => return None,
            _ => None,
        };
        if let Some(answer) = refused {
            stream.get_mut().write_all(answer.as_bytes()).await.ok()?;
            continue;
        }
        let number = match writes {
            true => {
                let text = String::from_utf8_lossy(&body).into_owned();
                let number = text
                    .trim_start_matches("{\"number\":")
                    .trim_end_matches('}');
                state.take(task, number.parse().ok()?, &key)
            }
            false => state.rows.lock().unwrap()[task].number,
        };
        let text = answer("200 OK", &format!("{{\"number\":{number}}}"));
        match fault {
            Some(Fault::ClosedAfter) => return None,
            Some(Fault::Cut) => {
                let half = text.get(..text.len() - 4)?;
                stream.get_mut().write_all(half.as_bytes()).await.ok()?;
                return None;
            }
            Some(Fault::Garbage) => {
                stream
                    .get_mut()
                    .write_all(b"no HTTP at all\r\n\r\n")
                    .await
                    .ok()?;
                return None;
            }
            Some(Fault::Silent) => {
                // until the other side has had enough
                let mut rest = Vec::new();
                let _ = stream.read_to_end(&mut rest).await;
                return None;
            }
            _ => stream.get_mut().write_all(text.as_bytes()).await.ok()?,
        }
    }
}

/// Waits a hundredth of what it is told, but for the time of an attempt.
struct Hasty(Hyper);

impl Transport for Hasty {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        self.0.send(request)
    }

    fn sleep(&self, duration: Duration) -> Option<BoxFuture<'static, ()>> {
        let duration = if duration == ATTEMPT {
            duration
        } else {
            duration / 100
        };
        Some(Box::pin(tokio::time::sleep(duration)))
    }
}

/// Memory of this process, in KiB, and files that it has open.
fn held() -> (u64, usize) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let memory = memory.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok());
    let files = std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    (memory.unwrap_or(0), files)
}

#[test]
fn nothing_lost_and_nothing_twice() {
    let minutes = std::env::var("CASTIRON_DAY_MINUTES").ok();
    let minutes: Option<u64> = minutes.map(|text| text.parse().expect("a number of minutes"));
    let runtime = tokio::runtime::Builder::new_current_thread();
    let mut runtime = runtime;
    runtime.enable_all().build().unwrap().block_on(day(minutes));
}

async fn day(minutes: Option<u64>) {
    let state = Arc::new(State {
        rows: Mutex::new(vec![Row::default(); TASKS]),
        chance: AtomicU64::new(0x2545_f491_4f6c_dd1d),
        requests: AtomicU64::new(0),
        faults: Default::default(),
        wrong: Mutex::new(None),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = Arc::clone(&state);
    let accepting = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::spawn(serve(stream, Arc::clone(&serving)));
        }
    });
    let client: Client = Client::builder(&API, "key")
        .base_url(url)
        .transport(Hasty(Hyper::new().unwrap()))
        .timeout(ATTEMPT)
        .retries(40)
        .build()
        .unwrap();
    let start = Instant::now();
    let time = minutes.map(|minutes| Duration::from_secs(60 * minutes));
    let calls = Arc::new(AtomicU64::new(0));
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let (client, calls) = (client.clone(), Arc::clone(&calls));
            tokio::spawn(async move {
                for number in 1.. {
                    if time.map_or(number > 15, |time| start.elapsed() > time) {
                        return number - 1;
                    }
                    let write = Call::<Done, WriteParams>::new(&client, &WRITE)
                        .path("task", task as u64)
                        .params(WriteParams { number });
                    let read = Call::<Done>::new(&client, &READ).path("task", task as u64);
                    // no call takes longer than all its attempts
                    let whole = ATTEMPT * 82 + Duration::from_secs(60);
                    let stuck = tokio::time::timeout(whole, async {
                        let written = write.into_future().await.expect("it is written");
                        let read = read.into_future().await.expect("it is read");
                        assert_eq!((written.number, read.number), (number, number));
                    });
                    stuck.await.expect("a call is stuck");
                    calls.fetch_add(2, Ordering::SeqCst);
                }
                unreachable!("numbers do not end");
            })
        })
        .collect();
    let mut early = (0, 0);
    if let Some(time) = time {
        tokio::time::sleep(time / 10).await;
        early = held();
    }
    let mut written = 0;
    // the last look is taken while all of them still run
    let late = match time {
        Some(time) => {
            tokio::time::sleep((time * 98 / 100).saturating_sub(start.elapsed())).await;
            held()
        }
        None => (0, 0),
    };
    for (task, one) in tasks.into_iter().enumerate() {
        let number = one.await.expect("no task panics");
        written += u64::try_from(number).unwrap();
        let rows = state.rows.lock().unwrap();
        assert_eq!(
            (rows[task].number, rows[task].effects),
            (number, u64::try_from(number).unwrap())
        );
    }
    accepting.abort();
    assert_eq!(*state.wrong.lock().unwrap(), None);
    let faults: Vec<_> = state
        .faults
        .iter()
        .map(|count| count.load(Ordering::SeqCst))
        .collect();
    assert!(faults.iter().all(|count| *count > 0), "{faults:?}");
    println!(
        "{} calls, {written} effects, {} requests, faults {faults:?}, {} s; KiB and files: {early:?} after a tenth, {late:?} at the end",
        calls.load(Ordering::SeqCst),
        state.requests.load(Ordering::SeqCst),
        start.elapsed().as_secs(),
    );
    assert!(
        late.0 <= early.0 + early.0 / 50,
        "memory grew from {} to {} KiB",
        early.0,
        late.0
    );
}
