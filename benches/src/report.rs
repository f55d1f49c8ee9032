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
    rows: Vec<&'static str>,
    columns: Vec<&'static str>,
    cells: HashMap<(&'static str, &'static str), String>,
}

impl Table {
    /// A table whose first column is headed by `corner`.
    #[must_use]
    pub fn new(corner: &'static str) -> Self {
        Self { corner, rows: Vec::new(), columns: Vec::new(), cells: HashMap::new() }
    }

    /// Fills a cell.
    pub fn set(&mut self, row: &'static str, column: &'static str, cell: String) {
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
        if !self.columns.contains(&column) {
            self.columns.push(column);
        }
        self.cells.insert((row, column), cell);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} |", self.corner)?;
        for column in &self.columns {
            write!(f, " `{column}` |")?;
        }
        writeln!(f, "\n|---|{}", "---:|".repeat(self.columns.len()))?;
        for row in &self.rows {
            write!(f, "| `{row}` |")?;
            for column in &self.columns {
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
