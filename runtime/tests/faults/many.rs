//! Ten thousand requests to a server of which one answer in twenty is bad: nothing is lost, and nothing has its effect
//! twice.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::server::{Do, Request, Server, answer};
use super::*;

const CALLS: u64 = 10_000;
const WORKERS: u64 = 8;
const SEED: u64 = 0x5eed;
/// Of ten thousand.
const BAD: u64 = 500;
const TIMEOUT: Duration = Duration::from_millis(1500);

/// What the server remembers.
#[derive(Default)]
struct Ledger {
    /// How often each number had its effect.
    effects: HashMap<u64, u64>,
    /// The number that each key stands for.
    keys: HashMap<String, u64>,
    /// How often each number was asked for.
    attempts: HashMap<u64, u64>,
    faults: u64,
}

/// Chance that is the same in every run, whatever the order of arrival (splitmix64).
fn chance(number: u64, attempt: u64) -> u64 {
    let mut mixed = SEED ^ (number << 20) ^ attempt;
    mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Has the effect of a request once for each key, and answers well most of the time.
fn act(request: &Request, ledger: &Mutex<Ledger>) -> Vec<Do> {
    let text = String::from_utf8_lossy(&request.body);
    let number = text.trim_matches(|c: char| !c.is_ascii_digit()).parse();
    let number: u64 = number.unwrap();
    let mut ledger = ledger.lock().unwrap();
    let attempt = ledger.attempts.entry(number).or_default();
    *attempt += 1;
    let chance = chance(number, *attempt);
    let fault = (chance % 10_000 < BAD).then_some(chance / 10_000 % 10);
    ledger.faults += u64::from(fault.is_some());
    let mut effect = || {
        if let Some(key) = request.header("idempotency-key")
            && let Some(known) = ledger.keys.insert(key.to_owned(), number)
        {
            assert_eq!(known, number, "one key for two calls");
            return;
        }
        *ledger.effects.entry(number).or_default() += 1;
    };
    let right = answer("200 OK", &[], &format!(r#"{{"right":{number}}}"#));
    let status = |status: &str| vec![Do::Send(answer(status, &[], "{}"))];
    // before the effect, or after it, which is what makes repeating dangerous
    match fault {
        Some(0) => status("429 Too Many Requests"),
        Some(1) => status("503 Service Unavailable"),
        Some(2) => vec![Do::Close],
        fault => {
            effect();
            match fault {
                Some(3) => status("500 Internal Server Error"),
                Some(4) => vec![Do::Close],
                Some(5) => vec![Do::Send(right[..right.len() - 4].to_vec()), Do::Close],
                Some(6) => vec![Do::Send(b"garbage\r\n\r\n".to_vec()), Do::Close],
                Some(7) => vec![Do::Send([right.clone(), right].concat())],
                Some(8) if chance & 1 == 0 => {
                    vec![Do::Wait(TIMEOUT + Duration::from_millis(500)), Do::Close]
                }
                Some(8) => status("502 Bad Gateway"),
                Some(_) => vec![Do::Send(right), Do::Close],
                None => vec![Do::Send(right)],
            }
        }
    }
}

/// What the workers share: they take one number after the other.
struct Work {
    client: Client,
    next: AtomicU64,
    successes: AtomicU64,
}

impl Work {
    fn next(&self) -> Option<(i64, Call<Thing, WriteParams>)> {
        let number = self.next.fetch_add(1, Ordering::SeqCst) as i64;
        let call = Call::<Thing, WriteParams>::new(&self.client, &WRITE);
        let call = call.params(WriteParams { number });
        (number < CALLS as i64).then_some((number, call))
    }

    fn count(&self, number: i64, outcome: Result<Response<Thing>, Error>) {
        if let Ok(answer) = outcome {
            assert_eq!(answer.right, number, "the answer to another call");
            self.successes.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// All calls by some workers; how many succeeded, each with its own answer.
fn run(carrier: Carrier, client: Client) -> u64 {
    let work = Arc::new(Work {
        client,
        next: AtomicU64::new(0),
        successes: AtomicU64::new(0),
    });
    match carrier {
        Carrier::Ureq => std::thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| {
                    while let Some((number, call)) = work.next() {
                        work.count(number, call.send_blocking());
                    }
                });
            }
        }),
        Carrier::Hyper => {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            let worker = || {
                let work = Arc::clone(&work);
                runtime.spawn(async move {
                    while let Some((number, call)) = work.next() {
                        work.count(number, call.await);
                    }
                })
            };
            let workers: Vec<_> = (0..WORKERS).map(|_| worker()).collect();
            for worker in workers {
                runtime.block_on(worker).unwrap();
            }
        }
    }
    work.successes.load(Ordering::SeqCst)
}

fn ten_thousand(carrier: Carrier, api: &'static Api) -> (u64, Ledger, u64) {
    let start = Instant::now();
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let kept = Arc::clone(&ledger);
    let server = Server::start(move |request| act(request, &kept));
    let quick = Quick::new(TIMEOUT);
    let client: Client = Client::builder(api, "sk_secret")
        .base_url(server.url())
        .transport(quick.clone())
        .blocking_transport(quick)
        .timeout(TIMEOUT)
        .retries(6)
        .build()
        .unwrap();
    let successes = run(carrier, client);
    let requests = server.requests();
    drop(server);
    let ledger = std::mem::take(&mut *ledger.lock().unwrap());
    println!(
        "{carrier:?}: {successes} of {CALLS} succeeded with {requests} requests, {} faults, in {:.1} s",
        ledger.faults,
        start.elapsed().as_secs_f32()
    );
    (successes, ledger, requests)
}

/// With keys everything arrives, and arrives once.
fn with_keys(carrier: Carrier) {
    let (successes, ledger, requests) = ten_thousand(carrier, &KEYED);
    assert_eq!(successes, CALLS);
    assert_eq!(ledger.effects.len() as u64, CALLS);
    assert!(ledger.effects.values().all(|effects| *effects == 1));
    assert_eq!(ledger.keys.len() as u64, CALLS, "a key for each call");
    assert!(ledger.faults > CALLS / 25, "{} faults", ledger.faults);
    assert!(requests > CALLS + CALLS / 40, "{requests} requests");
}

/// Without keys nothing is repeated that could have been seen: some calls fail, none has its effect twice, and what
/// succeeded has it.
fn without_keys(carrier: Carrier) {
    let (successes, ledger, _) = ten_thousand(carrier, &PLAIN);
    assert!(successes > CALLS * 95 / 100 && successes < CALLS);
    assert!(ledger.effects.len() as u64 >= successes);
    assert!(ledger.effects.values().all(|effects| *effects == 1));
    // a request on a connection that the server is just closing is lost, and nobody can know it was
    let seen = ledger.attempts.len() as u64;
    assert!(seen > CALLS * 99 / 100, "{seen} calls were seen");
}

#[test]
fn ten_thousand_by_ureq() {
    with_keys(Carrier::Ureq);
}

#[test]
fn ten_thousand_by_reqwest() {
    with_keys(Carrier::Hyper);
}

#[test]
fn ten_thousand_without_keys_by_ureq() {
    without_keys(Carrier::Ureq);
}

#[test]
fn ten_thousand_without_keys_by_reqwest() {
    without_keys(Carrier::Hyper);
}
