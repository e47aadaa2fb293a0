//! Runs independent jobs on all processors.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread::Builder;

/// More threads than this are not worth starting: the largest job takes as long as all of them.
const MOST_THREADS: usize = 8;

/// How many threads there should be. Asking the system reads files, so it is asked once.
static THREADS: LazyLock<usize> = LazyLock::new(|| {
    std::thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(MOST_THREADS)
});

/// The stack of threads for jobs that libraries do by recursion, in bytes. Of it only what is used becomes memory.
const ROOM: usize = 8 << 20;

/// Does the jobs on this thread and, where they are worth starting some, on others, as far as the system has any; the
/// answers have the order of the jobs.
pub(crate) fn in_parallel<'a, T: Sync, R: Send>(
    jobs: &'a [T],
    is_worth_it: bool,
    work: impl Fn(&'a T) -> R + Sync,
) -> Vec<R> {
    let threads = wanted(jobs.len(), is_worth_it);
    if threads <= 1 {
        return jobs.iter().map(work).collect();
    }
    let shared = Shared::new(jobs, work);
    std::thread::scope(|scope| {
        for _ in 1..threads {
            // without it the jobs are done here
            drop(Builder::new().spawn_scoped(scope, || shared.work()));
        }
        shared.work();
    });
    shared.answers()
}

/// As [`in_parallel`], on threads that have room for recursion, whatever this thread has. Where none can be started, on
/// this one.
pub(crate) fn in_room<'a, T: Sync, R: Send>(
    jobs: &'a [T],
    is_worth_it: bool,
    work: impl Fn(&'a T) -> R + Sync,
) -> Vec<R> {
    let shared = Shared::new(jobs, work);
    std::thread::scope(|scope| {
        for _ in 0..wanted(jobs.len(), is_worth_it) {
            let thread = Builder::new().stack_size(ROOM);
            if thread.spawn_scoped(scope, || shared.work()).is_err() {
                shared.work();
            }
        }
    });
    shared.answers()
}

/// How many threads so many jobs are done on.
fn wanted(jobs: usize, is_worth_it: bool) -> usize {
    match is_worth_it {
        true => (*THREADS).min(jobs),
        false => jobs.min(1),
    }
}

/// Jobs that several threads take from.
struct Shared<'a, T, R, F> {
    jobs: &'a [T],
    work: F,
    next: AtomicUsize,
    done: Mutex<Vec<(usize, R)>>,
}

impl<'a, T, R, F: Fn(&'a T) -> R> Shared<'a, T, R, F> {
    fn new(jobs: &'a [T], work: F) -> Self {
        Self {
            jobs,
            work,
            next: AtomicUsize::new(0),
            done: Mutex::new(Vec::with_capacity(jobs.len())),
        }
    }

    /// Does one job after the other, until none is left.
    fn work(&self) {
        while let Some((at, job)) = {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            self.jobs.get(at).map(|job| (at, job))
        } {
            let answer = (self.work)(job);
            self.done
                .lock()
                .unwrap_or_else(|poison| poison.into_inner())
                .push((at, answer));
        }
    }

    /// What the jobs gave, in their order.
    fn answers(self) -> Vec<R> {
        let mut done = self
            .done
            .into_inner()
            .unwrap_or_else(|poison| poison.into_inner());
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, answer)| answer).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{in_parallel, in_room};

    #[test]
    fn answers_have_the_order_of_the_jobs() {
        let jobs: Vec<usize> = (0..100).collect();
        for is_worth_it in [true, false] {
            assert_eq!(
                in_parallel(&jobs, is_worth_it, |job| job * 2),
                jobs.iter().map(|job| job * 2).collect::<Vec<_>>()
            );
            assert_eq!(
                in_room(&jobs, is_worth_it, |job| job * 2),
                in_parallel(&jobs, is_worth_it, |job| job * 2)
            );
            let none: &[u8] = &[];
            assert_eq!(in_parallel(none, is_worth_it, |job| *job), Vec::<u8>::new());
            assert_eq!(in_room(none, is_worth_it, |job| *job), Vec::<u8>::new());
        }
    }
}
