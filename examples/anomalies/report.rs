//! The report: each alarm beside the labelled window that it is in.

use crate::{options::Settings, scores::Scores, stream::Stream};
use std::fmt::Write;

pub fn report(stream: &Stream, scores: &[Scores], settings: &Settings) -> String {
    let mut text = format!("{}: column {}, {} rows", stream.name, stream.column, stream.rows.len());
    if let Some(season) = settings.season {
        let _ = write!(text, ", each compared with that {season} before");
    }
    let _ = write!(text, "\nbeside {} rows before\n\n", settings.window);
    let _ = writeln!(text, "{:<19}  {:>11}  {:<7}  {:>7}  labelled", "alarm", stream.column, "by", "score");
    let mut found = vec![false; stream.labels.len()];
    let mut outside = 0;
    for (row, scores) in stream.rows.iter().zip(scores) {
        let window = stream.labels.iter().position(|window| window.contains(row.time));
        for (by, score) in scores.alarms() {
            let label = window.map(|window| stream.labels[window]);
            let label = label.map_or("-".to_string(), |label| format!("{} to {}", label.from, label.to));
            let time = row.time.to_string();
            let _ = writeln!(text, "{time:<19}  {:>11.3}  {by:<7}  {score:>7.1}  {label}", row.value);
            match window {
                Some(window) => found[window] = true,
                None => outside += 1,
            }
        }
    }
    let hit = found.iter().filter(|found| **found).count();
    let _ = writeln!(text, "\nlabelled windows with an alarm: {hit} of {}", found.len());
    for (window, _) in stream.labels.iter().zip(&found).filter(|(_, found)| !**found) {
        let _ = writeln!(text, "  missed: {} to {}", window.from, window.to);
    }
    let _ = writeln!(text, "alarms outside of them: {outside}");
    text
}
