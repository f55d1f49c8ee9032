//! A line that shows how far a job has come.

use crate::Gauge;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A line on the terminal that shows how far a job has come and when it will be done.
///
/// It is drawn on standard error if that is a terminal, and not at all otherwise.
///
/// # Dropping
///
/// Takes the line away.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Input, Job, Line, Lines};
///
/// # let folder = tempfile::tempdir()?;
/// # let checkpoint = folder.path().join("checkpoint");
/// let job = Job::new("count", Lines::new(Input::reader("log", "one\ntwo".as_bytes()))).state(0).checkpoint(&checkpoint);
/// let line = Line::draw(job.gauge());
/// let outcome = job.run(|lines, count, ()| Ok(*count += lines.count()))?;
/// drop(line);
/// println!("{} lines", outcome.state);
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug)]
pub struct Line {
    /// Where there is somebody to see it.
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

/// Ten times a second looks alive, and costs nothing.
const EVERY: Duration = Duration::from_millis(100);

impl Line {
    /// Draws it on standard error, if that is a terminal.
    #[must_use]
    pub fn draw(gauge: Gauge) -> Self {
        Self::draw_on(ProgressDrawTarget::stderr(), gauge)
    }

    /// Draws it elsewhere.
    #[must_use]
    pub fn draw_on(target: ProgressDrawTarget, gauge: Gauge) -> Self {
        if target.is_hidden() {
            return Self { drawing: None };
        }
        let (stop, stopped) = channel();
        let bar = ProgressBar::with_draw_target(None, target);
        let draw = move || draw(&bar, &gauge, &stopped);
        // Without a thread to draw it there is no line, and the job is none the worse.
        let thread = thread::Builder::new().name("antiphon line".into()).spawn(draw).ok();
        Self { drawing: thread.map(|thread| (stop, thread)) }
    }
}

fn draw(bar: &ProgressBar, gauge: &Gauge, stopped: &Receiver<()>) {
    let mut begun = false;
    while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(EVERY) {
        let progress = gauge.progress();
        if bar.length() != progress.total {
            bar.set_style(style(progress.total.is_some()));
            progress.total.map_or_else(|| bar.unset_length(), |total| bar.set_length(total));
        }
        bar.set_position(progress.done);
        bar.set_message(format!("{} records, {} checkpoints", gauge.records(), gauge.checkpoints()));
        if !begun && progress.done > 0 {
            // A job that goes on from a checkpoint has not read what is before it in a moment.
            bar.reset_eta();
            begun = true;
        }
        bar.tick();
    }
    bar.finish_and_clear();
}

fn style(total: bool) -> ProgressStyle {
    let template = if total { "{bar:30} {percent:>3} %, {msg}, {eta} left" } else { "{spinner} {msg}, {elapsed}" };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.drawing.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}
