//! What is printed of the measurements.

use crate::measure::Measurement;
use std::{collections::HashMap, fmt};

/// The name of a contender, from that of its function.
#[must_use]
pub fn dashed(function: &str) -> &'static str {
    function.replace('_', "-").leak()
}

/// Prints a line for each contender of a kernel.
pub fn print_lines(measurements: &[Measurement]) {
    for m in measurements {
        let instructions = m.instructions.map(|count| format!("  {count:>9.2} instructions")).unwrap_or_default();
        println!(
            "{:<14} {:<18} {:>9.3} ns  x {:<7.3} [{:.3} .. {:.3}]{instructions}",
            m.kernel, m.contender, m.median_ns, m.ratio, m.q1, m.q3
        );
    }
}

/// Prints a list of objects.
pub fn print_json(measurements: &[Measurement]) {
    let objects: Vec<String> = measurements.iter().map(object).collect();
    println!("[\n{}\n]", objects.join(",\n"));
}

fn object(m: &Measurement) -> String {
    let instructions = m.instructions.map(|count| format!(r#", "instructions": {count}"#)).unwrap_or_default();
    format!(
        r#"  {{"kernel": "{}", "contender": "{}", "median_ns": {}, "ratio": {}, "q1": {}, "q3": {}{instructions}}}"#,
        m.kernel, m.contender, m.median_ns, m.ratio, m.q1, m.q3
    )
}

/// Three digits, or as many as there are before the point.
#[must_use]
pub fn three_digits(value: f64) -> String {
    match value {
        ..9.995 => format!("{value:.2}"),
        ..99.95 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// A table in Markdown, whose rows and columns stand in the order of their first cells.
#[derive(Debug)]
pub struct Table {
    corner: &'static str,
    rows: Vec<String>,
    columns: Vec<String>,
    /// By row and column.
    cells: HashMap<(usize, usize), String>,
}

impl Table {
    /// A table whose first column is headed by `corner`.
    #[must_use]
    pub fn new(corner: &'static str) -> Self {
        Self { corner, rows: Vec::new(), columns: Vec::new(), cells: HashMap::new() }
    }

    /// Fills a cell.
    pub fn set(&mut self, row: &str, column: &str, cell: String) {
        let place = (position(&mut self.rows, row), position(&mut self.columns, column));
        self.cells.insert(place, cell);
    }
}

/// Where the name stands, at the end if it is new.
fn position(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_string());
        names.len() - 1
    })
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} |", self.corner)?;
        for column in &self.columns {
            write!(f, " `{column}` |")?;
        }
        writeln!(f, "\n|---|{}", "---:|".repeat(self.columns.len()))?;
        for (row, name) in self.rows.iter().enumerate() {
            write!(f, "| `{name}` |")?;
            for column in 0..self.columns.len() {
                write!(f, " {} |", self.cells.get(&(row, column)).map_or("", String::as_str))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, three_digits};

    #[test]
    fn a_cell_that_was_not_filled_is_empty() {
        let mut table = Table::new("kernel");
        table.set("counter", "hand", "1".into());
        table.set("words", "peer", "2".into());
        let lines = ["| kernel | `hand` | `peer` |", "|---|---:|---:|", "| `counter` | 1 |  |", "| `words` |  | 2 |"];
        assert_eq!(table.to_string().lines().collect::<Vec<_>>(), lines);
    }

    #[test]
    fn a_number_has_three_digits() {
        let numbers = [1.0, 9.996, 99.96, 1234.5].map(three_digits);
        assert_eq!(numbers, ["1.00", "10.0", "100", "1234"]);
    }
}
