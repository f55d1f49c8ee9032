//! What a thread does within a stage that is metered: time that others account for, and work that others do.
//!
//! A stage does not know whether it is metered, so it writes down here what a meter around it cannot see.

use std::cell::RefCell;
use std::time::{Duration, Instant};

/// What was written down since the meter around it began to look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// The time that meters further inside have counted.
    pub(super) counted: Duration,
    /// The time that other threads were waited for.
    pub(super) waited: Duration,
    /// The work that other threads did.
    pub(super) elsewhere: Duration,
    /// How many did it.
    pub(super) workers: usize,
    /// How many items were in its queue.
    pub(super) queued: Option<usize>,
}

#[derive(Debug, Default)]
struct Ledger {
    /// How many meters look.
    meters: usize,
    entry: Entry,
}

thread_local! {
    static LEDGER: RefCell<Ledger> = RefCell::default();
}

/// Waits for another thread.
pub(crate) fn wait<T>(f: impl FnOnce() -> T) -> T {
    if LEDGER.with_borrow(|ledger| ledger.meters == 0) {
        return f();
    }
    let begun = Instant::now();
    let value = f();
    LEDGER.with_borrow_mut(|ledger| ledger.entry.waited += begun.elapsed());
    value
}

/// Other threads have worked so long.
pub(crate) fn worked(duration: Duration, workers: usize) {
    LEDGER.with_borrow_mut(|Ledger { entry, .. }| {
        entry.elsewhere += duration;
        entry.workers = workers;
    });
}

/// So many items are in the queue of the stage.
pub(crate) fn queued(items: usize) {
    LEDGER.with_borrow_mut(|ledger| ledger.entry.queued = Some(items));
}

/// A meter that looks at what is done until it is dropped.
pub(super) struct Look {
    around: Entry,
    begun: Instant,
}

/// What a meter saw.
pub(super) struct Seen {
    pub(super) begun: Instant,
    pub(super) ended: Instant,
    pub(super) entry: Entry,
    /// Whether no other meter is around it.
    pub(super) outermost: bool,
}

impl Look {
    pub(super) fn begin() -> Self {
        let around = LEDGER.with_borrow_mut(|ledger| {
            ledger.meters += 1;
            std::mem::take(&mut ledger.entry)
        });
        Self { around, begun: Instant::now() }
    }

    pub(super) fn end(self) -> Seen {
        let (begun, ended) = (self.begun, Instant::now());
        LEDGER.with_borrow_mut(|ledger| {
            let entry = ledger.entry;
            ledger.entry = self.around;
            ledger.entry.counted += ended - begun;
            Seen { begun, ended, entry, outermost: ledger.meters == 1 }
        })
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        LEDGER.with_borrow_mut(|ledger| ledger.meters -= 1);
    }
}
