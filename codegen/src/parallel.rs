//! Runs independent jobs on all processors.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

/// More threads than this are not worth starting: the largest job takes as long as all of them.
const MOST_THREADS: usize = 8;

/// How many threads there should be. Asking the system reads files, so it is asked once.
static THREADS: LazyLock<usize> = LazyLock::new(|| {
    std::thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(MOST_THREADS)
});

/// Does the jobs on this thread and, where they are worth starting some, on others; the answers have the order of the jobs.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    jobs: &[T],
    is_worth_it: bool,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = match is_worth_it {
        true => (*THREADS).min(jobs.len()),
        false => 1,
    };
    if threads <= 1 {
        return jobs.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(jobs.len()));
    let worker = || {
        while let Some((at, job)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            jobs.get(at).map(|job| (at, job))
        } {
            let answer = work(job);
            done.lock()
                .unwrap_or_else(|poison| poison.into_inner())
                .push((at, answer));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(worker);
        }
        worker();
    });
    let mut done = done
        .into_inner()
        .unwrap_or_else(|poison| poison.into_inner());
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::in_parallel;

    #[test]
    fn answers_have_the_order_of_the_jobs() {
        let jobs: Vec<usize> = (0..100).collect();
        for is_worth_it in [true, false] {
            assert_eq!(
                in_parallel(&jobs, is_worth_it, |job| job * 2),
                jobs.iter().map(|job| job * 2).collect::<Vec<_>>()
            );
            let none: &[u8] = &[];
            assert_eq!(in_parallel(none, is_worth_it, |job| *job), Vec::<u8>::new());
        }
    }
}
