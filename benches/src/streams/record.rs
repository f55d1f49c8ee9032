//! The classic job's lines, and what is made of them: the same for every program in Rust.

use serde::{Deserialize, Serialize};

/// A line `id=7,metric=14,status=active`.
pub(crate) struct Record {
    id: u64,
    metric: u64,
    active: bool,
}

impl Record {
    pub(crate) fn parse(line: &[u8]) -> Result<Self, &'static str> {
        let (id, rest) = line.strip_prefix(b"id=").and_then(number).ok_or("it has no id")?;
        let (metric, rest) = rest.strip_prefix(b",metric=").and_then(number).ok_or("it has no metric")?;
        let status = rest.strip_prefix(b",status=").ok_or("it has no status")?;
        Ok(Self { id, metric, active: status == b"active" })
    }
}

/// The number that begins here, and what is behind it.
fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let (mut value, mut rest) = (0_u64, text);
    while let Some((&digit @ b'0'..=b'9', behind)) = rest.split_first() {
        value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        rest = behind;
    }
    (rest.len() < text.len()).then_some((value, rest))
}

/// What is gathered of the active records whose metric is a multiple of three.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Totals {
    count: u64,
    sum: u64,
    bad: u64,
}

/// What is saved of them on the way.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) id: u64,
    pub(crate) count: u64,
    pub(crate) sum: u64,
}

impl Totals {
    /// Adds a record if it is one that counts; each ten thousandth of those makes a row.
    pub(crate) fn add(&mut self, record: &Record) -> Option<Row> {
        if !record.active || !record.metric.is_multiple_of(3) {
            return None;
        }
        self.count += 1;
        self.sum += record.metric;
        self.count.is_multiple_of(10_000).then_some(Row { id: record.id, count: self.count, sum: self.sum })
    }

    pub(crate) fn refuse(&mut self) {
        self.bad += 1;
    }

    /// As all programs print them, those that are not in Rust too.
    pub(crate) fn line(&self) -> String {
        format!("{} {} {}", self.count, self.sum, self.bad)
    }
}
