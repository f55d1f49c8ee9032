//! What the jobs of these tests read: lines that count up, with some that are bad.

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// So many lines `id={i},metric={i*2},status=active`, each thousandth without its metric.
pub(crate) fn lines(count: u64) -> String {
    let mut text = String::new();
    for i in 0..count {
        match i % 1000 {
            999 => writeln!(text, "id={i},status=broken").unwrap(),
            _ => writeln!(text, "id={i},metric={},status=active", i * 2).unwrap(),
        }
    }
    text
}

/// The id and the metric of a line.
pub(crate) fn parse(line: &[u8]) -> Result<(u64, u64), String> {
    let text = std::str::from_utf8(line).map_err(|error| error.to_string())?;
    let field = |name: &str| {
        let value = text.split(',').find_map(|field| field.strip_prefix(name)?.strip_prefix('='));
        value.ok_or_else(|| format!("it has no {name}"))?.parse().map_err(|error| format!("its {name}: {error}"))
    };
    Ok((field("id")?, field("metric")?))
}

#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Totals {
    pub(crate) count: u64,
    pub(crate) sum: u64,
}

impl Totals {
    pub(crate) fn add(&mut self, metric: u64) {
        self.count += 1;
        self.sum += metric;
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) id: u64,
    pub(crate) running: u64,
}
