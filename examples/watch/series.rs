//! A column of a CSV file.

use crate::source::{Lines, ReadError, Source};
use antiphon::prelude::*;
use chrono::{Datelike, NaiveDate};
use csv::Reader;

/// Above this a number is of no use here: sums and squares of it must not overflow.
const LIMIT: f64 = 1e100;

/// A column, with the labels of its rows.
pub struct Series {
    pub source: String,
    pub column: String,
    /// The name of the column that labels the rows; `row` if they are numbered.
    pub label: String,
    pub rows: Vec<Row>,
    /// When each row was, in years, if the labels are dates in their order.
    pub years: Option<Vec<f64>>,
}

pub struct Row {
    pub line: u64,
    pub label: String,
    pub cell: Cell,
}

pub enum Cell {
    Number(f64),
    Empty,
    /// What stands there and is no number.
    Bad(String),
}

impl Series {
    pub fn read(source: &Source, column: Option<&str>) -> Result<Self, ReadError> {
        let name = source.to_string();
        let text = source.read()?;
        let mut reader = Reader::from_reader(&text[..]);
        let headers = reader.headers().map_err(|error| Lines::of(&text).describe(&name, error))?.clone();
        if headers.is_empty() {
            return Err(ReadError::Empty(name));
        }
        let headers: Vec<&str> = headers.iter().map(str::trim).collect();
        let index = choose(&name, &headers, column)?;
        let rows: Vec<Row> = rows(&name, &text, reader, index).try_iter().collect::<Result<_, _>>()?;
        let series = Self {
            column: headers[index].to_string(),
            label: if index == 0 { "row" } else { headers[0] }.to_string(),
            years: (index != 0).then(|| years(&rows)).flatten(),
            source: name,
            rows,
        };
        series.check()?;
        Ok(series)
    }

    /// What is wrong with a series that has no number at all.
    fn check(&self) -> Result<(), ReadError> {
        if self.rows.is_empty() {
            return Err(ReadError::NoRows(self.source.clone()));
        }
        if self.rows.iter().any(|row| row.value().is_some()) {
            return Ok(());
        }
        let (source, column) = (self.source.clone(), self.column.clone());
        Err(match self.bad().next() {
            Some((line, text)) => ReadError::NoNumbers(source, line, text.to_string(), column),
            None => ReadError::NoCells(source, column),
        })
    }

    /// The cells that hold something which is no number, with their lines.
    pub fn bad(&self) -> impl Iterator<Item = (u64, &str)> {
        self.rows.iter().filter_map(|row| match &row.cell {
            Cell::Bad(text) => Some((row.line, text.as_str())),
            Cell::Number(_) | Cell::Empty => None,
        })
    }

    /// How many rows there are to a year, if the rows are dated and cover one.
    pub fn rows_in_a_year(&self) -> Option<usize> {
        let years = self.years.as_ref()?;
        let steps = years.len() - 1;
        let span = years[steps] - years[0];
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the number of rows")]
        (span >= 1.0).then(|| (steps as f64 / span).round().max(1.0) as usize)
    }
}

impl Row {
    pub fn value(&self) -> Option<f64> {
        match self.cell {
            Cell::Number(value) => Some(value),
            Cell::Empty | Cell::Bad(_) => None,
        }
    }
}

impl Cell {
    fn parse(text: &str) -> Self {
        let text = text.trim();
        match text.parse::<f64>() {
            _ if text.is_empty() => Self::Empty,
            Ok(value) if value.abs() < LIMIT => Self::Number(value),
            _ => Self::Bad(text.to_string()),
        }
    }
}

/// Yields the rows, and ends with the first line that is not one.
#[generator(yield = Row)]
fn rows(source: &str, text: &[u8], mut reader: Reader<&[u8]>, column: usize) -> Result<(), ReadError> {
    let mut lines = Lines::of(text);
    for (number, record) in (1..).zip(reader.records()) {
        let record = record.map_err(|error| lines.describe(source, error))?;
        let label = if column == 0 { number.to_string() } else { record[0].trim().to_string() };
        yield_!(Row { line: lines.at(record.position()), label, cell: Cell::parse(&record[column]) });
    }
    Ok(())
}

fn choose(source: &str, headers: &[&str], column: Option<&str>) -> Result<usize, ReadError> {
    match (column, headers.len()) {
        (None, columns @ (1 | 2)) => Ok(columns - 1),
        (None, _) => Err(ReadError::WhichColumn(source.to_string(), headers.join(", "))),
        (Some(column), _) => headers
            .iter()
            .position(|header| *header == column)
            .ok_or_else(|| ReadError::NoSuchColumn(source.to_string(), column.to_string(), headers.join(", "))),
    }
}

fn years(rows: &[Row]) -> Option<Vec<f64>> {
    let years: Vec<f64> = rows.iter().map(|row| year(&row.label)).collect::<Option<_>>()?;
    (!years.is_empty() && years.is_sorted_by(|earlier, later| earlier < later)).then_some(years)
}

/// A date as a number of years: `1958`, `1958-03`, `1958-03-29`, `19580329`.
fn year(label: &str) -> Option<f64> {
    let date = match label.len() {
        4 => NaiveDate::parse_from_str(&format!("{label}-01-01"), "%Y-%m-%d"),
        7 => NaiveDate::parse_from_str(&format!("{label}-01"), "%Y-%m-%d"),
        8 => NaiveDate::parse_from_str(label, "%Y%m%d"),
        10 => NaiveDate::parse_from_str(label, "%Y-%m-%d"),
        _ => return None,
    }
    .ok()?;
    let days = if date.leap_year() { 366.0 } else { 365.0 };
    Some(f64::from(date.year()) + f64::from(date.ordinal0()) / days)
}
