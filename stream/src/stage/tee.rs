//! The same items for somebody else.

use crate::watch::ledger;
use std::fmt;
use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

/// See [`Stages::tee`](super::Stages::tee).
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Tee<I: Iterator, R> {
    items: I,
    /// `None` once the branch gets no more.
    copies: Option<SyncSender<I::Item>>,
    branch: Branch<R>,
}

enum Branch<R> {
    Runs(JoinHandle<R>),
    Returned(R),
    /// It has panicked, or its result was handed on.
    Gone,
}

/// The clones that a branch gets: see [`Stages::tee`](super::Stages::tee).
#[derive(Debug)]
pub struct Copies<T>(Receiver<T>);

impl<T> Iterator for Copies<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.recv().ok()
    }
}

impl<I: Iterator, R> Tee<I, R> {
    pub(super) fn begin<F>(items: I, ahead: usize, branch: F) -> io::Result<Self>
    where
        I::Item: Send + 'static,
        R: Send + 'static,
        F: FnOnce(Copies<I::Item>) -> R + Send + 'static,
    {
        let (copies, receiver) = sync_channel(ahead);
        let thread = thread::Builder::new().name("antiphon tee".into()).spawn(move || branch(Copies(receiver)))?;
        Ok(Self { items, copies: Some(copies), branch: Branch::Runs(thread) })
    }

    /// Reads nothing more, and hands on what the branch returned.
    ///
    /// # Panics
    ///
    /// Where the branch panicked, with its payload; with a text of its own where that was done before.
    pub fn finish(mut self) -> R {
        self.join();
        match std::mem::replace(&mut self.branch, Branch::Gone) {
            Branch::Returned(result) => result,
            Branch::Runs(_) | Branch::Gone => panic!("the branch of this tee has panicked, which was reported before"),
        }
    }

    /// Waits for the branch, which gets no more.
    fn join(&mut self) {
        self.copies = None;
        if let Branch::Runs(_) = self.branch
            && let Branch::Runs(thread) = std::mem::replace(&mut self.branch, Branch::Gone)
        {
            match ledger::wait(|| thread.join()) {
                Ok(result) => self.branch = Branch::Returned(result),
                Err(payload) => resume_unwind(payload),
            }
        }
    }

    fn give(&mut self, copy: I::Item) {
        let Some(copies) = &self.copies else { return };
        let gone = match copies.try_send(copy) {
            Err(TrySendError::Full(copy)) => ledger::wait(|| copies.send(copy)).is_err(),
            sent => sent.is_err(),
        };
        if gone {
            self.join();
        }
    }
}

impl<I, R> Iterator for Tee<I, R>
where
    I: Iterator,
    I::Item: Clone,
{
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let Some(item) = self.items.next() else {
            self.join();
            return None;
        };
        if self.copies.is_some() {
            self.give(item.clone());
        }
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<I: Iterator, R> Drop for Tee<I, R> {
    fn drop(&mut self) {
        self.copies = None;
        if let Branch::Runs(thread) = std::mem::replace(&mut self.branch, Branch::Gone) {
            // Whoever wants to know what became of it asks with `finish`.
            let _ = thread.join();
        }
    }
}

impl<I: Iterator + fmt::Debug, R> fmt::Debug for Tee<I, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tee").field("items", &self.items).finish_non_exhaustive()
    }
}
