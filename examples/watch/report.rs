//! The table and the summary.

use crate::{
    alarm::{Direction, Verdict},
    observe::Observation,
    options::Settings,
    series::Series,
    summary::Summary,
};
use std::io::{self, Write};

/// The rows that a table should have, about.
const ROWS: usize = 40;

/// The cells that are reported one by one.
const REPORTED: usize = 5;

pub fn bad_cells(out: &mut impl Write, series: &Series) -> io::Result<()> {
    for (line, text) in series.bad().take(REPORTED) {
        writeln!(out, "{}:{line}: `{text}` is not a number: taken as missing", series.source)?;
    }
    match series.bad().skip(REPORTED).count() {
        0 => Ok(()),
        more => writeln!(out, "{}: cells that are not numbers: {more} more", series.source),
    }
}

/// A row of each season, or now and then one, and every alarm.
pub fn table(
    out: &mut dyn Write,
    series: &Series,
    settings: &Settings,
    observations: &[Observation],
) -> io::Result<()> {
    let decimals = decimals(observations);
    let number = |value: Option<f64>| value.map_or_else(|| "-".to_string(), |value| number(value, decimals));
    let stride = stride(observations.len(), settings.season);
    let mut lines = vec![["average", "growth", "usual growth", ""].map(str::to_string).to_vec()];
    lines[0].splice(0..0, [series.label.clone(), series.column.clone()]);
    let mut due = 0;
    for (index, (row, observation)) in series.rows.iter().zip(observations).enumerate() {
        let drift = matches!(observation.verdict, Some(Verdict::Drift(..)));
        // Not a row without a value: the next that has one.
        let regular = index >= due && observation.value.is_some();
        if regular {
            due = index - index % stride + stride;
        }
        if regular || drift {
            let (usual, remark) = match observation.verdict {
                None => ("-".to_string(), ""),
                Some(Verdict::Learning) => ("learning".to_string(), ""),
                Some(Verdict::Steady(usual)) => (spread(usual.mean, usual.deviation, decimals), ""),
                Some(Verdict::Drift(usual, direction)) => {
                    (spread(usual.mean, usual.deviation, decimals), alarm(direction))
                }
            };
            lines.push(vec![
                row.label.clone(),
                number(observation.value),
                number(observation.average),
                number(observation.growth),
                usual,
                remark.to_string(),
            ]);
        }
    }
    align(out, &lines)
}

pub fn summary(
    out: &mut dyn Write,
    series: &Series,
    settings: &Settings,
    observations: &[Observation],
    summary: &Summary,
) -> io::Result<()> {
    let (rows, bad) = (series.rows.len(), series.bad().count());
    let label = |row: usize| &series.rows[row].label;
    writeln!(out, "\n{}: column {}", series.source, series.column)?;
    writeln!(out, "rows: {rows}, of these empty: {}, not a number: {bad}", rows - bad - summary.values)?;
    for (name, extreme) in [("lowest", summary.lowest), ("highest", summary.highest)] {
        if let Some((value, row)) = extreme {
            writeln!(out, "{name}: {value:?} ({})", label(row))?;
        }
    }
    writeln!(out, "rows in a season: {}", settings.season)?;
    if summary.growths == 0 {
        writeln!(out, "growth in a season: no two values are so far apart")?;
    } else {
        let mean = summary.total_growth / summary.growths as f64;
        writeln!(out, "growth in a season: {} on average", number(mean, decimals(observations) + 1))?;
    }
    writeln!(out, "rows with a usual growth: {}", summary.guarded)?;
    writeln!(out, "alarms: {}", summary.alarms.len())?;
    for (row, direction) in &summary.alarms {
        writeln!(out, "  {}: {}", label(*row), alarm(*direction))?;
    }
    Ok(())
}

fn alarm(direction: Direction) -> &'static str {
    match direction {
        Direction::Above => "ALARM: grows faster",
        Direction::Below => "ALARM: grows slower",
    }
}

fn spread(mean: f64, deviation: f64, decimals: usize) -> String {
    format!("{} ± {}", number(mean, decimals), number(deviation, decimals))
}

fn number(value: f64, decimals: usize) -> String {
    if value.abs() < 1e15 { format!("{value:.decimals$}") } else { format!("{value:.3e}") }
}

/// So many that three to four digits of the range of the values are seen.
fn decimals(observations: &[Observation]) -> usize {
    let values = || observations.iter().filter_map(|observation| observation.value);
    let range = values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min);
    (0_u8..12).find(|decimals| range * 10_f64.powi(i32::from(*decimals)) >= 1000.0).map_or(2, usize::from)
}

/// A season, if that does not make too long or too short a table.
fn stride(rows: usize, season: usize) -> usize {
    let even = rows.div_ceil(ROWS);
    if season > even / 2 && season < even * 2 { season } else { even }
}

/// Every column as wide as its widest cell, flush right but for the last.
fn align(out: &mut dyn Write, lines: &[Vec<String>]) -> io::Result<()> {
    let columns = lines[0].len();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns - 1).map(width).collect();
    for line in lines {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        writeln!(out, "{}", format!("{}  {}", cells.join("  "), line[columns - 1]).trim_end())?;
    }
    Ok(())
}
