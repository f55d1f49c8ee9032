//! A stream of numbers with timestamps, read or generated.

use crate::labels::{self, Window};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use std::{error::Error, fs::File, path::Path};

pub struct Stream {
    pub name: String,
    pub column: String,
    pub rows: Vec<Row>,
    /// Where anomalies are known to be.
    pub labels: Vec<Window>,
}

pub struct Row {
    pub time: NaiveDateTime,
    /// NaN where there is no number.
    pub value: f64,
}

impl Stream {
    /// Reads a column, by default the second of two, and the labels that belong to the file.
    pub fn read(path: &Path, column: Option<&str>, labels: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| format!("cannot read {name}: {error}"))?;
        let mut reader = csv::Reader::from_reader(file);
        let headers = reader.headers().map_err(|error| format!("{name}: {error}"))?.clone();
        let index = match (column, headers.len()) {
            (Some(column), _) => headers.iter().position(|header| header == column),
            (None, columns) => (columns == 2).then_some(1),
        };
        let columns = || headers.iter().collect::<Vec<_>>().join(", ");
        let index = index.ok_or_else(|| format!("{name}:1: name one of the columns: {}", columns()))?;
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| format!("{name}: {error}"))?;
            let line = record.position().map_or(0, csv::Position::line);
            let row = row(&record[0], &record[index]).map_err(|error| format!("{name}:{line}: {error}"))?;
            rows.push(row);
        }
        if !rows.iter().any(|row| row.value.is_finite()) {
            return Err(format!("{name}: there is no number in column `{}`", &headers[index]).into());
        }
        Ok(Self { labels: labels::of(path, labels)?, name, column: headers[index].to_string(), rows })
    }

    /// Four weeks of half hours with a daily rhythm, a value that is far off, and half a day at a higher level.
    pub fn generated() -> Self {
        let start = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
        let time = |row: i32| start + TimeDelta::minutes(30 * i64::from(row));
        let (spike, level) = (500..501, 900..924);
        let mut noise = 1_u32;
        let mut row = |row: i32| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let rhythm = (f64::from(row) / 48.0 * std::f64::consts::TAU).sin();
            let planted = if spike.contains(&row) { 120.0 } else { f64::from(u8::from(level.contains(&row))) * 25.0 };
            let value = 100.0 + 20.0 * rhythm + f64::from(noise >> 16) / 65536.0 * 10.0 + planted;
            Row { time: time(row), value }
        };
        let rows = (0..1344).map(&mut row).collect();
        let labels = [&spike, &level].map(|rows| Window { from: time(rows.start), to: time(rows.end - 1) }).into();
        Self { name: "a generated stream".into(), column: "value".into(), rows, labels }
    }

    /// As many rows as there usually are between a time and the same time of the next day.
    pub fn rows_in_a_day(&self) -> usize {
        let mut steps: Vec<TimeDelta> = self.rows.windows(2).map(|pair| pair[1].time - pair[0].time).collect();
        steps.sort_unstable();
        let step = steps.get(steps.len() / 2).map_or(0, TimeDelta::num_seconds);
        let rows = TimeDelta::days(1).num_seconds().checked_div(step).unwrap_or(0);
        // Where a row is a day or more, something like a month.
        usize::try_from(rows).ok().filter(|rows| *rows > 1).unwrap_or(30)
    }
}

fn row(time: &str, value: &str) -> Result<Row, String> {
    let (time, value) = (time.trim(), value.trim());
    let parsed = self::time(time).ok_or_else(|| format!("`{time}` is no timestamp such as 2026-03-02 12:30:00"))?;
    let number = if value.is_empty() { Ok(f64::NAN) } else { value.parse::<f64>() };
    match number {
        Ok(number) => Ok(Row { time: parsed, value: number }),
        Err(_) => Err(format!("`{value}` is not a number")),
    }
}

/// A date, with or without a time of day.
pub fn time(text: &str) -> Option<NaiveDateTime> {
    let date = || NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|date| date.and_time(chrono::NaiveTime::MIN));
    let at = |format| NaiveDateTime::parse_from_str(text, format);
    at("%Y-%m-%d %H:%M:%S%.f").or_else(|_| at("%Y-%m-%dT%H:%M:%S%.f")).or_else(|_| date()).ok()
}
