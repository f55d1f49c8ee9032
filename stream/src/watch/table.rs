//! What was seen, to be read.

use super::StageStats;
use std::fmt;
use std::time::Duration;

/// A table of the stages: see [`Watch::table`](super::Watch::table).
#[derive(Debug, Clone)]
pub struct Table {
    stages: Vec<StageStats>,
}

impl Table {
    pub(super) fn new(stages: Vec<StageStats>) -> Self {
        Self { stages }
    }

    /// The name of the stage that worked longest, each of its threads; `None` where that is whatever took the items of
    /// the last stage, or nothing was seen.
    #[must_use]
    pub fn bottleneck(&self) -> Option<&str> {
        let longest = self.stages.iter().max_by_key(|stage| per_thread(stage))?;
        let inside = per_thread(longest);
        (!inside.is_zero() && inside >= self.behind()).then_some(&*longest.name)
    }

    /// How long whatever takes the items of the last stage has worked.
    fn behind(&self) -> Duration {
        self.stages.last().map_or(Duration::ZERO, |last| last.outside)
    }

    /// The time from the first item to the last.
    fn elapsed(&self) -> Duration {
        self.stages.iter().map(|stage| stage.elapsed).max().unwrap_or_default()
    }

    fn busy(&self, worked: Duration) -> String {
        let elapsed = self.elapsed();
        if elapsed.is_zero() { "-".into() } else { format!("{:.0} %", 100.0 * worked.div_duration_f64(elapsed)) }
    }

    fn row(&self, stage: &StageStats) -> [String; COLUMNS] {
        let rate = format!("{:.0}", stage.rate());
        let threads = stage.workers.to_string();
        let (inside, waiting) = (seconds(stage.inside), seconds(stage.waiting));
        let queue = stage.queue.map_or("-".into(), |queue| format!("{:.0}", queue.mean));
        let [items, errors] = [stage.items, stage.errors].map(|count| count.to_string());
        [stage.name.to_string(), items, rate, errors, threads, inside, self.busy(per_thread(stage)), waiting, queue]
    }

    fn last_row(&self) -> [String; COLUMNS] {
        let mut row = [const { String::new() }; COLUMNS];
        row[0] = BEHIND.into();
        row[5] = seconds(self.behind());
        row[6] = self.busy(self.behind());
        row
    }
}

const COLUMNS: usize = 9;
const HEADS: [&str; COLUMNS] =
    ["stage", "items", "items/s", "errors", "threads", "inside s", "busy", "waiting s", "queue"];
/// Whatever takes the items of the last stage.
const BEHIND: &str = "(behind them)";

fn per_thread(stage: &StageStats) -> Duration {
    stage.inside.div_f64(stage.workers as f64)
}

fn seconds(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64())
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = vec![HEADS.map(str::to_owned)];
        rows.extend(self.stages.iter().map(|stage| self.row(stage)));
        rows.push(self.last_row());
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; COLUMNS] = std::array::from_fn(width);
        let slowest = self.bottleneck().unwrap_or(if self.behind().is_zero() { "" } else { BEHIND });
        for row in &rows {
            write!(f, "{:<1$}", row[0], widths[0])?;
            for (cell, width) in row.iter().zip(widths).skip(1) {
                write!(f, "  {cell:>width$}")?;
            }
            writeln!(f, "{}", if row[0] == slowest { "  <- bottleneck" } else { "" })?;
        }
        Ok(())
    }
}
