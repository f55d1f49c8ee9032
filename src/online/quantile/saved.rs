//! A window as it is saved: the values as they came; their order is found again.

use super::{SortedWindow, order::Key};
use crate::online::{NanPolicy, format::Format};
use alloc::{format, string::String, vec::Vec};

#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Window {
    format: Format<1>,
    n: usize,
    policy: NanPolicy,
    skipped: u64,
    #[serde(with = "crate::online::format::sequence")]
    held: Vec<f64>,
}

impl From<SortedWindow> for Window {
    fn from(window: SortedWindow) -> Self {
        let held = window.held.iter().map(|key| key.number()).collect();
        Self { format: Format, n: window.n, policy: window.policy, skipped: window.skipped, held }
    }
}

impl TryFrom<Window> for SortedWindow {
    type Error = String;

    fn try_from(saved: Window) -> Result<Self, String> {
        let mut window = SortedWindow::new(saved.n).map_err(|error| format!("{error}"))?.nan(saved.policy);
        if saved.held.len() > saved.n {
            return Err(format!("{} values were saved for a window of {}", saved.held.len(), saved.n));
        }
        saved.held.into_iter().for_each(|x| window.take(Key::of(x)));
        window.skipped = saved.skipped;
        Ok(window)
    }
}
