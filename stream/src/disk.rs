//! Waiting for the disk, and how long that takes.

use std::cell::Cell;
use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

thread_local! {
    static WAITED: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// How long this thread has waited for the disk so far.
pub(crate) fn waited() -> Duration {
    WAITED.get()
}

/// Does what waits for the disk.
pub(crate) fn waiting<T>(wait: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = wait();
    WAITED.set(WAITED.get() + begun.elapsed());
    done
}

/// Makes the names in the folder of a file durable. Where a folder cannot be opened as a file, as on Windows, the
/// system sees to it by itself.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = File::open(folder)?;
    waiting(|| folder.sync_all())
}
