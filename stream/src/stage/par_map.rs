//! A function of each item, on several threads.

use super::workers::{Chunk, Done, Workers};
use crate::watch::ledger;
use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use std::vec;

/// See [`Stages::par_map`](super::Stages::par_map).
#[must_use = "an iterator does nothing until it is consumed"]
pub struct ParMap<I: Iterator, F, U> {
    /// `None` once they have ended.
    items: Option<I>,
    f: Arc<F>,
    count: usize,
    ahead: usize,
    /// `None` before the first item is asked for, and after the last was given.
    workers: Option<Workers<I::Item, U>>,
    /// How many items were read whose result was not handed on.
    held: usize,
    /// How many items go to a worker at once.
    chunk: usize,
    /// The chunks that were given to the workers, oldest first, and their results as far as they are there.
    given: VecDeque<Option<Done<U>>>,
    /// The number of the oldest of them.
    oldest: usize,
    /// The results that are handed on now, and the panic behind them.
    ready: vec::IntoIter<U>,
    panic: Option<Box<dyn Any + Send>>,
}

/// How many items are read ahead for each worker, unless something else is said.
const AHEAD: usize = 128;
/// A chunk that takes about so long costs little to hand over, and is not long waited for.
const CHUNK: Duration = Duration::from_micros(200);

impl<I: Iterator, F, U> ParMap<I, F, U> {
    pub(super) fn new(items: I, workers: usize, f: F) -> Self {
        let count = workers.max(1);
        Self {
            items: Some(items),
            f: Arc::new(f),
            count,
            ahead: count.saturating_mul(AHEAD),
            workers: None,
            held: 0,
            chunk: 1,
            given: VecDeque::new(),
            oldest: 0,
            ready: Vec::new().into_iter(),
            panic: None,
        }
    }

    /// Reads at most so many items whose result was not handed on; it is 128 for each worker unless this is said. 0
    /// counts as 1.
    pub fn ahead(self, items: usize) -> Self {
        Self { ahead: items.max(1), ..self }
    }

    fn take_in(&mut self, done: Done<U>) {
        self.adapt(done.took);
        let at = done.number - self.oldest;
        self.given[at] = Some(done);
    }

    fn adapt(&mut self, took: Duration) {
        // Several for each worker, so that one that is late does not keep the others waiting.
        let most = (self.ahead / (4 * self.count)).max(1);
        if took < CHUNK / 2 {
            self.chunk = (self.chunk * 2).min(most);
        } else if took > CHUNK * 2 {
            self.chunk = (self.chunk / 2).max(1);
        }
    }

    fn is_ready(&self) -> bool {
        matches!(self.given.front(), Some(Some(_)))
    }
}

impl<I, F, U> ParMap<I, F, U>
where
    I: Iterator,
    I::Item: Send + 'static,
    U: Send + 'static,
    F: Fn(I::Item) -> U + Send + Sync + 'static,
{
    /// Reads items for the workers: two chunks, and more for as long as there is nothing to hand on.
    fn fill(&mut self) {
        let mut chunks = 0;
        // Room that is smaller is left until there is more, since chunks that are small once would be so for ever.
        while self.held + self.chunk <= self.ahead && (chunks < 2 || !self.is_ready()) {
            let Some(items) = &mut self.items else { return };
            let chunk: Vec<_> = items.take(self.chunk).collect();
            if chunk.len() < self.chunk {
                self.items = None;
            }
            if !chunk.is_empty() {
                self.give(chunk);
            }
            chunks += 1;
            self.collect();
        }
    }

    fn give(&mut self, items: Vec<I::Item>) {
        self.held += items.len();
        let chunk = Chunk { number: self.oldest + self.given.len(), items };
        self.given.push_back(None);
        let workers = self.workers.get_or_insert_with(|| Workers::start(self.count, &self.f));
        if let Err(chunk) = workers.give(chunk) {
            let done = chunk.work(&*self.f, &AtomicBool::new(false));
            self.take_in(done);
        }
    }

    /// Takes in the results that are there.
    fn collect(&mut self) {
        while let Some(done) = self.workers.as_ref().and_then(|workers| workers.results().try_recv().ok()) {
            self.take_in(done);
        }
    }

    /// The results of the oldest chunk, which are waited for.
    fn next_chunk(&mut self) -> Option<Done<U>> {
        loop {
            if let Some(done) = self.given.front_mut()?.take() {
                self.given.pop_front();
                self.oldest += 1;
                return Some(done);
            }
            let workers = self.workers.as_ref()?;
            let done = ledger::wait(|| workers.results().recv()).ok()?;
            self.take_in(done);
        }
    }

    /// Ends, with the last item or a panic.
    fn end(&mut self) {
        self.items = None;
        self.workers = None;
        self.given.clear();
        self.held = 0;
    }
}

impl<I, F, U> Iterator for ParMap<I, F, U>
where
    I: Iterator,
    I::Item: Send + 'static,
    U: Send + 'static,
    F: Fn(I::Item) -> U + Send + Sync + 'static,
{
    type Item = U;

    fn next(&mut self) -> Option<U> {
        loop {
            if let Some(result) = self.ready.next() {
                self.held -= 1;
                return Some(result);
            }
            if let Some(payload) = self.panic.take() {
                self.end();
                resume_unwind(payload);
            }
            self.fill();
            let Some(done) = self.next_chunk() else {
                self.end();
                return None;
            };
            if let Some(workers) = &self.workers {
                ledger::worked(done.took, workers.count());
            }
            ledger::queued(self.held);
            self.panic = done.panic;
            self.ready = done.results.into_iter();
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.items.as_ref().map_or((0, Some(0)), Iterator::size_hint);
        // A panic ends them early, and is no item.
        (least.saturating_add(self.held), most.and_then(|most| most.checked_add(self.held)))
    }
}

impl<I: Iterator, F, U> fmt::Debug for ParMap<I, F, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, ahead, held, .. } = self;
        f.debug_struct("ParMap")
            .field("workers", count)
            .field("ahead", ahead)
            .field("held", held)
            .finish_non_exhaustive()
    }
}
