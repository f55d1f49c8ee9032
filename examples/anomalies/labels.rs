//! Windows of known anomalies, as the Numenta Anomaly Benchmark keeps them.

use crate::stream;
use chrono::NaiveDateTime;
use std::{collections::BTreeMap, error::Error, fs, path::Path};

#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
}

impl Window {
    pub fn contains(&self, time: NaiveDateTime) -> bool {
        (self.from..=self.to).contains(&time)
    }
}

/// The windows of a file of numbers: those under a path that ends with its name.
pub fn of(numbers: &Path, labels: Option<&Path>) -> Result<Vec<Window>, Box<dyn Error>> {
    let beside = numbers.with_file_name("combined_windows.json");
    let path = match labels {
        Some(labels) => labels,
        None if beside.exists() => &beside,
        None => return Ok(Vec::new()),
    };
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let all: BTreeMap<String, Vec<[String; 2]>> =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let of_file = all.into_iter().filter(|(name, _)| Path::new(name).file_name() == numbers.file_name());
    let window = |[from, to]: [String; 2]| {
        let time = |text: &str| stream::time(text).ok_or_else(|| format!("{}: `{text}` is no time", path.display()));
        Ok(Window { from: time(&from)?, to: time(&to)? })
    };
    of_file.flat_map(|(_, windows)| windows).map(window).collect()
}
