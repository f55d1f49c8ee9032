//! Reading ahead.

use crate::watch::ledger;
use std::fmt;
use std::mem;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// See [`Stages::prefetch`](super::Stages::prefetch).
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Prefetch<I: Iterator> {
    reading: Reading<I>,
    n: usize,
}

enum Reading<I: Iterator> {
    /// Nothing was asked for yet.
    NotYet(I),
    Ahead(Ahead<I::Item>),
    /// There is no thread for it.
    Here(I),
    Ended,
}

/// A thread and what it has read.
struct Ahead<T> {
    items: Receiver<T>,
    thread: JoinHandle<()>,
}

impl<I: Iterator> Prefetch<I> {
    pub(super) fn new(items: I, n: usize) -> Self {
        Self { reading: Reading::NotYet(items), n: n.max(1) }
    }

    fn end(&mut self) -> Option<I::Item> {
        if let Reading::Ahead(Ahead { items, thread }) = mem::replace(&mut self.reading, Reading::Ended) {
            // The thread ends where it cannot hand on an item.
            drop(items);
            if let Err(payload) = thread.join() {
                resume_unwind(payload);
            }
        }
        None
    }
}

impl<I> Prefetch<I>
where
    I: Iterator + Send + 'static,
    I::Item: Send + 'static,
{
    fn begin(&mut self) {
        if let Reading::NotYet(_) = self.reading
            && let Reading::NotYet(items) = mem::replace(&mut self.reading, Reading::Ended)
        {
            self.reading = read_ahead(items, self.n);
        }
    }

    /// The next item, `None` at the end, or an error where it did not come in time.
    pub(super) fn next_within(&mut self, duration: Duration) -> Result<Option<I::Item>, RecvTimeoutError> {
        self.begin();
        let Reading::Ahead(Ahead { items, .. }) = &self.reading else { return Ok(self.next()) };
        match ledger::wait(|| items.recv_timeout(duration)) {
            Ok(item) => Ok(Some(item)),
            Err(RecvTimeoutError::Disconnected) => Ok(self.end()),
            Err(late) => Err(late),
        }
    }
}

fn read_ahead<I>(iterator: I, n: usize) -> Reading<I>
where
    I: Iterator + Send + 'static,
    I::Item: Send + 'static,
{
    // One more is in the hands of the thread while it waits for a place.
    let (sender, items) = sync_channel(n - 1);
    // What a thread is begun with is lost if it does not begin, so the iterator follows.
    let (give, take) = sync_channel(1);
    let read = move || take.recv().map_or((), |iterator| read(iterator, &sender));
    match thread::Builder::new().name("antiphon prefetch".into()).spawn(read) {
        Ok(thread) => match give.send(iterator) {
            Ok(()) => Reading::Ahead(Ahead { items, thread }),
            Err(back) => Reading::Here(back.0),
        },
        Err(_) => Reading::Here(iterator),
    }
}

fn read<T>(iterator: impl Iterator<Item = T>, sender: &SyncSender<T>) {
    for item in iterator {
        if sender.send(item).is_err() {
            return;
        }
    }
}

impl<I> Iterator for Prefetch<I>
where
    I: Iterator + Send + 'static,
    I::Item: Send + 'static,
{
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.begin();
        let item = match &mut self.reading {
            Reading::Here(items) => return items.next(),
            Reading::Ahead(Ahead { items, .. }) => match items.try_recv() {
                Err(TryRecvError::Empty) => ledger::wait(|| items.recv().ok()),
                item => item.ok(),
            },
            Reading::NotYet(_) | Reading::Ended => return None,
        };
        item.or_else(|| self.end())
    }
}

impl<I: Iterator> Drop for Prefetch<I> {
    fn drop(&mut self) {
        if let Reading::Ahead(Ahead { items, thread }) = mem::replace(&mut self.reading, Reading::Ended) {
            drop(items);
            // A panic behind what anybody asked for concerns nobody.
            let _ = thread.join();
        }
    }
}

impl<I: Iterator> fmt::Debug for Prefetch<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begun = matches!(self.reading, Reading::Ahead(_));
        f.debug_struct("Prefetch").field("begun", &begun).field("n", &self.n).finish_non_exhaustive()
    }
}
