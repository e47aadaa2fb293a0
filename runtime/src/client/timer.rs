//! Timers without an async runtime: one thread wakes all waiting tasks.

use std::time::Duration;

use super::boxed::BoxFuture;

/// A future that is ready after a while, by the browser's timer.
#[cfg(all(target_family = "wasm", target_os = "unknown", feature = "reqwest"))]
pub(crate) fn sleep(duration: Duration) -> Option<BoxFuture<'static, ()>> {
    // a browser takes what is longer for nothing
    let most = Duration::from_millis(i32::MAX as u64);
    Some(Box::pin(gloo_timers::future::sleep(duration.min(most))))
}

/// A future that is ready after a while; `None` where there are no threads.
#[cfg(all(
    target_family = "wasm",
    not(all(target_os = "unknown", feature = "reqwest"))
))]
pub(crate) fn sleep(_: Duration) -> Option<BoxFuture<'static, ()>> {
    None
}

/// A future that is ready after a while; `None` where there are no threads.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn sleep(duration: Duration) -> Option<BoxFuture<'static, ()>> {
    Some(Box::pin(threaded::Sleep::new(duration)))
}

#[cfg(not(target_family = "wasm"))]
mod threaded {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex, OnceLock, PoisonError, mpsc};
    use std::task::{Context, Poll, Waker};
    use std::time::{Duration, Instant};

    /// Becomes ready at its time. Its first poll sends the time to the thread; dropping it withdraws nothing, as a
    /// wake too many does no harm.
    pub(super) struct Sleep {
        at: Instant,
        waker: Arc<Mutex<Option<Waker>>>,
        sent: bool,
    }

    struct Alarm {
        at: Instant,
        waker: Arc<Mutex<Option<Waker>>>,
    }

    impl Sleep {
        pub(super) fn new(duration: Duration) -> Self {
            let now = Instant::now();
            // longer than any program runs
            let decades = Duration::from_secs(1 << 30);
            let at = (now.checked_add(duration))
                .or_else(|| now.checked_add(decades))
                .unwrap_or(now);
            Self {
                at,
                waker: Arc::default(),
                sent: false,
            }
        }
    }

    impl Future for Sleep {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            if Instant::now() >= self.at {
                return Poll::Ready(());
            }
            *self.waker.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(context.waker().clone());
            if !self.sent {
                let alarm = Alarm {
                    at: self.at,
                    waker: Arc::clone(&self.waker),
                };
                if sender().is_none_or(|sender| sender.send(alarm).is_err()) {
                    return Poll::Ready(()); // no thread to be had: better too early than never
                }
                self.sent = true;
            }
            Poll::Pending
        }
    }

    impl Drop for Sleep {
        fn drop(&mut self) {
            self.waker
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
        }
    }

    fn sender() -> Option<&'static mpsc::Sender<Alarm>> {
        static SENDER: OnceLock<Option<mpsc::Sender<Alarm>>> = OnceLock::new();
        let start = || {
            let (sender, receiver) = mpsc::channel();
            let thread = std::thread::Builder::new().name("castiron-timer".to_owned());
            thread.spawn(move || run(&receiver)).ok().map(|_| sender)
        };
        SENDER.get_or_init(start).as_ref()
    }

    fn run(receiver: &mpsc::Receiver<Alarm>) {
        let mut alarms: Vec<Alarm> = Vec::new();
        loop {
            let next = alarms.iter().map(|alarm| alarm.at).min();
            let received = match next {
                None => receiver
                    .recv()
                    .map_err(|_| mpsc::RecvTimeoutError::Disconnected),
                Some(at) => receiver.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match received {
                Ok(alarm) => alarms.push(alarm),
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
            let now = Instant::now();
            alarms.retain(|alarm| {
                let mut waker = alarm.waker.lock().unwrap_or_else(PoisonError::into_inner);
                if alarm.at <= now {
                    if let Some(waker) = waker.take() {
                        waker.wake();
                    }
                    return false;
                }
                waker.is_some() // dropped sleeps have none
            });
        }
    }
}
