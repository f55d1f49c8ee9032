//! Threads that work on the items of one iterator.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Items that go to one worker, and their place in the order of all.
pub(super) struct Chunk<T> {
    pub(super) number: usize,
    pub(super) items: Vec<T>,
}

/// What was made of a chunk.
pub(super) struct Done<U> {
    pub(super) number: usize,
    pub(super) results: Vec<U>,
    /// What `f` panicked with behind these results.
    pub(super) panic: Option<Box<dyn Any + Send>>,
    pub(super) took: Duration,
}

impl<T> Chunk<T> {
    /// `f` of each item, up to a panic, or until nobody wants them any more.
    pub(super) fn work<U>(self, f: &impl Fn(T) -> U, unwanted: &AtomicBool) -> Done<U> {
        let begun = Instant::now();
        let mut results = Vec::with_capacity(self.items.len());
        // What `f` leaves behind is its own; the results are whole.
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            for item in self.items {
                if unwanted.load(Ordering::Relaxed) {
                    return;
                }
                results.push(f(item));
            }
        }));
        Done { number: self.number, results, panic: outcome.err(), took: begun.elapsed() }
    }
}

/// The threads. They take chunks as they come, so results come out of order.
pub(super) struct Workers<T, U> {
    /// `None` once they are to end.
    chunks: Option<Sender<Chunk<T>>>,
    results: Receiver<Done<U>>,
    unwanted: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl<T: Send + 'static, U: Send + 'static> Workers<T, U> {
    /// So many threads, or as many of them as the system gives.
    pub(super) fn start<F>(count: usize, f: &Arc<F>) -> Self
    where
        F: Fn(T) -> U + Send + Sync + 'static,
    {
        let (chunks, queue) = channel();
        let (answers, results) = channel();
        let (queue, unwanted) = (Arc::new(Mutex::new(queue)), Arc::new(AtomicBool::new(false)));
        let thread = |_| {
            let (f, queue, answers, unwanted) = (f.clone(), queue.clone(), answers.clone(), unwanted.clone());
            let work = move || work(&*f, &queue, &answers, &unwanted);
            thread::Builder::new().name("antiphon par_map".into()).spawn(work).ok()
        };
        let threads = (0..count).map_while(thread).collect();
        Self { chunks: Some(chunks), results, unwanted, threads }
    }

    pub(super) fn count(&self) -> usize {
        self.threads.len()
    }

    /// Hands over a chunk, or hands it back where there is nobody to take it.
    pub(super) fn give(&self, chunk: Chunk<T>) -> Result<(), Chunk<T>> {
        match &self.chunks {
            Some(chunks) if !self.threads.is_empty() => chunks.send(chunk).map_err(|SendError(chunk)| chunk),
            _ => Err(chunk),
        }
    }

    pub(super) fn results(&self) -> &Receiver<Done<U>> {
        &self.results
    }
}

fn work<T, U>(
    f: &impl Fn(T) -> U,
    queue: &Mutex<Receiver<Chunk<T>>>,
    answers: &Sender<Done<U>>,
    unwanted: &AtomicBool,
) {
    loop {
        // One waits for a chunk, the others for their turn to wait; nothing panics while it is locked.
        let chunk = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(chunk) = chunk else { return };
        let done = chunk.work(f, unwanted);
        let failed = done.panic.is_some();
        if answers.send(done).is_err() || failed {
            return;
        }
    }
}

impl<T, U> Drop for Workers<T, U> {
    fn drop(&mut self) {
        self.unwanted.store(true, Ordering::Relaxed);
        self.chunks = None;
        for thread in self.threads.drain(..) {
            // What `f` panics with is caught; this would be the drop of an item that nobody wants any more.
            let _ = thread.join();
        }
    }
}
