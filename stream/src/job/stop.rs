//! A request to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A token by which a job is asked to stop at its next record: it saves a checkpoint and returns.
///
/// It is cloned into whatever asks, such as a handler of Ctrl-C.
///
/// # Examples
///
/// ```
/// # use antiphon_stream::Stop;
/// let stop = Stop::new();
/// std::thread::spawn({ let stop = stop.clone(); move || stop.stop() }).join().unwrap();
/// assert!(stop.is_stopped());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// A token by which nobody has asked yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks to stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
